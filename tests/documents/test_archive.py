import datetime as dt
import hashlib
import threading
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from peewee import DatabaseError

from factuur import files, queue
from factuur.db import database
from factuur.documents import actions, queries
from factuur.documents.layout import sheet_html
from factuur.documents.press import PrintTimedOut, print_pdf
from factuur.models import Administration, Client, Document, Invoice, Line
from tests.conftest import HTMX
from tests.factories import make_administration, make_client, make_issued


@pytest.fixture
def client(firm: Administration) -> Client:
    return make_client(firm)


def draft(client: Client) -> Invoice:
    invoice = Invoice.create(administration=client.administration, client=client)
    Line.create(
        invoice=invoice, position=1, description="Advies", price_e4=950_000, net_cents=95_00
    )
    return Invoice.get_by_id(invoice.id)


def test_an_issued_invoice_is_printed_once_and_kept(client: Client) -> None:
    invoice = make_issued(client)
    kept = actions.archive(invoice.id)
    content = files.read(kept.sha256)
    assert content.startswith(b"%PDF")
    assert hashlib.sha256(content).hexdigest() == kept.sha256
    assert kept.size == len(content)
    assert actions.archive(invoice.id).id == kept.id
    assert Document.select(Document.id).count() == 1


def test_what_was_kept_can_be_printed_again_to_the_byte(client: Client) -> None:
    invoice = make_issued(client)
    kept = actions.archive(invoice.id)
    firm = client.administration
    firm.name, firm.colour = "Andere naam", "#b3261e"
    firm.save()
    client.name = "Andere klant"
    client.save()
    again = queries.paper_of(Invoice.get_by_id(invoice.id))
    assert print_pdf(sheet_html(again)) == files.read(kept.sha256)


def test_a_draft_is_never_kept(client: Client) -> None:
    with pytest.raises(actions.StillDraft):
        actions.archive(draft(client).id)
    assert Document.select(Document.id).count() == 0


def test_two_workers_at_once_keep_one_document(client: Client) -> None:
    invoice = make_issued(client)
    app = queue._app  # noqa: SLF001 - what a worker stands in
    assert app is not None

    def work() -> None:
        with app.app_context(), database.connection_context():
            actions.archive(invoice.id)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert Document.select(Document.id).count() == 1


def test_a_kept_document_cannot_be_changed(client: Client) -> None:
    kept = actions.archive(make_issued(client).id)
    with pytest.raises(DatabaseError), database.atomic():
        Document.update(sha256="0" * 64).where(Document.id == kept.id).execute()


def test_the_sweep_makes_what_a_lost_call_left_behind(client: Client) -> None:
    kept, left = make_issued(client), make_issued(client)
    actions.archive(kept.id)
    draft(client)
    assert queries.unarchived(10) == [left.id]
    assert actions.sweep() == 1
    assert queries.unarchived(10) == []


