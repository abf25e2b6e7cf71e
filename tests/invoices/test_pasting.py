"""Cells from spreadsheets become lines; what does not fit is refused with its row and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factuur.invoices.pasting import read_pasted
from factuur.invoices.refusals import MOST_LINES, PasteTooLong, PasteUnreadable

RATES = (2100, 900, 0)
LINE = {"description": "Advies", "quantity_e4": 30_000, "price_e4": 33_3300}
IN_HOURS = LINE | {"unit": "hour"}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Advies\t3\t33,33", [LINE]),
        ("Advies\t3\t€ 33,33\r\n", [LINE]),
        ("Advies\t3\t33,33\t99,99", [LINE]),
        ("Advies\t3\tuur\t33,33", [IN_HOURS]),
        ("Advies\t3\tUren\t€\u00a033,33\t€\u00a099,99", [IN_HOURS]),
        ("Advies\t3\tuur\t33,33\t\t21%", [IN_HOURS | {"vat_bp": 2100}]),
        ("Advies\t3\tuur\t33,33\t21\t99,99", [IN_HOURS | {"vat_bp": 2100}]),
        ("Advies\t3\tuur\t33,33\t5%\t9", [IN_HOURS | {"discount_bp": 500, "vat_bp": 900}]),
        ("Advies\t3\t33,33\t9%", [LINE | {"vat_bp": 900}]),
        ("Advies\t3,0\t33.33", [LINE]),
        ("Omschrijving\tAantal\tPrijs\nAdvies\t3\t33,33", [LINE]),
        ("Advies\t7:30", [{"description": "Advies", "quantity_e4": 75_000}]),
        ("Advies\t7u30", [{"description": "Advies", "quantity_e4": 75_000}]),
        ("Advies\t1.234,5", [{"description": "Advies", "quantity_e4": 12_345_000}]),
        ("Advies\t−2", [{"description": "Advies", "quantity_e4": -20_000}]),
        ('"Twee\nregels"\t3', [{"description": "Twee\nregels", "quantity_e4": 30_000}]),
        ('"Zegt ""ja""\nen nee"\t3', [{"description": 'Zegt "ja"\nen nee', "quantity_e4": 30_000}]),
        ('"Huis" te Leiden\t3', [{"description": '"Huis" te Leiden', "quantity_e4": 30_000}]),
        ("Advies\t\t33,33", [{"description": "Advies", "price_e4": 33_3300}]),
        ("A\n\nB\n", [{"description": "A"}, {"description": "B"}]),
        ("Advies\t1\tuur\t50\t50,00", [{**IN_HOURS, "quantity_e4": 10_000, "price_e4": 50_0000}]),
    ],
)
def test_cells_are_read_as_people_lay_them_out(text: str, rows: list[dict[str, object]]) -> None:
    assert read_pasted(text, "description", RATES) == rows


def test_cells_pasted_in_a_figure_begin_there() -> None:
    assert read_pasted("3\n4", "quantity_e4", RATES) == [
        {"quantity_e4": 30_000},
        {"quantity_e4": 40_000},
    ]
    assert read_pasted("95\t\t9%", "price_e4", RATES) == [{"price_e4": 95_0000, "vat_bp": 900}]


@pytest.mark.parametrize(
    ("text", "row", "cell"),
    [
        ("Advies\tacht", 1, "acht"),
        ("Advies\t3\tuur\t12..5", 1, "12..5"),
        ("Advies\t3\t33,33\nBouw\t2\tveel", 2, "veel"),
        ("Advies\t3\tuur\t33,33\t\t19", 1, "19"),
        ("Advies\t3\tuur\t33,33\t120%", 1, "120%"),
        ("Advies\t3\tuur\t33,33\t100,00", 1, "100,00"),  # neither a discount nor 3 × 33,33
        ("Advies\t99999999", 1, "99999999"),
    ],
)
def test_a_cell_that_does_not_fit_is_named(text: str, row: int, cell: str) -> None:
    with pytest.raises(PasteUnreadable) as refused:
        read_pasted(text, "description", RATES)
    assert (refused.value.values["row"], refused.value.values["text"]) == (row, cell)


def test_more_rows_than_an_invoice_has_lines_are_refused() -> None:
    with pytest.raises(PasteTooLong):
        read_pasted("x\n" * (MOST_LINES + 1), "description", RATES)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(texts)
def test_any_clipboard_is_read_or_refused(text: str) -> None:
    try:
        rows = read_pasted(text, "description", RATES)
    except PasteUnreadable:
        return
    assert len(rows) <= len(text) + 1


def copied(cell: str) -> str:
    """Write a cell as Excel does: in quotes only when a line or column ends inside it."""
    return '"' + cell.replace('"', '""') + '"' if "\n" in cell or "\t" in cell else cell


@given(st.lists(st.text("abc\n ", min_size=1).filter(str.strip), max_size=8))
def test_descriptions_come_out_as_they_went_in(cells: list[str]) -> None:
    rows = read_pasted("\n".join(map(copied, cells)), "description", RATES)
    assert [row["description"] for row in rows] == [cell.strip() for cell in cells]
