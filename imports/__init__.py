"""Readers of files from outside: pure, bounded, and ignorant of what their rows are for."""
