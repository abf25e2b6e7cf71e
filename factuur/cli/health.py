"""Is all well: with the books, and with the machine."""

import click
from flask.cli import AppGroup

from factuur import clock, doctor
from factuur.cli.frame import Answer, command, say

GROUP = AppGroup("health")


@command(GROUP, "doctor")
def examine() -> Answer:
    """Say what is wrong with this installation, each with a remedy."""
    findings = doctor.examine(clock.now())
    for finding in findings:
        say(f"{'ok  ' if finding.ok else '!   '}{finding.name}" + _after(finding.remedy))
    return {"checks": [{"name": f.name, "ok": f.ok, "remedy": f.remedy} for f in findings]}


def _after(text: str) -> str:
    return f": {text}" if text else ""


COMMANDS: list[click.Command] = [GROUP.commands["doctor"]]
