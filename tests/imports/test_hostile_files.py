"""Files that are broken, locked, or made to harm: each refused by its code, at once."""

import datetime as dt
import io
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from imports import Reading, Refusal, check_upload, examples, read_hours
from imports.sheets.reading import HourRow

SHOWN = sorted(Path(examples.__file__).parent.glob("*.[cx]*s*"))
Read = Callable[..., Reading[HourRow]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def book_with(part: str, content: bytes | str) -> bytes:
    """A workbook in which one part is replaced, or added."""
    original, changed = io.BytesIO(), io.BytesIO()
    Workbook().save(original)
    with zipfile.ZipFile(original) as source, zipfile.ZipFile(changed, "w", 8) as target:
        for each in source.namelist():
            if each != part:
                target.writestr(each, source.read(each))
        target.writestr(part, content)
    return changed.getvalue()


def sheet_of(rows: str, before: str = "", after: str = "") -> bytes:
    return book_with(
        "xl/worksheets/sheet1.xml",
        f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>',
    )


def zipped(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


BILLION = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'

REFUSED: dict[str, tuple[bytes, str, str]] = {
    "nothing": (b"", "a.xlsx", "empty"),
    "blank": (b"\xef\xbb\xbf \r\n", "a.csv", "empty"),
    "a photo": (b"\x89PNG\r\n\x1a\n" + bytes(99), "a.xlsx", "not_a_spreadsheet"),
    "a pdf": (b"%PDF-1.7\n", "a.pdf", "not_a_spreadsheet"),
    "a page": (b"<html><table></table></html>", "a.xls", "not_a_spreadsheet"),
    "noise": (bytes(range(256)) * 9, "a.csv", "not_a_spreadsheet"),
    "a letter": (zipped("[Content_Types].xml", "word/document.xml"), "a.docx", "not_a_spreadsheet"),
    "a zip": (zipped("a.txt"), "a.zip", "not_a_spreadsheet"),
    "a broken zip": (b"PK\x03\x04" + bytes(99), "a.xlsx", "damaged"),
    "a locked book": (COMPOUND, "a.xlsx", "password"),
    "a locked book by its content": (
        COMPOUND + "EncryptedPackage".encode("utf-16-le"),
        "a.xls",
        "password",
    ),
    "an old book": (COMPOUND, "a.xls", "old_excel"),
    "an old book by its content": (
        COMPOUND + "Workbook".encode("utf-16-le"),
        "a.xlsx",
        "old_excel",
    ),
    "libreoffice": (zipped("mimetype", "content.xml"), "a.ods", "other_program"),
    "numbers": (zipped("Index/Document.iwa"), "a.numbers", "other_program"),
    "binary excel": (zipped("[Content_Types].xml", "xl/workbook.bin"), "a.xlsb", "other_program"),
    "eleven megabytes": (b"a;b\n" * 2_900_000, "a.csv", "too_big"),
    "many parts": (zipped("xl/workbook.xml", *map(str, range(501))), "a.xlsx", "too_many_parts"),
    "a bomb": (book_with("xl/media/a.bin", bytes(60_000_000)), "a.xlsx", "unpacks_too_big"),
    "entities": (
        book_with("xl/sharedStrings.xml", f'<?xml version="1.0"?>{BILLION}<sst/>'),
        "a.xlsx",
        "doctype",
    ),
    "entities in UTF-16": (
        book_with("docProps/a.xml", f"{BILLION}<a/>".encode("utf-16")),
        "a.xlsx",
        "doctype",
    ),
    "entities behind a comment": (
        book_with("docProps/a.xml", f"<!--{'x' * 70_000}-->{BILLION}<a/>"),
        "a.xlsx",
        "doctype",
    ),
}


@pytest.mark.parametrize(("content", "name", "code"), REFUSED.values(), ids=REFUSED)
def test_a_bad_file_is_refused_at_once(
    tmp_path: Path, content: bytes, name: str, code: str
) -> None:
    path = tmp_path / "upload"
    path.write_bytes(content)
    started = time.process_time()
    with pytest.raises(Refusal) as refused:
        check_upload(path, name=name)
    assert refused.value.code == code
    assert time.process_time() - started < 0.5


FAR_ROW = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
HOURS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>Datum</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Uren</t></is></c></row>'
    '<row r="2"><c r="A2"><v>46296</v></c><c r="B2"><v>2</v></c></row>'
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (sheet_of(HOURS + FAR_ROW.replace("XFD", "A")), "too_many_rows"),
        (sheet_of(HOURS + '<row r="99999999999"><c><v>1</v></c></row>'), "too_many_rows"),
        (sheet_of(HOURS + '<row r="3"><c r="A3" t="s"><v>9</v></c></row>'), "damaged"),
        (sheet_of(HOURS + '<row r="three"/>'), "damaged"),
        (sheet_of(HOURS + "<row>"), "damaged"),
        (book_with("xl/workbook.xml", "<workbook/>"), "empty"),
        (sheet_of(""), "empty"),
        (book_with("[Content_Types].xml", "<Types/>"), "damaged"),
        (b'Datum;Uren\n1-10-2026;"een halve\n', "broken_quotes"),
        (b"Datum;Uren\n1-10-2026;" + b"x" * 40_000, "cell_too_long"),
        (b"Datum;Uren\n" + b"1;" * 120 + b"1\n", "too_many_columns"),
        (b"Datum;Uren\n" + b"1;1\n" * 200_001, "too_many_rows"),
    ],
)
def test_a_file_past_its_bounds_is_refused(
    tmp_path: Path, read: Read, content: bytes, code: str
) -> None:
    path = tmp_path / "hours"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        read(path)
    assert refused.value.code == code


