"""Who holds a mail: a worker's name, and whether that worker still lives.

The name carries the start of the process beside its number, since numbers are given again.
"""

import os
import socket
from pathlib import Path


def my_name() -> str:
    """Give the name under which this process claims mails: host, number, start."""
    return f"{socket.gethostname()}:{os.getpid()}:{_started(os.getpid())}"


def is_gone(name: str) -> bool:
    """Tell whether a worker has surely ended; of one on another machine nothing is sure."""
    host, number, started = name.rsplit(":", 2)
    if host != socket.gethostname():
        return False
    now = _started(int(number))
    return now != started if Path("/proc/self/stat").exists() else not _answers(int(number))


def _started(number: int) -> str:
    """Give the start of a process in ticks since the machine's own; "" when there is none."""
    try:
        stat = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]


def _answers(number: int) -> bool:
    try:
        os.kill(number, 0)
    except OSError:
        return False
    return True
