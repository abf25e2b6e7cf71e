"""The blueprint that the pages of this room hang on."""

from flask import Blueprint

bp = Blueprint("clients", __name__, url_prefix="/clients")
