"""An amount that a cell states within its own is of the field that it names, or is told."""

import polars as pl
import pytest

from zhaoshang import Money, Project, workbooks
from zhaoshang.findings import Report
from zhaoshang.frames import read_frame

YI = 100_000_000


def read(cell: str, *, header: str = "总投资", fixed: str | None = None) -> tuple[Project, Report]:
    heads, cells = ["项目名称", header], ["虚构阀门项目", f'"{cell}"']
    if fixed is not None:
        heads, cells = [*heads, "固定资产投资（亿元）"], [*cells, fixed]
    imported = workbooks.read(f"{','.join(heads)}\n{','.join(cells)}\n".encode(), name="甲.csv")
    (project,) = imported.ledger.projects
    return project, imported.findings.only("inner_amount")


FIXED = {
    "half-width brackets": "3亿元(其中固投2亿元)",
    "full-width brackets": "3亿元（其中固定资产投资2亿元）",
    "without brackets": "3亿元，其中固投2亿元",
    "without 其中": "3亿元（固投2亿元）",
    "含": "3亿元（含固定资产投资2亿元）",
    "a hedge": "3亿元（其中固投约2亿元）",
    "without 元": "3亿元（其中固投2亿）",
}


@pytest.mark.parametrize("cell", FIXED.values(), ids=FIXED)
def test_a_part_goes_to_the_field_that_it_names(cell: str) -> None:
    project, told = read(cell)
    assert project.investment is not None
    assert project.investment.value == 3 * YI
    assert project.fixed_investment is not None
    assert project.fixed_investment.value == 2 * YI
    assert not told


@pytest.mark.parametrize(("fixed", "is_read"), [(None, True), ("2", True), ("1", False)])
def test_what_was_read_for_another_field_is_told(fixed: str | None, is_read: bool) -> None:
    heads, cells = ["项目名称", "总投资"], ["虚构阀门项目", "3亿元（其中固投2亿元）"]
    if fixed is not None:
        heads, cells = [*heads, "固定资产投资（亿元）"], [*cells, fixed]
    code = "inner_amount_read" if is_read else "inner_amount"
    imported = workbooks.read(f"{','.join(heads)}\n{','.join(cells)}\n".encode(), name="甲.csv")
    told = [each for each in imported.findings if each.code.startswith("inner_amount")]
    assert [(each.code, each.path) for each in told] == [(code, "甲!B2")]
    given = [(each.field, each.cell) for each in imported.facts("甲!2") if each.field == "fixed_investment"]
    assert given == [("fixed_investment", "B2" if fixed is None else "C2")]


def test_a_bare_part_is_in_the_unit_of_its_whole() -> None:
    project, told = read("30000（其中固投20000）", header="总投资（万元）")
    assert project.fixed_investment == Money.of(20000, "万元")
    assert not told


def test_a_part_in_a_currency_of_its_own_keeps_it() -> None:
    project, _ = read("3亿元（其中外资1000万美元）")
    assert str(project.foreign_investment) == "10000000 USD"


TOLD = {
    "a phase": "3亿元（一期2亿元）",
    "a part that has no field": "3亿元（其中设备投资1亿元）",
    "a measure of another record": "3亿元（注册资本1亿元）",
    "more than the whole": "3亿元（其中固投5亿元）",
    "two parts": "3亿元（其中固投1亿元，流动资金2亿元）",
}


@pytest.mark.parametrize("cell", TOLD.values(), ids=TOLD)
def test_what_no_field_takes_is_told(cell: str) -> None:
    project, told = read(cell)
    assert project.fixed_investment is None
    (finding,) = told
    assert cell.partition("（")[2].rstrip("）") in finding.zh


@pytest.mark.parametrize(
    "cell", ["3亿元", "3亿元（暂定）", "3亿元（2022年）", "3亿元（折合4500万美元）", "约3亿元（估算）"]
)
def test_what_states_no_other_amount_is_not_told(cell: str) -> None:
    assert not read(cell)[1]


def test_a_column_of_its_own_goes_before_and_a_difference_is_told() -> None:
    same, told = read("3亿元（其中固投2亿元）", fixed="2")
    assert (same.fixed_investment, bool(told)) == (Money.of(2, "亿元"), False)
    other, told = read("3亿元（其中固投2亿元）", fixed="1")
    assert (other.fixed_investment, len(told)) == (Money.of(1, "亿元"), 1)


def test_a_frame_tells_it_too() -> None:
    pl = pytest.importorskip("polars")
    from zhaoshang.frames import read_frame  # noqa: PLC0415 - needs the extra

    office = pl.DataFrame({"项目名称": ["虚构阀门项目"], "总投资": ["3亿元（其中固投2亿元）"]})
    _, findings = read_frame(office, as_of="2022-06-30")
    assert "inner_amount" in findings.codes


@pytest.mark.parametrize(
    "cell",
    "1.5（变更为2.5） 1.5（更正：2） 1.5（×2） 1.5（原2.5） 1.5（2） 1.5（一期0.5） 1.5（±0.2） 1.5（2-3） 1.5亿元（2亿元）".split(),
)
def test_a_second_number_in_the_unit_of_the_header_is_told(cell: str) -> None:
    project, told = read(cell, header="总投资（亿元）")
    assert (project.investment, len(told)) == (Money.of("1.5", "亿元"), 1)


@pytest.mark.parametrize(
    "cell",
    [
        *"1.5（2022年） 1.5（3年） 1.5（分2期） 1.5（占30%） 1.5（第2次） 1.5（见附件2） 1.5（预计）".split(),
        *"1.5（含税） 1.5（2022-03-05） 1.5（A3地块）".split(),
    ],
)
def test_a_number_of_something_else_is_no_amount(cell: str) -> None:
    assert not read(cell, header="总投资（亿元）")[1]


