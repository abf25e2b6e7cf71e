"""With the database's guards gone, every tampered row is still found and named."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur import files, verify
from factuur.db import MIGRATIONS, database
from factuur.demo import world
from factuur.models import Administration, Document, Invoice
from tests.factories import TODAY

TAMPERS = {
    "numbers": "UPDATE invoice SET sequence = 900 WHERE sequence = 5",
    "sums": "UPDATE invoice_line SET net_cents = net_cents + 1 WHERE id = 3",
    "copies": "UPDATE invoice SET buyer = REPLACE(buyer, 'Smit', 'Smid')",
    "open": "UPDATE receivable SET open_cents = open_cents - 100 WHERE id = 2",
    "payments": "UPDATE payment SET amount_cents = amount_cents - 1 WHERE id = 1",
    "hours": "UPDATE entry SET client_id = (SELECT MAX(id) FROM client WHERE name LIKE 'M%')",
    "tenants": "UPDATE invoice SET client_id = (SELECT MAX(id) FROM client) WHERE id = 1",
    "outbox": "UPDATE mail SET sent_at = NULL WHERE id = 1",
}


@pytest.fixture
def made_up(app: Flask, visitor: FlaskClient) -> Iterator[Administration]:
    """Give the first firm of a made-up world, with its guards taken away."""
    world.build(seed=1, large=False, today=TODAY)
    path = next(MIGRATIONS.glob("0002_*.py"))
    spec = importlib.util.spec_from_file_location("guards", path)
    assert spec
    assert spec.loader
    guards = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(guards)
    guards.down(None, database.obj)
    yield Administration.get(Administration.slug == "studio-noord")
    with database.atomic():
        guards.up(None, database.obj)


@pytest.mark.parametrize("check", TAMPERS)
def test_a_tampered_row_is_found(made_up: Administration, check: str) -> None:
    database.execute_sql(TAMPERS[check])
    found = {problem.check for problem in verify.books(made_up).problems}
    assert check in found


def test_an_invoice_without_an_open_amount_is_named(made_up: Administration) -> None:
    database.execute_sql("DELETE FROM receivable WHERE id = 1")
    found = {problem.check for problem in verify.books(made_up).problems}
    assert {"open", "copies"} <= found


def test_a_missing_and_a_changed_file_are_named(made_up: Administration, tmp_path: Path) -> None:
    invoice = Invoice.get(Invoice.number.is_null(False))
    for name, content in (("gone.pdf", b"gone"), ("changed.pdf", b"changed")):
        Document.create(
            administration=made_up,
            invoice=invoice,
            kind=name,
            name=name,
            sha256=files.keep(content),
            size=len(content),
        )
    files.forget(files.keep(b"gone"))
    files.path_of(files.keep(b"changed")).write_bytes(b"other")
    told = [problem.what for problem in verify.books(made_up).problems]
    assert told == ["gone.pdf: the file is gone", "changed.pdf: the file is not what was made"]
