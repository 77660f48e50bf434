"""The shipped rules, each declared beside what finds its faults and what is said of them; one file a subject."""

from typing import Final

from zhaoshang._checks.rule import Rule
from zhaoshang._checks.rules import (
    amounts,
    codes,
    dates,
    duplicates,
    practices,
    promises,
    references,
    returns,
    rows,
    texts,
    units,
)

RULES: Final[tuple[Rule, ...]] = (
    *references.RULES,
    *dates.RULES,
    *amounts.RULES,
    *texts.RULES,
    *returns.RULES,
    *units.RULES,
    *rows.RULES,
    *duplicates.RULES,
    *codes.RULES,
    *promises.PROMISED,
    *practices.RULES,
    *promises.KEPT,
)
"""Every shipped rule, in the order of reporting."""
