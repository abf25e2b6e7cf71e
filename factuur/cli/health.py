"""Is all well: with the books, and with the machine."""

from collections import Counter

import click
from flask.cli import AppGroup

from factuur import clock, doctor, verify
from factuur.cli.frame import Answer, command, say
from factuur.cli.frame import administration as one
from factuur.models import Administration

GROUP = AppGroup("health")


@command(GROUP, "verify")
@click.option("--administration", "slug", help="Only this one, by its short name.")
def prove(slug: str | None) -> Answer:
    """Recompute the books and name every row that does not fit; exit 1 when one does not."""
    chosen = [one(slug)] if slug else list(Administration.select().order_by(Administration.slug))
    checked: Counter[str] = Counter()
    problems = []
    for administration in chosen:
        report = verify.books(administration)
        checked.update(report.checked)
        problems += [
            {"administration": administration.slug, "check": found.check, "what": found.what}
            for found in report.problems
        ]
    for name, count in checked.items():
        say(f"{name}: {count}")
    for problem in problems:
        say("!  " + " · ".join(problem.values()))
    return {"ok": not problems, "checked": dict(checked), "problems": problems}


@command(GROUP, "doctor")
def examine() -> Answer:
    """Say what is wrong with this installation, each with a remedy."""
    findings = doctor.examine(clock.now())
    for finding in findings:
        mark = "ok" if finding.ok else "!"
        say(f"{mark:3} {finding.name}" + (f": {finding.remedy}" if finding.remedy else ""))
    return {"checks": [{"name": f.name, "ok": f.ok, "remedy": f.remedy} for f in findings]}


COMMANDS: list[click.Command] = list(GROUP.commands.values())
