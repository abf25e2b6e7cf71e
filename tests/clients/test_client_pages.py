"""The list of clients and the page of one, as their user gets them."""

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur.access.rules import Role
from factuur.clients import queries
from factuur.models import Activity, Administration, Allocation, Client, Contact, Payment
from tests.conftest import HTMX, signed_in
from tests.counting import Queries
from tests.factories import (
    TODAY,
    make_administration,
    make_client,
    make_entry,
    make_issued,
    make_project,
    make_user,
)

FILLED = {
    "name": "Bakkerij De Vries",
    "country": "BE",
    "email": "Boekhouding@devries.example",
    "kind": "business",
    "language": "nl",
}


def test_an_empty_list_leads_on_to_the_import(browser: FlaskClient) -> None:
    page = browser.get("/clients/").text
    assert "No clients yet" in page
    assert 'href="/intake/"' in page


def test_the_list_comes_whole_or_as_rows(browser: FlaskClient, firm: Administration) -> None:
    make_client(firm)
    whole = browser.get("/clients/")
    part = browser.get("/clients/?q=smit", headers=HTMX)
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert "Smit Bouw" in part.text
    assert "HX-Request" in part.headers["Vary"]


@pytest.mark.parametrize(
    "words", ["smit", "SMIT bouw", "K-12", "utrecht", "admin@smit", "utrecht smit"]
)
def test_a_client_is_found_by(browser: FlaskClient, firm: Administration, words: str) -> None:
    make_client(firm, number="K-12")
    make_client(firm, name="Jansen", city="Gent", email="")
    found = browser.get("/clients/", query_string={"q": words}, headers=HTMX).text
    assert "Smit Bouw" in found
    assert "Jansen" not in found


def test_no_match_says_what_was_sought(browser: FlaskClient, firm: Administration) -> None:
    make_client(firm)
    assert "No client matches “100%”" in browser.get("/clients/?q=100%25", headers=HTMX).text


def test_the_list_takes_as_many_queries_for_one_as_for_fifty(
    browser: FlaskClient, firm: Administration
) -> None:
    make_client(firm)
    browser.get("/clients/")
    with Queries() as for_one:
        browser.get("/clients/", headers=HTMX)
    for number in range(60):
        make_entry(make_client(firm, name=f"Klant {number:02}"))
    with Queries() as for_fifty:
        browser.get("/clients/", headers=HTMX)
    assert for_one.count == for_fifty.count


def test_show_more_goes_on_where_the_page_ended(browser: FlaskClient, firm: Administration) -> None:
    for number in range(queries.PAGE + 5):
        make_client(
            firm, name="Zelfde naam" if number % 2 else "zelfde naam", number=f"n{number:02}"
        )
    first = browser.get("/clients/").text
    after = first.split("?after=")[1].split('"')[0]
    second = browser.get(f"/clients/?after={after}", headers=HTMX).text
    shown = [first.count(f"n{number:02}<") + second.count(f"n{number:02}<") for number in range(55)]
    assert shown == [1] * 55


def test_a_new_client_needs_a_name_and_keeps_what_was_typed(browser: FlaskClient) -> None:
    answer = browser.post("/clients/new", data=FILLED | {"name": "", "city": "Gent"})
    assert answer.status_code == 422
    assert "Fill in the name of the client." in answer.text
    assert 'value="Gent"' in answer.text
    assert "<title>Error" in answer.text


