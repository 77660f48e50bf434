"""A ledger laid out as flat tables of columns."""
