"""Pages of this room."""

from flask import Blueprint

bp = Blueprint("company", __name__, url_prefix="/company")
