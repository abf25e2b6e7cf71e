"""Pages of this room."""

from flask import Blueprint

bp = Blueprint("insight", __name__, url_prefix="/insight")
