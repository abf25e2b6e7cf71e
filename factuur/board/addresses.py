"""Addresses on the board: built once, filled in for each of its hundreds of cards."""

import datetime as dt
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from factuur.board.queries import After
from factuur.board.queries.cards import PAGE
from factuur.board.rules import Column

MOST_SHOWN = 600  # of one column, when the board is drawn anew


def card_addresses() -> dict[str, Any]:
    """Give the addresses of a card, with %d for its number, and where cards can be dropped."""
    back = f"?then={url_for('board.index')}"
    return {
        "detail_url": _for_any("invoices.detail", "%d"),
        "edit_url": _for_any("invoices.edit", "%d"),
        "moves_url": _for_any("board.moves", "%d"),
        "drops": {
            Column.PAID: _for_any("payments.record", "{card}") + back,
            Column.REMINDED: _for_any("board.remind", "{card}") + back,
            Column.HELD: _for_any("board.hold", "{card}") + back,
        },
    }


def _for_any(endpoint: str, mark: str) -> str:
    before, _zero, after = url_for(endpoint, invoice_id=0).rpartition("/0")
    return f"{before}/{mark}{after}"


def cursor(after: After | None) -> str:
    """Write from where a column goes on."""
    return f"{after[0].isoformat() if after[0] else 'draft'}_{after[1]}" if after else ""


def read_cursor(text: str) -> After | None:
    """Read from where a column goes on; None, its beginning, for anything else."""
    day, _mark, number = text.partition("_")
    try:
        return (None if day == "draft" else dt.date.fromisoformat(day)), int(number)
    except ValueError:
        return None


def limits(arguments: MultiDict[str, str]) -> dict[Column, int]:
    """Give how many cards of each column were on the page, so that as many come back."""
    found = {}
    for column in Column:
        shown = arguments.getlist(f"shown-{column}", type=int)
        found[column] = min(max([PAGE, *shown]), MOST_SHOWN)
    return found
