"""Pages of this room."""

from flask import Blueprint

bp = Blueprint("intake", __name__, url_prefix="/intake")
