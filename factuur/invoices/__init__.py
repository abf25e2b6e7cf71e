"""Invoices and credit notes: drafted from hours, edited, checked, numbered, credited."""
