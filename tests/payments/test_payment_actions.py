"""Booking money and taking it back, on both databases."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from peewee import IntegrityError

from factuur.db import database
from factuur.errors import Refused
from factuur.models import (
    Activity,
    Administration,
    Allocation,
    Client,
    Invoice,
    Payment,
    Receivable,
    Trash,
)
from factuur.payments import actions, queries, rules
from factuur.payments.queries import listing
from factuur.payments.rules import Receipt
from tests.factories import TODAY, make_administration, make_client, make_issued


@pytest.fixture
def client(db: str) -> Client:
    return make_client(make_administration())


def firm_of(client: Client) -> int:
    return int(client.__data__["administration"])


def open_of(invoice: Invoice) -> int:
    return int(Receivable.get(Receivable.invoice == invoice.id).open_cents)


def pay(
    client: Client,
    amount: int,
    shares: dict[Invoice, int],
    *,
    keep_rest: bool = False,
    key: str = "",
) -> Payment:
    by_id = {invoice.id: cents for invoice, cents in shares.items()}
    receipt = Receipt(client.id, amount, TODAY, by_id, keep_rest=keep_rest)
    return actions.record(firm_of(client), receipt, today=TODAY, key=key)


def test_a_payment_closes_its_invoice_on_the_day_it_came(client: Client) -> None:
    invoice = make_issued(client, total_cents=165_01)
    earlier = TODAY - dt.timedelta(days=2)
    receipt = Receipt(client.id, 165_01, earlier, {invoice.id: 165_01})
    actions.record(firm_of(client), receipt, today=TODAY)
    row = Receivable.get(Receivable.invoice == invoice.id)
    assert (row.open_cents, row.settled_on) == (0, earlier)


def test_a_part_leaves_the_rest_open(client: Client) -> None:
    invoice = make_issued(client, total_cents=800_00)
    pay(client, 150_00, {invoice: 150_00})
    assert open_of(invoice) == 650_00


def test_what_is_too_much_stays_as_credit_and_pays_the_next_invoice(client: Client) -> None:
    first, second = make_issued(client, total_cents=100_00), make_issued(client, total_cents=50_00)
    pay(client, 120_00, {first: 100_00}, keep_rest=True)
    assert queries.credit_of(firm_of(client), client.id) == 20_00
    settled = pay(client, 0, {second: 20_00})
    assert (settled.method, open_of(second)) == ("settlement", 30_00)
    assert queries.credit_of(firm_of(client), client.id) == 0
    assert queries.credits_of_all(firm_of(client)) == []


def test_credit_that_was_used_keeps_its_payment_from_being_undone(client: Client) -> None:
    first, second = make_issued(client, total_cents=100_00), make_issued(client, total_cents=50_00)
    source = pay(client, 120_00, {first: 100_00}, keep_rest=True)
    used = pay(client, 0, {second: 20_00})
    with pytest.raises(rules.CreditUsed):
        actions.undo(firm_of(client), source.id)
    assert open_of(first) == 0
    actions.undo(firm_of(client), used.id)
    actions.undo(firm_of(client), source.id)
    assert (open_of(first), open_of(second)) == (100_00, 50_00)


def test_a_credit_note_is_settled_against_an_invoice(client: Client) -> None:
    invoice = make_issued(client, total_cents=100_00)
    note = make_issued(client, total_cents=30_00, kind="credit_note")
    pay(client, 70_00, {invoice: 100_00, note: -30_00})
    assert (open_of(invoice), open_of(note)) == (0, 0)


def test_credits_are_listed_by_client(client: Client) -> None:
    pay(client, 12_00, {}, keep_rest=True)
    assert [(row.client, row.cents) for row in queries.credits_of_all(firm_of(client))] == [
        ("Smit Bouw", 12_00)
    ]


def test_undo_reopens_and_bringing_back_closes_again(client: Client) -> None:
    invoice = make_issued(client, total_cents=100_00)
    payment = pay(client, 100_00, {invoice: 100_00})
    trash_id = actions.undo(firm_of(client), payment.id)
    row = Receivable.get(Receivable.invoice == invoice.id)
    assert (row.open_cents, row.settled_on, Payment.select().count()) == (100_00, None, 0)
    actions.bring_back(firm_of(client), trash_id)
    row = Receivable.get(Receivable.invoice == invoice.id)
    assert (row.open_cents, row.settled_on) == (0, TODAY)
    assert Payment.get().id == payment.id


def test_what_was_paid_otherwise_since_is_not_paid_twice_by_bringing_back(client: Client) -> None:
    invoice = make_issued(client, total_cents=100_00)
    trash_id = actions.undo(firm_of(client), pay(client, 100_00, {invoice: 100_00}).id)
    pay(client, 100_00, {invoice: 100_00})
    with pytest.raises(rules.PaidSince):
        actions.bring_back(firm_of(client), trash_id)
    assert (open_of(invoice), Payment.select().count()) == (0, 1)
    assert Trash.get_by_id(trash_id).restored_at is None


def test_the_same_form_twice_is_one_payment(client: Client) -> None:
    invoice = make_issued(client, total_cents=100_00)
    first = pay(client, 40_00, {invoice: 40_00}, key="k1")
    again = pay(client, 40_00, {invoice: 40_00}, key="k1")
    assert (again.id, open_of(invoice)) == (first.id, 60_00)


def test_a_form_of_a_payment_undone_since_books_nothing(client: Client) -> None:
    invoice = make_issued(client, total_cents=100_00)
    actions.undo(firm_of(client), pay(client, 40_00, {invoice: 40_00}, key="k1").id)
    with pytest.raises(rules.UndoneSince):
        pay(client, 40_00, {invoice: 40_00}, key="k1")
    assert open_of(invoice) == 100_00


def test_what_is_refused_changes_nothing(client: Client) -> None:
    invoice = make_issued(client, total_cents=100_00)
    with pytest.raises(rules.RestLeft):
        pay(client, 120_00, {invoice: 100_00}, key="k1")
    assert open_of(invoice) == 100_00
    assert Payment.select().count() == Activity.select().count() == 0


def test_another_firm_cannot_pay_undo_or_see(client: Client) -> None:
    invoice = make_issued(client, total_cents=100_00)
    payment = pay(client, 10_00, {invoice: 10_00})
    other: Administration = make_administration()
    receipt = Receipt(client.id, 10_00, TODAY, {invoice.id: 10_00})
    with pytest.raises(Refused):
        actions.record(other.id, receipt, today=TODAY)
    with pytest.raises(Refused):
        actions.undo(other.id, payment.id)
    assert queries.owed_of(other.id, invoice.id) is None
    assert queries.payments(other.id, queries.Filter()).rows == []


def test_the_database_itself_refuses_to_overpay_an_invoice(client: Client) -> None:
    invoice = make_issued(client, total_cents=100_00)
    payment = pay(client, 200_00, {}, keep_rest=True)
    with pytest.raises(IntegrityError), database.atomic():
        Allocation.create(payment=payment, invoice=invoice, amount_cents=100_01)


def test_the_list_is_found_by_client_number_and_period_in_pages(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    firm = firm_of(client)
    other = make_client(client.administration, name="De Vries")
    invoice = make_issued(client, total_cents=100_00)
    for cents in (1_00, 2_00, 3_00):
        pay(client, cents, {invoice: cents})
    pay(other, 4_00, {}, keep_rest=True)
    first = queries.payments(firm, queries.Filter())
    second = queries.payments(firm, queries.Filter(), first.after)
    assert [row.amount_cents for row in first.rows + second.rows] == [4_00, 3_00, 2_00, 1_00]
    assert second.after is None
    assert first.rows[1].shares[0].number == invoice.number

    def amounts(**wanted: object) -> list[int]:
        page = queries.payments(firm, queries.Filter(**wanted))  # type: ignore[arg-type]
        return [row.amount_cents for row in page.rows]

    assert amounts(words="vries") == [4_00]
    assert amounts(words=str(invoice.number)) == [3_00, 2_00]
    assert amounts(client_id=other.id) == [4_00]
    assert amounts(until=TODAY - dt.timedelta(days=1)) == []
    assert amounts(since=TODAY, words="100%") == []


steps = st.lists(
    st.tuples(st.sampled_from(["pay", "undo", "back"]), st.integers(0, 3), st.integers(0, 150_00)),
    max_size=12,
)


@given(steps)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_open_is_always_the_total_less_what_was_allocated(
    db: str, plan: list[tuple[str, int, int]]
) -> None:
    client = make_client(make_administration())
    firm = firm_of(client)
    invoices = [make_issued(client, total_cents=cents) for cents in (100_00, 50_01, 1, 75_00)]
    binned: list[int] = []
    for step, index, cents in plan:
        made = list(Payment.select().where(Payment.client == client.id).order_by(Payment.id))
        try:
            if step == "pay":
                shares = rules.spread(cents, queries.owed_by(firm, client.id)[index:])
                receipt = Receipt(client.id, cents, TODAY, shares, keep_rest=bool(index % 2))
                actions.record(firm, receipt, today=TODAY)
            elif step == "undo" and made:
                binned.append(actions.undo(firm, made[index % len(made)].id))
            elif step == "back" and binned:
                actions.bring_back(firm, binned[index % len(binned)])
        except Refused:
            pass
        for invoice in invoices:
            query = Allocation.select().where(Allocation.invoice == invoice.id)
            allocated = sum(row.amount_cents for row in query)
            assert open_of(invoice) == invoice.total_cents - allocated >= 0
        assert queries.credit_of(firm, client.id) >= 0
