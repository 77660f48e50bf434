"""Figures that are not the ledger's: of a wider area, of another place, asked for; and parts above their whole."""

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement


def ledger(name: str | None) -> Ledger:
    signed = [Agreement(signed_on="2024-03-05")]
    return Ledger(
        name=name,
        as_of="2024-06-30",
        projects=[
            Project(id=f"P{number}", name=f"项目{number}", owner="石桥镇", agreements=signed)
            for number in range(6)
        ],
    )


def answers(text: str, name: str | None = "云溪县台账") -> list[str]:
    return [str(item.answer) for item in verify(text, ledger(name), today="2024-07-08").verdicts]


@pytest.mark.parametrize("number", [6, 88])
@pytest.mark.parametrize("whose", ["全省", "全市", "昆山市", "芜湖市", "太仓市"])
def test_another_area_than_the_ledgers_own_place_cannot_be_told(whose: str, number: int) -> None:
    assert answers(f"2024年上半年，{whose}签约项目{number}个。") == ["unknown"]


@pytest.mark.parametrize("whose", ["全县", "云溪县", "云溪", "石桥镇", "我县"])
def test_the_ledgers_own_place_and_its_units_are_compared(whose: str) -> None:
    assert answers(f"2024年上半年，{whose}签约项目6个。") == ["agrees"]
    assert answers(f"2024年上半年，{whose}签约项目88个。") == ["differs"]


def test_below_a_heading_figures_are_held_against_whom_it_names() -> None:
    """A heading, title or signature of a unit makes the figures its own; who is not of the ledger is never the whole."""
    told = "2024年上半年，签约项目{}个。"
    held = Ledger(
        name="云溪县台账",
        as_of="2024-06-30",
        projects=[
            Project(id=f"P{n}", name=f"项目{n}", owner=owner, agreements=[Agreement(signed_on="2024-03-05")])
            for n, owner in enumerate(["石桥镇"] * 2 + ["柳河镇"] * 3)
        ],
    )

    def judged(text: str) -> list[str]:
        return [str(item.answer) for item in verify(text, held, today="2024-07-08").verdicts]

    units = (
        "石桥镇|一、石桥镇|（一）石桥镇|1.石桥镇|【石桥镇】|石桥镇：|##"
        " 石桥镇|汇报单位：石桥镇|石桥镇招商引资工作总结|石桥镇\n一、项目进展"
    )
    units += (
        "|一、石桥镇\n（一）项目进展|石桥镇2024年上半年招商引资工作总结|关于"
        "石桥镇招商引资工作情况的报告|石桥镇人民政府招商简报|● 石桥镇|一、石桥镇。"
    )
    wholes = (
        "全县|一、全县情况|招商简报|石桥镇\n全县情况|一、石桥镇\n二、项目进"
        "展|石桥镇招商引资\n一、全县情况|云溪县2024年上半年招商引资工作总结"
    )
    others = (
        "一、青禾县|青禾县招商简报|青禾县人民政府工作报告|（二）全市情况|"
        "（二）全省|二、高新区|二、某集团|二、周边动态|二、石桥镇、柳河镇"
    )
    table = [(f"{head}\n{told}", 2, ["agrees"]) for head in units.split("|")]
    table += [(f"{told}\n{end}\n2024年7月8日", 2, ["agrees"]) for end in ("石桥镇", "石桥镇人民政府")]
    table += [(f"{head}\n{told}", 5, ["agrees"]) for head in wholes.split("|")]
    table += [(f"{head}\n{told}", 5, ["unknown"]) for head in others.split("|")]
    table += [
        (f"{told}{end}", 5, ["unknown"]) for end in ("（青禾县商务局）", "\n青禾县人民政府\n2024年7月8日")
    ]
    table += [
        (f"一、石桥镇\n{told}\n二、柳河镇\n2024年上半年，签约项目3个。", 2, ["agrees"] * 2),
        (f"一、石桥镇\n2024年上半年，全县签约项目5个。\n{told}", 2, ["agrees", "unknown"]),
        ("一、石桥镇\n2024年上半年，全县签约项目{}个。\n二、项目进展", 5, ["agrees"]),
    ]
    wrong = [text for text, number, answer in table if judged(text.format(number)) != answer]
    wrong += [
        text for text, _, answer in table if answer == ["agrees"] and judged(text.format(88)) != ["differs"]
    ]
    signed = [Agreement(signed_on="2024-03-05")]
    owners = ["Shiqiao", "Liuhe", "Liuhe"]
    book = Ledger(
        as_of="2024-06-30",
        name="Yunxi County",
        projects=[
            Project(id=f"P{n}", name="one", owner=owner, agreements=signed) for n, owner in enumerate(owners)
        ],
    )
    english = "In the first half of 2024, {} projects were signed."
    heads = [
        (head, 1, "agrees")
        for head in ("Shiqiao", "1. Shiqiao", "Report of Shiqiao", "# Progress in Shiqiao")
    ]
    heads += [("Yunxi County", 3, "agrees"), ("The province", 3, "unknown"), ("Qinghe County", 3, "unknown")]
    for head, number, answer in heads:
        found = verify(f"{head}\n{english.format(number)}", book).verdicts
        wrong += [head for item in found if str(item.answer) != answer]
    assert wrong == []


@pytest.mark.parametrize("name", [None, "招商台账", "全市招商台账", "重点城市招商台账", "上市公司项目台账"])
def test_a_ledger_named_after_no_place_is_what_the_text_calls_the_whole(name: str | None) -> None:
    assert answers("2024年上半年，昆山市签约项目6个。", name) == ["agrees"]
    assert answers("2024年上半年，全市签约项目88个。", name) == ["differs"]


@pytest.mark.parametrize("bound", ["不少于", "不低于", "不得少于"])
@pytest.mark.parametrize("number", [5, 6, 9])
def test_a_bound_that_is_asked_for_measures_nothing(bound: str, number: int) -> None:
    for lead in ("会议要求，", "通知要求：", "各镇必须做到，"):
        found = answers(f"{lead}2024年上半年签约项目{bound}{number}个。")
        assert set(found) <= {"unknown"}, lead
    if bound == "不少于":
        assert answers(f"2024年上半年，全县签约项目{bound}{number}个。") == [
            "agrees" if number <= 6 else "differs"
        ]


@pytest.mark.parametrize("whole", ["5", "12", "30", "5.5"])
@pytest.mark.parametrize(
    "form", ["项目总投资{}亿元，其中一期投资{}亿元。", "上半年到位资金{}亿元，其中外资{}亿元。"]
)
def test_a_part_printed_to_the_same_place_is_no_more_than_its_whole(form: str, whole: str) -> None:
    step = "0.1" if "." in whole else "1"
    more = f"{float(whole) + float(step):g}"
    less = f"{float(whole) - float(step):g}" if "." in whole else str(int(whole) - 1)
    assert [item.code for item in verify(form.format(whole, more)).differs] == ["phase_within_total"]
    for part in (whole, less):
        assert not verify(form.format(whole, part)).differs
    assert not verify(
        form.format(whole, f"{whole}{'' if '.' in whole else '.'}4")
    ).differs  # 5亿元 may be 5.4
    assert not verify(form.format(f"约{whole}", more)).differs
