"""For when figures are: dates told together, the same time of another year, days that are past, and the ends of periods."""

import re

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Agreement, Milestone
from zhaoshang.periods import Period

DAYS = {
    "2021-05-11": "2021-11-02",
    "2021-09-14": "2022-02-22",
    "2022-01-18": "2022-03-07",
    "2022-03-21": "",
    "2022-04-15": "2022-05-30",
    "2022-05-12": "",
}
"""The day that each project was signed on, and the day it started."""
LEDGER = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(
            id=f"P{place}",
            name=f"虚构{name}设备项目",
            owner=owner,
            agreements=[Agreement(signed_on=signed)],
            milestones=[Milestone(stage="started", on=started)] if started else [],
        )
        for place, (name, owner, (signed, started)) in enumerate(
            zip("甲乙丙丁戊己", ("柳镇", "竹镇", "柳镇", "柳镇", "竹镇", "梅镇"), DAYS.items(), strict=True)
        )
    ],
)
TODAY = "2022-07-05"

TOGETHER = {
    "2022年四、五月份": 2,
    "4、5月份，全县": 2,
    "上半年，4月、5月": 2,
    "4月和5月": 2,
    "4月与5月": 2,
    "4月及5月，全县": 2,
    "4月份以及5月份": 2,
    "今年3、4、5月": 3,
    "3月、4月和5月": 3,
    "一、二季度": 4,
    "一季度和二季度": 4,
    "一季度、4月": 3,
    "2021年和2022年上半年": 6,
    "2021、2022两年": 6,
    "2021年上、下半年": 2,
    "上半年签约4个。4月、5月": 2,
}


@pytest.mark.long
@pytest.mark.parametrize("dates", TOGETHER)
@pytest.mark.parametrize("verb", ["共签约项目", "合计签约"])
def test_dates_told_together_are_of_all_their_days(dates: str, verb: str) -> None:
    """The last of them alone is of none of the figures."""
    number = TOGETHER[dates]
    for told, answer in ((number, "agrees"), (number - 1, "differs"), (number + 1, "differs")):
        last = verify(f"{dates}{verb}{told}个。", LEDGER, today=TODAY).verdicts[-1]
        assert str(last.answer) == answer, (told, last)


