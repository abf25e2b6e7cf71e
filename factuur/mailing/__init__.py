"""Mailing."""
