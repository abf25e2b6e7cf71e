"""When mail goes out: as soon as it is written, and each minute what is due again."""

from factuur import clock
from factuur.mailing import actions
from factuur.queue import every, job


@job("mailing.deliver")
def deliver() -> None:
    """Send what is due now."""
    actions.deliver_due(clock.now)


@every("mailing.sweep", minute="*")
def sweep() -> None:
    """Send what is due again, and take back what a dead worker held."""
    actions.deliver_due(clock.now)
