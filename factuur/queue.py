"""The queue: a job is a wake-up call, the truth is in tables.

huey forgets a task whose worker is killed. So nothing depends on one: each job takes
an id, may run twice, and a sweep on the timetable finds what a lost call left behind.
"""

import datetime as dt
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask
from huey import MemoryHuey, crontab
from huey.constants import EmptyData
from huey.storage import BaseStorage, RedisStorage, SqliteStorage

from factuur import clock
from factuur.db import database
from factuur.settings import Settings

log = logging.getLogger(__name__)
huey = MemoryHuey("factuur", utc=False)
HEARTBEAT = "worker-heartbeat"
_jobs: dict[str, Any] = {}
_app: Flask | None = None


def init_app(app: Flask, settings: Settings) -> None:
    """Point the queue at its store: a file in the data folder, or Redis for more machines."""
    global _app  # noqa: PLW0603 - a job starts outside any request and needs the app
    _app = app
    if not app.testing:
        huey.storage = store(settings)


def store(settings: Settings) -> BaseStorage:
    """Give where calls wait: Redis where there is one, else a file."""
    if settings.redis_url:
        return RedisStorage("factuur", url=settings.redis_url)
    # Not WAL: this file is opened by the standard library's SQLite, which may be an old one.
    path = str(settings.data / "queue.db")
    return SqliteStorage("factuur", filename=path, journal_mode="truncate", timeout=10)


def job(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Mark a function as the job `name`, which `wake` calls in the worker."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        _jobs[name] = huey.task(name=name)(_in_app(function))
        return function

    return register


def every(name: str, **when: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Put a function on the timetable, in the words of `crontab`, one run at a time."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        locked = huey.lock_task(name)(_in_app(function))
        _jobs[name] = huey.periodic_task(crontab(**when), name=name)(locked)
        return function

    return register


def wake(name: str, *values: int | str) -> None:
    """Ask the worker to do a job soon; inside a transaction, once that has been committed.

    What the job would do stands in a table already, so a queue out of reach is logged
    and left to the sweep: the user's work is done either way.
    """

    def call() -> None:
        try:
            _jobs[name](*values)
        except Exception:
            log.exception("the queue did not take %s%s; the sweep will find it", name, values)

    database.after_commit(call)


def last_heartbeat() -> dt.datetime | None:
    """Give when a worker last showed that it runs, in UTC; None when none ever did."""
    kept = huey.storage.peek_data(HEARTBEAT)
    return None if kept is EmptyData else dt.datetime.fromisoformat(bytes(kept).decode())


def _beat() -> None:
    huey.storage.put_data(HEARTBEAT, clock.now().isoformat().encode())


huey.periodic_task(crontab(minute="*"), name="heartbeat")(_beat)


def timetable() -> list[str]:
    """Give the names of all jobs, to show that none was forgotten."""
    return sorted(_jobs)


def _in_app(function: Callable[..., None]) -> Callable[..., None]:
    @wraps(function)
    def run(*values: int | str) -> None:
        if _app is None:
            raise RuntimeError("the queue was not connected to an app")
        with _app.app_context(), database.connection_context():
            function(*values)

    return run
