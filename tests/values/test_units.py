"""Units: look-up by code and word, exact conversion, what is never converted."""

from fractions import Fraction
from itertools import product
from typing import Any

import pytest

from zhaoshang.errors import ArgumentError, ConversionError, UnitMismatchError, UnknownUnitError
from zhaoshang.reading import parse_number
from zhaoshang.units import (
    COUNTERS,
    CURRENCIES,
    MAGNITUDES,
    UNITS,
    Currency,
    Dimension,
    Unit,
    conversion,
    scaled,
    unit,
)


@pytest.mark.parametrize("each", [*UNITS, *CURRENCIES, *COUNTERS], ids=str)
def test_every_unit_is_found_by_its_code(each: object) -> None:
    """Codes are unique, and each finds its unit."""
    assert unit(str(each)) is each


def test_codes_are_unique() -> None:
    """No code stands for two units."""
    codes = [each.code for each in (*UNITS, *CURRENCIES, *COUNTERS)]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("亩", "mu"),
        ("畝", "mu"),
        ("㎡", "m2"),
        (" 平方米 ", "m2"),
        ("％", "percent"),
        ("人民币", "CNY"),
        ("US$", "USD"),
        ("项", "项"),
        ("項", "项"),
        ("元/亩", "CNY/mu"),
        ("CHF", "CHF"),
        ("UZS", "UZS"),
    ],
)
def test_words(word: str, code: str) -> None:
    """Daily words, traditional script and full width find the unit."""
    assert unit(word).code == code


@pytest.mark.parametrize(
    ("word", "power", "code"),
    [
        ("亿元", 8, "CNY"),
        ("億元", 8, "CNY"),
        ("万美元", 4, "USD"),
        ("百万港元", 6, "HKD"),
        ("万㎡", 4, "m2"),
        ("万亩", 4, "mu"),
        ("千瓦", 0, "kW"),
        ("亿", 8, "CNY"),
        ("万", 4, "CNY"),
        ("万元/亩", 4, "CNY/mu"),
        ("万千瓦", 4, "kW"),
        ("百万千瓦时", 6, "kWh"),
        ("万亿元", 12, "CNY"),
    ],
)
def test_magnitudes(word: str, power: int, code: str) -> None:
    """A magnitude word before a unit is its power of ten."""
    found = scaled(word)
    assert (found.power, found.unit.code) == (power, code)


@pytest.mark.parametrize("word", ["", "斤两", "亿亿元", "万斗", "元/斗", "/亩", "XXX"])
def test_unknown_words_are_refused(word: str) -> None:
    """A word that is no unit is refused, with some that are."""
    with pytest.raises(UnknownUnitError) as caught:
        scaled(word)
    assert caught.value.unit == word
    assert "亿元" in caught.value.known


def test_with_a_magnitude_word_the_same_units_are_offered() -> None:
    with pytest.raises(UnknownUnitError) as alone:
        unit("XXX")
    with pytest.raises(UnknownUnitError) as caught:
        scaled("XXX")
    assert {scaled(word).unit for word in caught.value.known} == {unit(word) for word in alone.value.known}


def test_a_unit_alone_is_not_advised_to_take_a_magnitude_word() -> None:
    """What `unit` and `Quantity.to` offer instead they accept themselves."""
    with pytest.raises(UnknownUnitError) as caught:
        unit("亿元")
    assert [unit(word).zh for word in caught.value.known] == list(caught.value.known)


@pytest.mark.parametrize(
    ("source", "target", "factor"),
    [
        ("mu", "m2", Fraction(2000, 3)),
        ("ha", "mu", Fraction(15)),
        ("km2", "ha", Fraction(100)),
        ("year", "month", Fraction(12)),
        ("day", "hour", Fraction(24)),
        ("GW", "kW", Fraction(10**6)),
        ("t", "kg", Fraction(1000)),
        ("CNY/mu", "CNY/m2", Fraction(3, 2000)),
        ("家", "家", Fraction(1)),
    ],
)
def test_conversion_is_exact(source: str, target: str, factor: Fraction) -> None:
    """Conversion is a fraction, and the way back is its inverse."""
    assert conversion(unit(source), unit(target)) == factor
    assert conversion(unit(target), unit(source)) == 1 / factor


@pytest.mark.parametrize(("source", "target"), [("month", "day"), ("workday", "day"), ("CNY", "USD")])
def test_no_fixed_ratio(source: str, target: str) -> None:
    """Months, working days and currencies have no fixed ratio to others of their kind."""
    with pytest.raises(ConversionError):
        conversion(unit(source), unit(target))


