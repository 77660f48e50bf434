"""Cells to values: the readers of each kind of field, their faults, and one row's values to a project."""
