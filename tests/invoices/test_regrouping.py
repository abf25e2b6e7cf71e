import datetime as dt

from factuur.invoices.actions import drafting, many_lines
from factuur.invoices.queries.papers import lines_of
from factuur.models import Administration, Invoice, Line, LineEntry, User
from tests.factories import TODAY, make_client, make_entry, make_project


def test_a_line_with_another_quantity_stays_as_it_is_when_the_rest_is_grouped_anew(
    db: None, firm: Administration, owner: User
) -> None:
    client = make_client(firm)
    new, old = (make_project(client, name=name) for name in ("Nieuwbouw", "Verbouwing"))
    for days, project in enumerate((new, old, old), 1):
        make_entry(client, project=project, worked_on=TODAY - dt.timedelta(days=days))
    (draft_id,) = drafting.draft_hours(firm, client_id=client.id, user_id=owner.id)
    many_lines.regroup(firm.id, draft_id, "project", user_id=owner.id)
    changed = next(line for line in lines_of(draft_id) if "Nieuwbouw" in line.description)
    Line.update(quantity_e4=30_000).where(Line.id == changed.id).execute()

    many_lines.regroup(firm.id, draft_id, "day", user_id=owner.id)

    lines = lines_of(draft_id)
    assert [line.quantity_e4 for line in lines] == [20_000, 20_000, 30_000]
    assert lines[-1].description == changed.description
    assert LineEntry.select().join(Line).where(Line.invoice == draft_id).count() == 3
    assert Invoice.get_by_id(draft_id).net_cents == (2 + 2 + 3) * 95_00
