"""Exports of Toggl, Clockify, Harvest and Kimai, told by their headings."""

import filecmp
from collections.abc import Callable
from pathlib import Path

import pytest

from imports import Reading, examples, read_clients
from imports.examples import write_examples
from imports.sheets.reading import HourRow

Read = Callable[..., Reading[HourRow]]
Write = Callable[..., Path]
SHOWN = Path(examples.__file__).parent


@pytest.mark.parametrize(
    ("name", "layout", "rows", "left"),
    [
        ("toggl.csv", "toggl", 12, []),
        ("clockify.csv", "clockify", 10, ["invoiced", "break"]),
        ("harvest.csv", "harvest", 12, []),
        ("kimai.xlsx", "kimai", 12, ["total_row"]),
        ("uren-oktober-2026.xlsx", "sheet", 13, ["total_row"]),
    ],
)
def test_each_example_is_known_by_its_headings(
    read: Read, name: str, layout: str, rows: int, left: list[str]
) -> None:
    reading = read(SHOWN / name)
    assert (reading.layout, len(reading.rows)) == (layout, rows)
    assert [each.why for each in reading.skipped] == left
    assert {row.rate_e4 for row in reading.rows} == {850000}
    assert not reading.questions


def test_the_same_work_reads_the_same_from_every_program(read: Read) -> None:
    def work(name: str) -> set[tuple[object, ...]]:
        rows = read(SHOWN / name).rows
        return {(row.on, row.client, row.project, row.description, row.seconds) for row in rows}

    assert work("toggl.csv") == work("harvest.csv") == work("kimai.xlsx")
    assert work("clockify.csv") < work("toggl.csv")


def test_the_examples_shown_are_those_the_generator_writes(tmp_path: Path) -> None:
    texts = [path.name for path in write_examples(tmp_path) if path.suffix == ".csv"]
    assert filecmp.cmpfiles(tmp_path, SHOWN, texts, shallow=False)[0] == texts


@pytest.mark.parametrize(
    ("heading", "cells", "layout", "seconds"),
    [
        (
            "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,Duration",
            'Peter,p@x,Big,X,,Hard,Yes,2024-03-04,10:23:00,"18:25 min"',
            "toggl",
            1105,
        ),
        (
            (
                "Project,Client,Description,Activity,User,Email,Tag,Start Date,Start Time,"
                "End Date,End Time,Duration (h),Duration (decimal),Billable Rate (EURO),Deal ID"
            ),
            "X,Big,Hard,T,Peter,p@x,,19/02/2026,15:00,19/02/2026,18:00,3:00,3.00,90.00,7",
            "clockify",
            10800,
        ),
        (
            (
                "Date,Client,Project,Project Code,Task,Notes,Hours,Hours Rounded,Billable?,"
                "Invoiced?,First Name,Last Name,Department"
            ),
            '2024-03-04,Big,X,,T,Hard,"0,01","0,25",Yes,No,Peter,Tester,',
            "harvest",
            36,
        ),
        (
            (
                "Datum,Van,Tot,Duur,Valuta,Bedrag,Intern tarief,Uurtarief,Vast bedrag,Naam,"
                "Gebruikersnaam,E-mail,Personeelsnummer,Klant,Project,Activiteit,Beschrijving,"
                "Factureerbaar"
            ),
            "2019-06-16,12:00,12:06,0:06,EUR,0,0,0,84,Kevin,kevin,,,Big,X,T,Hard,1",
            "kimai",
            360,
        ),
    ],
)
def test_variants_of_an_export_are_known_too(
    text_file: Write, read: Read, heading: str, cells: str, layout: str, seconds: int
) -> None:
    reading = read(text_file(f"{heading}\n{cells}\n"))
    assert reading.layout == layout
    assert [(row.client, row.project, row.seconds) for row in reading.rows] == [
        ("Big", "X", seconds),
    ]
    assert not reading.complaints
    assert not reading.questions


def test_a_price_of_nought_in_an_export_is_no_price(text_file: Write, read: Read) -> None:
    heading = "Project,Client,Start Date,Duration (h),Billable Rate (USD)"
    reading = read(text_file(f"{heading}\nX,Big,2026-02-19,01:00:00,0.00\n"))
    assert reading.rows[0].rate_e4 is None


def test_a_list_of_clients_is_read_with_country_language_and_term() -> None:
    reading = read_clients(SHOWN / "klanten.xlsx", name="klanten.xlsx")
    assert not reading.complaints
    last = reading.rows[2]
    assert (last.name, last.street, last.postcode, last.city, last.country) == (
        *("Atelier Peeters", "Kaai 1", "9000", "Gent", "BE"),
    )
    assert (last.vat_id, last.registration) == ("BE0403019261", "0403019261")
    assert (last.language, last.terms_days, last.rate_e4) == ("nl", 30, 925000)


def test_mistakes_in_a_list_of_clients_are_named(text_file: Write) -> None:
    rows = (
        "Naam;E-mail;Land;Taal;Betaaltermijn;Uurtarief",
        ";a@b.example;;;;",
        "Smit;a@b;Narnia;Klingon;ooit;-1",
        "De Vries;els@vries.example;;;14;",
    )
    reading = read_clients(text_file("\n".join(rows)), name="klanten.csv")
    assert [(each.row, each.field, each.code) for each in reading.complaints] == [
        (2, "name", "name_missing"),
        (3, "email", "not_an_email"),
        (3, "country", "unknown_country"),
        (3, "language", "unknown_language"),
        (3, "terms_days", "not_a_term"),
        (3, "rate", "negative_rate"),
    ]
    assert [(row.name, row.terms_days) for row in reading.rows] == [("De Vries", 14)]
