"""The workshop behind `zhaoshang.reading`: folding, numerals, lexicon, amounts, dates and scanning.

Text runs through one pipeline, each step a module: `folding` makes it plain and remembers offsets, `lexicon` knows
the words, `numerals` reads numbers, `amounts` and `dates` put them together, `scanning` finds them in running text.
`english` holds the same steps for the other language, loaded with the first text that needs them.
"""

from typing import Final

LONGEST: Final = 1000
"""How many characters a cell may have."""
