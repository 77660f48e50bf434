"""Words beside a figure or date that make it another are never passed over: brackets, days told by number, unknown units. Invented."""

import pytest

from zhaoshang import Ledger, Money, Project, ServiceTeam
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement, Milestone

UNITS = ("青枫乡", "白沙乡", "柳浪街道")

LEDGER = Ledger(
    as_of="2024-12-31",
    teams=[ServiceTeam(id=name, name=name) for name in UNITS],
    projects=[
        Project(
            id=f"N{number}",
            name=f"虚构第{number}号项目",
            owner=UNITS[number % 3 if number < 5 else 0],
            investment=Money.of(number + 1, "亿元"),
            agreements=[Agreement(signed_on=f"2024-{number + 1:02d}-09")],
            milestones=[Milestone(stage="started", on=f"2024-{number + 3:02d}-05")] if number % 2 else [],
        )
        for number in range(7)
    ],
)
"""Seven projects, 28 hundred million: 青枫乡 4, 白沙乡 2, 柳浪街道 1; no registration was ever told."""


def said(text: str) -> dict[str, str]:
    return {verdict.raw: verdict.answer.value for verdict in verify(text, LEDGER, today="2024-12-31")}


@pytest.mark.parametrize("number", [7, 2])
@pytest.mark.parametrize(
    "text",
    [
        "2024年，全县签约项目（其中白沙乡）{}个。",
        "2024年，全县（其中白沙乡）签约项目{}个。",
        "2024年，全县签约项目{}个（预计）。",
        "2024年，全县签约项目{}个（计划）。",
        "2024年，全县签约项目（目标）{}个。",
        "2024年（预计），全县签约项目{}个。",
        "2024年第10个工作日，全县签约项目{}个。",
        "2024年第一个工作周，全县签约项目{}个。",
        "2024年首个双休日，全县签约项目{}个。",
    ],
)
def test_what_may_be_another_is_not_compared(text: str, number: int) -> None:
    assert set(said(text.format(number)).values()) == {"unknown"}


@pytest.mark.parametrize("remark", ["（含白沙乡）", "（其中白沙乡2个）", "（完成目标的70%）", "（快报数）"])
def test_what_only_remarks_is_passed_over(remark: str) -> None:
    for number, answer in ((7, "agrees"), (9, "differs")):
        assert said(f"2024年，全县签约项目{number}个{remark}。")[f"{number}个"] == answer


@pytest.mark.parametrize("number", [7, 3])
@pytest.mark.parametrize(
    "text",
    [
        "2024年，签约项目7个，其中兰溪镇{}个、桃源镇1个。",
        "2024年，兰溪镇、白沙乡分别签约项目{}个、2个。",
        "2024年，兰溪镇签约项目{}个，白沙乡签约项目2个。",
        "2024年，白沙乡签约项目2个，北屏镇签约项目{}个。",
    ],
)
def test_an_unknown_unit_beside_known_ones_is_never_the_whole(text: str, number: int) -> None:
    verdicts = verify(text.format(number), LEDGER, today="2024-12-31")
    of_others = [item for item in verdicts if item.unit in {"兰溪镇", "北屏镇"}]
    assert of_others
    assert {item.answer.value for item in of_others} == {"unknown"}


@pytest.mark.parametrize("place", ["云溪县", "云溪区", "云溪市"])
def test_a_larger_place_is_the_whole_beside_its_units(place: str) -> None:
    found = said(f"2024年，{place}签约项目7个，青枫乡签约项目4个。")
    assert found == {"7个": "agrees", "4个": "agrees"}


@pytest.mark.parametrize("word", ["实际投资", "实际完成投资", "已完成投资", "实际总投资", "实投"])
@pytest.mark.parametrize("amount", ["28亿元", "6亿元"])
def test_what_was_invested_so_far_is_not_what_was_agreed(word: str, amount: str) -> None:
    assert said(f"2024年，全县签约项目7个，{word}{amount}。") == {"7个": "agrees", amount: "unknown"}


@pytest.mark.parametrize("rate", ["0%", "75%"])
def test_a_rate_of_what_was_never_told_cannot_be_judged(rate: str) -> None:
    (verdict,) = verify(f"2024年，全县签约项目注册率{rate}。", LEDGER, today="2024-12-31")
    assert (verdict.answer.value, verdict.code) == ("unknown", "no_data")


@pytest.mark.parametrize(
    ("size", "number"),
    [("4亿元（不含）以下", 3), ("4亿元（含）以下", 4), ("4亿元（不含）以上", 3), ("6亿元（含）以上", 2)],
)
def test_a_size_whose_end_is_marked_is_no_slip(size: str, number: int) -> None:
    for told, answer in ((number, "agrees"), (number + 1, "differs")):
        found = said(f"2024年全县签约{size}项目{told}个。")
        assert found[f"{told}个"] in {answer, "unknown"}
    (verdict,) = verify("2024年全县签约4亿元（不含）以下项目3个。", LEDGER, today="2024-12-31")
    assert verdict.answer.value == "agrees"
