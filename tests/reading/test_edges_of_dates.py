"""Running text refuses the date that a cell refuses: no head, no tail, and no other period than is written. Invented examples."""

import random
from collections.abc import Iterator

import pytest

from zhaoshang.errors import ZhaoshangError
from zhaoshang.periods import Period
from zhaoshang.reading import find_periods, parse_period

TODAY = "2024-12-31"
YEARS = "2022年 2024年 二〇二三年 民国112年 今年 去年".split()
PARTS = (
    "13月 0月 十三月 第13个月 前13个月 1-13月 3月40日 3月0日 3月5-40日 4月31日 第5季 五季度 第五季度 第32周 第三个月 末三个月 末季度"
    " 后两季度 末半年 非一季度 后三季度 后9个月 最后三个月 最后一个季度 后半年 前半年 非9月 除3月"
    " 3月初五 三月初三 3月廿五 3月初旬 3月四旬 3月第二周 3月下半月"
    " 3月后10天 3月首周 首日 第45天 第10个工作日 3月至13月 一季度至五季度 3月5日至40日 3月 5月 一季度 上半年 3月5日 3月上旬 前三季度 1-8月"
    " 三季度末 3月底 春节前 底 1月至3月"
    " 腊月 正月初三 腊月二十三日 闰二月 农历三月 三季 一季报 3Q 春夏之交 岁末 年尾 伊始 汛期 前期 暑假"
    " 上半程 前仨月 3月上旬至中旬 3月上旬到下旬 初到年中 3月至国庆 H1至Q3 3月左右 3月前后 3月5日左右"
    " 上旬 下旬 大半年 余下时间 前几个月 最初三个月 冬至 雨季 3月或4月 3或4月 大约3月 3月10日一带"
).split()
FIGURES = (
    "2024-3-5-8 2024.11-2 2024.3.5-8 2024.3-5 2022/3/5/7 2022.3.5.6 2024-13 2024.3.5 2024-03-05 2024.11 2024/3/5"
).split()
CALENDARS = "农历 阴历 旧历 藏历 农曆".split()
LENGTHS = "近三月 后三月 末三季度 未来三月 连续三季度 最近三月 余三月".split()
FALLING = [
    ("2024年12月", "2024年8月"),
    ("2024年9月5日", "8月1日"),
    ("四季度", "2024年三季度"),
    ("2024年3月5日", "2024年3月1日"),
    ("2024年下半年", "2024年上半年"),
    ("2024.12", "2024.8"),
]
MARKS = "至 到 — —— -".split()
CONTEXTS = [("", "，签约5个。"), ("截至", "，开工3家。"), ("全县", "。"), ("（", "）"), ("据统计，", "签约")]


def _drawn() -> Iterator[str]:
    draw = random.Random(20261130).choice  # noqa: S311 - examples need no secrecy
    for _ in range(250):
        yield draw(YEARS) + draw(PARTS)
        yield draw(FIGURES)
        yield (
            draw(CALENDARS)
            + draw(["", "2024年", "甲辰年"])
            + draw("三月 3月 三月初三 正月 十二月 3月至5月".split())
        )
        yield draw(LENGTHS)
        first, last = draw(FALLING)
        yield first + draw(MARKS) + last


def cell(text: str) -> Period | None:
    try:
        return parse_period(text, today=TODAY)
    except ZhaoshangError:
        return None


@pytest.mark.long
@pytest.mark.parametrize(("head", "tail"), CONTEXTS, ids=[tail for _, tail in CONTEXTS])
def test_text_says_what_a_cell_says_or_nothing(head: str, tail: str) -> None:
    wrong, read = {}, 0
    for phrase in _drawn():
        found = [one.period for one in find_periods(head + phrase + tail, today=TODAY)]
        read += len(found)
        if found not in ([], [cell(phrase)]):
            wrong[phrase] = found
    assert not wrong
    assert read > 100


