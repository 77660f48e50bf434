"""Number formats: how much of a date they show."""

import re
from datetime import date
from typing import Final

from zhaoshang.periods import Period

__all__ = ["BUILT_IN", "is_coarse", "shown_period"]

BUILT_IN: Final = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d h:mm", 27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 36: 'yyyy"年"m"月"',
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 49: "@", 50: 'yyyy"年"m"月"', 52: 'yyyy"年"m"月"',
    55: 'yyyy"年"m"月"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
"""The number formats that Excel knows by number alone, as a Chinese Excel shows them."""

_LITERAL: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_CLOCK: Final = re.compile("[hs]|am/pm")


def is_coarse(code: str, /) -> bool:
    """Tell whether a number format shows a date without its day."""
    return shown_period(code, date(2000, 1, 1)) is not None


def shown_period(code: str, day: date, /) -> Period | None:
    """Give the month or year that a number format shows of a date; `None` where it shows the day, or no date.

    Examples:
        >>> from datetime import date
        >>> day = date(2022, 3, 5)
        >>> print(
        ...     shown_period('yyyy"年"m"月"', day),
        ...     shown_period("[$-804]yyyy", day),
        ...     shown_period("yyyy/m/d", day),
        ... )
        2022-03 2022 None
    """
    plain = _LITERAL.sub("", code.partition(";")[0]).lower()
    if "d" in plain or _CLOCK.search(plain) or plain == "general":
        return None
    if "m" in plain:
        return Period.month(day.year, day.month)
    return Period.year(day.year) if "y" in plain else None
