"""The pages of the board: whole and in parts, filters in the address, the same queries always."""

import datetime as dt
import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur import clock
from factuur.access.rules import Role
from factuur.db import database
from factuur.models import Administration, Client, Hold, Invoice, Mail, Reminder
from tests.conftest import HTMX, signed_in
from tests.factories import make_administration, make_client, make_issued, make_user


@pytest.fixture
def client(firm: Administration) -> Client:
    return make_client(firm)


def issued(client: Client, late: int = 0, **values: int | bool | str) -> Invoice:
    due_on = clock.today() - dt.timedelta(days=late)
    return make_issued(client, due_on=due_on, **values)  # type: ignore[arg-type]


def column(text: str, key: str) -> str:
    """Cut one column out of the page."""
    return text.split(f'id="column-{key}"', 1)[1].split("</section>", 1)[0]


@pytest.mark.both
def test_a_card_stands_in_its_column_with_amount_number_and_lateness(
    browser: FlaskClient, client: Client
) -> None:
    invoice = issued(client, 9, total_cents=1210_00)
    text = column(browser.get("/board/").text, "late")
    assert str(invoice.number) in text
    assert "1.210,00" in text or "1,210.00" in text
    assert "9 " in text
    assert f'data-card="{invoice.id}"' in text


def test_for_htmx_only_the_board_comes_and_only_columns_that_take_cards_say_where(
    browser: FlaskClient, client: Client
) -> None:
    issued(client, 9)
    part = browser.get("/board/", headers=HTMX).text
    assert "<html" not in part
    drops = re.findall(r'data-drop-url="([^"]+)"', part)
    paths = ["/board/{card}/remind", "/board/{card}/hold", "/payments/invoice/{card}"]
    assert drops == [f"{path}?then=/board/" for path in paths]
    assert part.count("data-drop-why") == 7


def test_a_column_loads_in_parts_and_comes_back_as_long_as_it_was(
    browser: FlaskClient, client: Client
) -> None:
    cards = [issued(client, 20, total_cents=100 + i) for i in range(33)]
    first = column(browser.get("/board/").text, "later")
    assert first.count("data-card=") == 30
    more = re.search(r'hx-get="(/board/columns/later[^"]+)"', first)
    assert more is not None
    rest = browser.get(more[1].replace("&amp;", "&"), headers=HTMX).text
    assert rest.count("data-card=") == 3
    assert 'name="shown-later" value="33"' in rest
    again = browser.get("/board/?shown-later=33", headers=HTMX).text
    assert column(again, "later").count("data-card=") == 33
    assert "<html" in browser.get("/board/columns/later").text
    assert len(cards) == 33


@pytest.mark.parametrize(
    "query",
    ["after=x", "after=draft_", "after=2026-01-01_x", "client=x", "amount=x", "age=x", "shown=x",
     "shown-late=x", "shown-late=99999999"],
)  # fmt: skip
def test_a_mangled_address_shows_the_board(browser: FlaskClient, query: str) -> None:
    assert browser.get(f"/board/?{query}").status_code == 200
    assert browser.get(f"/board/columns/late?{query}").status_code == 200


def test_an_unknown_column_is_not_found(browser: FlaskClient) -> None:
    assert browser.get("/board/columns/nowhere").status_code == 404


def test_filters_stay_in_the_address_when_the_board_is_drawn_anew(
    browser: FlaskClient, client: Client
) -> None:
    make_client(client.administration, name="De Vries")
    mine = issued(client, 9)
    text = browser.get("/board/?words=smit&age=late").text
    assert 'hx-get="/board/?words=smit&amp;age=late"' in text
    assert str(mine.number) in text
    assert str(mine.number) not in browser.get("/board/?words=vries").text


def test_a_reminder_is_noted_from_the_card_and_taken_back(
    browser: FlaskClient, client: Client
) -> None:
    invoice = issued(client, 9)
    url = f"/board/{invoice.id}/remind"
    assert "<html" not in browser.get(url, headers=HTMX).text
    typed = {"channel": "telephone", "reminded_on": f"{clock.today():%d-%m-%Y}", "note": "Vrijdag"}
    answer = browser.post(url, data=typed, headers=HTMX)
    events = json.loads(answer.headers["HX-Trigger"])
    assert "1 " in events["toast"]["message"]
    assert events["invoice-changed"] == {"invoices": [invoice.id]}
    assert Reminder.get().note == "Vrijdag"
    assert Mail.select().count() == 0
    browser.post(events["toast"]["undo"], headers=HTMX)
    assert Reminder.select().count() == 0


