"""A workbook to a ledger, with an account of every sheet, row, column and cell."""
