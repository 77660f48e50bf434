"""The workshop behind `zhaoshang.checks`."""
