"""What gunicorn reads before it starts the program (``serve`` names this file).

Short patience with slow clients, small requests, a log without content.
"""

import gc
import resource
import socket
import struct
from typing import Any

from gunicorn import glogging  # type: ignore[import-untyped]

from cases.core.logs import ContentFreeFormatter

# An address with its query: the longest filter of a public page is below 500 characters.
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
keepalive = 5
timeout = 30
graceful_timeout = 10

PATIENCE_SECONDS = 5


def on_starting(_server: Any) -> None:
    """A crash must not write the memory, keys included, to the disk."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def post_fork(_server: Any, worker: Any) -> None:
    """A client that stops in the middle gives its thread back: gunicorn itself would wait for it for ever."""
    patience = struct.pack("ll", PATIENCE_SECONDS, 0)
    for listener in worker.sockets:
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            listener.sock.setsockopt(socket.SOL_SOCKET, option, patience)  # connections inherit it


def post_worker_init(_worker: Any) -> None:
    """In the worker, once the program is loaded: a thread does not survive the fork that made it."""
    from django.conf import settings

    settle()
    if settings.SIDE == "public":
        return  # it holds no keys, and may not read the tables of lockdowns and of jobs
    from cases.accounts import watcher
    from cases.desk.jobs import worker as jobs
    from cases.desk.releases import clock

    watcher.start()
    jobs.start()
    clock.start()


def settle() -> None:
    """What was loaded at the start stays: large pages need not wait while Python looks through it for waste."""
    gc.collect()
    gc.freeze()


class ServerLog(glogging.Logger):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's own log, which would otherwise hold addresses of visitors and of pages."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(ContentFreeFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))


logger_class = ServerLog
