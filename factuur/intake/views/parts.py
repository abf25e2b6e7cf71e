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
    to_mend, more_to_mend = listing.wrong_rows(preview)
    rows, more = listing.good_rows(preview)
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
        to_mend=to_mend,
        more_to_mend=more_to_mend,
        rows=rows,
        more=more,
        **shown(preview),
        **values,
    )


def shown(preview: HoursPreview | ListPreview) -> dict[str, Any]:
    """Give what every table of rows needs."""
    fields = listing.shown_fields(preview)
    return {
        "words": labels,
        "shown_fields": {field: labels.field_label(field) for field in fields},
        "numeric": listing.NUMERIC,
        "several_sheets": len(preview.packed.sheets) > 1,
    }
