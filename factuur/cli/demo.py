"""A made-up world to look around in."""

import datetime as dt
import os
import sys
import webbrowser

import click
from flask import current_app
from flask.cli import AppGroup

from factuur import clock
from factuur.access.queries import is_new
from factuur.cli.frame import Answer, command, say
from factuur.cli.serving import serve
from factuur.db import database, migrate
from factuur.demo import world
from factuur.errors import N_, Refused
from factuur.settings import Settings

GROUP = AppGroup("demo")
DAY = click.DateTime(["%Y-%m-%d"])


class NotEmpty(Refused):
    """A made-up world is never mixed with a real one."""

    code = "not_empty"
    message = N_("There is data here already. Name an empty folder: FACTUUR_DATA=demo make demo")


@command(GROUP, "demo")
@click.option("--seed", default=1, show_default=True, help="Another number, another world.")
@click.option("--size", default="small", type=click.Choice(["small", "large"]))
@click.option("--on", "on", type=DAY, help="Make it as of this day instead of today.")
@click.option("--serve", "then_serve", is_flag=True, help="Then open it, signed in.")
def demo(*, seed: int, size: str, on: dt.datetime | None, then_serve: bool) -> Answer:
    """Fill an empty installation with a believable world; no mail leaves."""
    migrate()
    marker = current_app.config["SETTINGS"].data / "demo"
    if then_serve and marker.exists():
        _open()
    if not is_new():
        raise NotEmpty
    today = on.date() if on else clock.today()
    password, counts = world.build(seed=seed, large=size == "large", today=today)
    marker.touch()
    say(f"anja@studionoord.example / {password}")
    if then_serve:
        _open()
    return dict(counts)


def _open() -> None:
    """Start the page for this machine alone, as its owner, and show it."""
    database.close()
    os.environ["FACTUUR_DEMO"] = "1"
    settings: Settings = current_app.config["SETTINGS"]
    if sys.platform in ("darwin", "win32") or os.environ.get("DISPLAY"):
        webbrowser.open(f"http://{settings.host}:{settings.port}")
    click.get_current_context().invoke(serve, no_worker=False)


COMMANDS: list[click.Command] = [GROUP.commands["demo"]]
