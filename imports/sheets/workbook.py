"""A file as sheets of rows of cells, whatever program wrote it."""

import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final

from openpyxl import DEFUSEDXML
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from imports.refusal import Refusal
from imports.safe import check_upload
from imports.sheets.delimited import decode, read_delimited
from imports.sheets.sheet_xml import Row, SheetXml, Styles

if not DEFUSEDXML:
    raise ImportError("openpyxl must find defusedxml: install what requirements.txt pins")

OnProgress = Callable[[int, int], None]

_BROKEN: Final = (  # SyntaxError: what either XML parser raises
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError),
    *(OverflowError, AssertionError, EOFError, zipfile.BadZipFile, zlib.error),
)


@dataclass(slots=True)
class Sheet:
    """One visible sheet. What stands beside `rows` is complete when they have been read."""

    name: str
    rows: Iterator[Row]
    hidden: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    beyond: Callable[[], int] = int  # the first row with something past the last column


@dataclass(frozen=True, slots=True)
class Book:
    """The visible sheets of a file, and the names of those that are hidden."""

    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()
    from_1904: bool = False


@contextmanager
def open_book(path: Path, *, name: str, on_progress: OnProgress | None = None) -> Iterator[Book]:
    """Open a workbook or text as sheets, after the look at it that `check_upload` gives."""
    if check_upload(path, name=name) == "text":
        text = decode(path.read_bytes())
        rows = read_delimited(text, _counter(on_progress, len(text)))
        yield Book((Sheet("", rows),))
        return
    reader = _loaded(path)
    try:
        yield _book(reader, on_progress)
    finally:
        reader.archive.close()


@dataclass(frozen=True, slots=True)
class _Tab:
    """A sheet as the workbook lists it."""

    name: str
    state: str
    path: str


class _Reader(ExcelReader):
    """Reads all but the sheets: openpyxl would walk through each that does not tell its size."""

    def __init__(self, content: BytesIO) -> None:
        super().__init__(content, read_only=True, data_only=True)
        self.tabs: list[_Tab] = []

    def read_worksheets(self) -> None:
        """Note which sheets there are; a chart on a sheet of its own has no rows."""
        self.tabs = [
            _Tab(sheet.name, sheet.state, rel.target)
            for sheet, rel in self.parser.find_sheets()
            if rel.target in self.valid_files and "chartsheet" not in rel.Type
        ]


def _loaded(path: Path) -> _Reader:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of charts and rules it will not keep
        try:
            reader = _Reader(BytesIO(path.read_bytes()))  # by path, it looks at the ending
            reader.read()
        except _BROKEN as fault:
            raise Refusal("damaged") from fault
    return reader


def _book(reader: _Reader, on_progress: OnProgress | None) -> Book:
    workbook = reader.wb
    styles = Styles(
        strings=reader.shared_strings,
        dates=frozenset(workbook._date_formats),  # noqa: SLF001 - openpyxl says it nowhere else
        durations=frozenset(workbook._timedelta_formats),  # noqa: SLF001
        epoch=workbook.epoch if workbook.epoch == MAC_EPOCH else WINDOWS_EPOCH,
    )
    shown = [tab for tab in reader.tabs if tab.state == "visible"]
    sizes = (reader.archive.getinfo(tab.path).file_size for tab in shown)
    on_read = _counter(on_progress, sum(sizes))
    sheets = []
    for tab in shown:
        xml = SheetXml(reader.archive.open(tab.path), styles)
        rows = xml.rows(on_read)
        sheets.append(Sheet(tab.name, rows, xml.hidden, xml.merged, xml.first_beyond))
    hidden = tuple(tab.name for tab in reader.tabs if tab not in shown)
    return Book(tuple(sheets), hidden, styles.epoch == MAC_EPOCH)


def _counter(on_progress: OnProgress | None, total: int) -> Callable[[int], None] | None:
    """Turn what was read into how far it is of the total."""
    if on_progress is None:
        return None
    done = 0

    def on_read(amount: int) -> None:
        nonlocal done
        done += amount
        on_progress(min(done, total), total)

    return on_read
