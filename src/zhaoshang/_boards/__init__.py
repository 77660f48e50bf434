"""The workshop of boards: how they are declared, how they are filled, those that are shipped."""
