"""A file is read beside the request: it can be stopped, and none is left half-way for ever."""

import datetime as dt
import os
import subprocess
import threading
import time
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur import clock
from factuur.db import database
from factuur.intake import background
from factuur.intake.actions import choosing, reading, uploading
from factuur.intake.jobs import sweep
from factuur.intake.previewing import preview_hours
from factuur.models import Administration, Batch
from imports import ReaderError, Refusal
from tests.conftest import HTMX
from tests.intake.builders import ONE, TWO, again, batch_of, book, send


def upload(firm: Administration, content: bytes) -> Batch:
    return uploading.upload(
        firm.id, user_id=None, kind="hours", filename="uren.xlsx", content=content
    )


def quiet(batch: Batch, seconds: int) -> None:
    """Let the last sign of life of a batch be so long ago."""
    moment = clock.now() - dt.timedelta(seconds=seconds)
    Batch.update(seen_at=moment, started_at=moment).where(Batch.id == batch.id).execute()


def slow(*_: object, cancelled: object, **__: object) -> bytes:
    """Stand in for a reading that takes half a minute."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if callable(cancelled) and cancelled():
            raise Refusal("cancelled")
        time.sleep(0.05)
    return b""


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "run_bounded", slow)


@pytest.mark.both
def test_a_long_reading_shows_how_far_it_is_and_is_stopped_within_two_seconds(
    browser: FlaskClient, endless: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "PATIENCE", 0.2)
    started = time.monotonic()
    response = send(browser, book(ONE))
    assert response.status_code == 303
    page = browser.get(response.location)
    assert "<progress" in page.text
    part = browser.get(f"{response.location}/reading", headers=HTMX)
    assert 'hx-trigger="load delay:1s"' in part.text
    batch = Batch.get()
    assert batch.percent == 0
    stopped = time.monotonic()
    assert browser.post(f"{response.location}/cancel").status_code == 303
    _until(lambda: not [it for it in threading.enumerate() if it.name == f"intake-{batch.id}"])
    assert time.monotonic() - stopped < 2
    assert started < stopped
    assert again(batch).cancelled_at is not None
    assert browser.get(response.location).status_code == 200
    assert browser.post(f"{response.location}/accept").status_code in {409, 422}


def test_a_reading_without_a_sign_of_life_is_taken_up_by_the_sweep(
    firm: Administration, app: Flask
) -> None:
    batch = upload(firm, book(ONE, TWO))
    quiet(batch, 10)
    assert reading.stray_batches() == []
    quiet(batch, 20)
    assert reading.stray_batches() == [batch.id]
    sweep()
    assert preview_hours(again(batch)).survey.rows == 2


@pytest.mark.both
def test_the_page_that_asks_how_far_it_is_takes_a_stray_up(
    browser: FlaskClient, firm: Administration
) -> None:
    batch = upload(firm, book(ONE))
    quiet(batch, 20)
    browser.get(f"/intake/{batch.id}/reading", headers=HTMX)
    _until(lambda: again(batch).read_at is not None)
    done = browser.get(f"/intake/{batch.id}/reading", headers=HTMX)
    assert done.headers["HX-Redirect"] == f"/intake/{batch.id}"


def test_who_chooses_anew_makes_the_older_reading_give_up(
    firm: Administration, endless: None
) -> None:
    batch = upload(firm, book(ONE))
    claimed = reading._claimed(batch.id)  # noqa: SLF001 - the claim of another process
    assert claimed is not None
    assert reading._claimed(batch.id) is None  # noqa: SLF001
    watch = reading._Watch(claimed)  # noqa: SLF001
    watch._looked_at -= 1  # noqa: SLF001
    assert watch.is_over() is False
    reading.read_anew(batch)
    watch._looked_at -= 1  # noqa: SLF001
    assert watch.is_over() is True
    reading._settle(claimed, result="old")  # noqa: SLF001
    assert again(batch).result == ""


def test_a_reader_that_breaks_is_a_refusal_and_logged(
    firm: Administration, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> bytes:
        raise ReaderError("Traceback …")

    monkeypatch.setattr(reading, "run_bounded", broken)
    batch = batch_of(firm, book(ONE))
    assert batch.refusal == {"code": "reader_died"}
    assert "the reader broke" in caplog.text


def test_a_quick_file_is_read_again_without_a_child(
    firm: Administration, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = batch_of(firm, book(ONE, ("31-02-2026", *ONE[1:])))

    def never(*_: object, **__: object) -> bytes:
        raise AssertionError("a process for one cell")

    monkeypatch.setattr(reading, "run_bounded", never)
    choosing.mend(batch, {("Sheet", 3, 0): "28-02-2026"})
    old = batch.result
    reading.read(batch.id)
    assert preview_hours(again(batch)).survey.rows == 2
    assert again(batch).result != old


def test_what_nobody_took_over_is_cleared_away(firm: Administration, tmp_path: Path) -> None:
    batch, recent = batch_of(firm, book(ONE)), batch_of(firm, book(TWO), filename="b.xlsx")
    stopped = upload(firm, book(ONE, TWO))
    reading.cancel(stopped)
    day, month = dt.timedelta(days=2), dt.timedelta(days=31)
    Batch.update(started_at=clock.now() - month).where(Batch.id == batch.id).execute()
    Batch.update(started_at=clock.now() - day).where(
        Batch.id.in_([stopped.id, recent.id])
    ).execute()
    gone = uploading.abandoned(clock.now())
    assert {it.id for it in gone} == {batch.id, stopped.id}
    for each in gone:
        uploading.discard(each)
    left = {path.name for path in (tmp_path / "files").rglob("*") if path.is_file()}
    assert left == {recent.sha256, recent.result}


def test_the_same_bytes_of_two_uploads_are_kept_until_both_are_gone(
    firm: Administration, tmp_path: Path
) -> None:
    content = book(ONE)
    one, two = upload(firm, content), upload(firm, content)
    uploading.discard(one)
    assert [path.name for path in (tmp_path / "files").rglob(two.sha256)] == [two.sha256]
    uploading.discard(two)
    assert list((tmp_path / "files").rglob(two.sha256)) == []


def test_no_process_is_left_behind(firm: Administration) -> None:
    batch_of(firm, book(ONE))
    found = subprocess.run(["pgrep", "-P", str(os.getpid()), "-f", "imports.child"], check=False)
    assert found.returncode == 1


def _until(true: object, seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while callable(true) and not true():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.02)
    database.close()
    database.connect()
