"""Turns pages into PDFs, in a child process that is ended when a page takes too long.

Threads would gain nothing (xhtml2pdf prints one page at a time in a process) and could
not be ended; one child per process, started when first needed, is warm for the next page.
"""

import logging
import os
import signal
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from factuur.errors import N_, Refused

log = logging.getLogger(__name__)

ROOM = Path(__file__).with_name("pressroom.py")
FONTS = Path(__file__).parents[2] / "static" / "vendor" / "fonts"
HEAD = struct.Struct(">cI")
JOB = struct.Struct(">II")
OUT_OF_TIME = getattr(signal, "SIGXCPU", 0)  # by the pressroom's own limit; not on Windows
PATIENCE = 3  # a busy machine may take so many times longer by the clock than it works


class PrintTimedOut(Refused):
    """A page that does not come to an end."""

    code = "print_timed_out"
    message = N_(
        "The PDF was not ready after %(seconds)s seconds. Shorten the longest description "
        "or split the invoice in two."
    )


class PrintError(RuntimeError):
    """A page the printer gave up on: a fault of ours, not of the user."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A PDF, and what the printer had to say about it: a character no font has, for one."""

    pdf: bytes
    complaints: tuple[str, ...]


def print_pdf(html: str, *, seconds: int = 20) -> bytes:
    """Print a page; refuses with PrintTimedOut after so many seconds of work.

    A machine with more to do may take three times as long by the clock.
    """
    proof = print_proof(html, seconds=seconds)
    for complaint in proof.complaints:
        log.warning("the printer says: %s", complaint)
    return proof.pdf


def print_proof(html: str, *, seconds: int = 20) -> Proof:
    """Print a page, and give the printer's complaints beside it."""
    return _press.print(html, seconds)


class _Press:
    """The child, who has it, and the pipes to it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.child: subprocess.Popen[bytes] | None = None

    def print(self, html: str, seconds: int) -> Proof:
        """Give the child one page, and end it when its time is up."""
        with self.lock:
            child = self._living_child()
            late = threading.Event()
            timer = threading.Timer(seconds * PATIENCE, _end, (child, late))
            timer.start()
            try:
                return _order(child, html.encode(), seconds)
            except (EOFError, BrokenPipeError):
                self._bury()
                if late.is_set():
                    raise PrintTimedOut(seconds=seconds * PATIENCE) from None
                if child.returncode == -OUT_OF_TIME:
                    raise PrintTimedOut(seconds=seconds) from None
                raise PrintError("the printer died; the page may need too much memory") from None
            finally:
                timer.cancel()

    def _living_child(self) -> subprocess.Popen[bytes]:
        if self.child is None or self.child.poll() is not None:
            self._bury()
            self.child = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, str(ROOM), str(FONTS)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,  # nothing waits in a buffer that a forked process could write again
                env={"PATH": os.defpath, "LANG": "C.UTF-8"},
            )
        return self.child

    def _bury(self) -> None:
        if self.child is not None:
            self.child.kill()
            self.child.communicate()
            self.child = None

    def forget(self) -> None:
        """Leave the child to the process that started it, after a fork."""
        self.lock = threading.Lock()
        if self.child is not None:
            for pipe in _pipes(self.child):
                pipe.close()  # else the child would not see the end when its process goes
            self.child.returncode = 0  # not ours to wait for
            self.child = None


def _end(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise BrokenPipeError
    return child.stdin, child.stdout


def _order(child: subprocess.Popen[bytes], html: bytes, seconds: int) -> Proof:
    orders, answers = _pipes(child)
    _write(orders, JOB.pack(seconds, len(html)) + html)
    complaints: list[str] = []
    while True:
        kind, length = HEAD.unpack(_read(answers, HEAD.size))
        content = _read(answers, length)
        if kind == b"P":
            return Proof(content, tuple(complaints))
        if kind == b"E":
            raise PrintError(content.decode())
        complaints.append(content.decode())


def _write(pipe: IO[bytes], content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[pipe.write(rest) :]


def _read(pipe: IO[bytes], length: int) -> bytes:
    content = bytearray()
    while len(content) < length:
        part = pipe.read(length - len(content))
        if not part:
            raise EOFError
        content += part
    return bytes(content)


_press = _Press()
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_press.forget)
