"""Of which figure a target, a change, a completion or a share is: where two can be meant, nothing is said to be wrong. Invented."""

import pytest

from zhaoshang import Count, Ledger, Money, Project, ServiceTeam
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement, Target

UNITS = ("荷塘乡", "竹溪乡")
LEDGER = Ledger(
    as_of="2023-12-31",
    teams=[ServiceTeam(id=name, name=name) for name in UNITS],
    projects=[
        Project(
            id=f"{year}-{number}",
            name=f"虚构{year}年{number}号项目",
            owner=UNITS[number % 2],
            investment=Money.of(2 + number, "亿元"),
            agreements=[Agreement(signed_on=f"{year}-0{number + 1}-06")],
        )
        for year, many in ((2022, 4), (2023, 6))
        for number in range(many)
    ],
    targets=[
        Target(id="all", measure="signed_project_count", period="2023", value=Count.of(4, "个")),
    ],
)
"""2023: 6 projects, 27 of 亿元, 3 for each unit; 2022: 4 projects, 2 for each; a target of 4."""


def answers(text: str) -> dict[str, str]:
    return {verdict.raw: verdict.answer.value for verdict in verify(text, LEDGER)}


@pytest.mark.parametrize(
    "task",
    [
        "市下达任务4个",
        "下一步力争签约项目7个",
        "目标开工率60%",
        "要求开工率达60%",
        "力争开工率60%",
        "力争签约率60%",
    ],
)
@pytest.mark.parametrize("number", [4, 6])
def test_a_task_with_its_own_figure_makes_no_target_of_the_next(task: str, number: int) -> None:
    text = f"2023年，{task}，全县签约项目{number}个，总投资27亿元。"
    *_, count, amount = verify(text, LEDGER)
    assert (count.raw, amount.raw) == (f"{number}个", "27亿元")
    assert {count.answer.value, amount.answer.value} == {"unknown"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2023年，目标签约项目{}个，其中荷塘乡2个。", ("4", "5")),
        ("2023年，市下达任务4个，全县已签约项目{}个。", ("6", "4")),
        ("2023年，计划签约项目4个，实际签约项目{}个。", ("6", "4")),
        ("2023年，年度目标4个，全县签约项目{}个。", ("6", "4")),
    ],
    ids=["a target and its part", "already", "in fact", "a target and a number"],
)
def test_a_target_and_what_was_reached_are_judged_where_they_are_told(
    text: str, told: tuple[str, str]
) -> None:
    right, wrong = told
    assert answers(text.format(right))[f"{right}个"] == "agrees"
    assert verify(text.format(wrong), LEDGER).differs[0].raw == f"{wrong}个"


@pytest.mark.parametrize("said", ["同比增长50%", "完成年度目标的150%", "同比增长70%", "完成年度目标的130%"])
def test_what_follows_a_row_of_parts_may_be_of_the_whole(said: str) -> None:
    raw = said[-3:] if said.startswith("同比") else said[-4:]
    found = answers(f"2023年，全县签约项目6个，其中荷塘乡3个、竹溪乡3个，{said}。")
    assert found[raw] == "unknown"
    assert found["6个"] == found["3个"] == "agrees"


def test_a_unit_named_beside_a_change_is_of_that_unit() -> None:
    text = "2023年，全县签约项目6个，其中荷塘乡3个、竹溪乡3个，竹溪乡同比增长{}%。"
    assert answers(text.format(50))["50%"] == "agrees"
    assert answers(text.format(70))["70%"] == "differs"


@pytest.mark.parametrize(("shares", "differ"), [((50, 50), 0), ((44.4, 55.6), 0), ((20, 80), 2)])
def test_a_share_behind_two_columns_may_be_of_either(shares: tuple[float, float], differ: int) -> None:
    one, other = shares
    text = (
        "2023年签约项目情况\n单位|签约项目数（个）|总投资（亿元）|占比\n"
        f"荷塘乡|3|12|{one}%\n竹溪乡|3|15|{other}%\n合计|6|27|100%"
    )
    assert len(verify(text).differs) == differ


def test_a_bracket_is_no_part_of_the_first_name_of_a_row() -> None:
    readings = verify("2023年，全县签约项目6个（荷塘乡3个、竹溪乡3个）。", LEDGER).readings
    assert [reading.subject for reading in readings] == [None, *UNITS]