def test_a_new_client_is_added_with_what_was_typed(
    browser: FlaskClient, firm: Administration
) -> None:
    typed = {"rate_e4": "95,50", "terms_days": "30", "vat_id": "0403.019.261", "note": "Zuinig"}
    answer = browser.post("/clients/new", data=FILLED | typed)
    client = Client.get()
    assert answer.location == f"/clients/{client.id}"
    assert client.email == "boekhouding@devries.example"
    assert (client.rate_e4, client.terms_days, client.note) == (955_000, 30, "Zuinig")
    assert (client.country, client.vat_id) == ("BE", "BE0403019261")
    assert Activity.get().verb == "client.added"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"vat_id": "NL002455799B11"}, "is one of NL, while this client is in BE"),
        ({"vat_id": "BE0403019262"}, "does not fit BE"),
        ({"registration": "12"}, "Registration number “12”"),
        ({"email": "iemand"}, "E-mail address “iemand” is not complete"),
        ({"rate_e4": "veel"}, "Price “veel” cannot be read"),
        ({"terms_days": "4 weken"}, "“4 weken” is not a whole number"),
        ({"terms_days": "400"}, "a number of days up to 365"),
        ({"kind": "alien"}, "choose one of the list"),
        ({"country": "Q1"}, "choose one of the list"),
        ({"city": "x" * 201}, "longer than 200 characters"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_is_wrong_gets_its_own_sentence(
    browser: FlaskClient, typed: dict[str, str], sentence: str
) -> None:
    answer = browser.post("/clients/new", data=FILLED | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Client.select().exists()


def test_a_row_becomes_a_form_and_a_row_again(browser: FlaskClient, firm: Administration) -> None:
    client = make_client(firm)
    form = browser.get(f"/clients/{client.id}/row/edit", headers=HTMX).text
    assert 'value="Smit Bouw"' in form
    typed = {"name": "Smit & Zn", "city": "Zeist", "rate_e4": "100", "version": "1"}
    answer = browser.post(f"/clients/{client.id}/row", data=typed, headers=HTMX)
    assert "Smit &amp; Zn" in answer.text
    assert "<form" not in answer.text
    assert "toast" in answer.headers["HX-Trigger"]
    changed = Client.get()
    assert (changed.city, changed.rate_e4, changed.version) == ("Zeist", 1_000_000, 2)
    assert changed.street == "Dorpsstraat 5"  # not in the row, not touched


def test_a_wrong_row_stays_a_form(browser: FlaskClient, firm: Administration) -> None:
    client = make_client(firm)
    typed = {"name": "", "city": "Zeist", "version": "1"}
    answer = browser.post(f"/clients/{client.id}/row", data=typed, headers=HTMX)
    assert answer.status_code == 422
    assert 'value="Zeist"' in answer.text
    assert Client.get().city == "Utrecht"


@pytest.mark.parametrize("place", ["row", "edit"])
def test_who_saves_second_sees_both_texts_and_may_save_again(
    browser: FlaskClient, firm: Administration, place: str
) -> None:
    client = make_client(firm)
    typed: dict[str, Any] = FILLED | {"country": "NL", "city": "Gent"}
    browser.post(f"/clients/{client.id}/edit", data=typed | {"city": "Zeist", "version": "1"})
    late = browser.post(f"/clients/{client.id}/{place}", data=typed | {"version": "1"})
    assert late.status_code == 409
    assert "Gent" in late.text
    assert "Zeist" in late.text
    assert 'name="version" type="hidden" value="2"' in late.text
    assert Client.get().city == "Zeist"
    again = browser.post(f"/clients/{client.id}/{place}", data=typed | {"version": "2"})
    assert again.status_code == 303
    assert Client.get().city == "Gent"


def test_the_page_of_a_client_says_how_things_stand(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm, kind="public", number="K-7")
    project = make_project(client, rate_e4=100_0000)
    make_entry(client, project=project)
    make_entry(client)
    make_issued(client, total_cents=500_00)
    paid = make_issued(client, total_cents=100_00, due_on=TODAY)
    payment = Payment.create(
        administration=firm, client=client, amount_cents=100_00, received_on=TODAY
    )
    Allocation.create(payment=payment, invoice=paid, amount_cents=100_00)
    page = browser.get(f"/clients/{client.id}").text
    for words in ("€500.00", "€390.00", "4 hours since", "Verbouwing", "K-7", str(paid.number)):
        assert words in page, words
    assert "took 14 days" in page
    assert "within the term" in page


def test_the_page_of_a_client_takes_a_fixed_number_of_queries(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm)
    make_issued(client)
    browser.get(f"/clients/{client.id}")
    with Queries() as few:
        browser.get(f"/clients/{client.id}")
    for number in range(5):
        make_entry(client, project=make_project(client, name=f"p{number}"))
        make_issued(client)
        Contact.create(client=client, name=f"c{number}")
    with Queries() as many:
        browser.get(f"/clients/{client.id}")
    assert few.count == many.count


def test_a_client_of_another_firm_does_not_exist(browser: FlaskClient) -> None:
    other = make_client(make_administration())
    for path in ("", "/edit", "/row", "/row/edit", "/people"):
        assert browser.get(f"/clients/{other.id}{path}").status_code == 404
    for path in ("/edit", "/row", "/people", "/archive", "/unarchive", "/delete"):
        assert browser.post(f"/clients/{other.id}{path}", data=FILLED).status_code == 404
    assert Client.get().archived_at is None


def test_a_bookkeeper_looks_and_changes_nothing(
    browser: FlaskClient, app: Flask, firm: Administration
) -> None:
    client = make_client(firm)
    reader = signed_in(app, make_user(firm, Role.BOOKKEEPER))
    page = reader.get(f"/clients/{client.id}").text
    assert "Smit Bouw" in page
    assert f'action="/clients/{client.id}' not in page
    assert reader.post(f"/clients/{client.id}/delete").status_code == 403


def test_a_used_client_is_archived_and_not_deleted(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm)
    make_entry(client)
    answer = browser.post(f"/clients/{client.id}/delete", headers=HTMX)
    assert answer.status_code == 422
    assert "archive it instead" in answer.text
    browser.post(f"/clients/{client.id}/archive")
    assert "Smit Bouw" not in browser.get("/clients/", headers=HTMX).text
    assert "Smit Bouw" in browser.get("/clients/?archived=1", headers=HTMX).text
    browser.post(f"/clients/{client.id}/unarchive")
    assert "Smit Bouw" in browser.get("/clients/", headers=HTMX).text


def test_a_deleted_client_comes_back_on_the_page_where_undo_was_pressed(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm)
    Contact.create(client=client, name="Kees")
    browser.post(f"/clients/{client.id}/delete")
    page = browser.get("/clients/").text
    undo = page.split('action="/clients/undo/')[1].split('"')[0]
    here = {"Referer": "http://localhost/clients/?q=smit"}
    answer = browser.post(f"/clients/undo/{undo}", headers=here)
    assert answer.location == "/clients/?q=smit"
    assert Client.get() == client
    assert Contact.get().name == "Kees"


def test_undo_sends_nobody_to_another_site(browser: FlaskClient, firm: Administration) -> None:
    browser.post(f"/clients/{make_client(firm).id}/delete")
    undo = browser.get("/clients/").text.split('action="/clients/undo/')[1].split('"')[0]
    answer = browser.post(f"/clients/undo/{undo}", headers={"Referer": "http://x//evil.example"})
    assert answer.location == "/"


def test_people_decide_where_invoices_go(browser: FlaskClient, firm: Administration) -> None:
    client = make_client(firm, email="")
    url = f"/clients/{client.id}/people"
    assert "No e-mail address is known" in browser.get(f"/clients/{client.id}").text
    typed = {"name": "Kees", "email": "kees@smit.example", "role": "accounts_payable"}
    part = browser.post(url, data=typed, headers=HTMX).text
    assert "Invoices go to" in part
    assert part.count("kees@smit.example") == 2
    kees = Contact.get()
    form = browser.get(f"{url}?edit={kees.id}", headers=HTMX).text
    assert f'action="{url}/{kees.id}"' in form
    browser.post(f"{url}/{kees.id}", data=typed | {"role": "copy"}, headers=HTMX)
    assert Contact.get().role == "copy"
    gone = browser.post(f"{url}/{kees.id}/delete", headers=HTMX)
    assert "/clients/undo/" in gone.headers["HX-Trigger"]
    assert not Contact.select().exists()


def test_a_person_is_a_name_or_an_address(browser: FlaskClient, firm: Administration) -> None:
    client = make_client(firm)
    typed = {"name": "", "phone": "030 123", "role": "buyer"}
    answer = browser.post(f"/clients/{client.id}/people", data=typed, headers=HTMX)
    assert answer.status_code == 422
    assert "Fill in a name or an e-mail address." in answer.text
    assert 'value="030 123"' in answer.text


def test_a_person_of_another_client_does_not_exist(
    browser: FlaskClient, firm: Administration
) -> None:
    stranger = Contact.create(client=make_client(firm), name="Vreemd")
    url = f"/clients/{make_client(firm, name='Ander').id}/people/{stranger.id}"
    assert browser.post(url, data={"name": "x", "role": "copy"}).status_code == 404
    assert browser.post(f"{url}/delete").status_code == 404


def test_a_box_offers_the_names_that_match(browser: FlaskClient, firm: Administration) -> None:
    make_client(firm, number="K-1")
    make_client(firm, archived_at=dt.datetime(2026, 1, 1))  # noqa: DTZ001 - as the tables keep it
    offered = browser.get("/clients/names?client=smit").text
    assert offered.split() == ["<option", 'value="Smit', "Bouw", '(K-1)"></option>']
