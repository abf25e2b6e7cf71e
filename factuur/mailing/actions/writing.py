"""Putting mails into the outbox. A mail is a row first; sending it comes after the commit."""

import secrets
from collections.abc import Sequence

from peewee import IntegrityError

from factuur.access.rules import checked_email
from factuur.db import database
from factuur.errors import N_, Refused
from factuur.invoices.queries import snapshot
from factuur.mailing import queries
from factuur.mailing.letters import sender_of
from factuur.mailing.rules import Letter, State, one_line
from factuur.models import Activity, Administration, Invoice, Mail, Submission, User
from factuur.queue import wake

MOST_RECIPIENTS = 20


class NotIssued(Refused):
    """A draft can still change, so it does not leave the house."""

    code = "not_issued"
    message = N_("This is still a draft. Issue it first, then send it.")


class NoRecipient(Refused):
    """Nobody to send it to."""

    code = "no_recipient"
    message = N_("No e-mail address is known for %(client)s. Fill one in on the client's page.")


class TooMany(Refused):
    """A slip of the clipboard, most likely."""

    code = "too_many_recipients"
    message = N_("%(count)s recipients are too many for one invoice: %(most)s at most.")


class NoSender(Refused):
    """Mail without a sender is refused everywhere."""

    code = "no_sender"
    message = N_("Your own e-mail address is not known. Fill it in under Settings, then send.")


class Waiting(Refused):
    """The same invoice is waiting already; sending it twice in one go is never meant."""

    code = "already_waiting"
    message = N_("%(number)s already waits to be sent to %(recipient)s.")


def queue(
    firm: Administration, invoice: Invoice, letter: Letter, *, user_id: int | None, key: str = ""
) -> list[int]:
    """Put an issued invoice into the outbox, one mail for each recipient, and give their numbers.

    The same key again gives the mails of the first time. Refuses a draft, an address that is
    incomplete, and a mail that is waiting already.
    """
    if invoice.number is None:
        raise NotIssued
    recipients = _checked(letter.recipients)
    if not recipients:
        raise NoRecipient(field="recipients", client=snapshot(invoice).buyer.name)
    if not sender_of(firm):
        raise NoSender
    try:
        with database.atomic():
            earlier = _queued_before(key)
            if earlier is not None:
                return earlier
            mails = [_queue_one(firm, invoice, letter, each, user_id) for each in recipients]
            _remember(user_id, key, mails)
    except IntegrityError:  # the same form came twice at the same moment
        earlier = _queued_before(key)
        if earlier is None:
            raise
        return earlier
    return mails


def queue_invoice(
    firm: Administration, invoice: Invoice, *, user_id: int | None = None
) -> list[int]:
    """Queue an invoice with the firm's own words to whom its client named; refuses without one."""
    if invoice.number is None:
        raise NotIssued
    proposal = queries.proposal(firm, invoice)
    to = proposal.recipients + proposal.copies
    letter = Letter(to, proposal.subject, proposal.body)
    return queue(firm, invoice, letter, user_id=user_id)


def queue_test(firm: Administration, user: User, subject: str, body: str) -> int:
    """Queue a mail to the user, to see whether mail works and how it looks."""
    if not sender_of(firm):
        raise NoSender
    with database.atomic():
        mail = _create(firm, ("", user.email), subject, body, kind="test", created_by=user.id)
        wake("mailing.deliver")
    return int(mail.id)


def send_all(
    firm: Administration, invoices: Sequence[Invoice], *, user_id: int | None = None
) -> list[tuple[str, int]]:
    """Queue these invoices, all or none, and give each number with its mail."""
    with database.atomic():
        return [
            (str(invoice.number), mail)
            for invoice in invoices
            for mail in queue_invoice(firm, invoice, user_id=user_id)
        ]


def queue_many(
    firm: Administration, invoice_ids: Sequence[int], *, user_id: int | None, key: str
) -> list[int]:
    """Queue every issued invoice of these that has a recipient and does not wait already.

    All of it is one transaction; the same key again gives the mails of the first time.
    """
    with database.atomic():
        earlier = _queued_before(key)
        if earlier is not None:
            return earlier
        mails: list[int] = []
        for invoice in queries.issued(firm.id, invoice_ids):
            try:
                mails += queue_invoice(firm, invoice, user_id=user_id)
            except (NoRecipient, Waiting):
                continue  # the plan that the user said yes to named these
        _remember(user_id, key, mails)
    return mails


def _checked(recipients: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Give each address once, checked; refuses more than could be meant."""
    if len(recipients) > MOST_RECIPIENTS:
        raise TooMany(field="recipients", count=len(recipients), most=MOST_RECIPIENTS)
    checked = {checked_email(email, field="recipients"): name for name, email in recipients}
    return [(one_line(name), email) for email, name in checked.items() if email]


def _queue_one(
    firm: Administration,
    invoice: Invoice,
    letter: Letter,
    recipient: tuple[str, str],
    user_id: int | None,
) -> int:
    if queries.waits(invoice.id, recipient[1]):
        raise Waiting(number=invoice.number, recipient=recipient[1])
    mail = _create(
        firm,
        recipient,
        letter.subject,
        letter.body,
        kind=invoice.kind,
        invoice=invoice.id,
        client=invoice.__data__["client"],
        attachments={"invoices": [invoice.id]} if letter.attach else {},
        created_by=user_id,
    )
    _note(firm, invoice, user_id, "mail.queued", recipient=recipient[1])
    wake("mailing.deliver")
    return int(mail.id)


def _create(
    firm: Administration, recipient: tuple[str, str], subject: str, body: str, **values: object
) -> Mail:
    name, email = recipient
    domain = sender_of(firm).rpartition("@")[2]
    mail: Mail = Mail.create(
        administration=firm.id,
        recipient=email,
        recipient_name=name,
        reply_to=firm.email,
        subject=one_line(subject),
        body=body,
        state=State.QUEUED,
        message_id=f"<{secrets.token_hex(16)}@{domain}>",
        **values,
    )
    return mail


def _note(
    firm: Administration, invoice: Invoice, user_id: int | None, verb: str, **words: str
) -> None:
    Activity.create(
        administration=firm.id,
        user=user_id,
        verb=verb,
        subject="invoice",
        subject_id=invoice.id,
        words=words,
    )


def _queued_before(key: str) -> list[int] | None:
    first = Submission.get_or_none(Submission.key == key) if key else None
    if first is None:
        return None
    return queries.mails_in(first.location)


def _remember(user_id: int | None, key: str, mails: list[int]) -> None:
    if key:
        numbers = ",".join(str(mail) for mail in mails)
        Submission.create(user=user_id, key=key, location=f"mails:{numbers}")
