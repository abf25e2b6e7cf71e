"""The main job in a browser that runs no scripts: every step is a link or a form."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.walks.conftest import FIRM, PASSWORD, Server
from tests.walks.steps import Person, cell, sign_in, total, word

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def bare(chromium: Browser) -> Iterator[Page]:
    """Give a page that runs no scripts."""
    context = chromium.new_context(locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()


def test_from_a_timesheet_to_a_paid_invoice_without_scripts(
    bare: Page, furnished: Server, sheet: Path
) -> None:
    anja = Person(bare, furnished.url)
    sign_in(anja, FIRM["email"], PASSWORD)
    take_in(anja, sheet)
    anja.presses("Make draft invoices")
    anja.sees_page("Draft for %(client)s", client="Smit Bouw")
    expect(total(anja)).to_have_text("€ 1.580,56")  # 13,75 hours of € 95, and 21% VAT

    anja.presses("Add a line")
    cell(anja, "Description", 3).fill("Reiskosten")
    cell(anja, "Price", 3).fill("100")
    bare.locator("[data-row]").nth(2).get_by_role("button", name=word("Save")).click()
    expect(total(anja)).to_have_text("€ 1.701,56")

    anja.follows("Issue")
    number = bare.locator(".facts .strong").inner_text()
    anja.presses("Issue")
    anja.sees_page("Invoice %(number)s", number=number)
    anja.follows("Send")
    anja.presses("Note as sent")
    anja.follows("Paid")
    anja.presses("Book")
    anja.sees_page("Invoice %(number)s", number=number)
    shown = json.loads(furnished.flask("invoices", "show", number, "--json"))
    assert shown["totals"]["open"] == "0.00"


def take_in(who: Person, sheet: Path) -> None:
    """Upload, say what an hour costs, and leave out the row that cannot be read."""
    who.goes_to("/intake/")
    who.page.locator("input[type=file]").set_input_files(sheet)
    who.presses("Look what is in it")
    who.page.wait_for_url(re.compile(r"/intake/\d+$"))
    rate = who.box("Hourly rate of %(name)s", name="Smit Bouw")
    rate.fill("95")
    rate.press("Enter")
    expect(who.page.locator(".verdict")).to_contain_text("1.306,25")
    who.page.locator(".verdict").get_by_role("button").click()
    who.sees("Rows taken over")
