"""What a word was meant for: the right name stands first, and few beside it."""

import random
from typing import Any

import pytest
from attrs import fields

from zhaoshang import Ledger, Project, Stage, advance, evaluate, kpis, records, workbooks
from zhaoshang._text.nearest import MOST, nearest
from zhaoshang.errors import RecordError, TransitionRefusedError, UnknownCodeError, UnknownIdError
from zhaoshang.model import Agreement

ASK: Any = evaluate
SIGNED = Agreement(signed_on="2022-03-05")
LEDGER = Ledger(
    as_of="2022-06-30", projects=[Project(id="P-01", name="甲", owner="东镇", agreements=[SIGNED])]
)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("开工项目数", '新增履约、开工、投产项目数(of="开工")'),
        ("开工数", '新增履约、开工、投产项目数(of="开工")'),
        ("投产项目数", '新增履约、开工、投产项目数(of="投产")'),
        ("在谈项目数", '在谈、在批、在建等项目数(of="在谈")'),
        ("竣工项目总投资", '新开工（新落地等）项目总投资(of="竣工")'),
        ("签约金额", "签约总投资"),
        ("签约总额", "签约总投资"),
        ("签约数", "签约项目数"),
        ("签约项目个数", "签约项目数"),
        ("到位资金", "实际到位资金"),
        ("注册率", "项目注册率"),
        ("就业人数", "新增就业"),
        ("开工绿", "开工率"),
        ("signed_amount", "signed_investment_total"),
        ("signed_count", "signed_project_count"),
        ("started_count", 'milestone_count(of="started")'),
        ("start_ratio", "start_rate"),
        ("signed_projet_count", "signed_project_count"),
    ],
)
def test_the_right_kpi_stands_first(asked: str, first: str) -> None:
    with pytest.raises(UnknownCodeError) as caught:
        kpis.find(asked)
    assert caught.value.similar[0] == first
    assert len(caught.value.similar) <= MOST


def test_what_is_offered_can_be_asked() -> None:
    """A KPI that is offered with an argument answers with it."""
    for asked in ("开工项目数", "竣工项目总投资", "landed_investment"):
        with pytest.raises(UnknownCodeError) as caught:
            kpis.find(asked)
        name, _, of = caught.value.similar[0].removesuffix('")').partition('(of="')
        assert evaluate(LEDGER, [name], of=of)[kpis.find(name).id].reason in {None, "not_recorded"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("keyword", "meant"),
    [
        ("group_by", "by"),
        ("groupby", "by"),
        ("filter", "where"),
        ("query", "where"),
        ("year", "period"),
        ("date_range", "period"),
        ("date", "as_of"),
        ("decimals", "round"),
        ("currency", "unit"),
        ("asof", "as_of"),
    ],
)
def test_an_argument_of_other_libraries_is_answered_by_ours(keyword: str, meant: str) -> None:
    with pytest.raises(UnknownCodeError, match=rf"Did you mean {meant}\?"):
        ASK(LEDGER, "签约项目数", **{keyword: "2022"})


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("乡镇", ["所属地", "责任单位"]),
        ("部门", ["责任单位"]),
        ("街道", ["所属地"]),
        ("责任部门", ["责任单位"]),
    ],
)
def test_a_header_is_answered_by_the_key_that_it_means(word: str, keys: list[str]) -> None:
    with pytest.raises(UnknownCodeError) as caught:
        ASK(LEDGER, "签约项目数", by=word)
    assert all(name in str(caught.value) for name in keys)
    assert keys[0] in caught.value.render("zh_CN")


@pytest.mark.parametrize(
    ("word", "stage"), [("动工", "开工"), ("完工", "竣工"), ("洽谈", "在谈"), ("签订合同", "签约")]
)
def test_a_word_for_a_stage_is_answered_by_the_stage(word: str, stage: str) -> None:
    code = next(str(each) for each in Stage if each.zh == stage)
    with pytest.raises(UnknownCodeError, match=code):
        Stage(word)
    with pytest.raises(TransitionRefusedError, match=stage):
        advance(LEDGER.projects["P-01"], word, on="2022-06-01")
    with pytest.raises(UnknownCodeError, match=stage):
        ASK(LEDGER, "milestone_count", of=word)


def test_a_field_is_answered_by_its_name_and_never_by_all_there_are() -> None:
    for word, field in (
        ("责任部门", "owner"),
        ("signedOn", "agreements[].signed_on"),
        ("investmnet", "investment"),
    ):
        with pytest.raises(RecordError) as caught:
            records.structure({"id": "P1", "name": "甲", word: "x"}, Project)
        assert f"Did you mean {field}" in str(caught.value)
    with pytest.raises(RecordError) as caught:
        records.structure({"id": "P1", "name": "甲", "qqq": "x"}, Project)
    assert str(caught.value).count(", ") < 15


def test_a_mapping_names_the_field_itself() -> None:
    with pytest.raises(workbooks.MappingError, match=r"agreements\[\]\.signed_on"):
        workbooks.Mapping(columns={"甲": "signed_on"})


def test_figures_and_records_say_how_they_are_looked_up() -> None:
    figures = evaluate(LEDGER, ["签约项目数", "开工率"], by="责任单位")
    for key, fix in (
        ("东镇", 'figures["签约项目数", "东镇"]'),
        (0, "figures.items_[0]"),
        ("开工绿", "开工率"),
    ):
        with pytest.raises(UnknownIdError) as caught:
            figures[key]
        assert fix in str(caught.value)
        assert fix in caught.value.render("zh_CN")
    ids: Any = LEDGER.projects
    wrong: list[tuple[Any, str]] = [
        (0, "list(projects)[0]"),
        (slice(0, 2), "[0:2]"),
        ("P-1", "P-01"),
        ("甲", "P-01"),
    ]
    for key, fix in wrong:
        with pytest.raises(UnknownIdError) as caught:
            ids[key]
        assert fix in str(caught.value)


def test_a_slip_of_the_pen_finds_its_name_alone() -> None:
    """One sign of a name too much, too little, another or out of its place, in every name of a project's fields."""
    drawn = random.Random(7)  # noqa: S311 - of slips, no secret
    names = [field.name for field in fields(Project)]
    for name in (each for each in names if len(each) > 4):
        for slip in _slips(name, drawn):
            if slip in names or not slip:
                continue
            found = nearest(slip, names)
            assert name in found, slip
            assert len(found) <= 2, (slip, found)  # origin, origins


def _slips(name: str, drawn: random.Random) -> list[str]:
    at = drawn.randrange(1, len(name) - 1)
    return [
        name[:at] + name[at + 1 :],
        name[:at] + "q" + name[at:],
        name[:at] + "q" + name[at + 1 :],
        name[:at] + name[at + 1] + name[at] + name[at + 2 :],
    ]
