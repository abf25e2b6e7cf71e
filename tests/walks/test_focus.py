"""Where the keyboard is after a piece of the page was replaced."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.walks.conftest import Server
from tests.walks.steps import Person, first_run, upload, word

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SHEET = """Datum;Klant;Omschrijving;Uren
09-11-2026;Café Zon;Inmeten;1
10-11-2026;;Schets;2
11-11-2026;;Overleg;2
12-11-2026;;Presentatie;2
"""


def test_enter_in_a_mended_cell_leads_to_the_next_one_and_not_to_the_box_for_all_rows(
    page: Page, server: Server, tmp_path: Path
) -> None:
    sheet = tmp_path / "uren.csv"
    sheet.write_text(SHEET)
    who = Person(page, server.url)
    first_run(who)
    who.goes_to("/intake/")
    upload(who, sheet)
    for row in (3, 4):
        box = who.box("Row %(row)s, %(field)s", row=row, field=word("Client"))
        box.fill("Café Zon")
        box.press("Enter")
        expect(box).to_have_count(0)
        following = who.box("Row %(row)s, %(field)s", row=row + 1, field=word("Client"))
        expect(following).to_be_focused()


def test_saving_a_part_of_the_settings_leaves_the_keyboard_at_its_button(
    page: Page, server: Server
) -> None:
    who = Person(page, server.url)
    first_run(who)
    who.goes_to("/settings")
    save = page.locator("#settings-details").get_by_role("button", name=word("Save"))
    save.click()
    who.sees("Saved.")
    expect(save).to_be_focused()
