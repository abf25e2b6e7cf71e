"""What changes hours, on both databases."""

import datetime as dt
from typing import Any

import pytest

from factuur import trash
from factuur.clients.queries import tuples
from factuur.clients.rules import Unknown
from factuur.hours import actions
from factuur.hours.rules import (
    Frozen,
    InDraft,
    MovedOn,
    NothingChosen,
    NothingTicked,
    SeveralClients,
    UnknownProject,
)
from factuur.models import Activity, Client, Entry, Invoice, Line, LineEntry, Project
from factuur.versions import Stale
from tests.factories import (
    TODAY,
    make_administration,
    make_client,
    make_entry,
    make_project,
)

TYPED = {
    "worked_on": TODAY,
    "client": "smit bouw",
    "project": "",
    "seconds": 5400,
    "description": "Overleg",
    "person": "Anja",
}
NOTHING: dict[str, Any] = {"client": "", "project": "", "rate_e4": None, "billable": ""}


def bill(entry: Entry, number: str | None = None) -> None:
    """Put an entry on an invoice, of this number or still a draft."""
    invoice = Invoice.create(administration=entry.administration, client=entry.client)
    LineEntry.create(line=Line.create(invoice=invoice, position=1), entry=entry)
    if number:
        Invoice.update(number=number).where(Invoice.id == invoice.id).execute()


def rows() -> list[tuple[Any, ...]]:
    columns = (Entry.id, Entry.client, Entry.project, Entry.rate_e4, Entry.billable)
    return list(tuples(Entry.select(*columns).order_by(Entry.id)))


def test_hours_are_added_by_the_names_of_client_and_project(db: str) -> None:
    firm = make_administration()
    client = make_client(firm)
    project = make_project(client)
    entry = actions.add(firm.id, TYPED | {"project": "VERBOUWING"})
    kept = Entry.get_by_id(entry.id)
    assert (kept.client, kept.project, kept.seconds) == (client, project, 5400)
    assert kept.billable


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [({"client": "Niemand"}, Unknown), ({"project": "Nergens"}, UnknownProject)],
)
def test_names_that_are_not_known_are_refused(
    db: str, typed: dict[str, str], refusal: type[Exception]
) -> None:
    firm = make_administration()
    make_project(make_client(firm, name="Jansen"), name="Nergens")
    make_client(firm)
    with pytest.raises(refusal):
        actions.add(firm.id, TYPED | typed)
    assert not Entry.select().exists()


def test_a_row_is_saved_once_for_each_version(db: str) -> None:
    firm = make_administration()
    entry = make_entry(make_client(firm))
    actions.save(entry, 1, TYPED)
    assert (Entry.get().seconds, Entry.get().version) == (5400, 2)
    with pytest.raises(Stale):
        actions.save(entry, 1, TYPED | {"seconds": 60})
    assert Entry.get().seconds == 5400


def test_hours_of_an_archived_client_keep_their_client(db: str) -> None:
    firm = make_administration()
    entry = make_entry(make_client(firm, archived_at=dt.datetime(2026, 1, 1)))  # noqa: DTZ001
    actions.save(entry, 1, TYPED | {"client": "Smit Bouw"})
    assert Entry.get().seconds == 5400
    with pytest.raises(Unknown):
        actions.add(firm.id, TYPED)


@pytest.mark.parametrize(("number", "refusal"), [("2026-0001", Frozen), (None, InDraft)])
def test_billed_hours_stay_as_they_are(
    db: str, number: str | None, refusal: type[Exception]
) -> None:
    firm = make_administration()
    entry = make_entry(make_client(firm))
    bill(entry, number)
    before = rows()
    with pytest.raises(refusal):
        actions.save(entry, 1, TYPED)
    with pytest.raises(refusal):
        actions.delete(firm.id, [entry.id], user_id=None)
    with pytest.raises(refusal):
        actions.change_many(firm.id, [entry.id], NOTHING | {"billable": "no"}, user_id=None)
    assert rows() == before


def test_the_same_work_is_written_down_for_today(db: str) -> None:
    client = make_client(make_administration())
    entry = make_entry(client, rate_e4=1, billable=False, task="x", source_row=3)
    again = Entry.get_by_id(actions.repeat(entry, TODAY).id)
    assert (again.worked_on, again.description) == (TODAY, "Tekenwerk")
    assert (again.rate_e4, again.billable, again.task) == (1, False, "x")
    assert (again.source_row, again.version) == (None, 1)


