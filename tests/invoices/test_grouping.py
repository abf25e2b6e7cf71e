"""However hours are grouped, the total stays to the cent."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factuur.invoices.grouping import GROUPINGS, Terms, Worked, grouped, rounding_cents

DAY = dt.date(2026, 10, 1)


def worked(number: int, seconds: int, terms: Terms, **values: str) -> Worked:
    return Worked(number, DAY + dt.timedelta(days=number % 40), seconds, terms, **values)


any_terms = st.builds(
    Terms, st.integers(0, 300_0000), st.sampled_from([2100, 900, 0]), st.sampled_from([0, 500])
)
any_entries = st.lists(
    st.builds(
        Worked,
        entry_id=st.integers(1, 10**6),
        worked_on=st.dates(dt.date(2026, 1, 1), dt.date(2026, 3, 1)),
        seconds=st.integers(60, 40_000),
        terms=any_terms,
        project=st.sampled_from(["", "Verbouwing", "Website"]),
        task=st.sampled_from(["", "Ontwerp"]),
        person=st.sampled_from(["Anja", "Piet"]),
    ),
    max_size=40,
    unique_by=lambda entry: entry.entry_id,
)


@given(any_entries)
def test_lines_and_rounding_come_to_the_same_however_they_are_grouped(
    entries: list[Worked],
) -> None:
    totals = {}
    for grouping in GROUPINGS:
        groups = grouped(entries, grouping)
        net: dict[int, int] = {}
        for group in groups:
            net[group.terms.vat_bp] = net.get(group.terms.vat_bp, 0) + group.net_cents
        for vat_bp, cents in rounding_cents(groups).items():
            net[vat_bp] += cents
        totals[grouping] = net
    assert all(net == totals["one"] for net in totals.values())


@given(any_entries, st.sampled_from(GROUPINGS))
def test_every_entry_is_on_exactly_one_line_with_its_own_terms(
    entries: list[Worked], grouping: str
) -> None:
    groups = grouped(entries, grouping)
    placed = [entry.entry_id for group in groups for entry in group.entries]
    assert sorted(placed) == sorted(entry.entry_id for entry in entries)
    assert all(entry.terms == group.terms for group in groups for entry in group.entries)


def test_one_line_for_each_rate_needs_no_rounding() -> None:
    terms = Terms(27_5000, 2100)
    entries = [worked(1, 900, terms), worked(2, 900, terms)]
    assert rounding_cents(grouped(entries, "one")) == {}
    assert rounding_cents(grouped(entries, "day")) == {2100: -1}  # 2 × 6.88 against 13.75


@pytest.mark.parametrize(
    ("grouping", "count"), [("one", 2), ("project", 3), ("task", 2), ("person", 3), ("day", 4)]
)
def test_hours_with_another_rate_never_share_a_line(grouping: str, count: int) -> None:
    usual, other = Terms(95_0000, 2100), Terms(110_0000, 2100)
    entries = [
        worked(1, 3600, usual, project="A", person="Anja"),
        worked(2, 3600, usual, project="B", person="Piet"),
        worked(3, 3600, usual, project="B", person="Piet"),
        worked(4, 3600, other, project="B", person="Piet"),
    ]
    assert len(grouped(entries, grouping)) == count
