"""The workshop behind `zhaoshang.ledger`."""
