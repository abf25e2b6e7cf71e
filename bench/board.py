"""What the whole board costs with thousands of open invoices: CPU of process and database, warm.

Run it by python -m bench.board [--open 24000] [--paid 76000] [--database URL]. SQLite in a
folder of its own, and PostgreSQL where FACTUUR_TEST_POSTGRES (or 127.0.0.1) answers.
"""

import argparse
import datetime as dt
import os
import random
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask

from factuur import clock, create_app, db
from factuur.access.rules import Role
from factuur.board import queries
from factuur.board.queries import Scope
from factuur.board.rules import Column
from factuur.models import (
    Administration,
    Client,
    Dispatch,
    Hold,
    Invoice,
    Mail,
    Receivable,
    Reminder,
)
from factuur.settings import read_settings
from tests.conftest import POSTGRES, signed_in
from tests.factories import make_administration, make_user

CLIENTS = 3000
ROUNDS = 15


def fill(firm: Administration, opened: int, paid: int, today: dt.date) -> None:
    """Make invoices, most of them paid, the open ones in every column."""
    dice = random.Random(1)
    insert(Client, [{"administration": firm.id, "name": f"Klant {i}"} for i in range(CLIENTS)])
    first = Client.select().order_by(Client.id).get().id
    rows: dict[Any, list[dict[str, Any]]] = {
        model: [] for model in (Invoice, Receivable, Dispatch, Reminder, Hold, Mail)
    }
    for number in range(1, opened + paid + 1):
        add_invoice(
            rows, firm, number, first + dice.randrange(CLIENTS), number <= paid, today, dice
        )
    for model, given in rows.items():
        insert(model, given)


def add_invoice(
    rows: dict[Any, list[dict[str, Any]]],
    firm: Administration,
    number: int,
    client: int,
    is_paid: bool,  # noqa: FBT001 - one row of the loop above
    today: dt.date,
    dice: random.Random,
) -> None:
    """Make up one invoice and what happened to it."""
    due = today - dt.timedelta(days=dice.randint(10, 1500) if is_paid else dice.randint(-30, 90))
    cents = dice.randint(50_00, 9000_00)
    mine = {"administration": firm.id, "invoice": number}
    whose = {"administration": firm.id, "client": client, "due_on": due, "total_cents": cents}
    rows[Invoice].append(whose | {"id": number, "number": f"2026-{number:06d}", "issued_on": due})
    settled = due + dt.timedelta(days=dice.randint(-5, 9)) if is_paid else None
    rows[Receivable].append(
        whose | {"invoice": number, "open_cents": 0 if is_paid else cents, "settled_on": settled}
    )
    if is_paid or dice.random() > 0.01:
        rows[Dispatch].append(mine | {"channel": "mail", "sent_on": due - dt.timedelta(days=14)})
    if is_paid:
        return
    if due < today and dice.random() < 0.3:
        rows[Reminder].append(mine | {"reminded_on": due + dt.timedelta(days=1)})
    if dice.random() < 0.01:
        rows[Hold].append(mine | {"reason": "Betwist"})
    state = "failed" if dice.random() < 0.005 else "sent"
    moment = clock.now() + dt.timedelta(days=1)
    letter = {"kind": "invoice", "recipient": "a@b.example", "subject": "", "body": ""}
    rows[Mail].append(mine | letter | {"state": state, "created_at": moment})


def insert(model: Any, rows: list[dict[str, Any]]) -> None:
    """Insert many rows, some hundreds in a statement."""
    for start in range(0, len(rows), 500):
        model.insert_many(rows[start : start + 500]).execute()


@contextmanager
def databases(chosen: str) -> Iterator[list[str]]:
    """Give the addresses to measure: the chosen one, or fresh ones of both kinds."""
    if chosen:
        yield [chosen]
        return
    name = f"factuur_bench_{uuid.uuid4().hex[:8]}"
    with tempfile.TemporaryDirectory() as folder:
        sqlite = f"sqlite:///{Path(folder) / 'board.db'}"
        try:
            server = psycopg.connect(POSTGRES, autocommit=True)
        except psycopg.OperationalError:
            yield [sqlite]
            return
        server.execute(f"CREATE DATABASE {name}")
        yield [sqlite, POSTGRES.rsplit("/", 1)[0] + f"/{name}"]
        db.database.close()
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def tidy(url: str) -> None:
    """Do what the database does by itself in quiet hours: count its rows, sweep its pages."""
    if db.on_sqlite():
        db.database.execute_sql("ANALYZE")
        return
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("VACUUM ANALYZE")


def database_cpu() -> float:
    """Give the CPU seconds of the server's process that answers us; SQLite's are our own."""
    if db.on_sqlite():
        return 0.0
    pid = db.database.execute_sql("SELECT pg_backend_pid()").fetchone()[0]
    user, system = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def measure(name: str, work: Callable[[], object]) -> None:
    """Run it warm and print its CPU: the best of ours; a server's clock is coarse, so its mean."""
    work()
    there, mine = database_cpu(), []
    for _ in range(ROUNDS):
        here = time.process_time()
        work()
        mine.append((time.process_time() - here) * 1000)
    theirs = (database_cpu() - there) / ROUNDS * 1000
    best = min(mine)
    print(f"  {name}: {best + theirs:.1f} ms CPU (process {best:.1f}, database {theirs:.1f})")


def board(app: Flask, firm: Administration) -> None:
    """Measure the heads, the cards, and the page as a browser gets it."""
    scope = Scope(firm.id, clock.today(), firm.due_soon_days)
    browser = signed_in(app, make_user(firm, Role.OWNER))
    limits = dict.fromkeys(Column, 30)
    measure("heads", lambda: queries.heads(scope))
    measure("30 cards of each column", lambda: queries.boards_cards(scope, limits))
    measure("whole board", lambda: browser.get("/board/", headers={"HX-Request": "true"}))
    measure("whole page", lambda: browser.get("/board/"))


def main() -> None:
    """Fill each database and measure it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--open", type=int, default=24_000)
    parser.add_argument("--paid", type=int, default=76_000)
    parser.add_argument("--database", default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as data, databases(asked.database) as urls:
        for url in urls:
            app = create_app(
                read_settings({"FACTUUR_DATA": data, "DATABASE_URL": url}), testing=True
            )
            db.migrate()
            with app.app_context(), db.database.connection_context():
                firm = make_administration()
                with db.database.atomic():
                    fill(firm, asked.open, asked.paid, clock.today())
                tidy(url)
                print(f"{url.split(':')[0]}: {asked.open} open, {asked.paid} paid")
                board(app, firm)


if __name__ == "__main__":
    main()
