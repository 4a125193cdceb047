"""What a command costs: time, processor, and the memory of all its processes together."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.05
_PSS_EVERY = 1.0
"""Seconds between two looks at the memory, and between two that count shared pages once: those
walk through all pages, which itself takes time.
"""
_GROWTH = 1.01
_PAGE = os.sysconf("SC_PAGE_SIZE")
MB = 1e6


class Failed(Exception):
    """A command that did not end well; says what it said."""


@dataclass(frozen=True)
class Cost:
    """What one run took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all its processes."""
    memory: float
    """The most that all held at one time, in MB; pages that several share are counted once."""


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Runs a command to its end. Raises Failed."""
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        with _watched(process.pid) as memory:
            try:
                _, status, usage = os.wait4(process.pid, 0)
            except KeyboardInterrupt:
                os.killpg(process.pid, signal.SIGINT)
                raise
            wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if status:
            said.seek(0)
            raise Failed(f"{' '.join(map(str, command))}\n{said.read().decode()[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, memory.peak / MB)


@dataclass
class Memory:
    """The most bytes that a group of processes held."""

    group: int
    peak: float = 0
    _rss: float = 0
    _looked: float = 0

    def look(self) -> None:
        """Looks once. What they share is counted at every growth of the whole and once a second."""
        processes = members(self.group)
        rss, now = sum(map(_rss_of, processes)), time.monotonic()
        if rss > self._rss * _GROWTH or now - self._looked > _PSS_EVERY:
            self._rss, self._looked = max(rss, self._rss), now
            self.peak = max(self.peak, sum(map(_pss_of, processes)))


@contextmanager
def _watched(group: int) -> Iterator[Memory]:
    memory, ended = Memory(group), threading.Event()

    def follow() -> None:
        while not ended.wait(_EVERY):
            memory.look()

    thread = threading.Thread(target=follow, daemon=True)
    thread.start()
    try:
        yield memory
    finally:
        ended.set()
        thread.join()


def members(group: int) -> list[str]:
    """The ids of a group's processes."""
    found = []
    for name in os.listdir("/proc"):  # noqa: PTH208
        if name.isdigit():
            with suppress(OSError, ValueError):
                if os.getpgid(int(name)) == group:
                    found.append(name)
    return found


def _rss_of(process: str) -> int:
    with suppress(OSError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
    return 0


def _pss_of(process: str) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return _rss_of(process)
