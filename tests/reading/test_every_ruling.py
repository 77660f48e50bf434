"""What is decided of signs, punctuation, ranges, numerals, cells and dates: rows of each ruling, and the laws over all rows.

Rulings are known by their numbers in the tables of the grammars. All examples are invented.
"""

from collections import Counter

import pytest

from zhaoshang import find_mentions, format_period, format_quantity, parse_period, parse_quantity
from zhaoshang._reading.chinese import dates as chinese_dates
from zhaoshang._reading.chinese import forms
from zhaoshang._reading.chinese import grammar as chinese
from zhaoshang._reading.english import dates as english_dates
from zhaoshang._reading.english import grammar as english
from zhaoshang.errors import QuantitySyntaxError
from zhaoshang.findings import Severity
from zhaoshang.periods import Period
from zhaoshang.reading import find_periods, parse_column, parse_period_cell, parse_quantity_cell

TODAY = "2022-10-28"
LOCALES = ("zh_CN", "zh_TW", "zh_HK", "en", "en_GB")

RULINGS = {
    25: "the sign belongs to the number; a word of falling leaves it as printed",
    26: "punctuation of ASCII parts as that of full width does",
    27: "亿元 and 亿级 behind a count are the size of what is counted",
    28: "ranges with blanks, doubled dashes, and both units",
    29: "a bare first numeral takes the place of the second",
    30: "separators of either width, in groups of three or of four",
    31: "half a tenth, and ranges of 百分之",
    32: "numerals digit by digit, and every decimal point of the script",
    33: "descending parts in digits add; 兆 is 万亿 in money",
    34: "money without 元 where a word of money governs it",
    35: "the unit at the end of a list is that of all",
    36: "a line break is no word",
    37: "currencies and words of addition in English",
    38: "meetings, movements and slogans count nothing",
    39: "the currency of 元 is what the caller says that it is",
    40: "what cells print around an amount",
    41: "the main amount of a cell, and its remark",
    42: "marks for nothing, and values of error",
    43: "from January to a month",
    44: "one range; a year beside a dash is never lost",
    45: "what leans on the day of writing, on another period or on the Republic's years",
    46: "cells of dates as spreadsheets write them",
    47: "what is only planned, and what lies before a day",
    48: "one period is one mention",
}

