import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur.access.rules import Role
from factuur.errors import Refused
from factuur.intake.actions import choosing
from factuur.intake.actions.taking import take_hours
from factuur.intake.actions.taking_clients import take_clients
from factuur.intake.previewing import preview_hours
from factuur.intake.refusals import (
    InDoubt,
    NothingNew,
    OpenQuestion,
    RowsInError,
    TakenBefore,
)
from factuur.models import (
    Activity,
    Administration,
    Batch,
    Client,
    Contact,
    Entry,
    Invoice,
    Line,
    LineEntry,
    Project,
)
from tests.conftest import signed_in
from tests.counting import Queries
from tests.factories import make_administration, make_client, make_project, make_user
from tests.intake.builders import HEADING, ONE, TWO, again, batch_of, book, dump, lines, send


def take(firm: Administration, *rows: tuple[object, ...], filename: str = "uren.xlsx") -> Batch:
    batch = batch_of(firm, book(*rows), filename=filename)
    take_hours(batch, user_id=None)
    return again(batch)


def bill(entry: Entry) -> None:
    """Put an entry on a draft invoice."""
    invoice = Invoice.create(administration=entry.administration, client=entry.client)
    line = Line.create(invoice=invoice, position=1)
    LineEntry.create(line=line, entry=entry)


def test_rows_become_entries_with_where_they_came_from(firm: Administration) -> None:
    batch = take(firm, ONE, TWO)
    first, second = Entry.select().order_by(Entry.id)
    assert (first.worked_on, first.seconds) == (dt.date(2026, 10, 1), 7200)
    assert (first.description, first.rate_e4, first.billable) == ("Overleg", 950_000, True)
    assert (first.source_sheet, first.source_row, first.batch) == ("Sheet", 2, batch)
    assert second.client.name == "Café De Zon"
    assert second.project == Project.get(Project.name == "Website")
    assert first.fingerprint != second.fingerprint
    assert batch.counts["rows"] == 2
    assert batch.counts["clients"] == 2
    assert Activity.get().verb == "import.accepted"


def test_a_client_and_project_that_are_here_are_used(firm: Administration) -> None:
    client = make_client(firm, name="Smit Bouw B.V.")
    project = make_project(client, name="VERBOUWING")
    take(firm, ONE)
    entry = Entry.get()
    assert (entry.client, entry.project) == (client, project)
    assert Client.select().count() == 1


def test_two_spellings_of_a_new_client_are_one(firm: Administration) -> None:
    day = dt.date(2026, 10, 1)
    take(firm, (day, "Smit Bouw", "A", "", 1, 9), (day, "SMIT BOUW B.V.", "a", "", 1, 9))
    assert (Client.select().count(), Project.select().count()) == (1, 1)


def test_the_same_file_ten_times_adds_nothing(firm: Administration) -> None:
    take(firm, ONE, ONE, TWO)
    before = dump()
    for _ in range(3):
        batch = batch_of(firm, book(ONE, ONE, TWO))
        with pytest.raises(NothingNew):
            take_hours(batch, user_id=None)
        assert again(batch).accepted_at is None
    assert dump() == before


def test_a_sheet_that_has_grown_brings_only_what_is_new(firm: Administration) -> None:
    take(firm, ONE, TWO)
    three = (dt.date(2026, 10, 5), "Smit Bouw", "Verbouwing", "Nieuw", 1, 95)
    batch = take(firm, ONE, three, TWO)
    assert batch.counts["rows"] == 1
    assert Entry.select().count() == 3


def test_equal_rows_of_one_file_are_all_taken_and_one_more_later_is_one(
    firm: Administration,
) -> None:
    take(firm, ONE, ONE)
    take(firm, ONE, ONE, ONE)
    assert Entry.select().count() == 3


def test_a_changed_row_takes_the_place_of_the_old_one(firm: Administration) -> None:
    take(firm, ONE, TWO)
    entry = Entry.select().order_by(Entry.id).get()
    longer = (*ONE[:4], 3, ONE[5])
    batch = take(firm, longer, TWO)
    assert batch.counts["changed"] == 1
    assert Entry.select().count() == 2
    fresh = Entry.get_by_id(entry.id)
    assert (fresh.seconds, fresh.version) == (3 * 3600, 2)


