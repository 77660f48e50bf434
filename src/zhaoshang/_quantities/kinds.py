"""The final kinds of quantity, one for each dimension."""

from typing import Final, Self, final

from zhaoshang._basics.lazy import living_in
from zhaoshang._quantities.base import Quantity
from zhaoshang._quantities.hedges import Hedge
from zhaoshang.intervals import Exact
from zhaoshang.units import Dimension, Unit

__all__ = [
    "KINDS",
    "Area",
    "CompoundQuantity",
    "Count",
    "Duration",
    "Energy",
    "Length",
    "Mass",
    "Money",
    "Multiple",
    "Percent",
    "PercentagePoint",
    "Power",
    "Volume",
]


@final
class Money(Quantity):
    """An amount of money in one currency (金额).

    Examples:
        >>> from zhaoshang import Money
        >>> Money.of("3.5", "亿元") + Money.of(8000, "万元") == Money.of("4.3", "亿元")
        True
    """

    __slots__ = ()
    dimension = Dimension.MONEY
    _read_by = "parse_money"


@final
class Area(Quantity):
    """An area (面积), in the unit it was written in.

    Examples:
        >>> from zhaoshang import Area
        >>> Area.of(80, "亩").to("m2").value
        Fraction(160000, 3)
    """

    __slots__ = ()
    dimension = Dimension.AREA


@final
class Count(Quantity):
    """A count (数量) with its counter: 15个, 21家, 300户次.

    Examples:
        >>> from zhaoshang import Count
        >>> total = Count.of(15, "个") + Count.of(6, "个")
        >>> total.value, total.unit.code
        (Decimal('21'), '个')
    """

    __slots__ = ()
    dimension = Dimension.COUNT


@final
class Percent(Quantity):
    """A percentage (百分比): 51.2 for 51.2 %.

    Examples:
        >>> from zhaoshang import Percent
        >>> Percent.of("51.2").value, Percent.of("51.2").unit.code
        (Decimal('51.2'), 'percent')
    """

    __slots__ = ()
    dimension = Dimension.PERCENT

    @classmethod
    def of(
        cls, value: Exact | str | None, unit: "str | Unit" = "percent", *, hedge: "Hedge | str" = Hedge.NONE
    ) -> Self:
        """Make a percentage from its printed number.

        Examples:
            >>> from zhaoshang import Percent
            >>> Percent.of("51.2").value
            Decimal('51.2')
        """
        return super().of(value, unit, hedge=hedge)


@final
class PercentagePoint(Quantity):
    """A difference of percentages (百分点); never added to a percentage.

    Examples:
        >>> from zhaoshang.quantities import Percent, PercentagePoint
        >>> rise = PercentagePoint.of("2.5")
        >>> rise.value, rise.unit.zh
        (Decimal('2.5'), '个百分点')
        >>> Percent.of(48) + rise
        Traceback (most recent call last):
        ...
        zhaoshang.errors.UnitMismatchError: cannot combine percent with pp: ...
    """

    __slots__ = ()
    dimension = Dimension.POINT

    @classmethod
    def of(
        cls, value: Exact | str | None, unit: "str | Unit" = "pp", *, hedge: "Hedge | str" = Hedge.NONE
    ) -> Self:
        """Make a difference in percentage points from its printed number.

        Examples:
            >>> from zhaoshang.quantities import PercentagePoint
            >>> print(PercentagePoint.of("-0.3"))
            -0.3 pp
        """
        return super().of(value, unit, hedge=hedge)


@final
class Multiple(Quantity):
    """A multiple (倍数): 1.6 times another number, not 1.6 times more.

    Examples:
        >>> from zhaoshang.quantities import Multiple
        >>> Multiple.of("1.6").value, Multiple.of("1.6").unit.zh
        (Decimal('1.6'), '倍')
    """

    __slots__ = ()
    dimension = Dimension.MULTIPLE

    @classmethod
    def of(
        cls, value: Exact | str | None, unit: "str | Unit" = "times", *, hedge: "Hedge | str" = Hedge.NONE
    ) -> Self:
        """Make a multiple from its printed number.

        Examples:
            >>> from zhaoshang.quantities import Multiple
            >>> print(Multiple.of(3))
            3 times
        """
        return super().of(value, unit, hedge=hedge)


@final
class Duration(Quantity):
    """A span of time (时长); months and days, and working days and days, have no fixed ratio.

    Examples:
        >>> from zhaoshang.quantities import Duration
        >>> Duration.of(2, "周").to("天").value, Duration.of(2, "年").to("个月").value
        (Decimal('14'), Decimal('24'))
    """

    __slots__ = ()
    dimension = Dimension.DURATION


@final
class Power(Quantity):
    """A power (功率), such as that of a battery plant in GW.

    Examples:
        >>> from zhaoshang.quantities import Power
        >>> Power.of("1.5", "吉瓦").to("MW").value
        Decimal('1500.0')
    """

    __slots__ = ()
    dimension = Dimension.POWER


@final
class Energy(Quantity):
    """An amount of energy (电量).

    Examples:
        >>> from zhaoshang.quantities import Energy
        >>> Energy.of(3, "万度").value, Energy.of(3, "万度").to("MWh").value
        (Decimal('30000'), Decimal('30.000'))
    """

    __slots__ = ()
    dimension = Dimension.ENERGY


@final
class Mass(Quantity):
    """A weight (重量).

    Examples:
        >>> from zhaoshang.quantities import Mass
        >>> Mass.of(5, "万吨").value, Mass.of(5, "万吨").to("kg").value
        (Decimal('50000'), Decimal('50000000'))
    """

    __slots__ = ()
    dimension = Dimension.MASS


@final
class Volume(Quantity):
    """A volume (体积): water supplied, gas piped, earth moved.

    Examples:
        >>> from zhaoshang.quantities import Volume
        >>> Volume.of(3, "万立方米").value, Volume.of(2, "立方米").to("L").value
        (Decimal('30000'), Decimal('2000'))
    """

    __slots__ = ()
    dimension = Dimension.VOLUME


@final
class Length(Quantity):
    """A length (长度), such as the clear height of a plant.

    Examples:
        >>> from zhaoshang.quantities import Length
        >>> Length.of("7.9", "米") < Length.of(8, "米")
        True
    """

    __slots__ = ()
    dimension = Dimension.LENGTH


@final
class CompoundQuantity(Quantity):
    """A quantity per another (复合单位): 万元/亩, 万元/年, 吨/年.

    Examples:
        >>> from zhaoshang.quantities import CompoundQuantity
        >>> intensity = CompoundQuantity.of(300, "万元/亩")
        >>> intensity.value, intensity.unit.code, intensity.to("CNY/m2").value
        (Decimal('3000000'), 'CNY/mu', Decimal('4500.0000'))
    """

    __slots__ = ()
    dimension = Dimension.COMPOUND


KINDS: Final[dict[Dimension, type[Quantity]]] = {
    Dimension.MONEY: Money,
    Dimension.AREA: Area,
    Dimension.COUNT: Count,
    Dimension.PERCENT: Percent,
    Dimension.POINT: PercentagePoint,
    Dimension.MULTIPLE: Multiple,
    Dimension.DURATION: Duration,
    Dimension.POWER: Power,
    Dimension.ENERGY: Energy,
    Dimension.MASS: Mass,
    Dimension.VOLUME: Volume,
    Dimension.LENGTH: Length,
    Dimension.COMPOUND: CompoundQuantity,
}

__test__ = living_in("zhaoshang.quantities", vars())
