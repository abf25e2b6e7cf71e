"""Pages of the board: all columns, one column, and what can be done with a card."""

from factuur.board.blueprint import bp
from factuur.board.views import columns, holds, moves

__all__ = ["bp", "columns", "holds", "moves"]
