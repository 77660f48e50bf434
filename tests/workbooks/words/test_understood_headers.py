"""A column is a field only where all that its tiers, its header and its brackets say is understood."""

from itertools import product

import pytest

from zhaoshang import workbooks
from zhaoshang._workbooks.words.columns import Header, propose
from zhaoshang._workbooks.words.composing import unit_of_tiers

STEPS = {"签约": "agreements[].signed_on", "开工": "milestones[started]", "竣工": "milestones[completed]"}
OTHER_DATES = (
    "拿地", "交地", "上会", "领证", "环评", "评审", "备案", "合同到期", "封顶", "整改", "下次会商", "截止", "落户", "供地",
)  # fmt: skip
AMOUNTS = ("总投资（亿元）", "到位资金（万元）", "固定资产投资（万元）", "用地面积（亩）")
OTHER_AMOUNTS = (
    "缺口",
    "任务",
    "目标",
    "贷款",
    "母公司",
    "变更前",
    "审计",
    "融资",
    "担保",
    "飞出地",
    "上级补助",
)


def _field(*texts: str) -> str | None:
    (column,) = propose([Header(number=1, texts=texts, unit=unit_of_tiers(texts))])
    return column.field


@pytest.mark.parametrize("other", OTHER_DATES)
@pytest.mark.parametrize("step", STEPS)
def test_a_tier_that_names_a_step_makes_no_other_date_its_day(step: str, other: str) -> None:
    above = (step, f"{step}情况", f"{step}项目")
    assert {_field(tier, f"{other}时间") for tier in above} == {None}
    assert {_field(tier, "时间") for tier in above} == {STEPS[step]}


@pytest.mark.parametrize("word", ["可研", "可研报告", "可行性研究", "测算", "暂估", "概算", "谋划", "洽谈"])
@pytest.mark.parametrize("header", ["开工日期", "竣工时间", "到位资金"])
def test_what_was_only_reckoned_is_neither_done_nor_paid(header: str, word: str) -> None:
    assert _field(f"{header}（{word}）") is None


@pytest.mark.parametrize(("word", "amount"), list(product(OTHER_AMOUNTS, AMOUNTS)))
def test_two_rows_say_what_one_says(word: str, amount: str) -> None:
    base, _, unit = amount.partition("（")
    said = ((word, amount), (f"{word}{amount}",), (f"{base}（{word}）（{unit}",), (amount, word))
    assert {_field(*texts) for texts in said} == {None}


@pytest.mark.parametrize(
    "header",
    [
        "未开工时间", "开工逾期时间", "开工截止时间", "下一步开工时间", "开工时间（二期）", "开工时间（截止）", "土地出让合同签订时间",
        "贷款合同签订时间", "签约时间（租赁）", "补充协议签订时间", "签约至开工时间", "拟到位资金（万元）", "需到位资金（万元）",
        "原投资方", "投资方（担保方）", "责任单位（原）", "项目状态（目标）", "项目状态（上月）", "是否上市后备企业",
    ],
)  # fmt: skip
def test_a_word_that_is_not_understood_leaves_the_column_unread(header: str) -> None:
    assert _field(header) is None


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        (("1.项目总投资额（万元）",), "investment"),
        (("项目投资情况（万元）", "总投资"), "investment"),
        (("总投资（必填，保留两位小数）（亿元）",), "investment"),
        (("投资及到资（亿元）", "总投资"), "investment"),
        (("总投资（亿元）", "其中：固定资产投资"), "fixed_investment"),
        (("土地情况", "用地面积（亩）"), "land"),
        (("完成情况", "到位资金（万元）"), "arrivals[].amount"),
        (("总投资（含外资）（亿元）",), "investment"),
        (("招商引资项目总投资（亿元）",), "investment"),
        (("具体责任单位（盖章）",), "owner"),
        (("竣工时间（如2024.3.5）",), "milestones[completed]"),
        (("当年", "到位资金（万元）"), "arrivals[].amount"),
        (("具体签约日期（格式：2024-01-01）",), "agreements[].signed_on"),
        (("招商引资合同签订时间",), "agreements[].signed_on"),
        (("推进情况", "实际开工时间"), "milestones[started]"),
        (("签约项目开工时间",), "milestones[started]"),
        (("签约时间", "意向"), "milestones[intent]"),
        (("开工（动工）时间",), "milestones[started]"),
        (("开工时间（统计）",), "milestones[started,reporter=统计]"),
        (("时间节点", "合同约定竣工时间"), "milestones[completed,planned]"),
        (("倒排节点", "开工时间"), "milestones[started,planned]"),
        (("最迟投产时间",), "milestones[producing,planned]"),
        (("企业情况", "投资方（全称）"), "investors"),
        (("包保责任单位（部门）",), "owner"),
        (("目前最新进展情况",), "milestones[].stage"),
    ],
)
def test_neutral_words_change_nothing(texts: tuple[str, ...], field: str) -> None:
    assert _field(*texts) == field


@pytest.mark.parametrize(
    "header", ["目标状态", "下一步状态", "上月状态", "年初状态", "变更前状态", "审批状态", "企业状态"]
)
def test_a_state_of_another_time_or_thing_is_no_stage(header: str) -> None:
    rows = "松涧轴承项目,3,开工\n柳溪风机项目,4,签约\n"
    found = workbooks.read(
        f"项目名称,总投资（亿元）,{header}\n{rows}".encode(), name="a.csv", as_of="2024-12-31"
    )
    assert not any(project.milestones or project.agreements for project in found.ledger.projects)
    assert "column_not_read" in found.findings.codes


@pytest.mark.parametrize("header", ["退出投资方", "审计投资方", "原投资方", "投资方（担保方）"])
def test_firms_below_a_word_that_is_not_understood_do_not_invest(header: str) -> None:
    rows = "松涧轴承,3,2024-03-05,松涧机械有限公司\n柳溪风机,4,2024-03-06,柳溪能源有限公司\n"
    text = f"项目名称,总投资（亿元）,签约时间,{header}\n{rows}"
    found = workbooks.read(text.encode(), name="a.csv", as_of="2024-12-31")
    assert not any(project.investors for project in found.ledger.projects)
