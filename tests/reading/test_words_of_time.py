"""Every word of time and number, told by a calendar and a speller of their own, on days where a year or a month turns."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from zhaoshang import find_mentions, parse_period, parse_quantity
from zhaoshang.intervals import Interval
from zhaoshang.reading import find_periods, parse_number

TODAYS = [
    date(2023, 5, 18),
    date(2024, 1, 31),
    date(2022, 12, 31),
    date(2024, 2, 29),
    date(2023, 3, 1),
    date(2023, 10, 1),
]
ONE = timedelta(1)


def _year(off: int) -> Callable[[date], str]:
    return lambda day: f"{day.year + off}"


def _month(off: int, part: str = "") -> Callable[[date], str]:
    def told(day: date) -> str:
        place = day.year * 12 + day.month - 1 + off
        return f"{place // 12}-{place % 12 + 1:02}{part}"

    return told


def _quarter(off: int) -> Callable[[date], str]:
    def told(day: date) -> str:
        place = day.year * 4 + (day.month - 1) // 3 + off
        return f"{place // 4}-Q{place % 4 + 1}"

    return told


def _edge_of_quarter(off: int, *, is_end: bool) -> Callable[[date], str]:
    def told(day: date) -> str:
        place = day.year * 4 + (day.month - 1) // 3 + off
        year, month = place // 4, place % 4 * 3 + (3 if is_end else 1)
        return f"{year}-{month:02}-{monthrange(year, month)[1] if is_end else 1:02}"

    return told


def _day(off: int) -> Callable[[date], str]:
    return lambda day: (day + off * ONE).isoformat()


def _week(off: int) -> Callable[[date], str]:
    def told(day: date) -> str:
        first = day + (7 * off - day.weekday()) * ONE
        return f"{first}/{first + 6 * ONE}"

    return told


def _in_year(text: str) -> Callable[[date], str]:
    return lambda day: text.replace("Y", str(day.year))


def _until(month: int) -> Callable[[date], str]:
    return lambda day: f"{day.year}-01-01/{day.year}-{month:02}-{monthrange(day.year, month)[1]}"


STEPS = {
    "本": 0,
    "上": -1,
    "上一": -1,
    "上个": -1,
    "上一个": -1,
    "下": 1,
    "下一": 1,
    "下个": 1,
    "上上": -2,
    "下下": 2,
    "上上个": -2,
}
WORDS: dict[str, Callable[[date], str]] = {
    **{word: _year(off) for word, off in {
        "今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2, "大前年": -3, "大后年": 3, "上年": -1, "上一年": -1,
        "前一年": -1, "次年": 1, "翌年": 1, "来年": 1, "当年": 0, "同年": 0, "今年度": 0, "去年度": -1,
    }.items()},
    **{f"{word}月": _month(off) for word, off in {**STEPS, "这个": 0}.items()},
    **{f"{word}季度": _quarter(off) for word, off in STEPS.items()},
    **{f"{word}季度末": _edge_of_quarter(off, is_end=True) for word, off in STEPS.items()},
    **{f"{word}季度初": _edge_of_quarter(off, is_end=False) for word, off in STEPS.items()},
    **{f"{word}{kind}": _week(off) for word, off in {
        "上": -1, "本": 0, "下": 1, "上上": -2, "下下": 2, "上一": -1, "上个": -1,
    }.items() for kind in ("周", "星期")},
    **{f"{word}{kind}": _day(off) for word, off in {"今": 0, "昨": -1, "明": 1}.items() for kind in "天日"},
    **{f"{word}{part}": _month(off, f"-{letter}") for word, off in {"本月": 0, "上月": -1, "下个月": 1}.items()
       for part, letter in {"初": "E", "底": "L", "末": "L", "上旬": "E", "中旬": "M", "下旬": "L"}.items()},
    "月初": _month(0, "-E"), "月底": _month(0, "-L"), "月末": _month(0, "-L"),
    "上月5日": _month(-1, "-05"), "下个月十号": _month(1, "-10"), "本月20日": _month(0, "-20"),
    "年初": _in_year("Y-01"), "年底": _in_year("Y-12"), "年末": _in_year("Y-12"),
    "去年底": lambda day: f"{day.year - 1}-12", "明年初": lambda day: f"{day.year + 1}-01",
    "上半年": _in_year("Y-H1"), "下半年": _in_year("Y-H2"), "上半年末": _in_year("Y-06-30"), "下半年初": _in_year("Y-07-01"),
    "去年下半年": lambda day: f"{day.year - 1}-H2",
    **{f"{word}季度": _in_year(f"Y-Q{number}") for word, number in {
        "一": 1, "二": 2, "三": 3, "四": 4, "第1": 1, "第二": 2, "第3": 3, "第四": 4, "首": 1,
    }.items()},
    **{f"前{word}季度": _until(3 * number) for word, number in {"二": 2, "两": 2, "三": 3, "2": 2, "3个": 3, "两个": 2}.items()},
    **{f"{lead}{word}月": _until(number) for lead in "前头" for word, number in {
        "两个": 2, "3": 3, "四个": 4, "五个": 5, "6个": 6, "七个": 7, "8": 8, "九个": 9, "十个": 10, "十一个": 11,
    }.items()},
    "首月": _in_year("Y-01"), "首个月": _in_year("Y-01"),
    "一至三季度": _until(9), "1-8月": _until(8), "一月至六月": _until(6),
    **{f"{text}月份": _in_year(f"Y-{number:02}") for number, text in enumerate("一二三四五六七八九十", 1)},
    "十一月": _in_year("Y-11"), "十二月": _in_year("Y-12"),
    "三月初": _in_year("Y-03-E"), "3月底": _in_year("Y-03-L"), "3月中下旬": _in_year("Y-03-11/Y-03-31"),
    "3月5日至12日": _in_year("Y-03-05/Y-03-12"), "6月1日至次日": _in_year("Y-06-01/Y-06-02"),
    "6月25日至次月5日": _in_year("Y-06-25/Y-07-05"), "12月25日至次月5日": lambda day: f"{day.year}-12-25/{day.year + 1}-01-05",
    "本(6)月15日": _in_year("Y-06-15"),
}  # fmt: skip
ENGLISH: dict[str, Callable[[date], str]] = {
    **{f"{word} year": _year(off) for word, off in {"this": 0, "last": -1, "next": 1}.items()},
    **{f"{word} month": _month(off) for word, off in {"this": 0, "last": -1, "next": 1}.items()},
    **{f"{word} quarter": _quarter(off) for word, off in {"this": 0, "last": -1, "next": 1}.items()},
    **{f"{word} week": _week(off) for word, off in {"this": 0, "last": -1, "next": 1}.items()},
    "today": _day(0), "yesterday": _day(-1), "tomorrow": _day(1),
    **{f"{word} quarter of this year": _in_year(f"Y-Q{number}") for number, word in enumerate(("first", "second", "third", "fourth"), 1)},
    **{f"{word} half of this year": _in_year(f"Y-H{number}") for number, word in enumerate(("first", "second"), 1)},
    **{f"first {word} months of this year": _until(number) for number, word in enumerate(
        "two three four five six seven eight nine ten eleven".split(), 2)},
    "first three quarters of this year": _until(9), "first two quarters of this year": _until(6),
    "end of this year": _in_year("Y-12"), "beginning of this year": _in_year("Y-01"), "start of this year": _in_year("Y-01"),
    "end of last year": lambda day: f"{day.year - 1}-12",
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("text", [*WORDS, *ENGLISH])
def test_a_word_of_time_is_what_the_calendar_says(text: str) -> None:
    """In a cell and in a text, counted from a day of any month."""
    told = WORDS.get(text) or ENGLISH[text]
    for today in TODAYS:
        wanted = told(today)
        assert str(parse_period(text, today=today)) == wanted, today
        framed = f"（{text}）" if text in WORDS else f"Signed {text}."
        assert [str(one.period) for one in find_periods(framed, today=today)] == [wanted], today


MONTHS = "January February March April May June July August September October November December".split()
FIXED: dict[str, str] = {
    **{f"{name} 2022": f"2022-{number:02}" for number, name in enumerate(MONTHS, 1)},
    **{f"{name[:3]} 2022": f"2022-{number:02}" for number, name in enumerate(MONTHS, 1)},
    **{f"{name} 5, 2022": f"2022-{number:02}-05" for number, name in enumerate(MONTHS, 1)},
    **{f"5 {name[:3]} 2022": f"2022-{number:02}-05" for number, name in enumerate(MONTHS, 1)},
    **{f"{word} {name} 2022": f"2022-{number:02}-{letter}" for word, letter in {"early": "E", "mid": "M", "late": "L"}.items()
       for number, name in ((3, "March"), (12, "December"))},
    **{f"{word} of {name} 2022": f"2022-{number:02}-{letter}" for word, letter in {"beginning": "E", "start": "E", "end": "L"}.items()
       for number, name in ((2, "February"), (12, "December"))},
    **{f"{word} of 2022": f"2022-{month}" for word, month in {"beginning": "01", "start": "01", "end": "12"}.items()},
    "year-end 2022": "2022-12", "spring 2022": "2022-03-01/2022-05-31", "summer of 2022": "2022-06-01/2022-08-31",
    "autumn 2022": "2022-09-01/2022-11-30", "fall 2022": "2022-09-01/2022-11-30", "winter 2022": "2022-12-01/2023-02-28",
    "2022年春季": "2022-03-01/2022-05-31", "2022年夏天": "2022-06-01/2022-08-31", "2019年秋季": "2019-09-01/2019-11-30",
    "2023年冬季": "2023-12-01/2024-02-29",
    **{f"Q{number} 2022": f"2022-Q{number}" for number in (1, 2, 3, 4)}, **{f"{number}Q 2022": f"2022-Q{number}" for number in (1, 4)},
    **{f"H{number} 2022": f"2022-H{number}" for number in (1, 2)}, "1H 2022": "2022-H1", "2022 Q3": "2022-Q3",
    "Q1–Q3 2022": "2022-01-01/2022-09-30", "January–June 2022": "2022-01-01/2022-06-30",
    "between January and June 2022": "2022-01-01/2022-06-30", "between 2020 and 2022": "2020-01-01/2022-12-31",
    "2022上半年": "2022-H1", "2022Q1-Q3": "2022-01-01/2022-09-30", "2019—2021年": "2019-01-01/2021-12-31",
    "民国111年": "2022", "民国元年": "1912", "一一一年": "2022", "民国一百一十一年": "2022", "111年3月": "2022-03", "今(111)年": "2022",
    "民国九十九年": "2010", "民国110年至112年": "2021-01-01/2023-12-31", "22年3月": "2022-03",
    "二零二二年": "2022", "二〇二二年三月": "2022-03",
    **{f"{word}五时期": f"{1980 + 5 * (number - 6) + 1}-01-01/{1980 + 5 * (number - 5)}-12-31" for number, word in {
        6: "六", 7: "七", 8: "八", 9: "九", 10: "十", 11: "十一", 12: "十二", 13: "十三", 14: "十四", 15: "十五",
    }.items()},
    "14th Five-Year Plan": "2021-01-01/2025-12-31", "10th Five-Year Plan period": "2001-01-01/2005-12-31",
}  # fmt: skip


@pytest.mark.parametrize("text", FIXED)
def test_a_written_date_is_what_it_says(text: str) -> None:
    """Whatever day it is read on."""
    assert str(parse_period(text)) == FIXED[text]
    framed = f"（{text}）" if not text.isascii() else f"Signed in {text}."
    assert [str(one.period) for one in find_periods(framed)] == [FIXED[text]]


# ---------------------------------------------------------------- numbers in words

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
SMALL = ONES.split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def _below_a_thousand(number: int, joint: str) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{SMALL[hundreds]} hundred"] if hundreds else []
    if rest:
        tens, ones = divmod(rest, 10)
        small = SMALL[rest] if rest < 20 else TENS[tens - 2] + (f"-{SMALL[ones]}" if ones else "")
        words.append(small)
    return joint.join(words)


def _english(number: int, joint: str) -> str:
    words = []
    for power, name in ((9, "billion"), (6, "million"), (3, "thousand"), (0, "")):
        group = number // 10**power % 1000
        if group:
            words.append(f"{_below_a_thousand(group, joint)} {name}".strip())
    return " ".join(words)


DIGITS = "零一二三四五六七八九"


def _group(number: int) -> str:
    text, is_gap = "", False
    for power, name in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**power % 10
        if digit:
            text += ("零" if is_gap and text else "") + DIGITS[digit] + name
        is_gap = not digit
    return text


def _chinese(number: int) -> str:
    text = ""
    for power, name in ((8, "亿"), (4, "万"), (0, "")):
        group = number // 10**power % 10_000
        if not group:
            continue
        if text and group < 1000:
            text += "零"
        text += _group(group) + name
    return text.removeprefix("一") if text.startswith("一十") else text


def _numbers() -> Iterator[int]:
    yield from range(2, 131)
    yield from (
        200,
        201,
        210,
        219,
        220,
        305,
        999,
        1000,
        1001,
        1010,
        1100,
        2022,
        9999,
        10_000,
        10_001,
        10_010,
        20_300,
        100_000,
    )
    yield from (
        120_000,
        305_007,
        1_000_000,
        1_000_001,
        20_000_305,
        100_000_000,
        305_000_007,
        2_000_300_040,
        10**9 * 250,
    )


def test_a_number_in_words_is_the_number() -> None:
    """Spelt in English with and without `and`, and in Chinese; with a counter, in a cell and in a text."""
    for number, joint in product(_numbers(), (" and ", " ")):
        words = _english(number, joint)
        found = parse_quantity(f"{words} projects")
        assert found.value == number, words
        assert [one.quantity.value for one in find_mentions(f"They signed {words} projects.")] == [number], (
            words
        )
    for number in _numbers():
        words = _chinese(number)
        assert parse_number(words) == number, words
        assert parse_quantity(f"{words}亩").value == number, words
        if number > 10:
            assert [one.quantity.value for one in find_mentions(f"用地{words}亩。")] == [number], words


@pytest.mark.parametrize(
    ("word", "power"),
    {
        "hundred": 2,
        "thousand": 3,
        "million": 6,
        "mn": 6,
        "mln": 6,
        "billion": 9,
        "bn": 9,
        "trillion": 12,
        "tn": 12,
        "trn": 12,
    }.items(),
)
def test_an_english_magnitude_is_its_power_of_ten(word: str, power: int) -> None:
    assert parse_quantity(f"3.5 {word} yuan").value == Decimal("3.5") * 10**power
    assert parse_quantity(f"USD 7 {word}").value == 7 * 10**power


@pytest.mark.parametrize(
    ("word", "power"),
    {
        "十": 1,
        "百": 2,
        "千": 3,
        "万": 4,
        "十万": 5,
        "百万": 6,
        "千万": 7,
        "亿": 8,
        "十亿": 9,
        "百亿": 10,
        "千亿": 11,
        "万亿": 12,
    }.items(),
)
def test_a_chinese_magnitude_is_its_power_of_ten(word: str, power: int) -> None:
    for digits in ("3", "2.5"):
        assert parse_quantity(f"{digits}{word}元").value == Decimal(digits) * 10**power
        assert parse_quantity(f"{digits}{word}余元").interval.low == Decimal(digits) * 10**power
    assert parse_quantity(f"数{word}元").interval.low == 2 * 10**power
    if power >= 4:
        assert parse_quantity(f"{word}元级").interval == Interval(
            10**power, 10 ** (power + 1), low_closed=True
        )
