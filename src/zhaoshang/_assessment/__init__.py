"""The workshop of assessment schemes: what they are made of, how they are scored, those that are shipped."""