WHOLE = [
    ("2022年3个项目签约，2022年5家企业开工。", ["2022年", "2022年"]),
    ("2022年第3批5个，2022年第五届会议。", ["2022年", "2022年"]),
    ("2022年十大项目，2022年100天攻坚。", ["2022年", "2022年"]),
    ("2022年3月12家，5月15亿元。", ["2022年3月", "5月"]),
    ("5月6日至7日两天，1—3月三个月。", ["5月6日至7日", "1—3月"]),
    ("2022年1号文件，3月5日3号楼封顶。", ["2022年", "3月5日"]),
    ("2022年末月均5个，2022年春季。", ["2022年末", "2022年春季"]),
    ("2022年3月初三个项目签约。", ["2022年3月初"]),
    ("2022年中国投资额，2022年非公经济。", ["2022年", "2022年"]),
    ("3月3日（农历二月初三）签约。", ["3月3日"]),
    ("2022.3.5-2022.3.8，2022年系列活动，年初一系列签约。", ["2022.3.5-2022.3.8", "2022年", "年初"]),
    ("2024年十一家，2024年五一路，2024年长春市。", ["2024年", "2024年", "2024年"]),
    ("2024年一带一路，2024年3·15晚会。", ["2024年", "2024年"]),
    ("2024年每月3个，2024年前后端，2024年左右岸。", ["2024年", "2024年"]),
    ("3月到底签约几个，2024年春节前，上月5日。", ["3月", "2024年春节前", "上月5日"]),
    ("2024年12月至2025年3月，12月至次年3月。", ["2024年12月至2025年3月", "12月至次年3月"]),
]


@pytest.mark.parametrize(("text", "raws"), WHOLE, ids=[text for text, _ in WHOLE])
def test_what_only_stands_beside_a_date_takes_nothing_from_it(text: str, raws: list[str]) -> None:
    assert [one.raw for one in find_periods(text, today=TODAY)] == raws


@pytest.mark.parametrize(
    ("phrase", "period"),
    [
        ("2024年9月1日至月底", "2024-09-01/2024-09-30"),
        ("3月初至月底", "2024-03-01/2024-03-31"),
        ("2024年9月1日到年底", "2024-09-01/2024-12-31"),
        ("2023年3月至年末", "2023-03-01/2023-12-31"),
        ("月底", "2024-12-21/2024-12-31"),
    ],
)
def test_the_end_of_a_month_or_year_is_of_the_one_that_a_range_begins_in(phrase: str, period: str) -> None:
    (found,) = find_periods(f"计划{phrase}完工。", today=TODAY)
    assert found.raw == phrase
    assert found.period == cell(phrase)
    assert found.period is not None
    assert f"{found.period.start}/{found.period.end}" == period


@pytest.mark.parametrize("phrase", "2024年冬 2024年终 2024年暮春 2024年3至5 2024年上半 2024年秋冬".split())
def test_what_ends_a_clause_behind_a_year_is_a_part_of_it(phrase: str) -> None:
    assert cell(phrase) is None
    assert not find_periods(f"计划{phrase}，签约5个。", today=TODAY)


@pytest.mark.parametrize("phrase", ["腊月二十三日", "正月十五日", "13月5日", "每月5日"])
def test_no_day_is_read_behind_a_month_that_is_none(phrase: str) -> None:
    assert not find_periods(f"{phrase}签约5个。", today=TODAY)


