"""A list of places may open a text: then nothing stands before it that could say what it counts."""

import pytest

from zhaoshang.bulletins import read_figures, verify

PLACES = ["东镇", "西镇", "南镇", "北镇"]


@pytest.mark.parametrize("mark", ["、", "，", "；", "和", ""])
@pytest.mark.parametrize("unit", ["亿元", "个", "亩"])
@pytest.mark.parametrize("many", [1, 2, 4])
def test_a_list_that_opens_a_text_measures_nothing(mark: str, unit: str, many: int) -> None:
    text = mark + "、".join(f"{place}{number + 3}{unit}" for number, place in enumerate(PLACES[:many]))
    figures = read_figures(text)
    assert [figure.kpi for figure in figures] == [None] * len(figures)
    assert not verify(text).differs


def test_with_a_heading_each_of_the_list_is_what_it_says() -> None:
    figures = read_figures("签约总投资情况：东镇6亿元、西镇5亿元、南镇4亿元。")
    assert len({figure.kpi for figure in figures}) == 1
    assert figures[0].kpi == "signed_investment_total"
