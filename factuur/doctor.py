"""What is wrong with this installation, each with a remedy that its user can carry out."""

import datetime as dt
import shutil
import smtplib
import sqlite3
import stat
from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext
from peewee import PeeweeException

from factuur import db, queue
from factuur.settings import ROOT, Settings

ROOM_NEEDED = 200 * 1024 * 1024
SAFE_SQLITE = (3, 51, 3)  # up to 3.51.2 a WAL database can be damaged: sqlite.org/wal.html
SILENCE = dt.timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: its name, whether all is well, and what to do when it is not."""

    name: str
    ok: bool
    remedy: str = ""


def examine(now: dt.datetime) -> list[Finding]:
    """Look at everything a working installation needs."""
    settings: Settings = current_app.config["SETTINGS"]
    checks: list[Callable[[], Finding]] = [
        _sqlite,
        _database,
        lambda: _disk(settings),
        lambda: _folder(settings),
        lambda: _address(settings),
        _vendored,
        _translations,
        lambda: _worker(now),
        lambda: _mail(settings),
    ]
    return [check() for check in checks]


def _finding(name: str, ok: bool, remedy: str) -> Finding:  # noqa: FBT001 - the verdict
    return Finding(name, ok, "" if ok else remedy)


def _sqlite() -> Finding:
    safe = not db.on_sqlite() or db.database.obj.server_version >= SAFE_SQLITE
    remedy = gettext("This SQLite can damage a database. Run: pip install -r requirements.txt")
    return _finding("sqlite", safe, remedy)


def _database() -> Finding:
    try:
        current = db.is_current()
    except (PeeweeException, sqlite3.Error):
        remedy = gettext("The database does not answer. Check DATABASE_URL and its server.")
        return Finding("database", ok=False, remedy=remedy)
    return _finding("database", current, gettext("Tables are behind. Run: flask migrate"))


def _disk(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.data).free
    remedy = gettext("Less than 200 MB is free in %(folder)s. Make room.", folder=settings.data)
    return _finding("disk", free >= ROOM_NEEDED, remedy)


def _folder(settings: Settings) -> Finding:
    key = settings.data / "secret.key"
    private = not key.exists() or not stat.S_IMODE(key.stat().st_mode) & 0o077
    remedy = gettext("Others can read the key. Run: chmod 600 %(file)s", file=key)
    return _finding("secret key", private, remedy)


def _address(settings: Settings) -> Finding:
    remedy = gettext("Set FACTUUR_URL to the address people use, such as https://factuur.firm.nl")
    return _finding("address", settings.on_loopback or bool(settings.url), remedy)


def _vendored() -> Finding:
    there = all(
        (ROOT / "static" / "vendor" / name).exists()
        for name in ("htmx.js", "sortable.js", "fonts/Inter-Regular.ttf")
    )
    return _finding("scripts and fonts", there, gettext("They are missing. Run: make run"))


def _translations() -> Finding:
    there = any((ROOT / "factuur" / "translations").glob("*/LC_MESSAGES/messages.mo"))
    return _finding("translations", there, gettext("They are not compiled. Run: make run"))


def _worker(now: dt.datetime) -> Finding:
    last = queue.last_heartbeat()
    remedy = gettext("No worker runs, so no mail leaves. Run: make run, or: make worker")
    return _finding("worker", last is not None and now - last < SILENCE, remedy)


def _mail(settings: Settings) -> Finding:
    mail = settings.mail
    if not mail.server:
        remedy = gettext("No mail server: mail stays in the local mailbox. Set MAIL_SERVER.")
        return Finding("mail", ok=False, remedy=remedy)
    try:
        kind = smtplib.SMTP_SSL if mail.use_ssl else smtplib.SMTP
        with kind(mail.server, mail.port, timeout=5) as line:
            if mail.use_tls:
                line.starttls()
            if mail.username:
                line.login(mail.username, mail.password)
    except (OSError, smtplib.SMTPException) as error:
        remedy = gettext(
            "%(server)s takes no mail from us (%(why)s). Check the MAIL_ settings.",
            server=f"{mail.server}:{mail.port}",
            why=error,
        )
        return Finding("mail", ok=False, remedy=remedy)
    return Finding("mail", ok=True)
