"""The board and its columns."""

from typing import Any

from flask import request, url_for

from factuur.access.guard import allow
from factuur.access.rules import READ
from factuur.board import queries, rules
from factuur.board.addresses import card_addresses, cursor, limits, read_cursor
from factuur.board.blueprint import bp, scope_of
from factuur.board.faces import face_of
from factuur.board.forms import FilterForm
from factuur.board.queries import Cards, Scope, Wanted
from factuur.board.rules import Column, Head
from factuur.models import Client
from factuur.web import Response, found, show, wants_part


@bp.get("/")
@allow(READ)
def index() -> Response:
    """Show the whole board as the filters want it; for htmx, the board alone."""
    form = FilterForm(request.args)
    form.validate()
    scope = scope_of(form)
    heads = queries.heads(scope)
    pages = queries.boards_cards(scope, limits(request.args))
    return show(
        "board/index.html",
        part="board/_board.html",
        columns=[_column(scope, column, pages[column], heads[column]) for column in Column],
        form=form,
        client=found(Client, form.client.data) if form.client.data else None,
        filtered=scope.wanted != Wanted(),
        is_empty=not any(head.count for head in heads.values()),
        **card_addresses(),
    )


@bp.get("/columns/<key>")
@allow(READ)
def column(key: str) -> Response:
    """Show one column as a page; for htmx, its next cards."""
    form = FilterForm(request.args)
    form.validate()
    scope = scope_of(form)
    chosen = rules.column_named(key)
    page = queries.cards(scope, chosen, after=read_cursor(request.args.get("after", "")))
    head = Head(chosen) if wants_part() else queries.heads(scope)[chosen]
    return show(
        "board/column.html",
        part="board/_cards.html",
        column=_column(scope, chosen, page, head),
        **card_addresses(),
    )


def _column(scope: Scope, column: Column, page: Cards, head: Head) -> dict[str, Any]:
    """Give what a column's template asks."""
    shown = request.args.get("shown", 0, type=int) + len(page.rows)
    asked: dict[str, Any] = {
        name: value for name, value in request.args.items() if not name.startswith("shown")
    }
    asked |= {"after": cursor(page.after), "shown": shown}
    return {
        "key": column,
        "name": rules.NAMES[column],
        "head": head,
        "is_over": rules.is_over(head),
        "late": rules.days_late(head.oldest_on, scope.today),
        "faces": [face_of(column, card, scope.today) for card in page.rows],
        "shown": shown,
        "more": url_for(".column", key=column, **asked) if page.after else "",
    }