TEXTS: list[tuple[int, str, list[tuple[str, str]]]] = [
    (25, "出口同比增长-6.3%", [("-6.3%", "-6.3 percent")]),
    (25, "环比－2.9％", [("－2.9％", "-2.9 percent")]),
    (25, "增速为−7%", [("−7%", "-7 percent")]),
    (25, "用电量增长负4.8%", [("负4.8%", "-4.8 percent")]),
    (25, "当季净增-9家", [("-9家", "-9 家")]),
    (25, "利润增长-310万元", [("-310万元", "-3100000 CNY")]),
    (25, "税收下降6.3%", [("6.3%", "6.3 percent")]),
    (26, "总投资:4.5亿元,用地:75亩;", [("4.5亿元", "450000000 CNY"), ("75亩", "75 mu")]),
    (26, "投产(6家),开工!9家", [("6家", "6 家"), ("9家", "9 家")]),
    (27, "签约29个亿元以上项目", [("29个", "29 个"), ("亿元以上", "100000000 CNY (at_least)")]),
    (27, "储备13个亿级项目", [("13个", "13 个"), ("亿级", "[100000000, 1000000000) CNY (order)")]),
    (27, "5个百亿项目", [("5个", "5 个"), ("百亿", "[10000000000, 100000000000) CNY (order)")]),
    (27, "17个亿美元项目", [("17个", "17 个"), ("亿美元", "100000000 USD")]),
    (27, "到位40个亿", [("40个亿", "4000000000 CNY")]),
    (28, "投资2000 - 4500万元", [("2000 - 4500万元", "[20000000, 45000000] CNY (range)")]),
    (28, "投资2 ~ 3亿元", [("2 ~ 3亿元", "[200000000, 300000000] CNY (range)")]),
    (28, "奖励300--700万元", [("300--700万元", "[3000000, 7000000] CNY (range)")]),
    (28, "注资5000万元——2亿元", [("5000万元——2亿元", "[50000000, 200000000] CNY (range)")]),
    (28, "规模4亿元至9亿元", [("4亿元至9亿元", "[400000000, 900000000] CNY (range)")]),
    (29, "投资四至六千万元", [("四至六千万元", "[40000000, 60000000] CNY (range)")]),
    (29, "营收七到八百亿元", [("七到八百亿元", "[70000000000, 80000000000] CNY (range)")]),
    (29, "用地两到五千亩", [("两到五千亩", "[2000, 5000] mu (range)")]),
    (30, "预算3，150万元", [("3，150万元", "31500000 CNY")]),
    (30, "结余6,2345,6780元", [("6,2345,6780元", "623456780 CNY")]),
    (30, "结余6,23,6780元、81,42万元", []),
    (31, "降了两成半", [("两成半", "25 percent")]),
    (31, "占百分之二十到三十五", [("百分之二十到三十五", "[20, 35] percent (range)")]),
    (32, "經費十六‧二萬元", [("十六‧二萬元", "162000 CNY")]),
    (32, "投資一四六七億元", [("一四六七億元", "146700000000 CNY")]),
    (32, "面積三五○公頃", [("三五○公頃", "350 ha")]),
    (32, "投资三十二·四亿元", [("三十二·四亿元", "3240000000 CNY")]),
    (33, "預算3兆1,420億元", [("3兆1,420億元", "3142000000000 CNY")]),
    (33, "提供12萬3,456個", [("12萬3,456個", "123456 个")]),
    (33, "每户2万3000元", [("2万3000元", "23000 CNY")]),
    (33, "新增1万700家", [("1万700家", "10700 家")]),
    (34, "營收2780億", [("2780億", "278000000000 CNY")]),
    (34, "投资6000万实施技改", [("6000万", "60000000 CNY")]),
    (34, "打造80亿级园区", [("80亿级", "[8000000000, 80000000000) CNY (order)")]),
    (
        34,
        "超百亿项目2个、30亿项目5个",
        [("超百亿", "10000000000 CNY (over)"), ("2个", "2 个"), ("30亿", "3000000000 CNY"), ("5个", "5 个")],
    ),
    (34, "覆盖人口6000万", []),
    (34, "签下:约70亿. 其余再议", [("约70亿", "7000000000 CNY (about)")]),
    (
        35,
        "分别提高12个、7个和4.5个百分点",
        [("12个", "12 pp"), ("7个", "7 pp"), ("4.5个百分点", "4.5 pp")],
    ),
    (36, "超过\n二百名客商", [("超过\n二百名", "200 名 (over)")]),
    (36, "近\n30亿元", [("近\n30亿元", "3000000000 CNY (near)")]),
    (37, "exports of US$8.6 billion", [("US$8.6 billion", "8600000000 USD")]),
    (37, "the deals added up to 4 million yuan", [("4 million yuan", "4000000 CNY")]),
    (37, "a fund of HK $ 3 billion", [("HK $ 3 billion", "3000000000 HKD")]),
    (38, "九届人大五次会议、五大行动、八次党代会、三个代表", []),
    (39, "投資額6億元", [("6億元", "600000000 CNY")]),
    (40, "利用率12.4 %", [("12.4 %", "12.4 percent")]),
    (40, "投了3个多亿", [("3个多亿", "300000000 CNY (odd)")]),
    (41, "100亩（约6.67公顷）", [("100亩", "100 mu"), ("约6.67公顷", "6.67 ha (about)")]),
    (42, "投资额：—，用地：/，税收：#N/A", []),
]


@pytest.mark.parametrize(("ruling", "text", "found"), TEXTS)
def test_running_text(ruling: int, text: str, found: list[tuple[str, str]]) -> None:
    """Every amount whole with its sign, and nothing else."""
    assert [(one.raw, str(one.quantity)) for one in find_mentions(text)] == found, RULINGS[ruling]


