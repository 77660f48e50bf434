"""The roll-up of a week: another name or spelling is no progress, whatever else changes is."""

from typing import Any

import pytest
from attrs import evolve

from zhaoshang import Ledger, Money, Project
from zhaoshang.model import Agreement, Investor, LogEntry, Milestone
from zhaoshang.reports import weekly_table

ONE = Project(
    id="P1",
    name="虚构(一期)冷链项目",
    owner="东镇",
    investors=["虚构甲公司"],
    investment=Money.of(3, "亿元"),
    agreements=[Agreement(signed_on="2022-03-05")],
    extra={"备注": "正在推进 (A)", "负责人": "张某"},
)
SPELT: dict[str, dict[str, Any]] = {
    "a tail of the name": {"name": "虚构(一期)冷链"},
    "brackets of the name": {"name": "虚构（一期）冷链项目"},
    "another name": {"name": "虚构冷藏项目"},
    "blanks of the unit": {"owner": "东 镇"},
    "blanks of an investor": {"investors": ["虚构甲 公司"]},
    "traditional characters": {"investors": ["虛構甲公司"]},
    "brackets of a remark": {"extra": {"备注": "正在推进（Ａ）", "负责人": "张某"}},
    "the unit of an amount": {"investment": Money.of(30000, "万元")},
}
MOVED: dict[str, dict[str, Any]] = {
    "a step": {"milestones": [Milestone(stage="started", on="2022-06-25")]},
    "an amount": {"investment": Money.of(4, "亿元")},
    "a remark": {"extra": {"备注": "已开工", "负责人": "张某"}},
    "a note": {"log": [LogEntry(on="2022-06-25", note="现场办公")]},
    "another unit": {"owner": "西镇"},
    "another investor": {"investors": ["虚构乙公司"]},
    "a step and a name": {"name": "虚构冷链", "milestones": [Milestone(stage="started", on="2022-06-25")]},
}


def rows(new: Project) -> tuple[tuple[str, ...], tuple[str, ...]]:
    older = Ledger(as_of="2022-06-23", projects=[ONE])
    table = weekly_table(Ledger(as_of="2022-06-30", projects=[new]), older)
    return table.rows[-1][-2:], table.notes


@pytest.mark.parametrize("spelling", SPELT)
def test_another_name_or_spelling_is_no_progress(spelling: str) -> None:
    moved, notes = rows(evolve(ONE, **SPELT[spelling]))
    assert moved == ("0", "1")
    name = SPELT[spelling].get("name")
    assert notes == (() if name is None else (f"名称变动：{ONE.name}→{name}",))


@pytest.mark.parametrize("change", MOVED)
def test_what_a_project_came_to_is_progress(change: str) -> None:
    assert rows(evolve(ONE, **MOVED[change]))[0] == ("1", "0")


def test_an_investor_by_another_id_and_a_row_by_another_number_are_no_progress() -> None:
    older = Ledger(
        as_of="2022-06-23",
        projects=[Project(id="台账!5", name="甲", investors=["I1"])],
        investors=[Investor(id="I1", name="虚构甲公司")],
    )
    newer = Ledger(
        as_of="2022-06-30",
        projects=[Project(id="台账!9", name="甲", investors=["I7"])],
        investors=[Investor(id="I7", name="虚构甲公司")],
    )
    assert weekly_table(newer, older).rows[-1][-2:] == ("0", "1")