@pytest.mark.parametrize(
    "text",
    [
        "今年1、3月共签约2个。",
        "3月和5月共签约2个。",
        "3月和5月共签约1个。",
        "2021年5月和2022年5月共签约2个。",
        "4月、5月各签约1个。",
        "4月、5月，全县每月签约1个。",
        "3月、4月、5月均签约1个。",
        "4月、5月，竹镇、梅镇分别签约1个、1个。",
    ],
)
def test_dates_that_make_no_span_leave_the_period_open(text: str) -> None:
    """Nor is what each of them had that of all."""
    assert [str(verdict.answer) for verdict in verify(text, LEDGER, today=TODAY).verdicts] == [
        "unknown"
    ] * len(read_figures(text, today=TODAY))


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("4月、5月分别签约1个、1个。", ["agrees", "agrees"]),
        ("4月、5月分别签约1个、2个。", ["agrees", "differs"]),
        ("3月、5月签约1个、1个。", ["agrees", "agrees"]),
        ("3月、5月签约1个和2个。", ["agrees", "differs"]),
        ("4月、5月共签约2个，去年同期1个。", ["agrees", "agrees"]),
        ("4月、5月共签约2个，去年同期0个。", ["agrees", "differs"]),
    ],
)
def test_figures_of_dates_in_their_order(text: str, answers: list[str]) -> None:
    """As many figures as dates are handed out, and what is compared with is the span of them all."""
    assert [str(verdict.answer) for verdict in verify(text, LEDGER, today=TODAY).verdicts] == answers


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年1-4月签约3个，去年同期2个。", "2021-01..2021-04"),
        ("2022年1-4月签约3个，前年同期1个。", "2020-01..2020-04"),
        ("2022年1-4月签约3个，去年同期2个，前年同期1个。", "2020-01..2020-04"),
        ("2022年1-4月签约3个，大前年同期1个。", "2019-01..2019-04"),
        ("2022年1-4月签约3个，2020年同期1个。", "2020-01..2020-04"),
        ("2022年1-4月签约3个，上一年同期1个。", "2021-01..2021-04"),
        ("2022年上半年签约4个，上年度同期1个。", "2021-H1"),
        ("二季度签约2个，去年同季度1个。", "2021-Q2"),
        ("二季度签约2个，去年同一季度1个。", "2021-Q2"),
        ("二季度签约2个，上年同季签约1个。", "2021-Q2"),
        ("5月签约1个，去年同月1个。", "2021-05"),
        ("5月签约1个，前年同月份0个。", "2020-05"),
        ("1-5月签约4个，去年同季度1个。", None),
        ("上半年签约4个，去年同月0个。", None),
        ("去年同季度签约2个。", None),
    ],
)
def test_the_same_time_of_another_year(text: str, period: str | None) -> None:
    """前年 is two years before, and 同季度 of what is no quarter is not known."""
    ends = () if period is None else period.split("..")
    wanted = Period.between(*ends) if len(ends) > 1 else next(map(Period.of, ends), None)
    assert read_figures(text, today=TODAY)[-1].period == wanted


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("21日至23日，全县签约0个。", "agrees"),
        ("21日至23日，全县签约3个。", "differs"),
        ("22日，全县签约1个。", "differs"),
        ("1日至3日，全县签约3个。", "unknown"),
        ("22日，全县将签约3个。", "unknown"),
        ("5月10日至13日，全县签约1个。", "agrees"),
        ("到2025年，力争签约100个；到2022年6月底，累计签约6个。", "agrees"),
        ("到2025年，力争签约100个；到2022年6月底，累计签约5个。", "differs"),
        ("到2025年力争签约100个，截至2022年6月底签约6个。", "agrees"),
        ("到2021年，累计签约2个；到2022年6月底，累计签约6个。", "agrees"),
        ("到2021年，累计签约2个；到2022年6月底，累计签约5个。", "differs"),
        ("今年上半年，截至6月底签约4个。", "agrees"),
        ("At the end of March 2022, 4 projects had been signed.", "agrees"),
        ("At the end of March 2022, 1 projects had been signed.", "differs"),
        ("At the end of 2021, 2 projects had been signed.", "agrees"),
        ("At the end of 2021, 0 projects had been signed.", "differs"),
        ("At year-end 2021, 2 projects had been signed.", "agrees"),
        (
            "In the first half of 2022, 4 projects were signed. At the end of June, 6 projects had been signed.",
            "agrees",
        ),
        ("At the end of March 2022, the start rate was 50%.", "unknown"),
        ("4 projects had been signed at the end of March 2022.", "unknown"),
    ],
)
def test_days_and_ends(text: str, answer: str) -> None:
    """A day without its month lies behind the day of writing; what is said of an end stands on that day."""
    assert str(verify(text, LEDGER, today=TODAY).verdicts[-1].answer) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Of the 4 projects signed in the first half of 2022, 3 have started, a start rate of 75%.", "differs"),
        ("Of the 4 projects signed in the first half of 2022, 2 have started, a start rate of 50%.", "agrees"),
        ("In the first half of 2022, 4 projects were signed and 3 have started, a start rate of 75%.", "differs"),
        ("In the first half of 2022, 4 projects were signed and 3 of them have started, a start rate of 75%.", "unknown"),
        ("Of the 4 large projects signed in the first half of 2022, 3 have started, a start rate of 75%.", "unknown"),
        ("In 2021, 2 projects were signed, of which 1 has started, a start rate of 50%.", "unknown"),
    ],
)  # fmt: skip
def test_a_bare_number_makes_no_rate_right(text: str, answer: str) -> None:
    """The number of those that started is held against no ledger; without one it is all there is."""
    assert str(verify(text, LEDGER, today=TODAY).verdicts[-1].answer) == answer
    assert str(verify(text).verdicts[-1].answer) == "agrees"


# at the head of a paragraph -------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", ["", "\n", "  "], ids=["begin", "line", "blank"])
@pytest.mark.parametrize("last", range(2, 7))
def test_months_that_begin_a_text_are_all_told(last: int, mark: str) -> None:
    """1、2、3月 was February and March: the first was taken for the number of a paragraph."""
    said = "、".join(map(str, range(1, last + 1)))
    (reading,) = read_figures(f"{mark}{said}月，全县签约项目3个。", today="2022-07-05")
    assert reading.period == Period.between("2022-01", f"2022-{last:02}")


@pytest.mark.parametrize("mark", ["\n", "；"])
@pytest.mark.parametrize("digits", ["123", "一二三"])
def test_a_number_is_one_of_a_paragraph_where_another_goes_on_from_it(digits: str, mark: str) -> None:
    text = f"{digits[0]}、{digits[1]}月份签约项目3个{mark}{digits[1]}、{digits[2]}月份签约项目4个"
    months = [str(reading.period) for reading in read_figures(text, today="2022-07-05")]
    assert months == ["2022-02", "2022-03"]


@pytest.mark.parametrize(("count", "answer"), [(3, "agrees"), (2, "agrees"), (1, "differs")])
def test_a_first_month_that_may_be_a_number_is_tried_as_both(count: int, answer: str) -> None:
    days = ["2022-01-05", "2022-02-05", "2022-02-06"]
    signed = [Project(id=day, name=day, agreements=[Agreement(signed_on=day)]) for day in days]
    (verdict,) = verify(
        f"1、2月份，签约项目{count}个。", Ledger(as_of="2022-06-30", projects=signed), today="2022-07-05"
    )
    assert str(verdict.answer) == answer


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2022年1、2季度签约项目3个", Period.between("2022-Q1", "2022-Q2")),
        ("2022年2季度签约项目3个", Period.of("2022-Q2")),
        ("2022年第2、3季度签约项目3个", Period.between("2022-Q2", "2022-Q3")),
        ("连续2季度签约项目3个", None),
    ],
)
def test_quarters_in_digits_are_told_whole(text: str, period: Period | None) -> None:
    """1、2季度 was the first alone."""
    assert [reading.period for reading in read_figures(text)] == [period]


