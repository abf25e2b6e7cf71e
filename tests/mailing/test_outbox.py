"""Writing mails, the outbox, batches: what the user does and sees."""

import datetime as dt
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from playhouse.test_utils import assert_query_count

from factuur import clock
from factuur.access.rules import Role
from factuur.mailing import actions, queries
from factuur.mailing.forms import LetterForm
from factuur.mailing.rules import Letter, State
from factuur.models import (
    Activity,
    Administration,
    Client,
    Contact,
    Dispatch,
    Invoice,
    Mail,
    MailText,
    User,
)
from tests.conftest import HTMX, signed_in
from tests.factories import make_administration, make_client, make_issued, make_user

LETTER = Letter((("Anna", "anna@klant.example"),), "Factuur", "Beste Anna")


@pytest.fixture
def client(firm: Administration) -> Client:
    return make_client(firm)


@pytest.fixture
def invoice(client: Client) -> Invoice:
    return Invoice.get_by_id(make_issued(client, sent=False).id)


def draft_of(client: Client) -> Invoice:
    row = Invoice.create(administration=client.administration, client=client)
    return Invoice.get_by_id(row.id)


# Actions and queries, on both databases.


def test_the_firms_own_words_are_filled_in(firm: Administration, invoice: Invoice) -> None:
    MailText.create(
        administration=firm,
        kind="invoice",
        language="nl",
        subject="{factuurnummer} voor {klantnaam}",
        body="Graag {bedrag} naar {iban}.",
    )
    proposal = queries.proposal(firm, invoice)
    assert proposal.subject == f"{invoice.number} voor Smit Bouw"
    assert proposal.body.replace("\xa0", " ") == "Graag € 121,00 naar NL91 ABNA 0417 1643 00."
    assert proposal.recipients == (("Smit Bouw", "admin@smitbouw.example"),)


def test_the_only_reader_is_greeted_by_name(
    firm: Administration, client: Client, invoice: Invoice
) -> None:
    Contact.create(client=client, name="Piet Smit", email="piet@smitbouw.example")
    assert queries.proposal(firm, invoice).body.startswith("Beste Piet Smit,")
    Contact.create(client=client, name="Jo Smit", email="jo@smitbouw.example")
    assert queries.proposal(firm, invoice).body.startswith("Beste Smit Bouw,")


def test_the_invoice_goes_to_who_pays_it(
    firm: Administration, client: Client, invoice: Invoice
) -> None:
    Contact.create(client=client, name="Piet", email="piet@smitbouw.example")
    Contact.create(client=client, name="Jo", email="jo@smitbouw.example", role="copy")
    actions.queue_invoice(firm, invoice)
    recipients = [mail.recipient for mail in Mail.select().order_by(Mail.id)]
    assert recipients == ["piet@smitbouw.example", "jo@smitbouw.example"]


def test_a_draft_does_not_leave_the_house(firm: Administration, client: Client) -> None:
    with pytest.raises(actions.NotIssued):
        actions.queue_invoice(firm, draft_of(client))
    with pytest.raises(actions.NotIssued):
        actions.queue(firm, draft_of(client), LETTER, user_id=None)
    assert Mail.select(Mail.id).count() == 0


def test_without_an_address_the_sentence_names_the_client(
    firm: Administration, client: Client, invoice: Invoice
) -> None:
    client.email = ""
    client.save()
    with pytest.raises(actions.NoRecipient, match="Smit Bouw"):
        actions.queue_invoice(firm, invoice)


def test_without_a_sender_nothing_is_queued(firm: Administration, invoice: Invoice) -> None:
    firm.email = ""
    with pytest.raises(actions.NoSender):
        actions.queue(firm, invoice, LETTER, user_id=None)


def test_the_same_form_twice_sends_once(firm: Administration, invoice: Invoice) -> None:
    first = actions.queue(firm, invoice, LETTER, user_id=None, key="once")
    assert actions.queue(firm, invoice, LETTER, user_id=None, key="once") == first
    assert Mail.select(Mail.id).count() == 1


