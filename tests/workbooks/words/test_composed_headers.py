"""Headers made of known parts that stand in no list: who, of where, for what; plots and rooms by their unit."""

from itertools import product

import pytest

from zhaoshang import workbooks
from zhaoshang._workbooks.words.headwords import SURE, match


def field(header: str, *cells: str) -> str | None:
    lines = [f"项目名称,总投资（亿元）,责任单位,{header}"]
    lines += [f"虚构{at}项目,{at}.5,虚构局,{cell}" for at, cell in enumerate(cells, 1)]
    imported = workbooks.read("\n".join(lines).encode(), name="册.csv")
    (column,) = (each for each in imported.sheets[0].columns if each.letter == "D")
    assert column.field is not None or not any(cells) or imported.findings
    return column.field


FROM = ["外方", "中方", "外商", "境外", "港方", "省外", "本地"]
WHO = ["投资者", "投资方", "投资企业", "投资人名称"]


@pytest.mark.parametrize(("origin", "who"), list(product(FROM, WHO)))
def test_who_invests_is_the_same_wherever_they_come_from(origin: str, who: str) -> None:
    assert field(f"{origin}{who}", "虚构甲公司", "虚构乙公司") == "investors"


@pytest.mark.long
@pytest.mark.parametrize("lead", ["", "拟", "项目", "意向", "所需", "计划"])
@pytest.mark.parametrize("plot", ["选址用地", "选址地块", "用地", "地块面积", "土地规模"])
@pytest.mark.parametrize("unit", ["（亩）", "(公顷)", "（平方米）"])
def test_a_plot_with_a_unit_of_area_is_land(lead: str, plot: str, unit: str) -> None:
    assert field(f"{lead}{plot}{unit}", "60", "35") == "land"


@pytest.mark.parametrize("lead", ["意向", "租用", "拟租", "拟购买", "入驻"])
@pytest.mark.parametrize("room", ["厂房", "办公用房面积", "标准厂房规模"])
def test_rooms_with_a_unit_of_area_are_floor(lead: str, room: str) -> None:
    assert field(f"{lead}{room}（平方米）", "6000", "3500") == "floor_area"


@pytest.mark.parametrize(
    "header", ["存量土地（亩）", "未供地（亩）", "闲置厂房（平方米）", "拟选址用地", "亩均用地（万元/亩）"]
)
def test_what_is_something_else_or_has_no_unit_is_told(header: str) -> None:
    assert field(header, "60", "35") is None


@pytest.mark.parametrize(
    ("header", "path"),
    [
        ("跟踪服务单位", "owner"),
        ("牵头责任部门", "owner"),
        ("签合同时间", "agreements[].signed_on"),
        ("正式签订投资协议日期", "agreements[].signed_on"),
        ("跟踪阶段", "milestones[].stage"),
        ("企业全称", match("企业名称")[0]),
    ],
)
def test_parts_are_put_together(header: str, path: str | None) -> None:
    found, certainty, _ = match(header)
    assert (found, certainty >= SURE) == (path, True)


@pytest.mark.parametrize("header", ["投资方股东", "投资方所在地", "企业所在地", "设备投资额", "外方出资额"])
def test_a_part_of_another_kind_is_not_put_together(header: str) -> None:
    assert match(header)[1] < SURE


@pytest.mark.parametrize("marks", ["拟/实", "计划/实际", "计划或实际", "拟、实"])
def test_a_header_of_plans_and_of_facts_is_asked_about(marks: str) -> None:
    assert match(f"开工时间({marks})")[1] < SURE
    assert match("开工时间(拟)")[0] == "milestones[started,planned]"


def test_a_full_name_of_projects_goes_before_a_header_that_may_be_one() -> None:
    text = "项目名称,在谈项目,总投资（亿元）,责任单位\n虚构阀门项目,是,1.5,虚构局\n虚构隔膜项目,否,2,虚构局\n"
    imported = workbooks.read(text.encode(), name="册.csv")
    assert [project.name for project in imported.ledger.projects] == ["虚构阀门项目", "虚构隔膜项目"]


@pytest.mark.parametrize(
    "header",
    ["开工或计划开工时间", "计划开工/实际开工时间", "竣工时间或预计竣工时间", "预计投产、已投产时间"],
)
def test_the_same_stage_as_a_plan_and_as_a_fact_is_asked_about(header: str) -> None:
    assert match(header)[1] < SURE


@pytest.mark.parametrize("header", ["计划开工时间", "拟开工日期", "开工（计划）时间"])
def test_a_plan_alone_is_a_plan(header: str) -> None:
    assert match(header.replace("（", "(").replace("）", ")"))[0] == "milestones[started,planned]"


NAME_HEADS = ["签约项目", "拟引进项目", "在谈项目", "重点项目"]


