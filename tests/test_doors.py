"""Every door of the house, whoever knocks: generated from the addresses of the app.

A page that a room adds is walked here by itself. It fails by name when nobody said who
may use it, or when its address has a variable that tests/world.py cannot fill in.
"""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from factuur.access.rules import ANYONE, OWN, READ, SIGNED_IN, WRITE, Role
from tests.conftest import HTMX, signed_in
from tests.factories import make_user
from tests.world import World, business_rows, make_world

MARKS = (ANYONE, SIGNED_IN, READ, WRITE, OWN)
SAFE = {"GET", "HEAD", "OPTIONS"}

# Of everybody's own account, or of the machine: the rows they reach hang on no administration.
OWN_ROWS = {"access.end_session", "access.join", "access.accept", "intake.example"}


@pytest.fixture
def world(app: Flask) -> World:
    """Give a firm with a row of everything; a fault is counted as a 500, so that all are found."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return make_world(app, "Kievit")


def rules(app: Flask, *, safe: bool) -> Iterator[tuple[Rule, str]]:
    """Give each address with each of its methods, the start of a file folder left out."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if rule.endpoint != "static" and (method in SAFE) == safe:
                yield rule, method


def mark(app: Flask, rule: Rule) -> frozenset[str]:
    """Give who may use an address."""
    allowed: frozenset[str] = getattr(app.view_functions[rule.endpoint], "allowed", frozenset())
    return allowed


def knock(browser: FlaskClient, method: str, address: str, **more: object) -> int:
    """Give the status with which a door answers; a fault that is not caught is a 500."""
    response = browser.open(address, method=method, **more)  # type: ignore[arg-type]
    response.close()
    return response.status_code


def test_every_door_says_who_may_come_in(app: Flask, engine: str) -> None:
    unmarked = {
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint != "static" and getattr(view, "allowed", None) not in MARKS
    }
    assert unmarked == set()


def test_a_door_that_nobody_marked_opens_for_nobody(app: Flask, world: World) -> None:
    app.view_functions["toy"] = lambda: "open"
    app.url_map.add(Rule("/toy", endpoint="toy"))
    assert knock(world.people[Role.OWNER], "GET", "/toy") == 403


def test_a_stranger_is_sent_to_sign_in_and_learns_nothing(app: Flask, world: World) -> None:
    before, wrong = business_rows(), []
    for safe in (True, False):
        for rule, method in rules(app, safe=safe):
            if mark(app, rule) == ANYONE:
                continue
            address, stranger = world.address(app, rule), app.test_client()
            answer = stranger.open(address, method=method)
            if answer.status_code != 302 or not answer.location.startswith("/sign-in"):
                wrong.append((method, address, f"a page: {answer.status_code}"))
            if knock(stranger, method, address, headers=HTMX) != 401:
                wrong.append((method, address, "a part"))
    assert wrong == []
    assert business_rows() == before


def test_another_firms_owner_finds_nothing_and_changes_nothing(app: Flask, world: World) -> None:
    other = make_world(app, "Zwaluw")
    intruder = other.people[Role.OWNER]
    before, open_doors = business_rows(), []
    for safe in (True, False):
        for rule, method in rules(app, safe=safe):
            ids = {name for name in rule.arguments if name.endswith("_id")}
            if not ids or rule.endpoint in OWN_ROWS:
                continue
            for invoice in ("invoice_id", "issued_id"):
                address = world.address(app, rule, invoice_id=world.values[invoice])
                status = knock(intruder, method, address)
                if status != 404:
                    open_doors.append((method, address, status))
    assert open_doors == []
    assert business_rows() == before


