"""Orders, names, repeated figures and tables of a text against themselves."""

import pytest

from zhaoshang.bulletins import verify

# the code, a text with a stretch left out, what is right there, and what is not
SLIPS = [
    ("rank_order", "东岭区到位21亿元、西川县到位16亿元，其中{}最多。", "东岭区", "西川县"),
    ("rank_order", "东岭区以{}位居第一，西川县以16亿元位居第二。", "21亿元", "11亿元"),
    ("rank_order", "东岭区签约{}，位列第一；西川县签约16个，位列第二。", "21个", "11个"),
    ("steps_out_of_order", "项目于2023年5月签约，{}开工建设。", "2023年8月", "2022年8月"),
    ("steps_out_of_order", "该项目{}开工，2024年11月投产。", "2024年2月", "2025年2月"),
    ("names_miscounted", "东岭区、西川县、北屏县{}县区签约项目18个。", "3个", "4个"),
    ("names_miscounted", "新材料、新能源、生物医药{}产业签约项目18个。", "三大", "四大"),
    ("names_miscounted", "新材料、新能源、生物医药等{}产业签约项目18个。", "四大", "两大"),
    (
        "one_number_twice",
        "上半年，全市签约项目32个，总投资90亿元。\n会议指出，上半年全市共签约项目{}。",
        "32个",
        "36个",
    ),
    ("one_number_twice", "今年1—6月，东岭区到位资金24亿元。1-6月东岭区到位资金{}。", "24亿元", "34亿元"),
    ("parts_of_whole", "单位,签约项目（个）,总投资（亿元）\n东岭区,5,7.3\n西川县,9,8\n合计,{},15.3", "14", "15"),
    ("parts_of_whole", "| 县区 | 签约项目（个） |\n| --- | --- |\n| 东岭区 | 5 |\n| 西川县 | 9 |\n| 合计 | {} |", "14", "13"),
    ("completion_of_target", "单位\t目标（亿元）\t完成（亿元）\t完成率\n东岭区\t40\t30\t{}", "75%", "85%"),
    ("growth_of_levels", "指标  今年  去年同期  同比增长\n签约项目  30  25  {}", "20%", "35%"),
    ("share_of_whole", "单位,签约项目,占比\n东岭区,5,{}\n西川县,15,75%\n合计,20,100%", "25%", "35%"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "right", "wrong"), SLIPS)
def test_a_slip_is_found_and_what_is_right_is_not(code: str, text: str, right: str, wrong: str) -> None:
    assert not verify(text.format(right)).differs
    assert [verdict.code for verdict in verify(text.format(wrong)).differs] == [code]


@pytest.mark.parametrize(
    "text",
    [
        # of growth, and not of the amounts
        "东岭区到位12亿元，增长18%，居全市第一；西川县到位15亿元，增长10%，居全市第二。",
        # more steps than dates
        "项目2024年3月开工，此前于2023年12月签约。",
        # the last two of the names are those counted
        "东岭区、西川县及高新区、经开区2个园区签约20个。",
        "新材料、新能源等4大产业签约20个。",
        # another year, another unit, one event
        "上半年，全市签约项目40个。去年上半年，全市签约项目35个。",
        "上半年东岭区签约项目18个，上半年西川县签约项目20个。",
        "上半年，全市签约项目40个。在上半年的签约仪式上，全市签约项目12个。",
        # what the whole has beside the units that are listed
        "单位,目标,完成\n东岭区,20,12\n西川县,10,9\n全市,30,25",
        # a cell that was not filled in
        "单位,签约（个）\n东岭区,\n西川县,6\n合计,12",
        # lines that only happen to have as many commas
        "东岭区,西川县,北屏县\n今年,去年,前年",
    ],
)
def test_what_may_be_right_is_left_alone(text: str) -> None:
    assert not verify(text).differs
