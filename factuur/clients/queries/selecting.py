"""What a query gives when it is asked for rows without a model."""

from collections.abc import Iterable
from typing import Any, cast

from peewee import ModelSelect


def tuples(query: "ModelSelect[Any]") -> Iterable[tuple[Any, ...]]:
    """Give the rows as tuples, in the order of the selected columns."""
    return cast("Iterable[tuple[Any, ...]]", query.tuples())


def dicts(query: "ModelSelect[Any]") -> Iterable[dict[str, Any]]:
    """Give the rows as dictionaries by the name of the column."""
    return cast("Iterable[dict[str, Any]]", query.dicts())
