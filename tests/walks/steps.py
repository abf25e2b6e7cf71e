"""What a person does in Factuur, step by step, on the Dutch screens."""

import gettext
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Download, Locator, Page, expect

from factuur.settings import ROOT

Role = Literal["link", "button", "textbox"]
MOST_TABS = 80
CATALOGUE = gettext.translation("messages", ROOT / "factuur" / "translations", ["nl"])


def word(text: str, **values: object) -> str:
    """Give what stands on the Dutch screen for a text of the sources."""
    return CATALOGUE.gettext(text) % values


def words(one: str, many: str, num: int, **values: object) -> str:
    """Give what stands on the Dutch screen for a number of things."""
    return CATALOGUE.ngettext(one, many, num) % {"num": num, **values}


@dataclass
class Person:
    """Somebody at a browser: presses, follows and types what they see, and counts the typing."""

    page: Page
    url: str
    typed: list[str] = field(default_factory=list)

    def goes_to(self, path: str) -> None:
        """Type an address."""
        self.page.goto(f"{self.url}{path}")

    def follows(self, text: str, **values: object) -> None:
        """Click a link."""
        self.page.get_by_role("link", name=word(text, **values), exact=True).click()

    def presses(self, text: str, **values: object) -> None:
        """Click a button."""
        self.page.get_by_role("button", name=word(text, **values), exact=True).click()

    def types(self, label: str, text: str, **values: object) -> None:
        """Fill a box and leave it."""
        self.typed.append(label)
        box = self.box(label, **values)
        box.fill(text)
        box.press("Tab")

    def box(self, label: str, **values: object) -> Locator:
        """Find a box by its label."""
        return self.page.get_by_label(word(label, **values), exact=True)

    def sees(self, text: str, **values: object) -> None:
        """Wait until a text stands on the page."""
        expect(self.page.get_by_text(word(text, **values)).first).to_be_visible()

    def sees_page(self, title: str, **values: object) -> None:
        """Wait for a page by its heading."""
        heading = self.page.get_by_role("heading", level=1, name=word(title, **values), exact=True)
        expect(heading).to_be_visible()


def first_run(who: Person) -> None:
    """Begin in an empty installation."""
    who.goes_to("/")
    who.sees_page("Welcome to Factuur")
    who.types("Your name", "Anja de Vries")
    who.types("E-mail address", "anja@studionoord.example")
    who.types("Choose a password", "een lange zin")
    who.types("Name of the firm", "Studio Noord")
    who.presses("Begin")
    expect(who.page.get_by_role("navigation", name=word("Main menu"))).to_be_visible()


def sign_in(who: Person, email: str, password: str) -> None:
    """Come in at the door."""
    who.goes_to("/")
    who.types("E-mail address", email)
    who.types("Password", password)
    who.presses("Sign in")
    who.sees_page("Today")


def begin_draft(who: Person, client: str) -> None:
    """Begin an empty invoice for a client."""
    who.goes_to("/invoices/new")
    who.page.locator(".picks__pick").filter(has_text=client).click()
    who.sees_page("Draft for %(client)s", client=client)


def cell(who: Person, column: str, number: int) -> Locator:
    """Find a box of a line by the name that a screen reader says."""
    return who.box("Line %(number)s, %(column)s", number=number, column=word(column).lower())


def upload(who: Person, sheet: Path) -> None:
    """Bring a file of hours in, as soon as it is chosen."""
    who.page.locator("input[type=file]").set_input_files(sheet)
    who.page.wait_for_url(re.compile(r"/intake/\d+$"))
    who.sees_page(sheet.name)


def mend(who: Person, row: int, column: str, text: str) -> None:
    """Mend a cell where it stands."""
    who.types("Row %(row)s, %(field)s", text, row=row, field=word(column))
    expect(who.page.locator(".table__wrong")).to_have_count(0)


def price_hours(who: Person, client: str, rate: str) -> None:
    """Say what an hour costs where the file does not."""
    who.types("Hourly rate of %(name)s", rate, name=client)


def take_over(who: Person) -> None:
    """Take the rows over; the button says how many, of whom and how many hours."""
    who.page.locator(".verdict").get_by_role("button").click()
    who.sees("Rows taken over")


def total(who: Person) -> Locator:
    """Find what is to be paid, below the lines."""
    return who.page.locator("#sums .sums__row--total dd")


def paper(who: Person) -> Locator:
    """Find the page as it will be printed."""
    return who.page.locator(".paper-stage .paper")


def complete_firm(who: Person, details: dict[str, str]) -> None:
    """Fill in what the check asks of the firm, and go back to the draft."""
    who.follows("Fill in the address of your firm.")
    for label, text in details.items():
        who.types(label, text)
    who.page.locator("#settings-details").get_by_role("button", name=word("Save")).click()
    who.sees("Saved.")
    who.follows("Back to the invoice")


def complete_client(who: Person, client: str, details: dict[str, str]) -> None:
    """Fill in what the check asks of the client; saving leads back to the draft."""
    who.follows("Fill in the address of %(client)s.", client=client)
    for label, text in details.items():
        who.types(label, text)
    who.presses("Save")


def issue(who: Person) -> str:
    """Issue the draft after the dialog has shown what happens; gives its number."""
    who.follows("Issue")
    dialog = who.page.locator("#dialog")
    expect(dialog).to_be_visible()
    number = dialog.locator(".facts .strong").inner_text()
    dialog.get_by_role("button", name=word("Issue"), exact=True).click()
    who.sees_page("Invoice %(number)s", number=number)
    return number


def download_pdf(who: Person) -> Download:
    """Get the file of an invoice from its menu."""
    who.page.locator(".page-head__action summary").click()
    with who.page.expect_download() as coming:
        who.follows("PDF")
    return coming.value


def send(who: Person) -> None:
    """Send the mail as it was proposed."""
    who.follows("Send")
    who.presses("Send")
    who.sees_page("Outbox")


def column(who: Person, name: str) -> Locator:
    """Find a column of the board."""
    return who.page.get_by_role("region", name=word(name), exact=True)


def card(who: Person, name: str, client: str) -> Locator:
    """Find the card of a client in a column."""
    return column(who, name).locator(".invoice-card").filter(has_text=client)


def pay_from_card(who: Person, client: str) -> None:
    """Book all that is open as paid, from the card of an invoice."""
    card(who, "Open", client).get_by_role("link", name=word("Move")).click()
    who.follows("Move to Paid…")
    who.presses("Book")


def tab_to(who: Person, role: Role, text: str, **values: object) -> Locator:
    """Go on with Tab until the focus is on something, as who has no mouse does."""
    wanted = who.page.get_by_role(role, name=word(text, **values), exact=True)
    expect(wanted).to_be_visible()
    for _ in range(MOST_TABS):
        if wanted.evaluate("it => it === document.activeElement"):
            return wanted
        who.page.keyboard.press("Tab")
    raise AssertionError(f"{MOST_TABS} times Tab does not lead to “{word(text, **values)}”")


def enter(who: Person, role: Role, text: str, **values: object) -> None:
    """Go to something with Tab and press Enter on it."""
    tab_to(who, role, text, **values)
    who.page.keyboard.press("Enter")


def focused(who: Person) -> str:
    """Give the name of the box that has the focus."""
    return str(who.page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''"))
