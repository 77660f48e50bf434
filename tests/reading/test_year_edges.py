"""Where a number before 年 stops being a length of time and is a year: each edge, with the numbers on both sides of it."""

import pytest

from zhaoshang import find_mentions


def raws(text: str) -> list[str]:
    return [mention.raw for mention in find_mentions(text)]


@pytest.mark.parametrize(
    ("text", "is_length"),
    [
        # a span of years is one of the calendar where it begins in 1900 to 2100
        ("1899—1900年", True),
        ("1900—1901年", False),
        ("2099—2100年", False),
        ("2100—2101年", False),
        ("2101—2102年", True),
        # three digits behind a word of comparison are a year of the Republic, from 100 to 149
        *(
            (f"{word}{number}年", not 100 <= number < 150)
            for word in "较自"
            for number in (99, 100, 101, 149, 150, 151)
        ),
        *((f"近{number}年", True) for number in (99, 100, 149, 150)),
        # two digits are a year where a part of one follows; one digit is none
        *(
            (f"{number}年{part}", number < 10)
            for part in ("上半年", "同期", "一季度")
            for number in (9, 10, 11, 99)
        ),
        *((f"{number}年完成", True) for number in (9, 10, 11, 99)),
        # compared with a year, and not with several
        *((f"较{number}年同期", number < 10) for number in (9, 10, 11, 99)),
        *(
            (f"{word}{number}年同期", True)
            for word in ("近", "约", "前", "过去")
            for number in (9, 10, 11, 99)
        ),
    ],
)
def test_a_number_of_years_and_a_year(text: str, *, is_length: bool) -> None:
    """Wherever it stands in a sentence."""
    for before, behind in (("", ""), ("全市，", ""), ("", "。全市。"), ("全市（", "）")):
        found = raws(f"{before}{text}{behind}")
        assert bool(found) is is_length, (before, found)
        assert all(one in text for one in found)


@pytest.mark.parametrize("number", [9, 10, 99, 100, 110, 149, 150])
def test_a_year_of_the_republic_is_no_length(number: int) -> None:
    assert raws(f"民国{number}年") == []
    assert raws(f"国民{number}年") == [f"{number}年"]
