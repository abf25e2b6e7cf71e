"""Drafts from hours: priced, grouped, never twice, and free again when taken back."""

import datetime as dt
from functools import partial

import pytest
from flask import Flask

from factuur.invoices import actions, queries
from factuur.invoices.grouping import GROUPINGS
from factuur.invoices.refusals import AlreadyIssued, HoursOfAnother, LineGone, LinesChanged
from factuur.invoices.rules import LineValues
from factuur.models import Administration, Client, Invoice, Line, LineEntry, ProjectRate
from factuur.trash import PlaceTaken, restore
from tests.factories import TODAY, make_client, make_entry, make_project
from tests.invoices.worlds import at_once, fresh, issue, make_draft, nets_of, unbilled


@pytest.fixture
def hours(client: Client) -> Client:
    """Six entries at three rates, of which two round otherwise apart than together."""
    project = make_project(client, rate_e4=1_000_000)
    ProjectRate.create(project=project, person="Piet", rate_e4=1_200_000)
    for days, seconds, values in (
        (40, 900, {"rate_e4": 275_000}),
        (30, 900, {"rate_e4": 275_000}),
        (20, 3000, {"project": project, "task": "Ontwerp"}),
        (10, 1500, {"project": project, "person": "Piet"}),
        (5, 7200, {"task": "Overleg"}),
        (1, 60, {}),
    ):
        make_entry(client, worked_on=TODAY - dt.timedelta(days=days), seconds=seconds, **values)
    return client


def draft_of(firm: Administration, **values: object) -> Invoice:
    (made,) = actions.draft_hours(firm, user_id=None, **values)  # type: ignore[arg-type]
    draft: Invoice = Invoice.get_by_id(made)
    return draft


def test_hours_are_priced_as_agreed(firm: Administration, hours: Client) -> None:
    lines = queries.lines_of(draft_of(firm, grouping="day").id)
    prices = [line.price_e4 for line in lines if line.kind == "hours"]
    assert prices == [275_000, 275_000, 1_000_000, 1_200_000, 950_000, 950_000]


def test_a_draft_tells_its_period_and_the_clients_terms(
    firm: Administration, hours: Client
) -> None:
    Client.update(terms_days=30, language="en", buyer_reference="PO-1").execute()
    draft = draft_of(firm)
    assert (draft.supply_from, draft.supply_on) == (
        TODAY - dt.timedelta(days=40),
        TODAY - dt.timedelta(days=1),
    )
    assert (draft.terms_days, draft.language, draft.buyer_reference) == (30, "en", "PO-1")


def test_switching_the_grouping_keeps_the_total_and_every_printed_line_right(
    firm: Administration, hours: Client
) -> None:
    draft = draft_of(firm)
    total = draft.total_cents
    for grouping in (*GROUPINGS, "day", "one"):
        actions.regroup(firm.id, draft.id, grouping, user_id=None)
        draft = fresh(draft)
        assert (draft.grouping, draft.total_cents) == (grouping, total)
        for line in queries.lines_of(draft.id):
            values = LineValues("", line.quantity_e4, "hour", line.price_e4, line.discount_bp)
            assert line.net_cents == values.net_cents
        assert unbilled() == set()
        assert queries.snapshot(draft).total_cents == total


def test_the_cents_that_a_grouping_differs_stand_on_a_line_of_their_own(
    firm: Administration, hours: Client
) -> None:
    draft = draft_of(firm, grouping="day")
    rounding = [line for line in queries.lines_of(draft.id) if line.kind == "rounding"]
    assert [(line.quantity_e4, line.price_e4, line.net_cents) for line in rounding] == [
        (-10_000, 100, -1)
    ]
    assert queries.lines_of(draft.id)[-1].kind == "rounding"


def test_hours_without_a_rate_make_a_line_that_cannot_be_issued(
    firm: Administration, client: Client
) -> None:
    Client.update(rate_e4=None).execute()
    make_entry(client)
    draft = draft_of(firm)
    found = queries.findings(draft, today=TODAY)
    assert [each.code for each in found.blocking] == ["total_zero", "no_rate"][::-1]


def test_hours_are_billed_once(firm: Administration, hours: Client) -> None:
    draft_of(firm)
    assert actions.draft_hours(firm, user_id=None) == []


def test_who_draft_at_once_bill_each_hour_once(firm: Administration, hours: Client) -> None:
    for name in ("Jansen", "De Vries"):
        other = make_client(firm, name=name)
        for _ in range(20):
            make_entry(other)
    assert at_once([partial(actions.draft_hours, firm, user_id=None)] * 6) == []
    assert unbilled() == set()
    assert LineEntry.select().count() == 46
    assert Invoice.select().count() == 3


def test_all_clients_get_their_own_draft_and_only_hours_until_a_day(
    firm: Administration, hours: Client
) -> None:
    other = make_client(firm, name="Jansen")
    make_entry(other)
    make_entry(other, billable=False)
    until = TODAY - dt.timedelta(days=1)
    assert len(actions.draft_hours(firm, until=until - dt.timedelta(days=1), user_id=None)) == 1
    assert len(actions.draft_hours(firm, until=until, user_id=None)) == 2


def test_hours_are_rounded_by_the_firms_rule_for_each_entry(
    firm: Administration, client: Client
) -> None:
    firm.rounding_minutes = 15
    firm.save()
    make_entry(client, seconds=60)
    make_entry(client, seconds=16 * 60)
    draft = draft_of(firm)
    assert [line.quantity_e4 for line in queries.lines_of(draft.id)] == [7_500]
    assert queries.snapshot(draft).rounding_minutes == 15
    firm.rounding_minutes = 60
    firm.save()
    actions.regroup(firm.id, draft.id, "day", user_id=None)
    assert [line.quantity_e4 for line in queries.lines_of(draft.id)] == [7_500]