def test_a_hold_is_set_changed_released_and_taken_back(
    browser: FlaskClient, client: Client
) -> None:
    invoice = issued(client, 9)
    url = f"/board/{invoice.id}/hold"
    answer = browser.post(url, data={"reason": "Betwist"}, headers=HTMX)
    assert answer.status_code == 200
    assert 'value="Betwist"' in browser.get(url).text
    released = browser.post(f"/board/{invoice.id}/release", headers=HTMX)
    assert Hold.get().ended_at is not None
    browser.post(json.loads(released.headers["HX-Trigger"])["toast"]["undo"])
    assert Hold.get().ended_at is None
    browser.post(json.loads(answer.headers["HX-Trigger"])["toast"]["undo"])
    assert Hold.select().count() == 0


@pytest.mark.parametrize(
    ("move", "typed"),
    [
        ("hold", {"reason": ""}),
        ("hold", {"reason": "Betwist", "until_on": "01-01-2020"}),
        ("hold", {"reason": "Betwist", "until_on": "31-02-2030"}),
        ("remind", {"channel": "telephone", "reminded_on": "", "note": "Vrijdag"}),
        ("remind", {"channel": "telephone", "reminded_on": "01-01-2020", "note": "Vrijdag"}),
        ("remind", {"channel": "pigeon", "reminded_on": "vandaag", "note": "Vrijdag"}),
    ],
)
def test_what_was_typed_stays_beside_what_is_wrong(
    browser: FlaskClient, client: Client, move: str, typed: dict[str, str]
) -> None:
    answer = browser.post(f"/board/{issued(client, 9).id}/{move}", data=typed, headers=HTMX)
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    for text in typed.values():
        assert text in answer.text or text == "pigeon"
    assert Hold.select().count() == Reminder.select().count() == 0


def test_a_card_lists_its_moves_as_page_and_as_dialog(browser: FlaskClient, client: Client) -> None:
    invoice = issued(client, 9)
    page, part = (
        browser.get(f"/board/{invoice.id}"),
        browser.get(f"/board/{invoice.id}", headers=HTMX),
    )
    assert "<html" in page.text
    assert "<html" not in part.text
    for move in (f"/payments/invoice/{invoice.id}", f"/board/{invoice.id}/remind"):
        assert f'hx-get="{move}?then=/board/"' in part.text


def test_dropping_what_is_not_late_on_reminded_says_why_not(
    browser: FlaskClient, client: Client
) -> None:
    invoice = issued(client, -9)
    answer = browser.get(f"/board/{invoice.id}/remind", headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (422, "#messages")
    assert str(invoice.number) in answer.text


def test_an_empty_board_says_what_comes_here(browser: FlaskClient) -> None:
    text = browser.get("/board/").text
    assert 'class="empty"' in text
    assert "data-board" not in text


def test_a_bookkeeper_looks_and_moves_nothing(
    app: Flask, firm: Administration, client: Client
) -> None:
    invoice = issued(client, 9)
    bookkeeper = signed_in(app, make_user(firm, Role.BOOKKEEPER))
    moves = bookkeeper.get(f"/board/{invoice.id}").text
    assert bookkeeper.get("/board/").status_code == 200
    assert "/hold" not in moves
    assert bookkeeper.post(f"/board/{invoice.id}/hold", data={"reason": "x"}).status_code == 403


def test_another_firm_finds_nothing(app: Flask, client: Client) -> None:
    invoice = issued(client, 9)
    stranger = signed_in(app, make_user(make_administration(), Role.OWNER))
    for path in ("", "/remind", "/hold"):
        assert stranger.get(f"/board/{invoice.id}{path}").status_code == 404
    assert str(invoice.number) not in stranger.get("/board/").text
    assert stranger.get(f"/board/?client={client.id}").status_code == 404


def test_the_board_asks_as_often_with_many_cards_as_with_few(
    browser: FlaskClient, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for _ in range(2):
        for late in (-20, -1, 3, 20, 40):
            issued(client, late)
            issued(client, late, sent=False)
            Hold.create(administration=client.administration, invoice=issued(client), reason="x")
            Invoice.create(administration=client.administration, client=client)
        counts.append(queries_of(browser, monkeypatch))
    assert counts[0] == counts[1] <= 25


def queries_of(browser: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> int:
    asked: list[str] = []
    execute = database.obj.execute_sql

    def counted(sql: str, *rest: object, **more: object) -> object:
        asked.append(sql)
        return execute(sql, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(database.obj, "execute_sql", counted)
        assert browser.get("/board/").status_code == 200
    return len(asked)
