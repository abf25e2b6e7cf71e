import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from imports import Reading, read_hours
from imports.sheets.reading import HourRow

TODAY = dt.date(2026, 11, 22)
Sheets = dict[str, Sequence[Sequence[object]]]
Write = Callable[..., Path]
Read = Callable[..., Reading[HourRow]]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[[Sheets], Path]:
    """Write sheets by name and rows; `touch` may do what openpyxl has a call for."""

    def write(sheets: Sheets, touch: Callable[[Any], object] = str) -> Path:
        book = Workbook()
        book.remove(book.active)  # type: ignore[no-untyped-call,unused-ignore]
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        touch(book)
        path = tmp_path / "hours.xlsx"
        book.save(path)
        return path

    return write


@pytest.fixture
def text_file(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "hours.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def read() -> Read:
    def read_it(path: Path, **options: Any) -> Reading[HourRow]:
        return read_hours(path, **{"name": path.name, "today": TODAY, **options})

    return read_it
