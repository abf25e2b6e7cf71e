"""Inviting, joining, another role, and leaving."""

import datetime as dt
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur import clock
from factuur.access import actions, people, queries
from factuur.access.rules import Role
from factuur.models import Administration, Invitation, Membership, Session, User
from tests.conftest import HTMX, signed_in
from tests.factories import PASSWORD, make_administration, make_user

NOW = dt.datetime(2026, 11, 20, 9, 0)  # noqa: DTZ001 - naive UTC, as the tables keep it


def invited(browser: FlaskClient, email: str = "nieuw@example.nl", role: str = "member") -> str:
    """Give the path of the link that an owner is shown."""
    response = browser.post("/people", data={"email": email, "role": role}, headers=HTMX)
    found = re.search(r"http://[^/]+(/join/[\w-]{43})", response.text)
    assert found, response.text
    return found[1]


def test_who_is_invited_joins_with_a_name_and_a_password(
    app: Flask, browser: FlaskClient, firm: Administration
) -> None:
    path = invited(browser)
    guest = app.test_client()
    assert firm.name in guest.get(path).text
    short = guest.post(path, data={"name": "Noor", "password": "kort"})
    assert short.status_code == 422
    assert 'value="Noor"' in short.text
    assert guest.post(path, data={"name": "Noor", "password": PASSWORD}).status_code == 303
    user = queries.user_by_email("nieuw@example.nl")
    assert user is not None
    assert [(place.id, place.role) for place in queries.places_of(user.id)] == [(firm.id, "member")]
    assert guest.get("/account").status_code == 200
    assert guest.get("/people").status_code == 403


def test_a_link_is_shown_once_and_only_its_hash_is_kept(browser: FlaskClient) -> None:
    token = invited(browser).rsplit("/", 1)[1]
    row = Invitation.get()
    assert token not in str(row.__data__)
    assert token not in browser.get("/people").text


def test_a_link_works_once(app: Flask, browser: FlaskClient) -> None:
    path = invited(browser)
    app.test_client().post(path, data={"name": "Noor", "password": PASSWORD})
    for response in (
        app.test_client().get(path),
        app.test_client().post(path, data={"name": "Dief", "password": PASSWORD}),
        app.test_client().get("/join/" + "x" * 43),
    ):
        assert response.status_code == 404
    assert User.select().count() == 2


def test_a_link_ends_after_seven_days_or_when_it_is_withdrawn(
    app: Flask, browser: FlaskClient
) -> None:
    path = invited(browser)
    Invitation.update(expires_at=clock.now()).execute()
    assert app.test_client().get(path).status_code == 404
    path = invited(browser)
    response = browser.post("/people/withdraw", data={"email": "nieuw@example.nl"}, headers=HTMX)
    assert "nieuw@example.nl" not in response.text
    assert app.test_client().get(path).status_code == 404
    assert browser.post("/people/withdraw", data={"email": "nieuw@example.nl"}).status_code == 404


def test_a_second_link_for_the_same_person_replaces_the_first(
    app: Flask, browser: FlaskClient
) -> None:
    first, second = invited(browser), invited(browser)
    assert app.test_client().get(first).status_code == 404
    assert app.test_client().get(second).status_code == 200


def test_who_has_an_account_joins_with_its_password(app: Flask, browser: FlaskClient) -> None:
    known = make_user(make_administration(name="Elders"), Role.OWNER)
    path = invited(browser, known.email, "bookkeeper")
    guest = app.test_client()
    assert guest.post(path, data={"password": "verkeerd"}).status_code == 422
    assert Membership.select().where(Membership.user == known).count() == 1
    assert guest.post(path, data={"password": PASSWORD}).status_code == 303
    assert "Studio Noord" in guest.get("/settings").text
    assert Membership.select().where(Membership.user == known).count() == 2


def test_who_works_here_is_not_invited_again(browser: FlaskClient, owner: User) -> None:
    response = browser.post("/people", data={"email": owner.email, "role": "member"})
    assert response.status_code == 422
    assert 'href="#email"' in response.text
    bad = browser.post("/people", data={"email": "geen adres", "role": "member"}, headers=HTMX)
    assert bad.status_code == 422
    assert "geen adres" in bad.text


def test_a_role_holds_from_the_next_click_on(
    app: Flask, browser: FlaskClient, firm: Administration
) -> None:
    second = make_user(firm, Role.OWNER)
    theirs = signed_in(app, second)
    assert theirs.get("/people").status_code == 200
    member = Membership.get(Membership.user == second)
    browser.post(f"/people/{member.id}/role", data={"role": "bookkeeper"})
    assert theirs.get("/people").status_code == 403


def test_who_is_removed_is_out_at_once(
    app: Flask, browser: FlaskClient, firm: Administration
) -> None:
    second = make_user(firm, Role.MEMBER)
    theirs = signed_in(app, second)
    member = Membership.get(Membership.user == second)
    response = browser.post(f"/people/{member.id}/remove", headers=HTMX)
    assert second.email not in response.text
    assert theirs.get("/settings").headers["Location"].startswith("/sign-in")
    assert Session.select().where(Session.user == second).count() == 0


def test_another_firms_people_are_not_there(browser: FlaskClient) -> None:
    make_user(make_administration(), Role.MEMBER)
    foreign = Membership.select().order_by(Membership.id.desc()).get()
    for path in (f"/people/{foreign.id}/role", f"/people/{foreign.id}/remove"):
        assert browser.post(path, data={"role": "member"}).status_code == 404


def test_the_last_owner_stays_owner(db: str) -> None:
    firm = make_administration()
    make_user(firm, Role.OWNER)
    make_user(firm, Role.MEMBER)
    (only,) = [each for each in queries.members_of(firm.id) if each.role == Role.OWNER]
    with pytest.raises(people.LastOwner):
        people.change_role(only, Role.MEMBER, by=None)
    with pytest.raises(people.LastOwner):
        people.remove(only, by=None)
    people.change_role(only, Role.OWNER, by=None)
    make_user(firm, Role.OWNER)
    people.remove(only, by=None)
    assert {each.role for each in queries.members_of(firm.id)} == {"owner", "member"}


def test_an_invitation_is_taken_up_by_one_of_two_who_try_at_once(db: str) -> None:
    firm = make_administration()
    token = people.invite(firm, "x@example.nl", Role.MEMBER, by=None, now=NOW)
    seen = queries.invitation(token, NOW)
    assert seen is not None
    people.accept_as_new(seen, name="Noor", password=PASSWORD, language="nl", now=NOW)
    with pytest.raises(people.LinkUsed):
        people.accept(seen, make_user(None, Role.MEMBER), NOW)
    with pytest.raises(actions.EmailTaken):
        actions.add_user("X@example.nl", "Noor", PASSWORD)
