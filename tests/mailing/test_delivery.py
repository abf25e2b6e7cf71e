import datetime as dt
import os
import threading
import time
from typing import Any

import pytest
from flask import Flask
from flask_mail import Message

from factuur import clock
from factuur.db import database
from factuur.mailing import post, workers
from factuur.mailing.actions import deliver_due, queue, recover
from factuur.mailing.rules import PAUSES, Letter, State
from factuur.mailing.words import why
from factuur.models import Administration, Client, Dispatch, Invoice, Mail
from tests.factories import make_client, make_issued
from tests.mailing.conftest import Server

ANNA = ("Anna Müller", "anna@klant.example")
BEN = ("", "ben@klant.example")


@pytest.fixture
def client(firm: Administration) -> Client:
    return make_client(firm)


def write(client: Client, *to: tuple[str, str], **values: Any) -> Invoice:
    """Put a fresh invoice into the outbox, as its user would."""
    invoice = make_issued(client, sent=False)
    given = {"subject": "Factuur – één", "body": "Beste Anna,\n\nDank u wel!\nGroet"} | values
    queue(client.administration, invoice, Letter(to or (ANNA,), **given), user_id=None)
    return Invoice.get_by_id(invoice.id)


def mails() -> list[Mail]:
    return list(Mail.select().order_by(Mail.id))


def test_a_mail_arrives_with_its_words_and_the_kept_pdf(server: Server, client: Client) -> None:
    write(client)
    assert deliver_due(clock.now).sent == 1
    (mail,), (arrived,) = mails(), server.arrived
    assert (mail.state, mail.via, mail.attempts) == (State.SENT, "smtp", 1)
    assert mail.sent_at is not None
    assert arrived["Subject"] == "Factuur – één"
    assert arrived["To"] == "Anna Müller <anna@klant.example>"
    assert arrived["From"] == "Studio Noord <post@studionoord.example>"
    assert arrived["Reply-To"] == "post@studionoord.example"
    assert arrived["Message-ID"] == mail.message_id
    assert server.envelopes == [("post@studionoord.example", ["anna@klant.example"])]
    text = arrived.get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n").strip() == "Beste Anna,\n\nDank u wel!\nGroet"
    (pdf,) = arrived.iter_attachments()
    assert pdf.get_filename("").startswith("Factuur 2026-") or "2026-" in pdf.get_filename("")
    assert pdf.get_content().startswith(b"%PDF")


def test_a_sent_invoice_has_left_the_house(server: Server, client: Client) -> None:
    invoice = write(client)
    deliver_due(clock.now)
    (dispatch,) = Dispatch.select()
    assert dispatch.invoice == invoice
    assert (dispatch.channel, dispatch.sent_on) == ("mail", clock.today())


def test_each_recipient_gets_a_mail_of_their_own(server: Server, client: Client) -> None:
    write(client, ANNA, BEN)
    deliver_due(clock.now)
    assert [to for _, to in server.envelopes] == [["anna@klant.example"], ["ben@klant.example"]]


def test_no_line_is_longer_than_servers_take(server: Server, client: Client) -> None:
    write(client, body="é" * 5000)
    deliver_due(clock.now)
    assert max(map(len, server.raw[0].splitlines())) < 998
    text = server.arrived[0].get_body(("plain",))
    assert text is not None
    assert text.get_content().strip() == "é" * 5000


def test_what_is_typed_is_never_markup_or_a_header(server: Server, client: Client) -> None:
    write(
        client,
        ("Anna\r\nBcc: x@example.com", "anna@klant.example"),
        subject="Factuur\r\nBcc: y@example.com\x00",
        body="<script>alert(1)</script>",
    )
    deliver_due(clock.now)
    (arrived,) = server.arrived
    assert arrived["Bcc"] is None
    assert server.envelopes[0][1] == ["anna@klant.example"]
    html = arrived.get_body(("html",))
    assert html is not None
    assert "<script>" not in html.get_content()


