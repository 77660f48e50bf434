"""What stands in other sentences says nothing about an amount or a day: neither what comes before nor what ends the text."""

import pytest
from tests.reading.test_guards import PAIRS
from tests.reading.test_refused_places import CHINESE, ENGLISH, marked

from zhaoshang.reading import find_mentions, find_periods, parse_quantity

TEXTS = [
    *(text for one, other, _ in PAIRS for text in (one, other)),
    *(marked(text)[0] for text, _ in (*CHINESE, *ENGLISH)),
    # signs, currencies and hedges with which a text begins
    *(
        "-3%",
        "+3%",
        "¥-500万元",
        "¥500万元",
        "$-9 million",
        "$9 million",
        "US$9 million",
        "HK$9 million",
        "负3亿元",
    ),
    *(
        "好几家",
        "上百家",
        "上千亿元",
        "近3亿元",
        "不足3成",
        "约3个月",
        "十来家",
        "几十家",
        "数亿元",
        "二十余家",
        "十多个月",
    ),
    *(
        "3至5亿元",
        "-3%～2%",
        "20-10亿元",
        "百分之三",
        "八五折",
        "三成",
        "两成多",
        "3个百分点",
        "3.5‰",
        "3亿2千万元",
    ),
    *(
        "1.2万㎡",
        "3万平方公里",
        "300亩/年",
        "3万元/亩",
        "5家、3个",
        "5、3个",
        "5个3亩",
        "(3个)",
        "“3个”",
        "《3个》",
    ),
    *(
        "3 to 5 firms",
        "3-5 firms",
        "over 3 firms",
        "three firms",
        "a firm",
        "3 firms or more",
        "10m yuan",
        "10k mu",
    ),
    # days, months, parts of years and spans
    *(
        "3月",
        "3月5日",
        "5日",
        "2022年3月",
        "2022年",
        "22年",
        "2022-03",
        "2022/3/5",
        "2022.3.5",
        "去年",
        "今年3月",
        "上月",
    ),
    *(
        "3月底",
        "3月上旬",
        "1-8月",
        "1月至8月",
        "一季度",
        "前三季度",
        "上半年",
        "2022年上半年",
        "年底",
        "本月5日",
        "3月5日至8日",
    ),
    *(
        "2021-2023年",
        "2021年至2023年",
        "十四五",
        "“十四五”期间",
        "一年内",
        "三年来",
        "近三年",
        "前两年",
        "后天",
        "大前天",
    ),
    *(
        "March 2022",
        "in March",
        "5 March 2022",
        "March 5",
        "Q1 2022",
        "the first half of 2022",
        "last year",
        "2022-23",
    ),
]
BEFORE = ["综述。", "略；\n", "甲乙丙丁戊。\n", "Summary. ", "（一）略。"]
TAILS = "第¥$-−+0一9九十亿万·上前后每近约超负共约A3月年日%（“、《/:.多来余几数半分至~～"


def read(text: str, size: int, shift: int = 0) -> list[tuple[str, int, int, str]]:
    """Tell what is found in a part of a text, with its place there."""
    found = [("amount", one.start, one.end, str(one.quantity)) for one in find_mentions(text)]
    found += [("day", one.start, one.end, str(one.period)) for one in find_periods(text, today="2022-06-15")]
    return [
        (kind, start - shift, end - shift, said)
        for kind, start, end, said in found
        if shift <= start < shift + size
    ]


@pytest.mark.long
@pytest.mark.parametrize("text", [*dict.fromkeys(TEXTS)])
def test_the_end_of_a_text_says_nothing_of_its_beginning(text: str) -> None:
    alone = read(text, len(text))
    for tail in TAILS:
        assert read(f"{text}。此外。{tail}", len(text)) == alone, tail


@pytest.mark.parametrize("text", [*dict.fromkeys(TEXTS)])
def test_a_sentence_before_says_nothing_of_the_next(text: str) -> None:
    """A sign that opens the text may be a dash behind another sentence: then the amount is left out, and never told without it."""
    alone = read(text, len(text))
    either = (alone, []) if text[0] in "-+" else (alone,)
    for before in BEFORE:
        if text[0] in "-+" and before.endswith("\n"):
            continue  # a dash that opens a line is a bullet
        assert read(before + text, len(text), len(before)) in either, before


@pytest.mark.parametrize("mark", [*"，、；：。！？,;:!?(（“=", "\n", ". ", "! "])
@pytest.mark.parametrize("text", ["-3%", "-3.5个百分点", "-3%～2%", "−3%"])
def test_a_sign_behind_the_end_of_a_clause_is_one(mark: str, text: str) -> None:
    """Of what may be below nought; of an amount of money nobody can tell, and it is not told without."""
    (found,) = find_mentions(f"综述{mark}{text}")
    assert found.quantity.interval.low == parse_quantity(text).interval.low
    of_money = [str(one.quantity) for one in find_mentions(f"综述{mark}-3亿元")]
    assert mark == "\n" or of_money in ([], ["-300000000 CNY"])
