"""Registers and lists of document control: each defined once, shown as table, page, sheet and spreadsheet."""
