import pytest

from factuur.intake.rules import Directory, Known, Verdict, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Smit Bouw B.V.", "SMIT BOUW BV"),
        ("Smit Bouw", "smit  bouw vof"),
        ("Café De Zon", "cafe de zon"),
        ("Jansen & Zn.", "Jansen en Zn"),
        ("V.O.F. De Boer", "De Boer"),
        ("Bouwgroep Leie NV", "bouwgroep leie n.v."),
        ("Müller GmbH", "Muller"),
    ],
)
def test_capitals_accents_and_legal_forms_do_not_make_another_client(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_a_name_of_nothing_but_a_legal_form_is_still_a_name() -> None:
    assert name_key("B.V.") == "bv"


SMIT = Known(1, "Smit Bouw B.V.", number="K1", vat_id="NL002455799B11", email="a@smit.example")
ZON = Known(2, "Café De Zon", email="boek@houder.example")
TWINS = (Known(3, "Twee"), Known(4, "TWEE BV"))
HERE = Directory((SMIT, ZON, *TWINS))


@pytest.mark.parametrize(
    ("asked", "verdict", "client_id"),
    [
        ({"name": "smit bouw"}, Verdict.KNOWN, 1),
        ({"name": "Iets anders", "number": "k1"}, Verdict.KNOWN, 1),
        ({"name": "Iets anders", "vat_id": "NL 0024.55.799.B11"}, Verdict.KNOWN, 1),
        ({"name": "Smit", "email": "A@smit.example"}, Verdict.DOUBTFUL, None),
        ({"name": "De Zon", "email": "boek@houder.example"}, Verdict.KNOWN, 2),
        ({"name": "De Maan", "email": "boek@houder.example"}, Verdict.DOUBTFUL, None),
        ({"name": "Smid Bouw"}, Verdict.DOUBTFUL, None),
        ({"name": "Smit Bouw Utrecht"}, Verdict.DOUBTFUL, None),
        ({"name": "twee"}, Verdict.DOUBTFUL, None),
        ({"name": "Twee"}, Verdict.KNOWN, 3),
        ({"name": "Bakkerij Bos"}, Verdict.NEW, None),
    ],
)
def test_a_client_is_known_new_or_in_doubt(
    asked: dict[str, str], verdict: Verdict, client_id: int | None
) -> None:
    name = asked.pop("name")
    match = HERE.match(name, asked.pop("number", ""), **asked)
    assert (match.verdict, match.client_id) == (verdict, client_id)


@pytest.mark.parametrize(
    ("known", "asked"), [("Klant 12", "Klant 13"), ("Firma A", "Firma B"), ("De Wit", "De Vos")]
)
def test_a_number_or_letter_makes_another_client(known: str, asked: str) -> None:
    assert Directory([Known(1, known)]).match(asked).verdict is Verdict.NEW


def test_in_doubt_the_candidates_are_named() -> None:
    assert {client.id for client in HERE.match("twee").candidates} == {3, 4}
