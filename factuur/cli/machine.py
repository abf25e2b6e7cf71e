"""Commands for the machine: setting up, and helping somebody back in."""

import secrets
from typing import TextIO

import click

from factuur.access import actions as access
from factuur.access.queries import user_by_email
from factuur.cli.frame import Answer, command, say
from factuur.company import actions as company
from factuur.company.actions import Firm
from factuur.company.queries import founded_by
from factuur.company.rules import COUNTRIES, VAT_SCHEMES
from factuur.db import database, migrate
from factuur.models import User

root = click.Group()
people = click.Group("user", help="Accounts.")
PASSWORD_FILE = click.option(
    "--password-file",
    type=click.File(),
    help="Its first line is the password; without it one is made up and shown once.",
)


@command(root, "init")
@click.option("--name", required=True, help="The name of the firm.")
@click.option("--country", required=True, type=click.Choice(COUNTRIES))
@click.option("--email", required=True, help="The owner signs in with it.")
@click.option("--owner", default="", help="The owner's name.")
@PASSWORD_FILE
@click.option("--vat-id", default="")
@click.option("--registration", default="", help="KvK or KBO number.")
@click.option("--iban", default="")
@click.option("--street", default="")
@click.option("--postcode", default="")
@click.option("--city", default="")
@click.option("--vat-scheme", default="domestic", type=click.Choice(VAT_SCHEMES))
def init(*, email: str, owner: str, password_file: TextIO | None, **firm: str) -> Answer:
    """Make the tables, an administration and its owner; a second time changes nothing."""
    migrate()
    with database.atomic():
        user = user_by_email(email) or _add_owner(email, owner, password_file)
        administration = founded_by(user.id, firm["name"])
        if administration is None:
            administration = company.found_administration(Firm(email=user.email, **firm), user)
    say(f"{administration.name}: {administration.slug}, {user.email}")
    return {"administration": administration.slug}


def _add_owner(email: str, name: str, password_file: TextIO | None) -> User:
    password = _password(password_file)
    return access.add_user(email, name or email.split("@", maxsplit=1)[0], password)


def _password(file: TextIO | None) -> str:
    """Give the first line of the file, or a password that is shown this once."""
    if file:
        return file.readline().rstrip("\r\n")
    password = secrets.token_urlsafe(12)
    say(f"Password (shown only now): {password}")
    return password


@command(people, "password")
@click.argument("email")
@PASSWORD_FILE
def password(*, email: str, password_file: TextIO | None) -> Answer:
    """Give somebody who lost theirs another password; all their sessions end."""
    user = access.reset_password(email, _password(password_file))
    say(f"{user.email} can sign in with the new password.")
    return {"email": user.email}


COMMANDS: list[click.Command] = [init, people]
