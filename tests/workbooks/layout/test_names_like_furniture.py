"""Projects that are named as codes of columns or titles are, and the rows that are just that."""

import io
from typing import Literal

import pytest

from zhaoshang import workbooks
from zhaoshang.ledger import Ledger
from zhaoshang.model import Project
from zhaoshang.workbooks import Import

_WIDE = "项目编号,项目名称,投资方,责任单位,总投资（万元）,签约时间,开工时间"
_FULL = "项目名称,投资方,总投资（万元）,签约时间"


def _read(head: str, *lines: str) -> Import:
    return workbooks.read("\n".join((head, *lines, "")).encode(), name="p.csv", as_of="2024-12-31")


def _names(head: str, *lines: str) -> list[str]:
    return [project.name for project in _read(head, *lines).ledger.projects]


@pytest.mark.long
@pytest.mark.parametrize("row", ["P2,{},Bosch,HQ,,,", ",{},LG,HQ,,,", "A2,{},BP,,,,", "乙,{},丙,丁,,,"])
@pytest.mark.parametrize("name", ["SK", "alpha", "TEST_PLANT", "x.y", "甲"])
@pytest.mark.parametrize("place", range(3))
def test_a_project_in_latin_letters_is_no_row_of_codes(row: str, name: str, place: int) -> None:
    lines = [
        "P1,虚构甲项目,虚构公司,虚构镇,1000,2024-03-05,",
        "P3,虚构乙项目,虚构公司,虚构镇,500,2024-03-06,",
    ]
    lines.insert(place, row.format(name))
    expected = ["虚构甲项目", "虚构乙项目"]
    expected.insert(place, name)
    assert _names(_WIDE, *lines) == expected


@pytest.mark.parametrize(
    "row",
    [
        "id,name,investor,owner,investment,signed,started",
        "xmbh,xmmc,tzf,zrdw,ztz,qysj,kgsj",
        ",name,investor,owner,,signed_on,",
        "甲,乙,丙,丁,1,2,3",
        "A,B,C,D,1,2,3",
        "1,2,3,4,5,6,7",
    ],
)
def test_the_codes_and_numbers_of_columns_are_no_project(row: str) -> None:
    assert _names(_WIDE, row, "P1,虚构甲项目,虚构公司,虚构镇,1000,2024-03-05,") == ["虚构甲项目"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(
    ("code", "name", "owner"),
    [("P1", "Alpha", "East"), ("P_1", "TEST_PLANT", "ZONE_A"), ("p1", "a.b", "c.d")],
)
def test_what_is_written_of_codes_alone_comes_back(
    kind: Literal["xlsx", "csv"], code: str, name: str, owner: str
) -> None:
    ledger = Ledger(projects=[Project(id=code, name=name, owner=owner)])
    file = io.BytesIO()
    workbooks.write(ledger, file, kind=kind)
    assert workbooks.read(file.getvalue(), name=f"p.{kind}").ledger == workbooks.writable(ledger)


_FORMS = [
    ("{}.", "123"),
    ("{}、", "123"),
    ("（{}）", "123"),
    ("{}、", "一二三"),
    ("（{}）", "一二三"),
    ("{}", "①②③"),
]


@pytest.mark.long
@pytest.mark.parametrize(("form", "digits"), _FORMS)
@pytest.mark.parametrize(
    "facts", ["虚构乙公司,,", ",800,", ",,2024-05-06", ",,", "虚构乙公司,800,2024-05-06"]
)
def test_a_name_that_counts_as_its_neighbours_do_is_a_project(form: str, digits: str, facts: str) -> None:
    marks = [form.format(digit) for digit in digits]
    names = [f"{mark}虚构{name}项目" for mark, name in zip(marks, "甲乙丙", strict=True)]
    full = "虚构公司,3000,2024-03-05"
    assert _names(_FULL, f"{names[0]},{full}", f"{names[1]},{facts}", f"{names[2]},{full}") == names


@pytest.mark.parametrize(("form", "digits"), _FORMS)
def test_names_that_count_and_an_investor_alone_are_projects(form: str, digits: str) -> None:
    names = [f"{form.format(digit)}虚构{name}项目" for digit, name in zip(digits, "甲乙丙", strict=True)]
    assert _names(_FULL, *(f"{name},虚构公司,," for name in names)) == names


@pytest.mark.long
@pytest.mark.parametrize("beside", ["", "2个", "—", "0"])
@pytest.mark.parametrize(("form", "digits"), _FORMS[:5])
def test_a_title_that_counts_stays_one(form: str, digits: str, beside: str) -> None:
    marks = [form.format(digit) for digit in digits]
    lines = []
    for mark, title, name in zip(
        marks, ("虚构老城片区", "虚构新城片区", "虚构港口片区"), "甲乙丙", strict=True
    ):
        lines += [f"{mark}{title},{beside},,", f"虚构{name}项目,虚构公司,1000,2024-03-05"]
    assert _names(_FULL, *lines) == ["虚构甲项目", "虚构乙项目", "虚构丙项目"]


_COUNTED = "序号,项目名称,投资方,总投资（万元）,责任单位,签约时间"
_ABOVE = ("1,虚构轴承项目,虚构甲公司,30000,虚构镇,2024.3.5", "2,虚构饲料项目,虚构乙公司,8000,虚构镇,2024.3.6")


def test_what_is_counted_as_projects_are_is_one() -> None:
    """A row, whether it is a project (or a part, or none), and what is told of it."""
    full = "虚构丙公司,2000,虚构乡,2024.3.7"
    rows: list[tuple[str, bool, list[str]]] = [
        (f"3,其中堂药业项目,{full}", True, []),
        (f"3,其中岗物流园,{full}", True, []),
        (f"3,例：虚构茶业项目,{full}", True, ["may_be_set_aside"]),
        (f"3,虚构茶业项目（示例）,{full}", True, ["may_be_set_aside"]),
        *(
            (f"{word},虚构茶业项目,虚构丙公司,{amount},虚构乡,2024.3.7", True, ["odd_ordinal"])
            for word in ("合并", "汇总", "小计", "合计", "累计")
            for amount in ("", "面议")
        ),
        (f"3,其中：虚构厂房,{full}", False, []),
        (f"3,其中二期,{full}", False, []),
        (f",其中堂药业项目,{full}", False, []),
        (f",例：虚构茶业项目,{full}", False, []),
        ("合计,2个,,,,", False, []),
        ("小计,虚构镇,,38000,,", False, []),
    ]
    wrong = []
    for row, is_project, told in rows:
        read = _read(_COUNTED, *_ABOVE, row)
        found = len([project for project in read.ledger.projects if project.parent is None]) - 2
        codes = [item.code for item in read.findings if item.code in {"may_be_set_aside", "odd_ordinal"}]
        if (found, codes) != (int(is_project), told):
            wrong.append((row, found, codes))
    assert not wrong


def test_a_total_ends_no_count() -> None:
    read = _read(_COUNTED, *_ABOVE, "小计,,,38000,,", "3,其中堂药业项目,虚构丙公司,2000,虚构乡,2024.3.7")
    assert [project.name for project in read.ledger.projects][2:] == ["其中堂药业项目"]
