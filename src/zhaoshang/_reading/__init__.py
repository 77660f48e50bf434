"""The workshop behind `zhaoshang.reading`: folding, numerals, lexicon, amounts, dates and scanning.

Text runs through one pipeline, each step a module: `folding` makes it plain and remembers offsets, `lexicon` knows
the words, `numerals` reads numbers, `amounts` and `dates` put them together, `scanning` finds them in running text.
"""

from typing import Final

LONGEST: Final = 1000
"""How many characters a cell may have."""
