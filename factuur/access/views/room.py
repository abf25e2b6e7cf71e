"""The blueprint of this room."""

from flask import Blueprint

bp = Blueprint("access", __name__)
