"""The drill: workers that are killed in the midst of their work, again and again."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from flask import Flask

from factuur import clock
from factuur.mailing.actions import deliver_due, queue
from factuur.mailing.rules import Letter, State
from factuur.models import Administration, Dispatch, Mail
from factuur.settings import ROOT, Settings
from tests.factories import make_client, make_issued
from tests.mailing.conftest import Server

MAILS, KILLS = 60, 8
WORKER = [sys.executable, "-m", "flask", "--app", "app", "outbox", "run"]


@pytest.mark.slow
def test_no_mail_is_lost_or_doubled_when_workers_are_killed(
    server: Server, app: Flask, firm: Administration, settings: Settings
) -> None:
    server.on_data = lambda _: time.sleep(0.03)
    invoice = make_issued(make_client(firm), sent=False)
    for number in range(MAILS):
        letter = Letter((("", f"nr{number}@klant.example"),), "x", "y", attach=False)
        queue(firm, invoice, letter, user_id=None)
    environment = os.environ | {
        "FACTUUR_DATA": str(settings.data),
        "DATABASE_URL": settings.database_url,
        "FACTUUR_SECRET_KEY": settings.secret_key,
        "MAIL_SERVER": "127.0.0.1",
        "MAIL_PORT": str(server.port),
        "MAIL_USE_TLS": "0",
        "MAIL_SENDER": settings.mail.sender,
    }
    killed = 0
    for _ in range(KILLS):
        before = len(server.arrived)
        worker = subprocess.Popen(WORKER, env=environment, cwd=ROOT, stderr=subprocess.DEVNULL)
        _wait(lambda: len(server.arrived) > before + 1 or worker.poll() is not None)  # noqa: B023
        time.sleep(random.uniform(0, 0.1))
        worker.send_signal(signal.SIGKILL)
        killed += worker.wait() == -signal.SIGKILL
    deliver_due(clock.now)
    arrived = Counter(to[0] for _, to in server.envelopes)
    assert killed >= KILLS // 2
    assert set(arrived.values()) == {1}
    sent = {m.recipient for m in Mail.select().where(Mail.state == State.SENT)}
    doubtful = {m.recipient for m in Mail.select().where(Mail.state == State.UNCERTAIN)}
    assert len(sent) + len(doubtful) == MAILS
    assert len(doubtful) <= KILLS
    assert sent <= set(arrived)
    assert Dispatch.select(Dispatch.id).count() == len(sent)


def _wait(done: object) -> None:
    deadline = time.monotonic() + 30
    while not done() and time.monotonic() < deadline:  # type: ignore[operator]
        time.sleep(0.01)