@pytest.mark.parametrize("name", ['Jansen, Smit & "Zn" B.V.', "Ł – €", "a@b", "=?utf-8?q?x?="])
def test_a_firm_may_be_called_anything(
    server: Server, client: Client, firm: Administration, name: str
) -> None:
    firm.name = name
    firm.save()
    write(client)
    deliver_due(clock.now)
    (sender,) = server.arrived[0]["From"].addresses
    assert sender.addr_spec == "post@studionoord.example"
    if not name.startswith("="):
        assert sender.display_name == name


@pytest.mark.parametrize("when", ["rcpt", "data"])
def test_not_now_is_tried_again_with_growing_pauses(
    server: Server, client: Client, when: str
) -> None:
    setattr(server, f"on_{when}", lambda _: "451 4.7.1 Greylisted, come back later")
    write(client)
    now = clock.now()
    pauses = []
    for _ in PAUSES:
        deliver_due(lambda: now)  # noqa: B023 - called at once
        (mail,) = mails()
        assert mail.state == State.QUEUED
        assert mail.error == "later 451 4.7.1 Greylisted, come back later"
        assert mail.next_at is not None
        pauses.append(round((mail.next_at - now).total_seconds() / 60))
        now = mail.next_at
    assert tuple(pauses) == PAUSES
    deliver_due(lambda: now)
    assert mails()[0].state == State.FAILED
    assert server.arrived == []


def test_before_its_time_nothing_is_tried(server: Server, client: Client) -> None:
    server.on_rcpt = lambda _: "451 later"
    write(client)
    deliver_due(clock.now)
    server.on_rcpt = lambda _: None
    assert deliver_due(clock.now).sent == 0
    assert mails()[0].attempts == 1


def test_a_refused_address_fails_at_once_and_the_others_arrive(
    server: Server, client: Client
) -> None:
    server.on_rcpt = lambda to: "550 5.1.1 User unknown" if to.startswith("anna") else None
    write(client, ANNA, BEN)
    delivered = deliver_due(clock.now)
    assert (delivered.sent, delivered.failed) == (1, 1)
    assert mails()[0].error == "refused 550 5.1.1 User unknown"
    assert Dispatch.select(Dispatch.id).count() == 1


def test_a_server_that_is_not_there_is_knocked_at_once_a_round(
    server: Server, client: Client, app: Flask
) -> None:
    app.extensions["mail"].port = 1  # nobody listens there
    for _ in range(3):
        write(client)
    delivered = deliver_due(clock.now)
    assert (delivered.sent, delivered.waiting) == (0, 3)
    assert [mail.attempts for mail in mails()] == [1, 0, 0]
    assert mails()[0].error.startswith("unreachable")
    deliver_due(clock.now)
    assert [mail.attempts for mail in mails()] == [1, 0, 0]
    app.extensions["mail"].port = server.port
    later = clock.now() + dt.timedelta(minutes=2)
    assert deliver_due(lambda: later).sent == 3


def test_a_server_without_a_safe_line_is_not_called_silent(
    server: Server, client: Client, app: Flask
) -> None:
    app.extensions["mail"].use_tls = True
    for _ in range(2):
        write(client)
    deliver_due(clock.now)
    assert [mail.attempts for mail in mails()] == [1, 0]
    with app.test_request_context():
        assert "MAIL_USE_TLS=0" in why(mails()[0].error)


def test_a_black_hole_holds_a_worker_for_seconds_not_for_ever(
    black_hole: int, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post.Line.__init__, "__defaults__", (0.3,))
    write(client)
    began = time.monotonic()
    deliver_due(clock.now)
    assert time.monotonic() - began < 3
    assert mails()[0].state == State.QUEUED
    assert mails()[0].error.startswith("unreachable")


def test_a_slow_server_gets_its_mail(server: Server, client: Client) -> None:
    def slow(_: int) -> None:
        time.sleep(0.5)

    server.on_data = slow
    write(client)
    assert deliver_due(clock.now).sent == 1


def test_a_line_that_breaks_in_the_midst_leaves_a_doubt_and_the_rest_goes_on(
    server: Server, client: Client
) -> None:
    server.drop_after = 1
    for _ in range(2):
        write(client)
    delivered = deliver_due(clock.now)
    assert (delivered.sent, delivered.uncertain) == (1, 1)
    sent, doubtful = mails()
    assert (sent.state, doubtful.state) == (State.SENT, State.UNCERTAIN)
    server.drop_after = None
    assert deliver_due(clock.now).sent == 0  # nobody but the user sends it again
    assert Dispatch.select(Dispatch.id).count() == 1