def test_what_waits_already_is_not_queued_again(firm: Administration, invoice: Invoice) -> None:
    actions.queue(firm, invoice, LETTER, user_id=None)
    with pytest.raises(actions.Waiting):
        actions.queue(firm, invoice, LETTER, user_id=None)


def test_each_address_gets_one_mail_however_often_it_is_written(
    firm: Administration, invoice: Invoice
) -> None:
    twice = Letter((("", "a@b.example"), ("", "A@b.example")), "x", "y")
    assert len(actions.queue(firm, invoice, twice, user_id=None)) == 1


def test_all_are_sent_or_none(firm: Administration, client: Client, invoice: Invoice) -> None:
    with pytest.raises(actions.NotIssued):
        actions.send_all(firm, [invoice, draft_of(client)])
    assert Mail.select(Mail.id).count() == 0


MOVES = {
    "cancel": {State.QUEUED, State.FAILED, State.UNCERTAIN},
    "retry": {State.FAILED, State.UNCERTAIN, State.CANCELLED},
    "settle": {State.FAILED, State.UNCERTAIN},
}


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("state", list(State))
def test_what_may_become_of_a_mail(
    firm: Administration, invoice: Invoice, move: str, state: State
) -> None:
    (mail_id,) = actions.queue(firm, invoice, LETTER, user_id=None)
    Mail.update(state=state, error="later 451", attempts=3).execute()
    now = clock.now()
    moves = {
        "cancel": lambda: actions.cancel(firm.id, mail_id),
        "retry": lambda: actions.retry(firm.id, mail_id, now),
        "settle": lambda: actions.mark_as_sent(
            firm.id, mail_id, now, today=clock.today(), user_id=None
        ),
    }
    if state not in MOVES[move]:
        with pytest.raises(actions.TooLate):
            moves[move]()
        assert Mail.get_by_id(mail_id).state == state
        return
    moves[move]()
    mail = Mail.get_by_id(mail_id)
    ends = {"cancel": State.CANCELLED, "retry": State.QUEUED, "settle": State.SENT}
    assert (mail.state, mail.error, mail.attempts) == (ends[move], "", 0)
    assert Dispatch.select(Dispatch.id).count() == (move == "settle")


def test_a_mail_sent_again_is_due_now(firm: Administration, invoice: Invoice) -> None:
    (mail_id,) = actions.queue(firm, invoice, LETTER, user_id=None)
    Mail.update(state=State.UNCERTAIN, next_at=None).execute()
    actions.retry(firm.id, mail_id, clock.now())
    assert queries.next_due(clock.now()) == mail_id


def test_the_list_takes_one_query_however_long(
    firm: Administration, invoice: Invoice, app: Flask
) -> None:

    for number in range(5):
        letter = Letter((("", f"nr{number}@klant.example"),), "x", "y")
        actions.queue(firm, invoice, letter, user_id=None)
    with assert_query_count(1):
        rows = queries.outbox(firm.id, "waiting")
    assert [row.recipient for row in rows] == [f"nr{n}@klant.example" for n in range(4, -1, -1)]
    assert rows[0].number == invoice.number
    assert queries.outbox(firm.id, "waiting", before=rows[2].id) == rows[3:]
    assert queries.outbox(make_administration().id, "waiting") == []


def test_a_plan_says_who_gets_what_and_what_stands_in_the_way(
    firm: Administration, client: Client, invoice: Invoice
) -> None:
    silent = make_issued(make_client(firm, name="Zonder adres", email=""), sent=False)
    waiting = Invoice.get_by_id(make_issued(client, sent=False).id)
    actions.queue_invoice(firm, waiting)
    plan = queries.plan(firm.id, [invoice.id, silent.id, waiting.id, draft_of(client).id])
    assert {each.number: each.can_go for each in plan} == {
        invoice.number: True,
        silent.number: False,
        waiting.number: False,
    }
    chosen = [each.id for each in plan]
    mails = actions.queue_many(firm, chosen, user_id=None, key="batch")
    assert len(mails) == 1
    assert actions.queue_many(firm, chosen, user_id=None, key="batch") == mails
    round_ = queries.round_of(firm.id, "batch")
    assert (round_.total, round_.done) == (1, 0)
    assert queries.round_of(make_administration().id, "batch").total == 0


