"""Spreadsheets, exports and pasted cells: from cells to rows of hours and clients."""
