"""Run a reader in a process of its own, with bounds it cannot argue with.

A fresh interpreter rather than multiprocessing: it starts the same from a web worker, from
a job (whose process may have no children by that module's rule) and from a console, sees
none of the parent's settings or connections, and is really gone when it is killed.
"""

import os
import pickle
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Final, TypeVar, cast

from imports.refusal import Refusal

Result = TypeVar("Result")
OnProgress = Callable[[int, int], None]

LENGTH: Final = 8  # bytes in front of every message
PROGRESS, RESULT, REFUSED, FAULT = range(4)
_GLANCE: Final = 0.1  # seconds between two looks at the clock and at Cancel
_PATIENCE: Final = 3  # a busy machine may take this many seconds for each second of work
_HOME: Final = str(Path(__file__).resolve().parent.parent)
_KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "SYSTEMROOT", "TMPDIR")


class ReaderError(RuntimeError):
    """A reader broke on a fault of ours: the message is its traceback."""


def run_bounded(
    target: Callable[..., Result],
    args: tuple[object, ...] = (),
    *,
    options: Mapping[str, object] | None = None,
    on_progress: OnProgress | None = None,
    cancelled: Callable[[], bool] | None = None,
    seconds: int = 20,
    megabytes: int = 700,
) -> Result:
    """Call `target(*args, **options)` in a child process and hand back what it returns.

    `target` is a function of a module, or a partial of one. With `on_progress` it also gets
    a keyword `on_progress(done, total)`, passed on from the child. `seconds` bounds the work
    of the processor, `megabytes` its memory. A Refusal of the target comes through; the
    bounds refuse with took_too_long, reader_died or cancelled.
    """
    job = pickle.dumps((target, args, dict(options or {}), on_progress is not None))
    with _started(seconds, megabytes) as child:
        try:
            _hand_over(child, job)
            deadline = time.monotonic() + seconds * _PATIENCE
            for kind, message in _messages(child, deadline, cancelled):
                if kind == RESULT:
                    return cast("Result", message)
                _heed(kind, message, on_progress)
        finally:
            child.kill()
    raise _death(child.returncode)


def _started(seconds: int, megabytes: int) -> subprocess.Popen[bytes]:
    bounds = [str(seconds), str(megabytes)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-m", "imports.child", *bounds],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={name: os.environ[name] for name in _KEPT if name in os.environ}
        | {"PYTHONPATH": os.pathsep.join((_HOME, *filter(None, sys.path)))},
    )


def _hand_over(child: subprocess.Popen[bytes], job: bytes) -> None:
    stdin = cast("IO[bytes]", child.stdin)
    try:
        stdin.write(job)
        stdin.close()
    except BrokenPipeError as fault:
        raise Refusal("reader_died") from fault


def _messages(
    child: subprocess.Popen[bytes], deadline: float, cancelled: Callable[[], bool] | None
) -> Iterator[tuple[int, Any]]:
    """Give what the child says, one by one, until it falls silent for good."""
    said = bytearray()
    for chunk in _chunks(child, deadline, cancelled):
        said += chunk
        while len(said) >= LENGTH:
            end = LENGTH + int.from_bytes(said[:LENGTH])
            if len(said) < end:
                break
            yield pickle.loads(memoryview(said)[LENGTH:end].tobytes())  # noqa: S301 - our child
            del said[:end]


def _chunks(
    child: subprocess.Popen[bytes], deadline: float, cancelled: Callable[[], bool] | None
) -> Iterator[bytes]:
    stdout = cast("IO[bytes]", child.stdout)
    with selectors.DefaultSelector() as selector:
        selector.register(stdout, selectors.EVENT_READ)
        while True:
            if cancelled and cancelled():
                raise Refusal("cancelled")
            if time.monotonic() > deadline:
                raise Refusal("took_too_long")
            if selector.select(_GLANCE):
                chunk = os.read(stdout.fileno(), 1 << 20)
                if not chunk:
                    return
                yield chunk


def _heed(kind: int, message: Any, on_progress: OnProgress | None) -> None:
    if kind == REFUSED:
        raise message
    if kind == FAULT:
        raise ReaderError(message)
    if on_progress:
        on_progress(*message)


def _death(returncode: int) -> Refusal:
    """Name what killed the child: the bound on its time, or anything else."""
    if sys.platform != "win32" and returncode == -signal.SIGXCPU:
        return Refusal("took_too_long")
    return Refusal("reader_died")
