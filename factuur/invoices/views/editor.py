"""The editor of a draft: left what is typed, right the page as it will be printed."""

from flask import redirect, request, url_for

from factuur.access.guard import allow
from factuur.access.rules import READ, WRITE
from factuur.invoices import actions
from factuur.invoices.actions.heading import HeadValues
from factuur.invoices.forms import HeadForm
from factuur.invoices.refusals import HeadChanged
from factuur.invoices.views.differences import between
from factuur.invoices.views.parts import editor_values, sums_values
from factuur.invoices.views.room import bp, found_draft
from factuur.models import Invoice
from factuur.web import Response, administration, announce, found, saved, show, user_id


@bp.get("/<int:invoice_id>/edit")
@allow(WRITE)
def edit(invoice_id: int) -> Response:
    """Show the editor of a draft; what was issued has a page of its own."""
    invoice = found(Invoice, invoice_id)
    if invoice.number is not None:
        return redirect(url_for(".detail", invoice_id=invoice.id))
    return show("invoices/edit.html", **editor_values(invoice))


@bp.get("/<int:invoice_id>/checks")
@allow(READ)
def checks(invoice_id: int) -> Response:
    """Show what keeps a draft from being issued."""
    draft = found_draft(invoice_id)
    return show("invoices/checks.html", part="invoices/_checks.html", **sums_values(draft))


@bp.post("/<int:invoice_id>/head")
@allow(WRITE)
def save_head(invoice_id: int) -> Response:
    """Save what stands around the lines, or show what is wrong with it."""
    draft = found_draft(invoice_id)
    form = HeadForm(request.form)
    if not form.validate():
        return _head(draft, form, status=422)
    try:
        values = HeadValues(**form.values())
        draft = actions.save_head(
            administration().id, draft.id, values, version=form.version.data, user_id=user_id()
        )
    except HeadChanged as error:
        differences = between(form, HeadForm(obj=error.invoice))
        form.version.data, form.version.raw_data = error.invoice.version, None
        return _head(error.invoice, form, status=409, differences=differences)
    response = saved(
        "invoices/_head_saved.html",
        then=url_for(".edit", invoice_id=draft.id),
        head=HeadForm(obj=draft),
        typed=form,
        **sums_values(draft),
    )
    return announce(response, "invoice-changed")


def _head(draft: Invoice, form: HeadForm, *, status: int, differences: object = None) -> Response:
    """Show the form again with what was typed in it, in the page or in its place."""
    values = editor_values(draft) | {"head": form, "form": form, "differences": differences}
    response = show("invoices/edit.html", part="invoices/_head.html", status=status, **values)
    response.headers["HX-Retarget"] = "#head"
    response.headers["HX-Reswap"] = "outerHTML"
    return response
