"""The list of projects and the page of one, as their user gets them."""

import datetime as dt

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur.access.rules import Role
from factuur.models import Administration, Project, ProjectRate
from factuur.projects import queries
from tests.conftest import HTMX, signed_in
from tests.counting import Queries
from tests.factories import (
    make_administration,
    make_client,
    make_entry,
    make_project,
    make_user,
)

TYPED = {"name": "Dak", "rate_e4": "", "budget_seconds": "", "budget_cents": ""}


def test_an_empty_list_leads_on(browser: FlaskClient) -> None:
    assert "No projects yet" in browser.get("/projects/").text


def test_the_list_shows_how_much_of_each_budget_is_used(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm)
    project = make_project(client, budget_seconds=3600, budget_cents=1000_00)
    make_entry(client, project=project)
    page = browser.get("/projects/").text
    assert "2 of 1 hours" in page
    assert "€190.00 of €1,000.00" in page
    assert "over the budget" in page
    assert '<progress class="progress__bar" value="100"' in page


def test_the_list_takes_as_many_queries_for_one_as_for_many(
    browser: FlaskClient, firm: Administration
) -> None:
    make_project(make_client(firm))
    browser.get("/projects/")
    with Queries() as for_one:
        browser.get("/projects/", headers=HTMX)
    for number in range(20):
        client = make_client(firm, name=f"Klant {number}")
        make_entry(client, project=make_project(client))
    with Queries() as for_many:
        browser.get("/projects/", headers=HTMX)
    assert for_one.count == for_many.count


@pytest.mark.both
def test_show_more_goes_on_where_the_page_ended(browser: FlaskClient, firm: Administration) -> None:
    for number in range(27):
        client = make_client(firm, name="Zelfde")
        make_project(client, name=f"Af {number:02}")
        make_project(client, name=f"bouw {number:02}")
    first = browser.get("/projects/", headers=HTMX).text
    whole = browser.get("/projects/").text
    assert "<html" in whole
    after = first.split("?after=")[1].split('"')[0]
    second = browser.get(f"/projects/?after={after}", headers=HTMX).text
    names = [f"{word} {number:02}" for number in range(27) for word in ("Af", "bouw")]
    assert [first.count(f">{n}</a>") + second.count(f">{n}</a>") for n in names] == [1] * 54


