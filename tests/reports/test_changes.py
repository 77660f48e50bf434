"""What changed between two ledgers, as people read it."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.model import Agreement, Milestone
from zhaoshang.reports import change_table

MAY = Ledger(
    as_of="2024-05-31",
    projects=[
        Project(id="P1", name="虚构冷链项目", investment=Money.of("1.05", "亿元")),
        Project(id="P2", name="虚构民宿项目"),
        Project(id="P3", name="虚构饲料项目"),
    ],
)
JUNE = Ledger(
    as_of="2024-06-30",
    projects=[
        Project(
            id="P1",
            name="虚构冷链项目",
            investment=Money.of("1.15", "亿元"),
            milestones=[
                Milestone(stage="started", on="2024-06-12"),
                Milestone(stage="completed", on="2024-06"),
            ],
        ),
        Project(id="P3", name="虚构饲料一期项目", agreements=[Agreement(signed_on="2024-06-03")]),
        Project(id="P4", name="虚构电缆项目"),
    ],
)
ROWS = {
    "zh_CN": [
        ("变更", "项目", "虚构冷链项目", "总投资", "1.05亿元", "1.15亿元"),
        ("变更", "项目", "虚构冷链项目", "节点", "—", "开工 2024年6月12日、竣工 2024年6月"),
        ("变更", "项目", "虚构饲料一期项目", "项目名称", "虚构饲料项目", "虚构饲料一期项目"),
        ("变更", "项目", "虚构饲料一期项目", "协议", "—", "2024年6月3日"),
        ("新增", "项目", "虚构电缆项目", "—", "—", "—"),
        ("移除", "项目", "虚构民宿项目", "—", "—", "—"),
    ],
    "zh_TW": [("變更", "項目", "虚构冷链项目", "總投資", "1.05億元", "1.15億元")],
    "en": [
        ("changed", "Projects", "虚构冷链项目", "Investment", "105 million yuan", "115 million yuan"),
        (
            "changed",
            "Projects",
            "虚构冷链项目",
            "Milestones",
            "—",
            "started June 12, 2024, completed June 2024",
        ),
    ],
}


@pytest.mark.parametrize("locale", ROWS)
def test_each_change_is_a_row_with_what_stood_there_and_what_stands(locale: str) -> None:
    table = change_table(JUNE.diff(MAY, identity="code"), locale=locale)
    assert list(table.rows[: len(ROWS[locale])]) == ROWS[locale]
    assert "2024" in table.title
    assert len(table.rows) == 6


def test_what_may_be_one_project_is_noted() -> None:
    changes = JUNE.diff(MAY)
    assert len(change_table(changes).notes) == len(changes.doubts)


def test_a_ledger_that_stayed_has_no_rows() -> None:
    assert change_table(MAY.diff(MAY), title="无变动").rows == ()
