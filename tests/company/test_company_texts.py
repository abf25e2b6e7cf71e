"""Merge fields: a flat list of names, filled in once, never a language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factuur.company.default_texts import DEFAULTS
from factuur.company.texts import (
    KINDS,
    LANGUAGES,
    NAMES,
    Facts,
    Text,
    UnknownField,
    checked_text,
    fill,
    filled,
    names,
)

FACTS = Facts(
    client_name="Smit Bouw",
    contact="Karin Smit",
    invoice_number="2026-0041",
    amount="€ 1.234,50",
    sender="Studio Noord",
)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Beste {contactpersoon},", "Beste Karin Smit,"),
        ("Dear {contact},", "Dear Karin Smit,"),
        ("{Factuurnummer} { bedrag }", "2026-0041 € 1.234,50"),
        ("{{factuurnummer}}", "{2026-0041}"),
        ("{onbekend} {} { {{ 7*7 }} {% if %}", "{onbekend} {} { {{ 7*7 }} {% if %}"),
        ("", ""),
    ],
)
def test_fields_are_filled_in_and_all_else_stays(text: str, read: str) -> None:
    assert fill(text, FACTS) == read


def test_without_a_contact_the_client_is_greeted() -> None:
    assert fill("Beste {contactpersoon},", Facts(client_name="Smit Bouw")) == "Beste Smit Bouw,"


@given(st.text())
def test_what_a_fact_says_is_never_read_again(hostile: str) -> None:
    facts = Facts(client_name=hostile, sender="GEHEIM", invoice_number="1")
    assert fill("{klantnaam}|{factuurnummer}", facts) == f"{hostile}|1"


def test_a_subject_stays_one_line() -> None:
    facts = Facts(client_name="Smit\r\nBcc: dief@example.nl", contact="x")
    assert filled(Text("Factuur {klantnaam}", ""), facts).subject.count("\n") == 0


@pytest.mark.parametrize(
    "text",
    ["{link}", "{klantnaam.__class__}", "{{ config }}", "{}", "{dagen_te_laat}", "{klant naam}"],
)
def test_a_field_that_is_not_on_the_list_is_refused_with_the_list(text: str) -> None:
    with pytest.raises(UnknownField) as refusal:
        checked_text(text, field="body", late=False)
    assert refusal.value.field == "body"
    for name in names(late=False):
        assert f"{{{name}}}" in str(refusal.value)


def test_days_late_belong_in_a_reminder() -> None:
    assert checked_text("{dagen_te_laat} dagen", field="body", late=True)
    assert "days_late" in names("en")
    assert "dagen_te_laat" not in names(late=False)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_words_greet_somebody_and_use_only_fields_of_the_list(
    kind: str, language: str
) -> None:
    text = DEFAULTS[kind, language]
    for part in (text.subject, text.body):
        checked_text(part, field="", late=kind == "reminder")
    read = filled(text, Facts(**{english: english.upper() for english in NAMES.values()}))
    assert "{" not in read.subject + read.body
    assert "CONTACT" in read.body
    assert read.body.rstrip().endswith("SENDER")
