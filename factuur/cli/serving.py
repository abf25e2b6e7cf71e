"""Starting the app: the page and its worker together, or one of them."""

import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

import click
import redis
from flask import current_app
from flask.cli import with_appcontext
from peewee import PeeweeException

from factuur import db
from factuur.cli.frame import say
from factuur.queue import huey
from factuur.settings import ROOT, BadSetting, Settings

START_SECONDS = 30

# The worker finishes its job on SIGINT and would drop it on SIGTERM; the web server
# finishes its requests on SIGTERM.
PARTING = {True: signal.SIGTERM, False: signal.SIGINT}


@click.command("migrate")
@with_appcontext
def migrate() -> None:
    """Bring the tables of the database up to date."""
    for step in db.migrate():
        say(step)


@click.command("worker")
@click.option("--workers", default=2, show_default=True, help="Processes that print and send.")
@with_appcontext
def worker(workers: int) -> None:
    """Do the work that waits: deliver mail, print documents, read long files, sweep."""
    # Printing holds a lock of its process, so the workers are processes; a wake-up
    # call is heard within a second.
    consumer = huey.create_consumer(
        workers=workers,
        worker_type="process" if sys.platform != "win32" else "thread",
        max_delay=1.0,
        flush_locks=True,
    )
    consumer.run()


@click.command("serve")
@click.option("--no-worker", is_flag=True, help="Only the page; a worker runs elsewhere.")
@with_appcontext
def serve(*, no_worker: bool) -> None:
    """Serve the page and run the worker beside it, until Ctrl+C."""
    settings: Settings = current_app.config["SETTINGS"]
    try:
        _see_that_the_port_is_free(settings)
    except BadSetting as error:
        sys.exit(str(error))
    _prepare(settings)
    parts = [_start(_server(settings))]
    if not no_worker:
        parts.append(_start([sys.executable, "-m", "flask", "worker"]))
    sys.exit(_stay(parts, settings))


def _prepare(settings: Settings) -> None:
    """Bring the tables up to date and see that the queue answers, or stop with one sentence."""
    try:
        db.migrate()
        db.database.close()
    except PeeweeException as error:
        place = settings.database_url.rsplit("@", 1)[-1]
        sys.exit(f"DATABASE_URL: {place} does not answer: {str(error).splitlines()[0]}")
    try:
        huey.pending_count()
    except (redis.RedisError, OSError) as error:
        sys.exit(f"REDIS_URL: {settings.redis_url} does not answer: {error}")


def _see_that_the_port_is_free(settings: Settings) -> None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise BadSetting(
                f"Port {settings.port} on {settings.host} cannot be used ({error.strerror}); "
                f"choose another, such as: PORT={settings.port + 1} make run"
            ) from None


def _server(settings: Settings) -> list[str]:
    """Give the command of the web server: gunicorn, or waitress where gunicorn does not run."""
    if sys.platform == "win32":
        listen = f"--listen={settings.host}:{settings.port}"
        return [sys.executable, "-m", "waitress", listen, "--threads=8", "app:app"]
    bind = f"[{settings.host}]" if ":" in settings.host else settings.host
    return [
        sys.executable,
        "-m",
        "gunicorn",
        *("--bind", f"{bind}:{settings.port}"),
        *("--workers", "2", "--worker-class", "gthread", "--threads", "4"),
        *("--timeout", "60", "--graceful-timeout", "10", "--log-level", "warning"),
        "app:app",
    ]


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    environment = os.environ | {"FLASK_APP": "app.py"}
    return subprocess.Popen(command, cwd=ROOT, env=environment)  # noqa: S603 - our own words


def _stay(parts: list[subprocess.Popen[bytes]], settings: Settings) -> int:
    """Wait until a part ends or we are told to stop, then end the others gently."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    code = 0
    try:
        _tell_when_it_answers(settings, parts)
        while all(part.poll() is None for part in parts):
            time.sleep(0.5)
        code = next(part.returncode for part in parts if part.poll() is not None)
    except KeyboardInterrupt:
        say("")
    for part in parts:
        if part.poll() is None:
            part.send_signal(PARTING[part is parts[0]])
    for part in parts:
        try:
            part.wait(15)
        except subprocess.TimeoutExpired:
            part.kill()
    return code


def _tell_when_it_answers(settings: Settings, parts: list[subprocess.Popen[bytes]]) -> None:
    host = "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host  # noqa: S104
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and parts[0].poll() is None:
        try:
            socket.create_connection((host, settings.port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            address = settings.url or f"http://{settings.host}:{settings.port}"
            say(f"Factuur: {address}  (Ctrl+C stops it)")
            return


COMMANDS = [migrate, worker, serve]