def test_a_second_area_is_told_too() -> None:
    _, told = read("30（调整为50）", header="用地面积（亩）")
    assert len(told) == 1


@pytest.mark.parametrize("cell", ["3k", "3 million", "3thousand", "3mn", "3bn", "3 hundred", "3百万"])
@pytest.mark.parametrize("unit", ["万元", "亿元", "千万元"])
def test_a_size_in_a_cell_beside_that_of_its_header_is_told(unit: str, cell: str) -> None:
    """3k below 万元 was 3,000 元 without a word; it may be 3,000万元."""
    table = f"项目名称,总投资（{unit}）\n虚构项目,{cell}\n".encode()
    assert workbooks.read(table, name="甲.csv").findings.codes == ("unit_conflict",)


@pytest.mark.parametrize(
    ("unit", "cell"), [("百万元", "3 million"), ("万元", "3万"), ("亩", "3k"), ("元", "3千")]
)
def test_one_size_said_twice_or_in_one_place_is_not(unit: str, cell: str) -> None:
    header = "用地面积" if unit == "亩" else "总投资"
    table = f"项目名称,{header}（{unit}）\n虚构项目,{cell}\n".encode()
    assert workbooks.read(table, name="甲.csv").findings.codes == ()


@pytest.mark.long
@pytest.mark.parametrize(
    ("remark", "code"),
    [
        ("已取消", "status_beside"),
        ("在谈", "status_beside"),
        ("续建", "status_beside"),  # a word of two stages
        ("待定", "status_beside"),
        ("暂定", "remark_beside"),
        ("含代征道路", "remark_beside"),
        ("第3批", "remark_beside"),
        ("一期2亿元", "inner_amount"),
    ],
)
@pytest.mark.parametrize("header", ["总投资（亿元）", "总投资"])
@pytest.mark.parametrize("brackets", ["（）", "()"])
def test_what_stands_beside_an_amount_is_told(remark: str, code: str, header: str, brackets: str) -> None:
    """The amount was read, and what was said of it was gone."""
    unit = "" if "亿" in header else "亿元"
    cell = f"1.5{unit}{brackets[0]}{remark}{brackets[1]}"
    table = {"项目名称": ["虚构阀门项目"], header: [cell]}
    imported = workbooks.read_frame(pl.DataFrame(table))
    (project,) = imported.ledger.projects
    assert project.investment == Money.of("1.5", "亿元")
    assert [(each.code, each.detail["note"]) for each in imported.findings] == [(code, remark)]
    _, doubts = read_frame(pl.DataFrame(table), as_of="2022-06-30")
    assert doubts.codes == (code,)


@pytest.mark.parametrize("cell", ["1.5（亿元）", "1.5亿元(人民币)", "约1.5亿元", "1.5(亿)"])
def test_a_unit_in_brackets_is_no_remark(cell: str) -> None:
    imported = workbooks.read_frame(pl.DataFrame({"项目名称": ["虚构阀门项目"], "总投资": [cell]}))
    assert not {"remark_beside", "status_beside"}.intersection(imported.findings.codes)


@pytest.mark.parametrize(
    ("cell", "header", "code"),
    [
        ("3000万元（折合3000亩）", "总投资（万元）", "inner_amount"),
        ("3000万元（3000亩）", "总投资（万元）", "inner_amount"),
        ("3亿元（折合5亿元）", "总投资（亿元）", "inner_amount"),
        ("3亿元（折合4500万美元）", "总投资（亿元）", "restated_amount"),
        ("80亩（折合5.33公顷）", "用地面积（亩）", "inner_amount"),
        ("80亩（折合3亿元）", "用地面积（亩）", "inner_amount"),
        ("3亿元、80亩", "总投资（亿元）", "not_a_quantity"),
        ("80亩5.3万平方米", "用地面积（亩）", "not_a_quantity"),
    ],
)
def test_a_cell_of_two_units_is_told(cell: str, header: str, code: str) -> None:
    """In whatever units: one currency after another is a conversion, all else another amount, and no row of them is read."""
    text = f"项目名称,投资方,{header}\n虚构项目,虚构公司,{cell}\n"
    assert workbooks.read(text.encode(), name="a.csv").findings.codes == (code,)


LABELLED: dict[str, tuple[str, ...]] = {
    "计划总投资3亿元": (),
    "投资额约3": (),
    "含配套费用3亿元": ("remark_beside",),
    "不含土地款3": ("remark_beside",),
    "土地款3亿元": ("other_measure",),
    "二期投资额三亿元": ("other_measure",),
    "补助资金3": ("other_measure",),
    "3. 5": ("not_a_quantity",),
    "3 .5亿元": ("not_a_quantity",),
    "3.\n5": ("not_a_quantity",),
    "3.5（见第1. 2条）": ("remark_beside",),
}


def test_every_word_in_front_of_an_amount_and_every_sign_in_it_counts() -> None:
    """含地价3 was read without the word that 3（含地价） has; a line of its own is no decimal."""
    found = {}
    for cell in LABELLED:
        table = f'项目名称,总投资（亿元）\n虚构阀门项目,"{cell}"\n'
        imported = workbooks.read(table.encode(), name="甲.csv")
        found[cell] = imported.findings.codes
        (project,) = imported.ledger.projects
        assert (project.investment is None) is (found[cell] not in {(), ("remark_beside",)})
    assert found == LABELLED
