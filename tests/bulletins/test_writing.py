"""Bulletins written. All firms are invented."""

from decimal import Decimal

import pytest
from attrs import evolve
from tests.bulletins.counties import KPIS, LEDGER, figures, ledger

from zhaoshang import Ledger, Project, evaluate
from zhaoshang._files.inert import one_line
from zhaoshang.bulletins import ZH, Template, read_figures, verify, write
from zhaoshang.kpis import Figure
from zhaoshang.model import Agreement, Milestone
from zhaoshang.reports import kpi_table


def test_a_bulletin_on_a_half_year() -> None:
    text = write(figures(period="2022-H1"), subject="滨江县")
    assert text.startswith("2022年上半年，滨江县共签约招商项目37个，总投资")
    assert text.endswith("亿元。")


@pytest.mark.parametrize("period", ["2022-H1", None])
def test_a_bulletin_that_names_nobody_has_no_blank_in_that_place(period: str | None) -> None:
    figures = evaluate(ledger(), KPIS, period=period)
    text = write(figures, locale="en")
    assert "  " not in text
    assert not text.startswith(" ")


@pytest.mark.parametrize("locale", ["zh_CN", "en"])
@pytest.mark.parametrize("mark", ["\x1b[1m", "\u202e", "\u2028", "\n", "\x07"], ids=ascii)
def test_a_name_steers_nothing(mark: str, locale: str) -> None:
    """What a name holds is shown within its line, as a table shows it."""
    name = f"东{mark}镇"
    signed = Project(id="P1", name="甲", owner=name, agreements=[Agreement(signed_on="2022-03-05")])
    named = evaluate(Ledger(as_of="2022-06-30", projects=[signed]), "签约项目数", by="owner")
    text = write(named, subject=name, locale=locale)
    shown = kpi_table(named).to_text()
    assert mark not in text
    assert text.count(one_line(name)) == 2
    assert one_line(name) in shown


def test_openings_by_period_and_day() -> None:
    assert write(figures(), subject="甲县").startswith("截至2022年6月30日，甲县共签约")
    assert write(figures(period="2022-Q1", as_of="2022-03-31"), subject="甲县").startswith(
        "2022年第一季度，甲县"
    )
    both = write(figures(period="2022-Q1", as_of="2022-06-30"), subject="甲县")
    assert both.startswith("2022年第一季度（数据截至2022年6月30日），甲县共签约")
    plain = {"signed_project_count": evolve(figures()["signed_project_count"], as_of=None)}
    assert write(plain, subject="甲县") == "甲县共签约招商项目37个。"
    assert write(figures(period="2022-H1"), subject="甲縣", locale="zh_TW").startswith(
        "2022年上半年，甲縣共簽約招商項目37個"
    )


def test_groups_and_sizes() -> None:
    found = evaluate(
        LEDGER,
        ["signed_project_count", "projects_in_band"],
        by="owner",
        bands=["≥5亿元", "<2亿元", "[1亿元,5亿元)"],
        period="2022-H1",
    )
    text = write(found, subject="甲县", names={"南园区": "南区"})
    assert "。东镇共签约招商项目" in text
    assert "。南区共签约招商项目" in text
    assert "其中5亿元以上项目" in text
    assert "不足2亿元项目" in text
    assert "分规模" not in text


def test_a_group_without_a_name_is_said_to_have_none() -> None:
    projects = [Project(id="1", name="甲", agreements=[Agreement(signed_on="2022-03-05")])]
    found = evaluate(Ledger(as_of="2022-06-30", projects=projects), "signed_project_count", by="owner")
    assert write(found, subject="甲县").endswith("未填报单位共签约招商项目1个。")


def test_a_template_may_be_changed() -> None:
    mine = Template(
        clauses=["签下{signed_project_count}（{signed_investment_total}）"], closing="！", joiner="；"
    )
    assert write(figures(period="2022-H1"), subject="", template=mine).startswith("2022年上半年，签下37个（")
    assert "{" not in write(figures(period="2022-H1"), template=evolve(ZH, fallback="{name}为{value}"))


def test_what_has_no_value_or_is_no_quantity_is_left_out() -> None:
    empty = Ledger(as_of="2022-06-30")
    assert write(evaluate(empty, ["signed_project_count", "start_rate"]), subject="甲县") == (
        "截至2022年6月30日，甲县共签约招商项目0个。"
    )
    assert write({"x": Figure(kpi="x", unit="rank", value=None)}) == ""
    assert write({"x": evolve(figures()["start_rate"], unit="rank")}) == ""
    assert write({"x": evolve(figures()["start_rate"], unit="杯")}) == ""


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(None, 130, "近130亿元"), (130, None, "超130亿元"), (None, None, "约130亿元"), (120, 140, "约130亿元")],
)
def test_hedged_sums_keep_their_hedge(low: int | None, high: int | None, words: str) -> None:
    value = Decimal(13_000_000_000)
    ends = [None if end is None else Decimal(end * 10**8) for end in (low, high)]
    figure = evolve(figures()["signed_investment_total"], value=value, low=ends[0], high=ends[1])
    text = write({"signed_investment_total": figure})
    assert words in text
    assert read_figures(text)[0].quantity.hedge in {"near", "over", "about"}


def test_a_figure_may_carry_its_argument() -> None:
    steps = [Milestone(stage="started", on="2022-06-28")]
    projects = [Project(id=str(number), name=str(number), milestones=steps) for number in range(3)]
    known = Ledger(as_of="2022-06-30", projects=projects)
    count = evaluate(known, "milestone_count", of="started", period="2022-H1")["milestone_count"]
    text = write({"milestone_count:started": count}, subject="甲县")
    assert text == "2022年上半年，甲县新开工项目3个。"
    assert verify(text, known).agrees[0].kpi == "milestone_count:started"
