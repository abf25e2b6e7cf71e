"""The queue: a wake-up call after the commit, and nothing more."""

import os
from pathlib import Path

import pytest
import redis
from flask import Flask
from flask.testing import FlaskClient

from factuur import queue
from factuur.db import database
from factuur.settings import read_settings
from tests.conftest import missing

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


REDIS = os.environ.get("FACTUUR_TEST_REDIS", "redis://127.0.0.1:6379/15")


@pytest.mark.parametrize("redis_url", ["", REDIS], ids=["file", "redis"])
def test_a_worker_elsewhere_hears_the_call(tmp_path: Path, redis_url: str) -> None:
    if redis_url and not answers(redis_url):
        missing("Redis server")
    environment = {"FACTUUR_DATA": str(tmp_path), "REDIS_URL": redis_url}
    ours = queue.store(read_settings(environment))
    ours.flush_queue()
    ours.enqueue(b"a call", 0)
    theirs = queue.store(read_settings(environment))
    assert theirs.queue_size() == 1
    assert bytes(theirs.dequeue()) == b"a call"
    assert ours.queue_size() == 0


def answers(url: str) -> bool:
    with redis.Redis.from_url(url) as server:
        try:
            return bool(server.ping())
        except redis.ConnectionError:
            return False
