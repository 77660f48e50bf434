"""The eves of the festivals that deadlines are set by: 2022年春节前 ends on the day before the first day of the lunar year."""

from datetime import date, timedelta
from typing import Final

__all__ = ["FESTIVALS", "eve"]

FESTIVALS: Final = {"春节": 0, "元旦": 101, "五一": 501, "劳动节": 501, "国庆": 1001, "国庆节": 1001}
"""Festivals by name: month and day, or 0 for the first day of the lunar year."""

# the first days of the lunar years from 1991 on, in days after 20 January: the new moon by Beijing time
_FIRST: Final = 1991
_LUNAR: Final = (
    "26 15 3 21 11 30 18 8 27 16 4 23 12 2 20 9 29 18 6 25 14 3 21 11 30 19 8 27 16 5 23 12 2 21 9 28 17 6 24 14 3 22 11 30"
    " 19 8 26 15 4 23 12 2 21 10 28 17 6 25 13 3"
).split()


def eve(year: int, festival: int) -> date:
    """Give the day before a festival.

    Raises:
        ValueError: for a lunar year that is not in the table.
    """
    if festival:
        day = date(year, festival // 100, festival % 100)
    elif 0 <= year - _FIRST < len(_LUNAR):
        day = date(year, 1, 20) + timedelta(days=int(_LUNAR[year - _FIRST]))
    else:
        msg = f"the lunar year {year} is not in the table"
        raise ValueError(msg)
    return day - timedelta(days=1)