def test_a_deleted_line_frees_its_hours_and_comes_back(firm: Administration, hours: Client) -> None:
    draft = draft_of(firm, grouping="one")
    before = nets_of(draft)
    line = queries.lines_of(draft.id)[0]
    trash_id = actions.delete_line(firm.id, draft.id, line.id, user_id=None)
    assert len(unbilled()) == 2
    assert fresh(draft).net_cents == sum(before[1:])
    actions.put_line_back(firm.id, draft.id, trash_id, user_id=None)
    assert nets_of(draft) == before
    assert unbilled() == set()


def test_a_deleted_line_does_not_come_back_once_its_hours_are_billed_elsewhere(
    firm: Administration, hours: Client
) -> None:
    draft = draft_of(firm, grouping="one")
    line = queries.lines_of(draft.id)[0]
    trash_id = actions.delete_line(firm.id, draft.id, line.id, user_id=None)
    draft_of(firm)
    with pytest.raises(PlaceTaken):
        actions.put_line_back(firm.id, draft.id, trash_id, user_id=None)


def test_a_deleted_draft_frees_its_hours_and_comes_back(
    firm: Administration, hours: Client
) -> None:
    draft = draft_of(firm)
    before = queries.snapshot(draft)
    trash_id = actions.delete_draft(firm.id, draft.id, user_id=None)
    assert Invoice.select().count() == 0
    assert len(unbilled()) == 6
    restore(firm.id, trash_id)
    assert queries.snapshot(fresh(draft)) == before


def test_regrouping_keeps_prices_that_were_typed_and_lines_with_other_hours(
    firm: Administration, hours: Client
) -> None:
    draft = draft_of(firm, grouping="one")
    first, second = queries.lines_of(draft.id)[:2]
    price = LineValues("Oud", first.quantity_e4, "hour", 400_000, 1000, 900)
    actions.save_line(firm.id, draft.id, first.id, price, version=1, user_id=None)
    fewer = LineValues("Minder", 5_000, "hour", second.price_e4)
    actions.save_line(firm.id, draft.id, second.id, fewer, version=1, user_id=None)
    total = fresh(draft).total_cents
    actions.regroup(firm.id, draft.id, "day", user_id=None)
    lines = queries.lines_of(draft.id)
    assert fresh(draft).total_cents == total
    assert [(line.price_e4, line.discount_bp, line.vat_bp) for line in lines[:2]] == [
        (400_000, 1000, 900)
    ] * 2
    assert [line.quantity_e4 for line in lines if line.description == "Minder"] == [5_000]


def test_lines_made_anew_can_be_put_back_until_they_change(
    firm: Administration, hours: Client
) -> None:
    draft = draft_of(firm, grouping="one")
    before = [line.__data__ for line in queries.lines_of(draft.id)]
    change = actions.regroup(firm.id, draft.id, "day", user_id=None)
    actions.put_lines_back(firm.id, draft.id, change, user_id=None)
    assert [line.__data__ for line in queries.lines_of(draft.id)] == before
    again = actions.regroup(firm.id, draft.id, "day", user_id=None)
    actions.add_line(firm, draft.id, user_id=None)
    with pytest.raises(LinesChanged):
        actions.put_lines_back(firm.id, draft.id, again, user_id=None)


def test_a_draft_with_hours_stays_with_its_client(firm: Administration, hours: Client) -> None:
    other = make_client(firm, name="Jansen", language="en")
    with pytest.raises(HoursOfAnother):
        actions.give_to(firm.id, draft_of(firm).id, other, user_id=None)
    plain = make_draft(firm, hours)
    actions.give_to(firm.id, plain.id, other, user_id=None)
    assert (fresh(plain).client, fresh(plain).language) == (other, "en")


def test_nothing_of_an_issued_invoice_changes(firm: Administration, client: Client) -> None:
    issued = issue(firm, make_draft(firm, client))
    line = queries.lines_of(issued.id)[0]
    for change in (
        lambda: actions.add_line(firm, issued.id, user_id=None),
        lambda: actions.delete_line(firm.id, issued.id, line.id, user_id=None),
        lambda: actions.move_line(firm.id, issued.id, line.id, 1, user_id=None),
        lambda: actions.regroup(firm.id, issued.id, "day", user_id=None),
        lambda: actions.delete_draft(firm.id, issued.id, user_id=None),
    ):
        with pytest.raises(AlreadyIssued):
            change()


def test_a_line_of_another_draft_is_not_this_drafts(
    app: Flask, firm: Administration, client: Client
) -> None:
    one, other = make_draft(firm, client), make_draft(firm, client)
    line = Line.get(Line.invoice == other.id)
    with pytest.raises(LineGone):
        actions.save_line(firm.id, one.id, line.id, LineValues(), version=1, user_id=None)


def test_lines_move_and_stay_in_order(firm: Administration, client: Client) -> None:
    draft = make_draft(firm, client, *({"description": name} for name in "abc"))
    ids = [line.id for line in queries.lines_of(draft.id)]
    for line_id, step, order in ((ids[0], -1, "abc"), (ids[2], -1, "acb"), (ids[0], 1, "cab")):
        actions.move_line(firm.id, draft.id, line_id, step, user_id=None)
        assert "".join(line.description for line in queries.lines_of(draft.id)) == order
