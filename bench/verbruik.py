"""What a command takes: seconds on the clock, CPU seconds and memory, of it and of every process that it starts."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass

import psutil

#: Seconds between two looks at the memory; one look takes about a millisecond for each process.
KIJK = 0.5


@dataclass(frozen=True)
class Verbruik:
    """Seconds on the clock and of CPU, and the highest memory in MB: of all processes at one moment, and of the first alone.

    Memory is PSS where the system gives it (shared pages count once in all), RSS elsewhere.
    """

    klok: float
    cpu: float
    piek: int
    eerste: int


class Mislukt(Exception):  # noqa: N818 - reads as what happened
    """The command ended with an error."""


def verbruik(command: Sequence[str]) -> Verbruik:
    """Run a command to its end and say what it took.

    Raises:
        Mislukt: it ended with another exit code than 0; with what it wrote.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:  # a pipe that nobody reads is soon full
        before, began = _children(), time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)  # noqa: S603 - our own command
        peak = first = 0
        while process.poll() is None:
            megabytes = _megabytes(process.pid)
            peak, first = max(peak, sum(megabytes)), max(first, *megabytes[:1], 0)
            time.sleep(KIJK)
        took = time.perf_counter() - began
        if process.returncode:
            said.seek(0)
            raise Mislukt(f"{' '.join(command)}\n{said.read()}")
    return Verbruik(took, _children() - before, peak, first)


def _children() -> float:
    """CPU seconds of the processes that have ended, with theirs; 0 where the system does not keep it (Windows)."""
    times = psutil.Process().cpu_times()
    return float(times.children_user + times.children_system)


def _megabytes(pid: int) -> list[int]:
    """Memory of a process and of those below it."""
    found: list[int] = []
    try:
        top = psutil.Process(pid)
        for process in (top, *top.children(recursive=True)):
            memory = process.memory_full_info()
            found.append(int(getattr(memory, "pss", memory.rss)) >> 20)
    except psutil.Error:  # it has just ended
        pass
    return found
