"""Every text has its Dutch."""

import re

from tools import translations

UNWISHED = ("ongeldig", "helaas", "sorry", "oeps", "alstublieft", "verplicht veld")


def test_every_text_has_its_dutch() -> None:
    assert translations.missing(translations.catalogue(), translations.texts()) == []


def test_no_dutch_is_left_of_a_text_that_is_gone() -> None:
    known = {message.id for message in translations.texts()}
    assert [m.id for m in translations.catalogue() if m.id and m.id not in known] == []


def test_no_text_scolds_or_begs() -> None:
    for message in translations.catalogue():
        for text in translations.strings(message.string):
            found = [word for word in UNWISHED if re.search(rf"\b{word}", text.lower())]
            assert not found, text
