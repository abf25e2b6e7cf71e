"""Reading 100,000 rows of hours, against openpyxl that only walks over the same cells.

Prints one line: CPU seconds of both, their ratio, and the most memory the reader's process took.
Each runs in a process of its own; the file is made anew. Bounds: ratio 1.35, 150 MB.
"""

import datetime as dt
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from openpyxl import Workbook, load_workbook

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from imports import read_hours

ROWS: Final = 100_000
TODAY: Final = dt.date(2026, 11, 22)


def main() -> None:
    """Make the file, measure both, print the line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hours.xlsx"
        write_hours(path, int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
        bare, walked, _ = measured(walk, path)
        full, read, peak = measured(read_all, path)
    assert walked == read + 1, "every row is read"  # noqa: S101 - a bench of half the work lies
    print(
        f"import_hours rows={read} openpyxl_cpu={bare:.2f}s reader_cpu={full:.2f}s "
        f"ratio={full / bare:.2f} peak={peak:.0f}MB"
    )


def write_hours(path: Path, rows: int) -> None:
    """Write a sheet of six columns: a day, two names, a text of its own, hours, a rate."""
    chance = random.Random(1)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("uren")
    sheet.append(("Datum", "Klant", "Project", "Omschrijving", "Uren", "Tarief"))
    for number in range(rows):
        day = dt.date(2026, 1, 1) + dt.timedelta(days=number % 300)
        client, project = f"Klant {number % 200}", f"Project {number % 30}"
        hours = chance.randrange(1, 33) / 4
        sheet.append((day, client, project, f"Werkzaamheden {number}", hours, 85.5))
    book.save(path)


def walk(path: Path) -> int:
    """Walk over all cells and keep none."""
    sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    return sum(1 for _ in sheet.iter_rows(values_only=True))


def read_all(path: Path) -> int:
    """Read every row in full."""
    reading = read_hours(path, name=path.name, today=TODAY)
    return len(reading.rows)


def measured(work: Callable[[Path], int], path: Path) -> tuple[float, int, float]:
    """Give the CPU seconds, the count and the peak in MB of work in a fresh process."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_measure, (work, path))


def _measure(work: Callable[[Path], int], path: Path) -> tuple[float, int, float]:
    started = time.process_time()
    count = work(path)
    spent = time.process_time() - started
    unit = 1024 if os.uname().sysname == "Linux" else 1024 * 1024
    return spent, count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    main()
