"""How documents are numbered."""

from flask import request

from factuur import clock
from factuur.access.guard import allow
from factuur.access.rules import OWN
from factuur.company.actions import ChangedMeanwhile
from factuur.company.forms import NumbersForm
from factuur.company.numbering import Numbering, change_numbering
from factuur.company.views.room import bp
from factuur.company.views.settings import conflict, page, section_saved
from factuur.errors import Refused
from factuur.fields import blame
from factuur.web import Response, administration, user_id


@bp.post("/settings/numbers")
@allow(OWN)
def change_numbers() -> Response:
    """Save the patterns and the next numbers, or say which of them cannot be."""
    form = NumbersForm(request.form)
    if not form.validate():
        return page("numbers", form, 422)
    wanted = Numbering(**form.settings())
    try:
        change_numbering(
            administration(),
            wanted,
            today=clock.today(),
            seen=form.seen.data or "",
            by=user_id(),
        )
    except ChangedMeanwhile:
        return conflict("numbers", form)
    except Refused as error:
        blame(form, error)
        return page("numbers", form, 422)
    return section_saved("numbers")
