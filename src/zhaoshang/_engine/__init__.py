"""The workshop behind `zhaoshang.kpis` and `zhaoshang.frames`."""
