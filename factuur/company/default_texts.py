"""The words of every mail until the firm writes its own: short, friendly, from a person."""

from factuur.company.texts import Text

DEFAULTS: dict[tuple[str, str], Text] = {
    ("invoice", "nl"): Text(
        "Factuur {factuurnummer} van {afzender}",
        """Beste {contactpersoon},

Hierbij onze factuur {factuurnummer} van {bedrag}. Wilt u het bedrag uiterlijk {vervaldatum} \
overmaken naar {iban}, onder vermelding van {kenmerk}?

Klopt er iets niet of hebt u een vraag? Antwoord gerust op deze mail.

Met vriendelijke groet,
{afzender}""",
    ),
    ("invoice", "en"): Text(
        "Invoice {invoice_number} from {sender}",
        """Dear {contact},

Here is our invoice {invoice_number} for {amount}. Could you transfer it to {iban} by {due_date}, \
mentioning {reference}?

Is something not right, or do you have a question? Just reply to this mail.

Kind regards,
{sender}""",
    ),
    ("credit_note", "nl"): Text(
        "Creditfactuur {factuurnummer} van {afzender}",
        """Beste {contactpersoon},

Hierbij creditfactuur {factuurnummer} van {bedrag}. U hoeft hiervoor niets te doen.

Hebt u een vraag? Antwoord gerust op deze mail.

Met vriendelijke groet,
{afzender}""",
    ),
    ("credit_note", "en"): Text(
        "Credit note {invoice_number} from {sender}",
        """Dear {contact},

Here is credit note {invoice_number} for {amount}. There is nothing you need to do.

Do you have a question? Just reply to this mail.

Kind regards,
{sender}""",
    ),
    ("reminder", "nl"): Text(
        "Factuur {factuurnummer}: misschien aan uw aandacht ontsnapt",
        """Beste {contactpersoon},

Onze factuur {factuurnummer} was te betalen tot {vervaldatum}. Volgens onze administratie staat \
er nog {open_bedrag} open; misschien is de factuur aan uw aandacht ontsnapt.

Wilt u het bedrag overmaken naar {iban}, onder vermelding van {kenmerk}? Hebt u net betaald, dan \
kruisen onze berichten elkaar. Is er iets niet in orde, laat het ons dan weten: dan zoeken we \
samen een oplossing.

Met vriendelijke groet,
{afzender}""",
    ),
    ("reminder", "en"): Text(
        "Invoice {invoice_number}: it may have slipped your mind",
        """Dear {contact},

Our invoice {invoice_number} was due on {due_date}. Our books still show {open_amount} open; it \
may have slipped your mind.

Could you transfer it to {iban}, mentioning {reference}? If you have just paid, our messages have \
crossed. If something is not right, let us know and we will sort it out together.

Kind regards,
{sender}""",
    ),
}
