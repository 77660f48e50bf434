"""The workshop of quantities."""
