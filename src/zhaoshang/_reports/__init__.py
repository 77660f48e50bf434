"""The workshop of reports: tables, boards and charts behind `zhaoshang.reports`."""
