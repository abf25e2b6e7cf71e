"""What is selected of hours, on both databases."""

import datetime as dt
from typing import Any

import pytest

from factuur.hours import queries
from factuur.hours.rules import Filters
from factuur.models import (
    Administration,
    Batch,
    Client,
    Entry,
    Invoice,
    Line,
    LineEntry,
    ProjectRate,
)
from tests.counting import Queries
from tests.factories import (
    TODAY,
    make_administration,
    make_client,
    make_entry,
    make_project,
)


def bill(client: Client, *entries: Entry, number: str | None = None) -> Invoice:
    """Put entries on an invoice."""
    invoice = Invoice.create(administration=client.administration, client=client)
    line = Line.create(invoice=invoice, position=1)
    for entry in entries:
        LineEntry.create(line=line, entry=entry)
    if number:
        Invoice.update(number=number).where(Invoice.id == invoice.id).execute()
    return invoice


def ids(rows: list[queries.EntryRow]) -> list[int]:
    return [row.id for row in rows]


def test_unbilled_hours_come_in_order_and_in_one_query(db: str) -> None:
    firm = make_administration()
    smit, jansen = make_client(firm), make_client(firm, name="Jansen")
    late = make_entry(smit, worked_on=TODAY)
    early = make_entry(smit, worked_on=TODAY - dt.timedelta(days=9), project=make_project(smit))
    other = make_entry(jansen)
    make_entry(smit, billable=False)
    bill(smit, make_entry(smit))
    make_entry(make_client(make_administration()))
    with Queries() as asked:
        rows = queries.unbilled(firm.id)
    assert asked.count == 1
    assert [row.id for row in rows] == [early.id, late.id, other.id]
    assert (rows[0].project, rows[1].project) == ("Verbouwing", None)
    until = queries.unbilled(firm.id, smit.id, TODAY - dt.timedelta(days=1))
    assert [row.id for row in until] == [early.id]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "abcd"),
        ({"client": "smit BOUW"}, "abc"),
        ({"client": "Smit Bouw (K-1)"}, "abc"),
        ({"client": "Smit Bouw (K-2)"}, ""),
        ({"client": "Smit"}, ""),
        ({"project": "verbouwing"}, "a"),
        ({"since": TODAY}, "d"),
        ({"until": TODAY - dt.timedelta(days=2)}, "a"),
        ({"billed": "yes"}, "b"),
        ({"billed": "no"}, "ad"),
        ({"words": "gevel piet"}, "a"),
        ({"words": "50%"}, "c"),
    ],
    ids=str,
)
def test_a_filter_finds(db: str, asked: dict[str, Any], found: str) -> None:
    firm = make_administration()
    smit = make_client(firm, number="K-1")
    day = TODAY - dt.timedelta(days=2)
    values = {"description": "Gevel", "person": "Piet", "worked_on": day}
    entries = {
        "a": make_entry(smit, project=make_project(smit), **values),
        "b": make_entry(smit, description="Dak"),
        "c": make_entry(smit, description="50% reistijd", billable=False),
        "d": make_entry(make_client(firm, name="Jansen"), worked_on=TODAY),
    }
    bill(smit, entries["b"])
    rows = queries.entries(firm.id, Filters(**asked))
    assert sorted(ids(rows)) == sorted(entries[name].id for name in found)
    totals = queries.totals(firm.id, Filters(**asked))
    assert totals.entries == len(found)
    assert totals.seconds == 7200 * len(found)


def test_totals_price_what_is_billable(db: str) -> None:
    firm = make_administration()
    client = make_client(firm)
    project = make_project(client, rate_e4=100_0000)
    ProjectRate.create(project=project, person="Anja", rate_e4=33_3333)
    make_entry(client, seconds=1200)
    make_entry(client, project=project, seconds=3600, person="ANJA")
    make_entry(client, billable=False)
    make_entry(make_client(firm, rate_e4=None), seconds=60)
    totals = queries.totals(firm.id, Filters())
    assert totals.billable_seconds == 1200 + 3600 + 60
    assert totals.seconds == totals.billable_seconds + 7200
    assert totals.cents == 31_67 + 33_33
    assert queries.totals(make_administration().id, Filters()) == queries.Totals(0, 0, 0, 0)


def test_a_row_says_where_it_came_from_and_where_it_went(db: str) -> None:
    firm = make_administration()
    client = make_client(firm)
    batch = Batch.create(administration=firm, kind="hours", filename="uren.xlsx", sha256="x")
    entry = make_entry(client, batch=batch, source_sheet="okt", source_row=12)
    invoice = bill(client, entry, number="2026-0001")
    row = queries.entry_row(firm.id, entry.id)
    assert (row.filename, row.source_sheet, row.source_row) == ("uren.xlsx", "okt", 12)
    assert (row.invoice_id, row.invoice_number) == (invoice.id, "2026-0001")
    assert row.cents == 190_00


def test_pages_follow_each_other_without_a_gap(db: str) -> None:
    firm = make_administration()
    client = make_client(firm)
    made = {make_entry(client, worked_on=TODAY - dt.timedelta(days=n // 40)).id for n in range(120)}
    seen: list[int] = []
    before: queries.Cursor | None = None
    while rows := queries.entries(firm.id, Filters(), before=before):
        page = rows[: queries.PAGE]
        seen += ids(page)
        before = (page[-1].worked_on, page[-1].id)
    assert len(seen) == len(made)
    assert set(seen) == made
    assert seen[0] > seen[1]


def test_a_week_is_added_up_whole_though_the_page_ends_in_it(db: str) -> None:
    firm = make_administration()
    client = make_client(firm)
    friday = dt.date(2026, 11, 20)
    for days in (0, 1, 4, 5):  # the last one lies in the week before
        make_entry(client, worked_on=friday - dt.timedelta(days=days), seconds=3600)
    rows = queries.entries(firm.id, Filters())
    with Queries() as asked:
        weeks = queries.weeks(firm.id, Filters(), rows[:2])
    assert asked.count == 1
    assert [(week.monday.day, week.seconds, len(week.entries)) for week in weeks] == [
        (16, 3 * 3600, 2)
    ]
    before = (rows[1].worked_on, rows[1].id)
    rest = queries.weeks(firm.id, Filters(), rows[2:], before)
    assert [(week.goes_on, week.seconds) for week in rest] == [(True, 3 * 3600), (False, 3600)]


def test_the_row_on_top_remembers_what_was_added_by_hand(db: str) -> None:
    firm = make_administration()
    assert queries.last_added(firm.id) == {}
    smit = make_client(firm, number="K-1")
    make_entry(smit, project=make_project(smit), person="Piet")
    batch = Batch.create(administration=firm, kind="hours", filename="uren.xlsx", sha256="x")
    make_entry(make_client(firm, name="Jansen"), batch=batch)
    remembered = queries.last_added(firm.id)
    assert remembered == {
        "client": "Smit Bouw",
        "number": "K-1",
        "project": "Verbouwing",
        "person": "Piet",
    }


def test_a_long_list_is_known_to_be_long(db: str, firm: Administration) -> None:
    client = make_client(firm)
    values = {"administration": firm.id, "client": client.id, "worked_on": TODAY, "seconds": 60}
    Entry.insert_many([values] * 5001).execute()
    assert queries.is_long(firm.id, Filters())
    assert not queries.is_long(firm.id, Filters(since=TODAY + dt.timedelta(days=1)))
    assert not queries.is_long(firm.id, Filters(words="x"))