def test_a_changed_row_can_be_added_or_left(firm: Administration) -> None:
    take(firm, ONE, TWO)
    longer = (*ONE[:4], 3, ONE[5])
    batch = batch_of(firm, book(longer, TWO))
    choosing.choose_changed(batch, "leave")
    assert preview_hours(again(batch)).has_work is False
    choosing.choose_changed(batch, "add")
    take_hours(again(batch), user_id=None)
    assert Entry.select().count() == 3


def test_a_changed_row_that_is_billed_stays_as_it_is(firm: Administration) -> None:
    take(firm, ONE, TWO)
    bill(Entry.select().order_by(Entry.id).get())
    longer = (*ONE[:4], 3, ONE[5])
    batch = batch_of(firm, book(longer, TWO))
    preview = preview_hours(batch)
    assert [it.earlier.billed for it in preview.survey.changed if it.earlier] == [True]
    assert preview.has_work is False


def test_rows_in_error_are_left_out_only_when_that_is_said(firm: Administration) -> None:
    batch = batch_of(firm, book(ONE, ("31-02-2026", *ONE[1:])))
    with pytest.raises(RowsInError):
        take_hours(batch, user_id=None)
    assert Entry.select().count() == 0
    take_hours(batch, user_id=None, leave_out=True)
    assert Entry.select().count() == 1
    assert again(batch).counts["left"] == 1


def test_with_an_open_question_or_a_doubt_nothing_is_taken(firm: Administration) -> None:
    heading = ("Date", "Client", "Hours")
    asked = batch_of(firm, lines(heading, ("03/04/2026", "Smit", "2")), filename="a.csv")
    with pytest.raises(OpenQuestion):
        take_hours(asked, user_id=None)
    make_client(firm, name="Smid Bouw")
    doubtful = batch_of(firm, book(ONE))
    with pytest.raises(InDoubt):
        take_hours(doubtful, user_id=None)
    assert Entry.select().count() == 0


