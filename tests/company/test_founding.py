"""The first run, and further administrations."""

import logging
import stat
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur import create_app
from factuur.access.queries import places_of
from factuur.access.rules import Role
from factuur.company import actions, first_run
from factuur.company.actions import Firm
from factuur.company.rules import WrongIban
from factuur.db import database
from factuur.models import Activity, Administration, User
from factuur.settings import read_settings
from tests.factories import make_administration, make_user

GIVEN = {
    "owner": "Anja de Vries",
    "email": "anja@example.nl",
    "password": "een lang wachtwoord",
    "name": "Studio Noord",
    "country": "NL",
    "vat_id": "NL 0024.55.799.B.11",
    "iban": "NL91 ABNA 0417 1643 00",
}


@pytest.fixture
def newcomer(app: Flask) -> FlaskClient:
    """Give a browser on an installation that nobody has used."""
    return app.test_client()


def test_a_newcomer_is_led_to_one_short_page(newcomer: FlaskClient, engine: str) -> None:
    assert newcomer.get("/settings").headers["Location"] == "/start"
    assert newcomer.get("/sign-in").headers["Location"] == "/start"
    page = newcomer.get("/start").text
    asked = page.count("<input") + page.count("<select") - page.count('type="hidden"')
    assert asked - 1 <= 10  # the two countries are one choice


def test_the_first_page_makes_owner_and_firm_signs_in_and_is_gone(
    newcomer: FlaskClient,
) -> None:
    response = newcomer.post("/start", data=GIVEN)
    assert (response.status_code, response.headers["Location"]) == (303, "/")
    firm = Administration.get()
    assert (firm.vat_id, firm.iban) == ("NL002455799B11", "NL91ABNA0417164300")
    assert [place.role for place in places_of(User.get().id)] == [Role.OWNER]
    assert "Studio Noord" in newcomer.get("/settings").text
    assert newcomer.get("/start").status_code == 404
    assert newcomer.post("/start", data=GIVEN).status_code == 404
    assert User.select().count() == 1


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"vat_id": "NL123456789B90"}, "vat_id"),
        ({"country": "BE"}, "vat_id"),
        ({"iban": "NL91ABNA0417164301"}, "iban"),
        ({"email": "anja"}, "email"),
        ({"password": "kort"}, "password"),
        ({"name": " "}, "name"),
        ({"owner": ""}, "owner"),
    ],
)
def test_what_does_not_fit_is_told_at_its_box_and_the_rest_stays(
    newcomer: FlaskClient, wrong: dict[str, str], at: str
) -> None:
    response = newcomer.post("/start", data=GIVEN | wrong)
    assert response.status_code == 422
    assert f'href="#{at}"' in response.text
    assert response.text.count("anja") + response.text.count("NL91") >= 2
    assert "een lang wachtwoord" not in response.text
    assert User.select().count() + Administration.select().count() == 0


def test_where_others_can_reach_the_page_it_asks_for_the_token_of_the_log(
    db: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    environment = {"FACTUUR_DATA": str(tmp_path), "DATABASE_URL": db, "HOST": "0.0.0.0"}  # noqa: S104
    database.close()
    with caplog.at_level(logging.WARNING):
        app = create_app(read_settings(environment))
    app.config["WTF_CSRF_ENABLED"] = False
    kept = tmp_path / "first-run.token"
    token = kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert f"/start?token={token}" in caplog.text
    stranger = app.test_client()
    assert token not in stranger.get("/start").text
    for guess in ("", "x" * 64):
        assert stranger.post("/start", data=GIVEN | {"token": guess}).status_code == 422
    assert stranger.post("/start", data=GIVEN | {"token": f" {token} "}).status_code == 303
    assert not kept.exists()
    caplog.clear()
    database.close()
    create_app(read_settings(environment))
    assert "token" not in caplog.text
    database.connect(reuse_if_open=True)


@pytest.mark.parametrize(
    ("host", "url", "guarded"),
    [
        ("127.0.0.1", "", False),
        ("localhost", "http://localhost:5000", False),
        ("0.0.0.0", "", True),  # noqa: S104
        ("127.0.0.1", "https://factuur.example", True),  # a proxy stands before it
    ],
)
def test_the_token_is_asked_where_others_than_this_machine_can_come(
    tmp_path: Path, host: str, url: str, *, guarded: bool
) -> None:
    settings = read_settings({"FACTUUR_DATA": str(tmp_path), "HOST": host, "FACTUUR_URL": url})
    assert first_run.asks_for_token(settings) == guarded


def test_only_the_first_sets_up(db: str) -> None:
    firm = Firm("Studio Noord", "NL")
    actions.set_up(firm, owner="A", email="a@x.nl", password="x" * 10, language="nl")
    with pytest.raises(actions.SetUpAlready):
        actions.set_up(firm, owner="B", email="b@x.nl", password="x" * 10, language="nl")
    assert User.select().count() == Administration.select().count() == 1


def test_firms_of_one_name_get_each_a_short_name_of_their_own(db: str) -> None:
    owner = make_user(None, Role.OWNER)
    slugs = [actions.found_administration(Firm("De Zon", "BE"), owner).slug for _ in range(3)]
    assert slugs == ["de-zon", "de-zon-2", "de-zon-3"]
    assert Activity.select().where(Activity.verb == "company.founded").count() == 3


def test_a_refused_firm_leaves_nothing_behind(db: str) -> None:
    with pytest.raises(WrongIban):
        actions.set_up(
            Firm("De Zon", "NL", iban="NL00"),
            owner="A",
            email="a@x.nl",
            password="x" * 10,
            language="nl",
        )
    assert User.select().count() + Administration.select().count() == 0


def test_an_owner_makes_another_administration_and_goes_on_in_it(
    browser: FlaskClient, owner: User
) -> None:
    given = {"name": "Tweede", "country": "BE", "vat_id": "0403.019.261", "iban": ""}
    assert browser.post("/administrations/new", data=given | {"iban": "x"}).status_code == 422
    assert browser.post("/administrations/new", data=given).headers["Location"] == "/"
    assert {place.name for place in places_of(owner.id)} == {"Studio Noord", "Tweede"}
    assert 'value="Tweede"' in browser.get("/settings").text


def test_a_slug_of_somebody_else_is_left_alone(db: str) -> None:
    make_administration(slug="de-zon-2")
    owner = make_user(None, Role.OWNER)
    slugs = [actions.found_administration(Firm("De Zon", "NL"), owner).slug for _ in range(2)]
    assert slugs == ["de-zon", "de-zon-3"]
