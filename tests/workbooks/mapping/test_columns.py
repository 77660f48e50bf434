"""Columns proposed, and what a mapping says of them."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from attrs import evolve
from tests.workbooks.small_books import FIRM, HEAD, Rows, codes, rows, save

from zhaoshang import Money, workbooks
from zhaoshang.frames import read_frame
from zhaoshang.kpis import KEYS, evaluate
from zhaoshang.workbooks import Mapping, MappingError


def test_a_column_that_is_not_sure_is_asked_about(path: Path) -> None:
    table: Rows = [
        ["项目名称", "投资方", "项目合同约定的总投资额度情况", "签约时间"],
        ["虚构甲项目", FIRM, "3亿元", "2022.3"],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert imported.ledger.projects["表!2"].investment is None
    assert [column.candidates for column in imported.unsure] == [("investment",)]
    assert codes(imported) == [("C1", "unsure_column")]
    mended = workbooks.read(path, mapping={"项目合同约定的总投资额度情况": "investment"})
    assert mended.ledger.projects["表!2"].investment == Money.of(3, "亿元")
    assert mended.columns["表"][2].why == "the mapping says so"


def test_a_mapping_wins_over_the_proposal(path: Path, tmp_path: Path) -> None:
    table: Rows = [
        ["项目名称", "投资方", "盘子", "签约时间", "总投资（亿元）"],
        ["虚构甲项目", FIRM, 3, "2022.3", 9],
    ]
    save(path, {"表": table})
    mapping = Mapping(columns={"盘子": {"field": "investment", "unit": "万元"}, "D": False}, skip=["别的"])
    with pytest.raises(workbooks.UnknownSheetError) as caught:
        workbooks.read(path, mapping=mapping)
    assert (caught.value.sheet, caught.value.known) == ("别的", ("表",))
    mapping = evolve(mapping, skip=())
    place = tmp_path / "映射.toml"
    mapping.save(place)
    imported = workbooks.read(path, mapping=place)
    project = imported.ledger.projects["表!2"]
    assert (project.investment, project.agreements) == (Money.of(3, "万元"), ())
    assert imported.columns["表"][4].field is None
    assert Mapping.load(place) == mapping


def test_a_rule_that_meets_no_column_is_told(path: Path) -> None:
    """A slip in a header's name is no silent loss; leaving out a column that is not there is none."""
    save(path, {"台账": [HEAD, [1, "虚构项目", FIRM, 3, "2022-03-05", ""]]})
    imported = workbooks.read(path, mapping={"盘子": "investment", "Z": "owner", "C": "owner", "备注": False})
    told = imported.findings.only("unused_rule")
    assert [finding.detail["note"] for finding in told] == ["盘子", "Z"]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("责任单位", "owner"),
        ("所属地", "district"),
        ("园区", "park"),
        ("落地方式", "track"),
        ("项目类别", "category"),
        ("招商方式", "channel"),
    ],
)
def test_what_figures_are_grouped_by_is_a_header_too(path: Path, name: str, field: str) -> None:
    assert KEYS[field][0] == name
    save(path, {"台账": [[*HEAD, name], [1, "虚构项目", FIRM, 3, "2022-03-05", "", ""]]})
    (columns,) = workbooks.read(path).columns.values()
    assert columns[-1].field == field


def test_a_mapping_chooses_sheets_and_finds_strange_headers(path: Path) -> None:
    strange: Rows = [["事项", "盘子", "谁"], ["虚构甲项目", 3, FIRM]]
    save(path, {"甲": strange, "乙": strange})
    with pytest.raises(workbooks.NoHeaderError) as caught:
        workbooks.read(path)
    assert caught.value.sheets == ("甲", "乙")
    mapping = Mapping(
        columns={"事项": "name", "盘子": {"field": "investment", "unit": "亿元"}, "谁": "investors"},
        sheets=["乙"],
    )
    imported = workbooks.read(path, mapping=mapping)
    assert imported.ledger.projects.ids == ("乙!2",)
    assert len(imported.findings) == 0


@pytest.mark.parametrize(
    "text",
    [
        "not toml",
        'year = "2022"',
        "other = 1",
        '[columns]\n"甲" = "nonsense"',
        '[columns]\n"甲" = 3',
        '[columns]\n"甲" = { field = "investment", unit = "斤两" }',
        'sheets = "甲"',
        '[columns]\n"甲" = "milestones[nonsense]"',
    ],
)
def test_mappings_that_cannot_be_used(text: str, tmp_path: Path) -> None:
    place = tmp_path / "映射.toml"
    place.write_text(text, encoding="utf-8")
    with pytest.raises(workbooks.MappingError) as caught:
        Mapping.load(place)
    assert caught.value.path == str(place)
    assert "mapping" in str(caught.value)


