"""What somebody changes about their own account."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur import clock
from factuur.access import actions
from factuur.access.rules import Role
from factuur.models import Membership, Session, User
from tests.conftest import HTMX, signed_in
from tests.factories import PASSWORD, make_administration, make_user

NEW = "een ander lang wachtwoord"


def test_another_password_ends_all_other_sessions(
    app: Flask, browser: FlaskClient, owner: User
) -> None:
    elsewhere = signed_in(app, owner)
    given = {"present": PASSWORD, "new": NEW}
    assert browser.post("/account/password", data=given).status_code == 303
    assert browser.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302
    assert actions.is_password(User.get_by_id(owner.id), NEW)


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"present": "niet dit", "new": NEW}, "present"),
        ({"present": PASSWORD, "new": "kort"}, "new"),
        ({"present": PASSWORD}, "new"),
    ],
)
def test_a_password_that_cannot_be_is_told_at_its_box(
    browser: FlaskClient, owner: User, given: dict[str, str], wrong: str
) -> None:
    response = browser.post("/account/password", data=given, headers=HTMX)
    assert response.status_code == 422
    assert f'href="#{wrong}"' in response.text
    assert "<html" not in response.text
    assert actions.is_password(User.get_by_id(owner.id), PASSWORD)


def test_the_name_is_saved_and_an_empty_one_refused(browser: FlaskClient, owner: User) -> None:
    given = {"name": "Anja Bakker", "language": "en"}
    response = browser.post("/account", data=given)
    assert (response.status_code, response.headers["Location"]) == (303, "/account")
    page = browser.get("/account")
    assert 'value="Anja Bakker"' in page.text
    assert '<html lang="en"' in page.text
    assert browser.post("/account", data=given | {"name": " "}).status_code == 422
    assert User.get_by_id(owner.id).name == "Anja Bakker"


def test_the_theme_is_kept_by_the_browser_and_comes_along(
    app: Flask, browser: FlaskClient, owner: User
) -> None:
    assert browser.post("/theme", data={"theme": "dark"}, headers=HTMX).status_code == 204
    assert 'data-theme="dark"' in browser.get("/account").text
    elsewhere = app.test_client()
    elsewhere.post("/sign-in", data={"email": owner.email, "password": PASSWORD})
    assert 'data-theme="dark"' in elsewhere.get("/account").text
    assert browser.post("/theme", data={"theme": "pink"}).status_code == 400


def test_the_language_may_be_chosen_before_signing_in(visitor: FlaskClient, owner: User) -> None:
    response = visitor.post("/language", data={"language": "en", "then": "/sign-in?next=/x"})
    assert response.headers["Location"] == "/sign-in?next=/x"
    assert '<html lang="en"' in visitor.get("/sign-in").text
    assert visitor.post("/language", data={"language": "xx"}).status_code == 400


def test_a_choice_made_on_the_answer_to_a_form_goes_to_the_start_page(
    browser: FlaskClient,
) -> None:
    data = {"theme": "light", "then": "/people/withdraw?"}
    assert browser.post("/theme", data=data).headers["Location"] == "/"


def test_one_other_browser_is_signed_out_and_never_somebody_elses(
    app: Flask, browser: FlaskClient, owner: User
) -> None:
    elsewhere = signed_in(app, owner)
    mine = Session.select().order_by(Session.id.desc()).get()
    stranger = make_user(make_administration(), Role.OWNER)
    signed_in(app, stranger)
    theirs = Session.get(Session.user == stranger)
    assert browser.post(f"/account/sessions/{theirs.id}/end").status_code == 404
    response = browser.post(f"/account/sessions/{mine.id}/end", headers=HTMX)
    assert 'id="own-sessions"' in response.text
    assert elsewhere.get("/account").status_code == 302
    assert Session.get_or_none(Session.id == theirs.id) is not None


def test_signing_out_everywhere_includes_here(
    app: Flask, browser: FlaskClient, owner: User
) -> None:
    elsewhere = signed_in(app, owner)
    browser.post("/sign-out-everywhere")
    assert [page.get("/account").status_code for page in (browser, elsewhere)] == [302, 302]


def test_one_works_in_another_administration_only_with_a_role_there(
    browser: FlaskClient, owner: User
) -> None:
    second, foreign = make_administration(name="Tweede"), make_administration()
    Membership.create(user=owner, administration=second, role=Role.BOOKKEEPER)
    assert browser.post("/administration", data={"administration": foreign.id}).status_code == 404
    assert browser.post("/administration", data={"administration": second.id}).status_code == 303
    assert "Tweede" in browser.get("/settings").text
    assert browser.get("/people").status_code == 403  # the role is the one of that administration


def test_a_lost_password_is_replaced_and_all_sessions_end(db: str) -> None:
    user = make_user(make_administration(), Role.OWNER)
    actions.start_session(user, agent="", now=clock.now())
    actions.reset_password(user.email.upper(), NEW)
    assert Session.select().count() == 0
    assert actions.is_password(User.get_by_id(user.id), NEW)
