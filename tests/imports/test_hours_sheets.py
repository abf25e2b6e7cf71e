"""Sheets that people made themselves: what is read, complained of, left out, and asked."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import MAC_EPOCH

from imports import Reading
from imports.sheets.reading import HourRow

Read = Callable[..., Reading[HourRow]]
Write = Callable[..., Path]

HEADING = ("Datum", "Klant", "Omschrijving", "Uren", "Tarief")
DAY = dt.date(2026, 10, 1)


def seconds(reading: Reading[HourRow]) -> list[int]:
    return [row.seconds for row in reading.rows]


def faults(reading: Reading[HourRow]) -> list[tuple[int, str, str, str]]:
    return [(each.row, each.column, each.value, each.code) for each in reading.complaints]


def left(reading: Reading[HourRow]) -> list[tuple[str, int, str]]:
    return [(each.sheet, each.row, each.why) for each in reading.skipped]


def test_a_plain_sheet_under_a_letterhead_is_read_to_the_second(
    workbook: Write, read: Read
) -> None:
    rows = [
        ("Jansen Advies",),
        ("Urenstaat",),
        (),
        HEADING,
        (DAY, "Smit", "Overleg", 2.5, 85),
        ("2-10-2026", "Smit", "Bellen", "0:45", "€ 85,00"),
        (dt.datetime.fromisoformat("2026-10-03T09:00"), "Smit", "Tekenen", dt.time(1, 30), 85.5),
        (46299, "Smit", "Reizen", dt.timedelta(hours=26, minutes=30), None),
    ]
    reading = read(workbook({"okt": rows}))
    assert seconds(reading) == [9000, 2700, 5400, 95400]
    assert [row.on.isoformat() for row in reading.rows] == [
        *("2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04"),
    ]
    assert [row.rate_e4 for row in reading.rows] == [850000, 850000, 855000, None]
    assert [row.row for row in reading.rows] == [5, 6, 7, 8]
    assert not reading.complaints
    assert not reading.questions


def test_each_mistake_names_its_row_column_and_value(workbook: Write, read: Read) -> None:
    rows = [
        HEADING,
        ("31-02-2026", "Smit", "", 1, 85),
        (DAY, "", "geen klant", 1, 85),
        (DAY, "Smit", "", "acht", 85),
        (DAY, "Smit", "", None, 85),
        (DAY, "Smit", "", 1, "1.23.4"),
        (DAY, "Smit", "", "=1+1", 85),
        (DAY, "Smit", "", 1, -85),
        (None, "Smit", "zonder dag", 1, 85),
        (DAY, "Smit", "", True, "negen"),
        (DAY, "Smit", "", -1.5, 85),
    ]
    reading = read(workbook({"okt": rows}))
    assert faults(reading) == [
        (2, "Datum", "31-02-2026", "no_such_date"),
        (3, "Klant", "", "client_missing"),
        (4, "Uren", "acht", "not_a_duration"),
        (5, "Uren", "", "empty"),
        (6, "Tarief", "1.23.4", "not_a_number"),
        (7, "Uren", "", "formula_without_value"),
        (8, "Tarief", "-85", "negative_rate"),
        (9, "Datum", "", "empty"),
        (10, "Uren", "1", "not_a_duration"),
        (10, "Tarief", "negen", "not_a_number"),
    ]
    assert seconds(reading) == [-5400]
    assert reading.cells["okt", 4] == ("01-10-2026", "Smit", "", "acht", "85")


def test_what_is_typed_over_is_read_instead_of_the_cell(workbook: Write, read: Read) -> None:
    rows = [HEADING, ("31-02-2026", "", "", "acht", "1.23.4"), (DAY, "Smit", "", 1, 85)]
    path = workbook({"okt": rows})
    typed = {0: "28-2-2026", 1: "De Vries", 3: "7u30", 4: "1.234"}
    mended = {("okt", 2, place): text for place, text in typed.items()}
    first = read(path, mended=mended).rows[0]
    assert (first.on, first.client, first.seconds, first.rate_e4) == (
        dt.date(2026, 2, 28),
        "De Vries",
        27000,
        12340000,
    )
    assert faults(read(path, mended=mended | {("okt", 2, 3): "nog niet"})) == [
        (2, "Uren", "nog niet", "not_a_duration"),
    ]


def test_totals_breaks_notes_and_empty_rows_are_left_out_with_their_reason(
    workbook: Write, read: Read
) -> None:
    rows = [
        HEADING,
        (DAY, "Smit", "Werk", 2, 85),
        (DAY, "Smit", "Pauze", 0.5, 85),
        (),
        (None, "Subtotaal", None, 2, None),
        HEADING,
        (DAY, "Smit", "Meer werk", 3, 85),
        (None, None, None, 5, None),
        (dt.date(2026, 10, 4), None, None, None, None),
        (dt.date(2026, 10, 5), None, None, 0, None),
        ("Totaal oktober", None, None, 5, None),
        ("Handtekening klant:",),
    ]
    reading = read(workbook({"okt": rows}))
    assert seconds(reading) == [7200, 10800]
    assert not reading.complaints
    assert [(row, why) for _, row, why in left(reading)] == [
        *[(3, "break"), (4, "empty"), (5, "total_row"), (6, "heading"), (8, "total_row")],
        *[(9, "no_hours"), (10, "no_hours"), (11, "total_row"), (12, "note")],
    ]


def test_a_number_below_the_hours_that_is_not_their_sum_is_no_total(
    workbook: Write, read: Read
) -> None:
    rows = [HEADING, (DAY, "Smit", "Werk", 2, 85), (None, None, None, 5, None)]
    assert faults(read(workbook({"okt": rows}))) == [(3, "Datum", "", "empty")]


def test_month_tabs_are_read_together_whatever_the_order_of_their_columns(
    workbook: Write, read: Read
) -> None:
    sheets = {
        "Voorblad": [("Urenstaat 2026",)],
        "sep": [HEADING, (dt.date(2026, 9, 1), "Smit", "a", 1, 85)],
        "okt": [("Klant", "Uren", "Datum"), ("De Vries", 2, DAY)],
        "Tarieven": [("Klant", "Tarief"), ("Smit", 85)],
    }
    reading = read(workbook(sheets))
    assert reading.sheets == ("sep", "okt")
    assert [(row.sheet, row.client, row.seconds) for row in reading.rows] == [
        ("sep", "Smit", 3600),
        ("okt", "De Vries", 7200),
    ]
    assert left(reading) == [("Voorblad", 0, "other_sheet"), ("Tarieven", 0, "other_sheet")]


def test_hidden_sheets_and_rows_are_left_out_and_reported(workbook: Write, read: Read) -> None:
    def hide(book: Any) -> None:
        book["oud"].sheet_state = "hidden"
        book["okt"].row_dimensions[3].hidden = True

    rows = [HEADING, *[(DAY, "Smit", text, 1, 85) for text in "abc"]]
    reading = read(workbook({"okt": rows, "oud": rows}, hide))
    assert [row.description for row in reading.rows] == ["a", "c"]
    assert left(reading) == [("okt", 3, "hidden"), ("oud", 0, "hidden")]


def test_a_merged_client_goes_for_all_its_rows_but_merged_hours_for_one(
    workbook: Write, read: Read
) -> None:
    def merge(book: Any) -> None:
        book["okt"].merge_cells("B2:B3")
        book["okt"].merge_cells("D3:D4")

    rows = [HEADING, *[(DAY, client, "werk", 1, 85) for client in ("Smit", "", "Peeters")]]
    reading = read(workbook({"okt": rows}, merge))
    assert [(row.client, row.seconds) for row in reading.rows] == [("Smit", 3600), ("Smit", 3600)]
    assert faults(reading) == [(4, "Uren", "", "empty")]


def test_start_end_and_break_make_hours_past_midnight_too(workbook: Write, read: Read) -> None:
    rows = [
        ("Datum", "Klant", "Van", "Tot", "Pauze"),
        (DAY, "Smit", "9:00", "17:30", 30),
        (DAY, "Smit", dt.time(22), dt.time(1), None),
        (DAY, "Smit", 9, 17, 0.5),
        (DAY, "Smit", "9:00", None, None),
    ]
    reading = read(workbook({"okt": rows}))
    assert seconds(reading) == [28800, 10800, 27000]
    assert [each.code for each in reading.complaints] == ["empty"]


def test_a_sheet_counting_from_1904_gives_the_same_days(workbook: Write, read: Read) -> None:
    def on_a_mac(book: Any) -> None:
        book.epoch = MAC_EPOCH

    reading = read(workbook({"okt": [HEADING, (DAY, "Smit", "", 1, 85)]}, on_a_mac))
    assert reading.rows[0].on == DAY


def test_twenty_six_hours_that_show_as_two_thirty_are_not_taken_over(
    workbook: Write, read: Read
) -> None:
    def as_clock(book: Any) -> None:
        book["okt"]["D2"].number_format = "hh:mm"

    reading = read(workbook({"okt": [HEADING, (DAY, "Smit", "", 26.5 / 24, 85)]}, as_clock))
    assert [each.code for each in reading.complaints] == ["more_than_a_day"]


def test_the_columns_may_be_chosen_by_hand(workbook: Write, read: Read) -> None:
    rows = [("Wanneer", "Wie", "Hoelang", "Datum"), (DAY, "Smit", 2, "geen")]
    path = workbook({"okt": rows})
    reading = read(path, columns={0: "date", 1: "client", 2: "hours", 3: ""})
    assert [(row.on, row.client, row.seconds) for row in reading.rows] == [(DAY, "Smit", 7200)]


def test_a_file_without_days_or_hours_says_which_column_it_lacks(
    workbook: Write, read: Read
) -> None:
    reading = read(workbook({"blad": [("Klant", "Plaats"), ("Smit", "Gent")]}))
    assert {(each.field, each.code) for each in reading.complaints} == {
        ("date", "column_missing"),
        ("hours", "column_missing"),
    }
    assert not reading.rows


def test_work_for_one_client_asks_whose_it_is(workbook: Write, read: Read) -> None:
    path = workbook({"okt": [("Datum", "Uren"), (DAY, 2)]})
    assert [question.key for question in read(path).questions] == ["client"]
    answered = read(path, answers={"client": "Smit Bouw"})
    assert not answered.questions
    assert [row.client for row in answered.rows] == ["Smit Bouw"]


def test_invoiced_rows_stay_out_even_when_they_cannot_be_read(workbook: Write, read: Read) -> None:
    rows = [
        ("Datum", "Klant", "Uren", "Gefactureerd", "Factureerbaar"),
        (DAY, "Smit", 1, "ja", "ja"),
        (DAY, "Smit", 1, "2026-0041", "nee"),
        (DAY, "Smit", "acht", "ja", "ja"),
        (DAY, "Smit", 1, "nee", "nee"),
        (DAY, "Smit", 1, None, None),
    ]
    reading = read(workbook({"okt": rows}))
    assert [(row.row, row.billable) for row in reading.rows] == [(5, False), (6, True)]
    assert [why for _, _, why in left(reading)] == ["invoiced"] * 3


def test_a_box_that_is_only_ever_ticked_says_no_where_it_is_empty(
    workbook: Write, read: Read
) -> None:
    rows = [("Datum", "Klant", "Uren", "Declarabel"), (DAY, "a", 1, "x"), (DAY, "b", 1, None)]
    assert [row.billable for row in read(workbook({"okt": rows})).rows] == [True, False]


def test_an_amount_without_a_rate_gives_the_price_of_an_hour(workbook: Write, read: Read) -> None:
    rows = [("Datum", "Klant", "Uren", "Bedrag"), (DAY, "Smit", 1.5, "127,50")]
    assert read(workbook({"okt": rows})).rows[0].rate_e4 == 850000


def test_pasted_rows_without_headings_are_told_by_their_values(
    text_file: Write, read: Read
) -> None:
    reading = read(text_file("1-10-2026\tSmit\t7,5\n2-10-2026\tSmit\t0:30\n"))
    assert {column.index: column.field for column in reading.columns} == {
        0: "date",
        1: "",
        2: "hours",
    }
    chosen = read(text_file("1-10-2026\tSmit\t7,5\n"), columns={1: "client"})
    assert [(row.client, row.seconds, row.row) for row in chosen.rows] == [("Smit", 27000, 1)]


@pytest.mark.parametrize("heading", ["Datum;Uren", "DATUM ;Úren", "\ufeffdatum;uren"])
def test_the_fingerprint_of_headings_ignores_how_they_are_spelled(
    text_file: Write, read: Read, heading: str
) -> None:
    plain = read(text_file("Datum;Uren\n1-10-2026;1\n")).fingerprint
    assert read(text_file(f"{heading}\n2-10-2026;2\n")).fingerprint == plain
