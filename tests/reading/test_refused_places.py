"""Where a text stops making sense: the place that a refusal points at, and what it says is wanted there."""

import pytest

from zhaoshang.errors import AmbiguousQuantityError, QuantitySyntaxError
from zhaoshang.reading import find_mentions, parse_quantity, parse_quantity_cell

NUMBER = "a number"
UNIT = "a unit such as 亿元, 亩 or 个"
FRONT = "a number or a hedge such as 近 or 超"
SIGN = "no sign before a hedged number"
HEDGES = "hedges that agree"
CURRENCIES = "currencies that agree"
ABOVE = "a second number above the first"
ENDS = "two ends of one range"
END = "the end of the text"

CHINESE = [
    # no number, or one that nobody writes
    ("⟦待定⟧", NUMBER),
    ("⟦一二三⟧家", NUMBER),
    ("投资⟦一二三⟧家", NUMBER),
    ("⟦三百五千⟧元", NUMBER),
    ("⟦3亿万⟧元", NUMBER),
    ("⟦多家⟧", NUMBER),
    ("⟦三两⟧成", NUMBER),
    ("⟦几折⟧", "a plain number before 折"),
    ("⟦十几折⟧", "a plain number before 折"),
    ("⟦亿⟧元", "a number before the magnitude word"),
    # what follows 分之
    ("百分之⟦⟧", "a number after 分之"),
    ("百分之⟦若⟧干", "a number after 分之"),
    ("投资百分之⟦家⟧", "a number after 分之"),
    ("千分之⟦⟧", "a number after 分之"),
    ("⟦百分之三到数十⟧", ENDS),
    ("⟦百分之三十到二十⟧", ABOVE),
    ("百分之五至八⟦点⟧", END),
    # no unit: the place behind the number, whatever stands there
    ("130⟦⟧", UNIT),
    ("130⟦~⟧", UNIT),
    ("十余⟦来⟧亿元", UNIT),
    ("3⟦+⟧5亿元", UNIT),
    ("3.5⟦.⟧2亿元", UNIT),
    ("1⟦,⟧23亿元", UNIT),
    ("1,234⟦,⟧56元", UNIT),
    ("约三⟦分⟧之一", UNIT),
    ("3亿5⟦⟧", UNIT),
    # what stands in front
    ("⟦共计⟧130亿元", FRONT),
    ("⟦(⟧3亿元)", FRONT),
    ("⟦约-⟧3%", FRONT),
    ("⟦增长-⟧3%以上", FRONT),
    ("⟦$-⟧近3亿元", FRONT),
    ("+⟦+⟧3亿元", FRONT),
    ("-⟦-⟧3亿元", FRONT),
    # a sign and a hedge exclude each other
    ("⟦-⟧近3亿元", SIGN),
    ("⟦-⟧超3亿元", SIGN),
    ("⟦负⟧约3亿元", SIGN),
    ("⟦-⟧3亿元以上", SIGN),
    ("¥⟦-⟧数亿元", SIGN),
    # two hedges, currencies or ends that do not go together
    ("⟦近3亿元以上⟧", HEDGES),
    ("⟦超3亿元以下⟧", HEDGES),
    ("⟦不足3亿元以上⟧", HEDGES),
    ("⟦超近3亿元⟧", HEDGES),
    ("⟦$3亿人民币⟧", CURRENCIES),
    ("⟦US$3亿人民币⟧", CURRENCIES),
    ("⟦20亿元至10亿元⟧", ABOVE),
    ("⟦3--2%⟧", ABOVE),
    # more than one amount
    ("130亿元⟦的⟧", END),
    ("130亿元左右⟦的⟧", END),
    ("3亿元⟦5亿元⟧", END),
    ("3亿元⟦亿元⟧", END),
    ("3 亿元⟦ 整⟧", END),
    ("3亩⟦2分⟧", END),
    ("一年⟦又三个月⟧", END),
    ("数十亿⟦级⟧", END),
]

WANTED = "a unit such as yuan, mu or projects"
LEADING = "a number or a hedge such as nearly or over"

