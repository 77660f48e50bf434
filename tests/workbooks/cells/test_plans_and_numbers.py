"""Plans under a fact's header, rows that number the columns, units listed with the name of the yuan."""

import pytest

from zhaoshang import workbooks

PLANS = ["预计", "拟", "计划", "力争", "争取", "拟定", "确保"]
WHENS = ["年底", "下半年", "上半年", "第四季度", "2023年9月", "9月", "2024年"]


@pytest.mark.long
@pytest.mark.parametrize("head", ["开工时间", "签约日期", "竣工时间", "投产时间"])
@pytest.mark.parametrize("word", PLANS)
@pytest.mark.parametrize("when", WHENS)
def test_what_is_planned_is_no_fact(head: str, word: str, when: str) -> None:
    """A plan needs no figure: 预计年底 is one as 预计9月 is."""
    top = f"2023年项目表\n序号,项目名称,投资方,总投资（亿元）,{head}\n1,虚构甲项目,虚构甲公司,3,2023年3月\n"
    rows = f"{top}2,虚构乙项目,虚构乙公司,2,{word}{when}\n"
    imported = workbooks.read(rows.encode(), name="a.csv", as_of="2023-12-31")
    (told,) = imported.findings
    assert told.code in {"planned_date", "not_a_date"}
    one, other = imported.ledger.projects
    assert one.milestones or one.agreements
    assert not [step.on for step in other.milestones if step.on is not None]
    assert not [paper.signed_on for paper in other.agreements if paper.signed_on is not None]


@pytest.mark.parametrize("when", ["年底", "下半年", "第四季度"])
def test_the_same_without_a_word_of_plan_is_read(when: str) -> None:
    rows = f"2023年项目表\n序号,项目名称,投资方,总投资（亿元）,开工时间\n1,虚构甲项目,虚构甲公司,3,{when}\n"
    imported = workbooks.read(rows.encode(), name="a.csv", as_of="2023-12-31")
    assert not imported.findings
    assert next(iter(imported.ledger.projects)).milestones[0].on is not None


@pytest.mark.parametrize(
    "row",
    [
        "甲,乙,丙,1,丁,2",
        "甲,乙,1,2,3,丙",
        "甲,乙,丙,1,2,3",
        "A,B,C,1,2,D",
        "栏次,1,2,3,4,5",
        "0,1,2,3,4,5",
        "①,②,③,④,⑤,⑥",
        "甲,乙,丙,丁,戊,己",
        "甲,,1,2,3,",
    ],
)
def test_a_row_that_numbers_the_columns_is_no_project(row: str) -> None:
    """Each kind of numeral counts on, whatever stands between."""
    head = "序号,项目名称,投资方,总投资（亿元）,责任单位,签约时间\n"
    rows = (
        f"{head}{row}\n1,虚构甲项目,虚构甲公司,3,东镇,2023-03-01\n2,虚构乙项目,虚构乙公司,2,西镇,2023-04-02\n"
    )
    imported = workbooks.read(rows.encode(), name="a.csv", as_of="2023-12-31")
    assert [project.name for project in imported.ledger.projects] == ["虚构甲项目", "虚构乙项目"]
    assert not imported.findings


@pytest.mark.parametrize(
    "row", ["1,丙,2,1,丁,2023-03-01", "1,1,2,4,3,2023-03-01", "1,A座改造,B,3,C,2023-03-01"]
)
def test_a_row_that_does_not_count_is_kept(row: str) -> None:
    head = "序号,项目名称,投资方,总投资（亿元）,责任单位,签约时间\n"
    rows = f"{head}{row}\n2,虚构乙项目,虚构乙公司,2,西镇,2023-04-02\n"
    imported = workbooks.read(rows.encode(), name="a.csv", as_of="2023-12-31")
    assert len(imported.ledger.projects) == 2


@pytest.mark.parametrize(
    "units",
    [
        "万元、亩",
        "万元人民币、亩",
        "人民币万元、亩",
        "万元（人民币）、亩",
        "亩、万元人民币",
        "萬元人民幣、畝",
    ],
)
def test_the_name_of_the_yuan_hides_no_other_unit(units: str) -> None:
    top = f'2023年项目表,,,\n"单位：{units}",,,\n项目名称,投资方,总投资,用地面积\n'
    rows = f"{top}虚构甲项目,虚构甲公司,3000,20\n虚构乙项目,虚构乙公司,2000,30\n"
    imported = workbooks.read(rows.encode(), name="a.csv", as_of="2023-12-31")
    assert not imported.findings
    assert [str(project.investment) for project in imported.ledger.projects] == [
        "30000000 CNY",
        "20000000 CNY",
    ]
    assert [str(project.land) for project in imported.ledger.projects] == ["20 mu", "30 mu"]


@pytest.mark.parametrize("units", ["人民币", "人民币：万元、面积：亩"])
def test_a_currency_alone_has_no_size(units: str) -> None:
    rows = f'2023年项目表,,\n"单位：{units}",,\n项目名称,投资方,总投资\n虚构甲项目,虚构甲公司,3000\n'
    imported = workbooks.read(rows.encode(), name="a.csv", as_of="2023-12-31")
    assert [finding.code for finding in imported.findings] == ["unit_missing"]
    assert next(iter(imported.ledger.projects)).investment is None
