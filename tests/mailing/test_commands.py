import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur import files
from factuur.db import database
from factuur.models import Administration, Document, Invoice, Mail
from tests.factories import make_client, make_issued


@pytest.fixture
def invoice(firm: Administration) -> Invoice:
    return make_issued(make_client(firm), sent=False)


def run(app: Flask, *words: str) -> tuple[int, Any]:
    result = app.test_cli_runner().invoke(args=[*words, "--json"])
    database.connect(reuse_if_open=True)  # a command closes what it opened
    return result.exit_code, json.loads(result.stdout)


def test_invoices_are_sent_and_delivered_by_command(app: Flask, invoice: Invoice) -> None:
    code, answer = run(app, "invoices", "send", str(invoice.number))
    assert code == 0
    assert [each["number"] for each in answer["queued"]] == [invoice.number]
    code, rows = run(app, "outbox", "list")
    assert [(row["state"], row["invoice"]) for row in rows] == [("queued", invoice.number)]
    assert run(app, "outbox", "run") == (
        0,
        {"sent": 1, "failed": 0, "uncertain": 0, "waiting": 0},
    )
    assert run(app, "outbox", "list")[1] == []
    assert len(run(app, "outbox", "list", "--all")[1]) == 1


def test_a_failed_mail_is_told_of_in_a_sentence(app: Flask, invoice: Invoice) -> None:
    run(app, "invoices", "send", str(invoice.number))
    Mail.update(state="failed", error="refused 550 User unknown").execute()
    told = app.test_cli_runner().invoke(args=["outbox", "list"]).stderr
    database.connect(reuse_if_open=True)
    assert "refused 550" not in told
    assert [word for word in (str(invoice.number), ": 550 User unknown") if word not in told] == []
    row = run(app, "outbox", "list")[1][0]
    assert row["error"] == "refused 550 User unknown"
    assert row["why"] in told


def test_the_page_of_an_invoice_tells_why_its_mail_failed(
    app: Flask, invoice: Invoice, browser: FlaskClient
) -> None:
    run(app, "invoices", "send", str(invoice.number))
    Mail.update(state="failed", error="unreachable").execute()
    page = browser.get(f"/invoices/{invoice.id}").text
    assert "unreachable" not in page
    assert "De mailserver antwoordt niet." in page


def test_a_number_nobody_knows_refuses_them_all(app: Flask, invoice: Invoice) -> None:
    code, answer = run(app, "invoices", "send", str(invoice.number), "1999-1")
    assert (code, answer["error"]["code"]) == (1, "not_found")
    assert Mail.select(Mail.id).count() == 0


def test_the_kept_pdf_is_written_with_its_hash(
    app: Flask, invoice: Invoice, tmp_path: Path
) -> None:
    out = tmp_path / "factuur.pdf"
    code, answer = run(app, "invoices", "pdf", str(invoice.number), "--out", str(out))
    assert code == 0
    assert answer == {"sha256": Document.get().sha256}
    assert out.read_bytes() == files.read(answer["sha256"])
