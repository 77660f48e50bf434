"""Every figure explains itself in Chinese alone: a name of the code stands in quotation marks, as one."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from itertools import product
from typing import Any

import polars as pl
import pytest
from tests.engine.test_unread import ASKED, ledger
from tests.properties.test_frames import together

from zhaoshang import evaluate, frames, kpis, profiles, reports
from zhaoshang.errors import ZhaoshangError
from zhaoshang.kpis import CATALOGUE

ASK: Any = evaluate
COMPARE: Any = kpis.compare
BARE = re.compile(r"[A-Za-z][A-Za-z_]{2,}")
ODD = profiles.DEFAULT.vary(
    "odd", started=["construction_permit"], trial_counts=False, exclude_tracks=["fund"]
)
WAYS: tuple[dict[str, Any], ...] = (
    {},
    {"period": "2022-Q1"},
    {"cohort": "all"},
    {"cohort": "earlier_years"},
    {"profile": ODD},
    {"by": "owner"},
)


def bare(text: str) -> list[str]:
    """List the Latin words of a text that stand outside quotation marks, but for functions of a formula."""
    return BARE.findall(re.sub(r"“[^”]*”|\b(?:min|max)\(", "", text))


IN_JUNE = {"period": "2022-06"}


def needs(kpi: kpis.Kpi) -> dict[str, Any]:
    """Give the period of what cannot be asked without one."""
    return IN_JUNE if kpi.id in {"continuing_count", "continuing_investment", "mom_growth"} else {}


@pytest.mark.parametrize("period", [{}, IN_JUNE], ids=["", "June"])
def test_a_figure_explains_itself_in_chinese(
    period: dict[str, Any], paired: Callable[..., Iterable[tuple[dict[str, Any], Any]]]
) -> None:
    held = ledger()
    sources = [held, frames.from_ledger(held, backend="polars")]
    cases = [(kpi, ASKED.get(kpi.id, {})) for kpi in CATALOGUE if needs(kpi) == period]
    for (way, source), (asked, arguments) in product(paired(WAYS, sources), together(cases)):
        figures = ASK(source, asked, **{"as_of": "2022-06-30", **period, **way}, **arguments)
        assert {figure.kpi for figure in figures.values()} == {kpi.id for kpi in asked}
        assert {told for figure in figures.values() if bare(told := figure.explain("zh_CN"))} == set()
        assert [note for note in reports.kpi_table(figures).notes if bare(note)] == []


@pytest.mark.parametrize("kpi", CATALOGUE, ids=lambda kpi: kpi.id)
def test_a_comparison_explains_itself_in_chinese(kpi: kpis.Kpi) -> None:
    more = {**needs(kpi), **ASKED.get(kpi.id, {})}
    with suppress(ZhaoshangError):
        found = COMPARE(ledger(), kpi.id, ["default", ODD], as_of="2022-06-30", **more)
        assert bare(found.explain("zh_CN")) == []


def test_an_english_word_outside_quotation_marks_is_found() -> None:
    assert bare("提示：excluded（×6）；“period”；min(1, 2)") == ["excluded"]


def test_doubts_of_a_frame_name_their_place_in_chinese() -> None:
    cells = {
        "项目名称": ["甲", "乙"],
        "总投资（亿元）": ["1", "很多"],
        "签约时间": ["2022-13-04", "待定"],
        "备注": ["某", None],
    }
    doubts = frames.read_frame(pl.DataFrame(cells), as_of="2022-06-30")[1]
    assert len(doubts.findings) >= 3
    for doubt in doubts:
        said = doubt.render("zh_CN")
        assert said.startswith("数据表")
        assert bare(said) == []
        assert doubt.render().startswith("frame")
    assert "数据表[签约时间]" in doubts.render("zh_CN")
