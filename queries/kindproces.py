"""What every process that works for another one does: end with it, and let the system hold its limits."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import sys
import threading
import time
from contextlib import suppress
from multiprocessing.connection import wait
from typing import Any  # the module resource is not there on every system

import psutil


def end_with_starter() -> None:
    """End this process as soon as the one that started it is gone, whatever it is doing then."""
    threading.Thread(target=_end_with_starter, daemon=True).start()


def limit(megabytes: int, processor: float | None = None) -> None:
    """Let the system itself hold the memory, and the seconds of processor time from now, where it can.

    It counts what a process reserves, also what it never uses: so leave room beside what is watched from outside.
    """
    if sys.platform == "win32":
        return
    resource: Any = importlib.import_module("resource")
    wanted = {resource.RLIMIT_AS: psutil.Process().memory_info().vms + megabytes * 2**20}
    if processor is not None:
        wanted[resource.RLIMIT_CPU] = int(time.process_time() + processor) + 2
    for kind, most in wanted.items():
        hard = resource.getrlimit(kind)[1]
        with suppress(ValueError, OSError):  # a system that knows the limit and does not let it be set
            resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _end_with_starter() -> None:
    starter = multiprocessing.parent_process()
    if starter is not None:
        wait([starter.sentinel])
        os._exit(1)
