import datetime as dt
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imports.packing import BLOCK, Packed, pack
from imports.sheets.reading import (
    Choice,
    ClientRow,
    Column,
    Complaint,
    HourRow,
    Question,
    Reading,
    Skipped,
)

ON = dt.date(2026, 10, 1)
words = st.text(max_size=8)
hour_rows = st.builds(
    HourRow,
    sheet=words,
    row=st.integers(1, 99),
    on=st.dates(),
    seconds=st.integers(-(10**6), 10**6),
    client=words,
    client_number=words,
    project=words,
    task=words,
    description=words,
    person=words,
    rate_e4=st.none() | st.integers(0, 10**9),
    billable=st.booleans(),
)
NO_CHECK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)


def reading(*rows: HourRow | ClientRow) -> Reading[HourRow | ClientRow]:
    return Reading(
        layout="sheet",
        fingerprint="abc",
        sheets=("okt",),
        columns=(Column(0, "Datum", "date", 100, ("1-10-2026",)),),
        rows=rows,
        complaints=(Complaint("okt", 4, "Datum", "date", "31-02", "no_such_date"),),
        skipped=(Skipped("okt", 9, "total_row"),),
        questions=(Question("date_order", "Datum", (Choice("dmy", "a", "b"),)),),
        cells={("okt", 4): ("31-02", "€ 1")},
    )


def opened(folder: Path, *rows: HourRow | ClientRow) -> Packed:
    path = folder / "packed"
    path.write_bytes(pack(reading(*rows), spent_ms=7))
    return Packed(path)


@NO_CHECK
@given(st.lists(hour_rows, max_size=5))
def test_what_is_packed_comes_out_the_same(tmp_path: Path, rows: list[HourRow]) -> None:
    packed = opened(tmp_path, *rows)
    out = [HourRow(it[0], it[1], dt.date.fromisoformat(it.on), *it[3:-1]) for it in packed.hours()]
    assert out == rows
    assert packed.count == len(rows)
    assert len({it.fingerprint for it in packed.hours()}) == len(rows)


def test_the_head_comes_out_the_same(tmp_path: Path) -> None:
    packed, given_ = opened(tmp_path), reading()
    assert (packed.columns, packed.complaints) == (given_.columns, given_.complaints)
    assert (packed.skipped, packed.questions) == (given_.skipped, given_.questions)
    assert (packed.cells, packed.sheets, packed.layout) == (given_.cells, given_.sheets, "sheet")
    assert (packed.span, packed.spent_ms, packed.fingerprint) == (None, 7, "abc")


def test_clients_are_packed_too(tmp_path: Path) -> None:
    packed = opened(tmp_path, ClientRow("k", 2, "Smit", city="Utrecht", rate_e4=5))
    (row,) = packed.listed()
    assert (row.name, row.city, row.rate_e4, row.terms_days) == ("Smit", "Utrecht", 5, None)


def test_a_page_is_cut_from_any_block(tmp_path: Path) -> None:
    rows = [HourRow("s", number, ON, number) for number in range(2 * BLOCK + 7)]
    packed = opened(tmp_path, *rows)
    for first, most in [(0, 3), (BLOCK - 1, 3), (2 * BLOCK, 99), (3 * BLOCK, 5)]:
        found = [row.row for row in packed.hours(first, most)]
        assert found == [row.row for row in rows[first : first + most]]
    assert packed.span == ("2026-10-01", "2026-10-01")


def test_a_row_keeps_its_fingerprint_when_it_moves_and_equal_rows_are_told_apart(
    tmp_path: Path,
) -> None:
    here, there = HourRow("a", 2, ON, 60, "Smit"), HourRow("b", 9, ON, 60, "Smit")
    other = HourRow("a", 3, ON, 61, "Smit")
    first = [row.fingerprint for row in opened(tmp_path, here, other).hours()]
    second = [row.fingerprint for row in opened(tmp_path, other, there, here).hours()]
    assert set(first) <= set(second)
    assert len(set(second)) == 3
