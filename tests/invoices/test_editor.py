"""The editor: each change saves itself, bad input stays, two windows lose nothing."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from factuur.invoices import actions, queries
from factuur.models import Administration, Client, Invoice, Line
from tests.conftest import HTMX
from tests.factories import make_client, make_entry
from tests.invoices.worlds import fresh, issue, make_draft, values_of

pytestmark = pytest.mark.usefixtures("browser")


@pytest.fixture
def draft(firm: Administration, client: Client) -> Invoice:
    return make_draft(firm, client, {}, {"description": "Bouw", "unit_price": "50.00"})


@pytest.fixture
def line(draft: Invoice) -> Line:
    return queries.lines_of(draft.id)[0]


def url_of(line: Line) -> str:
    return f"/invoices/{line.invoice.id}/lines/{line.id}"


def test_the_editor_shows_lines_sums_and_the_paper_beside(
    browser: FlaskClient, draft: Invoice
) -> None:
    page = browser.get(f"/invoices/{draft.id}/edit").text
    assert page.count("data-row ") + page.count("data-row>") == 2
    assert 'aria-label="Line 1, quantity"' in page
    assert f'hx-get="/documents/{draft.id}/paper"' in page
    assert "€181.50" in page


def test_the_editor_is_a_form_that_works_without_scripts(
    browser: FlaskClient, draft: Invoice, line: Line
) -> None:
    answer = browser.post(url_of(line), data=values_of(line, description="Anders"))
    assert (answer.status_code, answer.location) == (
        303,
        f"/invoices/{draft.id}/edit#line-{line.id}",
    )
    assert queries.lines_of(draft.id)[0].description == "Anders"
    assert browser.post(f"/invoices/{draft.id}/lines").status_code == 303
    assert len(queries.lines_of(draft.id)) == 3


def test_a_saved_line_brings_amount_sums_and_version_and_touches_no_other_box(
    browser: FlaskClient, draft: Invoice, line: Line
) -> None:
    typed = values_of(line, quantity_e4="7:30", price_e4="95")
    answer = browser.post(url_of(line), data=typed, headers=HTMX)
    assert answer.status_code == 200
    assert "invoice-changed" in answer.headers["HX-Trigger"]
    tags = re.findall(r"<[^>]*hx-swap-oob[^>]*>", answer.text)
    ids = {found[1] for tag in tags if (found := re.search(r' id="([^"]+)"', tag))}
    place = f"line-{line.id}"
    assert ids == {
        f"{place}-version",
        f"{place}-net",
        f"{place}-notes",
        f"{place}-quantity_e4",  # 7:30 is written 7.5
        f"{place}-price_e4",  # 95 is written 95.00
        "sums",
        "checks",
        "saved-at",
    }
    assert 'data-sent="7:30"' in answer.text
    assert "712.50" in answer.text
    assert fresh(draft).total_cents == 922_63  # 762.50 and 160.125 of VAT


@pytest.mark.parametrize(
    ("column", "typed", "sentence"),
    [
        ("quantity_e4", "acht", "Quantity “acht” cannot be read"),
        ("quantity_e4", "", "Fill in a quantity."),
        ("quantity_e4", "99999999", "too large"),
        ("price_e4", "12..5", "Price “12..5” cannot be read"),
        ("price_e4", "99.999.999", "too large"),
        ("discount_bp", "120", "choose from 0 to 100 percent"),
        ("discount_bp", "veel", "Percentage “veel” cannot be read"),
        ("vat_bp", "1900", "VAT: choose one of the list"),
        ("unit", "ell", "Unit: choose one of the list"),
        ("description", "x" * 4001, "4,000 characters"),
    ],
)
def test_what_cannot_be_read_is_said_in_the_row_and_stays_typed(
    browser: FlaskClient, line: Line, column: str, typed: str, sentence: str
) -> None:
    part = browser.post(url_of(line), data=values_of(line, **{column: typed}), headers=HTMX)
    assert part.status_code == 422
    assert sentence in part.text
    assert f'id="line-{line.id}-{column}"' in part.text
    assert 'aria-invalid="true"' in part.text
    page = browser.post(url_of(line), data=values_of(line, **{column: typed}))
    assert page.status_code == 422
    assert page.text.count(sentence) == 1
    assert "<title>Error: " in page.text
    assert column in ("vat_bp", "unit") or typed in page.text
    assert Line.get_by_id(line.id).version == 1


def test_an_empty_price_is_free(browser: FlaskClient, line: Line) -> None:
    browser.post(url_of(line), data=values_of(line, price_e4=""), headers=HTMX)
    assert Line.get_by_id(line.id).net_cents == 0


def test_two_windows_on_one_line_get_both_texts_and_a_choice(
    browser: FlaskClient, draft: Invoice, line: Line
) -> None:
    mine = values_of(line, description="Van mij")
    browser.post(url_of(line), data=values_of(line, description="Van de ander"), headers=HTMX)
    for headers in (HTMX, {}):
        answer = browser.post(url_of(line), data=mine, headers=headers)
        assert answer.status_code == 409
        assert "Van mij" in answer.text
        assert "Van de ander" in answer.text
        assert "Keep mine" in answer.text
    assert Line.get_by_id(line.id).description == "Van de ander"
    version = re.search(rf'id="line-{line.id}-version" name="version" value="(\d+)"', answer.text)
    assert version
    browser.post(url_of(line), data=mine | {"version": version[1]}, headers=HTMX)
    assert Line.get_by_id(line.id).description == "Van mij"


def test_two_windows_on_different_lines_do_not_hinder_each_other(
    browser: FlaskClient, draft: Invoice
) -> None:
    for line in queries.lines_of(draft.id):  # as both windows read them before
        typed = values_of(line, description="Nieuw")
        assert browser.post(url_of(line), data=typed, headers=HTMX).status_code == 200


def test_a_line_that_is_gone_is_said_so(browser: FlaskClient, draft: Invoice, line: Line) -> None:
    browser.post(f"{url_of(line)}/delete", headers=HTMX)
    answer = browser.post(url_of(line), data=values_of(line), headers=HTMX)
    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#messages"
    assert "deleted or made anew in another window" in answer.text


def test_a_deleted_line_can_be_put_back_from_its_toast(
    browser: FlaskClient, draft: Invoice, line: Line
) -> None:
    answer = browser.post(f"{url_of(line)}/delete", headers=HTMX)
    undo = re.search(r'"undo": "([^"]+)"', answer.headers["HX-Trigger"])
    assert undo
    assert "€60.50" in answer.text
    answer = browser.post(undo[1], headers=HTMX)
    assert answer.headers["HX-Retarget"] == "#lines"
    assert queries.lines_of(draft.id)[0].id == line.id


def test_what_was_deleted_from_another_draft_is_not_put_back_here(
    browser: FlaskClient, firm: Administration, client: Client, draft: Invoice, line: Line
) -> None:
    other = make_draft(firm, client)
    trash_id = actions.delete_line(firm.id, draft.id, line.id, user_id=None)
    answer = browser.post(f"/invoices/{other.id}/lines/restore/{trash_id}", headers=HTMX)
    assert answer.status_code == 404
    assert len(queries.lines_of(draft.id)) == 1


def test_a_line_moves(browser: FlaskClient, draft: Invoice, line: Line) -> None:
    answer = browser.post(f"{url_of(line)}/move/down", headers=HTMX)
    assert answer.text.index("Bouw") < answer.text.index("Advies")
    assert browser.post(f"{url_of(line)}/move/sideways").status_code == 404


def test_cells_from_a_spreadsheet_become_lines_with_one_undo(
    browser: FlaskClient, draft: Invoice, line: Line
) -> None:
    typed = {
        "text": "Ontwerp\t3\t33,33\nDruk\t1\t10",
        "row": f"line-{line.id}",
        "column": "description",
    }
    answer = browser.post(f"/invoices/{draft.id}/lines/paste", data=typed, headers=HTMX)
    assert [each.description for each in queries.lines_of(draft.id)] == ["Ontwerp", "Druk"]
    assert fresh(draft).net_cents == 99_99 + 10_00
    undo = re.search(r'"undo": "([^"]+)"', answer.headers["HX-Trigger"])
    assert undo
    browser.post(undo[1], headers=HTMX)
    assert [each.description for each in queries.lines_of(draft.id)] == ["Advies", "Bouw"]
    assert fresh(draft).net_cents == 150_00


def test_a_cell_that_cannot_be_read_changes_nothing(browser: FlaskClient, draft: Invoice) -> None:
    typed = {"text": "Ontwerp\tdrie", "column": "description"}
    answer = browser.post(f"/invoices/{draft.id}/lines/paste", data=typed, headers=HTMX)
    assert answer.status_code == 422
    assert "Row 1, quantity: “drie” cannot be read" in answer.text
    assert len(queries.lines_of(draft.id)) == 2


def test_regrouping_in_the_page_keeps_the_total(
    browser: FlaskClient, firm: Administration, client: Client
) -> None:
    for seconds in (900, 900, 3000):
        make_entry(client, seconds=seconds, rate_e4=275_000)
    (made,) = actions.draft_hours(firm, user_id=None)
    before = Invoice.get_by_id(made).total_cents
    typed = {"grouping": "day"}
    answer = browser.post(f"/invoices/{made}/grouping", data=typed, headers=HTMX)
    assert answer.status_code == 200
    assert "made anew, by day" in answer.headers["HX-Trigger"]
    assert Invoice.get_by_id(made).total_cents == before
    back = json.loads(answer.headers["HX-Trigger"])["toast"]["undo"]
    again = browser.post(back, headers=HTMX).text
    assert 'id="grouping" hx-swap-oob="true"' in again
    assert '<option selected value="project">' in again


HEAD = {
    "attention": "Mevrouw Smit",
    "buyer_reference": "PO-7",
    "supply_from": "01-11-2026",
    "supply_on": "30-11-2026",
    "terms_days": "30",
    "language": "en",
    "intro": "Beste",
    "note": "Dank",
    "version": "1",
}


def test_what_stands_around_the_lines_saves_itself(browser: FlaskClient, draft: Invoice) -> None:
    answer = browser.post(f"/invoices/{draft.id}/head", data=HEAD, headers=HTMX)
    assert answer.status_code == 200
    assert 'id="head-version" name="version" value="2"' in answer.text
    saved = fresh(draft)
    assert (saved.attention, saved.terms_days, saved.language) == ("Mevrouw Smit", 30, "en")
    assert f"{saved.supply_from} {saved.supply_on}" == "2026-11-01 2026-11-30"
    plain = browser.post(f"/invoices/{draft.id}/head", data=HEAD | {"version": "2"})
    assert plain.status_code == 303


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("supply_on", "31-02-2026", "does not exist"),
        ("supply_on", "01-10-2026", "Choose a last day from 01-11-2026 on."),
        ("terms_days", "", "Fill in how many days"),
        ("terms_days", "999", "choose from 0 to 365"),
    ],
)
def test_a_wrong_head_keeps_what_was_typed(
    browser: FlaskClient, draft: Invoice, name: str, typed: str, sentence: str
) -> None:
    for headers in (HTMX, {}):
        given = HEAD | {name: typed}
        answer = browser.post(f"/invoices/{draft.id}/head", data=given, headers=headers)
        assert answer.status_code == 422
        assert sentence in answer.text
        assert "Mevrouw Smit" in answer.text
    assert fresh(draft).version == 1


def test_two_windows_on_the_head_get_both_texts(browser: FlaskClient, draft: Invoice) -> None:
    browser.post(f"/invoices/{draft.id}/head", data=HEAD, headers=HTMX)
    mine = HEAD | {"attention": "De heer Bos"}
    for headers in (HTMX, {}):
        answer = browser.post(f"/invoices/{draft.id}/head", data=mine, headers=headers)
        assert answer.status_code == 409
        assert "De heer Bos" in answer.text
        assert "Mevrouw Smit" in answer.text
        assert 'name="version" value="2"' in answer.text
    assert fresh(draft).attention == "Mevrouw Smit"


def test_a_draft_starts_from_a_client_or_from_hours(
    browser: FlaskClient, firm: Administration, client: Client
) -> None:
    assert client.name in browser.get("/invoices/new?words=smit").text
    assert client.name not in browser.get("/invoices/new?words=nobody", headers=HTMX).text
    made = browser.post("/invoices/", data={"client_id": client.id})
    assert made.location.endswith("/edit")
    assert browser.post("/invoices/draft").status_code == 422
    make_entry(client)
    assert browser.post("/invoices/draft", data={"client_id": client.id}).location.endswith("/edit")
    other = make_client(firm, name="Jansen")
    for each in (client, other):
        make_entry(each)
    assert browser.post("/invoices/draft").location == "/invoices/?show=drafts"


def test_a_draft_is_deleted_with_a_way_back(browser: FlaskClient, draft: Invoice) -> None:
    answer = browser.post(f"/invoices/{draft.id}/delete", follow_redirects=True)
    assert "Draft deleted." in answer.text
    undo = re.search(r'action="(/clients/undo/\d+)"', answer.text)
    assert undo
    browser.post(undo[1])
    assert fresh(draft).total_cents == 181_50


def test_the_editor_of_an_issued_invoice_is_its_own_page(
    browser: FlaskClient, firm: Administration, draft: Invoice, line: Line
) -> None:
    issue(firm, draft)
    assert browser.get(f"/invoices/{draft.id}/edit").location == f"/invoices/{draft.id}"
    answer = browser.post(url_of(line), data=values_of(line), headers=HTMX)
    assert answer.status_code == 422
    assert "2026-0001 has been issued" in answer.text


def test_the_editor_asks_no_more_of_the_database_for_more_lines(
    browser: FlaskClient,
    firm: Administration,
    client: Client,
    counted: Callable[[Callable[[], Any]], int],
) -> None:
    few = make_draft(firm, client, *[{}] * 2)
    many = make_draft(firm, client, *[{}] * 40)
    first = counted(lambda: browser.get(f"/invoices/{few.id}/edit"))
    assert counted(lambda: browser.get(f"/invoices/{many.id}/edit")) == first
