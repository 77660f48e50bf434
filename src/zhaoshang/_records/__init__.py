"""The workshop behind `zhaoshang.records`."""
