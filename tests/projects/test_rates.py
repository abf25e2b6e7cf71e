"""What an hour costs, and how much of a budget is used."""

from typing import Any

import pytest

from factuur.models import ProjectRate
from factuur.projects import queries
from factuur.projects.rules import Rates, Use, rate_for
from tests.counting import Queries
from tests.factories import make_administration, make_client, make_entry, make_project

RATES = Rates({1: 95_0000}, {7: 105_0000, 8: None}, {(7, "anja"): 110_0000})


@pytest.mark.parametrize(
    ("given", "rate"),
    [
        ({"own_e4": 50_0000, "project_id": 7, "person": "Anja"}, 50_0000),
        ({"own_e4": 0, "project_id": 7, "person": "Anja"}, 0),
        ({"project_id": 7, "person": "Anja"}, 110_0000),
        ({"project_id": 7, "person": "ANJA"}, 110_0000),
        ({"project_id": 7, "person": "Piet"}, 105_0000),
        ({"project_id": 8, "person": "Anja"}, 95_0000),
        ({"project_id": None, "person": "Anja"}, 95_0000),
        ({"client_id": 2, "project_id": None, "person": ""}, None),
    ],
    ids=["own", "own of nothing", "person", "capitals", "project", "client", "no project", "none"],
)
def test_the_nearest_agreement_sets_the_price(given: dict[str, Any], rate: int | None) -> None:
    assert rate_for(RATES, **{"own_e4": None, "client_id": 1} | given) == rate


@pytest.mark.parametrize(
    ("use", "percent"),
    [
        (Use(3600, 0, None, None), None),
        (Use(3600, 0, 7200, None), 50),
        (Use(3600, 90_00, 7200, 100_00), 90),
        (Use(10_000, 0, 7200, None), 139),
        (Use(0, 0, 0, 0), None),
    ],
    ids=["no budget", "hours", "the larger of both", "over", "a budget of nothing"],
)
def test_a_budget_is_as_full_as_the_fuller_half(use: Use, percent: int | None) -> None:
    assert use.percent == percent


def test_all_rates_come_in_three_queries(db: str) -> None:
    firm = make_administration()
    for _ in range(3):
        client = make_client(firm)
        project = make_project(client, rate_e4=100_0000)
        ProjectRate.create(project=project, person="Anja", rate_e4=120_0000)
    with Queries() as asked:
        rates = queries.rates_of(firm.id, [client.id])
    assert asked.count == 3
    assert rates == Rates(
        {client.id: 95_0000}, {project.id: 100_0000}, {(project.id, "anja"): 120_0000}
    )
    assert len(queries.rates_of(firm.id).clients) == 3
    assert queries.rates_of(make_administration().id, [client.id]) == Rates()


def test_the_sums_of_the_database_use_the_same_rates(db: str) -> None:
    firm = make_administration()
    client = make_client(firm)
    project = make_project(client, rate_e4=100_0000)
    ProjectRate.create(project=project, person="Anja", rate_e4=120_0000)
    entries = [
        make_entry(client, project=project, person="anja"),
        make_entry(client, project=project, person="Piet"),
        make_entry(client, project=project, person="Piet", rate_e4=10_0000),
    ]
    make_entry(client, project=project, billable=False)
    rates = queries.rates_of(firm.id, [client.id])
    worth = [
        rate_for(
            rates, own_e4=e.rate_e4, client_id=client.id, project_id=project.id, person=e.person
        )
        for e in entries
    ]
    assert worth == [120_0000, 100_0000, 10_0000]
    use = queries.project_row(firm.id, project.id).use
    assert (use.seconds, use.cents) == (4 * 7200, 2 * (120_00 + 100_00 + 10_00))
