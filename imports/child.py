"""The other end of `bounded`: take one job from standard input, answer on standard output."""

import os
import pickle
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from typing import Final

from imports.bounded import FAULT, LENGTH, PROGRESS, REFUSED, RESULT
from imports.refusal import Refusal

_BETWEEN: Final = 0.2  # seconds between two words of progress


def main() -> None:
    """Do the job within the bounds given as arguments: seconds and megabytes."""
    seconds, megabytes = map(int, sys.argv[1:])
    _bound(seconds, megabytes)
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a package prints must not garble the answer
    say = partial(_say, answer.write)
    try:
        target, args, options, wants_progress = pickle.load(sys.stdin.buffer)  # noqa: S301 - ours
        if wants_progress:
            options["on_progress"] = _throttled(say, answer.flush)
        say(RESULT, target(*args, **options))
    except Refusal as refusal:
        say(REFUSED, refusal)
    except MemoryError:
        say(REFUSED, Refusal("reader_died"))
    except Exception:  # noqa: BLE001 - it is raised again on the other side
        say(FAULT, traceback.format_exc())
    answer.close()


def _bound(seconds: int, megabytes: int) -> None:
    if sys.platform == "win32":
        return  # the parent's deadline is the only bound there
    import resource  # noqa: PLC0415 - exists on POSIX only

    memory = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(write: Callable[[bytes], int], kind: int, message: object) -> None:
    words = pickle.dumps((kind, message), pickle.HIGHEST_PROTOCOL)
    write(len(words).to_bytes(LENGTH))
    write(words)


def _throttled(
    say: Callable[[int, object], None], flush: Callable[[], None]
) -> Callable[[int, int], None]:
    """Pass progress on a few times a second: a word per row would cost more than the row."""
    last = 0.0

    def on_progress(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last > _BETWEEN or done == total:
            last = now
            say(PROGRESS, (done, total))
            flush()

    return on_progress


if __name__ == "__main__":
    main()
