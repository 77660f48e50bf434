"""Rows of figures and their whole; rates and changes beside figures in any order, Chinese and English."""

import pytest

from zhaoshang.bulletins import verify

# a text with a number left out, the number that is right, and one that is not
SLIPS = [
    ("东岭区签约7个，西川县签约11个，两地总共签下{}项目。", "18个", "20个"),
    ("当天现场签约项目23个，场外签约项目15个，共签约{}。", "38个", "42个"),
    ("2024年签约项目{}，一季度10个、二季度6个、三季度13个、四季度9个。", "38个", "41个"),
    ("前三季度签约46个项目，其中上半年30个，第三季度{}。", "16个", "12个"),
    ("东岭区　签约项目13个\n西川县　签约项目21个\n合计　签约项目{}", "34个", "35个"),
    ("1月到位资金2.5亿元，2月到位资金3亿元，1-2月到位资金{}。", "5.5亿元", "8.5亿元"),
    ("驻外小分队和本地小分队共38支，其中驻外{}、本地17支。", "21支", "24支"),
    ("2024年到位资金31.5亿元，比2023年的27.5亿元增加{}。", "4亿元", "6亿元"),
    ("到位资金60亿元，同比增加10亿元，增长{}。", "20%", "30%"),
    ("到位资金60亿元，增长{}，增加额为10亿元。", "20%", "30%"),
    ("上半年签约项目54个，同比增加18个（上年同期为{}）。", "36个", "41个"),
    ("去年到位资金40亿元。今年到位资金60亿元，是去年的{}。", "1.5倍", "2.1倍"),
    ("开工率从年初的54.8%提高到63.3%，提升{}。", "8.5个百分点", "12.5个百分点"),
    ("履约率54%，比去年同期的45.7%提高{}。", "8.3个百分点", "3.3个百分点"),
    ("年初定下目标123亿元，截至6月末到位54.4亿元，距目标还有{}。", "68.6亿元", "76.6亿元"),
    ("上半年引资62亿元，比上年同期42亿元多出{}。", "20亿元", "28亿元"),
    ("年度目标67亿元，已完成36.5亿元，还需完成{}。", "30.5亿元", "39.5亿元"),
    ("项目用地120亩，总投资3.84亿元，亩均投资{}。", "320万元", "440万元"),
    ("平均单体投资{}，20个项目总投资达到84亿元。", "4.2亿元", "8.2亿元"),
    ("问题共83件，已办结43件，正在办理40件，办结率{}。", "51.8%", "60.8%"),
    ("厂房24万平方米，出租9万平方米，出租率{}。", "37.5%", "57.5%"),
    ("到位资金114亿元，其中省外资金28.5亿元，所占比重为{}。", "25%", "35%"),
    ("Funds in place reached 30 million yuan, {} of the annual target of 120 million yuan.", "25%", "32%"),
    ("Of the 80 projects signed, 60 projects have started construction, a start rate of {}.", "75%", "82%"),
    (
        "A total of 40 projects were signed with a total investment of 120 million yuan, averaging {} each.",
        "3 million yuan",
        "5 million yuan",
    ),
]


@pytest.mark.parametrize(("text", "right", "wrong"), SLIPS)
def test_a_slip_is_found_and_what_is_right_is_not(text: str, right: str, wrong: str) -> None:
    assert verify(text.format(right)).is_clean
    assert verify(text.format(wrong)).differs


@pytest.mark.parametrize(
    "text",
    [
        # a year and half a year
        "去年签约35个，今年上半年签约20个，同比增长25%。",
        # not all of the half year
        "1月签约5个，2月签约6个，一季度签约18个。",
        # another thing than the two before
        "开工30个，投产20个，共签约60个。",
        # whoever is not listed has the rest
        "全市签约60个：东岭区20个、西川县15个。",
        "前三名为东岭区（25个）、西川县（24个）、北屏县（6个）。",
        # a rate of what was started before too
        "新开工项目12个，签约项目40个，开工率65%。",
    ],
)
def test_what_need_not_add_up_is_left_alone(text: str) -> None:
    assert verify(text).is_clean
