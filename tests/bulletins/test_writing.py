"""Bulletins written. All firms are invented."""

from decimal import Decimal

import pytest
from attrs import evolve
from tests.bulletins.counties import KPIS, LEDGER, figures, ledger

from zhaoshang import Ledger, Money, Project, evaluate
from zhaoshang._files.inert import one_line
from zhaoshang.bulletins import EN, ZH, Template, read_figures, verify, write
from zhaoshang.errors import UnfitValueError
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


def test_what_has_no_value_is_told_with_the_reason() -> None:
    empty = Ledger(as_of="2022-06-30")
    asked = evaluate(empty, ["signed_project_count", "start_rate"])
    assert (
        write(asked, subject="甲县") == "截至2022年6月30日，甲县共签约招商项目0个，开工率无数值（分母为零）。"
    )
    assert write(asked, subject="甲縣", locale="zh_TW").endswith("，開工率無數值（分母為零）。")
    assert write(asked, locale="en").endswith("; start rate: no value (there is nothing to divide by).")
    assert write(asked, template=evolve(ZH, absent="")) == "截至2022年6月30日，共签约招商项目0个。"
    late = evaluate(empty, "signed_project_count", period="2023")
    assert write(late).endswith("签约项目数无数值（统计期晚于截止日）。")
    assert write({"x": Figure(kpi="x", unit="rank", value=None)}) == "x无数值（没有可用数据）。"


def test_sizes_without_a_value_are_told() -> None:
    sized = evaluate(Ledger(as_of="2022-06-30"), "projects_in_band", bands=["≥5亿元"], period="2023")
    assert write(sized).endswith("分规模项目数无数值（统计期晚于截止日）。")


@pytest.mark.parametrize(
    ("unit", "zh", "en"),
    [("rank", "第50.00", "50.00"), ("point", "50.00分", "50.00 points"), ("杯", "50.00杯", "50.00 杯")],
)
def test_scores_and_ranks_are_told_as_they_are(unit: str, zh: str, en: str) -> None:
    figure = Figure(kpi="x", unit=unit, value=Decimal("50.00"))
    assert write({"x": figure}) == f"x{zh}。"
    assert write({"x": figure}, locale="en") == f"x: {en}."


def test_a_name_with_braces_is_no_template() -> None:
    own = Figure(kpi="{x}", unit="point", value=Decimal(3))
    assert write({"{x}": own}) == "{x}3分。"


def change(value: str, kpi: str = "yoy_growth") -> dict[str, Figure]:
    number = Decimal(value)
    return {kpi: Figure(kpi=kpi, value=number, low=number, high=number, unit="percent")}


@pytest.mark.parametrize(
    ("clause", "locale", "fall", "rise"),
    [
        ("同比增长{yoy_growth}", "zh_CN", "同比下降5.00%。", "同比增长5.00%。"),
        ("同比下降{yoy_growth}", "zh_CN", "同比下降5.00%。", "同比增长5.00%。"),
        ("比上年提高了{yoy_growth}，快", "zh_CN", "比上年降低了5.00%，快。", "比上年提高了5.00%，快。"),
        ("同比增长{yoy_growth}", "zh_TW", "同比下降5.00%。", "同比增長5.00%。"),
        ("同比{yoy_growth}", "zh_CN", "同比-5.00%。", "同比5.00%。"),
        ("增长率为{yoy_growth}", "zh_CN", "增长率为-5.00%。", "增长率为5.00%。"),
        ("up by {yoy_growth}", "en", "down by 5.00%.", "up by 5.00%."),
        ("which fell {yoy_growth}", "en", "which fell 5.00%.", "which rose 5.00%."),
    ],
)
def test_a_word_of_direction_turns_with_the_sign(clause: str, locale: str, fall: str, rise: str) -> None:
    template = evolve(EN if locale == "en" else ZH, clauses=[clause], closing="." if locale == "en" else "。")
    assert write(change("-5.00"), locale=locale, template=template) == fall
    assert write(change("5.00"), locale=locale, template=template) == rise


def test_a_change_is_written_with_a_word_of_direction_by_itself() -> None:
    down = evaluate(None, "yoy_growth", inputs={"current": 1, "previous": 2})
    for template in (None, Template(clauses=[])):
        assert write(down, subject="甲县", template=template) == "甲县同比下降50.00%。"
    assert write(change("-5", "schedule_gap")) == "落后序时进度5%。"
    assert write(change("0.00")) == "同比增长0.00%。"


def test_a_fall_below_nothing_of_a_figure_of_ones_own_is_refused() -> None:
    """Nobody knows whether -5 % of a KPI of falls is a fall of 5 %, or a rise."""
    rising = evolve(ZH, clauses=["同比增长{own}"])
    assert write(change("-5", "own"), template=rising) == "同比下降5%。"
    falling = evolve(ZH, clauses=["同比下降{own}"])
    assert write(change("5", "own"), template=falling) == "同比下降5%。"
    with pytest.raises(UnfitValueError) as caught:
        write(change("-5", "own"), template=falling)
    assert "同比下降-5" in caught.value.render("zh_CN")


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


def test_sizes_by_unit_are_told_of_the_whole_too() -> None:
    signed = [Agreement(signed_on="2022-03-05")]
    projects = [
        Project(id=f"P{yi}", name=f"甲{yi}", owner=unit, investment=Money.of(yi, "亿元"), agreements=signed)
        for yi, unit in [(2, "东镇"), (6, "东镇"), (7, "西镇"), (8, None)]
    ]
    asked = ["签约项目数", "分规模项目数"]
    kept = Ledger(as_of="2022-12-31", projects=projects)
    text = write(evaluate(kept, asked, bands=["≥1亿元", "≥7亿元"], by="owner"), subject="滨江县")
    assert "滨江县共签约招商项目4个，其中1亿元以上项目4个、7亿元以上项目2个。" in text
    whole = write(evaluate(kept, asked, bands=["≥1亿元", "≥7亿元"]), subject="滨江县")
    assert text.startswith(whole)
