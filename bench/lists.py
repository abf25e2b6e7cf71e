"""What a page of the list of invoices costs at 100,000 invoices: CPU of process and database, warm.

Run it by python -m bench.lists [--size 100000] [--database URL].
"""

import argparse
import datetime as dt
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from peewee import chunked

from factuur import clock, create_app, db
from factuur.access.rules import Role
from factuur.models import Administration, Client, Invoice, Receivable, Table
from factuur.settings import read_settings
from tests.conftest import HTMX, signed_in
from tests.factories import make_administration, make_user

CLIENTS = 2_000
OPEN_ONE_IN = 40
ROUNDS = 15
PAGES = (
    "?show=open", "?show=overdue", "?show=paid", "?show=all", "?show=drafts",
    "?show=all&words=2024-01", "?show=all&words=Klant+77", "?show=all&period=last_year",
)  # fmt: skip


def make_firm() -> Administration:
    """Make a firm that can issue."""
    return make_administration()


def fill(firm: Administration, size: int, today: dt.date) -> None:
    """Make so many issued invoices over five years, one in forty still open."""
    dice = random.Random(1)
    store(Client, ({"administration": firm.id, "name": f"Klant {n}"} for n in range(CLIENTS)))
    first = Client.select().where(Client.administration == firm.id).order_by(Client.id).get().id
    made = [
        _invoice(firm.id, first + dice.randrange(CLIENTS), n, size, today, dice)
        for n in range(size)
    ]
    store(Invoice, made)
    mine = (Invoice.administration == firm.id) & Invoice.number.is_null(False)
    ids = {
        invoice.number: invoice.id
        for invoice in Invoice.select(Invoice.id, Invoice.number).where(mine)
    }
    store(Receivable, (_receivable(row, ids[row["number"]], dice) for row in made))
    db.database.execute_sql("ANALYZE")


def store(model: type[Table], rows: Iterable[dict[str, Any]]) -> None:
    """Store rows in one transaction."""
    with db.database.atomic():
        for some in chunked(rows, 500):
            model.insert_many(some).execute()


def _invoice(
    firm_id: int, client_id: int, index: int, size: int, today: dt.date, dice: random.Random
) -> dict[str, Any]:
    issued = today - dt.timedelta(days=5 * 365 * (size - index) // size)
    return {
        "administration": firm_id,
        "client": client_id,
        "number": f"{issued.year}-{index:06d}",
        "year": issued.year,
        "sequence": index,
        "issued_on": issued,
        "due_on": issued + dt.timedelta(days=14),
        "total_cents": dice.randrange(100_00, 9000_00),
    }


def _receivable(row: dict[str, Any], invoice_id: int, dice: random.Random) -> dict[str, Any]:
    left = row["total_cents"] if dice.randrange(OPEN_ONE_IN) == 0 else 0
    return {
        "invoice": invoice_id,
        "administration": row["administration"],
        "client": row["client"],
        "due_on": row["due_on"],
        "total_cents": row["total_cents"],
        "open_cents": left,
        "settled_on": None if left else row["due_on"],
        "sent_on": row["issued_on"],
    }


def database_cpu() -> float:
    """Give the CPU in seconds of PostgreSQL's process that serves us; 0 on SQLite, which is us."""
    if db.on_sqlite():
        return 0.0
    (pid,) = db.database.execute_sql("SELECT pg_backend_pid()").fetchone()
    spent = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Print a line for each kind of page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--database", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.database or f"sqlite:///{Path(folder, 'bench.db')}"
        environment = {
            "FACTUUR_DATA": folder, "DATABASE_URL": url, "FACTUUR_SECRET_KEY": "k" * 40,
        }  # fmt: skip
        app = create_app(read_settings(environment), testing=True)
        db.migrate()
        with app.app_context(), db.database.connection_context():
            firm = make_firm()
            fill(firm, given.size, clock.today())
            browser = signed_in(app, make_user(firm, Role.OWNER))
            for page in PAGES:
                print(f"{page:<28} {measure(browser, page)}")


def measure(browser: FlaskClient, page: str) -> str:
    """Say what a page and a part of it cost."""
    costs = []
    for headers in ({}, HTMX):
        spent, served = [], database_cpu()
        for _ in range(ROUNDS):
            start = time.process_time()
            assert browser.get(f"/invoices/{page}", headers=headers).status_code == 200  # noqa: S101
            spent.append(time.process_time() - start)
        served = (database_cpu() - served) / ROUNDS
        costs.append(f"{statistics.median(spent) * 1000:5.1f} + {served * 1000:4.1f} ms")
    return "page {}, part {}".format(*costs)


if __name__ == "__main__":
    main()
