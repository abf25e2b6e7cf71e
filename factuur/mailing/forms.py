"""What may be typed about a mail."""

from email.utils import formataddr, getaddresses

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, HiddenField
from wtforms.validators import Length

from factuur.fields import DayField, LineField, Needed, TextField
from factuur.mailing.queries import Proposal
from factuur.mailing.rules import Letter


class LetterForm(Form):
    """A mail as the client will get it."""

    recipients = LineField(_l("To"), [Needed(_l("Enter at least one e-mail address."))])
    subject = LineField(_l("Subject"), [Needed(_l("Enter a subject.")), Length(max=250)])
    body = TextField(_l("Message"), [Needed(_l("Write a message."))])
    attach = BooleanField(_l("Attach the invoice as a PDF"), default=True)
    key = HiddenField()

    def letter(self) -> Letter:
        """Give what was typed as a letter; an address may carry a name: Anna <anna@klant.nl>."""
        return Letter(
            recipients=addresses(self.recipients.data),
            subject=self.subject.data,
            body=self.body.data,
            attach=self.attach.data,
        )


class ByHandForm(Form):
    """An invoice that left the house without us."""

    sent_on = DayField(_l("Sent on"), [Needed(_l("Enter the day on which you sent it."))])
    note = LineField(_l("How"), [Length(max=200)])


def proposed(proposal: Proposal, key: str) -> LetterForm:
    """Fill the form with the firm's own words."""
    to = ", ".join(formataddr(each) for each in proposal.recipients + proposal.copies)
    return LetterForm(recipients=to, subject=proposal.subject, body=proposal.body, key=key)


def addresses(text: str) -> tuple[tuple[str, str], ...]:
    """Read names and addresses with a comma or semicolon between them.

    What cannot be read comes back as it was typed, so that the refusal can name it.
    """
    text = text.replace(";", ",")
    read = getaddresses([text])
    if all(email for _, email in read):
        return tuple(read)
    return tuple(("", piece.strip()) for piece in text.split(",") if piece.strip())
