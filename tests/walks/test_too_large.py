"""A file that is too large is told of by the page: the server would hang up halfway."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from tests.walks.conftest import FIRM, PASSWORD, Server
from tests.walks.steps import Person, sign_in, word

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SENTENCE = (
    "This file is larger than %(megabytes)s MB and was not sent. "
    "Make it smaller, or choose another."
)
ROWS = "Datum;Klant;Omschrijving;Uren\n01-10-2026;Smit Bouw;Ontwerp;2\n"


def test_a_file_that_is_too_large_is_not_sent_and_the_next_one_is(
    page: Page, furnished: Server, tmp_path: Path
) -> None:
    large, small = tmp_path / "groot.csv", tmp_path / "klein.csv"
    large.write_bytes(b"x" * (13 * 1024 * 1024))
    small.write_text(ROWS)
    anja = Person(page, furnished.url)
    sign_in(anja, FIRM["email"], PASSWORD)
    anja.goes_to("/intake/")
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    box = page.locator("input[type=file]")
    box.set_input_files(large)
    alert = page.locator(".drop-zone [role=alert]")
    expect(alert).to_have_text(word(SENTENCE, megabytes=10))
    expect(box).to_have_value("")
    expect(box).to_have_attribute("aria-invalid", "true")
    assert sent == []
    box.set_input_files(small)
    expect(page).not_to_have_url(f"{furnished.url}/intake/")
    assert [request.method for request in sent] == ["POST"]


def test_a_picture_that_is_too_large_is_not_sent_either(
    page: Page, furnished: Server, tmp_path: Path
) -> None:
    large = tmp_path / "logo.png"
    large.write_bytes(b"x" * (4 * 1024 * 1024 + 1))
    anja = Person(page, furnished.url)
    sign_in(anja, FIRM["email"], PASSWORD)
    anja.goes_to("/settings")
    sent: list[Request] = []
    page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    page.locator("#logo").set_input_files(large)
    expect(page.locator(".drop-zone [role=alert]")).to_have_text(word(SENTENCE, megabytes=4))
    assert sent == []
