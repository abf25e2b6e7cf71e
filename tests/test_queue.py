"""The queue: a wake-up call after the commit, and nothing more."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from factuur import queue
from factuur.db import database

NAME = "tests.nothing"


@queue.job(NAME)
def nothing() -> None:
    """Do nothing: only whether it is called matters here."""


def fail_after_calling() -> None:
    with database.atomic():
        queue.wake(NAME)
        raise ZeroDivisionError


def test_a_call_inside_a_transaction_waits_for_its_commit(app: Flask, visitor: FlaskClient) -> None:
    queue.huey.storage.flush_queue()
    with database.atomic():
        queue.wake(NAME)
        assert queue.huey.pending_count() == 0
    assert queue.huey.pending_count() == 1


def test_a_call_of_what_was_rolled_back_is_never_made(app: Flask, visitor: FlaskClient) -> None:
    queue.huey.storage.flush_queue()
    with pytest.raises(ZeroDivisionError):
        fail_after_calling()
    assert queue.huey.pending_count() == 0


def test_a_queue_out_of_reach_does_not_undo_the_users_work(
    app: Flask, visitor: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with database.atomic():
        queue.wake("no.such.job")
    assert "the queue did not take no.such.job" in caplog.text
