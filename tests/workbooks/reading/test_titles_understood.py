"""A title says a stage, and a line beside a table a unit, only where all of it is understood."""

import pytest

from zhaoshang import parse_money, workbooks

ROWS = "序号,项目名称,投资方,总投资（亿元）,责任单位\n1,松涧轴承,松涧公司,3,县工信局\n2,柳溪风机,柳溪公司,4,县商务局\n"
AMOUNTS = "序号,项目名称,投资方,总投资,到位资金,签约时间\n1,松涧轴承,松涧公司,35000,2000,2024-03-05\n"


@pytest.mark.parametrize(
    "title",
    [
        "力争年内开工项目表", "没有开工项目表", "难以开工项目", "推迟开工项目表", "开工项目计划表", "明年投产项目表", "确保投产项目",
        "可竣工项目表", "拟集中签约项目表", "不再签约项目表", "框架协议签约项目", "部分投产项目表", "开竣工项目表", "推进开工项目表",
    ],
)  # fmt: skip
def test_a_title_with_a_word_that_is_not_understood_says_no_stage(title: str) -> None:
    found = workbooks.read(f"{title}\n{ROWS}".encode(), name="a.csv", as_of="2026-06-30")
    assert not any(project.milestones or project.agreements for project in found.ledger.projects)
    assert found.findings.codes == ("title_not_read",)


@pytest.mark.parametrize(
    "title",
    [
        "签约项目台账", "东湖县招商局2024年1-6月新签约项目一览表", "2023年度全市重点签约项目汇总表", "附件2：已签约项目清单",
        "签约项目推进情况表（截至6月底）", "双桥镇签约项目",
    ],
)  # fmt: skip
def test_a_title_that_is_understood_says_its_stage(title: str) -> None:
    found = workbooks.read(f"{title}\n{ROWS}".encode(), name="a.csv", as_of="2026-06-30")
    assert all(project.agreements for project in found.ledger.projects)
    assert not found.findings


@pytest.mark.parametrize(
    "line",
    [
        "税收单位：万元", "产值、税收单位：万元", "注册资本单位：万元", "设备单位：万元", "投资强度单位：万元/亩", "外资项目单位：万美元",
        "注：带*的为外资项目，单位万美元", "内资单位：万元，外资单位：万美元", "用地单位：亩，税收单位：万元",
    ],
)  # fmt: skip
def test_a_unit_of_something_else_is_that_of_no_amount(line: str) -> None:
    found = workbooks.read(
        f"项目台账\n{line}\n{AMOUNTS}".replace("，", "、").encode(), name="a.csv", as_of="2026-06-30"
    )
    (project,) = found.ledger.projects
    assert project.investment is None
    assert not project.arrivals
    assert "unit_missing" in found.findings.codes


@pytest.mark.parametrize(
    "line",
    [
        "单位：万元", "金额单位：万元", "2024年项目台账单位：万元", "填报单位：东湖县商务局 单位：万元", "填报：东湖县商务局　　单位：万元",
        "除特别说明外单位为万元", "表中金额单位：万元", "货币单位：人民币万元", "各项投资单位：万元", "2024年6月30日 单位：万元",
    ],
)  # fmt: skip
def test_a_unit_of_the_table_is_that_of_every_amount(line: str) -> None:
    found = workbooks.read(f"项目台账\n{line}\n{AMOUNTS}".encode(), name="a.csv", as_of="2026-06-30")
    (project,) = found.ledger.projects
    assert project.investment == parse_money("35000万元")
    assert [arrival.amount for arrival in project.arrivals] == [parse_money("2000万元")]
