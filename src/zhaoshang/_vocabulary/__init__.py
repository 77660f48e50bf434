"""The workshop behind `zhaoshang.vocabulary`: the word lists by what they are about."""
