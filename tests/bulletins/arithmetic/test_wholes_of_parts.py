"""Parts are held against a whole only where there is one: not of means, not where one thing is held twice. Invented."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement

MEANS = [
    "全县亩均投资300万元，其中松镇{}万元、榆镇{}万元。",
    "人均GDP8万元，其中松镇{}万元、榆镇{}万元。",
    "户均用地50亩，其中松镇{}亩、榆镇{}亩。",
    "全县投资强度300万元/亩，其中松镇{}万元/亩、榆镇{}万元/亩。",
    "平均每个项目投资3亿元，其中松镇{}亿元、榆镇{}亿元。",
]
TOTALS = [
    "全县到位资金300万元，其中松镇{}万元、榆镇{}万元。",
    "全县用地50亩，其中松镇{}亩、榆镇{}亩。",
    "签约项目10个，其中松镇{}个、榆镇{}个。",
]


def differing(text: str) -> set[str]:
    return {verdict.raw for verdict in verify(text).differs}


@pytest.mark.parametrize("text", MEANS)
@pytest.mark.parametrize("numbers", [(250, 400), (6, 9), (40, 60)])
def test_means_have_no_parts(text: str, numbers: tuple[int, int]) -> None:
    assert differing(text.format(*numbers)) == set()


@pytest.mark.parametrize("text", TOTALS)
def test_totals_have(text: str) -> None:
    assert differing(text.format(250, 400))
    assert differing(text.format(2, 3)) == set()


@pytest.mark.parametrize("note", ["（含共建1个）", "（均含共建1个）", "，含共建1个", "（其中含共建1个）"])
def test_what_is_held_twice_need_not_add_up(note: str) -> None:
    assert differing(f"签约项目10个，其中松镇6个、榆镇5个{note}。") == set()
    assert differing("签约项目10个，其中松镇6个、榆镇5个。") == {"10个"}


@pytest.mark.parametrize(
    ("number", "is_wrong"), [(2, False), (4, False), (6, False), (10, False), (11, True)]
)
def test_a_part_is_of_what_measures_the_same(number: int, is_wrong: bool) -> None:
    text = f"签约10个、开工6个、竣工3个，其中工业签约{number}个、开工4个、竣工2个。"
    assert differing(text) == ({f"{number}个"} if is_wrong else set())


@pytest.mark.parametrize("bound", ["低于33%", "超过33%", "50%"])
def test_a_rate_that_tells_of_whom_is_not_the_whole_s(bound: str) -> None:
    projects = [
        Project(
            id=str(number),
            name=f"虚构{number}号项目",
            owner="榆镇",
            investment=Money.of(1, "亿元"),
            agreements=[Agreement(signed_on="2022-03-01")],
        )
        for number in (1, 2, 3)
    ]
    book = Ledger(as_of="2022-12-31", projects=projects)
    (verdict, *_) = verify(f"2022年，开工率{bound}的有榆镇。", book)
    assert verdict.answer.value == "unknown"
