"""A client that stands only on the first row of its block."""

from collections.abc import Callable
from pathlib import Path

from imports import Reading
from imports.sheets.reading import HourRow

Read = Callable[..., Reading[HourRow]]
HEADING = ("Datum", "Klant", "Project", "Uren")


def test_a_row_without_client_may_take_that_of_its_block_and_the_project_it_lacks(
    workbook: Callable[..., Path], read: Read
) -> None:
    rows = [
        HEADING,
        ("1-10-2026", None, None, 1),
        ("2-10-2026", "Smit", "Dak", 1),
        ("3-10-2026", None, None, 2),
        ("4-10-2026", None, "Kelder", 3),
        ("5-10-2026", None, None, 4),
        ("31-02-2026", "Bos", None, 5),
        ("6-10-2026", None, None, 6),
        (None, "Totaal", None, 22),
        ("7-10-2026", None, None, 7),
    ]
    reading = read(workbook({"okt": rows, "nov": [HEADING, ("1-11-2026", None, None, 1)]}))
    assert reading.above == {
        ("okt", 4): {1: "Smit", 2: "Dak"},
        ("okt", 5): {1: "Smit"},
        ("okt", 6): {1: "Smit", 2: "Kelder"},
        ("okt", 8): {1: "Bos"},
        ("okt", 10): {1: "Bos"},
    }
    assert [row.client for row in reading.rows] == ["Smit"]


def test_a_line_that_only_names_a_client_begins_its_block(
    workbook: Callable[..., Path], read: Read
) -> None:
    rows = [
        HEADING,
        ("1-10-2026", "Smit", "Dak", 1),
        (None, "Bos", None, None),
        ("2-10-2026", None, None, 2),
    ]
    assert read(workbook({"okt": rows})).above == {("okt", 4): {1: "Bos"}}


def test_headings_alone_ask_nothing(workbook: Callable[..., Path], read: Read) -> None:
    reading = read(workbook({"okt": [("Datum", "Project", "Uren")]}))
    assert (reading.rows, reading.questions, reading.complaints) == ((), (), ())
