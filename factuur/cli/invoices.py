"""Invoices from the command line."""

import click
from flask.cli import AppGroup

GROUP = AppGroup("invoices", help="Draft, check, issue, credit, show and send invoices.")

COMMANDS: list[click.Command] = [GROUP]