# names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("figures", ["1个、2个、3个、4个", "1个、2个、3个", "5个"])
@pytest.mark.parametrize("lead", ["", "2022年4月，", "2022年4月、5月，"])
def test_what_several_units_have_is_of_none_of_them(lead: str, figures: str) -> None:
    """东镇、西镇分别签约1个、2个、3个、4个 were all of the last one."""
    turn = "分别" if "、" in figures else ""
    found = read_figures(f"{lead}东镇、西镇{turn}签约项目{figures}。")
    assert {reading.subject for reading in found} == {"东镇、西镇"}


@pytest.mark.parametrize("units", ["东镇", "东镇、西镇", "东镇、西镇和南镇"])
def test_figures_go_to_as_many_units(units: str) -> None:
    names = re.split("[、和]", units)
    turn = "分别" if len(names) > 1 else ""
    said = "、".join(f"{number}个" for number in range(1, len(names) + 1))
    found = read_figures(f"2022年4月，{units}{turn}签约项目{said}。")
    assert [reading.subject for reading in found] == names


@pytest.mark.long
@pytest.mark.parametrize("join", ["、", "和", "以及"])
@pytest.mark.parametrize("units", [("东镇", "西镇"), ("招商一组", "招商二组"), ("春和区", "云岭区")])
@pytest.mark.parametrize("form", ["{}共签约项目{}个", "{}签约项目{}个", "签约项目9个，其中{}{}个"])
def test_what_several_units_of_a_ledger_have_is_held_against_none(
    form: str, units: tuple[str, str], join: str
) -> None:
    """Neither against the last of them nor against the whole; their names may hold what joins names (春和区)."""
    owners = [*units, units[0], "别处"]
    signed = [
        Project(
            id=f"P{at}",
            name=f"虚构{at}号设备项目",
            owner=owner,
            agreements=[Agreement(signed_on="2022-03-05")],
        )
        for at, owner in enumerate(owners)
    ]
    ledger = Ledger(as_of="2022-06-30", projects=signed)
    for number in (1, 2, 3, 4, 7):
        text = f"2022年上半年，{form.format(join.join(units), number)}。"
        last = [each for each in verify(text, ledger).verdicts if each.raw == f"{number}个"][-1]
        assert (str(last.answer), last.unit) == ("unknown", join.join(units)), text
        assert last.code in {"no_measure", "not_judged"}


@pytest.mark.parametrize("text", ["3月和5月共签约项目2个。", "4月和5月，柳镇、竹镇分别签约项目1个、2个。"])
def test_periods_that_make_no_one_need_no_day_of_writing(text: str) -> None:
    assert {each.code for each in verify(text, LEDGER, today=TODAY)} == {"unclear_period"}


@pytest.mark.parametrize("figures", ["3个", "三个"])
def test_names_of_a_clause_without_figures_are_no_subject(figures: str) -> None:
    """按照东市、西县部署 says by whose orders, and of neither what it has."""
    for lead in ("按照东市、西县部署，", "借鉴东市、西县做法，加大力度，"):
        (reading,) = read_figures(f"2022年4月，{lead}共签约项目{figures}。")
        assert reading.subject != "东市、西县"
    (reading,) = read_figures(f"2022年4月，东市、西县共签约项目{figures}。")
    assert reading.subject == "东市、西县"


RANGES = {
    "2022年1-5月，全县签约项目分别为1个、0个、1个、1个、1个": "2022-01 2022-02 2022-03 2022-04 2022-05",
    "2022年3月至5月分别签约1个、1个和1个": "2022-03 2022-04 2022-05",
    "2021—2022年，全县签约项目分别为2个、4个": "2021 2022",
    "2022年一至二季度，全县签约项目分别为2个、2个": "2022-Q1 2022-Q2",
}


@pytest.mark.parametrize(("text", "periods"), RANGES.items(), ids=list(RANGES))
def test_figures_handed_out_behind_a_range_are_of_its_periods_in_turn(text: str, periods: str) -> None:
    assert [str(each.period) for each in read_figures(f"{text}。", today=TODAY)] == periods.split()
    assert {str(each.answer) for each in verify(f"{text}。", LEDGER, today=TODAY).verdicts} == {"agrees"}
    wrong = verify(f"{text[:-2]}9个。", LEDGER, today=TODAY).verdicts
    assert [str(each.answer) for each in wrong] == ["agrees"] * (len(wrong) - 1) + ["differs"]


@pytest.mark.parametrize(
    "text",
    [
        "2022年1-5月，全县签约项目分别为1个、2个。",
        "2022年4-5月，竹镇、梅镇分别签约1个、1个。",
        "2022年4-5月，全县签约、开工项目分别为2个、1个。",
        "2022年4-5月，全县签约项目2个、1个。",
    ],
)
def test_a_range_of_other_periods_or_figures_of_other_things_stays_whole(text: str) -> None:
    whole = "2022-01-01/2022-05-31" if "1-5" in text else "2022-04-01/2022-05-31"
    assert {str(each.period) for each in read_figures(text, today=TODAY)} == {whole}
