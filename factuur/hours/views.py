"""Pages of this room."""

from flask import Blueprint

bp = Blueprint("hours", __name__, url_prefix="/hours")
