"""Pages of this room."""

from flask import Blueprint

bp = Blueprint("payments", __name__, url_prefix="/payments")
