"""How many cases a test draws: few in the gate, which runs them each time alike, and many by hand, without `CI`."""

import os
from typing import Final

IN_GATE: Final = bool(os.environ.get("CI"))
SHARE: Final = 8 if IN_GATE else 1


def examples(by_hand: int) -> int:
    """Give how many examples Hypothesis draws here, of so many by hand."""
    return -(-by_hand // SHARE)
