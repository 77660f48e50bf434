"""The workshop of bulletins: writing, reading and verifying behind `zhaoshang.bulletins`."""
