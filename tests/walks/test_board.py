"""The board in a real browser: a move by dragging, by clicking only, and by keyboard only."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from factuur import clock, db
from factuur.access.rules import Role
from factuur.models import Hold, Invoice, Mail, Payment, Reminder
from tests.factories import make_administration, make_client, make_issued, make_user
from tests.walks.conftest import Server, accessible, start

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LATE_DAYS = (9, 20, 40)
WIDE: ViewportSize = {"width": 3300, "height": 900}  # all columns in sight, for a drag in one jump


@pytest.fixture
def late(tmp_path: Path, page: Page) -> Iterator[tuple[Server, list[Invoice]]]:
    """Start Factuur signed in, with an invoice in each column of lateness."""
    page.set_default_navigation_timeout(60_000)  # its workers may still be waking up
    for server in start(tmp_path, FACTUUR_DEMO="1"):
        db.connect(f"sqlite:///{tmp_path / 'factuur.db'}")
        with db.database.connection_context():
            firm = make_administration()
            make_user(firm, Role.OWNER)
            client = make_client(firm)
            today = clock.today()
            invoices = [
                make_issued(client, due_on=today - dt.timedelta(days=days)) for days in LATE_DAYS
            ]
            make_issued(client, sent=False)
            yield server, invoices


def card(page: Page, invoice: Invoice, column: str = "") -> str:
    """Give the selector of a card, in a column when one is named, and wait until it is there."""
    selector = f"{f'#column-{column} ' if column else ''}#card-{invoice.id}"
    expect(page.locator(selector)).to_be_visible()
    return selector


def dialog(page: Page) -> Locator:
    """Give the dialog once htmx has taken what came into it in hand."""
    opened = page.locator("#dialog[open]")
    expect(opened).to_be_visible()
    expect(opened.locator(".htmx-added")).to_have_count(0)
    return opened


def test_a_card_is_paid_reminded_and_held_by_dragging(
    page: Page, late: tuple[Server, list[Invoice]]
) -> None:
    server, (first, second, third) = late
    page.set_viewport_size(WIDE)
    page.goto(f"{server.url}/board/")
    page.wait_for_function("() => Boolean(window.Sortable)")
    page.locator(card(page, first)).drag_to(page.locator("#cards-paid"))
    dialog(page)
    expect(page.locator("#amount_cents")).to_be_focused()
    page.keyboard.press("Enter")
    card(page, first, "paid")
    page.locator(card(page, second)).drag_to(page.locator("#cards-reminded"))
    dialog(page).locator("form button.button--primary").click()
    card(page, second, "reminded")
    page.locator(card(page, third)).drag_to(page.locator("#cards-held"))
    dialog(page).locator("#reason").fill("Betwist")
    page.keyboard.press("Enter")
    card(page, third, "held")
    assert (Payment.select().count(), Reminder.select().count(), Hold.select().count()) == (1, 1, 1)
    assert Mail.select().count() == 0


def test_a_card_goes_nowhere_by_its_age_and_the_page_says_why(
    page: Page, late: tuple[Server, list[Invoice]]
) -> None:
    server, (first, *_rest) = late
    page.set_viewport_size(WIDE)
    page.goto(f"{server.url}/board/")
    page.wait_for_function("() => Boolean(window.Sortable)")
    page.locator(card(page, first)).drag_to(page.locator("#cards-latest"))
    expect(page.locator(".toast")).to_be_visible()
    card(page, first, "late")
    assert not page.locator("#dialog[open]").count()


def test_a_card_is_reminded_and_taken_back_by_clicking_only(
    page: Page, late: tuple[Server, list[Invoice]]
) -> None:
    server, (first, *_rest) = late
    page.goto(f"{server.url}/board/")
    page.locator(f"{card(page, first)} .invoice-card__menu a").click()
    page.locator(f"#dialog a[hx-get*='/board/{first.id}/remind']").click()
    dialog(page).locator("form button.button--primary").click()
    card(page, first, "reminded")
    expect(page.locator("#column-reminded .board__count")).to_contain_text("1")
    page.locator(".toast [data-undo]").click()
    card(page, first, "late")
    assert Reminder.select().count() == 0


def test_a_card_is_held_by_keyboard_only_and_keeps_the_focus(
    page: Page, late: tuple[Server, list[Invoice]]
) -> None:
    server, (first, *_rest) = late
    page.goto(f"{server.url}/board/")
    page.wait_for_function("() => Boolean(window.Sortable)")
    page.locator(card(page, first)).focus()
    page.keyboard.press("]")
    expect(page.locator("#dialog[open] #reminded_on")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(card(page, first))).to_be_focused()
    page.locator(f"{card(page, first)} .invoice-card__menu a").focus()
    page.keyboard.press("Enter")
    page.locator(f"#dialog a[hx-get*='/board/{first.id}/hold']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reason")).to_be_focused()
    dialog(page)
    page.keyboard.type("Betwist")
    page.keyboard.press("Enter")
    card(page, first, "held")
    expect(page.locator(f"#card-{first.id} :focus, #card-{first.id}:focus")).to_have_count(1)
    assert Hold.get().reason == "Betwist"


def test_the_board_and_its_dialogs_can_be_used_by_everybody(
    page: Page, late: tuple[Server, list[Invoice]]
) -> None:
    server, (first, *_rest) = late
    for path in ("/", "/board/", "/board/columns/late", f"/board/{first.id}/hold"):
        page.goto(f"{server.url}{path}")
        accessible(page, path)
    for path in ("/payments/", "/payments/new", f"/payments/invoice/{first.id}"):
        page.goto(f"{server.url}{path}")
        accessible(page, path)
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{server.url}/board/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
