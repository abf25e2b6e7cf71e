"""The blueprint that the pages of this room hang on."""

from flask import Blueprint

bp = Blueprint("projects", __name__, url_prefix="/projects")
