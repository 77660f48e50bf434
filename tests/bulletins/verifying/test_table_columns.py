"""A column of a table is worked out from one of its own unit and time, and differs only where it is right of none."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement, Milestone, ServiceTeam

UNITS = ("荷塘乡", "竹溪乡")
SIGNED = (("荷塘乡", 2023, 3, True), ("荷塘乡", 2023, 9, False), ("荷塘乡", 2023, 6, True), ("竹溪乡", 2023, 2, False),
          ("荷塘乡", 2022, 8, True), ("荷塘乡", 2022, 4, False), ("竹溪乡", 2022, 5, False))  # fmt: skip
LEDGER = Ledger(
    as_of="2023-12-31",
    teams=[ServiceTeam(id=name, name=name) for name in UNITS],
    projects=[
        Project(
            id=f"P{number}",
            name=f"项目{number}",
            owner=owner,
            investment=Money.of(amount, "亿元"),
            agreements=[Agreement(signed_on=f"{year}-0{number + 2}-11")],
            milestones=[Milestone(stage="started", on="2023-12-01")] if begun else [],
        )
        for number, (owner, year, amount, begun) in enumerate(SIGNED)
    ],
)


def last(heads: str, row: str) -> str:
    text = f"2023年各乡镇签约情况\n单位\t{heads}\n荷塘乡\t{row}\n竹溪乡\t—"
    text = text.replace("\t—", "\t—" * row.count("\t") + "\t—")
    return next(
        verdict.answer.value
        for verdict in verify(text, LEDGER)
        if verdict.raw == row.rsplit("\t", maxsplit=1)[-1]
    )


@pytest.mark.long
@pytest.mark.parametrize(
    ("heads", "row", "wrong"),
    [
        ("签约项目（个）\t总投资（亿元）\t占比（%）", "3\t18\t75.0", "11.3"),
        ("签约项目（个）\t总投资（亿元）\t同比（%）", "3\t18\t50.00", "11.3"),
        ("签约项目（个）\t增减（个）\t其中已开工（个）", "3\t1\t2", "7"),
    ],
    ids=["share", "growth", "part"],
)
def test_behind_several_columns_a_number_differs_where_it_is_right_of_none(
    heads: str, row: str, wrong: str
) -> None:
    assert last(heads, row) != "differs"
    assert last(heads, f"{row.rpartition(chr(9))[0]}\t{wrong}") == "differs"


@pytest.mark.parametrize(("mean", "answer"), [("6.0", "agrees"), ("7.5", "differs")])
def test_the_time_of_a_column_is_of_that_column_alone(mean: str, answer: str) -> None:
    assert last("签约项目（个）\t下半年（个）\t平均投资额（亿元）", f"3\t0\t{mean}") == answer


@pytest.mark.parametrize(
    ("unit", "differ"), [("个", True), ("亿元", False)], ids=["its own unit", "another unit"]
)
def test_a_rate_is_worked_out_from_columns_of_one_unit(unit: str, differ: bool) -> None:
    growth = f"2023年签约情况\n单位\t签约项目（个）\t同比（%）\t上年同期（{unit}）\n荷塘乡\t3\t20.0\t12"
    target = "2023年签约情况\n单位\t到位资金（亿元）\t完成率（%）\t目标（亿元）\n荷塘乡\t3\t60.0\t12"
    assert bool(verify(growth).differs) is differ
    assert verify(target).differs[0].code == "completion_of_target"
    assert not verify(target.replace("目标（亿元）", "目标（个）")).differs


def test_a_share_of_one_column_in_another_is_right() -> None:
    text = (
        "2023年签约项目情况\n单位\t签约项目（个）\t工业项目（个）\t占比（%）\n"
        "荷塘乡\t30\t10\t33.3\n竹溪乡\t20\t10\t50.0\n合计\t50\t20\t40.0"
    )
    assert not verify(text).differs
    assert len(verify(text.replace("33.3", "90.0")).differs) == 1
