"""Words that narrow a figure down, or place it elsewhere: what nothing understood is never held against the whole."""

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement


def ledger() -> Ledger:
    towns = ("柳镇", "桥镇")
    return Ledger(
        as_of="2023-06-30",
        projects=[
            Project(
                id=f"P{number}",
                name=f"虚构{number}号项目",
                owner=town,
                investment=Money.of(number, "亿元"),
                agreements=[Agreement(signed_on="2023-03-05")],
            )
            for number, town in enumerate(towns, 2)
        ],
    )


def codes(text: str) -> list[str]:
    return [item.code for item in verify(f"2023年上半年，{text}", ledger()).verdicts]


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize(
    "text",
    [
        "外资签约项目{}个。",
        "周边签约项目{}个。",
        "央企共签约项目{}个。",
        "柳、桥两镇各签约项目{}个。",
        "两镇各签约项目{}个。",
        "每个镇签约项目{}个。",
        "平均每镇签约项目{}个。",
        "柳镇、桥镇签约项目{}个。",
    ],
)
def test_words_that_nothing_understood_are_not_passed_over(text: str, number: int) -> None:
    assert codes(text.format(number)) == ["no_measure"]


def test_an_amount_is_of_the_projects_before_it() -> None:
    assert codes("外资签约项目2个，总投资5亿元。") == ["no_measure", "no_measure"]


def test_parts_in_order_without_names_cannot_be_told() -> None:
    assert codes("各镇签约项目分别为1个、1个。") == ["no_measure", "no_measure"]


@pytest.mark.parametrize("whose", ["枫镇", "邻县", "其他县"])
def test_a_place_that_the_ledger_does_not_have_is_not_its_whole(whose: str) -> None:
    assert codes(f"{whose}签约项目2个。") == ["unknown_subject"]


@pytest.mark.parametrize(
    "text",
    [
        "签约项目{}个。",
        "全县上下共签约各类项目{}个。",
        "各镇共签约项目{}个。",
        "共签约招商引资项目{}个。",
        "新签约亿元以上项目{}个。",
        "全县招商引资工作成效明显，成功签约项目{}个。",
        "我县累计完成签约项目{}个。",
    ],
)
def test_plain_sentences_stay_judged(text: str) -> None:
    assert (codes(text.format(2)), codes(text.format(3))) == (["matches"], ["value_differs"])


def test_names_in_order_stay_judged() -> None:
    assert codes("柳镇、桥镇分别签约项目1个、1个。") == ["matches", "matches"]


@pytest.mark.parametrize("said", ["少于2个", "不到2个", "超过2个"])
def test_a_bound_that_leaves_its_number_out_differs_from_it(said: str) -> None:
    assert codes(f"签约项目{said}。") == ["value_differs"]


@pytest.mark.parametrize("said", ["不少于2个", "不超过2个"])
def test_a_bound_that_holds_its_number_agrees_with_it(said: str) -> None:
    assert codes(f"签约项目{said}。") == ["matches"]
