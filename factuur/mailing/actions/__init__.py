"""What can be done with mails."""

from factuur.mailing.actions.delivery import Delivered, deliver_due, recover
from factuur.mailing.actions.outbox import cancel, mark_as_sent, retry
from factuur.mailing.actions.writing import (
    Letter,
    by_hand,
    queue,
    queue_invoice,
    queue_test,
)

__all__ = [
    "Delivered",
    "Letter",
    "by_hand",
    "cancel",
    "deliver_due",
    "mark_as_sent",
    "queue",
    "queue_invoice",
    "queue_test",
    "recover",
    "retry",
]
