"""What can be done with mails."""

from factuur.mailing.actions.by_hand import by_hand, take_back
from factuur.mailing.actions.delivery import Delivered, deliver_due, recover
from factuur.mailing.actions.outbox import TooLate, cancel, mark_as_sent, retry
from factuur.mailing.actions.writing import (
    NoRecipient,
    NoSender,
    NotIssued,
    Waiting,
    queue,
    queue_invoice,
    queue_many,
    queue_test,
    send_all,
)

__all__ = [
    "Delivered",
    "NoRecipient",
    "NoSender",
    "NotIssued",
    "TooLate",
    "Waiting",
    "by_hand",
    "cancel",
    "deliver_due",
    "mark_as_sent",
    "queue",
    "queue_invoice",
    "queue_many",
    "queue_test",
    "recover",
    "retry",
    "send_all",
    "take_back",
]
