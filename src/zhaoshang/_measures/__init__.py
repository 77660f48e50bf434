"""The workshop of measures."""