@pytest.mark.parametrize(
    ("source", "target"), [("家", "个"), ("户次", "户"), ("mu", "CNY"), ("percent", "pp")]
)
def test_different_things_stay_apart(source: str, target: str) -> None:
    """家 is not 个, and a percentage is no percentage point."""
    with pytest.raises(UnitMismatchError):
        conversion(unit(source), unit(target))


def test_how_units_show() -> None:
    """A unit shows as its code; a compound knows its parts."""
    assert repr(unit("CNY")) == "Currency('CNY')"
    assert repr(unit("mu")) == "Unit('mu')"
    assert isinstance(unit("欧元"), Currency)
    compound = unit("t/year")
    assert compound.dimension is Dimension.COMPOUND
    assert compound.parts == (unit("t"), unit("year"))
    assert unit("元/个月").zh == "元/月"


FACTORS = {
    "m2": ("m2", "1"), "mu": ("m2", "2000/3"), "are": ("m2", "100"), "ha": ("m2", "1e4"),
    "ping": ("m2", "400/121"), "jia": ("m2", "1173600/121"), "acre": ("m2", "4046.8564224"), "ft2": ("m2", "0.09290304"),
    "m3": ("m3", "1"), "L": ("m3", "0.001"), "t": ("kg", "1000"),
    "hour": ("hour", "1"), "minute": ("hour", "1/60"), "day": ("hour", "24"), "week": ("hour", "168"),
    "month": ("month", "1"), "year": ("month", "12"),
}  # fmt: skip
"""What each unit is of the unit that its kind is measured in: the mu of 1929 with 60 square zhang, the foot of 1959."""
PREFIXES = {"": 0, "k": 3, "M": 6, "G": 9, "T": 12}
"""The powers of ten that the prefixes of the SI stand for."""


def by_prefix(each: Unit) -> Fraction | None:
    """Work out what a unit is of its base where prefixes alone part them: MWh and kWh, km2 and m2."""
    for one, other in product(PREFIXES, PREFIXES):
        stem = each.code.removeprefix(one)
        if (one, other) != ("", "") and (one + stem, other + stem) == (each.code, each.base):
            power = int(stem[-1]) if stem[-1].isdigit() else 1
            return Fraction(10) ** ((PREFIXES[one] - PREFIXES[other]) * power)
    return None


def test_the_factor_of_every_unit_is_that_of_its_definition() -> None:
    """Whatever is worth other than itself stands in the table or has a prefix of the SI, and nothing else does."""
    found = {each.code: (each.base, each.factor) for each in UNITS}
    alone = {code for code, (base, factor) in found.items() if base == code and factor == 1}
    prefixed = {each.code: (each.base, ratio) for each in UNITS if (ratio := by_prefix(each)) is not None}
    assert {code: (base, Fraction(text)) for code, (base, text) in FACTORS.items()} | prefixed == {
        code: known
        for code, known in found.items()
        if code not in alone or code in FACTORS or code in prefixed
    }
    assert {code: str(ratio) for code, (_, ratio) in prefixed.items() if code[-1] != "W"} == {
        "km2": "1000000", "MWh": "1000", "GWh": "1000000", "kg": "1", "g": "1/1000", "km": "1000", "kWh": "1"
    }  # fmt: skip


@pytest.mark.parametrize("word", MAGNITUDES)
def test_a_word_of_magnitude_is_the_product_of_its_characters(word: str) -> None:
    """十万 is ten times 万; the characters alone are the powers that everyone counts by."""
    powers = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8, "兆": 12}
    assert MAGNITUDES[word] == sum(powers[character] for character in word)


def test_a_unit_of_its_own_counts_in_ones() -> None:
    """What is based on nothing else is no multiple of itself."""
    assert [found.code for found in UNITS if found.base == found.code and found.factor != 1] == []
    assert Unit(code="crate", dimension=Dimension.COUNT, zh="箱", en="crate").factor == 1


def test_what_is_no_text_is_refused_before_it_is_looked_up() -> None:
    """A class has the methods of its values: called on it again and again, they end the process on CPython 3.11."""
    names = [None, 3, 3.5, True, (), [], {}, b"x", object(), str, Dimension]
    finds: list[Any] = [unit, scaled, parse_number]
    refused = []
    for find, name in product(finds, names * 50):
        try:
            find(name)
        except ArgumentError:
            refused.append(name)
    assert len(refused) == 3 * 50 * len(names)
