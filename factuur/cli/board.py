"""The board from the command line."""

import datetime as dt
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import gettext

from factuur import clock
from factuur.board import queries
from factuur.board.queries import Card, Scope
from factuur.board.rules import NAMES, Column, days_late
from factuur.cli.frame import Answer, command, in_administration, say
from factuur.models import Administration
from factuur.money import euros, plain

GROUP = AppGroup("board")
DAY = click.DateTime(["%Y-%m-%d"])


@command(GROUP, "board")
@click.option("--on", type=DAY, help="As if this were today.")
@in_administration
def board(firm: Administration, on: dt.datetime | None) -> Answer:
    """Show the columns of the board; together their sums are what clients owe."""
    scope = Scope(firm.id, on.date() if on else clock.today(), firm.due_soon_days)
    columns = [_column(scope, column) for column in Column]
    say(f"{gettext('Open')}: {euros(queries.open_sum(firm.id))}")
    return {"columns": columns}


def _column(scope: Scope, column: Column) -> dict[str, Any]:
    """Give a column with all its cards; a draft or a paid invoice has nothing open."""
    cards = queries.all_cards(scope, column)
    open_cents = sum(card.open_cents for card in cards)
    say(f"{gettext(NAMES[column])}: {len(cards)}, {euros(open_cents)}")
    return {
        "key": str(column),
        "name": gettext(NAMES[column]),
        "count": len(cards),
        "sum": plain(open_cents, 2),
        "cards": [_card(card, scope.today) for card in cards],
    }


def _card(card: Card, today: dt.date) -> dict[str, Any]:
    return {
        "id": card.invoice_id,
        "number": card.number,
        "client": card.client,
        "open": plain(card.open_cents, 2),
        "total": plain(card.total_cents, 2),
        "days_late": days_late(card.due_on, today) if card.open_cents > 0 else 0,
    }


COMMANDS: list[click.Command] = [*GROUP.commands.values()]
