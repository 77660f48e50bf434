"""Wrong uses of values that a type checker must refuse; this module is only type-checked, never run.

Every line marked with an ignore is an error for the checker; where one is not, the unused ignore is reported.
"""

from zhaoshang import Area, Count, Money, Percent, Period
from zhaoshang.quantities import PercentagePoint

money = Money.of("3.5", "亿元")
area = Area.of(80, "亩")

total: Money = money + money
wider: Area = area.to("m2")

money + area  # type: ignore[operator]
money - area  # type: ignore[operator]
money < area  # type: ignore[operator]
Percent.of(1) + PercentagePoint.of(1)  # type: ignore[operator]
money * 1.5  # type: ignore[operator]
Money.of(1.5, "亿元")  # type: ignore[arg-type]
Count.of(1, 2)  # type: ignore[arg-type]
wrong: Area = money + money  # type: ignore[assignment]
money.value = None  # type: ignore[misc]
Period.of(20220305)  # type: ignore[arg-type]
