"""A process of our own, killed at a random moment: what is stored must be whole, whenever that was."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings


def killed(code: str, *, environment: Mapping[str, str], longest: float, chance: random.Random) -> bool:
    """Run Python code under our settings and kill it (SIGKILL) within ``longest`` seconds after it prints "ready".

    Whether it was still running then.
    """
    setup = "import django; django.setup()\n"
    process = subprocess.Popen(  # noqa: S603  (our own code)
        [sys.executable, "-c", setup + code],
        cwd=Path(settings.BASE_DIR),
        env={**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "casetracker.settings"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    try:
        process.wait(timeout=chance.uniform(0, longest))
        running = False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        running = True
    process.stdout.close()
    return running
