"""Where the pages of payments hang."""

from flask import Blueprint

bp = Blueprint("payments", __name__, url_prefix="/payments")
