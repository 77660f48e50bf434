"""Articles held against themselves and against a ledger, one or many."""
