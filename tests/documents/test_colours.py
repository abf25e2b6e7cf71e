import pytest
from hypothesis import given
from hypothesis import strategies as st

from factuur.company.colours import contrast, legible, tint

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("colour", "contrast_10"),
    [("#000000", 210), ("#ffffff", 10), ("#767676", 45), ("#ff0000", 40)],
)
def test_contrast_with_paper_is_that_of_wcag(colour: str, contrast_10: int) -> None:
    assert round(contrast(colour) * 10) == contrast_10


@given(COLOURS)
def test_every_house_colour_can_be_read_on_paper(colour: str) -> None:
    assert contrast(legible(colour)) >= 4.5


@given(COLOURS)
def test_a_colour_that_reads_is_left_alone(colour: str) -> None:
    if contrast(colour) >= 4.5:
        assert legible(colour) == colour


@given(COLOURS)
def test_words_can_be_read_on_every_tint(colour: str) -> None:
    assert contrast(tint(colour)) < 1.15