def test_hundreds_of_mails_come_to_one_end_each(server: Server, client: Client) -> None:
    refusals = {7: "451 busy", 20: "554 spam", 31: "451 busy"}
    tried: list[int] = []

    def moody(_: int) -> str | None:
        tried.append(1)
        return refusals.get(len(tried))

    server.on_data = moody
    invoice = make_issued(client, sent=False)
    for number in range(100):
        letter = Letter((("", f"nr{number}@klant.example"),), "x", "y", attach=False)
        queue(client.administration, invoice, letter, user_id=None)
    delivered = deliver_due(clock.now)
    assert (delivered.sent, delivered.failed, delivered.waiting) == (97, 1, 2)
    assert len({to[0] for _, to in server.envelopes}) == len(server.envelopes) == 97


def test_workers_at_the_same_time_never_send_a_mail_twice(
    server: Server, client: Client, app: Flask
) -> None:
    invoice = make_issued(client, sent=False)
    for number in range(30):
        letter = Letter((("", f"nr{number}@klant.example"),), "x", "y", attach=False)
        queue(client.administration, invoice, letter, user_id=None)

    def work() -> None:
        with app.app_context(), database.connection_context():
            deliver_due(clock.now)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(to[0] for _, to in server.envelopes) == sorted(m.recipient for m in mails())
    assert {mail.state for mail in mails()} == {State.SENT}


@pytest.mark.parametrize(
    ("before", "after"),
    [(State.CLAIMED, State.QUEUED), (State.TRANSMITTING, State.UNCERTAIN)],
)
@pytest.mark.parametrize("holder", ["a dead process", "another machine, long ago"])
def test_what_a_dead_worker_held_is_taken_back(
    client: Client, before: State, after: State, holder: str
) -> None:
    write(client)
    dead = workers.my_name().rsplit(":", 1)[0] + ":1"
    far = ("elders:1:1", clock.now() - dt.timedelta(hours=1))
    name, at = (dead, clock.now()) if holder == "a dead process" else far
    Mail.update(state=before, claimed_by=name, claimed_at=at).execute()
    recover(clock.now())
    assert mails()[0].state == after


@pytest.mark.parametrize("name", [workers.my_name(), "elders:1:1"], ids=["here", "elsewhere"])
def test_what_a_living_worker_holds_is_left_alone(client: Client, name: str) -> None:
    write(client)
    Mail.update(state=State.TRANSMITTING, claimed_by=name, claimed_at=clock.now()).execute()
    recover(clock.now())
    assert mails()[0].state == State.TRANSMITTING


def test_a_worker_is_gone_when_its_number_belongs_to_another_start() -> None:
    name = workers.my_name()
    assert not workers.is_gone(name)
    assert workers.is_gone(name + "0")
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    assert workers.is_gone(f"{name.split(':')[0]}:{pid}:12")


def test_a_slow_worker_that_was_given_up_still_clears_the_doubt(
    server: Server, client: Client
) -> None:
    def meanwhile(_: int) -> None:
        database.connect(reuse_if_open=True)
        Mail.update(state=State.UNCERTAIN).where(Mail.state == State.TRANSMITTING).execute()
        database.close()

    server.on_data = meanwhile
    write(client)
    assert deliver_due(clock.now).sent == 1
    assert mails()[0].state == State.SENT


def test_without_a_server_the_mail_stays_in_the_local_mailbox(client: Client) -> None:
    write(client)
    assert deliver_due(clock.now).sent == 1
    (mail,) = mails()
    assert (mail.state, mail.via) == (State.SENT, "mailbox")


def test_flask_mail_is_told_to_wrap_its_lines(app: Flask) -> None:
    raw = Message("x", ["a@b.example"], "é" * 2000, sender="c@d.example").as_bytes()
    assert max(map(len, raw.splitlines())) < 100
