"""Pages of this room."""

from flask import Blueprint

bp = Blueprint("mailing", __name__, url_prefix="/mailing")