@pytest.mark.parametrize("header", NAME_HEADS)
def test_cells_tell_whether_a_header_of_projects_names_them(header: str) -> None:
    text = f"乡镇,{header},投资方,总投资（亿元）,签约时间\n"
    named = "甲镇,虚构阀门厂,虚构甲公司,1.5,2024-03\n乙镇,虚构隔膜厂,虚构乙公司,2,2024-04\n"
    if header != "重点项目":
        imported = workbooks.read((text + named).encode(), name="册.csv")
        assert [project.name for project in imported.ledger.projects] == ["虚构阀门厂", "虚构隔膜厂"]
    marked = "甲镇,是,虚构甲公司,1.5,2024-03\n乙镇,否,虚构乙公司,2,2024-04\n"
    imported = workbooks.read((text + marked).encode(), name="册.csv")
    assert not {project.name for project in imported.ledger.projects} & {"是", "否"}


@pytest.mark.parametrize("header", [*NAME_HEADS, "项目"])
@pytest.mark.parametrize("cells", [("5", "2"), ("5个", "2个")])
def test_a_table_that_counts_projects_lists_none(header: str, cells: tuple[str, str]) -> None:
    text = f"乡镇,{header},总投资（亿元）,签约时间\n甲镇,{cells[0]},12,2024-03\n乙镇,{cells[1]},8,2024-04\n"
    with pytest.raises(workbooks.NoHeaderError):
        workbooks.read(text.encode(), name="册.csv")


@pytest.mark.parametrize(
    ("header", "path"),
    [("拟签合同时间", "milestones[signed,planned]"), ("签意向协议时间", "agreements[intent].signed_on")],
)
def test_what_is_signed_may_be_a_plan_or_no_contract(header: str, path: str) -> None:
    assert match(header)[:1] == (path,)


@pytest.mark.parametrize(
    ("modifiers", "nouns", "path"),
    [
        (["来资", "入资", "投资意向", "项目投资"], ["方", "企业", "单位"], "investors"),
        (["协议", "合同", "签约"], ["资金", "总金额", "标的额"], "investment"),
        (["责任", "牵头", "包保", "首谈"], ["局", "局办", "工作组"], "owner"),
        (["主管", "行业主管", "归口", "归口管理"], ["部门", "单位", "局"], "owner"),
        (["责任", "包联", "承接"], ["乡镇", "镇街", "街道", "片区"], "district"),
        (["所在", "落户", "承载"], ["园", "产业园", "平台"], "park"),
        (["牵头", "首谈", "项目", "具体"], ["责任人", "负责人", "联络员"], None),
        (["对接", "跟踪", "主要联系"], ["人", "人及电话"], None),
    ],
    ids=str,
)
def test_who_and_where_are_made_of_what_they_do(
    modifiers: list[str], nouns: list[str], path: str | None
) -> None:
    for modifier, noun in product(modifiers, nouns):
        found, certainty, _ = match(f"{modifier}{noun}")
        assert (found, certainty > SURE) == (path, True), modifier + noun


@pytest.mark.parametrize(
    "header", ["乡（镇）", "所属乡（镇、街道）", "县（市、区）", "所在乡镇（街道）", "镇(街)"]
)
def test_brackets_may_go_on_with_a_word_for_places(header: str) -> None:
    assert field(header, "虚构镇", "虚构乡") == "district"


@pytest.mark.parametrize("unit", ["（亩）", "(公顷)"])
def test_the_only_area_in_a_unit_of_land_is_land(unit: str) -> None:
    assert field(f"面积{unit}", "60", "35") == "land"
    assert field("面积（平方米）", "6000", "3500") is None
    lines = f"项目名称,总投资（亿元）,用地面积（亩）,面积{unit}\n虚构项目,1,50,60\n"
    columns = workbooks.read(lines.encode(), name="册.csv").sheets[0].columns
    assert [column.field for column in columns] == ["name", "investment", "land", None]


@pytest.mark.parametrize("mode", ["预计", "计划", "拟"])
@pytest.mark.parametrize(
    ("word", "stage"), [("开工", "started"), ("竣工", "completed"), ("投产", "producing")]
)
def test_a_plan_of_a_stage_is_dated_though_some_cells_are_not(mode: str, word: str, stage: str) -> None:
    path = f"milestones[{stage},planned]"
    assert field(f"{mode}{word}", "2022年四季度", "明年3月", "待定") == path
    assert field(f"{mode}{word}", "是", "明年3月", "视情况") is None


@pytest.mark.parametrize("header", ["履约情况", "最新动态", "企业近况"])
def test_a_header_of_a_state_over_stages_is_the_stage(header: str) -> None:
    assert field(header, "已开工", "在建", "已签约") == "milestones[].stage"
    assert field(header, "是", "已完成", "否") is None
    assert field(header, "履约良好", "在建", "未履约") is None
