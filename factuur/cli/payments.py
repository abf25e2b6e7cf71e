"""Payments from the command line."""

import datetime as dt

import click
from flask.cli import AppGroup

from factuur import clock, money
from factuur.cli.frame import Answer, command, in_administration, say
from factuur.errors import N_, NotFound, Refused
from factuur.invoices.queries.shown import shown
from factuur.models import Administration, Invoice
from factuur.payments import actions, queries
from factuur.payments.rules import receipt_for_one
from imports.grammar import Unreadable, read_number

GROUP = AppGroup("payments", help="Book what was paid.")
DAY = click.DateTime(["%Y-%m-%d"])


class NoAmount(Refused):
    """An amount that cannot be read as whole cents."""

    code = "amount"
    message = N_("Amount “%(text)s” cannot be read: write it as 1234.50.")


@command(GROUP, "record")
@click.argument("number")
@click.argument("amount")
@click.option("--on", type=DAY, help="The day it arrived; today when left out.")
@click.option("--note", default="", help="What to remember about it.")
@in_administration
def record(
    firm: Administration, number: str, amount: str, on: dt.datetime | None, note: str
) -> Answer:
    """Book a payment on an invoice, or what was paid back on a credit note."""
    owed = queries.owed_by_number(firm.id, number)
    if owed is None:
        raise NotFound(what=number)
    today = on.date() if on else clock.today()
    receipt = receipt_for_one(owed, _cents(amount), today, note=note)
    actions.record(firm.id, receipt, today=today)
    invoice = Invoice.get_by_id(owed.invoice_id)
    say(f"{number}: {money.euros(receipt.amount_cents)}")
    return shown(invoice)


def _cents(text: str) -> int:
    try:
        cents = read_number(text, decimal=".").scaleb(2)
    except (Unreadable, ValueError):
        raise NoAmount(text=text) from None
    if cents != cents.to_integral_value():
        raise NoAmount(text=text)
    return int(cents)


COMMANDS: list[click.Command] = [GROUP]
