"""Header words that stand in no table: what they are made of tells the field, and what is something else stays unread."""

import pytest

from zhaoshang import workbooks
from zhaoshang._workbooks.words.columns import Header, propose
from zhaoshang._workbooks.words.composing import find_unit

WORDS = {
    "name": "招引工程名称 盯引项目名称 参会项目名称 项目简称",
    "investors": "投资者名称 出资人 来访企业 洽谈企业名称 拟合作方 项目投资商名称",
    "investment": "计划总投（万元） 项目总投入（亿元） 概算投资（万元） 投资体量（亿元） 签约总额（亿元）",
    "fixed_investment": "固投规模（亿元） 其中固定资产投资（亿元）",
    "agreements[].signed_on": "协议日期 合同签署日期 正式合同签订时间 签约日",
    "agreements[framework].signed_on": "框架合同签订时间 战略框架协议时间 签约时间（框架）",
    "agreements[intent].signed_on": "意向签约时间 签订意向协议日期 备忘录签署时间 签约时间（意向）",
    "milestones[started]": "开建时间 奠基时间 实际动工日期 破土时间 正式开工日期",
    "milestones[started,planned]": "力争开工时间 承诺开工时间 争取动工日期 约定开工时间 开工时间（拟） 延期后开工时间 推迟后开工日期",
    "milestones[].stage": "当前状况 洽谈阶段 在谈状态 推进环节",
    "owner": "牵头招商单位 第一责任单位 对接部门 落实专班",
    "district": "所属辖区 属地镇街 建设所在地 所在县",
    "land": "预计用地（亩） 拟占地（亩） 土地需求（亩） 需地面积（亩） 拟拿地面积（亩）",
    "industry": "国标行业代码 行业小类代码",
    "category": "所属产业类别 项目所属产业",
    "channel": "招引方式 引荐渠道 线索渠道 项目信息渠道",
    "investor.uscc": "企业信用代码 投资方信用代码 单位社会信用代码",
}
"""By field, header words that no table lists."""

OTHERS = """签约人 签约地点 开工率 投资方联系人 投资强度（万元/亩） 注册资金（万元） 当年固投（万元） 本年完成投资（亿元） 审批单位 施工单位
合同编号 协议履约情况 用地手续 林地面积（亩） 上会时间 开工条件 未开工原因 未到位资金（万元） 应到位资金（万元） 尚未到位资金（万元）
未供地面积（亩） 待供地面积（亩） 达产后税收（万元） 到位率 信用等级 渠道商""".split()


@pytest.mark.parametrize(
    ("word", "field"), [(word, field) for field, words in WORDS.items() for word in words.split()]
)
def test_a_header_is_known_by_what_it_is_made_of(word: str, field: str) -> None:
    assert propose([Header(number=1, texts=(word,), unit=find_unit(word))])[0].field == field


@pytest.mark.parametrize("word", OTHERS)
def test_a_header_of_something_else_names_no_field(word: str) -> None:
    assert propose([Header(number=1, texts=(word,), unit=find_unit(word))])[0].field is None


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("用地（hm²）", "ha"),
        ("用地 HM²", "ha"),
        ("用地面积（M2）", "m2"),
        ("用地面积km²", "km2"),
        ("用地面积㎡", "m2"),
        ("用地（FOO）", None),
        ("总投资（USD）", None),
    ],
)
def test_the_capitals_of_a_unit_do_not_matter_but_a_code_of_money_tells_no_size(
    header: str, unit: str | None
) -> None:
    found = find_unit(header)
    assert (None if found is None else found.unit.code) == unit


@pytest.mark.parametrize(
    ("header", "is_unsure"),
    [
        ("签约（开工）时间", True),
        ("签约、开工时间", True),
        ("开工/投产日期", True),
        ("签约时间及开工时间", True),
        ("投产或达产时间", True),
        ("开工（动工）时间", False),
        ("开工时间（年月）", False),
        ("签约时间（框架协议）", False),
        ("开工建设时间", False),
    ],
)
def test_a_date_of_two_steps_is_of_neither_for_certain(header: str, is_unsure: bool) -> None:
    found = workbooks.read(f"项目名称,总投资,{header}\n虚构项目,3亿元,2022-03-01\n".encode(), name="a.csv")
    (project,) = found.ledger.projects
    assert bool(project.agreements or project.milestones) is not is_unsure
    assert found.findings.codes == (("unsure_column",) if is_unsure else ())
