"""The workshop behind `zhaoshang.lifecycle`."""
