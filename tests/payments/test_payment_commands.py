"""Booking money from the command line."""

import json
from typing import Any

import pytest
from flask import Flask

from factuur.db import database
from factuur.models import Administration, Invoice, Payment, Receivable
from tests.factories import make_client, make_issued


@pytest.fixture
def invoice(firm: Administration) -> Invoice:
    return make_issued(make_client(firm), total_cents=1234_50)


def run(app: Flask, *words: str) -> tuple[int, Any, str]:
    result = app.test_cli_runner().invoke(args=["payments", "record", *words, "--json"])
    database.connect(reuse_if_open=True)  # a command closes what it opened
    return result.exit_code, json.loads(result.stdout), result.stderr


def test_a_part_is_booked_and_the_invoice_comes_back(app: Flask, invoice: Invoice) -> None:
    words = (str(invoice.number), "1000.00", "--on", "2026-11-19", "--note", "Bank 12")
    code, answer, _said = run(app, *words)
    assert (code, answer["number"]) == (0, invoice.number)
    assert (answer["totals"]["paid"], answer["totals"]["open"]) == ("1000.00", "234.50")
    payment = Payment.get()
    assert (str(payment.received_on), payment.note) == ("2026-11-19", "Bank 12")


def test_a_credit_note_is_paid_back(app: Flask, firm: Administration) -> None:
    note = make_issued(make_client(firm), total_cents=50_00, kind="credit_note")
    code, answer, _said = run(app, str(note.number), "50")
    assert (code, answer["totals"]["open"]) == (0, "0.00")
    assert Payment.get().amount_cents == -50_00


@pytest.mark.parametrize(
    ("amount", "refusal"),
    [
        ("1234.51", "rest_left"),
        ("0", "nothing_to_book"),
        ("1.234", "amount"),
        ("12..5", "amount"),
        ("", "amount"),
    ],
)
def test_what_cannot_be_booked_is_refused_and_changes_nothing(
    app: Flask, invoice: Invoice, amount: str, refusal: str
) -> None:
    code, answer, said = run(app, str(invoice.number), amount)
    assert (code, answer["error"]["code"]) == (1, refusal)
    assert answer["error"]["message"] in said
    assert Receivable.get().open_cents == 1234_50


def test_a_number_nobody_knows_is_refused(app: Flask, invoice: Invoice) -> None:
    code, answer, _said = run(app, "1999-0001", "1.00")
    assert (code, answer["error"]["code"]) == (1, "not_found")