def test_what_breaks_half_way_leaves_nothing(
    firm: Administration, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = batch_of(firm, book(ONE, TWO))
    before = dump()

    def break_off(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr("factuur.intake.actions.taking.finish", break_off)
    with pytest.raises(RuntimeError, match="power"):
        take_hours(batch, user_id=None)
    assert dump() == before
    assert again(batch).accepted_at is None


def test_the_same_form_twice_is_done_once(firm: Administration) -> None:
    batch = batch_of(firm, book(ONE))
    take_hours(batch, user_id=None, key="k1")
    take_hours(batch, user_id=None, key="k1")
    assert Entry.select().count() == 1
    with pytest.raises(TakenBefore):
        take_hours(batch, user_id=None, key="another")


@pytest.mark.both
def test_a_second_click_leads_where_the_first_did(browser: FlaskClient) -> None:
    send(browser, book(ONE))
    batch = Batch.get()
    answers = [browser.post(f"/intake/{batch.id}/accept", data={"key": "k"}) for _ in range(2)]
    assert {(it.status_code, it.location) for it in answers} == {(303, f"/intake/{batch.id}")}
    assert Entry.select().count() == 1
    page = browser.get(f"/intake/{batch.id}")
    assert f"/intake/{batch.id}/undo" in page.text
    assert "/invoices/" in page.text


@pytest.mark.both
def test_two_people_with_the_same_sheet_bring_it_in_once(
    app: Flask, browser: FlaskClient, firm: Administration
) -> None:
    other = signed_in(app, make_user(firm, Role.MEMBER))
    send(browser, book(ONE, TWO))
    send(other, book(ONE, TWO))
    first, second = Batch.select().order_by(Batch.id)
    assert browser.post(f"/intake/{first.id}/accept").status_code == 303
    assert other.post(f"/intake/{second.id}/accept").status_code == 422
    assert Entry.select().count() == 2


def test_a_bookkeeper_looks_and_takes_nothing_over(
    app: Flask, browser: FlaskClient, firm: Administration
) -> None:
    send(browser, book(ONE))
    bookkeeper = signed_in(app, make_user(firm, Role.BOOKKEEPER))
    batch = Batch.get()
    assert bookkeeper.get(f"/intake/{batch.id}").status_code == 200
    assert bookkeeper.post(f"/intake/{batch.id}/accept").status_code == 403


def test_another_firms_clients_and_rows_do_not_count(firm: Administration) -> None:
    other = make_administration()
    make_client(other, name="Smit Bouw")
    take(other, ONE)
    batch = take(firm, ONE)
    assert batch.counts["rows"] == 1
    assert Entry.select().where(Entry.administration == firm.id).count() == 1


def test_taking_over_costs_the_same_number_of_queries_whatever_the_rows(
    firm: Administration,
) -> None:
    counts = []
    for size in (5, 400):
        rows = [(dt.date(2026, 10, 1), "Smit", "P", f"w{size}-{n}", 1, 9) for n in range(size)]
        batch = batch_of(firm, book(*rows), filename=f"{size}.xlsx")
        with Queries() as queries:
            take_hours(batch, user_id=None)
        counts.append(queries.count)
    assert counts[1] <= counts[0]


LIST = (
    ("Naam", "Klantnummer", "Contactpersoon", "E-mail", "Plaats", "Btw-nummer", "Uurtarief"),
    ("Smit Bouw", "K1", "Karel", "a@smit.example", "Utrecht", "NL002455799B11", "85"),
    ("Leie NV", "K2", "", "b@leie.example", "Gent", "BE 0403.019.261", ""),
)


def test_a_list_makes_clients_with_their_person_and_country(firm: Administration) -> None:
    batch = batch_of(firm, lines(*LIST), kind="clients", filename="k.csv")
    take_clients(batch, user_id=None)
    smit, leie = Client.select().order_by(Client.id)
    assert (smit.number, smit.vat_id, smit.rate_e4) == ("K1", "NL002455799B11", 850_000)
    assert (leie.country, leie.vat_id, leie.rate_e4) == ("BE", "BE0403019261", None)
    contact = Contact.get()
    assert (contact.client, contact.name) == (smit, "Karel")
    assert again(batch).counts["clients"] == 2


def test_a_known_client_is_filled_where_it_is_empty_or_left(firm: Administration) -> None:
    smit = make_client(firm, name="Smit Bouw B.V.", city="", email="eigen@smit.example")
    batch = batch_of(firm, lines(*LIST[:2]), kind="clients", filename="k.csv")
    choosing.choose_known(again(batch), "skip")
    with pytest.raises(NothingNew):
        take_clients(again(batch), user_id=None)
    choosing.choose_known(again(batch), "fill")
    take_clients(again(batch), user_id=None)
    assert again(batch).counts["changed"] == 1
    fresh = Client.get_by_id(smit.id)
    assert (fresh.city, fresh.email, fresh.number) == ("Utrecht", "eigen@smit.example", "K1")
    assert fresh.version == smit.version + 1


def test_clients_that_hours_made_get_their_address_and_country_from_the_list(
    firm: Administration,
) -> None:
    take(firm, ONE, (*ONE[:1], "Leie", *ONE[2:]))
    batch = batch_of(firm, lines(*LIST), kind="clients", filename="k.csv")
    take_clients(batch, user_id=None)
    smit, leie = Client.select().order_by(Client.id.desc())
    assert (leie.name, leie.city, leie.country, leie.vat_id) == (
        "Leie",
        "Gent",
        "BE",
        "BE0403019261",
    )
    assert (smit.city, smit.email, smit.country) == ("Utrecht", "a@smit.example", "NL")
    later = batch_of(firm, lines(*LIST), kind="clients", filename="k.csv")
    with pytest.raises(NothingNew):
        take_clients(later, user_id=None)


def test_a_client_with_an_address_gets_none_of_another_country(firm: Administration) -> None:
    leie = make_client(firm, name="Leie", city="", email="")
    take_clients(batch_of(firm, lines(*LIST), kind="clients", filename="k.csv"), user_id=None)
    fresh = Client.get_by_id(leie.id)
    assert (fresh.country, fresh.city, fresh.vat_id) == ("NL", "", "")
    assert (fresh.email, fresh.number) == ("b@leie.example", "K2")


def test_every_refusal_is_a_sentence(firm: Administration) -> None:
    batch = batch_of(firm, book(ONE, heading=HEADING))
    take_hours(batch, user_id=None)
    with pytest.raises(Refused) as refused:
        choosing.choose_changed(again(batch), "add")
    assert "uren.xlsx" in str(refused.value)
