"""What every command shares: which administration, JSON or words, and how it says no."""

import json
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from flask.cli import with_appcontext
from flask_babel import gettext
from peewee import PeeweeException

from factuur.db import database
from factuur.errors import N_, Refused
from factuur.models import Administration
from factuur.storage import trouble

Answer = dict[str, Any] | list[Any] | None


class WhichAdministration(Refused):
    """With more than one administration a command must know which."""

    code = "which_administration"
    message = N_("Say which administration with --administration: %(slugs)s.")


class NothingYet(Refused):
    """Nothing has been set up."""

    code = "no_administration"
    message = N_("There is no administration yet. Make one with: flask init")


class NoAdministration(Refused):
    """No administration goes by this name."""

    code = "no_administration"
    message = N_("There is no administration “%(slug)s”. Make one with: flask init")


def command(group: click.Group, name: str) -> Callable[[Callable[..., Answer]], click.Command]:
    """Add a command whose function gives what `--json` prints; words go to standard error."""

    def add(function: Callable[..., Answer]) -> click.Command:
        @wraps(function)
        def run(*args: Any, as_json: bool, **values: Any) -> None:
            try:
                with database.connection_context():
                    answer = function(*args, **values)
            except Refused as error:
                _say_no(error.code, gettext(error.message, **error.values), as_json=as_json)
            except (PeeweeException, OSError) as error:
                _say_no("storage", _trouble(error), as_json=as_json)
            if as_json:
                click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
            if isinstance(answer, dict) and answer.get("ok") is False:
                sys.exit(1)

        made = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")(
            run
        )
        return group.command(name)(with_appcontext(made))

    return add


def in_administration(function: Callable[..., Answer]) -> Callable[..., Answer]:
    """Hand the command its administration as the first argument."""

    @wraps(function)
    def run(*args: Any, slug: str | None, **values: Any) -> Answer:
        return function(administration(slug), *args, **values)

    return click.option("--administration", "slug", help="Which one, by its short name.")(run)


def administration(slug: str | None) -> Administration:
    """Give the administration by its short name, or the only one there is."""
    if slug:
        row: Administration | None = Administration.get_or_none(Administration.slug == slug)
        if row is None:
            raise NoAdministration(slug=slug)
        return row
    rows = list(Administration.select().order_by(Administration.slug).limit(20))
    if not rows:
        raise NothingYet
    if len(rows) > 1:
        raise WhichAdministration(slugs=", ".join(row.slug for row in rows))
    only: Administration = rows[0]
    return only


def say(message: str) -> None:
    """Tell a person how it goes, on standard error, so that standard output stays JSON."""
    click.echo(message, err=True)


def _trouble(error: PeeweeException | OSError) -> str:
    """Give the sentence for a disk, file or database in trouble; a fault of ours goes on up."""
    if sentence := trouble(error):
        return gettext(sentence)
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    raise error


def _say_no(code: str, message: str, *, as_json: bool) -> None:
    click.echo(message, err=True)
    if as_json:
        click.echo(json.dumps({"error": {"code": code, "message": message}}, ensure_ascii=False))
    sys.exit(1)
