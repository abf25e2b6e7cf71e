"""Whatever is drafted, edited, issued, credited and paid: the books stay right."""

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from factuur.errors import Refused
from factuur.invoices import actions, queries
from factuur.invoices.grouping import GROUPINGS
from factuur.invoices.rules import LineValues, sums
from factuur.invoices.snapshot import digest
from factuur.models import Allocation, Entry, Invoice, LineEntry, Payment, Receivable
from tests.factories import TODAY, make_administration, make_client, make_entry, make_project


class Books(RuleBasedStateMachine):
    """One firm, of which anything may be asked; what is refused must have changed nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.firm = make_administration()
        self.client = make_client(self.firm)
        self.project = make_project(self.client, rate_e4=333_333)
        self.undo: list[tuple[int, int]] = []

    def one(self, number: int, *, issued: bool) -> Invoice | None:
        """Pick one of the drafts, or of what was issued."""
        mine = Invoice.administration == self.firm.id
        found = list(Invoice.select().where(mine & Invoice.number.is_null(not issued)))
        return found[number % len(found)] if found else None

    def ask(self, action: Any, *given: Any, **named: Any) -> Any:
        """Do something that may be refused."""
        try:
            return action(*given, user_id=None, **named)
        except Refused:
            return None

    @rule(seconds=st.integers(60, 30_000), days=st.integers(0, 60), on_project=st.booleans())
    def work(self, seconds: int, days: int, on_project: bool) -> None:  # noqa: FBT001
        make_entry(
            self.client,
            seconds=seconds,
            worked_on=TODAY - dt.timedelta(days=days),
            project=self.project if on_project else None,
        )

    @rule(grouping=st.sampled_from(GROUPINGS))
    def draft(self, grouping: str) -> None:
        actions.draft_hours(self.firm, grouping=grouping, user_id=None)

    @rule(number=st.integers(0), grouping=st.sampled_from(GROUPINGS))
    def regroup(self, number: int, grouping: str) -> None:
        draft = self.one(number, issued=False)
        if draft:
            actions.regroup(self.firm.id, draft.id, grouping, user_id=None)
            assert Invoice.get_by_id(draft.id).total_cents == draft.total_cents

    @rule(
        number=st.integers(0),
        which=st.integers(0),
        quantity=st.integers(0, 10**6),
        price=st.integers(0, 10**7),
        vat=st.sampled_from([2100, 900, 0]),
    )
    def edit(self, number: int, which: int, quantity: int, price: int, vat: int) -> None:
        draft = self.one(number, issued=False)
        lines = (
            [each for each in queries.lines_of(draft.id) if each.position < 1000] if draft else []
        )
        if draft and lines:
            line = lines[which % len(lines)]
            values = LineValues("Werk", quantity, "hour", price, 0, vat)
            self.ask(
                actions.save_line, self.firm.id, draft.id, line.id, values, version=line.version
            )

    @rule(number=st.integers(0), which=st.integers(0))
    def delete_line(self, number: int, which: int) -> None:
        draft = self.one(number, issued=False)
        lines = queries.lines_of(draft.id) if draft else []
        if draft and lines:
            line = lines[which % len(lines)]
            trash = self.ask(actions.delete_line, self.firm.id, draft.id, line.id)
            self.undo += [(draft.id, trash)] if trash else []

    @rule(which=st.integers(0))
    def put_back(self, which: int) -> None:
        if self.undo:
            draft_id, trash_id = self.undo.pop(which % len(self.undo))
            self.ask(actions.put_line_back, self.firm.id, draft_id, trash_id)

    @rule(number=st.integers(0))
    def issue(self, number: int) -> None:
        draft = self.one(number, issued=False)
        if draft:
            self.ask(actions.issue, self.firm, draft.id, today=TODAY)

    @rule(number=st.integers(0))
    def credit(self, number: int) -> None:
        invoice = self.one(number, issued=True)
        if invoice:
            self.ask(actions.credit, self.firm, invoice.id)

    @rule(number=st.integers(0), part=st.integers(1, 4))
    def pay(self, number: int, part: int) -> None:
        invoice = self.one(number, issued=True)
        left = Receivable.get(Receivable.invoice == invoice.id).open_cents // part if invoice else 0
        if invoice and left > 0:
            payment = Payment.create(administration=self.firm, amount_cents=left, received_on=TODAY)
            Allocation.create(payment=payment, invoice=invoice, amount_cents=left)

    @invariant()
    def every_entry_is_billed_at_most_once(self) -> None:
        mine = LineEntry.select().join(Entry).where(Entry.administration == self.firm.id)
        billed = [row.entry.id for row in mine]
        assert len(billed) == len(set(billed))

    @invariant()
    def sums_are_those_of_the_lines(self) -> None:
        for invoice in Invoice.select().where(Invoice.administration == self.firm.id):
            lines = queries.lines_of(invoice.id)
            assert invoice.total_cents == sums(lines).total_cents
            for line in lines:
                values = LineValues("", line.quantity_e4, "", line.price_e4, line.discount_bp)
                assert line.net_cents == values.net_cents

    @invariant()
    def numbers_have_no_gap_and_what_was_issued_stays(self) -> None:
        for kind in ("invoice", "credit_note"):
            mine = (Invoice.administration == self.firm.id) & (Invoice.kind == kind)
            issued = list(Invoice.select().where(mine & Invoice.number.is_null(False)))
            assert sorted(each.sequence or 0 for each in issued) == list(range(1, len(issued) + 1))
            assert all(digest(queries.snapshot(each)) == each.sha256 for each in issued)

    @invariant()
    def what_is_open_is_the_total_less_what_was_allocated(self) -> None:
        for row in Receivable.select().where(Receivable.administration == self.firm.id):
            shares = Allocation.select().where(Allocation.invoice == row.invoice)
            assert row.open_cents == row.total_cents - sum(each.amount_cents for each in shares)


@pytest.mark.usefixtures("db")
def test_the_books_stay_right(app: Flask, engine: str) -> None:
    chosen = settings(
        max_examples=12 if engine == "sqlite" else 4,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Books, settings=chosen)
