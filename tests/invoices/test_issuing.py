"""Issuing: a number without a gap, copies of both parties, and nothing that changes after."""

import datetime as dt
from functools import partial

import pytest
from peewee import IntegrityError

from factuur import db as handle
from factuur.invoices import actions, queries
from factuur.invoices.refusals import (
    AlreadyIssued,
    DayBeforeLast,
    DayNotCome,
    DraftChanged,
    NotReady,
    NumberTaken,
)
from factuur.invoices.snapshot import digest
from factuur.models import (
    Activity,
    Administration,
    Client,
    Invoice,
    Line,
    NumberSeries,
    Receivable,
)
from tests.factories import TODAY, make_administration, make_client
from tests.invoices.worlds import at_once, fresh, issue, make_draft

YESTERDAY = TODAY - dt.timedelta(days=1)


def test_an_issued_invoice_has_its_number_dates_and_reference(
    firm: Administration, client: Client
) -> None:
    issued = issue(firm, make_draft(firm, client))
    assert (issued.number, issued.year, issued.sequence) == ("2026-0001", 2026, 1)
    assert (issued.issued_on, issued.due_on) == (TODAY, TODAY + dt.timedelta(days=14))
    assert issued.payment_reference == "2026-0001"
    assert issued.total_cents == 121_00
    receivable = Receivable.get(Receivable.invoice == issued.id)
    assert (receivable.total_cents, receivable.open_cents) == (121_00, 121_00)
    assert receivable.due_on == issued.due_on
    assert Activity.select().where(Activity.verb == "invoice.issued").count() == 1


def test_the_paper_stays_as_it_was_whatever_the_client_and_the_firm_become(
    firm: Administration, client: Client
) -> None:
    issued = issue(firm, make_draft(firm, client))
    before = queries.snapshot(issued)
    Client.update(name="Anders", city="Elders").execute()
    Administration.update(name="Verhuisd", iban="", terms_text="Nieuw", colour="#000000").execute()
    assert queries.snapshot(fresh(issued)) == before
    assert digest(before) == issued.sha256


def test_the_digest_notices_any_change(firm: Administration, client: Client) -> None:
    issued = issue(firm, make_draft(firm, client))
    paper = queries.snapshot(issued)
    issued.note = "Bijgeschreven"
    assert digest(queries.snapshot(issued)) != digest(paper)


def test_the_database_refuses_to_change_what_was_issued(
    firm: Administration, client: Client
) -> None:
    issued = issue(firm, make_draft(firm, client))
    for change in (
        Invoice.update(note="x").where(Invoice.id == issued.id),
        Line.update(net_cents=1).where(Line.invoice == issued.id),
        Line.delete().where(Line.invoice == issued.id),
    ):
        with pytest.raises(IntegrityError), handle.database.atomic():
            change.execute()


def test_issuing_twice_is_refused_with_the_number(firm: Administration, client: Client) -> None:
    issued = issue(firm, make_draft(firm, client))
    with pytest.raises(AlreadyIssued, match="2026-0001"):
        issue(firm, issued)


def test_a_belgian_firm_gets_a_structured_reference(client: Client) -> None:
    belgian = make_administration(country="BE", vat_id="BE0403019261", registration="0403019261")
    buyer = make_client(belgian, country="BE", vat_id="BE0403019261")
    issued = issue(belgian, make_draft(belgian, buyer))
    assert issued.payment_reference == "+++202/6000/00192+++"


def test_numbers_count_on_and_begin_again_each_year(firm: Administration, client: Client) -> None:
    drafts = [make_draft(firm, client) for _ in range(4)]
    old = dt.date(2025, 12, 31)
    numbers = [
        issue(firm, drafts[0], issued_on=old).number,
        issue(firm, drafts[1]).number,
        issue(firm, drafts[2], issued_on=old).number,
        issue(firm, drafts[3]).number,
    ]
    assert numbers == ["2025-0001", "2026-0001", "2025-0002", "2026-0002"]


def test_a_pattern_without_a_year_counts_through_the_years(
    firm: Administration, client: Client
) -> None:
    firm.invoice_pattern = "F{number}"
    firm.save()
    first = issue(firm, make_draft(firm, client), issued_on=dt.date(2025, 12, 31))
    assert [first.number, issue(firm, make_draft(firm, client)).number] == ["F0001", "F0002"]


def test_a_refused_draft_takes_no_number(firm: Administration, client: Client) -> None:
    issue(firm, make_draft(firm, client))
    draft = make_draft(firm, client, {"description": ""})
    with pytest.raises(NotReady) as refused:
        issue(firm, draft)
    assert [each.code for each in refused.value.findings] == ["no_description"]
    with pytest.raises(DayNotCome):
        issue(firm, make_draft(firm, client), issued_on=TODAY + dt.timedelta(days=1))
    with pytest.raises(DayBeforeLast, match="2026-0001"):
        issue(firm, make_draft(firm, client), issued_on=YESTERDAY)
    assert fresh(draft).number is None
    assert issue(firm, make_draft(firm, client)).number == "2026-0002"


def test_what_was_not_shown_is_not_issued(firm: Administration, client: Client) -> None:
    draft = make_draft(firm, client)
    with pytest.raises(DraftChanged):
        issue(firm, draft, shown_cents=100_00)
    assert issue(firm, draft, shown_cents=121_00).number == "2026-0001"


def test_a_number_that_is_there_already_is_not_given_again(
    firm: Administration, client: Client
) -> None:
    issue(firm, make_draft(firm, client))
    NumberSeries.update(last=0).execute()
    with pytest.raises(NumberTaken, match="2026-0001"):
        issue(firm, make_draft(firm, client))
    assert NumberSeries.get().last == 0


def test_one_refused_draft_does_not_stop_the_others(firm: Administration, client: Client) -> None:
    good, bad, other = (
        make_draft(firm, client),
        make_draft(firm, client, {"description": ""}),
        make_draft(firm, client),
    )
    ids = [good.id, bad.id, other.id]
    issued, refused = actions.issue_many(firm, ids, today=TODAY, user_id=None)
    assert [invoice.number for invoice in issued] == ["2026-0001", "2026-0002"]
    assert [(each.invoice_id, each.error.code) for each in refused] == [(bad.id, "not_ready")]


def issue_all(firm: Administration, ids: list[int]) -> None:
    for invoice_id in ids:
        actions.issue(firm, invoice_id, today=TODAY, user_id=None)


def test_sixteen_processes_leave_no_gap_and_no_double(firm: Administration, client: Client) -> None:
    ids = [make_draft(firm, client).id for _ in range(64)]
    shares = [ids[start::16] for start in range(16)]
    assert at_once([partial(issue_all, firm, share) for share in shares]) == []
    numbers = sorted(str(invoice.number) for invoice in Invoice.select())
    assert numbers == [f"2026-{number:04d}" for number in range(1, 65)]
    assert Receivable.select().count() == 64


def test_two_who_press_at_once_get_one_invoice(firm: Administration, client: Client) -> None:
    draft = make_draft(firm, client)
    assert at_once([partial(issue_all, firm, [draft.id])] * 4) == ["already_issued"] * 3
    assert NumberSeries.get().last == 1
    assert Receivable.select().count() == 1
