"""How periods are written, in cells and in running text: every rule reads its example, and a table tells the rest."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang._reading.chinese import dates as chinese
from zhaoshang._reading.english import dates as english
from zhaoshang._reading.rules import FormRule
from zhaoshang.errors import PeriodSyntaxError
from zhaoshang.periods import Period
from zhaoshang.reading import find_periods, parse_period, parse_period_cell

TODAY = "2023-05-18"

TEXTS: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("於112年6月動土、114年底量產", [("112年6月", "2023-06"), ("114年底", "2025-12")]),
    ("營收較111年成長", [("111年", "2022")]),
    ("年营收1925.6--2310.8万元", []),
    ("2021.6-2022.8实施", [("2021.6-2022.8", "2021-06-01/2022-08-31")]),
    ("2018年至2020年9月建成", [("2018年至2020年9月", "2018-01-01/2020-09-30")]),
    ("2018年至2020年上半年", [("2018年至2020年上半年", "2018-01-01/2020-06-30")]),
    ("2018年—2020年底", [("2018年—2020年底", "2018-01-01/2020-12-31")]),
    ("民國109年至111年累計", [("民國109年至111年", "2020-01-01/2022-12-31")]),
    ("民國109年至111年4月累計", [("民國109年至111年4月", "2020-01-01/2022-04-30")]),
    ("2022年Q2-Q3新增", [("2022年Q2-Q3", "2022-04-01/2022-09-30")]),
    ("本（5）月9日說明", [("本（5）月9日", "2023-05-09")]),
    ("头四个月，招商签约46项", [("头四个月", "2023-01-01/2023-04-30")]),
    ("前十一个月完成固投", [("前十一个月", "2023-01-01/2023-11-30")]),
    ("2022年前9月，引资12亿元", [("2022年前9月", "2022-01-01/2022-09-30")]),
    ("去年前三月开工8家", [("去年前三月", "2022-01-01/2022-03-31")]),
    ("目前8月份数据尚未公布", [("8月份", "2023-08")]),
    ("2—4月，全县接待客商", [("2—4月", "2023-02-01/2023-04-30")]),
    ("今年1至4月份落地9个", [("今年1至4月份", "2023-01-01/2023-04-30")]),
    ("2018年11月至2020年2月为建设期", [("2018年11月至2020年2月", "2018-11-01/2020-02-29")]),
    ("工期2021年9月—次年3月", [("2021年9月—次年3月", "2021-09-01/2022-03-31")]),
    ("自2019年起至2021年6月30日止", [("2019年起至2021年6月30日", "2019-01-01/2021-06-30")]),
    ("2020年10月1日至11月15日开展走访", [("2020年10月1日至11月15日", "2020-10-01/2020-11-15")]),
    ("2021.03—2022.12实施", [("2021.03—2022.12", "2021-03-01/2022-12-31")]),
    ("（2024年—2026年）行动方案", [("2024年—2026年", "2024-01-01/2026-12-31")]),
    ("2021-2023年行动计划", [("2021-2023年", "2021-01-01/2023-12-31")]),
    ("上季度落地5个", [("上季度", "2023-Q1")]),
    ("本季度力争开工", [("本季度", "2023-Q2")]),
    ("下一季度安排3场推介", [("下一季度", "2023-Q3")]),
    ("首月签约额创新高", [("首月", "2023-01")]),
    ("首季实现开门红", [("首季", "2023-Q1")]),
    ("一季度到资8亿元，比去年同期多2亿元", [("一季度", "2023-Q1"), ("去年同期", "2022-Q1")]),
    (
        "1-4月，新增企业77户，较上年同期增加9户",
        [("1-4月", "2023-01-01/2023-04-30"), ("上年同期", "2022-01-01/2022-04-30")],
    ),
    ("2020年引资5亿元，比上一年多1亿元", [("2020年", "2020"), ("上一年", "2019")]),
    ("2019年，全区工业投资高于上年度", [("2019年", "2019"), ("上年度", "2018")]),
    ("2021年签约项目当年开工率达六成", [("2021年", "2021"), ("当年", "2021")]),
    ("县长今（18）日接待来宾", [("今（18）日", "2023-05-18")]),
    ("局長昨（十七）日受訪", [("昨（十七）日", "2023-05-17")]),
    ("昨（9）日", [("昨（9）日", None)]),
    ("今（112）年3月7日動土", [("今（112）年3月7日", "2023-03-07")]),
    ("去（111）年營收", [("去（111）年", "2022")]),
    ("民國一百零九年五月設立", [("民國一百零九年五月", "2020-05")]),
    ("民国108年底竣工", [("民国108年底", "2019-12")]),
    ("自110年7月起量產", [("110年7月", "2021-07")]),
    ("一〇九年度預算", [("一〇九年度", "2020")]),
    ("於一一二年三月動工", [("一一二年三月", "2023-03")]),
    ("2022H1签约额", [("2022H1", "2022-H1")]),
    ("2021Q4投产", [("2021Q4", "2021-Q4")]),
    ("2022下半年开工", [("2022下半年", "2022-H2")]),
    ("截至三季度末，在建41个", [("三季度末", "2023-09-30")]),
    ("2021年二季度末验收", [("2021年二季度末", "2021-06-30")]),
    ("2020年春季集中开工", [("2020年春季", "2020-03-01/2020-05-31")]),
    ("2018年秋天动工", [("2018年秋天", "2018-09-01/2018-11-30")]),
    ("2023年国庆前投用", [("2023年国庆前", "2023-01-01/2023-09-30")]),
    ("2024年春节前交房", [("2024年春节前", "2024-01-01/2024-02-09")]),
    ("2023年3月8日15:30举行", [("2023年3月8日", "2023-03-08")]),
    ("On 7 July 2021, 09:30, the signing began", [("7 July 2021", "2021-07-07")]),
    ("Last quarter it signed six deals", [("Last quarter", "2023-Q1")]),
    ("预计2024年6月竣工", [("2024年6月", "2024-06")]),
    ("2021年12月中下旬签约", [("2021年12月中下旬", "2021-12-11/2021-12-31")]),
    ("月底前完成签约", [("月底前", "2023-01-01/2023-05-31")]),
    ("每月底通报", []),
    ("项目总建筑面积及以上年产值", []),
    ("上上个月洽谈、下下周签约", [("上上个月", "2023-03"), ("下下周", "2023-05-29/2023-06-04")]),
    ("大前年开工的厂房", [("大前年", "2020")]),
    (
        "2022年12月26日（周一）至2023年1月6日（周五）公示",
        [("2022年12月26日（周一）至2023年1月6日", "2022-12-26/2023-01-06")],
    ),
    ("5月9日 星期二 晴", [("5月9日", "2023-05-09")]),
    ("未来年产10万吨", []),
    ("说明年初计划", [("年初", "2023-01")]),
    ("3次年会", []),
    ("第一季度与第二季度", [("第一季度", "2023-Q1"), ("第二季度", "2023-Q2")]),
    ("第一至第三季度", [("第一至第三季度", "2023-01-01/2023-09-30")]),
    ("前两季度", [("前两季度", "2023-01-01/2023-06-30")]),
    ("去年四季度至今年一季度", [("去年四季度至今年一季度", "2022-10-01/2023-03-31")]),
    ("投资强度220年3月", []),
]


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_periods_in_running_text(text: str, expected: list[tuple[str, str | None]]) -> None:
    """One period is one mention, and what leans on another day or period leans on the right one."""
    found = find_periods(text, today=TODAY)
    assert [(one.raw, None if one.period is None else str(one.period)) for one in found] == expected


LISTS = [
    ("2019、2020两年合计", ["2019", "2020"]),
    ("十一五、十二五期间引资", ["2006-01-01/2010-12-31", "2011-01-01/2015-12-31"]),
    ("9月4、5、6日举办", ["2023-09-04", "2023-09-05", "2023-09-06"]),
    ("签约4、5、6件", []),
    ("in 2019, 2020 and 2021", ["2019", "2020", "2021"]),
    ("in March and June 2021", ["2021-03", "2021-06"]),
    ("between March and June 2021", ["2021-03-01/2021-06-30"]),
    ("between 2019 and 2021", ["2019-01-01/2021-12-31"]),
]


@pytest.mark.parametrize(("text", "periods"), LISTS)
def test_every_part_of_a_list_is_read(text: str, periods: list[str]) -> None:
    """What the last part prints for all is said of each; two that are joined by "and" are two."""
    assert [str(one.period) for one in find_periods(text, today=TODAY)] == periods


CELLS = [
    ("2023-11-02 00:00:00", "2023-11-02"),
    ("2021/8/9 14:05", "2021-08-09"),
    ("2024-01-31T23:59:59", "2024-01-31"),
    ("2024-01-31T23:59:59+08:00", "2024-01-31"),
    ("2024-01-31 24:00", "2024-01-31"),
    ("20240131 08:30", "2024-01-31"),
    ("2024-01-31\n08:30", "2024-01-31"),
    ("5-Jun-21", "2021-06-05"),
    ("Dec-23", "2023-12"),
    ("11-Aug-2020", "2020-08-11"),
    ("21.11.8", "2021-11-08"),
    ("20/6/30", "2020-06-30"),
    ("22-03-25", "2022-03-25"),
    ("08.5.6", "2008-05-06"),
    ("24-3-1", "2024-03-01"),
    ("2021Q2", "2021-Q2"),
    ("2024年H2", "2024-H2"),
    ("2020上半年", "2020-H1"),
    ("2021年第三季度末", "2021-09-30"),
    ("二季度末", "2022-06-30"),
    ("民国99年12月", "2010-12"),
    ("民國一〇五年", "2016"),
    ("2019-2021", "2019-01-01/2021-12-31"),
    ("2021年至2024年", "2021-01-01/2024-12-31"),
    ("“十三五”", "2016-01-01/2020-12-31"),
    ("十四五", "2021-01-01/2025-12-31"),
    ("2026年春节前", "2026-01-01/2026-02-16"),
    ("拟2023年9月", "2023-09"),
    ("计划于2024年第一季度", "2024-Q1"),
    ("力争2023年底", "2023-12"),
    ("2021年11月（预计）", "2021-11"),
    ("2022年6月底前", "2022-01-01/2022-06-30"),
    ("2023.9.30前", "2023-01-01/2023-09-30"),
    ("2021年7月9", "2021-07-09"),
    ("2022年10月中下旬", "2022-10-11/2022-10-31"),
    ("2021.7-12", "2021-07-01/2021-12-31"),
    ("2020/3-5", "2020-03-01/2020-05-31"),
    ("上年", "2021"),
    ("本月底", "2022-08-L"),
    ("月初", "2022-08-E"),
    ("2019.5-2022.8", "2019-05-01/2022-08-31"),
    ("2018年3月至今", "2018-03-01/2022-08-15"),
    ("三季度", "2022-Q3"),
    ("2022.10", "2022-10"),
    ("２０２３／４／１", "2023-04-01"),
    ("2025年五一前", "2025-01-01/2025-04-30"),
    ("2021年7月9日（星期五）", "2021-07-09"),
    ("2021年7月9日 周五 14:00", "2021-07-09"),
    ("Friday, 9 July 2021", "2021-07-09"),
    ("9 July 2021 (Friday)", "2021-07-09"),
    ("expected March 2024", "2024-03"),
    ("March 2024 (planned)", "2024-03"),
    ("三月廿六日", "2022-03-26"),
]


@pytest.mark.parametrize(("text", "expected"), CELLS)
def test_cells(text: str, expected: str) -> None:
    """A cell is read with the time of day, the signs and the words that ledgers put around a date."""
    assert str(parse_period(text, today="2022-08-15")) == expected


REFUSED = [
    "2023年元旦前",
    "2022年13月",
    "99.99.99",
    "2022年3月5日上午",
    "预计",
    "2022-02-30",
    "廿二年",
    "2022-03-05 25:61",
]
REFUSED += ["03/05/22", "05-03-22", "01-02-03", "08.05.06", "12/5/22"]  # year, month or day first


@pytest.mark.parametrize("text", REFUSED)
def test_what_a_cell_refuses(text: str) -> None:
    """What is not wholly a date is refused, and so is one that no calendar has."""
    with pytest.raises(PeriodSyntaxError):
        parse_period(text, today="2022-08-15")


@given(
    written=st.datetimes(min_value=datetime(1950, 1, 2), max_value=datetime(2090, 1, 1)),  # noqa: DTZ001 - the zone is drawn
    ahead=st.integers(-14 * 60, 14 * 60),
)
def test_a_time_of_a_zone_is_a_day_where_that_is_the_day_in_china(written: datetime, ahead: int) -> None:
    """Whether the day that was written is meant, or the day that it was in China, is not told where the two differ."""
    stamp = written.replace(tzinfo=timezone(timedelta(minutes=ahead)))
    in_china = stamp.astimezone(timezone(timedelta(hours=8))).date()
    text = stamp.isoformat(timespec="seconds")
    if in_china == written.date():
        assert parse_period(text).end == in_china
    else:
        with pytest.raises(PeriodSyntaxError, match="the day in China"):
            parse_period(text)
        with pytest.raises(PeriodSyntaxError):
            Period.of(text)


@given(hour=st.integers(0, 99), minute=st.integers(0, 99))
def test_a_time_that_does_not_exist_makes_no_date(hour: int, minute: int) -> None:
    """Of the hours there are 24, the last of which may be called 24:00 too; of the minutes 60."""
    text = f"2022-03-05 {hour:02}:{minute:02}"
    if (hour < 24 and minute < 60) or (hour, minute) == (24, 0):
        assert str(parse_period(text)) == "2022-03-05"
    else:
        with pytest.raises(PeriodSyntaxError, match="a time of day that exists"):
            parse_period(text)


RULES = [*chinese.YEARS, *chinese.PARTS, *chinese.ALONE, *english.RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_every_rule_reads_its_example(rule: FormRule) -> None:
    """The example of a rule is a date by itself, or holds the marks that the rule looks ahead to."""
    found = find_periods("2021年，" + rule.example, today=TODAY)[1:]
    if rule.is_cell or (rule.example.isascii() and "(?=" not in rule.pattern):
        assert parse_period(rule.example, today=TODAY).days > 0
    else:
        assert found
        assert found[0].raw in rule.example


@pytest.mark.parametrize(
    ("text", "is_planned"), [("力争2024年底", True), ("2024年底（拟）", True), ("2024年底", False)]
)
def test_what_is_planned(text: str, is_planned: bool) -> None:
    """A word of intention is kept beside the period, and does not change it."""
    cell = parse_period_cell(text)
    assert (str(cell.period), cell.is_planned) == ("2024-12", is_planned)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("2023年2月至8月洽谈，9月签约", ["2023-02-01/2023-08-31", "2023-09"]),
        ("2023年12月至2024年3月洽谈，5月签约", ["2023-12-01/2024-03-31", None]),
        ("2022年洽谈，2023年至2024年建设，3月投产", ["2022", "2023-01-01/2024-12-31", "2022-03"]),
    ],
)
def test_days_across_two_years_lend_neither(text: str, periods: list[str | None]) -> None:
    """A month leans on the last single year of its sentence; where there is none, and no today, it has no year."""
    assert [None if one.period is None else str(one.period) for one in find_periods(text)] == periods


def test_what_is_planned_in_text() -> None:
    """A mention says the same."""
    found = find_periods("预计2024年6月竣工，2022年3月开工。")
    assert [one.is_planned for one in found] == [True, False]


# 111年 alone may be a duration; only a word before it tells
WRITTEN = sorted({raw for _, rows in TEXTS for raw, period in rows if period is not None} - {"111年"})


@given(
    st.sampled_from(WRITTEN), st.sampled_from("，,；;、。：:（(“[\n"), st.sampled_from("，,；;、。：:）)”]\n")
)
def test_punctuation_of_either_width_changes_nothing(raw: str, left: str, right: str) -> None:
    """Whatever marks stand around a period, it is the same one."""
    alone = [one.period for one in find_periods(raw, today=TODAY)]
    framed = find_periods(left + raw + right, today=TODAY)
    assert [one.period for one in framed] == alone


@given(st.sampled_from(WRITTEN))
def test_a_mention_reads_as_its_cell(raw: str) -> None:
    """What running text reports is what a cell with the same text holds."""
    found = find_periods(raw, today=TODAY)
    assert [one.raw for one in found] == [raw]
    if found[0].period is not None and "同期" not in raw:
        assert found[0].period == parse_period(raw, today=TODAY)
