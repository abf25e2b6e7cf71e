"""Numbers by which firms are known, with the traps of the libraries that check them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factuur.company.rules import (
    WrongIban,
    WrongRegistration,
    WrongVatId,
    checked_iban,
    checked_registration,
    checked_vat_id,
    printed_iban,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("  ", ""),
        ("nl91 abna 0417 1643 00", "NL91ABNA0417164300"),
        ("BE68 5390 0754 7034", "BE68539007547034"),  # python-stdnum misses its bank
        ("NL08 INGB 0000 0005 55", "NL08INGB0000000555"),  # former Postbank: fails the eleven-test
        ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
    ],
)
def test_an_iban_that_adds_up_is_kept_bare(typed: str, kept: str) -> None:
    assert checked_iban(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "NL91ABNA0417164301",
        "NL91ABNA041716430",
        "BE68539007547035",
        "BE50539007547100",  # adds up as an IBAN, not by the Belgian rule
        "NL٩1ABNA0417164300",
        "IBAN",
        "NL",
    ],
)
def test_an_iban_that_does_not_is_refused(typed: str) -> None:
    with pytest.raises(WrongIban) as refusal:
        checked_iban(typed)
    assert refusal.value.field == "iban"


@given(st.sampled_from([2, 3, *range(8, 18)]), st.sampled_from("0123456789"))
def test_every_other_digit_in_an_iban_is_noticed(at: int, digit: str) -> None:
    good = "NL91ABNA0417164300"
    other = good[:at] + digit + good[at + 1 :]
    assume(other != good)
    with pytest.raises(WrongIban):
        checked_iban(other)


@given(st.text(max_size=40))
def test_anything_else_is_refused_by_a_sentence_and_nothing_worse(text: str) -> None:
    for check in (
        checked_iban,
        lambda value: checked_vat_id(value, "NL"),
        lambda value: checked_vat_id(value, "BE"),
        lambda value: checked_registration(value, "NL"),
        lambda value: checked_registration(value, "BE"),
    ):
        try:
            kept = check(text)
        except (WrongIban, WrongVatId, WrongRegistration):
            continue
        assert kept.isascii()


def test_an_iban_is_printed_in_groups() -> None:
    assert printed_iban("NL91ABNA0417164300") == "NL91 ABNA 0417 1643 00"


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("", "NL", ""),
        ("NL004495445B01", "NL", "NL004495445B01"),  # eleven-test
        ("nl 0024.55.799.b.11", "NL", "NL002455799B11"),  # mod 97
        ("000099998B57", "NL", "NL000099998B57"),
        ("BE 0403.019.261", "BE", "BE0403019261"),
        ("0403.019.261", "BE", "BE0403019261"),
        ("403.019.261", "BE", "BE0403019261"),  # the spelling of before 2008
        ("BE1234567894", "BE", "BE1234567894"),  # begins with a 1 since 2023
        ("DE136695976", "DE", "DE136695976"),
    ],
)
def test_a_vat_id_is_kept_with_its_country(typed: str, country: str, kept: str) -> None:
    assert checked_vat_id(typed, country) == kept


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("NL123456789B90", "NL"),
        ("NL4495445B01", "NL"),  # python-stdnum would fill it up with zeros
        ("004495445", "NL"),
        ("NL004495445B01", "BE"),
        ("BE0403019261", "NL"),
        ("BE0403019262", "BE"),
        ("BE2403019261", "BE"),
        ("BE04030192611", "BE"),
        ("DE136695977", "DE"),
        ("NL٠٠2455799B11", "NL"),
    ],
)
def test_a_vat_id_that_is_not_of_the_country_is_refused(typed: str, country: str) -> None:
    with pytest.raises(WrongVatId) as refusal:
        checked_vat_id(typed, country)
    assert country in str(refusal.value)


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("", "NL", ""),
        ("1234 5678", "NL", "12345678"),
        ("0403.019.261", "BE", "0403019261"),
        ("BE 0403.019.261", "BE", "0403019261"),
        ("403.019.261", "BE", "0403019261"),
        ("1000.000.021", "BE", "1000000021"),
        ("HRB 12345", "DE", "HRB 12345"),
        ("123456789", "NL", None),
        ("1234567a", "NL", None),
        ("0403019262", "BE", None),
        ("2403019261", "BE", None),
    ],
)
def test_a_registration_number_is_kept_in_digits(
    typed: str, country: str, kept: str | None
) -> None:
    if kept is None:
        with pytest.raises(WrongRegistration):
            checked_registration(typed, country)
    else:
        assert checked_registration(typed, country) == kept
