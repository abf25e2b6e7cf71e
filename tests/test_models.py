"""The tables as the migrations make them."""

import pytest
from peewee import IntegrityError
from playhouse.schema_diff import diff_models

from factuur.db import database, is_current
from factuur.models import ALL, Invoice, Line
from tests.factories import make_administration, make_client


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
