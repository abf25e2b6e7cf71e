"""What was deleted comes back, byte for byte, or says why it cannot."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import IntegrityError

from factuur import trash
from factuur.db import database
from factuur.models import (
    Activity,
    Administration,
    Client,
    Contact,
    Entry,
    Invoice,
    Line,
    LineEntry,
    Project,
    Table,
    Trash,
)
from tests.factories import make_administration, make_client, make_entry, make_project

BOOKKEEPING = (Trash, Activity)  # the bin itself leaves traces there, as it should
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
WHOLE = st.integers(min_value=-(2**31), max_value=2**31 - 1)
ENTRY = st.fixed_dictionaries(
    {
        "worked_on": st.dates(),
        "seconds": WHOLE,
        "description": TEXT,
        "task": TEXT,
        "person": TEXT,
        "rate_e4": st.none() | st.integers(min_value=-(2**62), max_value=2**62),
        "billable": st.booleans(),
        "source_row": st.none() | WHOLE,
        "created_at": st.datetimes(),
    }
)


def content() -> dict[str, list[Any]]:
    """Give every row of the business tables, straight from the database."""
    tables = [name for name, model in trash.TABLES.items() if model not in BOOKKEEPING]
    return {
        table: database.execute_sql(f'SELECT * FROM "{table}" ORDER BY id').fetchall()  # noqa: S608
        for table in tables
    }


def throw_away(firm: Administration, *rows: Table) -> int:
    with database.atomic():
        return trash.bin_rows(firm.id, "things", rows, user_id=None)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(entries=st.lists(ENTRY, min_size=1, max_size=4), contact=TEXT, note=TEXT)
def test_whatever_was_deleted_comes_back_byte_for_byte(
    db: str, entries: list[dict[str, Any]], contact: str, note: str
) -> None:
    firm = make_administration()
    client = make_client(firm, note=note)
    Contact.create(client=client, name=contact)
    project = make_project(client, name=f"p{note}")
    rows = [make_entry(client, project=project, **values) for values in entries]
    before = content()
    number = throw_away(firm, client, project, *rows)
    assert content() != before
    assert trash.restore(firm.id, number) == "things"
    assert content() == before


def test_what_falls_along_comes_back_along(db: str) -> None:
    firm = make_administration()
    client = make_client(firm)
    invoice = Invoice.create(administration=firm, client=client)
    line = Line.create(invoice=invoice, position=1)
    LineEntry.create(line=line, entry=make_entry(client))
    before = content()
    number = throw_away(firm, invoice)
    assert not Line.select().exists()
    trash.restore(firm.id, number)
    assert content() == before


def test_more_rows_than_fit_in_one_statement(db: str) -> None:
    firm = make_administration()
    client = make_client(firm)
    day = dt.date(2026, 1, 1)
    values = {"administration": firm.id, "client": client.id, "worked_on": day, "seconds": 60}
    with database.atomic():
        Entry.insert_many([values] * 1201).execute()
    before = content()
    number = throw_away(firm, *Entry.select())
    assert Entry.select().count() == 0
    trash.restore(firm.id, number)
    assert content() == before


def test_undo_twice_is_undo_once(db: str) -> None:
    firm = make_administration()
    number = throw_away(firm, make_entry(make_client(firm)))
    trash.restore(firm.id, number)
    Entry.update(description="since").execute()
    assert trash.restore(firm.id, number) == "things"
    assert Entry.get().description == "since"


def test_a_number_is_not_given_out_again(db: str) -> None:
    firm = make_administration()
    client = make_client(firm)
    gone = make_entry(client)
    number = throw_away(firm, gone)
    newer = make_entry(client)
    assert newer.id > gone.id
    trash.restore(firm.id, number)
    assert make_entry(client).id > newer.id


def test_a_row_whose_owner_is_gone_stays_in_the_bin(db: str) -> None:
    firm = make_administration()
    client = make_client(firm)
    number = throw_away(firm, make_entry(client))
    throw_away(firm, client)
    before = content()
    with pytest.raises(trash.OwnerGone):
        trash.restore(firm.id, number)
    assert content() == before
    assert Trash.get_by_id(number).restored_at is None


def test_a_name_that_was_taken_since_is_not_taken_back(db: str) -> None:
    firm = make_administration()
    client = make_client(firm)
    number = throw_away(firm, make_project(client, name="Dak"))
    make_project(client, name="Dak")
    before = content()
    with pytest.raises(trash.PlaceTaken):
        trash.restore(firm.id, number)
    assert content() == before


def test_another_administration_cannot_take_it_back(db: str) -> None:
    firm = make_administration()
    number = throw_away(firm, make_entry(make_client(firm)))
    with pytest.raises(trash.NothingToUndo):
        trash.restore(make_administration().id, number)
    assert not Entry.select().exists()


def test_what_is_in_use_is_not_deleted(db: str) -> None:
    firm = make_administration()
    entry = make_entry(make_client(firm))
    with pytest.raises(IntegrityError):
        throw_away(firm, Client.get(), *Project.select())
    assert not Trash.select().exists()
    assert Entry.get() == entry


def test_each_deletion_and_its_undo_stand_in_the_activity(db: str) -> None:
    firm = make_administration()
    number = throw_away(firm, make_entry(make_client(firm)))
    trash.restore(firm.id, number)
    rows = Activity.select().order_by(Activity.id)
    assert [row.verb for row in rows] == ["things.deleted", "things.restored"]
    assert rows[0].words == {"count": 1, "trash": number}
