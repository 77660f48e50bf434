"""Characters that nobody sees: those that do nothing, and those that turn the order of what is seen."""

from typing import Final

from zhaoshang._basics import deferred_re as re

HIDDEN: Final = re.compile(
    "([\u00ad\u034f\u180e\u200b-\u200e\u202a\u202c\u202d\u2060-\u2064\u2066\u2068\u2069\ufe00-\ufe0f\ufeff]+)"
)
"""Soft hyphens, blanks and joiners without width, marks of the usual direction: as if they were not there."""

TURNING: Final = re.compile("[\u061c\u200f\u202b\u202e\u2067]")
"""What stands behind such a mark may be seen in another order than it is stored."""
