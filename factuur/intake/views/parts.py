"""What the preview shows, put together once for the page and for each change in it."""

import secrets
from typing import Any

from factuur.intake import labels, listing, queries
from factuur.intake.previewing import HoursPreview, ListPreview, preview_clients, preview_hours
from factuur.models import Batch
from factuur.web import Response, show
from imports import CLIENT_FIELDS, HOUR_FIELDS

_PREVIEW: dict[str, Any] = {"hours": preview_hours, "clients": preview_clients}
FIELDS = {"hours": HOUR_FIELDS, "clients": CLIENT_FIELDS}


def preview_part(batch: Batch, *, status: int = 200, **values: Any) -> Response:
    """Show the preview of a batch; as a part after each choice."""
    preview = _PREVIEW[batch.kind](batch)
    return show(
        "intake/preview.html",
        part="intake/_preview.html",
        status=status,
        batch=batch,
        preview=preview,
        key=secrets.token_urlsafe(16),
        same=queries.same_file(batch),
        groups=listing.groups(preview),
        fields=FIELDS[batch.kind],
        words=labels,
        **rows_of(preview, only_wrong=False, first=0),
        **values,
    )


def rows_of(preview: HoursPreview | ListPreview, *, only_wrong: bool, first: int) -> dict[str, Any]:
    """Give a page of rows with their columns."""
    rows, more = listing.shown_rows(preview, first=first, only_wrong=only_wrong)
    return {
        "rows": rows,
        "more": more,
        "shown_fields": listing.shown_fields(preview),
        "only_wrong": only_wrong,
    }