def test_what_went_by_hand_is_noted_and_can_be_undone(
    firm: Administration, invoice: Invoice
) -> None:
    dispatch = actions.by_hand(firm, invoice, today=clock.today(), user_id=None, note="per post")
    assert Dispatch.get().channel == "hand"
    actions.take_back(firm.id, dispatch, user_id=None)
    assert Dispatch.select(Dispatch.id).count() == 0
    verbs = {row.verb for row in Activity.select()}
    assert {"invoice.sent_by_hand", "invoice.sent_undone"} <= verbs


@given(st.text(), st.text(max_size=50), st.text(max_size=50))
def test_nothing_typed_as_an_address_breaks_the_form(text: str, subject: str, body: str) -> None:
    form = LetterForm(recipients=text, subject=subject, body=body)
    form.recipients.data = text
    assert all(len(each) == 2 for each in form.letter().recipients)


@pytest.mark.parametrize(
    ("typed", "addresses"),
    [
        ("a@b.example", ["a@b.example"]),
        ("Anna <a@b.example>; c@d.example", ["a@b.example", "c@d.example"]),
        ("anna@, c@d.example", ["anna@", "c@d.example"]),
        ("<<>>", ["<<>>"]),
        ('"Jansen, Anna" <a@b.example>, c@d.example', ["a@b.example", "c@d.example"]),
    ],
)
def test_addresses_are_read_as_people_write_them(typed: str, addresses: list[str]) -> None:
    form = LetterForm(recipients=typed)
    form.subject.data = form.body.data = "x"
    assert [email for _, email in form.letter().recipients] == addresses


# Pages.


def typed(browser: FlaskClient, invoice: Invoice) -> dict[str, str]:
    page = browser.get(f"/mailing/invoices/{invoice.id}").text
    key = re.search(r'name="key"[^>]*value="([^"]+)"', page)
    assert key is not None
    return {
        "recipients": "anna@klant.example",
        "subject": "Factuur",
        "body": "Beste Anna",
        "attach": "y",
        "key": key[1],
    }


def test_a_mail_is_seen_and_changed_before_it_goes(browser: FlaskClient, invoice: Invoice) -> None:
    page = browser.get(f"/mailing/invoices/{invoice.id}").text
    assert "admin@smitbouw.example" in page
    assert '<article class="paper"' in page
    answer = browser.post(f"/mailing/invoices/{invoice.id}", data=typed(browser, invoice))
    assert answer.status_code == 303
    mail = Mail.get()
    assert (mail.recipient, mail.body) == ("anna@klant.example", "Beste Anna")
    assert "anna@klant.example" in browser.get("/mailing/").text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("recipients", "anna@", "anna@"),
        ("recipients", "", "Enter at least one e-mail address."),
        ("recipients", ",".join(f"a{n}@b.example" for n in range(21)), "too many"),
        ("subject", " ", "Enter a subject."),
        ("body", "", "Write a message."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    browser: FlaskClient, owner: User, invoice: Invoice, field: str, value: str, sentence: str
) -> None:
    owner.language = "en"
    owner.save()
    data = typed(browser, invoice) | {field: value}
    answer = browser.post(f"/mailing/invoices/{invoice.id}", data=data)
    assert answer.status_code == 422
    assert "Beste Anna" in answer.text or field == "body"
    assert Mail.select(Mail.id).count() == 0
    assert answer.text.count('class="field__error"') == 1
    assert sentence in answer.text


def test_a_doubtful_mail_offers_its_three_ways(browser: FlaskClient, invoice: Invoice) -> None:
    browser.post(f"/mailing/invoices/{invoice.id}", data=typed(browser, invoice))
    mail = Mail.get()
    Mail.update(state=State.UNCERTAIN).execute()
    page = browser.get("/mailing/").text
    for way in ("", "/retry", "/sent"):
        assert f'"/mailing/mails/{mail.id}{way}"' in page
    assert f"/mailing/mails/{mail.id}/cancel" in browser.get(f"/mailing/mails/{mail.id}").text
    part = browser.post(f"/mailing/mails/{mail.id}/sent", headers=HTMX)
    assert part.text.strip().startswith(f'<tr id="mail-{mail.id}">')
    assert Mail.get().state == State.SENT
    again = browser.post(f"/mailing/mails/{mail.id}/retry", headers=HTMX)
    assert again.status_code == 409


