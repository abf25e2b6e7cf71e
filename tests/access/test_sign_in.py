"""Coming in, going out, and what somebody without a key tries."""

import datetime as dt
import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur import clock
from factuur.access import actions
from factuur.access.rules import Role
from factuur.models import Administration, Attempt, Session, User
from tests.conftest import HTMX, signed_in
from tests.factories import PASSWORD, make_administration, make_user


def enter(visitor: FlaskClient, user: User, password: str = PASSWORD, **more: str) -> object:
    return visitor.post("/sign-in", data={"email": user.email, "password": password} | more)


def inside(visitor: FlaskClient) -> bool:
    return visitor.get("/account").status_code == 200


def test_who_knows_the_password_goes_on_where_they_wanted(
    visitor: FlaskClient, owner: User
) -> None:
    asked = visitor.get("/settings?x=1")
    assert asked.headers["Location"] == "/sign-in?next=/settings?x%3D1"
    assert 'value="/settings?x=1"' in visitor.get(asked.headers["Location"]).text
    given = {"email": f" {owner.email.upper()} ", "password": PASSWORD, "next": "/settings?x=1"}
    response = visitor.post("/sign-in", data=given)
    assert (response.status_code, response.headers["Location"]) == (303, "/settings?x=1")
    assert inside(visitor)


@pytest.mark.parametrize("onward", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_sent_to_another_site(visitor: FlaskClient, owner: User, onward: str) -> None:
    assert enter(visitor, owner, next=onward).headers["Location"] == "/"  # type: ignore[attr-defined]


def test_a_wrong_pair_keeps_the_address_and_tells_nothing_more(
    visitor: FlaskClient, owner: User
) -> None:
    known = visitor.post("/sign-in", data={"email": owner.email, "password": "verkeerd"})
    unknown = visitor.post("/sign-in", data={"email": "wie@example.nl", "password": "verkeerd"})
    assert known.status_code == unknown.status_code == 422
    assert f'value="{owner.email}"' in known.text
    told = [
        re.sub(r'(csrf[-_]token" (?:value|content)=)"[^"]+"', r"\1", answer.text)  # it has the time
        for answer in (known, unknown)
    ]
    assert told[0].replace(owner.email, "") == told[1].replace("wie@example.nl", "")
    assert not inside(visitor)


def test_an_empty_form_says_what_to_fill_in(visitor: FlaskClient, owner: User) -> None:
    response = visitor.post("/sign-in", data={})
    assert response.status_code == 422
    assert 'href="#email"' in response.text
    assert 'href="#password"' in response.text


def test_a_disabled_user_does_not_come_in(visitor: FlaskClient, owner: User) -> None:
    User.update(disabled_at=clock.now()).where(User.id == owner.id).execute()
    assert enter(visitor, owner).status_code == 422  # type: ignore[attr-defined]


def test_a_cookie_kept_from_before_signing_out_opens_nothing(
    app: Flask, visitor: FlaskClient, owner: User
) -> None:
    enter(visitor, owner)
    kept = visitor.get_cookie("session")
    assert kept is not None
    visitor.post("/sign-out")
    thief = app.test_client()
    thief.set_cookie("session", kept.value)
    assert not inside(thief)
    assert Session.select().count() == 0


def test_signing_in_takes_a_new_session_and_ends_the_one_that_was_planted(
    app: Flask, owner: User, firm: Administration
) -> None:
    other = make_user(firm, Role.MEMBER)
    planted = signed_in(app, other)
    before = planted.get_cookie("session")
    assert before is not None
    enter(planted, owner)
    thief = app.test_client()
    thief.set_cookie("session", before.value)
    assert not inside(thief)
    assert [row.user.id for row in Session.select()] == [owner.id]


def test_over_a_page_one_signs_in_and_gets_a_new_token(visitor: FlaskClient, owner: User) -> None:
    refused = visitor.post("/account", data={"name": "x"}, headers=HTMX)
    assert refused.status_code == 401
    url = json.loads(refused.headers["HX-Trigger"])["login-needed"]["url"]
    dialog = visitor.get(url, headers=HTMX)
    assert "<html" not in dialog.text
    assert 'hx-target="#sign-in"' in dialog.text
    given = {"email": owner.email, "password": "verkeerd", "in_page": "1"}
    wrong = visitor.post("/sign-in", data=given, headers=HTMX)
    assert (wrong.status_code, wrong.headers["HX-Retarget"]) == (422, "#sign-in")
    right = visitor.post("/sign-in", data=given | {"password": PASSWORD}, headers=HTMX)
    assert right.status_code == 204
    assert json.loads(right.headers["HX-Trigger"])["signed-in"]["csrf"]
    assert inside(visitor)


def test_guessing_one_account_is_stopped_after_five_and_not_for_ever(
    visitor: FlaskClient, owner: User, firm: Administration
) -> None:
    for _ in range(5):
        assert enter(visitor, owner, "verkeerd").status_code == 422  # type: ignore[attr-defined]
    assert enter(visitor, owner).status_code == 429  # type: ignore[attr-defined]
    assert enter(visitor, make_user(firm, Role.MEMBER)).status_code == 303  # type: ignore[attr-defined]
    visitor.post("/sign-out")
    earlier = clock.now() - actions.ATTEMPT_WINDOW - dt.timedelta(seconds=1)
    Attempt.update(at=earlier).execute()
    assert enter(visitor, owner).status_code == 303  # type: ignore[attr-defined]
    assert Attempt.select().count() == 0


def test_guessing_many_accounts_from_one_address_is_stopped_too(
    db: str,
) -> None:
    now = clock.now()
    refusals: list[type[Exception]] = []
    for number in range(22):
        try:
            actions.sign_in(f"{number}@x.nl", "p", address="192.0.2.1", agent="", now=now)
        except (actions.WrongPassword, actions.TooManyAttempts) as error:
            refusals.append(type(error))
    assert refusals == [actions.WrongPassword] * 20 + [actions.TooManyAttempts] * 2


def test_a_borrowed_computer_is_forgotten_after_a_working_day(db: str) -> None:
    user, now = make_user(make_administration(), Role.OWNER), clock.now()
    for trusted, days in ((False, 0.5), (True, 30)):
        actions.start_session(user, agent="", now=now, trusted=trusted)
        row = Session.get(Session.trusted == trusted)
        assert row.expires_at - now == dt.timedelta(days=days)
        later = now + dt.timedelta(hours=1)
        actions.seen(row, later)
        kept = Session.get_by_id(row.id)
        assert kept.seen_at == later
        assert kept.expires_at == (later + dt.timedelta(days=30) if trusted else row.expires_at)


def test_a_write_from_another_site_is_refused(browser: FlaskClient) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert browser.post("/theme", data={"theme": "dark"}, headers=headers).status_code == 403


def test_a_forged_host_is_refused(visitor: FlaskClient, owner: User) -> None:
    assert visitor.get("/sign-in", headers={"Host": "evil.example"}).status_code == 400
    assert visitor.get("/sign-in", headers={"Host": "localhost"}).status_code == 200