def test_a_project_is_added_for_the_client_one_comes_from(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm)
    assert 'value="Smit Bouw"' in browser.get(f"/projects/new?client_id={client.id}").text
    typed = TYPED | {"client": "smit bouw", "rate_e4": "100", "budget_seconds": "40"}
    answer = browser.post("/projects/new", data=typed)
    project = Project.get()
    assert answer.location == f"/projects/{project.id}"
    assert (project.client, project.rate_e4) == (client, 100_0000)
    assert (project.budget_seconds, project.budget_cents) == (144_000, None)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Fill in the name of the project."),
        ({"client": ""}, "Fill in the name of the client."),
        ({"client": "Niemand"}, "There is no client “Niemand”"),
        ({"name": "VERBOUWING"}, "has a project “Verbouwing” already"),
        ({"budget_seconds": "-1"}, "a number of hours of zero or more"),
        ({"budget_cents": "veel"}, "Amount “veel” cannot be read"),
    ],
    ids=["no name", "no client", "nobody", "twice", "less than nothing", "no amount"],
)
def test_what_is_wrong_gets_its_own_sentence(
    browser: FlaskClient, firm: Administration, typed: dict[str, str], sentence: str
) -> None:
    make_project(make_client(firm))
    answer = browser.post("/projects/new", data=TYPED | {"client": "Smit Bouw"} | typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert Project.select().count() == 1


def test_a_row_becomes_a_form_and_a_row_again(browser: FlaskClient, firm: Administration) -> None:
    project = make_project(make_client(firm))
    assert 'value="Verbouwing"' in browser.get(f"/projects/{project.id}/row/edit").text
    url = f"/projects/{project.id}/row"
    answer = browser.post(url, data=TYPED | {"version": "1"}, headers=HTMX)
    assert ">Dak</a>" in answer.text
    late = browser.post(url, data=TYPED | {"name": "Muur", "version": "1"}, headers=HTMX)
    assert late.status_code == 409
    assert "Muur" in late.text
    assert "Dak" in late.text
    assert Project.get().name == "Dak"
    assert ">Dak</a>" in browser.get(url, headers=HTMX).text


def test_a_name_in_use_is_refused_in_the_row(browser: FlaskClient, firm: Administration) -> None:
    client = make_client(firm)
    make_project(client, name="Dak")
    project = make_project(client)
    url = f"/projects/{project.id}/row"
    answer = browser.post(url, data=TYPED | {"version": "1"}, headers=HTMX)
    assert answer.status_code == 422
    assert "has a project “Dak” already" in answer.text


def test_each_person_has_one_rate(browser: FlaskClient, firm: Administration) -> None:
    project = make_project(make_client(firm))
    url = f"/projects/{project.id}/rates"
    browser.post(url, data={"person": "Anja", "rate_e4": "100"}, headers=HTMX)
    part = browser.post(url, data={"person": "ANJA", "rate_e4": "120,50"}, headers=HTMX).text
    assert 'id="rates"' in part
    assert "€ 120.50 an hour" in part
    rate = ProjectRate.get()
    assert rate.rate_e4 == 120_5000
    wrong = browser.post(url, data={"person": "", "rate_e4": ""}, headers=HTMX)
    assert wrong.status_code == 422
    assert "Fill in a rate, such as 95." in wrong.text
    gone = browser.post(f"{url}/{rate.id}/delete", headers=HTMX)
    assert not ProjectRate.select().exists()
    undo = gone.headers["HX-Trigger"].split('"undo": "')[1].split('"')[0]
    browser.post(undo, headers=HTMX)
    assert ProjectRate.get() == rate


def test_a_used_project_is_archived_and_not_deleted(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm)
    used, unused = make_project(client), make_project(client, name="Dak")
    make_entry(client, project=used)
    assert "archive it instead" in browser.post(f"/projects/{used.id}/delete").text
    browser.post(f"/projects/{unused.id}/delete")
    assert Project.get() == used
    browser.post(f"/projects/{used.id}/archive")
    assert "Verbouwing" in browser.get("/projects/?archived=1", headers=HTMX).text
    assert queries.project_names(firm.id, "Smit Bouw") == []
    browser.post(f"/projects/{used.id}/unarchive")
    assert queries.project_names(firm.id, "Smit Bouw") == ["Verbouwing"]


def test_a_box_offers_the_projects_of_its_client(
    browser: FlaskClient, firm: Administration
) -> None:
    client = make_client(firm)
    make_project(client)
    make_project(client, name="Oud", archived_at=dt.datetime(2026, 1, 1))  # noqa: DTZ001
    offered = browser.get("/projects/names?client=smit+bouw").text
    assert offered.strip() == '<option value="Verbouwing"></option>'
    assert browser.get("/projects/names?client=niemand").text.strip() == ""


def test_a_project_of_another_firm_does_not_exist(browser: FlaskClient) -> None:
    other = make_project(make_client(make_administration()))
    for path in ("", "/row", "/row/edit"):
        assert browser.get(f"/projects/{other.id}{path}").status_code == 404
    for path in ("/row", "/archive", "/unarchive", "/delete", "/rates", "/rates/1/delete"):
        assert browser.post(f"/projects/{other.id}{path}", data=TYPED).status_code == 404


def test_a_bookkeeper_looks_and_changes_nothing(
    browser: FlaskClient, app: Flask, firm: Administration
) -> None:
    project = make_project(make_client(firm))
    reader = signed_in(app, make_user(firm, Role.BOOKKEEPER))
    page = reader.get(f"/projects/{project.id}").text
    assert "Verbouwing" in page
    assert f'action="/projects/{project.id}' not in page
    assert reader.post(f"/projects/{project.id}/delete").status_code == 403
