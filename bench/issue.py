"""What it costs to make and issue an invoice of ten lines: CPU of process and database.

The same in an administration of 1,000 and of 100,000 invoices, in one run, so that the ratio
says whether it grows. Run it by python -m bench.issue [--database URL]; without PDF.
"""

import argparse
import datetime as dt
import statistics
import tempfile
import time
from pathlib import Path

from bench.lists import database_cpu, fill, make_firm
from factuur import create_app, db
from factuur.invoices import actions
from factuur.models import Administration
from factuur.settings import read_settings
from tests.factories import make_client

TODAY = dt.date(2026, 11, 20)
ROUNDS = 40
LINE = {"description": "Advies", "quantity": "7.5", "unit": "hour", "unit_price": "95.00"}


def measure(firm: Administration, name: str) -> tuple[float, float]:
    """Give the median CPU in ms of this process, and of the database, for one invoice."""
    given = {"client": name, "supply_on": TODAY.isoformat(), "lines": [LINE] * 10}
    own, served = [], []
    for _ in range(ROUNDS):
        before, start = database_cpu(), time.process_time()
        draft = actions.create(firm, given, user_id=None)
        actions.issue(firm, draft.id, today=TODAY, user_id=None)
        own.append(time.process_time() - start)
        served.append(database_cpu() - before)
    return statistics.median(own) * 1000, statistics.mean(served) * 1000


def main() -> None:
    """Print a line for each size, and the ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = given.database or f"sqlite:///{Path(folder, 'bench.db')}"
        environment = {
            "FACTUUR_DATA": folder, "DATABASE_URL": url, "FACTUUR_SECRET_KEY": "k" * 40,
        }  # fmt: skip
        app = create_app(read_settings(environment), testing=True)
        db.migrate()
        costs = {}
        with app.app_context(), db.database.connection_context():
            for size in (1_000, 100_000):
                firm = make_firm()
                fill(firm, size, TODAY)
                client = make_client(firm, name="Nieuwe klant")
                measure(firm, client.name)  # warm
                own, served = measure(firm, client.name)
                costs[size] = own + served
                print(f"{size:>7} invoices: {own:.1f} ms process + {served:.1f} ms database")
        print(f"ratio {costs[100_000] / costs[1_000]:.2f}")


if __name__ == "__main__":
    main()
