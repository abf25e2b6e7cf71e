"""The tables as the migrations make them."""

import datetime as dt

import pytest
from peewee import IntegrityError
from playhouse.schema_diff import diff_models

from factuur.db import database, is_current
from factuur.models import ALL, Dispatch, Invoice, Line, Receivable, Reminder
from tests.factories import TODAY, make_administration, make_client, make_issued


def test_the_migrations_build_exactly_the_models(db: str) -> None:
    assert is_current()
    assert not diff_models(database.obj, ALL)


def test_an_issued_invoice_and_its_lines_are_frozen_by_the_database(db: str) -> None:
    client = make_client(make_administration())
    invoice = Invoice.create(administration=client.administration, client=client)
    line = Line.create(invoice=invoice, position=1, description="Advies")
    Invoice.update(number="2026-0001").where(Invoice.id == invoice.id).execute()
    for attempt in (
        Invoice.update(total_cents=1).where(Invoice.id == invoice.id),
        Invoice.delete().where(Invoice.id == invoice.id),
        Line.update(net_cents=1).where(Line.id == line.id),
        Line.delete().where(Line.id == line.id),
        Line.insert(invoice=invoice.id, position=2),
    ):
        with pytest.raises(IntegrityError, match="legal document"), database.atomic():
            attempt.execute()


def test_the_days_of_sending_and_reminding_follow_their_rows(db: str) -> None:
    invoice = make_issued(make_client(make_administration()), sent=False)
    mine = {"administration": invoice.administration, "invoice": invoice}
    first, second = TODAY, TODAY + dt.timedelta(days=1)

    def days() -> tuple[dt.date | None, dt.date | None]:
        row = Receivable.get(Receivable.invoice == invoice.id)
        return row.sent_on, row.reminded_on

    sent = [Dispatch.create(**mine, channel="hand", sent_on=day) for day in (second, first)]
    told = [Reminder.create(**mine, reminded_on=day) for day in (second, first)]
    assert days() == (first, second)
    sent[1].delete_instance()
    Reminder.update(reminded_on=first).where(Reminder.id == told[0].id).execute()
    assert days() == (second, first)
    for row in (sent[0], *told):
        row.delete_instance()
    assert days() == (None, None)
