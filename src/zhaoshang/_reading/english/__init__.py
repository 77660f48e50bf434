"""The English of the readers: a lexicon, numerals, amounts, dates and scanning, each beside its Chinese namesake.

The words differ and stand in another order; what comes out is the same: `Numeral`, `Found` and the `Reading` of a date.
"""
