"""What is checked before an invoice gets its number."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from factuur.invoices.checking import Facts, check
from factuur.invoices.rules import sums
from factuur.invoices.snapshot import Party, Snapshot, SnapshotLine

TODAY = dt.date(2026, 11, 20)
SELLER = Party(
    name="Studio Noord", country="NL", street="Keizersgracht 1", postcode="1015 CN",
    city="Amsterdam", vat_id="NL002455799B11", registration="12345678", iban="NL91ABNA0417164300",
)  # fmt: skip
BUYER = Party(name="Smit", country="NL", street="Dorpsstraat 5", postcode="3511 AB", city="Utrecht")
LINE = SnapshotLine(7, "manual", "Advies", 10_000, "hour", 100_0000, 0, 2100, 100_00)


def paper(*lines: SnapshotLine, **values: Any) -> Snapshot:
    total = sums(lines)
    given: dict[str, Any] = {
        "id": 1, "client_id": 1, "kind": "invoice", "number": "", "language": "nl",
        "vat_scheme": "domestic", "seller": SELLER, "buyer": BUYER, "lines": lines,
        "vat": total.vat, "net_cents": total.net_cents, "vat_cents": total.vat_cents,
        "total_cents": total.total_cents, "open_cents": total.total_cents, "terms_days": 14,
        "supply_on": TODAY,
    }  # fmt: skip
    return Snapshot(**given | values)


def codes(draft: Snapshot, **facts: Any) -> tuple[list[str], list[str]]:
    found = check(draft, Facts(**{"recipients": 1} | facts), today=TODAY)
    return [each.code for each in found.blocking], [each.code for each in found.warning]


def test_a_complete_draft_has_nothing_to_mend() -> None:
    assert codes(paper(LINE)) == ([], [])


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (paper(LINE, seller=replace(SELLER, city="")), "seller_address"),
        (paper(LINE, seller=replace(SELLER, vat_id="")), "seller_vat_id"),
        (paper(LINE, seller=replace(SELLER, registration="")), "seller_registration"),
        (paper(LINE, seller=replace(SELLER, iban="")), "seller_iban"),
        (paper(LINE, buyer=replace(BUYER, name="")), "buyer_name"),
        (paper(LINE, buyer=replace(BUYER, street="")), "buyer_address"),
        (paper(), "no_lines"),
        (paper(replace(LINE, description=" ")), "no_description"),
        (paper(LINE, replace(LINE, kind="hours", price_e4=0, net_cents=0)), "no_rate"),
        (paper(replace(LINE, net_cents=0)), "total_zero"),
        (paper(replace(LINE, net_cents=-100)), "total_negative"),
    ],
)
def test_what_the_law_or_the_bank_needs_blocks(draft: Snapshot, code: str) -> None:
    assert codes(draft)[0] == [code]


@pytest.mark.parametrize(
    ("draft", "facts", "code"),
    [
        (paper(LINE), {"recipients": 0}, "no_email"),
        (paper(LINE, terms_days=61), {}, "terms_too_long"),
        (paper(LINE, terms_days=31, buyer=replace(BUYER, kind="public")), {}, "terms_too_long"),
        (paper(LINE, supply_on=None), {}, "no_supply_date"),
        (paper(LINE, supply_on=TODAY + dt.timedelta(1)), {}, "supply_in_future"),
        (paper(LINE, buyer=replace(BUYER, country="DE")), {}, "abroad"),
        (paper(LINE, buyer=replace(BUYER, kind="consumer", city="")), {}, "buyer_address"),
        (paper(replace(LINE, net_cents=80_00), buyer=replace(BUYER, city="")), {}, "buyer_address"),
    ],
)
def test_what_is_only_worth_a_look_warns(draft: Snapshot, facts: dict[str, Any], code: str) -> None:
    assert codes(draft, **facts) == ([], [code])


def test_a_belgian_firm_needs_the_vat_id_of_a_belgian_one() -> None:
    belgian = paper(LINE, seller=replace(SELLER, country="BE"), buyer=replace(BUYER, country="BE"))
    assert codes(belgian)[0] == ["buyer_vat_id"]
    consumer = replace(belgian, buyer=replace(belgian.buyer, kind="consumer"))
    assert codes(consumer)[0] == []


def test_a_credit_note_takes_back_no_more_than_there_is() -> None:
    note = paper(LINE, kind="credit_note", credited_number="2026-0001")
    assert codes(note, credit_left_cents=121_00) == ([], [])
    assert codes(note, credit_left_cents=120_99)[0] == ["credit_too_large"]


def test_a_finding_says_where_it_can_be_mended() -> None:
    found = check(paper(LINE, replace(LINE, id=9, description="")), Facts(1), today=TODAY)
    assert (found.blocking[0].place, found.blocking[0].line_id) == ("lines.2.description", 9)
