"""What may be kept of a job that did not succeed: the sentence of a refusal, else nothing but the kind of fault.

The queue stores exceptions with their messages, and a message could quote a record.
"""

import logging
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError

from cases.core.errors import Locked, Refused

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger(__name__)


class Fault(Exception):
    """A fault of the program; the message is the name of its class."""


class NotNow(Fault):
    """The keys were locked meanwhile, or the database was busy: the same job can be carried out later."""


class CutOff(Fault):
    """The process was stopped in the middle, time and again."""


def content_free(function: Callable[P, T]) -> Callable[P, T]:
    """Let nothing out of a job but a refusal's sentence or the name of a fault."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except (Locked, OperationalError) as error:
            raise NotNow(type(error).__name__) from None
        except Refused as refusal:
            raise Refused(str(refusal)) from None
        except Exception as error:  # noqa: BLE001  (whatever it is, its message stays here)
            _log.exception("A job stopped because of a fault.")
            raise Fault(type(error).__name__) from None

    return run