def test_one_that_cannot_be_printed_does_not_hold_up_the_others(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck, fine = make_issued(client), make_issued(client)
    once = iter([True])

    def first_gets_stuck(html: str) -> bytes:
        if next(once, False):
            raise PrintTimedOut(seconds=20)
        return print_pdf(html)

    monkeypatch.setattr(actions, "print_pdf", first_gets_stuck)
    assert actions.sweep() == 1
    assert queries.unarchived(10) == [stuck.id]
    assert queries.kept_pdf(fine.id) is not None


def test_the_jobs_are_on_the_timetable(app: Flask) -> None:
    assert {"documents.archive", "documents.sweep"} <= set(queue.timetable())


def test_the_job_archives(client: Client) -> None:
    invoice = make_issued(client)
    queue._jobs["documents.archive"].call_local(invoice.id)  # noqa: SLF001 - as the worker does
    assert queries.kept_pdf(invoice.id) is not None


@pytest.mark.parametrize(
    ("number", "name"),
    [("2026-0041", "Invoice 2026-0041.pdf"), ("F/2026\r\n..\\1", "Invoice F-2026-..-1.pdf")],
)
def test_a_file_name_names_the_invoice_and_nothing_else(
    client: Client, number: str, name: str
) -> None:
    paper = queries.paper_of(draft(client))
    assert actions.file_name(replace(paper, language="en", number=number)) == name


def test_hours_that_were_rounded_say_so_in_the_language_of_the_client(client: Client) -> None:
    invoice = draft(client)
    Line.update(kind="hours").where(Line.invoice == invoice).execute()
    invoice.rounding_minutes, invoice.language = 15, "en"
    invoice.save()
    assert "rounded up to whole steps of 15 minutes" in queries.paper_of(invoice).rounding


def test_the_preview_is_the_paper_alone_or_on_a_page(browser: FlaskClient, client: Client) -> None:
    invoice = draft(client)
    part = browser.get(f"/documents/{invoice.id}/paper", headers=HTMX)
    assert part.text.strip().startswith("<article")
    page = browser.get(f"/documents/{invoice.id}/paper")
    assert "<article" in page.text
    assert "paper.css" in page.text
    assert "Smit Bouw" in part.text


def test_what_a_client_typed_cannot_run_in_the_preview(
    browser: FlaskClient, firm: Administration
) -> None:
    invoice = draft(make_client(firm, name="<script>alert(1)</script>"))
    text = browser.get(f"/documents/{invoice.id}/paper", headers=HTMX).text
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_the_pdf_of_an_issued_invoice_is_the_kept_one(browser: FlaskClient, client: Client) -> None:
    invoice = make_issued(client)
    before = browser.get(f"/documents/{invoice.id}/pdf")
    assert Document.select(Document.id).count() == 0  # GET writes nothing
    kept = actions.archive(invoice.id)
    after = browser.get(f"/documents/{invoice.id}/pdf")
    assert before.data == after.data == files.read(kept.sha256)
    assert after.mimetype == "application/pdf"
    assert kept.name in after.headers["Content-Disposition"].replace("%20", " ")


def test_the_pdf_of_a_draft_is_made_now_and_not_kept(browser: FlaskClient, client: Client) -> None:
    answer = browser.get(f"/documents/{draft(client).id}/pdf")
    assert answer.data.startswith(b"%PDF")
    assert Document.select(Document.id).count() == 0


def test_a_copy_asks_for_what_is_open(browser: FlaskClient, client: Client) -> None:
    invoice = make_issued(client, due_on=dt.date(2026, 12, 6))
    kept = actions.archive(invoice.id)
    database.execute_sql(f"UPDATE receivable SET open_cents = 5000 WHERE invoice_id = {invoice.id}")  # noqa: S608
    copy = browser.get(f"/documents/{invoice.id}/pdf?open=1")
    assert copy.data != files.read(kept.sha256)
    now = queries.paper_of(Invoice.get_by_id(invoice.id), with_payments=True)
    assert (now.total_cents, now.open_cents) == (121_00, 50_00)


@pytest.mark.parametrize("what", ["paper", "pdf"])
def test_the_paper_of_another_firm_is_not_there(browser: FlaskClient, what: str) -> None:
    other = draft(make_client(make_administration()))
    assert browser.get(f"/documents/{other.id}/{what}").status_code == 404


def test_the_style_is_that_of_the_house_and_stays_with_the_browser(
    browser: FlaskClient, firm: Administration
) -> None:
    firm.colour = "#123456"
    firm.save()
    style = browser.get("/documents/paper.css")
    assert style.mimetype == "text/css"
    assert "#123456" in style.text
    again = browser.get("/documents/paper.css", headers={"If-None-Match": style.headers["ETag"]})
    assert again.status_code == 304


def test_the_firms_texts_are_filled_in_on_paper_and_stay_so(client: Client) -> None:
    firm = client.administration
    firm.terms_text = "Betaal {open_bedrag} voor {vervaldatum}, {klantnaam}. {onbekend}"
    firm.save()
    assert "Betaal € 114,95 voor …, Smit Bouw." in _nbsp(queries.paper_of(draft(client)).terms)
    invoice = make_issued(client, total_cents=121_00, due_on=dt.date(2026, 12, 4))
    expected = "Betaal € 121,00 voor 4 december 2026, Smit Bouw. {onbekend}"
    assert _nbsp(queries.paper_of(invoice).terms) == expected


def _nbsp(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
