"""The arithmetic of assessments: targets and schedules, growth, points, bonuses and ranks (考核计分).

Plain functions over numbers. A number is an exact one (`int`, `Decimal`, `Fraction`, digits as text) or a
`zhaoshang.quantities.Quantity`, whose hedge is carried along as bounds. Each function gives a `Result`: a value, or
the reason why there is none. Nothing is rounded and nothing is cut off unless a rule says so.

    >>> from zhaoshang.scoring import completion, schedule_gap, time_progress
    >>> completion(386, 200).value
    Fraction(193, 1)
    >>> progress = time_progress("2006", as_of="2006-10-31")
    >>> round(schedule_gap("125.64", progress).value, 2)
    Fraction(4231, 100)

A calculation takes the result of another, and so do lists of numbers of any kind:

    >>> from zhaoshang import Money
    >>> from zhaoshang.scoring import Number, growth
    >>> amounts: list[Number] = [Money.of("1.5", "亿元"), Money.of(12000, "万元")]
    >>> growth(*amounts).value
    Fraction(25, 1)
"""

from zhaoshang._calls.guard import guard_room
from zhaoshang._scoring.numbers import Measured, Number, Result
from zhaoshang._scoring.points import (
    bonus_points,
    efficacy_scores,
    grades_by_share,
    linear_score,
    per_mu_score,
    rank,
    relative_scores,
    shortfall_score,
    weighted_sum,
)
from zhaoshang._scoring.quotients import (
    change_of_rates,
    completion,
    growth,
    mean,
    month_growth,
    overfulfilment,
    ratio,
    share_of_whole,
    velocity,
)
from zhaoshang._scoring.schedules import schedule_gap, schedule_index, time_progress

__all__ = [
    "Measured",
    "Number",
    "Result",
    "bonus_points",
    "change_of_rates",
    "completion",
    "efficacy_scores",
    "grades_by_share",
    "growth",
    "linear_score",
    "mean",
    "month_growth",
    "overfulfilment",
    "per_mu_score",
    "rank",
    "ratio",
    "relative_scores",
    "schedule_gap",
    "schedule_index",
    "share_of_whole",
    "shortfall_score",
    "time_progress",
    "velocity",
    "weighted_sum",
]

guard_room(globals())
