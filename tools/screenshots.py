"""Make the pictures of README and guide anew: one made-up world, one day, one browser.

`make screenshots` writes docs/screenshots/*.png. The same code gives the same pictures,
so a picture that changes shows what a change did to its page.
"""

import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, sync_playwright

from tools.stage import stage

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
UNSEEN = 2  # steps of 255 in a colour
HEAVIEST = 200_000  # bytes; a guide is read on a phone too
DESK = (1280, 800)
PHONE = (390, 780)
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]

SHEET = """Datum\tKlant\tProject\tOmschrijving\tUren
2-11-2026\tSmit Bouw B.V.\tDakterras\tOverleg met de aannemer\t2,5
3-11-2026\tSmit Bouw B.V.\tDakterras\tTekeningen aangepast\t6:30
31-11-2026\tBakkerij De Gouden Aar\tWinkelinrichting\tToonbank getekend\t3u30
6-11-2026\tHovenier Groen\tTuinplan\tEerste schets\t4
Totaal\t\t\t\t16,5"""


def main() -> None:
    """Take every picture; stops at the first that is too heavy."""
    FOLDER.mkdir(exist_ok=True)
    with _chromium() as browser:
        _take(browser, FIRST, DESK, empty=True)
        _take(browser, AT_A_DESK, DESK)
        _take(browser, ON_A_PHONE, PHONE)


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        sys.exit("Chromium is not installed; the pictures are taken with it.")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


def _take(
    browser: Browser,
    pictures: Mapping[str, Callable[[Page], None]],
    size: tuple[int, int],
    *,
    empty: bool = False,
) -> None:
    """Take pictures of one world, each on a page of its own; what one changes the next sees."""
    width, height = size
    with stage(empty=empty) as address:
        context = browser.new_context(
            base_url=address,
            locale="nl-NL",
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            bypass_csp=True,  # Playwright hides the blinking caret by a style on each box
        )
        for name, walk in pictures.items():
            page = context.new_page()
            walk(page)
            _keep(page, name)
            page.close()
        context.close()


def _keep(page: Page, name: str) -> None:
    """Write the picture once nothing is under way any more."""
    page.wait_for_load_state("networkidle")
    path = FOLDER / f"{name}.png"
    taken = page.screenshot(animations="disabled")
    if not (path.exists() and _looks_like(path.read_bytes(), taken)):
        path.write_bytes(taken)
    weight = path.stat().st_size
    print(f"{path.name:20} {weight // 1000} KB")
    if weight > HEAVIEST:
        sys.exit(f"{path.name} is heavier than {HEAVIEST // 1000} KB: show less.")


def _looks_like(before: bytes, taken: bytes) -> bool:
    """Tell whether nobody sees a difference: Chromium mixes a shade one step off at times."""
    old, new = (Image.open(BytesIO(each)).convert("RGB") for each in (before, taken))
    if old.size != new.size:
        return False
    seen = ImageChops.difference(old, new).point(lambda step: step if step > UNSEEN else 0)
    return seen.getbbox() is None


def _start(page: Page) -> None:
    page.goto("/start")


def _today(page: Page) -> None:
    page.goto("/")


def _board(page: Page) -> None:
    page.goto("/board/")


def _move(page: Page) -> None:
    _board(page)
    _card(page, "2026-0027")
    page.locator("#dialog[open]").wait_for()


def _payment(page: Page) -> None:
    _move(page)
    page.locator("#dialog").get_by_role("link", name="Betaald").click()
    page.get_by_role("heading", name="Betaling boeken").wait_for()


def _card(page: Page, number: str) -> None:
    card = page.locator("[data-card]").filter(has_text=number)
    card.locator(".invoice-card__menu a").click()


def _import(page: Page) -> None:
    page.goto("/intake/")
    page.locator("details.disclosure summary").first.click()
    page.locator("textarea").fill(SHEET)
    page.locator("textarea").evaluate("box => box.form.requestSubmit()")
    page.locator("td.table__wrong input").first.focus()


def _hours(page: Page) -> None:
    page.goto("/hours/?billed=no")


def _invoices(page: Page) -> None:
    page.goto("/invoices/")


def _editor(page: Page) -> None:
    page.goto("/invoices/?show=drafts")
    page.get_by_role("row").filter(has_text="Smit Bouw").get_by_role("link").first.click()
    page.locator(".paper").wait_for()
    page.locator("[data-column=description]").first.focus()


def _issue(page: Page) -> None:
    _editor(page)
    page.get_by_role("link", name="Definitief maken").click()
    page.locator("#dialog[open]").wait_for()


def _send(page: Page) -> None:
    page.goto("/invoices/?q=2026-0033")
    page.get_by_role("link", name="2026-0033").first.click()
    page.get_by_role("link", name="Verstuur").click()
    page.locator(".paper").wait_for()


def _outbox(page: Page) -> None:
    page.goto("/mailing/?tab=failed")


def _several(page: Page) -> None:
    page.goto("/payments/new")
    page.get_by_role("link", name="Restaurant Zilt").click()
    page.locator("#amount_cents").fill("6000")
    page.locator("#received_on").focus()
    page.get_by_role("cell", name="€ 6.000,00").wait_for()


def _client(page: Page) -> None:
    page.goto("/clients/?q=Gemeente")
    page.get_by_role("link", name="Gemeente Veldrijk").first.click()


def _project(page: Page) -> None:
    page.goto("/projects/")


def _settings(page: Page) -> None:
    page.goto("/settings")
    page.get_by_role("heading", name="Nummers").scroll_into_view_if_needed()


def _people(page: Page) -> None:
    page.goto("/people")


def _undo(page: Page) -> None:
    page.goto("/hours/?billed=no")
    rows = page.locator("main table details.menu")
    rows.first.locator("summary").click()
    rows.first.get_by_role("button", name="Verwijderen").click()
    page.locator(".toast").wait_for()


def _credit(page: Page) -> None:
    page.goto("/invoices/?show=paid&q=2026-0028")
    page.get_by_role("link", name="2026-0028").first.click()
    page.locator("main summary").filter(has_text="Meer").click()
    page.get_by_role("button", name="Crediteren").click()
    page.locator(".paper").wait_for()


FIRST = {"start": _start}
AT_A_DESK = {
    "today": _today,
    "board": _board,
    "move": _move,
    "payment": _payment,
    "several": _several,
    "hours": _hours,
    "invoices": _invoices,
    "editor": _editor,
    "issue": _issue,
    "send": _send,
    "outbox": _outbox,
    "client": _client,
    "projects": _project,
    "settings": _settings,
    "people": _people,
    "import": _import,
    "credit": _credit,
    "undo": _undo,
}
ON_A_PHONE = {"phone-today": _today, "phone-board": _board}


if __name__ == "__main__":
    main()