@pytest.mark.parametrize(
    ("rule", "item", "expected"),
    [
        ({"field": "investment", "unitt": "亿元"}, "盘子: unitt", "unit"),
        ({"field": "investment", "单位": "亿元"}, "盘子: 单位", "field, unit"),
        ({"feild": "investment"}, "盘子: feild", "field"),
        ({"field": "investment", "Unit": "亿元", "scale": 4}, "盘子: Unit, scale", "unit"),
        ({"field": "investment", 1: "亿元"}, "盘子: 1", "field, unit"),
        ({"field": False, "why": "sums"}, "盘子: why", "field, unit"),
        ({"unit": "亿元"}, "盘子 = {'unit': '亿元'}", "a field such as"),
        ({}, "盘子 = {}", "a field such as"),
    ],
)
def test_what_a_rule_says_in_words_that_are_not_known_is_refused(
    rule: dict[object, object], item: str, expected: str, tmp_path: Path
) -> None:
    place = tmp_path / "册.csv"
    place.write_text("项目名称,盘子\n虚构项目,3.5\n", encoding="utf-8")
    for take in (
        lambda: Mapping.of({"盘子": rule}),
        lambda: Mapping(by_sheet={"册": {"columns": {"盘子": rule}}}),
        lambda: workbooks.read(place, mapping={"盘子": rule}),
        lambda: read_frame(pl.DataFrame({"项目名称": ["虚构项目"], "盘子": [3.5]}), mapping={"盘子": rule}),
    ):
        with pytest.raises(workbooks.MappingError) as caught:
            take()
        assert caught.value.item == item
        assert caught.value.expected.startswith(expected)


def test_a_misspelt_key_of_a_mapping_in_toml_names_its_file() -> None:
    with pytest.raises(workbooks.MappingError) as caught:
        Mapping.from_toml('[columns]\n"盘子" = { field = "investment", unitt = "亿元" }\n', path="某区.toml")
    assert (caught.value.path, caught.value.item, caught.value.expected) == (
        "某区.toml",
        "盘子: unitt",
        "unit",
    )


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(workbooks.MappingError):
        Mapping.load(tmp_path / "无.toml")


@pytest.mark.parametrize(
    ("word", "field"),
    [
        ("总投资", "investment"),
        ("投资人", "investors"),
        ("签约时间", "agreements[].signed_on"),
        ("实际开工时间", "milestones[started]"),
        ("计划竣工时间", "milestones[completed,planned]"),
        ("责任单位", "owner"),
    ],
)
def test_a_field_goes_by_the_word_that_headers_have_for_it(word: str, field: str) -> None:
    """Whoever writes Chinese headers writes Chinese fields."""
    assert Mapping.of({"某列": word}) == Mapping.of({"某列": field})
    assert Mapping.from_toml(Mapping.of({"某列": word}).to_toml()) == Mapping.of({"某列": field})


def test_a_mapping_with_control_characters_and_quotes_survives() -> None:
    mapping = Mapping(
        columns={'总投资\n"亿元"\\': "investment", "备注": False}, sheets=["甲"], skip=["乙"], year=2022
    )
    assert Mapping.from_toml(mapping.to_toml()) == mapping


def test_columns_say_why(path: Path) -> None:
    imported = workbooks.read(save(path, {"表": rows([1, "虚构甲项目", FIRM, 3])}))
    column = imported.columns["表"][3]
    assert (column.letter, column.field, column.unit, column.certainty) == ("D", "investment", "亿元", 1.0)
    assert column.why == "the header says 总投资"
    assert Decimal(str(column.certainty)) == 1


ONE = [
    "name", "investors", "id", "owner", "district", "park", "extra.备注", "industry", "category", "government_funded",
    "agreements[].signed_on", "agreements[].kind", "milestones[].stage", "investor.uscc", "arrivals[].amount",
]  # fmt: skip


@pytest.mark.parametrize("path", ONE)
def test_two_columns_of_one_table_are_not_one_field(path: str) -> None:
    """The second put the first away, without a word."""
    rules = {"甲列": path, "乙列": path}
    table = "项目名称,甲列,乙列,总投资（亿元）,开工时间\n虚构甲,x,z,1,2022-03-05\n"
    with pytest.raises(workbooks.MappingError, match="甲列, 乙列") as told:
        workbooks.read(table.encode(), name="a.csv", mapping=rules)
    assert str(told.value.expected) == "each field in one column: map the other to False"
    apart = workbooks.read(table.replace("乙列", "丙列").encode(), name="a.csv", mapping=rules)
    assert len(apart.ledger.projects) == 1  # the other may stand in another table


@pytest.mark.parametrize("path", ["investment", "land", "milestones[started]", "milestones[started,planned]"])
def test_amounts_and_steps_may_have_several_columns(path: str) -> None:
    unit = "亩" if path == "land" else "亿元"
    rule: object = {"field": path, "unit": unit} if path in {"investment", "land"} else path
    cells = "30,30" if path in {"investment", "land"} else "2022-03-05,2022-03-05"
    table = f"项目名称,甲列,乙列,投资方,签约时间\n虚构甲,{cells},甲公司,2022-03-05\n"
    found = workbooks.read(table.encode(), name="a.csv", mapping={"甲列": rule, "乙列": rule})
    assert len(found.ledger.projects) == 1


