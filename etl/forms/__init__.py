"""Workbooks to fill in, written and read back by one engine.

A form is a declaration: its sheets and columns (form.py), the entries of its lists (lists.py), the rules that its rows
follow and what its rows become in the workbench (receive.py). The engine writes the workbook (writer.py), reads it
back (reader.py) and judges its rows (row_judge.py). The survey asks questions down a sheet instead of rows under
heads: it has its own layout, and shares the styles, the page and the hidden sheets.
"""
