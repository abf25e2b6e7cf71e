"""The blueprint of this room."""

from flask import Blueprint

from factuur.company.first_run import print_token

bp = Blueprint("company", __name__)
bp.record_once(print_token)
