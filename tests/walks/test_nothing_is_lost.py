"""What is typed survives: a session that ran out, and the same draft in two windows."""

import sqlite3

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.walks.conftest import FIRM, PASSWORD, Server
from tests.walks.steps import Person, begin_draft, cell, sign_in, total, word

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def anja(page: Page, furnished: Server) -> Person:
    """Somebody with a draft of one line before them."""
    anja = Person(page, furnished.url)
    sign_in(anja, FIRM["email"], PASSWORD)
    begin_draft(anja, "Smit Bouw")
    anja.presses("Add a line")
    cell(anja, "Description", 1).fill("Ontwerp gevel")
    cell(anja, "Price", 1).fill("100")
    cell(anja, "Price", 1).press("Tab")
    expect(total(anja)).to_have_text("€ 121,00")
    return anja


def sign_out_behind_the_back(server: Server) -> None:
    """End every session, as one that ran out overnight."""
    with sqlite3.connect(server.data / "factuur.db") as connection:
        connection.execute("DELETE FROM session")


def sign_in_over_the_page(anja: Person) -> None:
    """Fill in the dialog that opens over the page one was working on."""
    dialog = anja.page.locator("#sign-in")
    expect(dialog).to_be_visible()
    dialog.get_by_label(word("E-mail address"), exact=True).fill(FIRM["email"])
    dialog.get_by_label(word("Password"), exact=True).fill(PASSWORD)
    dialog.get_by_role("button", name=word("Sign in"), exact=True).click()
    expect(dialog).to_be_hidden()


def test_typing_goes_on_after_the_session_ran_out(anja: Person, furnished: Server) -> None:
    sign_out_behind_the_back(furnished)
    anja.types("Line %(number)s, %(column)s", "8", number=1, column=word("Quantity").lower())
    sign_in_over_the_page(anja)
    expect(total(anja)).to_have_text("€ 968,00")
    anja.types("Line %(number)s, %(column)s", "9", number=1, column=word("Quantity").lower())
    expect(total(anja)).to_have_text("€ 1.089,00")
    anja.page.reload()
    expect(cell(anja, "Quantity", 1)).to_have_value("9")


def test_a_form_goes_on_after_its_cookie_was_lost(anja: Person, context: BrowserContext) -> None:
    anja.goes_to("/clients/new")
    anja.presses("Add client")
    expect(anja.page.get_by_role("alert")).to_be_focused()
    anja.types("Name", "Pieters Dakwerken")
    context.clear_cookies()
    anja.presses("Add client")
    sign_in_over_the_page(anja)
    anja.sees_page("Pieters Dakwerken")


def test_who_signed_in_again_in_another_window_goes_on_without_a_word(
    anja: Person, context: BrowserContext
) -> None:
    anja.goes_to("/clients/new")
    anja.types("Name", "Pieters Dakwerken")
    context.clear_cookies()
    sign_in(Person(context.new_page(), anja.url), FIRM["email"], PASSWORD)
    anja.presses("Add client")
    anja.sees_page("Pieters Dakwerken")


def test_two_windows_on_a_draft_show_both_texts(anja: Person, context: BrowserContext) -> None:
    other = Person(context.new_page(), anja.url)
    other.page.goto(anja.page.url)
    change(other, "Advies")
    expect(other.page.locator("#saved-at")).to_be_visible()
    expect(other.page.locator(".paper-stage")).to_contain_text("Advies")

    change(anja, "Ontwerp dak")
    conflict = anja.page.get_by_role("alert")
    expect(conflict).to_contain_text("Ontwerp dak")
    expect(conflict).to_contain_text("Advies")
    expect(cell(anja, "Description", 1)).to_have_value("Ontwerp dak")
    anja.presses("Keep mine")
    expect(conflict).to_have_count(0)
    expect(anja.page.locator(".paper-stage")).to_contain_text("Ontwerp dak")

    change(other, "Advies en ontwerp")
    expect(other.page.get_by_role("alert")).to_contain_text("Ontwerp dak")
    other.follows("Take the other")
    expect(cell(other, "Description", 1)).to_have_value("Ontwerp dak")


def change(who: Person, text: str) -> None:
    """Type another description on the first line."""
    cell(who, "Description", 1).fill(text)
    cell(who, "Description", 1).press("Tab")
