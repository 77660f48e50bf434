"""Words that narrow a figure down, or place it elsewhere: what nothing understood is never held against the whole."""

from typing import Any

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.bulletins import verify
from zhaoshang.errors import PeriodSyntaxError
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


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize(
    "text",
    [
        "签约项目{}个（不含柳镇）。",
        "签约项目{}个（柳镇除外）。",
        "签约项目{}个，不包括桥镇。",
        "签约项目{}个、不含柳镇。",
        "签约项目{}个——不含柳镇。",
        "不含柳镇，签约项目{}个。",
        "除柳镇以外，全县签约项目{}个。",
        "剔除柳镇后签约项目{}个。",
        "签约项目（不含柳镇）{}个。",
        "签约项目{}个（不计入增资扩股）。",
        "签约项目{}个（柳镇另行统计）。",
        "签约项目{}个（刨除柳镇）。",
        "签约项目共{}个，其中不含柳镇。",
        "签约项目{}个（柳镇）。",
        "签约项目{}个（外资）。",
        "签约项目{}个【仅统计工业】。",
        "签约项目{}个。注：以上数据不含柳镇。",
    ],
)
def test_what_is_left_out_of_a_figure_is_not_passed_over(text: str, number: int) -> None:
    assert codes(text.format(number)) == ["no_measure"]


def test_what_is_left_out_is_left_out_of_its_sentence_alone() -> None:
    said = "签约项目2个，总投资5亿元（不含柳镇）；柳镇签约项目1个。"
    assert codes(said) == ["no_measure", "no_measure", "matches"]


@pytest.mark.parametrize(
    "text",
    [
        "签约项目2个（含柳镇）。",
        "签约项目2个（初步统计）。",
        "签约项目2个（下同）。",
        "1亿元（不含）以上签约项目2个。",
        "1亿元至10亿元（不含10亿元）签约项目2个。",
        "签约项目2个，拆除厂房外墙。",
    ],
)
def test_what_takes_nothing_away_leaves_figures_judged(text: str) -> None:
    assert "matches" in codes(text)


def test_a_second_row_is_of_the_same_names() -> None:
    """Behind figures handed out in order, as many more are of the same units; one more is of which nobody tells."""
    assert codes("柳镇、桥镇分别签约项目1个、1个，总投资2亿元、3亿元。") == ["matches"] * 4
    assert codes("柳镇、桥镇分别签约项目1个、1个，总投资3亿元、2亿元。")[2:] == ["value_differs"] * 2
    assert codes("柳镇、桥镇分别签约项目1个、1个，总投资共5亿元。")[2:] == ["no_measure"]
    assert codes("柳镇、桥镇分别签约项目1个、1个，全县共签约2个。")[2:] == ["matches"]


@pytest.mark.parametrize("sign", "\u00ad\u200b\u2060\ufeff\u200e")
def test_what_nobody_sees_hides_no_figure(sign: str) -> None:
    said = f"签{sign}约项目{sign}2{sign}个，总投资{{}}{sign}亿元。"
    assert codes(said.format(5)) == ["matches", "matches"]
    assert codes(said.format(9)) == ["matches", "value_differs"]


@pytest.mark.parametrize("sign", "\u200f\u202e\u2067")
def test_marks_that_turn_what_is_seen_are_told(sign: str) -> None:
    assert "turned_text" in codes(f"签约项目2个，总投资{sign}51亿元。")


@pytest.mark.parametrize(
    "said", ["近{}", "将近{}", "超{}", "多于{}", "不足{}", "低于{}", "少于{}", "未达{}", "逾{}", "<{}"]
)
@pytest.mark.parametrize(("text", "number"), [("签约项目{}。", "2个"), ("签约总投资{}。", "5亿元")])
def test_a_bound_leaves_its_own_number_out(said: str, text: str, number: str) -> None:
    """Of just 2, 近2个 and 超2个 are wrong alike."""
    assert codes(text.format(said.format(number))) == ["value_differs"]


@pytest.mark.parametrize("said", ["5亿多元", "5亿余元"])
def test_an_odd_amount_leaves_its_own_number_out(said: str) -> None:
    assert codes(f"签约总投资{said}。") == ["value_differs"]


@pytest.mark.parametrize("said", ["约2个", "2个左右", "2个以上", "至少2个", "不低于2个", "2个以内"])
def test_a_bound_that_holds_its_own_number_agrees(said: str) -> None:
    assert codes(f"签约项目{said}。") == ["matches"]


@pytest.mark.parametrize(
    "text", ["开工率为120%。", "履约率达105.3%。", "占比达101%。", "The start rate was 120%."]
)
def test_a_rate_of_some_in_all_is_no_more_than_all(text: str) -> None:
    assert [item.code for item in verify(text).differs] == ["impossible_rate"]


@pytest.mark.parametrize(
    "text", ["完成年度目标的120%。", "资金到位率105%。", "同比增长120%。", "履约率达100%。"]
)
def test_other_rates_may_be_above_all(text: str) -> None:
    assert verify(text).differs == ()


@pytest.mark.parametrize("name", ["period", "as_of"])
def test_a_day_that_is_none_is_refused_without_a_ledger_too(name: str) -> None:
    given: dict[str, Any] = {name: "2022-00"}
    with pytest.raises(PeriodSyntaxError) as caught:
        verify("签约项目5个。", **given)
    assert caught.value.place == name