ENGLISH = (
    "lunar March 2024;March 32, 2024;2024 Q5;the fifth quarter of 2024;the last quarter of 2024;the first 13 months of 2024;"
    "the 32nd week of 2024;the last three months of 2024;the first week of March 2024;the second half of March 2024;fiscal year 2024;"
    "December 2024 to August 2024;Q3 2024 to Q1 2024;March 5, 2024 to March 1, 2024;all but March 2024;March 2024 (lunar);Mar 2024-8;"
    "early 2024;late 2024;early in 2024;late this year;early Q1 2024;late in the first half of 2024;the middle of 2024;the turn of 2024;"
    "early 2023 to late 2024;H1 FY2024;Q1 FY2024;the first half of FY2024;the first half of fiscal 2024"
    ";the 2024 fiscal year;the academic year 2024"
    ";Q1'24;2024 first half;2024's first quarter;March or April 2024;March/April 2024;2024 or 2025;week 32 of 2024;2024-W32;March 2024 YTD"
    ";around 2024;about March 2024;sometime in 2024;the rest of 2024;most of 2024;the close of 2024;mid-year 2024"
    ";New Year 2024;March 1 and 15, 2024"
).split(";")


@pytest.mark.parametrize("phrase", ENGLISH)
def test_what_an_english_cell_refuses_is_no_date_in_text(phrase: str) -> None:
    assert cell(phrase) is None
    assert not find_periods(f"It was signed in {phrase}.", today=TODAY)


@pytest.mark.parametrize(
    "phrase",
    "the first half of 2024;March 2024;Q3 2024;the end of March 2024;first eight months of 2024;early March 2024;late-March 2024".split(
        ";"
    ),
)
def test_a_whole_english_date_is_one(phrase: str) -> None:
    (found,) = find_periods(f"It was signed in {phrase}.", today=TODAY)
    assert found.period == cell(phrase)


ANCHORS = {
    "2022年8月": "的上月;的下个月;上一个月;之上月;的前一月;的本月;（左右）;(前后);（？）;（存疑）;或更晚;或之后",
    "2022年二季度": "的上季度;的下一季度;的本季度;（左右）;或更早",
    "2022年8月9日": "的昨日;的前一日;的上周;次日;翌日;的第二天;（前后）",
    "2022年": "五一;十一;早些时候;晚些时候;开年",
}
PLAIN = "2022年8月9日当天;2022年8月9日当日;2022年8月（暂定）;2022年8月（同比）;2022年五一路;2022年8月的项目".split(
    ";"
)


def test_what_hangs_on_a_date_is_not_counted_from_the_day_of_writing() -> None:
    """A relative time, a day by name and a doubt in brackets behind a date leave it open, and are no date of their own."""
    frames = ("{}，新增项目5个。", "全县{}新增项目5个。")
    told = {
        (date + behind, frame): [
            (one.period, one.is_open) for one in find_periods(frame.format(date + behind), today=TODAY)
        ]
        for date, words in ANCHORS.items()
        for behind in words.split(";")
        for frame in frames
    }
    assert {key: found for key, found in told.items() if found != [(None, True)]} == {}
    plain = {
        phrase: [one.is_open for one in find_periods(f"{phrase}，新增项目5个。", today=TODAY)]
        for phrase in PLAIN
    }
    assert {key: found for key, found in plain.items() if found != [False]} == {}


def test_an_english_date_is_told_to_its_end() -> None:
    """A part of a year that takes its year from the next one is no part of this year; what goes up to a date is open."""
    wanted: dict[str, list[bool]] = {
        **{phrase: [] for phrase in "in H1 and H2 2022;in Q1 or Q2 2022;in Q2, Q3 and Q4 of 2022".split(";")},
        **{f"{word} August 2022": [True] for word in "until;till;through;up to".split(";")},
        **{f"in August 2022 {mark}": [True] for mark in "(?);(approx.);(tbc);(about)".split(";")},
        **{
            key: [False]
            for key in "March through August 2022;Q1 through Q3 2022;March until August 2022".split(";")
        },
        "in H1 2021 and H2 2022": [False, False],
        "on the eve of August 9, 2022": [True],
    }
    told = {
        phrase: [one.is_open for one in find_periods(f"It signed 5 projects {phrase}.", today=TODAY)]
        for phrase in wanted
    }
    assert {phrase: found for phrase, found in told.items() if found != wanted[phrase]} == {}
