"""Writes a row of the outbox as a mail: text, the same as HTML, and the invoices as PDFs."""

from email.utils import formataddr

from flask import current_app
from flask_mail import Attachment, Message

from factuur import files
from factuur.documents import actions as documents
from factuur.mailing.rules import one_line
from factuur.models import Administration, Mail

PDF = "application/pdf"


def sender_of(firm: Administration) -> str:
    """Give the address that mail leaves from: the machine's, else the firm's own."""
    set_up: str = current_app.config["SETTINGS"].mail.sender
    return set_up or firm.email


def letter(mail: Mail, firm: Administration) -> Message:
    """Write one mail to one person. Its Message-ID stays the same however often it is tried."""
    message = Message(
        subject=one_line(mail.subject),
        recipients=[(one_line(mail.recipient_name), mail.recipient)],
        body=mail.body,
        html=html_of(mail, mail.invoice.language if mail.invoice else firm.language),
        sender=formataddr((one_line(firm.name), sender_of(firm))),
        reply_to=mail.reply_to or None,
        attachments=[_pdf(invoice_id) for invoice_id in mail.attachments.get("invoices", [])],
    )
    message.msgId = mail.message_id
    return message


def html_of(mail: Mail, language: str) -> str:
    """Write the words as a page for programs that show one; nothing in them is markup."""
    paragraphs = [paragraph.splitlines() for paragraph in mail.body.split("\n\n")]
    template = current_app.jinja_env.get_template("mailing/mail.html")
    return template.render(subject=mail.subject, language=language, paragraphs=paragraphs)


def _pdf(invoice_id: int) -> Attachment:
    kept = documents.archive(invoice_id)
    return Attachment(kept.name, PDF, files.read(kept.sha256))
