import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factuur import clock
from factuur.db import database
from factuur.intake.actions import choosing
from factuur.intake.actions.taking import take_hours
from factuur.intake.actions.taking_clients import take_clients
from factuur.intake.actions.undoing import undo
from factuur.intake.previewing import preview_clients, preview_hours
from factuur.intake.refusals import NotTaken, TooLate
from factuur.models import Administration, Batch, Client, Contact, Entry, Project
from tests.factories import make_client, make_entry, make_project
from tests.intake.builders import ONE, TWO, again, batch_of, book, dump, lines, send
from tests.intake.test_taking import LIST, bill, take

days = st.integers(0, 20).map(lambda n: dt.date(2026, 10, 1) + dt.timedelta(days=n))
names = st.sampled_from(["Smit Bouw", "SMIT BOUW BV", "Café De Zon", "Nieuw Eén", "Nieuw Twee"])
work = st.tuples(
    days,
    names,
    st.sampled_from(["", "Verbouwing", "verbouwing", "Site"]),
    st.sampled_from(["a", "b", ""]),
    st.sampled_from([1, 2.5, "0:50", -1]),
    st.sampled_from([95, 80.5, None]),
)
sheets = st.lists(work, min_size=1, max_size=12)
SLOW = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def without_a_child(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: forty sheets need no forty interpreters."""

    def here(target: Callable[..., Any], args: tuple[Any], **more: Any) -> Any:
        return target(*args, **more["options"])

    monkeypatch.setattr("factuur.intake.actions.reading.run_bounded", here)


@SLOW
@given(first=sheets, second=sheets, changed=st.sampled_from(["replace", "add", "leave"]))
def test_taking_back_restores_the_business_tables_to_the_last_byte(
    firm: Administration,
    without_a_child: None,
    first: list[tuple[object, ...]],
    second: list[tuple[object, ...]],
    changed: str,
) -> None:
    with database.atomic() as transaction:
        client = make_client(firm, name="Smit Bouw", rate_e4=None)
        make_entry(client, project=make_project(client))
        _take_all(firm, first, changed)
        before = dump()
        batch = _take_all(firm, [*first[: len(first) // 2], *second], changed)
        if batch:
            assert dump() != before
            assert undo(batch, user_id=None).kept == ()
            assert dump() == before
        transaction.rollback()


def _take_all(firm: Administration, rows: list[tuple[object, ...]], changed: str) -> Batch | None:
    """Take a sheet over with every choice made; None when nothing in it is new."""
    batch = batch_of(firm, book(*rows))
    choosing.choose_changed(batch, changed)
    for named, _ in preview_hours(again(batch)).doubts:
        choosing.choose_client(again(batch), *named, None)
    for target in preview_hours(again(batch)).survey.targets:
        choosing.choose_rate(again(batch), target.key, 700_000)
    if not preview_hours(again(batch)).has_work:
        return None
    take_hours(again(batch), user_id=None)
    return again(batch)


@pytest.mark.parametrize("known", ["skip", "fill"])
def test_a_list_of_clients_is_taken_back_to_the_last_byte(firm: Administration, known: str) -> None:
    make_client(firm, name="Leie", city="", email="")
    before = dump()
    batch = batch_of(firm, lines(*LIST), kind="clients", filename="k.csv")
    choosing.choose_known(batch, known)
    assert preview_clients(again(batch)).has_work
    take_clients(again(batch), user_id=None)
    assert dump() != before
    undone = undo(again(batch), user_id=None)
    assert (undone.removed, undone.restored) == (1, int(known == "fill"))
    assert dump() == before


def test_a_client_that_was_completed_and_edited_since_stays_and_is_named(
    firm: Administration,
) -> None:
    leie = make_client(firm, name="Leie", email="")
    batch = batch_of(firm, lines(LIST[0], LIST[2]), kind="clients", filename="k.csv")
    take_clients(batch, user_id=None)
    Client.update(phone="030", version=Client.version + 1).where(Client.id == leie.id).execute()
    undone = undo(again(batch), user_id=None)
    assert [(it.what, it.name, it.why) for it in undone.kept] == [("client", "Leie", "edited")]
    assert Client.get_by_id(leie.id).email == "b@leie.example"


def test_what_was_billed_since_stays_and_is_named(firm: Administration) -> None:
    batch = take(firm, ONE, TWO)
    entry = Entry.select().order_by(Entry.id).get()
    bill(entry)
    undone = undo(batch, user_id=None)
    assert [entry.id] == [row.id for row in Entry.select()]
    assert [(it.what, it.why) for it in undone.kept] == [
        ("entry", "billed"),
        ("project", "in_use"),
        ("client", "in_use"),
    ]
    assert "Overleg" in undone.kept[0].name


def test_what_was_edited_since_stays_and_is_named(firm: Administration) -> None:
    batch = take(firm, ONE, TWO)
    mine = Client.name == "Café De Zon"
    Client.update(note="belangrijk", version=2).where(mine).execute()
    Entry.update(description="anders", version=2).where(Entry.description == "Overleg").execute()
    undone = undo(batch, user_id=None)
    assert {(it.what, it.why) for it in undone.kept} >= {("client", "edited"), ("entry", "edited")}
    assert {client.name for client in Client.select()} == {"Café De Zon", "Smit Bouw"}
    assert Entry.select().count() == 1


def test_a_client_with_work_of_somebody_else_stays(firm: Administration) -> None:
    batch = take(firm, ONE)
    make_entry(Client.get())
    undo(batch, user_id=None)
    assert Client.select().count() == 1
    assert Project.select().count() == 0


def test_a_client_whose_people_were_added_to_stays(firm: Administration) -> None:
    batch = batch_of(firm, lines(*LIST), kind="clients", filename="k.csv")
    take_clients(batch, user_id=None)
    Contact.create(client=Client.get(Client.number == "K2"), name="Iemand")
    Contact.update(email="karel@smit.example").where(Contact.name == "Karel").execute()
    undone = undo(again(batch), user_id=None)
    assert (undone.removed, [it.why for it in undone.kept]) == (0, ["in_use", "in_use"])
    assert Contact.select().count() == 2


def test_a_row_that_was_replaced_and_billed_since_stays_replaced(firm: Administration) -> None:
    take(firm, ONE, TWO)
    batch = take(firm, (*ONE[:4], 3, ONE[5]), TWO)
    entry = Entry.get(Entry.seconds == 3 * 3600)
    bill(entry)
    assert [it.why for it in undo(batch, user_id=None).kept] == ["billed"]
    assert Entry.get_by_id(entry.id).seconds == 3 * 3600


def test_taking_back_is_done_once_and_not_of_what_was_not_taken(firm: Administration) -> None:
    batch = batch_of(firm, book(ONE))
    with pytest.raises(NotTaken):
        undo(batch, user_id=None)
    take_hours(batch, user_id=None)
    undo(again(batch), user_id=None)
    with pytest.raises(NotTaken):
        undo(again(batch), user_id=None)


def test_after_a_month_it_stays(firm: Administration) -> None:
    batch = take(firm, ONE)
    long_ago = clock.now() - dt.timedelta(days=31)
    Batch.update(accepted_at=long_ago).where(Batch.id == batch.id).execute()
    with pytest.raises(TooLate):
        undo(again(batch), user_id=None)
    assert Entry.select().count() == 1
    assert again(batch).undone_at is None


def test_after_taking_back_the_file_can_come_again(firm: Administration) -> None:
    undo(take(firm, ONE), user_id=None)
    assert take(firm, ONE).counts["rows"] == 1


@pytest.mark.both
def test_the_page_says_what_went_and_what_stayed(browser: FlaskClient, app: Flask) -> None:
    send(browser, book(ONE, TWO))
    batch = Batch.get()
    browser.post(f"/intake/{batch.id}/accept")
    bill(Entry.get(Entry.description == "Overleg"))
    assert browser.post(f"/intake/{batch.id}/undo").status_code == 303
    page = browser.get(f"/intake/{batch.id}")
    assert "Smit Bouw" in page.text
    assert f"/intake/{batch.id}/undo" not in page.text
