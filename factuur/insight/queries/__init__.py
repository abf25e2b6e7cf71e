"""What the start page asks; every query takes the administration first."""

from factuur.insight.queries.today import (
    SHOWN,
    Due,
    Figures,
    LastImport,
    Unbilled,
    Waiting,
    fell_due,
    figures,
    last_import,
    progress_of,
    unbilled_by_client,
    waiting,
)

__all__ = [
    "SHOWN",
    "Due",
    "Figures",
    "LastImport",
    "Unbilled",
    "Waiting",
    "fell_due",
    "figures",
    "last_import",
    "progress_of",
    "unbilled_by_client",
    "waiting",
]
