"""Living through half a year of the made-up world, by the same actions as its users."""

import datetime as dt
import random
import secrets
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from factuur import clock
from factuur.access import actions as access
from factuur.access.rules import Role
from factuur.company import actions as company
from factuur.db import database
from factuur.demo import events
from factuur.demo.people import (
    DESIGN,
    MORE_NAMES,
    MORE_PLACES,
    NORTH,
    SOUTH,
    WORK,
    Customer,
    World,
)
from factuur.invoices.actions import drafting, issuing
from factuur.models import Administration, Client, Contact, Entry, Invoice, Project, User

# Days before today on which invoices were made: so that today some are late by more than a
# month, some by weeks or days, some fall due this week, and some were made just now.
BILLED = (150, 122, 94, 66, 46, 37, 21, 12, 3)
HOURS_FROM = 180


def build(*, seed: int, large: bool, today: dt.date) -> tuple[str, dict[str, int]]:
    """Make the whole world and give the owner's password, and how many there are of what.

    The same seed and day give the same world, up to the keys and hashes that are secret.
    """
    chance = random.Random(seed)  # noqa: S311 - a believable world, not a secret
    password = secrets.token_urlsafe(9)
    counts: Counter[str] = Counter()
    with clock.stopped_at(_nine_o_clock(today - dt.timedelta(days=HOURS_FROM))):
        owner = _people(password)
    for world in _worlds(chance, large=large):
        counts.update(_live(world, owner, chance, today))
    return password, dict(counts)


def _worlds(chance: random.Random, *, large: bool) -> Iterator[World]:
    if not large:
        yield from (NORTH, SOUTH)
        return
    yield replace(NORTH, customers=NORTH.customers + tuple(_more(chance, 24)))
    yield SOUTH
    third = replace(NORTH.firm, name="Noord Onderhoud", email="info@noordonderhoud.example")
    yield World(third, ("Anja de Vries",), tuple(_more(chance, 8)))


def _more(chance: random.Random, count: int) -> Iterator[Customer]:
    for number in range(count):
        trade = MORE_NAMES[number % len(MORE_NAMES)]
        place = chance.choice(MORE_PLACES)
        yield Customer(
            f"{trade} {place} {number + 1}",
            f"Hoofdstraat {chance.randrange(1, 300)}",
            f"{chance.randrange(1000, 9999)} AB",
            place,
            chance.randrange(70, 125, 5),
            ("Opdracht",),
            DESIGN,
            chance.choice((-4, 0, 3, 11, 28, 40)),
        )


def _people(password: str) -> User:
    with database.atomic():
        return access.add_user("anja@studionoord.example", "Anja de Vries", password)


def _nine_o_clock(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(8))


def _live(world: World, owner: User, chance: random.Random, today: dt.date) -> Counter[str]:
    """Live one firm's half year: agree, work, bill, send, be paid or not."""
    first = today - dt.timedelta(days=HOURS_FROM)
    with clock.stopped_at(_nine_o_clock(first)):
        firm = company.found_administration(world.firm, owner)
        firm.rounding_minutes = world.rounding_minutes
        firm.save()
        if world is NORTH or world.firm == NORTH.firm:
            _colleagues(firm)
        clients = [(customer, _client(firm, customer)) for customer in world.customers]
    entries = _work(firm, world, clients, chance, first, today)
    bill(firm, owner, clients, today)
    counts = Counter(clients=len(clients), entries=entries)
    with clock.stopped_at(min(_nine_o_clock(today), clock.now())):
        counts.update(events.happen(firm, owner, dict(_by_id(clients)), today))
    counts["invoices"] = Invoice.select().where(Invoice.administration == firm).count()
    return counts


def _by_id(clients: list[tuple[Customer, Client]]) -> Iterator[tuple[int, Customer]]:
    for customer, client in clients:
        yield client.id, customer


def _colleagues(firm: Administration) -> None:
    with database.atomic():
        for name, role in (("Tom Bakker", Role.MEMBER), ("Fatima Amrani", Role.BOOKKEEPER)):
            email = f"{name.split()[0].lower()}@studionoord.example"
            user = access.add_user(email, name, secrets.token_urlsafe(16))
            access.join(user, firm, role)


def _client(firm: Administration, customer: Customer) -> Client:
    with database.atomic():
        client: Client = Client.create(
            administration=firm,
            number=str(1001 + Client.select().where(Client.administration == firm).count()),
            name=customer.name,
            kind=customer.kind,
            country=customer.country,
            street=customer.street,
            postcode=customer.postcode,
            city=customer.city,
            vat_id=customer.vat_id,
            email=customer.email,
            language=customer.language,
            terms_days=customer.terms_days,
            rate_e4=customer.rate * 10_000,
        )
        if customer.person:
            Contact.create(client=client, name=customer.person, email=customer.email)
        for name in customer.projects:
            Project.create(administration=firm, client=client, name=name)
    return client


def _work(
    firm: Administration,
    world: World,
    clients: list[tuple[Customer, Client]],
    chance: random.Random,
    first: dt.date,
    today: dt.date,
) -> int:
    """Write each working day's hours, for each person two or three pieces of work."""
    projects = {
        (project.__data__["client"], project.name): project.id
        for project in Project.select().where(Project.administration == firm)
    }
    rows = [
        _piece(client, customer, chance)
        | {"administration": firm.id, "worked_on": day, "person": person}
        for day in _working_days(first, today)
        for person in world.people
        for customer, client in chance.sample(clients, k=min(2, len(clients)))
    ]
    for row in rows:
        row["project"] = projects[row["client"], row["project"]]
    with database.atomic():
        for start in range(0, len(rows), 200):
            Entry.insert_many(rows[start : start + 200]).execute()
    return len(rows)


def _piece(client: Client, customer: Customer, chance: random.Random) -> dict[str, Any]:
    """Give a few hours of one task, for one of the client's projects by its name."""
    task = chance.choice(customer.tasks)
    project = chance.choice(customer.projects)
    seconds = chance.randrange(3, 15) * 900
    return {
        "client": client.id,
        "project": project,
        "task": task,
        "description": WORK[task],
        "seconds": seconds,
    }


def _working_days(first: dt.date, today: dt.date) -> Iterator[dt.date]:
    for number in range((today - first).days):
        day = first + dt.timedelta(days=number)
        if day.weekday() < 5:  # noqa: PLR2004 - Monday to Friday
            yield day


def bill(
    firm: Administration, owner: User, clients: list[tuple[Customer, Client]], today: dt.date
) -> None:
    """Bill a third of the clients on each of those days, in turn, and send the invoices."""
    for turn, days in enumerate(BILLED):
        day = today - dt.timedelta(days=days)
        with clock.stopped_at(_nine_o_clock(day)):
            for place, (_, client) in enumerate(clients):
                if (place + turn) % 3 or not _has_hours(client, day):
                    continue
                (draft,) = drafting.draft_hours(
                    firm, client_id=client.id, until=day, user_id=owner.id
                )
                invoice = issuing.issue(firm, draft, today=day, user_id=owner.id)
                if turn < len(BILLED) - 1:
                    events.send(firm, invoice, owner, day)


def _has_hours(client: Client, until: dt.date) -> bool:
    mine = (Entry.client == client) & (Entry.worked_on <= until)
    return bool(Entry.select(Entry.id).where(mine).exists())