CELLS: list[tuple[int, str, str | None, str, str | None]] = [
    (25, "－2.9％", None, "-2.9 percent", None),
    (25, "负4.8%", None, "-4.8 percent", None),
    (25, "-310", "万元", "-3100000 CNY", None),
    (28, "2000 - 4500万元", None, "[20000000, 45000000] CNY (range)", None),
    (28, "300--700", "万元", "[3000000, 7000000] CNY (range)", None),
    (29, "四至六千万元", None, "[40000000, 60000000] CNY (range)", None),
    (30, "3，150", "万元", "31500000 CNY", None),
    (30, "6,2345,6780", "元", "623456780 CNY", None),
    (31, "两成半", None, "25 percent", None),
    (31, "百分之二十到三十五", None, "[20, 35] percent (range)", None),
    (32, "十六‧二萬", "元", "162000 CNY", None),
    (32, "一四六七億", None, "146700000000 CNY", None),
    (33, "2万3000元", None, "23000 CNY", None),
    (33, "1万700", "元", "10700 CNY", None),
    (34, "2780億", None, "278000000000 CNY", None),
    (36, "近\n30亿元", None, "3000000000 CNY (near)", None),
    (37, "HK $ 3 billion", None, "3000000000 HKD", None),
    (40, "1350（万元）", None, "13500000 CNY", None),
    (40, "8亿+", None, "800000000 CNY (at_least)", None),
    (40, "总投资7亿元", None, "700000000 CNY", None),
    (40, "2500万(USD)", None, "25000000 USD", None),
    (40, "12.4 %", None, "12.4 percent", None),
    (40, "25万/亩", None, "250000 CNY/mu", None),
    (40, "3个多亿", None, "300000000 CNY (odd)", None),
    (40, "4.1万方", "亩", "41000 m2", None),
    (41, "约2.6亿（其中外资4000万美元）", None, "260000000 CNY (about)", "其中外资4000万美元"),
    (41, "100亩（约6.67公顷）", None, "100 mu", "约6.67公顷"),
    (41, "5.5亿元（含一期2.1）", None, "550000000 CNY", "含一期2.1"),
]


@pytest.mark.parametrize(("ruling", "text", "default", "shown", "remark"), CELLS)
def test_cells(ruling: int, text: str, default: str | None, shown: str, remark: str | None) -> None:
    """The amount of a cell, and what stands beside it."""
    cell = parse_quantity_cell(text, default_unit=default)
    assert (str(cell.quantity), cell.remark) == (shown, remark), RULINGS[ruling]


REFUSED = [(30, "81,42万元"), (30, "6,23,6780元"), (38, "九届人大"), (42, "—"), (42, "待核实")]


@pytest.mark.parametrize(("ruling", "text"), REFUSED)
def test_what_cells_refuse(ruling: int, text: str) -> None:
    """What cannot be taken whole is not taken, and running text refuses it as well."""
    assert find_mentions(text) == [], RULINGS[ruling]
    with pytest.raises(QuantitySyntaxError):
        parse_quantity(text)


DATED: list[tuple[int, str, list[tuple[str, str | None]]]] = [
    (43, "前7月引资", [("前7月", "2022-01-01/2022-07-31")]),
    (43, "前七个月引资", [("前七个月", "2022-01-01/2022-07-31")]),
    (43, "1-7月引资", [("1-7月", "2022-01-01/2022-07-31")]),
    (43, "今年前五月引资", [("今年前五月", "2022-01-01/2022-05-31")]),
    (44, "2018年3月至2019年7月建设", [("2018年3月至2019年7月", "2018-03-01/2019-07-31")]),
    (44, "2019年4月—2020年10月建设", [("2019年4月—2020年10月", "2019-04-01/2020-10-31")]),
    (44, "2020.2-2022.11建设", [("2020.2-2022.11", "2020-02-01/2022-11-30")]),
    (45, "上季度开工，上一季度签约", [("上季度", "2022-Q3"), ("上一季度", "2022-Q3")]),
    (45, "首月签约", [("首月", "2022-01")]),
    (
        45,
        "1-8月签约，高于去年同期",
        [("1-8月", "2022-01-01/2022-08-31"), ("去年同期", "2021-01-01/2021-08-31")],
    ),
    (45, "2019年签约，比上一年多", [("2019年", "2019"), ("上一年", "2018")]),
    (45, "2019年，比上年度多", [("2019年", "2019"), ("上年度", "2018")]),
    (45, "2020年签约，当年开工", [("2020年", "2020"), ("当年", "2020")]),
    (45, "昨（27）日接待", [("昨（27）日", "2022-10-27")]),
    (45, "今(111)年8月14日", [("今(111)年8月14日", "2022-08-14")]),
    (45, "民國112年6月", [("民國112年6月", "2023-06")]),
    (45, "於一一三年完工", [("一一三年", "2024")]),
    (47, "预计2023年4月投产", [("2023年4月", "2023-04")]),
    (48, "2018年秋季开工", [("2018年秋季", "2018-09-01/2018-11-30")]),
    (48, "2017年起至2019年11月30日", [("2017年起至2019年11月30日", "2017-01-01/2019-11-30")]),
    (48, "On 14 May 2020, 16:45, it opened", [("14 May 2020", "2020-05-14")]),
]


