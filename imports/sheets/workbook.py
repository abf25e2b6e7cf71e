"""A file as sheets of rows of cells, whatever program wrote it."""

import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from openpyxl import DEFUSEDXML, load_workbook
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
    workbook = _loaded(path)
    try:
        yield _book(workbook, on_progress)
    finally:
        workbook.close()


def _loaded(path: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of charts and rules it will not keep
        try:
            content = BytesIO(path.read_bytes())  # by path, openpyxl looks at the ending
            return load_workbook(content, read_only=True, data_only=True)
        except _BROKEN as fault:
            raise Refusal("damaged") from fault


def _book(workbook: Any, on_progress: OnProgress | None) -> Book:
    styles = Styles(
        strings=workbook.worksheets[0]._shared_strings if workbook.worksheets else [],  # noqa: SLF001
        dates=frozenset(workbook._date_formats),  # noqa: SLF001 - openpyxl says it nowhere else
        durations=frozenset(workbook._timedelta_formats),  # noqa: SLF001
        epoch=workbook.epoch if workbook.epoch == MAC_EPOCH else WINDOWS_EPOCH,
    )
    shown = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    archive = workbook._archive  # noqa: SLF001 - the zip file it already opened
    paths = [sheet._worksheet_path for sheet in shown]  # noqa: SLF001
    on_read = _counter(on_progress, sum(archive.getinfo(path).file_size for path in paths))
    sheets = []
    for sheet, path in zip(shown, paths, strict=True):
        xml = SheetXml(archive.open(path), styles)
        rows = xml.rows(on_read)
        sheets.append(Sheet(sheet.title, rows, xml.hidden, xml.merged, xml.first_beyond))
    hidden = tuple(sheet.title for sheet in workbook.worksheets if sheet not in shown)
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
