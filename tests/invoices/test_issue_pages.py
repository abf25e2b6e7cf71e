"""Issuing in the browser, and the page of what was issued."""

import pytest
from flask.testing import FlaskClient

from factuur import clock
from factuur.invoices import actions
from factuur.models import Administration, Client, Dispatch, Invoice, Mail, Receivable
from factuur.money import day
from tests.conftest import HTMX
from tests.factories import TODAY, make_administration, make_client, make_issued
from tests.invoices.worlds import fresh, issue, make_draft


@pytest.fixture
def draft(firm: Administration, client: Client) -> Invoice:
    return make_draft(firm, client)


def typed(**changes: str) -> dict[str, str]:
    return {"issued_on": day(clock.today()), "shown_cents": "12100"} | changes


def test_the_confirmation_shows_number_date_amount_and_recipient(
    browser: FlaskClient, draft: Invoice
) -> None:
    part = browser.get(f"/invoices/{draft.id}/issue", headers=HTMX).text
    for words in (f"{clock.today().year}-0001", day(clock.today()), "€121.00", "admin@smitbouw"):
        assert words in part
    assert "<html" in browser.get(f"/invoices/{draft.id}/issue").text
    assert fresh(draft).number is None


def test_the_confirmation_follows_the_date_that_is_typed(
    browser: FlaskClient, firm: Administration, draft: Invoice
) -> None:
    part = browser.get(f"/invoices/{draft.id}/issue?issued_on=31-12-2025", headers=HTMX).text
    assert "2025-0001" in part
    assert "14-01-2026" in part
    wrong = browser.get(f"/invoices/{draft.id}/issue?issued_on=31-02-2026", headers=HTMX)
    assert wrong.status_code == 422


def test_issuing_leads_to_the_invoice_and_the_second_press_does_the_same(
    browser: FlaskClient, draft: Invoice
) -> None:
    for _ in range(2):
        answer = browser.post(f"/invoices/{draft.id}/issue", data=typed(), headers=HTMX)
        assert answer.headers["HX-Redirect"] == f"/invoices/{draft.id}"
    assert fresh(draft).sequence == 1
    assert Receivable.select().count() == 1
    page = browser.get(f"/invoices/{draft.id}").text
    assert "To send" in page
    assert "Issued by Anja de Vries" in page


@pytest.mark.parametrize(
    ("changes", "sentence", "status"),
    [
        ({"issued_on": ""}, "Fill in the date of the invoice.", 422),
        ({"issued_on": "31-02-2026"}, "does not exist", 422),
        ({"issued_on": "31-12-2099"}, "Choose an invoice date up to today", 422),
        ({"shown_cents": "1"}, "Look again before you issue it.", 409),
    ],
)
def test_a_refusal_stands_in_the_dialog_with_what_was_typed(
    browser: FlaskClient, draft: Invoice, changes: dict[str, str], sentence: str, status: int
) -> None:
    for headers in (HTMX, {}):
        answer = browser.post(f"/invoices/{draft.id}/issue", data=typed(**changes), headers=headers)
        assert answer.status_code == status
        assert sentence in answer.text
        assert changes.get("issued_on", "") in answer.text
    assert fresh(draft).number is None


def test_what_blocks_is_shown_with_the_way_to_mend_it(
    browser: FlaskClient, firm: Administration, client: Client
) -> None:
    Administration.update(city="").execute()
    draft = make_draft(firm, client, {"description": ""})
    part = browser.get(f"/invoices/{draft.id}/issue", headers=HTMX).text
    assert "Fill in the address of your firm." in part
    assert "-description" in part
    assert "disabled" in part
    checks = browser.get(f"/invoices/{draft.id}/checks", headers=HTMX).text
    assert "Line 1 has no description" in checks


def test_the_page_of_an_invoice_shows_what_is_open_and_what_can_be_done(
    browser: FlaskClient, firm: Administration, draft: Invoice
) -> None:
    issued = issue(firm, draft)
    page = browser.get(f"/invoices/{issued.id}").text
    for words in ("€121.00", "Credit", "Duplicate as a draft", f"/payments/invoice/{issued.id}"):
        assert words in page
    part = browser.get(f"/invoices/{issued.id}", headers=HTMX).text
    assert "<html" not in part
    assert "What happened" in part
    assert 'id="standing" hx-swap-oob="true"' in part
    assert 'hx-swap-oob="innerHTML:.page-head__action"' in part


def test_a_credit_note_is_there_to_be_sent_though_it_is_settled(
    browser: FlaskClient, firm: Administration, draft: Invoice
) -> None:
    note = issue(firm, actions.credit(firm, issue(firm, draft).id, user_id=None))
    send = f'class="button button--primary" href="/mailing/invoices/{note.id}"'
    assert send in browser.get(f"/invoices/{note.id}").text
    Dispatch.create(administration=firm, invoice=note, channel="hand", sent_on=TODAY)
    assert send not in browser.get(f"/invoices/{note.id}").text


def test_a_mail_that_stayed_on_this_machine_is_not_said_to_be_sent(
    browser: FlaskClient, firm: Administration, draft: Invoice
) -> None:
    issued = issue(firm, draft)
    Mail.create(
        administration=firm,
        invoice=issued,
        kind="invoice",
        recipient="anna@klant.example",
        subject="Factuur",
        body="Beste Anna",
        state="sent",
        via="mailbox",
    )
    page = browser.get(f"/invoices/{issued.id}").text
    assert "not sent to anna@klant.example" in page
    assert "Mailed to" not in page


def test_crediting_and_duplicating_lead_to_a_new_draft(
    browser: FlaskClient, firm: Administration, draft: Invoice
) -> None:
    issued = issue(firm, draft)
    for way in ("credit", "duplicate"):
        answer = browser.post(f"/invoices/{issued.id}/{way}", follow_redirects=True)
        assert answer.status_code == 200
        assert "Advies" in answer.text
    assert {each.kind for each in Invoice.select().where(Invoice.number.is_null())} == {
        "invoice",
        "credit_note",
    }


def test_an_invoice_of_another_firm_is_not_there(
    browser: FlaskClient, firm: Administration
) -> None:
    other = make_issued(make_client(make_administration()))
    for path in ("", "/edit", "/issue", "/checks"):
        assert browser.get(f"/invoices/{other.id}{path}").status_code == 404
