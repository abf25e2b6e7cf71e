"""The main job without a mouse: sign in, type an invoice in the grid, issue it, book it as paid."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.walks.conftest import FIRM, PASSWORD, Server
from tests.walks.steps import Person, card, enter, focused, total, word

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PASTED = "Reiskosten\t2\tkm\t0,23\nMaterialen\t3\tstuk\t10\n"


def test_an_invoice_is_made_sent_and_paid_without_a_mouse(page: Page, furnished: Server) -> None:
    anja, keys = Person(page, furnished.url), page.keyboard
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=furnished.url)
    sign_in_by_keys(anja)
    begin_invoice(anja)

    type_lines(anja)
    expect(total(anja)).to_have_text("€ 1.064,80")  # 8 × € 95 and 1 × € 120, and 21% VAT
    move_a_line(anja)
    delete_a_line_and_undo(anja)
    expect(total(anja)).to_have_text("€ 1.064,80")
    paste_lines(anja)
    expect(total(anja)).to_have_text("€ 1.101,66")

    enter(anja, "link", "Issue")
    issue = page.locator("#dialog").get_by_role("button", name=word("Issue"), exact=True)
    expect(issue).to_be_focused()
    number = page.locator("#dialog .facts .strong").inner_text()
    keys.press("Enter")
    enter(anja, "link", "Send")
    enter(anja, "button", "Put in the local mailbox")
    anja.sees_page("Outbox")
    expect(page.locator("#mails tr")).to_have_count(0, timeout=15_000)  # it went

    enter(anja, "link", "Board")
    move_the_card(anja, number)
    expect(card(anja, "Paid", "Smit Bouw")).to_be_visible()
    assert json.loads(furnished.flask("verify", "--json"))["ok"]


def sign_in_by_keys(who: Person) -> None:
    who.goes_to("/")
    expect(who.box("E-mail address")).to_be_focused()
    who.page.keyboard.type(FIRM["email"])
    who.page.keyboard.press("Tab")
    who.page.keyboard.type(PASSWORD)
    who.page.keyboard.press("Enter")
    who.sees_page("Today")


def begin_invoice(who: Person) -> None:
    enter(who, "link", "Invoices")
    enter(who, "link", "New invoice")
    expect(who.box("Search")).to_be_focused()
    who.page.keyboard.type("smit")
    expect(who.page.locator(".picks__pick")).to_have_count(1)
    who.page.keyboard.press("Tab")
    who.page.keyboard.press("Enter")
    who.sees_page("Draft for %(client)s", client="Smit Bouw")


def cell(column: str, number: int) -> str:
    """Give the name by which a screen reader calls a box of a line."""
    return word("Line %(number)s, %(column)s", number=number, column=word(column).lower())


def type_lines(who: Person) -> None:
    """Two lines; Enter in the last gives a new one, in the same column."""
    keys = who.page.keyboard
    enter(who, "button", "Add a line")
    expect(who.page.get_by_label(cell("Description", 1), exact=True)).to_be_focused()
    for text in ("Ontwerp gevel", "8", None, "95"):
        if text:
            keys.type(text)
        keys.press("Tab")
    expect(total(who)).to_have_text("€ 919,60")
    keys.press("Shift+Tab")
    keys.press("Enter")
    expect(who.page.get_by_label(cell("Price", 2), exact=True)).to_be_focused()
    keys.type("120")
    for _ in range(3):
        keys.press("Shift+Tab")
    assert focused(who) == cell("Description", 2)
    keys.type("Bouwvergunning")
    keys.press("Tab")


def texts(who: Person) -> list[str]:
    boxes = who.page.locator("[data-column=description]")
    return [box.input_value() for box in boxes.all()]


def move_a_line(who: Person) -> None:
    """Alt and an arrow move the line one stands on, and the focus goes along."""
    who.page.keyboard.press("Alt+ArrowUp")
    expect(who.page.locator("[data-column=description]").first).to_have_value("Bouwvergunning")
    assert texts(who) == ["Bouwvergunning", "Ontwerp gevel"]
    assert focused(who) == cell("Quantity", 1)


def delete_a_line_and_undo(who: Person) -> None:
    """Ctrl and Backspace delete the line one stands on; the toast brings it back."""
    who.page.keyboard.press("Control+Backspace")
    expect(who.page.locator("[data-row]")).to_have_count(1)
    assert focused(who).endswith(word("Quantity").lower())
    enter(who, "button", "Undo")
    expect(who.page.locator("[data-row]")).to_have_count(2)
    assert texts(who) == ["Bouwvergunning", "Ontwerp gevel"]


def paste_lines(who: Person) -> None:
    """Cells copied from a spreadsheet become lines."""
    enter(who, "button", "Add a line")
    expect(who.page.locator("[data-row]")).to_have_count(3)
    expect(who.page.locator("[data-column=description]").last).to_be_focused()
    who.page.evaluate("text => navigator.clipboard.writeText(text)", PASTED)
    who.page.keyboard.press("Control+V")
    expect(who.page.locator("[data-row]")).to_have_count(4)
    assert texts(who)[2:] == ["Reiskosten", "Materialen"]


def move_the_card(who: Person, number: str) -> None:
    """A bracket asks for the form of the next column, once more for the one beyond; or the menu."""
    keys = who.page.keyboard
    there = card(who, "Open", "Smit Bouw")
    amount = who.page.locator("#dialog").get_by_label(word("Amount"), exact=True)
    expect(there).to_be_visible()
    while not there.evaluate("it => it === document.activeElement"):
        keys.press("Tab")
    keys.press("]")
    who.sees("%(number)s is not late, so there is nothing to remind of.", number=number)
    keys.press("]")
    expect(who.box("Reason")).to_be_focused()
    keys.press("Escape")
    expect(there).to_be_focused()
    keys.press("]")
    expect(amount).to_be_focused()
    keys.press("Escape")
    expect(there).to_be_focused()
    keys.press("[")
    expect(who.box("Reason")).to_be_focused()
    keys.press("Escape")
    expect(there).to_be_focused()
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")
    enter(who, "link", "Move to Paid…")
    expect(amount).to_be_focused()
    keys.press("Enter")
