"""From upload to stored entries: 100,000 rows, against openpyxl that only walks over the cells.

Prints one line for each step and one in all: CPU seconds of this process, of the reader's
process and of the database's, their sum as a ratio of the bare walk, and the most memory of
each process. DATABASE_URL chooses the database (its address is of an empty one). Bounds:
ratio 1.6, 150 MB. Run it by python -m bench.store_hours [rows].
"""

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from os import environ
from pathlib import Path
from typing import Final

from bench.import_hours import measured, walk, write_hours
from factuur import create_app
from factuur.db import database, migrate, on_sqlite
from factuur.intake.actions.reading import read
from factuur.intake.actions.taking import take_hours
from factuur.intake.actions.undoing import undo
from factuur.intake.actions.uploading import upload
from factuur.intake.previewing import preview_hours
from factuur.models import Administration, Batch, Entry
from factuur.settings import read_settings

ROWS: Final = 100_000
KILO: Final = 1024


def main() -> None:
    """Make a file and a firm, and measure each step on the way."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "uren.xlsx")
        write_hours(path, rows)
        bare = measured(walk, path)[0]
        given = {"FACTUUR_DATA": folder, "DATABASE_URL": environ.get("DATABASE_URL", "")}
        app = create_app(read_settings(given), testing=True)
        migrate()
        with app.app_context(), database.connection_context():
            spent = _all_steps(path)
    print(f"store_hours rows={rows} openpyxl={bare:.2f}s in all={spent:.2f}s {_peaks()}")
    print(f"store_hours ratio={spent / bare:.2f}")


def _all_steps(path: Path) -> float:
    firm = Administration.create(slug="bench", name="Bench")
    content = path.read_bytes()
    batch = upload(firm.id, user_id=None, kind="hours", filename=path.name, content=content)

    def fresh() -> Batch:
        found: Batch = Batch.get_by_id(batch.id)
        return found

    spent = _step("read", lambda: read(batch.id))
    _step("preview", lambda: preview_hours(fresh()).survey)
    spent += _step("take over", lambda: take_hours(fresh(), user_id=None))
    rows = Entry.select().count()
    _step("take back", lambda: undo(fresh(), user_id=None))
    if not rows or Entry.select().count():
        raise SystemExit("a bench of half the work lies")
    return spent


def _step(name: str, work: Callable[[], object]) -> float:
    before, clock = _cpu(), time.perf_counter()
    work()
    ours, child, server = (now - then for now, then in zip(_cpu(), before, strict=True))
    wall = time.perf_counter() - clock
    print(
        f"{name}: {ours:.2f}s here, {child:.2f}s reader, {server:.2f}s database, {wall:.2f}s wall"
    )
    return ours + child + server


def _cpu() -> tuple[float, float, float]:
    ours, child = (
        sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return ours, child, _server_cpu()


def _server_cpu() -> float:
    """Give the CPU seconds of the PostgreSQL process that serves this connection."""
    if on_sqlite():
        return 0
    (pid,) = database.execute_sql("SELECT pg_backend_pid()").fetchone()
    times = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return sum(map(int, times)) / 100


def _peaks() -> str:
    ours, child = (
        resource.getrusage(who).ru_maxrss // KILO
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return f"memory here={ours}MB reader={child}MB"


if __name__ == "__main__":
    main()
