"""A page whose session ended sends its request all the same: nothing typed is lost."""

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur.access.rules import Role
from tests.conftest import HTMX
from tests.world import make_world

STALE = HTMX | {"X-CSRFToken": "of the session before"}


@pytest.fixture
def guarded(app: Flask) -> None:
    """Have every write carry its token, as outside of tests."""
    app.config["WTF_CSRF_ENABLED"] = True


def events(answer: object) -> dict[str, dict[str, str]]:
    raised = answer.headers.get("HX-Trigger", "{}")  # type: ignore[attr-defined]
    return json.loads(raised)  # type: ignore[no-any-return]


def token_in(text: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', text)
    assert found
    return found[1]


@pytest.mark.usefixtures("guarded", "owner")
def test_who_was_signed_out_elsewhere_signs_in_over_the_page(visitor: FlaskClient) -> None:
    answer = visitor.post("/account", data={"name": "Anja"}, headers=STALE)
    assert answer.status_code == 401
    dialog = visitor.get(events(answer)["login-needed"]["url"], headers=HTMX)
    assert 'hx-target="#sign-in"' in dialog.text
    assert 'id="email"' not in dialog.text  # the page below may have one
    given = {"password": "", "in_page": "1", "csrf_token": token_in(dialog.text)}
    wrong = visitor.post("/sign-in", data=given, headers=STALE)
    assert 'href="#sign-in-password"' in wrong.text


@pytest.mark.usefixtures("guarded")
def test_who_signed_in_again_elsewhere_gets_the_token_that_counts_now(
    browser: FlaskClient,
) -> None:
    theme = {"theme": "dark"}
    answer = browser.post("/theme", data=theme, headers=STALE)
    assert answer.status_code == 400
    fresh = {"X-CSRFToken": events(answer)["signed-in"]["csrf"]}
    assert browser.post("/theme", data=theme, headers=HTMX | fresh).status_code < 400


@pytest.mark.usefixtures("guarded")
def test_a_repeated_request_gets_no_second_token(browser: FlaskClient) -> None:
    answer = browser.post("/theme", headers=STALE | {"X-Repeated": "1"})
    assert (answer.status_code, events(answer)) == (400, {})
    assert "data-error" in answer.text


@pytest.mark.usefixtures("guarded")
def test_a_form_without_scripts_is_told_what_happened(browser: FlaskClient) -> None:
    answer = browser.post("/theme", data={"csrf_token": "of the session before"})
    assert (answer.status_code, events(answer)) == (400, {})
    assert "data-error" in answer.text


@pytest.mark.parametrize(
    "page",
    [
        "/clients/new",
        "/clients/{client}/edit",
        "/projects/new",
        "/intake/",
        "/administrations/new",
        "/invoices/new",
        "/mailing/invoices/{issued}",
    ],
)
def test_a_form_that_is_a_page_is_sent_by_htmx_and_without_it(app: Flask, page: str) -> None:
    world = make_world(app, "Kievit")
    numbers = {"client": world.values["client_id"], "issued": world.values["issued_id"]}
    text = world.people[Role.OWNER].get(page.format(**numbers)).text
    forms = re.findall(r'<form [^>]*hx-select="#main"[^>]*>', text)
    assert forms
    assert all('method="post"' in form and 'hx-target="#main"' in form for form in forms)
    assert all(re.search(r' action="([^"]+)" hx-post="\1"| hx-post=""', form) for form in forms)
    assert 'id="main"' in text
