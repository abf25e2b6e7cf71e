"""The door of the room; opening it gives Flask-Mail its settings."""

from typing import cast

from flask import Blueprint, Flask

from factuur.mailing import post
from factuur.mailing.words import WORDS, why

bp = Blueprint("mailing", __name__, url_prefix="/mailing")
bp.record_once(lambda state: post.init_app(cast("Flask", state.app)))
bp.context_processor(lambda: dict(WORDS))
bp.add_app_template_filter(why, "mail_trouble")  # rooms on the left tell of mails too
