"""Every main page of a world full of invoices: for everybody, on any screen, without a fault."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.walks.conftest import Server, accessible, show_as, start
from tests.walks.steps import Person, word

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGES = (
    "/",
    "/hours/",
    "/intake/",
    "/invoices/?show=all",
    "/invoices/?show=drafts",
    "/invoices/new",
    "/board/",
    "/board/columns/late",
    "/payments/",
    "/payments/credit",
    "/payments/new",
    "/clients/",
    "/clients/new",
    "/clients/1",
    "/clients/1/edit",
    "/projects/",
    "/projects/1",
    "/mailing/",
    "/mailing/?tab=failed",
    "/mailing/mailbox",
    "/settings",
    "/settings/mails",
    "/people",
    "/account",
    "/help",
)
TOO_WIDE = """() => {
  const {scrollWidth, clientWidth} = document.documentElement;
  return scrollWidth <= clientWidth ? [] : [...document.querySelectorAll("main *")]
    .filter(it => it.getBoundingClientRect().right > clientWidth)
    .map(it => it.outerHTML.slice(0, 200));
}"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start with half a year of a made-up firm, open to whoever looks."""
    data = tmp_path_factory.mktemp("world")
    for server in start(data, FACTUUR_DEMO="1"):
        server.flask("demo", "--json")
        yield server


def look_at(page: Page, name: str) -> None:
    """Fail when a page has no heading, scrolls sideways, or breaks a rule of WCAG."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    accessible(page, name)
    show_as(page, "light", 360)
    assert page.evaluate(TOO_WIDE) == [], f"{name} scrolls sideways on a phone"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_for_everybody(page: Page, world: Server, path: str) -> None:
    page.goto(f"{world.url}{path}")
    look_at(page, path)


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("/invoices/?show=drafts", "#invoice-rows .table__main"),
        ("/invoices/?show=open", "#invoice-rows .table__main"),
        ("/mailing/?tab=failed", "#mails .table__main"),
        ("/board/", ".invoice-card__menu a"),
    ],
    ids=["a draft", "an invoice", "a mail", "the moves of a card"],
)
def test_what_a_list_leads_to_is_for_everybody(
    page: Page, world: Server, path: str, link: str
) -> None:
    page.goto(f"{world.url}{path}")
    href = page.locator(link).first.get_attribute("href")
    page.goto(f"{world.url}{href}")
    page.wait_for_load_state("networkidle")
    look_at(page, str(href))


def test_the_form_over_a_page_is_for_everybody(page: Page, world: Server) -> None:
    page.goto(f"{world.url}/board/")
    page.locator(".invoice-card__menu a").first.click()
    expect(page.locator("#dialog")).to_be_visible()
    accessible(page, "the dialog of a card")


def test_the_rail_leads_to_every_room_in_both_languages(page: Page, world: Server) -> None:
    anja = Person(page, world.url)
    anja.goes_to("/")
    rail = page.get_by_role("navigation", name=word("Main menu"))
    for label in rail.get_by_role("link").all_inner_texts():
        rail.get_by_role("link", name=label, exact=True).click()
        expect(rail.locator(".rail__link[aria-current=page]")).to_have_text(label)
    page.locator(".rail__user summary").click()
    page.get_by_role("button", name="English").click()
    english = page.get_by_role("navigation", name="Main menu")
    names = english.get_by_role("link").all_inner_texts()
    assert names[:3] == ["Today", "Hours", "Invoices"]
    for label in names:
        english.get_by_role("link", name=label, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator(".rail__user summary").click()
    page.get_by_role("button", name="Nederlands").click()
    expect(rail).to_be_visible()