def test_a_bookkeeper_sees_the_outbox_and_changes_nothing(
    app: Flask, firm: Administration, invoice: Invoice
) -> None:
    (mail_id,) = actions.queue(firm, invoice, LETTER, user_id=None)
    reader = signed_in(app, make_user(firm, Role.BOOKKEEPER))
    page = reader.get("/mailing/").text
    assert "anna@klant.example" in page
    assert f"/mailing/mails/{mail_id}/cancel" not in page
    assert reader.post(f"/mailing/mails/{mail_id}/cancel").status_code == 403


def test_a_batch_is_shown_first_and_then_watched(
    browser: FlaskClient, client: Client, invoice: Invoice
) -> None:
    other = make_issued(client, sent=False)
    data = {"invoice_id": [invoice.id, other.id]}
    page = browser.post("/mailing/batch", data=data)
    assert Mail.select(Mail.id).count() == 0
    key = re.search(r'name="key" value="([^"]+)"', page.text)
    assert key is not None
    answer = browser.post("/mailing/batch", data=data | {"sure": "1", "key": key[1]})
    assert answer.status_code == 303
    part = browser.get(answer.headers["Location"], headers=HTMX)
    assert 'hx-trigger="load delay:1s"' in part.text
    actions.deliver_due(clock.now)
    assert "hx-trigger" not in browser.get(answer.headers["Location"], headers=HTMX).text


def test_without_a_server_every_page_says_where_mail_stays(
    browser: FlaskClient, invoice: Invoice
) -> None:
    browser.post(f"/mailing/invoices/{invoice.id}", data=typed(browser, invoice))
    actions.deliver_due(clock.now)
    for page in ("/mailing/", f"/mailing/invoices/{invoice.id}"):
        assert "/mailing/mailbox" in browser.get(page).text
    assert "anna@klant.example" in browser.get("/mailing/mailbox").text
    assert "Beste Anna" in browser.get(f"/mailing/mails/{Mail.get().id}").text


def test_a_mail_to_oneself_shows_whether_mail_works(browser: FlaskClient) -> None:
    assert browser.post("/mailing/test").status_code == 303
    assert Mail.get().kind == "test"
    actions.deliver_due(clock.now)
    assert Dispatch.select(Dispatch.id).count() == 0


def test_mails_of_another_firm_are_not_there(browser: FlaskClient) -> None:
    other = make_administration()
    foreign = Invoice.get_by_id(make_issued(make_client(other), sent=False).id)
    (mail_id,) = actions.queue(other, foreign, LETTER, user_id=None)
    assert browser.get(f"/mailing/mails/{mail_id}").status_code == 404
    assert browser.get(f"/mailing/invoices/{foreign.id}").status_code == 404
    for way in ("retry", "sent", "cancel"):
        assert browser.post(f"/mailing/mails/{mail_id}/{way}").status_code == 404
    browser.post("/mailing/batch", data={"invoice_id": foreign.id, "sure": "1"})
    assert Mail.select(Mail.id).count() == 1


def test_what_was_sent_by_hand_is_noted_on_a_day(browser: FlaskClient, invoice: Invoice) -> None:
    answer = browser.post(
        f"/mailing/invoices/{invoice.id}/by-hand", data={"sent_on": "20-11-2026", "note": "post"}
    )
    assert answer.status_code == 303
    dispatch = Dispatch.get()
    assert (dispatch.sent_on, dispatch.note) == (dt.date(2026, 11, 20), "post")
    assert browser.post(f"/mailing/dispatches/{dispatch.id}/undo").status_code == 303
    assert Dispatch.select(Dispatch.id).count() == 0
    wrong = browser.post(f"/mailing/invoices/{invoice.id}/by-hand", data={"sent_on": "31-02"})
    assert wrong.status_code == 422
