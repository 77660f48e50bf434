"""Texts that differ in their digits alone, read together: the reader reads a few of a shape and thereby all of it.

A column of amounts holds many numbers and few ways of writing them: `3.5亿元`, `约800万元`. What the reader makes of
numbers that are set into such a shape tells its unit, its hedge and by what the digits are multiplied; where that is not
the same for all of them, or anything is in doubt, every text of the shape is read by itself. Dates likewise.

Works on polars, and only makes faster what reading each distinct text gives.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final, final

from attrs import frozen

from zhaoshang._engine.frames.entry import SCALE
from zhaoshang._engine.tables.columns import PARTS, amount_cells
from zhaoshang._workbooks.cells.dates import DateReader
from zhaoshang._workbooks.cells.values import QuantityReader, Read
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Shaped", "amounts", "days"]

Reader = Callable[..., Read]

_AMOUNT: Final = r"^([^0-9]{0,6})([0-9]{1,12}(?:\.[0-9]{1,6})?)([^0-9]{0,10})$"
_DAY: Final = r"^([0-9]{4})([^0-9]{1,2})([0-9]{1,2})(?:([^0-9]{1,2})([0-9]{1,2}))?([^0-9]{0,2})$"
_NUMBERS: Final = ("7", "12.5", "20", "300", "2022", "0.85", "123456.78", "1")
_DAYS: Final = tuple(date(*each) for each in ((2021, 11, 23), (2019, 3, 7), (2024, 2, 29), (2020, 1, 10)))
_MOST_SHAPES: Final = 64
_MOST_DIGITS: Final = 15
_MOST_PLACES: Final = 6
_ROOM: Final = 4e18
_YEARS: Final = (1980, 2060)


@final
@frozen
class Shaped:
    """What was read by shape.

    Attributes:
        done: for each text whether it was.
        columns: what the texts say, missing where they were not read.
    """

    done: Any
    columns: Mapping[str, Any]


def amounts(texts: "pl.Series", read: QuantityReader) -> Shaped:
    """Read amounts, in hundredths of their unit.

    Args:
        texts: the distinct texts.
        read: reads one; of bare numbers only those that are no slips of unit are read by shape.
    """
    import polars as pl  # noqa: PLC0415 - an extra

    parted = _parted(texts)
    rules = [
        {"before": before, "after": after, **rule}
        for before, after in _shapes(parted, ["before", "after"])
        if (rule := _amount_rule(before, after, read)) is not None
    ]
    sizes = ("value", "low", "high")
    kinds = {
        "before": pl.String,
        "after": pl.String,
        **{f"{size}{part}": pl.Int64 for size in sizes for part in ("", "_of")},
        "unit": pl.String,
        "side": pl.Int64,
        "hedge": pl.String,
    }
    ruled = parted.join(pl.DataFrame(rules, kinds), ["before", "after"], "left", maintain_order="left")
    told = pl.col("number")
    number = told.cast(pl.Decimal(_MOST_PLACES + 12, _MOST_PLACES), strict=False).to_physical()
    ruled = ruled.with_columns(shown=number.cast(pl.Int64))
    number = pl.col("shown")
    products = {size: number * pl.col(size) for size in sizes}
    is_done = (
        pl.col("unit").is_not_null()
        & (told.str.len_bytes() <= _MOST_DIGITS)
        & ~told.str.ends_with(".")
        & (~told.str.starts_with("0") | told.str.starts_with("0."))
        & (number > 0)
        & pl.all_horizontal(
            (number.cast(pl.Float64) * pl.col(size) < _ROOM) & (products[size] % pl.col(f"{size}_of") == 0)
            | pl.col(size).is_null()
            for size in sizes
        )
    )
    if read.suspect is not None:
        least, most = (edge * 10**_MOST_PLACES for edge in read.suspect)
        is_bare = pl.col("after") == ""
        is_done &= ~is_bare | ((number > least * 1.000001) & (number < most * 0.999999))
    worked = {size: products[size] // pl.col(f"{size}_of") for size in sizes}
    found = ruled.with_columns(done=is_done.fill_null(value=False)).select(
        "done", **{part: pl.when("done").then(worked.get(part, pl.col(part))) for part in PARTS}
    )
    return Shaped(found["done"], {part: found[part] for part in PARTS})


def _parted(texts: "pl.Series") -> "pl.DataFrame":
    """Part texts of one number into what stands before it, the number, and what stands after it.

    Those that begin with their number, which are most, are cut where it ends: to catch groups takes four times as long.
    """
    import polars as pl  # noqa: PLC0415 - an extra

    text, cut = pl.col("text"), pl.col("cut")
    begun = pl.coalesce(text.str.find("[^0-9.]"), text.str.len_bytes())
    rows = texts.alias("text").to_frame().with_columns(fits=text.str.contains(_AMOUNT), cut=begun)
    leads = pl.col("fits") & (cut > 0) & ~text.str.starts_with(".")
    parted = rows.select(
        before=pl.when(leads).then(pl.lit("")),
        number=pl.when(leads).then(text.str.head(cut)),
        after=pl.when(leads).then(text.str.slice(cut)),
    )
    others = rows.select((pl.col("fits") & ~leads).arg_true()).to_series()
    if others.is_empty():
        return parted
    groups = texts.gather(others).str.extract_groups(_AMOUNT)
    caught = zip(parted.columns, groups.struct.fields, strict=True)
    return parted.with_columns(
        parted[name].scatter(others, groups.struct.field(place)) for name, place in caught
    )


def _amount_rule(before: str, after: str, read: QuantityReader) -> dict[str, Any] | None:
    """Find what numbers of a shape are multiplied by, or `None` where that cannot be told."""
    is_bare, suspect = not before and not after, read.suspect
    probes = [
        number
        for number in _NUMBERS
        if not is_bare or suspect is None or suspect[0] < float(number) < suspect[1]
    ]
    found: dict[str, Any] | None = None
    for number in probes:
        value, fault = read(f"{before}{number}{after}")
        if fault is not None or not isinstance(value, Quantity):
            return None
        (cells,) = zip(*amount_cells([value]).values(), strict=True)
        rule = dict(zip(PARTS, cells, strict=True))
        for part in ("value", "low", "high"):
            if rule[part] is not None:
                times = Fraction(rule[part]) * SCALE / Fraction(number)
                if times.denominator != 1 or times <= 0:
                    return None
                fine = times / 10**_MOST_PLACES
                rule |= {part: fine.numerator, f"{part}_of": fine.denominator}
        if found is not None and found != rule:
            return None
        found = rule
    return found if len(probes) > 1 else None


def days(texts: "pl.Series", read: DateReader) -> Shaped:
    """Read dates as their first and last days; those after the last day of the reader are left to it."""
    import polars as pl  # noqa: PLC0415 - an extra

    names = ("year", "first", "month", "second", "day", "last")
    parted = texts.str.extract_groups(_DAY).alias("groups").to_frame()
    parted = parted.select(
        **{name: pl.col("groups").struct.field(str(place)) for place, name in enumerate(names, 1)}
    ).with_columns(pl.col("second").fill_null(""))
    marks = ["first", "second", "last"]
    kinds = {**dict.fromkeys(marks, pl.String), "fine": pl.Boolean}
    rules = [
        {**dict(zip(marks, shape, strict=True)), "fine": bool(shape[1])}
        for shape in _shapes(parted, marks)
        if _is_plain(shape, read.whenever)
    ]
    ruled = parted.join(pl.DataFrame(rules, kinds), marks, "left", maintain_order="left")
    year, month = pl.col("year").cast(pl.Int32), pl.col("month").cast(pl.Int32)
    there = pl.col("fine").is_not_null() & year.is_between(*_YEARS) & month.is_between(1, 12)
    opening = pl.date(pl.when(there).then(year), pl.when(there).then(month), 1)
    day = pl.when("fine").then(pl.col("day").cast(pl.Int32)).otherwise(1)
    ruled = ruled.with_columns(opening=opening, day=pl.when(there & day.is_between(1, 31)).then(day))
    ruled = ruled.with_columns(lo=(pl.col("opening").to_physical() + pl.col("day") - 1).cast(pl.Date))
    is_day = pl.col("lo").dt.month() == pl.col("opening").dt.month()
    if read.last is not None:
        is_day &= pl.col("lo") <= read.last
    last = pl.when("fine").then("lo").otherwise(pl.col("opening").dt.month_end())
    ruled = ruled.with_columns(done=is_day.fill_null(value=False))
    found = ruled.select("done", lo=pl.when("done").then("lo"), hi=pl.when("done").then(last))
    return Shaped(found["done"], {"lo": found["lo"], "hi": found["hi"]})


def _is_plain(marks: tuple[str, ...], read: Reader) -> bool:
    """Whether the numbers of a shape are year, month and day (or year and month) whatever they are."""
    first, second, last = marks
    for day in _DAYS:
        whole = Period.of(day) if second else Period.month(day.year, day.month)
        for month, number in ((f"{day.month}", f"{day.day}"), (f"{day.month:02d}", f"{day.day:02d}")):
            tail = f"{second}{number}" if second else ""
            value, fault = read(f"{day.year}{first}{month}{tail}{last}")
            if fault is not None or value != whole:
                return False
    return True


def _shapes(parted: "pl.DataFrame", marks: list[str]) -> Iterator[tuple[str, ...]]:
    """Give the shapes that occur most, of texts that have one."""
    counted = parted.drop_nulls(marks).group_by(marks, maintain_order=True).len()
    return iter(
        counted.sort("len", descending=True, maintain_order=True).select(marks).head(_MOST_SHAPES).rows()
    )