ENGLISH = [
    ("⟦two three⟧ firms", NUMBER),
    ("⟦dozens of firms⟧", NUMBER),
    ("13 billion⟦⟧", WANTED),
    ("about 35⟦ ⟧widgets", WANTED),
    ("ten⟦ ⟧and five firms", WANTED),
    ("two⟦ ⟧or three firms", WANTED),
    ("3⟦r⟧d projects", WANTED),
    ("1⟦,⟧23 firms", WANTED),
    ("12⟦,⟧34,567 firms", WANTED),
    ("1.234⟦,⟧5 firms", WANTED),
    # a hedged end makes no range
    ("200-odd⟦ ⟧to 300 firms", WANTED),
    ("200+⟦ ⟧to 300 firms", WANTED),
    ("200-plus⟦ ⟧to 300 firms", WANTED),
    ("20⟦ ⟧to 300-odd firms", WANTED),
    ("20⟦ ⟧to over 30 firms", WANTED),
    ("between 20⟦ ⟧to 30 firms", WANTED),
    ("20⟦ ⟧up to 30 firms", WANTED),
    ("⟦well ⟧over 35 projects", LEADING),
    ("⟦about -⟧5 firms", LEADING),
    ("-⟦about ⟧5 firms", LEADING),
    ("⟦R$⟧5 million", "a currency that is known"),
    ("⟦X$⟧5 million", "a currency that is known"),
    ("CA⟦D$⟧5 million", "a currency that is known"),
    ("⟦US$300 HKD⟧", CURRENCIES),
    ("⟦$300 yuan⟧", CURRENCIES),
    ("⟦RMB 5 million USD⟧", CURRENCIES),
    ("$5⟦ to RMB 8 million⟧", END),
    ("5 yuan⟦ to 8 mu⟧", END),
    ("5m⟦ to 8 yuan⟧", END),
    ("35 projects⟦ signed⟧", END),
    ("5 yuan⟦ yuan⟧", END),
    ("5 US$⟦million⟧", END),
    ("5 yuan⟦ per widget⟧", END),
    ("⟦at least 5 firms at most⟧", HEDGES),
    ("⟦over nearly 5 firms⟧", HEDGES),
    ("⟦nearly over 5 firms⟧", HEDGES),
    ("⟦on the order of 35 firms⟧", "a power of ten"),
    ("⟦on the order of nearly 100 firms⟧", "a power of ten"),
    ("⟦-⟧3 billion yuan or more", SIGN),
    ("⟦20 to 10 firms⟧", ABOVE),
    ("⟦3 to -2 percent⟧", ABOVE),
    ("⟦5 to minus 3 percent⟧", ABOVE),
]


def marked(text: str) -> tuple[str, tuple[int, int]]:
    """Take the brackets out of a text, and say what they held."""
    start, end = text.index("⟦"), text.index("⟧") - 1
    return text.replace("⟦", "").replace("⟧", ""), (start, end)


@pytest.mark.parametrize("blanks", [0, 1, 2, 3])
@pytest.mark.parametrize(("text", "expected"), [*CHINESE, *ENGLISH])
def test_the_place_that_is_wrong_is_pointed_at(text: str, expected: str, blanks: int) -> None:
    """In the text as it was given: blanks in front shift it, and nothing else does."""
    plain, (start, end) = marked(text)
    given = " " * blanks + plain
    for read in (parse_quantity, parse_quantity_cell):
        with pytest.raises(QuantitySyntaxError) as caught:
            read(given)
        assert caught.value.text == given
        assert caught.value.span == (start + blanks, end + blanks), given[slice(*caught.value.span)]
        assert caught.value.expected == expected


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("⟦5000-1亿元⟧", ("5000–1亿", "5000亿–1亿")),
        ("⟦20-10亿元⟧", ("20–10亿", "20亿–10亿")),
        ("⟦5,000-1 million yuan⟧", ("5000–1000000", "5000×10^6–1000000")),
        ("⟦1-1 million yuan⟧", ("1–1000000", "1×10^6–1000000")),
        # a sign in front of each number names the currency twice, and the size once
        ("⟦$5 to $8 million⟧", ("5–8000000", "5×10^6–8000000")),
        ("⟦between US$5 and US$8 billion⟧", ("5–8000000000", "5×10^9–8000000000")),
        ("⟦€5–€8m⟧", ("5–8000000", "5×10^6–8000000")),
        ("5 million ⟦dollars⟧", ("US dollars", "Hong Kong dollars", "Singapore dollars")),
        ("5 ⟦tons⟧ a year", ("tonnes", "short tons", "long tons")),
        ("300⟦tons⟧", ("tonnes", "short tons", "long tons")),
        ("20 million ⟦pounds⟧", ("pounds sterling", "pounds of mass")),
    ],
)
@pytest.mark.parametrize("blanks", [0, 1, 2, 3])
def test_what_may_be_two_things_is_pointed_at_with_both(
    text: str, readings: tuple[str, ...], blanks: int
) -> None:
    plain, (start, end) = marked(text)
    with pytest.raises(AmbiguousQuantityError) as caught:
        parse_quantity(" " * blanks + plain)
    assert caught.value.span == (start + blanks, end + blanks)
    assert tuple(caught.value.readings) == readings


@pytest.mark.parametrize("size", [" million", " billion", "bn", "m"])
@pytest.mark.parametrize(
    ("low", "high", "is_sure"),
    [
        # smaller than the number of the size: $5 million or five dollars
        ("5", "8", False),
        ("7.9", "8", False),
        # not smaller: it can only be what it says
        ("8", "8", True),
        ("500", "8", True),
        ("0", "8", True),
    ],
)
@pytest.mark.parametrize("sign", ["$", "US$", "HK$", "€", "RMB "])
@pytest.mark.parametrize("join", ["to", "and"])
def test_a_size_behind_the_second_of_two_signed_numbers_is_sure_only_where_it_cannot_be_shared(
    sign: str, low: str, high: str, size: str, join: str, *, is_sure: bool
) -> None:
    text = f"{sign}{low} {join} {sign}{high}{size}"
    text = f"between {text}" if join == "and" else text
    found = [str(mention.quantity.interval.low) for mention in find_mentions(f"They invested {text} in it.")]
    if is_sure:
        assert found == [low]
        assert str(parse_quantity(text).interval.low) == low
    else:
        assert found == []
        with pytest.raises(AmbiguousQuantityError):
            parse_quantity(text)
    both = text.replace(low, f"{low}{size}", 1)
    if float(low) < float(high):
        assert parse_quantity(both).interval.high == parse_quantity(f"{sign}{high}{size}").value
