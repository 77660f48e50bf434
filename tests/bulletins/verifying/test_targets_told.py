"""A target reached is of whom and of what time the words say, and 超额完成 is what was reached beyond it. Invented."""

import pytest

from zhaoshang import Count, Ledger, Money, Project
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Agreement, ServiceTeam, Target


def target(number: int, unit: str | None = None, parent: str | None = None) -> Target:
    """Set a target of so many projects in 2022."""
    return Target(
        id=f"T{number}",
        unit=unit,
        measure="signed_project_count",
        period="2022",
        value=Count.of(number, "个"),
        parent=parent,
    )


def ledger(*targets: Target) -> Ledger:
    """Make a ledger of six projects of 2022, four of 松镇 and two of 榆镇; two of 2021 are of each."""
    owners = {"2021": ("松镇", "松镇", "榆镇", "榆镇"), "2022": ("松镇",) * 4 + ("榆镇",) * 2}
    return Ledger(
        as_of="2022-12-31",
        teams=[ServiceTeam(id=name, name=name) for name in ("松镇", "榆镇")],
        targets=targets,
        projects=[
            Project(
                id=f"{year}-{place}",
                name=f"虚构{year}第{place}号项目",
                owner=owner,
                investment=Money.of(1, "亿元"),
                agreements=[Agreement(signed_on=f"{year}-0{place + 1}-08")],
            )
            for year, names in owners.items()
            for place, owner in enumerate(names)
        ],
    )


OVER, UNDER = ledger(target(4)), ledger(target(8), target(5, "松镇", "T8"))


def said(text: str, book: Ledger, raw: str) -> list[str]:
    return [verdict.answer.value for verdict in verify(text, book) if verdict.raw == raw]


@pytest.mark.parametrize("aim", ["目标", "任务", "全年目标任务", "年度计划"])
@pytest.mark.parametrize(
    ("number", "answer"),
    [(50, "agrees"), (150, "unknown"), (40, "differs"), (51, "differs"), (140, "differs")],
)
def test_overfulfilment_is_a_hundred_points_less(aim: str, number: int, answer: str) -> None:
    text = f"2022年，全县签约项目6个，超额完成{aim}{number}%。"
    assert said(text, OVER, f"{number}%") == [answer]
    assert read_figures(text)[-1].kpi == "overfulfilment_rate"


@pytest.mark.parametrize(("number", "answer"), [(150, "agrees"), (50, "agrees"), (160, "differs")])
def test_so_much_of_the_target_may_be_either(number: int, answer: str) -> None:
    assert said(f"2022年，全县签约项目6个，超额完成目标的{number}%。", OVER, f"{number}%") == [answer]


@pytest.mark.parametrize("aim", ["上半年", "半年", "半年度", "季度", "一季度", "上半年签约"])
@pytest.mark.parametrize("number", [75, 100])
def test_a_target_of_less_than_a_year_is_not_that_of_the_year(aim: str, number: int) -> None:
    text = f"2022年上半年，全县签约项目6个，完成{aim}目标的{number}%。"
    assert said(text, UNDER, f"{number}%") == ["unknown"]
    assert said(text.replace(aim + "目标", "全年目标"), UNDER, f"{number}%") == [
        "agrees" if number == 75 else "differs"
    ]


@pytest.mark.parametrize("joint", ["，", "，其中", "；", "。"])
def test_a_unit_named_behind_the_whole_is_whose_it_is(joint: str) -> None:
    text = f"2022年，全县签约项目6个，完成目标的75%，同比增长50%{joint}"
    assert said(f"{text}松镇签约项目4个，完成目标的80%。", UNDER, "80%") == ["agrees"]
    assert said(f"{text}松镇完成目标的75%。", UNDER, "75%")[1:] != ["agrees"]
    assert said(f"{text}榆镇签约项目2个，完成目标的40%。", UNDER, "40%") == ["unknown"]
    if joint.startswith("，"):
        assert said(f"{text}松镇同比增长100%。", UNDER, "100%") == ["agrees"]
        assert said(f"{text}榆镇同比增长0%。", UNDER, "0%") == ["agrees"]
        assert said(f"{text}榆镇同比增长20%。", UNDER, "20%") == ["differs"]


@pytest.mark.parametrize("number", [50, 80, 25])
def test_a_target_of_others_is_not_told(number: int) -> None:
    assert said(f"2022年，松镇签约项目4个，完成全县目标的{number}%。", UNDER, f"{number}%") == ["unknown"]


@pytest.mark.parametrize("number", [50, 67, 80])
def test_a_share_behind_two_measures_says_of_which(number: int) -> None:
    head = "2022年，全县签约项目6个、总投资6亿元，其中松镇"
    assert said(f"{head}占{number}%。", UNDER, f"{number}%") == ["unknown"]
    told = "agrees" if number == 67 else "differs"
    assert said(f"{head}签约项目占{number}%。", UNDER, f"{number}%") == [told]


@pytest.mark.parametrize("aim", ["省定目标", "市下达任务", "时序目标", "考核目标", "一类目标"])
def test_a_target_of_words_not_understood_differs_from_nothing(aim: str) -> None:
    text = f"2022年，全县签约项目6个，完成{aim}的{{}}%。"
    assert said(text.format(80), UNDER, "80%") == ["unknown"]
    assert said(text.format(75), UNDER, "75%") == ["agrees"]


@pytest.mark.parametrize(
    "aim", ["目标", "全年目标任务", "年度签约目标", "2022年目标", "其年度任务", "招商引资任务"]
)
def test_a_target_of_plain_words_does(aim: str) -> None:
    assert said(f"2022年，全县签约项目6个，完成{aim}的80%。", UNDER, "80%") == ["differs"]