def test_a_dimension_that_lies_and_a_merge_of_everything_cost_nothing(
    tmp_path: Path, read: Read
) -> None:
    path = tmp_path / "hours"
    wide = '<dimension ref="A1:XFD1048576"/>'
    merged = '<mergeCells><mergeCell ref="A1:XFD1000"/><mergeCell ref="A2:A1048576"/></mergeCells>'
    path.write_bytes(sheet_of(HOURS, wide, merged))
    started = time.process_time()
    assert [row.seconds for row in read(path, answers={"client": "Smit"}).rows] == [7200]
    assert time.process_time() - started < 0.5


def test_a_cell_far_to_the_right_is_reported(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "hours"
    path.write_bytes(sheet_of(HOURS.replace("</row>", '<c r="XFD2"><v>1</v></c></row>')))
    reading = read(path)
    assert [(each.row, each.why) for each in reading.skipped] == [(1, "beyond_columns")]


@pytest.mark.parametrize(
    "content",
    [
        "sep=;\nDatum;Klant;Uren\n1-10-2026;Müller;1,5\n".encode("cp1252"),
        "Datum\tKlant\tUren\r\n1-10-2026\tMüller\t1,5\r\n".encode("utf-16"),
        'Datum,Klant,Uren\n1-10-2026,Müller,"1,5"\n'.encode("utf-8-sig"),
        "Datum|Klant|Uren\n1-10-2026|Müller|1,5\n".encode("utf-16-le"),
        'Klant;Uren;Datum;Wat\nMüller;1,5;1-10-2026;"een\n""twee"";"\n'.encode(),
    ],
    ids=["sep= in cp1252", "pasted in UTF-16", "comma with BOM", "bars in UTF-16", "quoted lines"],
)
def test_text_is_read_in_every_dialect(tmp_path: Path, read: Read, content: bytes) -> None:
    path = tmp_path / "hours"
    path.write_bytes(content)
    rows = read(path).rows
    assert [(row.row, row.client, row.seconds) for row in rows] == [(2, "Müller", 5400)]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SHOWN), st.integers(0), st.integers(0, 8), st.binary(max_size=8))
def test_a_mangled_file_is_read_or_refused_but_never_breaks(
    example: Path, place: int, gone: int, put: bytes
) -> None:
    """One part of a workbook, or the text itself, loses some bytes and gains others."""

    def mangled(content: bytes) -> bytes:
        at = place % (len(content) + 1)
        return content[:at] + put + content[at + gone :]

    with tempfile.NamedTemporaryFile() as file:
        path = Path(file.name)
        if example.suffix == ".xlsx":
            with zipfile.ZipFile(example) as source, zipfile.ZipFile(path, "w") as target:
                victim = source.namelist()[place % len(source.namelist())]
                for name in source.namelist():
                    content = source.read(name)
                    target.writestr(name, mangled(content) if name == victim else content)
        else:
            path.write_bytes(mangled(example.read_bytes()))
        try:
            reading = read_hours(path, name=example.name, today=dt.date(2026, 11, 22))
        except Refusal:
            return
        assert all(isinstance(row.seconds, int) for row in reading.rows)
