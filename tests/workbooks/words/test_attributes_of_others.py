"""Header words that nearly every thing has: they are of what the tier above them names."""

from itertools import product

import pytest

from zhaoshang._workbooks.words.columns import Header, propose

PROJECTS = frozenset({"name", "id", "district", "park", "category", "industry"})
OTHERS = (
    "投资方",
    "投资企业情况",
    "企业基本情况",
    "项目公司",
    "股东",
    "引荐单位",
    "联系人",
    "法定代表人信息",
    "合作方",
)
OURS = ("项目", "项目情况", "项目基本情况", "基本信息", "落户", "选址")
ATTRIBUTES = ("所在地", "地址", "所属地区", "名称", "编号", "类别", "所属行业")


def _field(*texts: str) -> str | None:
    (column,) = propose([Header(number=1, texts=texts)])
    return column.field


@pytest.mark.parametrize(("above", "leaf"), list(product(OTHERS, ATTRIBUTES)))
def test_an_attribute_of_another_is_no_field_of_the_project(above: str, leaf: str) -> None:
    assert _field(above, leaf) not in PROJECTS
    assert _field("总表", above, leaf) not in PROJECTS


@pytest.mark.parametrize(("above", "leaf"), list(product(OURS, ("所在地", "名称", "编号", "所属乡镇"))))
def test_an_attribute_of_the_project_is_its_field(above: str, leaf: str) -> None:
    assert _field(above, leaf) in PROJECTS


@pytest.mark.parametrize("above", OTHERS)
@pytest.mark.parametrize(
    ("leaf", "field"),
    [("所属乡镇", "district"), ("项目名称", "name"), ("落户园区", "park"), ("总投资", "investment")],
)
def test_a_word_that_says_whose_it_is_holds_below_any_other(above: str, leaf: str, field: str) -> None:
    assert _field(above, leaf) == field


def test_a_name_below_who_invests_is_the_investor() -> None:
    assert (_field("投资方", "名称"), _field("责任单位", "名称")) == ("investors", "owner")
