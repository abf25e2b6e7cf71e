"""Mails: what waits, what left, and what nobody can be sure of."""
