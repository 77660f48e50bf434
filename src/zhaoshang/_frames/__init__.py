"""The workshop of data frames."""
