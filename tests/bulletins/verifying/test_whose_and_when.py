"""A verdict names the period, the unit and the day that it was held against, in data and in words."""

import pytest
from attrs import evolve

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import Verdict, verify
from zhaoshang.model import Agreement, Milestone
from zhaoshang.writing import format_period

UNITS = ("东镇", "西镇", "南镇")
LEDGER = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(
            id=f"P{number}",
            name=f"虚构{name}项目",
            owner=UNITS[number % 3],
            investment=Money.of(number + 1, "亿元"),
            agreements=[Agreement(signed_on=f"202{1 + number // 4}-0{1 + number % 4}-05")],
            milestones=[Milestone(stage="started", on="2022-06-10")] if number % 2 else [],
        )
        for number, name in enumerate(["阀门", "风机", "仓储", "染料", "电缆", "轴承", "滤芯", "饲料"])
    ],
)
PERIODS = {
    "2022年": "2022",
    "2022年上半年": "2022-H1",
    "2022年一季度": "2022-Q1",
    "2022年2月": "2022-02",
    "2021年1-4月": "2021-01-01/2021-04-30",
}
SAID = ("签约项目{}个", "签约项目总投资{}亿元", "新开工项目{}个")


def shown(verdict: Verdict) -> tuple[str | None, ...]:
    said = (verdict.period, verdict.unit, verdict.as_of)
    return tuple(None if each is None else str(each) for each in said)


@pytest.mark.long
@pytest.mark.parametrize("number", [1, 77], ids=["small", "wrong"])
@pytest.mark.parametrize("unit", [None, *UNITS])
@pytest.mark.parametrize(("said", "period"), PERIODS.items(), ids=PERIODS.values())
def test_a_verdict_says_what_the_ledger_was_asked(
    said: str, period: str, unit: str | None, number: int
) -> None:
    for form in SAID:
        text = f"{said}，{unit or '全县'}{form.format(number)}。"
        (verdict,) = (each for each in verify(text, LEDGER, today="2022-06-30") if each.against == "ledger")
        assert shown(verdict)[:2] == (period, unit), text
        head = verdict.render("zh_CN").partition("：")[0]
        assert head.startswith(f"{verdict.raw}（{format_period(period, locale='zh_CN')}")
        assert (unit or "") in head
        assert format_period(period, locale="en") in verdict.render().partition(":")[0]


@pytest.mark.parametrize(
    ("text", "said", "head"),
    [
        (
            "截至2022年5月20日，全县累计签约7个。",
            (None, None, "2022-05-20"),
            "7个（截至2022年5月20日）",
        ),
        ("签约8个。", (None, None, "2022-06-30"), "8个（截至2022年6月30日）"),
        (
            "2022年一季度（数据截至2022年6月30日），签约9个。",
            ("2022-Q1", None, "2022-06-30"),
            "9个（2022年第一季度，截至2022年6月30日）",
        ),
        (
            "2022年上半年，东镇签约9个，西镇1个。",
            ("2022-H1", "东镇", "2022-06-30"),
            "9个（2022年上半年，东镇）",
        ),
        ("2023年签约6个。", ("2023", None, None), "6个（2023年）"),
        ("虚构阀门项目总投资3亿元。", (None, None, None), "3亿元"),
    ],
)
def test_a_day_is_shown_where_the_period_does_not_end_on_it(
    text: str, said: tuple[str | None, ...], head: str
) -> None:
    verdict = next(iter(verify(text, LEDGER)))
    assert shown(verdict) == said
    assert verdict.render("zh_CN").partition("：")[0] == head


def test_a_text_held_against_itself_says_so_too() -> None:
    (verdict,) = verify("2022年上半年，东镇签约项目41个，其中亿元以上项目47个。").differs
    assert shown(verdict) == ("2022-H1", "东镇", None)
    assert verdict.render("zh_TW").startswith("47个（2022年上半年，东镇）：不符")


def test_the_figures_of_a_table_say_whose_they_are() -> None:
    text = "2022年上半年各镇签约情况\n单位\t签约项目数（个）\n东镇\t5\n西镇\t1\n"
    found = [each for each in verify(text, LEDGER) if each.against == "ledger"]
    assert [(each.raw, each.unit, str(each.period)) for each in found] == [
        ("5", "东镇", "2022-H1"),
        ("1", "西镇", "2022-H1"),
    ]


def test_pages_and_papers_show_it() -> None:
    found = verify("2022年上半年，东镇签约9个。", LEDGER)
    assert "2022年上半年，东镇 · 对台账" in found.to_html()
    bare = evolve(found.differs[0], period=None, unit=None, as_of=None)
    assert bare.render("zh_CN").startswith("9个：不符")


@pytest.mark.parametrize(
    ("form", "right", "unit", "period"),
    [
        ("2022年上半年，东镇签约1个、西镇签约2个，两镇共签约{}个。", 3, None, "2022-H1"),
        ("2022年上半年，东镇签约1个、西镇签约2个，合计签约{}个。", 3, None, "2022-H1"),
        ("东镇2022年一季度签约1个，二季度签约1个，合计签约{}个。", 2, "东镇", None),
    ],
)
def test_a_sum_of_several_is_of_none_of_them(
    form: str, right: int, unit: str | None, period: str | None
) -> None:
    for number in (right, 9):
        for verdict in verify(form.format(number)):
            assert shown(verdict)[:2] == (period, unit), verdict