def test_of_columns_of_one_header_the_first_is_mapped() -> None:
    table = "项目名称,甲列,甲列,总投资（亿元）,签约时间\n虚构甲,x,z,1,2022-03-05\n"
    found = workbooks.read(table.encode(), name="a.csv", mapping={"甲列": "owner"})
    (project,) = found.ledger.projects
    assert (project.owner, dict(project.extra)) == ("x", {"甲列": "z"})
    assert found.findings.codes == ("column_not_read",)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"columns": {"包保": {"field": "owner", "unit": "万元"}}}, id="a-unit-of-a-text"),
        pytest.param(
            {"columns": {"开工": {"field": "milestones[started]", "unit": "亩"}}}, id="a-unit-of-a-day"
        ),
        pytest.param(
            {"columns": {"备注": {"field": "extra.备注", "unit": "亩"}}}, id="a-unit-of-what-is-kept"
        ),
        pytest.param({"columns": {"备注": {"field": False, "unit": "亩"}}}, id="a-unit-of-nothing"),
        pytest.param({"columns": {"": "owner"}}, id="no-header"),
        pytest.param({"columns": {" \u3000": "owner"}}, id="blanks"),
        pytest.param({"columns": {"\u200b": "owner"}}, id="nothing-that-shows"),
        pytest.param({"columns": {"甲\0": "owner"}}, id="a-sign-that-no-cell-holds"),
        pytest.param({"columns": {None: "owner"}}, id="no-text"),
        pytest.param({"columns": {5: "owner"}}, id="a-number"),
        pytest.param({"columns": {"甲": "extra.\0"}}, id="a-name-that-no-cell-holds"),
        pytest.param({"columns": {"甲": "extra.\u2060"}}, id="a-name-that-does-not-show"),
        pytest.param({"columns": {"甲": "extra.\ud800"}}, id="half-a-pair"),
        pytest.param({"constants": {"extra.\0": "甲"}}, id="a-constant-that-no-cell-holds"),
        pytest.param({"constants": {"owner": "甲\0"}}, id="a-text-that-no-cell-holds"),
        pytest.param({"sheets": [""]}, id="no-name-of-a-sheet"),
        pytest.param({"by_sheet": {5: {"year": 2022}}}, id="a-number-for-a-sheet"),
    ],
)
def test_what_no_column_can_be_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(MappingError) as told:
        Mapping(**given)
    assert told.value.render("zh_CN") != str(told.value)


def test_a_rule_made_by_hand_is_read_as_any_other() -> None:
    rule = Mapping.of({"盘子": {"field": "investment", "unit": "万元"}}).columns["盘子"]
    assert Mapping(columns={"总盘子": rule}).columns == {"总盘子": rule}
    with pytest.raises(MappingError, match="an amount"):
        Mapping(columns={"包保": evolve(rule, field="owner")})


TARGETS: dict[str, bool] = {
    "milestones[started]": True,
    "milestones[started,planned]": True,
    "milestones[started,planned,reporter=住建局]": True,
    "milestones[started+completed,planned]": True,
    "milestones[started, planned]": False,
    "milestones[started,plan]": False,
    "milestones[started,]": False,
    "milestones[started,planned,planned]": False,
    "milestones[started,reporter=]": False,
    "milestones[completed+started]": False,
    "milestones[signed,reporter=住建局]": False,
    "investor.flags[listed]": True,
    "investor.flags[listed,yes]": False,
    "agreements[intent].signed_on": True,
    "agreements[intent,].signed_on": False,
    "arrivals[2022].amount": False,
}


def test_every_word_of_a_field_is_known() -> None:
    wrong = []
    for path, is_known in TARGETS.items():
        try:
            Mapping.of({"某列": path})
        except MappingError as told:
            if is_known or not told.expected.startswith("the field "):
                wrong.append(path)
        else:
            wrong += [] if is_known else [path]
    assert not wrong


@pytest.mark.parametrize(
    "rules",
    [
        {"C": "investment", "盘子": "land"},
        {"盘子": "investment", "c": False},
        {"盘子": "investment", "盘 子": "land"},
        {"C": "investment", "盘子": {"field": "investment", "unit": "万元"}},
    ],
)
def test_names_of_one_column_say_one_field(rules: dict[str, Any]) -> None:
    with pytest.raises(MappingError, match="they name the same column"):
        workbooks.read("项目名称,投资方,盘子\n虚构甲,甲公司,1亿元\n".encode(), name="a.csv", mapping=rules)


def test_a_span_is_two_steps_in_a_frame_too() -> None:
    office = pl.DataFrame(
        {
            "项目名称": ["虚构甲"],
            "投资方": ["甲公司"],
            "签约时间": ["2021-01-05"],
            "实际开竣工时间": ["2021.3-2022.5"],
        }
    )
    found = evaluate(read_frame(office)[0], "start_rate", as_of="2022-06-30")
    assert str(found["start_rate"].value) == "100.00"