@pytest.mark.parametrize(("ruling", "text", "found"), DATED)
def test_dates_in_running_text(ruling: int, text: str, found: list[tuple[str, str | None]]) -> None:
    """Every period once and whole."""
    periods = find_periods(text, today=TODAY)
    assert [(one.raw, str(one.period)) for one in periods] == found, RULINGS[ruling]


DATED_CELLS: list[tuple[int, str, str, bool]] = [
    (43, "前7月", "2022-01-01/2022-07-31", False),
    (43, "今年前五月", "2022-01-01/2022-05-31", False),
    (44, "2019年4月—2020年10月", "2019-04-01/2020-10-31", False),
    (44, "2020.2-2022.11", "2020-02-01/2022-11-30", False),
    (45, "上季度", "2022-Q3", False),
    (45, "民國112年6月", "2023-06", False),
    (46, "2021-04-06 10:20:00", "2021-04-06", False),
    (46, "6-Apr-21", "2021-04-06", False),
    (46, "Apr-21", "2021-04", False),
    (46, "21.4.6", "2021-04-06", False),
    (46, "2021Q3", "2021-Q3", False),
    (46, "2021H2", "2021-H2", False),
    (46, "2021下半年", "2021-H2", False),
    (46, "二季度末", "2022-06-30", False),
    (46, "民国110年4月", "2021-04", False),
    (46, "2023-2026", "2023-01-01/2026-12-31", False),
    (46, "“十四五”", "2021-01-01/2025-12-31", False),
    (46, "2023年春节前", "2023-01-01/2023-01-21", True),
    (47, "预计2023年4月", "2023-04", True),
    (47, "2023年4月（计划）", "2023-04", True),
    (47, "2023.4.30前", "2023-01-01/2023-04-30", True),
    (48, "2018年秋季", "2018-09-01/2018-11-30", False),
    (48, "2017年起至2019年11月30日", "2017-01-01/2019-11-30", False),
    (48, "14 May 2020, 16:45", "2020-05-14", False),
]


@pytest.mark.parametrize(("ruling", "text", "period", "is_planned"), DATED_CELLS)
def test_cells_of_dates(ruling: int, text: str, period: str, *, is_planned: bool) -> None:
    """The period of a cell, and whether it is only planned."""
    cell = parse_period_cell(text, today=TODAY)
    assert (str(cell.period), cell.is_planned) == (period, is_planned), RULINGS[ruling]


def test_what_is_planned_is_planned_in_text_too() -> None:
    """A word of intention stands before the period, or in brackets behind it."""
    texts = ("拟于2023年4月投产", "2023年4月（计划）投产", "2023年4月 (预计)", "May 2023 (planned)")
    assert [one.is_planned for text in texts for one in find_periods(text)] == [True] * len(texts)
    others = ("2023年4月（计划书见附件，已公示）", "2023年4月，计划投产", "May 2023 (opened)")
    assert [one.is_planned for text in others for one in find_periods(text)] == [False] * len(others)


@pytest.mark.parametrize(
    ("options", "code"), [({"region": "TW"}, "TWD"), ({"currency": "TWD"}, "TWD"), ({}, "CNY")]
)
def test_the_currency_is_said_by_the_caller(options: dict[str, str], code: str) -> None:
    """元 is never guessed at (ruling 39)."""
    assert [one.quantity.unit.code for one in find_mentions("投資額6億元", **options)] == [code]


def test_nothing_stated_is_a_note_and_an_error_value_a_warning() -> None:
    """Marks for nothing are told apart from formulas that failed, and amounts that differ are told (rulings 41, 42)."""
    nothing = ["-", "－", "—", "/", "无", "待定", "待核实", "#N/A", "暂无"]
    column = parse_column([*nothing, "#REF!", "#DIV/0!", "100亩（约20公顷）"], default_unit="亩")
    assert column.values[:-1] == (None,) * 11
    assert [(one.code, one.severity) for one in column.findings] == [
        *[("nothing_stated", Severity.INFO)] * len(nothing),
        *[("error_value", Severity.WARNING)] * 2,
        ("amounts_disagree", Severity.WARNING),
    ]


