"""A month without its year: of the year before where it lies ahead of the day of writing, and tried in the year told before."""

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Agreement

SIGNED = {3: 4, 11: 5, 12: 2}
LEDGER = Ledger(
    as_of="2022-12-31",
    name="虚构县",
    projects=[
        Project(id=f"P{month}-{n}", name="虚构项目", agreements=[Agreement(signed_on=f"2022-{month:02d}-05")])
        for month, number in SIGNED.items()
        for n in range(number)
    ],
)
DATELINES = (
    "。（2023年1月3日）",
    "。\n2023年1月3日",
    "。\n（2023年1月3日）",
    "。\n虚构县招商局 2023年1月3日",
    "。\n二〇二三年一月三日",
)
TOLD = {"12月": 2, "12月份": 2, "11月": 5, "四季度": 7, "下半年": 7, "1-11月": 9, "1—12月": 11}


def answers(text: str, today: str | None = None) -> list[str]:
    return [str(verdict.answer) for verdict in verify(text, LEDGER, today=today).verdicts]


@pytest.mark.long
@pytest.mark.parametrize("line", DATELINES)
@pytest.mark.parametrize("month", TOLD)
def test_a_day_at_the_end_is_that_of_writing_and_months_ahead_of_it_lie_behind(line: str, month: str) -> None:
    assert answers(f"{month}全县签约项目{TOLD[month]}个{line}") == ["agrees"]
    assert answers(f"{month}全县签约项目{TOLD[month] + 4}个{line}") == ["differs"]
    assert answers(f"{month}，全县签约项目{TOLD[month]}个。", "2023-01-03") == ["agrees"]


@pytest.mark.parametrize(
    "text",
    [
        "简报\n2023年1月3日\n12月签约2个。",
        "简报\n（2023年1月3日）\n截至12月底，全县累计签约11个。",
        "2022年全年签约11个。\n12月签约项目2个。",
        "2022年12月签约项目2个。11月签约项目5个。",
        "2022年，全县共签约11个。3月签约4个。",
    ],
)
@pytest.mark.parametrize("today", [None, "2023-01-03", "2023-04-01", "2026-11-29"])
def test_no_day_of_reading_makes_a_true_figure_differ(text: str, today: str | None) -> None:
    """The day given may be that of reading: what the text prints for itself is tried as well."""
    assert set(answers(text, today)) <= {"agrees", "unknown"}
    if today != "2026-11-29":
        assert set(answers(text, today)) == {"agrees"}


@pytest.mark.parametrize(
    "plan",
    ["计划12月签约9个", "12月计划签约9个", "12月，力争签约9个", "确保12月底前签约9个", "12月将签约9个"],
)
def test_what_is_planned_lies_ahead(plan: str) -> None:
    assert [
        figure.period and figure.period.start.year for figure in read_figures(f"{plan}。（2023年1月3日）")
    ] in (
        [2023],
        [None],
    )
    assert answers(f"{plan}。（2023年1月3日）") == ["unknown"]


@pytest.mark.parametrize(
    "text",
    [
        "12月签约9个，仪式于2023年1月3日",
        "12月签约9个（2023年1月3日）",
    ],
)
def test_days_of_what_happened_are_no_day_of_writing(text: str) -> None:
    assert answers(text)[0] == "unknown"


@pytest.mark.long
@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("today", range(1, 13))
def test_no_month_that_is_told_lies_ahead_of_the_day_of_writing(month: int, today: int) -> None:
    (figure,) = read_figures(f"{month}月，全县签约2个。", today=f"2023-{today:02d}-15")
    assert str(figure.period) == f"{2023 if month <= today else 2022}-{month:02d}"


@pytest.mark.long
@pytest.mark.parametrize("today", [None, "2023-03-31", "2023-12-31", "2026-11-29"])
@pytest.mark.parametrize("month", ["12月", "12月份", "11月", "四季度", "1—11月"])
@pytest.mark.parametrize(
    "form",
    [
        "2022年，全县签约项目11个。{month}签约项目{number}个。",
        "2022年，全县签约项目11个。其中，{month}签约项目{number}个。",
        "2022年全年签约项目11个；{month}签约项目{number}个。",
        "2022年，全县签约项目11个。3月签约项目4个。{month}签约项目{number}个。",
    ],
)
def test_a_month_behind_the_sentence_that_tells_the_year_is_of_it(
    form: str, month: str, today: str | None
) -> None:
    """Whatever the day of reading: its year is tried only where that of the text does not fit."""
    known = {**TOLD, "1—11月": 9}[month]
    right, wrong = (form.format(month=month, number=number) for number in (known, known + 5))
    assert set(answers(right, today)) == {"agrees"}
    assert answers(wrong, today)[-1] == "differs"
    last = read_figures(right, today=today or "2024-12-31")[-1]
    assert last.period is not None
    assert last.period.end.year == 2022


@pytest.mark.parametrize(
    "text",
    [
        "2022年12月30日，东镇签约项目4个。3月签约项目4个。",
        "2022年全县招商顺利。另据介绍，各镇工作有序。近来又有新进展。3月签约项目4个。",
        "2022年，全县签约项目11个。10月以来签约项目7个。",
    ],
)
def test_no_other_month_leans_on_a_year_told_before(text: str) -> None:
    """A day may be that of writing, a sentence between may speak of another year, and what goes on ends with the writing."""
    last = read_figures(text, today="2023-12-31")[-1]
    assert last.period is None or last.period.end.year == 2023


def test_a_figure_for_a_time_to_come_is_no_fact_wherever_the_year_is_told() -> None:
    heads = {"2024年要点": False, "# 明年": False, "2025年怎么干": False, "2023年要点": True, "去年": True}
    found = {
        head: [item.measure for item in read_figures(f"{head}\n全县签约项目6个。", today="2023-12-05")]
        for head in heads
    }
    assert found == {head: ["signed_project_count" if past else None] for head, past in heads.items()}
    told = {
        head: [item.period for item in read_figures(f"{head}\n签约6个。", today="2023-12-05")]
        for head in heads
    }
    assert all(period is not None for (period,) in told.values())
