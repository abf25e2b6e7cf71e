"""The preview of 5,000 rows: uploaded and shown, a page of its rows, and one cell mended.

Prints one line: time on the wall through the app, without a network, and CPU for a cell.
Bounds: 3 s to the preview, 150 ms for a cell. Run it by python -m bench.preview [rows].
"""

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from flask.testing import FlaskClient
from openpyxl import load_workbook

from bench.import_hours import write_hours
from factuur import clock, create_app
from factuur.access import actions as access
from factuur.access.rules import Role
from factuur.db import database, migrate
from factuur.settings import read_settings
from tests.factories import make_administration, make_user

ROWS: Final = 5_000
HTMX: Final = {"HX-Request": "true"}


def main() -> None:
    """Upload, look, page and mend, and print how long each took."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(read_settings({"FACTUUR_DATA": folder}), testing=True)
        app.config.update(WTF_CSRF_ENABLED=False)
        migrate()
        content = _with_mistakes(Path(folder, "uren.xlsx"), rows)
        with app.app_context(), database.connection_context():
            user = make_user(make_administration(), Role.OWNER)
            token = access.start_session(user, agent="bench", now=clock.now())
        browser = app.test_client()
        with browser.session_transaction() as session:
            session["_user_id"], session["_fresh"] = token, True

        def send() -> None:
            data = {"kind": "hours", "file": (io.BytesIO(content), "uren.xlsx")}
            sent = browser.post("/intake/", data=data, follow_redirects=True)
            if b'id="mend-title"' not in sent.data:
                raise SystemExit("the preview did not come")

        shown = _seconds(send)
        page = _seconds(lambda: browser.get(f"/intake/1/rows?first={rows // 2}", headers=HTMX))
        cpu = time.process_time()
        cells = [_seconds(partial(_mend, browser, row)) for row in range(2, 12)]
        cpu = (time.process_time() - cpu) / len(cells)
    print(
        f"preview rows={rows} shown={shown:.2f}s page={page * 1000:.0f}ms "
        f"cell={statistics.median(cells) * 1000:.0f}ms "
        f"cell_cpu={cpu * 1000:.0f}ms"
    )


def _mend(browser: FlaskClient, row: int) -> None:
    typed = {"sheet": "uren", "row": str(row), "column": "4", "text": "8"}
    browser.post("/intake/1/cells", data=typed, headers=HTMX)


def _with_mistakes(path: Path, rows: int) -> bytes:
    write_hours(path, rows)
    book = load_workbook(path)
    for row in range(2, 22):
        book.worksheets[0].cell(row, 5).value = "acht"
    book.save(path)
    return path.read_bytes()


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
