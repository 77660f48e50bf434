"""The workshop behind `zhaoshang.errors`: the errors by what they are about."""
