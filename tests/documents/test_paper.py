import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factuur.documents.paper import Paper, PaperLine, Party, VatLine
from tests.documents.papers import SELLER, line, paper

CENTS = st.integers(-(10**12), 10**12)
DAYS = st.none() | st.dates(dt.date(1990, 1, 1))
WORDS = st.text(st.characters(exclude_categories=["Cs"]))
PARTIES = st.builds(Party, WORDS, WORDS, WORDS, WORDS)
LINES = st.builds(PaperLine, WORDS, CENTS, WORDS, CENTS, CENTS, CENTS, CENTS)
PAPERS = st.builds(
    Paper,
    kind=st.sampled_from(["invoice", "credit_note"]),
    number=WORDS,
    language=st.sampled_from(["nl", "en", "fr", "de"]),
    seller=PARTIES,
    buyer=PARTIES,
    lines=st.lists(LINES).map(tuple),
    vat=st.lists(st.builds(VatLine, CENTS, CENTS, CENTS)).map(tuple),
    net_cents=CENTS,
    vat_cents=CENTS,
    total_cents=CENTS,
    open_cents=CENTS,
    issued_on=DAYS,
    due_on=DAYS,
    supply_on=DAYS,
    credited_on=DAYS,
    note=WORDS,
    phrases=st.lists(WORDS).map(tuple),
    logo=st.none() | st.binary(),
)


@given(PAPERS)
def test_a_stored_paper_comes_back_as_it_was(stored: Paper) -> None:
    assert Paper.from_json(stored.to_json()) == stored


def test_the_same_paper_is_the_same_text() -> None:
    assert paper(line("Advies")).to_json() == paper(line("Advies")).to_json()


def test_a_paper_stored_before_a_field_was_added_can_be_read() -> None:
    stored = json.loads(paper(line("Advies")).to_json())
    del stored["rounding"], stored["seller"]["website"]
    assert Paper.from_json(json.dumps(stored)).seller.website == ""


@pytest.mark.parametrize("colour", ["red", "#fff", "#0f5c56;}", "#0f5c5g", ""])
def test_a_colour_can_be_nothing_else(colour: str) -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        paper(line("Advies"), colour=colour)


def test_countries_are_named_only_across_a_border() -> None:
    assert not paper(line("Advies")).crosses_border
    assert paper(line("Advies"), buyer=Party("Kaai", country="BE")).crosses_border
    assert not paper(line("Advies"), buyer=Party("Kaai"), seller=SELLER).crosses_border
