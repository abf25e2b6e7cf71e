import pytest

from factuur.documents.paper import Party
from tests.documents.papers import SELLER, line, paper


@pytest.mark.parametrize("colour", ["red", "#fff", "#0f5c56;}", "#0f5c5g", ""])
def test_a_colour_can_be_nothing_else(colour: str) -> None:
    with pytest.raises(ValueError, match="is not a colour"):
        paper(line("Advies"), colour=colour)


def test_countries_are_named_only_across_a_border() -> None:
    assert not paper(line("Advies")).crosses_border
    assert paper(line("Advies"), buyer=Party("Kaai", country="BE")).crosses_border
    assert not paper(line("Advies"), buyer=Party("Kaai"), seller=SELLER).crosses_border
