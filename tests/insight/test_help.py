"""Help: a topic for each room, on a page or over it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur import ROOMS
from factuur.insight.topics import TOPICS, topic_of
from tests.conftest import HTMX


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_a_page_and_a_part(browser: FlaskClient, topic: str) -> None:
    page = browser.get(f"/help/{topic}")
    part = browser.get(f"/help/{topic}", headers=HTMX)
    assert page.status_code == part.status_code == 200
    assert "<html" in page.text
    assert "<html" not in part.text
    assert 'id="dialog-title"' in part.text
    assert part.text.count("<li>") + part.text.count("<p>") > 2


def test_all_topics_stand_together(browser: FlaskClient) -> None:
    text = browser.get("/help").text
    assert [topic for topic in TOPICS if f'href="/help/{topic}"' not in text] == []


def test_another_topic_is_not_there(browser: FlaskClient) -> None:
    assert browser.get("/help/weather").status_code == 404


def test_a_stranger_signs_in_first(visitor: FlaskClient, browser: FlaskClient) -> None:
    assert visitor.get("/help/board").status_code == 302


@pytest.mark.parametrize(
    ("page", "topic"),
    [
        ("/hours/", "hours"),
        ("/intake/", "import"),
        ("/invoices/", "invoices"),
        ("/mailing/", "sending"),
        ("/board/", "board"),
        ("/payments/", "payments"),
        ("/projects/", "clients"),
        ("/settings", "settings"),
    ],
)
def test_a_page_leads_to_its_own_help(browser: FlaskClient, page: str, topic: str) -> None:
    assert f'class="page-head__help" href="/help/{topic}"' in browser.get(page).text


def test_the_help_does_not_lead_to_itself(browser: FlaskClient) -> None:
    assert "page-head__help" not in browser.get("/help/board").text


def test_every_room_with_pages_has_a_topic(app: Flask) -> None:
    assert [room for room in ROOMS if topic_of(room) not in TOPICS] == ["insight"]
