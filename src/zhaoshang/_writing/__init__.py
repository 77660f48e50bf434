"""The workshop behind `zhaoshang.writing`: numerals, Chinese and English."""
