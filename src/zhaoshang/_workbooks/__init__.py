"""The workshop behind `zhaoshang.workbooks`: files to grids, grids to rows, rows to a ledger, and back."""
