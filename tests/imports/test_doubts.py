"""What a whole column decides, and what is asked because nothing in it does."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imports import Reading
from imports.sheets.reading import HourRow, Question

Read = Callable[..., Reading[HourRow]]
Write = Callable[[str], Path]


def csv_of(heading: str, *rows: str) -> str:
    return "\n".join((heading, *rows)) + "\n"


def only(questions: tuple[Question, ...]) -> Question:
    assert len(questions) == 1
    return questions[0]


def test_days_that_could_be_months_are_asked_with_both_readings(
    text_file: Write, read: Read
) -> None:
    rows = [f"{day},Smit,1" for day in ("03/04/2026", "04/04/2026", "05/06/2026")]
    path = text_file(csv_of("Date,Client,Hours", *rows))
    question = only(read(path).questions)
    assert (question.key, question.column) == ("date_order", "Date")
    assert [(choice.value, choice.first, choice.last) for choice in question.choices] == [
        ("dmy", "2026-04-03", "2026-06-05"),
        ("mdy", "2026-03-04", "2026-05-06"),
    ]
    answered = read(path, answers={"date_order": "mdy"})
    assert not answered.questions
    assert answered.rows[-1].on.isoformat() == "2026-05-06"


@pytest.mark.parametrize(
    ("proof", "first"),
    [("25/04/2026", "2026-04-03"), ("04/25/2026", "2026-03-04")],
    ids=["day first", "month first"],
)
def test_one_day_over_twelve_settles_the_whole_column(
    text_file: Write, read: Read, proof: str, first: str
) -> None:
    rows = ("03/04/2026,Smit,1", f"{proof},Smit,1")
    reading = read(text_file(csv_of("Date,Client,Hours", *rows)))
    assert not reading.questions
    assert reading.rows[0].on.isoformat() == first


def test_a_column_that_proves_both_orders_is_asked(text_file: Write, read: Read) -> None:
    rows = ("25/04/2026,Smit,1", "04/25/2026,Smit,1", "03/04/2026,Smit,1")
    assert only(read(text_file(csv_of("Date,Client,Hours", *rows))).questions).key == "date_order"


def test_hyphens_under_a_dutch_heading_need_no_question(text_file: Write, read: Read) -> None:
    reading = read(text_file(csv_of("Datum;Klant;Uren", "03-04-2026;Smit;1,5")))
    assert not reading.questions
    assert reading.rows[0].on.isoformat() == "2026-04-03"


def test_the_usual_order_of_the_firm_stands_first(text_file: Write, read: Read) -> None:
    path = text_file(csv_of("Date,Client,Hours", "03/04/2026,Smit,1"))
    question = only(read(path, date_order="mdy").questions)
    assert [choice.value for choice in question.choices] == ["mdy", "dmy"]


def test_an_answer_that_is_none_leaves_the_question_open(text_file: Write, read: Read) -> None:
    path = text_file(csv_of("Date,Client,Hours", "03/04/2026,Smit,1"))
    assert read(path, answers={"date_order": "ymd"}).questions


def test_a_rate_of_1234_with_a_dot_is_asked_unless_the_column_tells(
    text_file: Write, read: Read
) -> None:
    heading = "Datum;Klant;Uren;Tarief"
    question = only(read(text_file(csv_of(heading, "1-10-2026;Smit;1,5;1.234"))).questions)
    assert question.key == "decimal_rate"
    assert [(choice.value, choice.first) for choice in question.choices] == [
        ("comma", "1234"),
        ("dot", "1.234"),
    ]
    told = read(text_file(csv_of(heading, "1-10-2026;S;1,5;1.234", "1-10-2026;S;1,5;85,50")))
    assert not told.questions
    assert [row.rate_e4 for row in told.rows] == [12340000, 855000]


def test_one_thirty_beside_colons_is_asked_with_both_totals(text_file: Write, read: Read) -> None:
    rows = ("1-10-2026;Smit;1.30", "2-10-2026;Smit;2:15")
    path = text_file(csv_of("Datum;Klant;Uren", *rows))
    question = only(read(path).questions)
    assert question.key == "hours_or_clock"
    assert [(choice.value, choice.first, choice.total) for choice in question.choices] == [
        ("decimal", "1:18", "3:33"),
        ("clock", "1:30", "3:45"),
    ]
    assert [row.seconds for row in read(path, answers={"hours_or_clock": "clock"}).rows] == [
        5400,
        8100,
    ]


@pytest.mark.parametrize("hours", [("7,5", "1,30"), ("1,75", "1,30"), ("7,25", "6,50")])
def test_fractions_no_clock_shows_prove_decimals(
    text_file: Write, read: Read, hours: tuple[str, ...]
) -> None:
    rows = [f"1-10-2026;Smit;{each}" for each in hours]
    assert not read(text_file(csv_of("Datum;Klant;Uren", *rows))).questions


def test_days_without_a_year_take_it_from_the_name_of_the_file_or_ask(
    text_file: Write, read: Read
) -> None:
    path = text_file(csv_of("Datum;Klant;Uren", "2 nov;Smit;1,5"))
    question = only(read(path).questions)
    assert [choice.value for choice in question.choices] == ["2026", "2025"]
    assert read(path, answers={"year": "2025"}).rows[0].on.isoformat() == "2025-11-02"
    named = read(path, name="uren-2024.csv")
    assert not named.questions
    assert named.rows[0].on.isoformat() == "2024-11-02"


@pytest.mark.parametrize(
    ("days", "likely", "offered"),
    [
        (("1-11-2025", "2 nov", "3 nov 2025"), "2025", ["2025", "2026"]),
        (("1-11-24", "2 nov"), "2024", ["2024", "2026", "2025"]),
        (("1-11-2025", "2 nov", "3-1-2026"), "", ["2026", "2025"]),
        (("2 nov", "3 nov"), "", ["2026", "2025"]),
    ],
)
def test_a_missing_year_is_asked_with_that_of_all_other_days_first(
    text_file: Write, read: Read, days: tuple[str, ...], likely: str, offered: list[str]
) -> None:
    path = text_file(csv_of("Datum;Klant;Uren", *(f"{day};Smit;1" for day in days)))
    question = only(read(path).questions)
    assert (question.key, question.likely) == ("year", likely)
    assert [choice.value for choice in question.choices] == offered


def test_parts_of_a_day_without_a_format_are_asked(
    workbook: Callable[..., Path], read: Read
) -> None:
    rows = [("Datum", "Klant", "Uren"), ("1-10-2026", "Smit", 1 / 3), ("2-10-2026", "Smit", 0.3125)]
    path = workbook({"okt": rows})
    question = only(read(path).questions)
    assert question.key == "hours_or_days"
    assert [row.seconds for row in read(path, answers={"hours_or_days": "days"}).rows] == [
        28800,
        27000,
    ]
