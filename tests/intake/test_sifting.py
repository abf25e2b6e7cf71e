from collections.abc import Sequence

from factuur.intake.sifting import Earlier, Memory, State, sift
from imports.packing import Hour


def hour(row: int, said: str, *, on: str = "2026-10-01", client: str = "Smit") -> Hour:
    return Hour("okt", row, on, 3600, client, "", "", "", said, "Anja", None, True, f"print-{said}")


def earlier(said: str, *, batch: int = 1, on: str = "2026-10-01", client: int = 7) -> Earlier:
    return Earlier(1, batch, f"print-{said}", on, 3600, client, "Anja", billed=False)


def states(rows: Sequence[Hour], memory: Memory) -> list[str]:
    return [it.state.value for it in sift(lambda: rows, memory, lambda _: 7)]


def test_a_row_that_was_taken_over_before_is_known_wherever_it_stands_now() -> None:
    memory = Memory(frozenset({"print-a"}), {("okt", 2): earlier("a")})
    assert states([hour(9, "a"), hour(10, "b")], memory) == ["seen", "new"]


def test_a_row_with_other_words_in_the_same_place_of_a_growing_sheet_has_changed() -> None:
    memory = Memory(
        frozenset({"print-a", "print-b"}),
        {("okt", 2): earlier("a"), ("okt", 3): earlier("b"), ("okt", 4): earlier("c")},
    )
    rows = [hour(2, "a"), hour(3, "b"), hour(4, "C", on="2026-10-09"), hour(5, "d")]
    assert states(rows, memory) == ["seen", "seen", "changed", "new"]


def test_rows_that_moved_down_have_not_changed() -> None:
    memory = Memory(frozenset({"print-a"}), {("okt", 2): earlier("a")})
    assert states([hour(2, "nieuw"), hour(3, "a")], memory) == ["new", "seen"]


def test_another_month_in_a_file_by_the_same_name_is_new() -> None:
    memory = Memory(frozenset(), {("okt", 2): earlier("a"), ("okt", 3): earlier("b")})
    rows = [hour(2, "x", on="2026-11-02"), hour(3, "y", on="2026-11-03")]
    assert states(rows, memory) == ["new", "new"]


def test_the_only_row_of_a_file_has_changed_when_day_client_and_person_are_the_same() -> None:
    memory = Memory(frozenset(), {("okt", 2): earlier("a")})
    assert states([hour(2, "b")], memory) == ["changed"]
    assert states([hour(2, "b", on="2026-10-02")], memory) == ["new"]


def test_a_changed_row_tells_how_it_was() -> None:
    memory = Memory(frozenset(), {("okt", 2): earlier("a")})
    (found,) = sift(lambda: [hour(2, "b")], memory, lambda _: 7)
    assert found.state is State.CHANGED
    assert found.earlier == earlier("a")
