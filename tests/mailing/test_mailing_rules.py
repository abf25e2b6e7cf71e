import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factuur.mailing.rules import PAUSES, Trouble, next_attempt, one_line, setback_of

NOW = dt.datetime(2026, 11, 22, 12)  # noqa: DTZ001 - as the tables keep it


def test_pauses_grow_and_end_within_two_days() -> None:
    assert PAUSES[:4] == (1, 5, 15, 60)
    assert list(PAUSES) == sorted(PAUSES)
    assert 40 * 60 < sum(PAUSES) <= 48 * 60
    assert next_attempt(1, NOW) == NOW + dt.timedelta(minutes=1)
    assert next_attempt(len(PAUSES), NOW) == NOW + dt.timedelta(hours=8)
    assert next_attempt(len(PAUSES) + 1, NOW) is None


@pytest.mark.parametrize(
    ("code", "trouble", "final"),
    [
        (421, Trouble.LATER, False),
        (450, Trouble.LATER, False),
        (550, Trouble.REFUSED, True),
        (554, Trouble.REFUSED, True),
        (250, Trouble.LATER, False),
    ],
)
def test_a_five_is_for_good_and_a_four_for_now(code: int, trouble: Trouble, final: bool) -> None:  # noqa: FBT001
    setback = setback_of(code, "no\r\nsuch user")
    assert (setback.trouble, setback.is_final) == (trouble, final)
    assert setback.reply == f"{code} no such user"


@given(st.text())
def test_a_header_is_one_line_whatever_is_typed(text: str) -> None:
    safe = one_line(text)
    assert len(safe.splitlines()) <= 1
    assert "\x00" not in safe
    assert one_line(safe) == safe