def test_a_row_of_another_firm_behind_ones_own_is_not_there_either(
    app: Flask, world: World
) -> None:
    other = make_world(app, "Zwaluw")
    intruder = other.people[Role.OWNER]
    before, open_doors = business_rows(), []
    for rule, method in rules(app, safe=False):
        ids = sorted(name for name in rule.arguments if name.endswith("_id"))
        for foreign in ids[1:]:
            mixed = {name: other.values[name] for name in ids} | {foreign: world.values[foreign]}
            address = other.address(app, rule, **mixed)
            status = knock(intruder, method, address)
            if status not in (404, 409):  # 409: that line is not on your invoice (any more)
                open_doors.append((method, address, foreign, status))
    assert open_doors == []
    assert business_rows() == before


def test_a_bookkeeper_looks_everywhere_and_writes_nowhere(app: Flask, world: World) -> None:
    browser = world.people[Role.BOOKKEEPER]
    before, wrong = business_rows(), []
    for rule, method in rules(app, safe=False):
        if mark(app, rule) in (ANYONE, SIGNED_IN):
            continue
        address = world.address(app, rule)
        if knock(browser, method, address) != 403:
            wrong.append((method, address))
    assert wrong == []
    assert business_rows() == before


def test_each_role_comes_in_where_it_may_and_nowhere_else(app: Flask, world: World) -> None:
    wrong = []
    for rule, method in rules(app, safe=True):
        address, allowed = world.address(app, rule), mark(app, rule)
        for role, browser in world.people.items():
            refused = knock(browser, method, address) == 403
            if refused == (allowed in (ANYONE, SIGNED_IN) or role in allowed):
                wrong.append((role, address, refused))
    assert wrong == []


def test_looking_changes_nothing_however_often_and_whoever_looks(app: Flask, world: World) -> None:
    before, faults = business_rows(), set()
    for rule, _ in rules(app, safe=True):
        for invoice in ("invoice_id", "issued_id"):
            address = world.address(app, rule, invoice_id=world.values[invoice])
            for browser in (world.people[Role.OWNER], app.test_client()):
                for method in ("GET", "HEAD", "GET"):
                    for headers in ({}, HTMX):
                        status = knock(browser, method, address, headers=headers)
                        if status >= 500:
                            faults.add((method, address, status))
    assert sorted(faults) == []
    assert business_rows() == before


def test_no_page_shows_a_word_of_another_firm(app: Flask, world: World) -> None:
    other = make_world(app, "Zwaluw")
    leaks = []
    for rule, _ in rules(app, safe=True):
        for browser, firm, secret in (
            (world.people[Role.OWNER], world, "Zwaluw"),
            (other.people[Role.OWNER], other, "Kievit"),
        ):
            address = firm.address(app, rule)
            if rule.endpoint not in OWN_ROWS and secret.encode() in browser.get(address).data:
                leaks.append(address)
    assert leaks == []


def test_a_write_without_its_token_is_refused(app: Flask, world: World) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    before, wrong = business_rows(), []
    for rule, method in rules(app, safe=False):
        address = world.address(app, rule)
        for headers in ({}, HTMX, {"X-CSRFToken": "of another session"}):
            status = knock(world.people[Role.OWNER], method, address, headers=headers)
            if status != 400:
                wrong.append((method, address, status))
    assert wrong == []
    assert business_rows() == before


def test_a_write_that_another_site_asked_for_is_refused(app: Flask, world: World) -> None:
    before, wrong = business_rows(), []
    for rule, method in rules(app, safe=False):
        address, headers = world.address(app, rule), {"Sec-Fetch-Site": "cross-site"}
        if knock(world.people[Role.OWNER], method, address, headers=headers) != 403:
            wrong.append((method, address))
    assert wrong == []
    assert business_rows() == before


def test_an_empty_form_is_answered_and_never_breaks_a_door(app: Flask, world: World) -> None:
    faults = set()
    for rule, method in rules(app, safe=False):
        if rule.endpoint.startswith("access.sign_out"):
            continue
        owner = signed_in(app, make_user(world.firm, Role.OWNER))
        for invoice in ("issued_id", "invoice_id"):
            address = world.address(app, rule, invoice_id=world.values[invoice])
            status = knock(owner, method, address)
            if status >= 500:
                faults.add((method, address, status))
    assert sorted(faults) == []