def test_deleted_hours_come_back(db: str) -> None:
    firm = make_administration()
    client = make_client(firm)
    entries = [make_entry(client) for _ in range(3)]
    stranger = make_entry(make_client(make_administration()))
    before = rows()
    chosen = [entry.id for entry in entries[:2]]
    number = actions.delete(firm.id, [*chosen, stranger.id], user_id=None)
    assert [row[0] for row in rows()] == [entries[2].id, stranger.id]
    trash.restore(firm.id, number)
    assert rows() == before


def test_many_change_at_once_and_back(db: str) -> None:
    firm = make_administration()
    smit, jansen = make_client(firm), make_client(firm, name="Jansen")
    dak = make_project(jansen, name="Dak")
    first = make_entry(smit, project=make_project(smit))
    second = make_entry(jansen, project=dak, rate_e4=5)
    before = rows()
    chosen = [first.id, second.id]
    moved = NOTHING | {"client": "Jansen", "rate_e4": 0, "billable": "no"}
    number = actions.change_many(firm.id, chosen, moved, user_id=None)
    assert rows() == [
        (first.id, jansen.id, None, 0, False),
        (second.id, jansen.id, dak.id, 0, False),
    ]
    actions.take_back(firm.id, number, user_id=None)
    actions.take_back(firm.id, number, user_id=None)
    assert rows() == before
    assert [entry.version for entry in Entry.select()] == [3, 3]
    assert Activity.select().count() == 2


def test_a_project_goes_with_its_client(db: str) -> None:
    firm = make_administration()
    smit, jansen = make_client(firm), make_client(firm, name="Jansen")
    dak = make_project(jansen, name="Dak")
    first, second = make_entry(smit), make_entry(jansen)
    dak_only = NOTHING | {"project": "Dak"}
    with pytest.raises(SeveralClients):
        actions.change_many(firm.id, [first.id, second.id], dak_only, user_id=None)
    with pytest.raises(UnknownProject):
        actions.change_many(firm.id, [first.id], dak_only, user_id=None)
    both = dak_only | {"client": "Jansen"}
    actions.change_many(firm.id, [first.id, second.id], both, user_id=None)
    assert [entry.project for entry in Entry.select()] == [dak, dak]


def test_a_change_of_nothing_is_refused(db: str) -> None:
    firm = make_administration()
    entry = make_entry(make_client(firm))
    with pytest.raises(NothingTicked):
        actions.change_many(firm.id, [], NOTHING | {"billable": "no"}, user_id=None)
    with pytest.raises(NothingTicked):
        actions.delete(make_administration().id, [entry.id], user_id=None)
    with pytest.raises(NothingChosen):
        actions.change_many(firm.id, [entry.id], NOTHING, user_id=None)


def test_undo_does_not_overwrite_what_was_done_since(db: str) -> None:
    firm = make_administration()
    client = make_client(firm)
    first, second = make_entry(client), make_entry(client)
    chosen = [first.id, second.id]
    number = actions.change_many(firm.id, chosen, NOTHING | {"billable": "no"}, user_id=None)
    actions.save(Entry.get_by_id(second.id), 2, TYPED | {"billable": False})
    before = rows()
    with pytest.raises(MovedOn):
        actions.take_back(firm.id, number, user_id=None)
    assert rows() == before


def test_undo_does_not_reach_into_an_invoice(db: str) -> None:
    firm = make_administration()
    entry = make_entry(make_client(firm))
    number = actions.change_many(firm.id, [entry.id], NOTHING | {"rate_e4": 7}, user_id=None)
    bill(entry)
    with pytest.raises(MovedOn):
        actions.take_back(firm.id, number, user_id=None)
    assert Entry.get().rate_e4 == 7


def test_undo_needs_the_client_that_was_left(db: str) -> None:
    firm = make_administration()
    smit, jansen = make_client(firm), make_client(firm, name="Jansen")
    entry = make_entry(smit)
    moved = NOTHING | {"client": "Jansen"}
    number = actions.change_many(firm.id, [entry.id], moved, user_id=None)
    Client.delete().where(Client.id == smit.id).execute()
    with pytest.raises(trash.OwnerGone):
        actions.take_back(firm.id, number, user_id=None)
    assert Entry.get().client == jansen


def test_a_change_is_not_taken_back_as_a_deletion(db: str) -> None:
    firm = make_administration()
    entry = make_entry(make_client(firm))
    number = actions.change_many(firm.id, [entry.id], NOTHING | {"rate_e4": 7}, user_id=None)
    with pytest.raises(trash.NothingToUndo):
        trash.restore(firm.id, number)
    assert not Project.select().exists()
    actions.take_back(firm.id, number, user_id=None)
    assert Entry.get().rate_e4 is None
