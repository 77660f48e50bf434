"""The workshop behind `zhaoshang.scoring`: numbers with bounds, quotients, schedules, points."""
