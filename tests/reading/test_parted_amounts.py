"""Amounts that a comma, a letter or a half parts, and counters that count nothing: the whole or nothing.

Each table names the ruling that it is a row of. All examples are invented.
"""

import pytest

from zhaoshang import find_mentions, parse_quantity
from zhaoshang.errors import QuantitySyntaxError


def read(text: str) -> list[tuple[str, str]]:
    """Give what is found, as printed and as read."""
    return [(one.raw, str(one.quantity)) for one in find_mentions(text)]


WORDS = [
    ("two thousand, five hundred mu", "2500 mu"),
    ("Two thousand, three hundred and forty mu", "2340 mu"),
    ("four million, two hundred thousand yuan", "4200000 CNY"),
    ("one billion, three million yuan", "1003000000 CNY"),
    ("six million, three hundred thousand, four hundred yuan", "6300400 CNY"),
    ("seven thousand, and two hundred mu", "7200 mu"),
]


@pytest.mark.parametrize(("text", "value"), WORDS)
def test_words_that_descend_behind_a_comma_are_one_number(text: str, value: str) -> None:
    """In a cell and in text (rulings 14 and 30)."""
    assert str(parse_quantity(text)) == value
    assert read(f"It leased {text}, and more.") == [(text, value)]


@pytest.mark.parametrize(
    "text",
    [
        "one hundred, five hundred mu",
        "two thousand, three thousand mu",
        "two thousand, five million yuan",
        "three thousand, two projects",
        "two hundred, thirty thousand yuan",
        "half a million, two hundred thousand yuan",
    ],
)
def test_words_that_do_not_descend_are_nothing(text: str) -> None:
    """Never the tail of them (the rule above all)."""
    assert read(f"It counted {text}.") == []
    with pytest.raises(QuantitySyntaxError):
        parse_quantity(text)


@pytest.mark.parametrize("text", ["ten projects, five hundred mu", "five projects, two thousand mu"])
def test_a_comma_behind_a_unit_parts_two_amounts(text: str) -> None:
    """Each is whole (ruling 26)."""
    assert [raw for raw, _ in read(text)] == text.split(", ")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two and a half million yuan", "2500000 CNY"),
        ("one and a half billion yuan", "1500000000 CNY"),
        ("twenty-two and a half thousand mu", "22500 mu"),
        ("three and a half years", "3.5 year"),
        ("five and a half hundred mu", "550 mu"),
    ],
)
def test_and_a_half(text: str, value: str) -> None:
    """Half of what stands behind it (ruling 31), in a cell and in text."""
    assert str(parse_quantity(text)) == value
    assert read(f"It took {text} in all.") == [(text, value)]


LETTERS = [
    ("10m", "20m yuan", "[10000000, 20000000] CNY (range)"),
    ("1.5m", "2m hectares", "[1500000, 2000000] ha (range)"),
    ("3M", "5M yuan", "[3000000, 5000000] CNY (range)"),
]


@pytest.mark.parametrize(("low", "high", "value"), LETTERS)
def test_letters_that_scale_scale_both_ends(low: str, high: str, value: str) -> None:
    """Metres are no end of millions (rulings 28 and 29); a change is both or nothing."""
    for text in (f"{low} to {high}", f"{low}-{high}"):
        assert read(f"It takes {text}.") == [(text, value)]
        assert str(parse_quantity(text)) == value
    assert [one for _, one in read(f"between {low} and {high}")] == [value]
    assert [one for _, one in read(f"ranging from {low} to {high}")] == [value]
    assert read(f"It rose from {low} to {high}.") == []


@pytest.mark.parametrize("text", ["A wall of 10m to 20m", "10m to 20m"])
def test_metres_stay_metres(text: str) -> None:
    """Where no unit stands behind the letter."""
    assert read(text) == [("10m to 20m", "[10, 20] m (range)")]


@pytest.mark.parametrize("gate", ["3号", "12号", "A号", "三号"])
@pytest.mark.parametrize("noun", ["厂房", "標準廠房", "仓库", "研发楼"])
@pytest.mark.parametrize("floor", ["2层", "3層", "二层"])
def test_a_floor_of_what_has_a_number_counts_nothing(gate: str, noun: str, floor: str) -> None:
    """An address by its structure (ruling 17)."""
    assert read(f"入驻{gate}{noun}{floor}，") == []


@pytest.mark.parametrize("text", ["3号厂房共2层", "8月3号厂房2层封顶", "厂房2层", "3号楼加建2层"])
def test_floors_that_are_counted(text: str) -> None:
    """Behind a word that counts, or a day (ruling 21)."""
    assert read(text) == [("2层", "2 层")]


@pytest.mark.parametrize("count", ["8家", "18家", "三家", "6个", "40亩"])
@pytest.mark.parametrize("point", ["点1", "点12", "点五"])
@pytest.mark.parametrize("before", ["", "增", "新签约"])
def test_a_point_behind_a_counter_leaves_nothing(count: str, point: str, before: str) -> None:
    """What a cell refuses text refuses (the rule above all)."""
    assert read(f"{before}{count}{point}企业") == []
    assert read(f"{before}{count}点评") != []
