"""What the board shows. Every query takes a scope: the administration, the day, the filters."""

from factuur.board.queries.cards import After, Card, Cards, all_cards, boards_cards, card_of, cards
from factuur.board.queries.conditions import Scope, Wanted
from factuur.board.queries.heads import heads, open_sum

__all__ = [
    "After",
    "Card",
    "Cards",
    "Scope",
    "Wanted",
    "all_cards",
    "boards_cards",
    "card_of",
    "cards",
    "heads",
    "open_sum",
]
