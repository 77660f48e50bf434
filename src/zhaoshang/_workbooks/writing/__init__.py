"""A ledger to a workbook that the reader takes back, and a workbook sent back with marks."""
