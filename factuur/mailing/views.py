"""Pages of this room."""

from typing import cast

from flask import Blueprint, Flask

from factuur.mailing import post

bp = Blueprint("mailing", __name__, url_prefix="/mailing")
bp.record_once(lambda state: post.init_app(cast("Flask", state.app)))
