"""The made-up world is right in its books, and shows every state."""

import pytest
from flask import Flask

from factuur import verify
from factuur.access.rules import Role
from factuur.cli.demo import demo
from factuur.demo import world
from factuur.models import Administration, Hold, Invoice, Mail, Receivable, Reminder
from tests.factories import TODAY, make_administration, make_user


@pytest.fixture
def made_up(app: Flask) -> dict[str, int]:
    _, counts = world.build(seed=1, large=False, today=TODAY)
    return counts


def test_the_books_of_the_made_up_world_are_right(made_up: dict[str, int]) -> None:
    for administration in Administration.select():
        assert verify.books(administration).problems == []


def test_it_shows_every_state(made_up: dict[str, int]) -> None:
    assert Invoice.select().where(Invoice.number.is_null()).exists()
    assert Receivable.select().where(Receivable.settled_on.is_null(False)).exists()
    late = [(TODAY - row.due_on).days for row in Receivable.select() if row.open_cents > 0]
    for low, high in ((-30, -4), (-3, 0), (1, 14), (15, 30), (31, 999)):
        assert any(low <= days <= high for days in late), (low, high, late)
    assert Mail.select().where(Mail.state == "failed").exists()
    assert Hold.select().exists()
    assert Reminder.select().exists()
    assert Invoice.select().where(Invoice.kind == "credit_note").exists()
    open_part = (Receivable.open_cents > 0) & (Receivable.open_cents < Receivable.total_cents)
    assert Receivable.select().where(open_part).exists()


def test_the_same_seed_makes_the_same_invoices(app: Flask) -> None:
    world.build(seed=7, large=False, today=TODAY)
    total = sum(row.total_cents for row in Invoice.select())
    assert (Invoice.select().count(), total) == (49, 18_497_273)


def test_it_is_never_mixed_with_real_data(app: Flask) -> None:
    make_user(make_administration(), Role.OWNER)
    done = app.test_cli_runner().invoke(demo, ["--json"])
    assert done.exit_code == 1
    assert "FACTUUR_DATA=demo" in done.output
