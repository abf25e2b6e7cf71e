"""Credit notes: their own number, the original's lines, and what they settle."""

import pytest

from factuur.invoices import actions, queries
from factuur.invoices.refusals import CannotCredit, FullyCredited, NotIssued, NotReady
from factuur.models import Administration, Allocation, Client, Invoice, Payment, Receivable
from tests.factories import TODAY, make_entry
from tests.invoices.worlds import fresh, issue, make_draft, unbilled


def credit(firm: Administration, invoice: Invoice) -> Invoice:
    return actions.credit(firm, invoice.id, user_id=None)


def open_cents(invoice: Invoice) -> int:
    cents: int = Receivable.get(Receivable.invoice == invoice.id).open_cents
    return cents


def pay(invoice: Invoice, cents: int) -> None:
    payment = Payment.create(
        administration=invoice.administration, amount_cents=cents, received_on=TODAY
    )
    Allocation.create(payment=payment, invoice=invoice, amount_cents=cents)


def test_a_credit_note_mirrors_and_settles_its_invoice(
    firm: Administration, client: Client
) -> None:
    lines = ({"vat": "21"}, {"vat": "9", "discount_percent": "10"})
    original = issue(firm, make_draft(firm, client, *lines))
    note = issue(firm, credit(firm, original))
    assert (note.number, note.kind, note.total_cents) == (
        "C2026-0001",
        "credit_note",
        original.total_cents,
    )
    paper = queries.snapshot(note)
    assert (paper.credited_number, paper.credited_on) == (original.number, original.issued_on)
    assert paper.vat == queries.snapshot(original).vat
    assert note.payment_reference == ""
    assert (open_cents(original), open_cents(note)) == (0, 0)
    payment = Payment.get()
    assert (payment.method, payment.amount_cents) == ("settlement", 0)
    assert sorted(share.amount_cents for share in Allocation.select()) == [
        -original.total_cents,
        original.total_cents,
    ]


def test_what_was_paid_already_stays_as_credit(firm: Administration, client: Client) -> None:
    original = issue(firm, make_draft(firm, client))
    pay(original, 100_00)
    note = issue(firm, credit(firm, original))
    assert (open_cents(original), open_cents(note)) == (0, -100_00)
    assert queries.snapshot(note).open_cents == 100_00
    assert sum(row.open_cents for row in Receivable.select()) == -100_00


def test_part_of_an_invoice_can_be_credited_and_the_rest_later(
    firm: Administration, client: Client
) -> None:
    original = issue(firm, make_draft(firm, client, {}, {"unit_price": "50.00"}))
    part = credit(firm, original)
    line = queries.lines_of(part.id)[0]
    actions.delete_line(firm.id, part.id, line.id, user_id=None)
    issue(firm, part)
    assert open_cents(original) == 121_00
    rest = credit(firm, original)
    with pytest.raises(NotReady) as refused:
        issue(firm, rest)
    assert [each.code for each in refused.value.findings] == ["credit_too_large"]
    actions.delete_line(firm.id, rest.id, queries.lines_of(rest.id)[1].id, user_id=None)
    issue(firm, rest)
    assert open_cents(original) == 0
    with pytest.raises(FullyCredited):
        credit(firm, original)


def test_a_draft_and_a_credit_note_cannot_be_credited(firm: Administration, client: Client) -> None:
    draft = make_draft(firm, client)
    with pytest.raises(NotIssued):
        credit(firm, draft)
    note = issue(firm, credit(firm, issue(firm, draft)))
    with pytest.raises(CannotCredit):
        credit(firm, note)


def test_credited_hours_stay_billed_and_their_lines_can_be_drafted_again(
    firm: Administration, client: Client
) -> None:
    make_entry(client)
    (made,) = actions.draft_hours(firm, user_id=None)
    original = issue(firm, Invoice.get_by_id(made))
    issue(firm, credit(firm, original))
    again = actions.duplicate(firm, original.id, user_id=None)
    assert unbilled() == set()
    assert fresh(again).total_cents == original.total_cents
    assert {line.kind for line in queries.lines_of(again.id)} == {"manual"}
    assert issue(firm, again).number == "2026-0002"
