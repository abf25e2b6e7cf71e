"""The child process: what comes back, and that it is really gone when it must be."""

import datetime as dt
import os
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from imports import ReaderError, Refusal, examples, read_hours, run_bounded

SHOWN = Path(examples.__file__).parent


def spin(started: str) -> None:
    Path(started).write_text(str(os.getpid()))
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def hoard() -> int:
    return len(bytearray(2_000_000_000))


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def chatter() -> int:
    sys.stdout.write("not part of the answer")
    return 7


def refuse() -> None:
    raise Refusal("too_many_rows", most=3)


def divide() -> float:
    return 1 / int("0")


def count(*, on_progress: Callable[[int, int], None]) -> int:
    for done in range(1, 4):
        time.sleep(0.25)
        on_progress(done, 3)
    return 3


def settings() -> list[str]:
    return sorted(os.environ)


def test_a_reading_comes_back_whole_from_the_child() -> None:
    read = partial(read_hours, name="toggl.csv", today=dt.date(2026, 11, 22))
    assert run_bounded(read, (SHOWN / "toggl.csv",)) == read(SHOWN / "toggl.csv")


def test_progress_is_passed_on() -> None:
    heard: list[tuple[int, int]] = []
    assert run_bounded(count, on_progress=lambda *step: heard.append(step)) == 3
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_the_reader_of_hours_tells_how_far_it_is() -> None:
    heard: list[tuple[int, int]] = []
    options = {"name": "kimai.xlsx", "today": dt.date(2026, 11, 22)}
    run_bounded(
        read_hours,
        (SHOWN / "kimai.xlsx",),
        options=options,
        on_progress=lambda *at: heard.append(at),
    )
    assert heard[-1][0] == heard[-1][1] > 0


def test_what_a_package_prints_does_not_garble_the_answer() -> None:
    assert run_bounded(chatter) == 7


def test_a_refusal_comes_through_with_its_values() -> None:
    with pytest.raises(Refusal) as refused:
        run_bounded(refuse)
    assert (refused.value.code, refused.value.values) == ("too_many_rows", {"most": 3})


def test_a_fault_of_ours_stays_a_fault() -> None:
    with pytest.raises(ReaderError, match="ZeroDivisionError"):
        run_bounded(divide)


@pytest.mark.parametrize("target", [die, hoard])
def test_a_child_that_dies_or_eats_too_much_is_a_refusal(target: Callable[[], object]) -> None:
    with pytest.raises(Refusal, match="reader_died"):
        run_bounded(target, megabytes=300)


def test_a_child_that_computes_too_long_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="took_too_long"):
        run_bounded(spin, (str(tmp_path / "pid"),), seconds=1)


def test_a_child_that_only_waits_is_stopped_too() -> None:
    with pytest.raises(Refusal, match="took_too_long"):
        run_bounded(sleep, seconds=1)


def test_cancel_ends_the_process(tmp_path: Path) -> None:
    started = tmp_path / "pid"
    with pytest.raises(Refusal, match="cancelled"):
        run_bounded(spin, (str(started),), cancelled=started.exists)
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


def test_the_child_sees_no_settings_of_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for readers")
    assert "SECRET_KEY" not in run_bounded(settings)