def test_every_ruling_has_its_rows() -> None:
    """Two at least, a single one tells no rule from its example; and what the grammars follow is told here."""
    rows = Counter(row[0] for table in (TEXTS, CELLS, REFUSED, DATED, DATED_CELLS) for row in table)
    assert set(rows) == set(RULINGS)
    by_tests_of_their_own = {35, 38, 39}
    assert {ruling for ruling, count in rows.items() if count < 2} <= by_tests_of_their_own
    followed = {
        rule.ruling
        for rules in (
            chinese.GRAMMAR.rules,
            english.GRAMMAR.rules,
            forms.FORMS,
            chinese_dates.YEARS,
            chinese_dates.PARTS,
            chinese_dates.ALONE,
            english_dates.RULES,
        )
        for rule in rules
    }
    assert {ruling for ruling in followed if ruling >= min(RULINGS)} <= set(RULINGS)


# the laws, over every row

# what leans on the words beside it: a unit shared in a list, the size of what is counted
LEANING = {"12个", "7个", "百亿", "亿美元"}
AMOUNTS = sorted({raw for _, _, found in TEXTS for raw, _ in found} - LEANING)
REMARKS = {text: remark for _, text, _, _, remark in CELLS if remark is not None}
WHOLE = sorted(
    {text for _, text, default, _, _ in CELLS if default is None and text not in REMARKS} | set(AMOUNTS)
)
PERIODS = sorted(
    {text for _, text, _, _ in DATED_CELLS}
    | {raw for _, _, found in DATED for raw, _ in found if "同期" not in raw}
)
OPENING = ("，", ",", "。", "；", ";", "：", ":", "、", "（", "(", "“", "！", "!")
CLOSING = ("，", ",", "。", ".", "；", ";", "、", "）", ")", "”", "！", "!")


@pytest.mark.parametrize("text", WHOLE)
def test_the_text_of_one_cell_reads_as_the_cell_or_not_at_all(text: str) -> None:
    """No part of what a cell reads whole is read in text, and no other value."""
    assert [one.quantity for one in find_mentions(text)] in ([parse_quantity(text)], [])


@pytest.mark.parametrize(("text", "remark"), REMARKS.items())
def test_a_remark_is_read_apart_from_its_amount(text: str, remark: str) -> None:
    """In text what a cell keeps as its remark is words like others; what is read before it is the amount of the cell."""
    begin = text.index(remark)
    assert [one.quantity for one in find_mentions(text) if one.start < begin] in ([parse_quantity(text)], [])


@pytest.mark.long
@pytest.mark.parametrize("text", AMOUNTS)
def test_the_text_of_a_span_gives_its_value_again(text: str) -> None:
    """What was found reads as a cell, and the cell as what was found."""
    found = {one.quantity for _, row, _ in TEXTS for one in find_mentions(row) if one.raw == text}
    assert found == {parse_quantity(text)}


@pytest.mark.long
@pytest.mark.parametrize("text", AMOUNTS)
def test_punctuation_of_either_width_changes_no_amount(text: str) -> None:
    """Before every amount, behind it, and on both sides."""
    alone = [one.quantity for one in find_mentions(text)]
    framed = [text + mark for mark in CLOSING]
    if text[0] not in "-－−":  # behind a mark a dash may be a bullet
        framed += [mark + text for mark in OPENING]
        framed += [opening + text + closing for opening in OPENING for closing in CLOSING]
    assert [one for one in framed if [found.quantity for found in find_mentions(one)] != alone] == []


@pytest.mark.long
@pytest.mark.parametrize("text", PERIODS)
def test_punctuation_of_either_width_changes_no_period(text: str) -> None:
    """Before every period, behind it, and on both sides."""
    alone = [one.period for one in find_periods(text, today=TODAY)]
    framed = [opening + text + closing for opening in ("", *OPENING) for closing in ("", *CLOSING)]
    assert [
        one for one in framed if [found.period for found in find_periods(one, today=TODAY)] != alone
    ] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_what_is_written_is_read_as_it_was(locale: str) -> None:
    """In every language, every amount and every period of the rows."""
    for text in WHOLE:
        quantity = parse_quantity(text)
        assert parse_quantity(format_quantity(quantity, locale=locale)) == quantity, text
    for text in PERIODS:
        period = parse_period(text, today=TODAY)
        assert parse_period(format_period(period, locale=locale)) == period, text
        assert Period.of(str(period)) == period
