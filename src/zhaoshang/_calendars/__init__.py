"""The workshop behind `zhaoshang.calendars`: working days, and time limits."""
