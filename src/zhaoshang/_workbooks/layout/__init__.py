"""Grids to tables: which rows are headers, groups, projects or totals, which sheets say the same, and on what evidence."""
