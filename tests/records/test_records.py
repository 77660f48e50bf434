"""Records: the exchange format in and out, every fault at once."""

import json
import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from zhaoshang import (
    Area,
    Ledger,
    Money,
    Period,
    Project,
    Quantity,
    ServiceTeam,
    format_quantity,
    parse_money,
)
from zhaoshang.calendars import Limit
from zhaoshang.errors import (
    DuplicateIdError,
    FieldTypeError,
    FileSyntaxError,
    FormatVersionError,
    NumberRangeError,
    RecordError,
)
from zhaoshang.model import (
    Branch,
    Campaign,
    Chain,
    DatedFlag,
    Duplicate,
    Event,
    Fund,
    Investor,
    Milestone,
    Outreach,
    Park,
    Partner,
    Payment,
    PlanCode,
    PlannedStep,
    Scenario,
    Space,
    StepLimit,
    StepProgress,
    Target,
    Understanding,
)
from zhaoshang.quantities import ExchangeRate
from zhaoshang.records import collect, dump, iter_lines, json_schema, load, structure, unstructure
from zhaoshang.vocabulary import MatchLevel

LEDGER = {
    "as_of": "2022-06-30",
    "name": "台账",
    "projects": [
        {
            "id": "P1",
            "name": "石墨烯产业园",
            "investment": {
                "value": "13000000000",
                "unit": "CNY",
                "hedge": "near",
                "high": "13000000000",
                "text": "近130亿元",
            },
            "agreements": [
                {
                    "kind": "formal",
                    "signed_on": "2022-03-05",
                    "terms": [
                        {"measure": "tax", "period": "2025", "promised": {"value": "8000000", "unit": "CNY"}}
                    ],
                }
            ],
            "milestones": [
                {"stage": "landed", "on": "2022-12-M", "evidence": ["business_license", "other"]},
                {"stage": "completed", "on": "2024-H2", "planned": True},
            ],
            "shares": [{"unit": "U1", "share": "0.5", "until": "2021-12-31"}],
            "government_funded": False,
        }
    ],
    "chains": [{"id": "C1", "name": "链", "links": [{"from": "a", "to": "b"}]}],
    "teams": [
        {
            "id": "U1",
            "name": "甲",
            "class": "A",
            "steps": [{"id": "s1", "name": "选址", "limit": {"days": 5, "working": True}}],
            "progress": [
                {
                    "project": "P1",
                    "step": "s1",
                    "paused": [["2022-06-08", "2022-06-10"], ["2022-06-20", None]],
                }
            ],
        }
    ],
}


FILLED: dict[str, Any] = {
    "as_of": "2022-06-30",
    "name": "台账",
    "level": "county",
    "projects": [Project(id="P1", name="甲"), Project(id="P2", name="乙")],
    "investors": [Investor(id="I1", name="某公司")],
    "parks": [Park(id="K1", name="园")],
    "chains": [Chain(id="C1", name="链")],
    "teams": [ServiceTeam(id="U1", name="一组")],
    "targets": [Target(id="T1")],
    "funds": [Fund(id="F1", name="基金")],
    "campaigns": [Campaign(id="A1", name="百日攻坚")],
    "payments": [Payment(id="Y1")],
    "events": [Event(id="E1", name="推介会")],
    "partners": [Partner(id="R1", name="商会")],
    "scenarios": [Scenario(id="S1", name="场景")],
    "understandings": [Understanding()],
    "codes": [PlanCode(code="甲计划")],
}
"""Something for each field of a ledger."""


def paths(error: RecordError) -> list[str]:
    return [fault["path"] for fault in error.to_dicts()]


def test_a_canonical_document_comes_back_as_it_was() -> None:
    """What was canonical stays the same, key by key."""
    assert unstructure(structure(LEDGER, Ledger)) == LEDGER


def test_python_names_stand_for_reserved_words() -> None:
    """`from`, `to` and `class` are written as in the format."""
    ledger = structure(LEDGER, Ledger)
    assert ledger.chains["C1"].links[0].from_node == "a"
    assert ledger.teams["U1"].class_ == "A"
    assert ledger.teams["U1"].progress[0].paused[1] == (Period.of("2022-06-20"), None)


def test_every_fault_is_reported_with_its_path() -> None:
    """Types, codes, unknown and missing fields, at every depth, all at once."""
    data = {
        "projects": [
            {
                "id": "P1",
                "name": "x",
                "land": 80,
                "track": "sea",
                "milestones": [{"on": "2022-13"}, {"stage": "went"}],
            },
            {"id": 3, "name": "y", "investment": {"value": 3.5, "unit": "CNY"}, "colour": "red"},
            "P3",
        ],
        "teams": [
            {"id": "U", "name": "u", "steps": [{"id": "s", "name": "s", "limit": {"days": 5, "months": 1}}]}
        ],
        "payments": [{"id": "1"}, {"id": "1"}],
    }
    with pytest.raises(RecordError) as caught:
        structure(data, Ledger)
    assert paths(caught.value) == [
        "$.projects[0].land",
        "$.projects[0].track",
        "$.projects[0].milestones[0].on",
        "$.projects[0].milestones[0].stage",
        "$.projects[0].milestones[1].stage",
        "$.projects[1].id",
        "$.projects[1].investment.value",
        "$.projects[1].colour",
        "$.projects[2]",
        "$.teams[0].steps[0].limit",
        "$.payments[1]",
    ]
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert paths(again) == paths(caught.value)
    assert "缺少必填字段" in caught.value.render("zh_CN")


def test_text_is_read_at_the_edge() -> None:
    """Quantities and dates may be text; bare counts take the counter of their field."""
    assert structure("近130亿元", Money) == Money.of(130, "亿元", hedge="near")
    assert structure({"value": "3", "unit": "mu"}, Quantity).unit.code == "mu"
    assert structure({"persons": 12, "companies": 3}, Outreach).visits is not None
    assert structure({"stage": "started", "on": "2022-03"}, Milestone).on == Period.of("2022-03")


def test_null_and_empty_lists_are_not_known() -> None:
    """They leave the field at its default and are not written."""
    chain = structure({"id": "C", "name": "c", "priority": None, "nodes": [], "links": None}, Chain)
    assert chain == Chain(id="C", name="c")
    assert unstructure(chain) == {"id": "C", "name": "c"}


def test_an_empty_team_keeps_its_false() -> None:
    """A known false is written; an unknown one is not."""
    assert unstructure(Project(id="P", name="p", government_funded=False))["government_funded"] is False
    assert "government_funded" not in unstructure(Project(id="P", name="p"))
    assert unstructure(ServiceTeam(id="U", name="u")) == {"id": "U", "name": "u"}


def test_files(tmp_path: Path) -> None:
    """What is dumped is loaded; a newer format and broken JSON are refused."""
    path = tmp_path / "ledger.json"
    ledger = structure(LEDGER, Ledger)
    dump(ledger, path)
    assert load(path) == ledger
    path.write_text(json.dumps({"format_version": 9}))
    with pytest.raises(RecordError) as caught:
        load(path)
    fault = caught.value.exceptions[0]
    assert isinstance(getattr(fault, "cause", None), FormatVersionError)
    path.write_text("{\n]")
    with pytest.raises(FileSyntaxError) as broken:
        load(path)
    assert broken.value.line == 2


BROKEN: tuple[tuple[object, str], ...] = (
    ({"id": "P"}, "$.name"),
    ({"id": "P", "name": 3}, "$.name"),
    ({"id": " ", "name": "x"}, "$.id"),
    ({"id": "P", "name": "x", "land": 80}, "$.land"),
    ({"id": "P", "name": "x", "land": {"value": "3"}}, "$.land"),
    ({"id": "P", "name": "x", "land": {"unit": 3}}, "$.land.unit"),
    ({"id": "P", "name": "x", "land": {"unit": "mu", "value": "3", "colour": 1}}, "$.land.colour"),
    ({"id": "P", "name": "x", "land": {"unit": "mu", "value": 3.5}}, "$.land.value"),
    ({"id": "P", "name": "x", "land": {"unit": "mu", "value": "1e999"}}, "$.land.value"),
    ({"id": "P", "name": "x", "land": {"unit": "mu", "value": "3", "hedge": "perhaps"}}, "$.land.hedge"),
    ({"id": "P", "name": "x", "land": {"unit": "mu", "value": "3", "text": 3}}, "$.land.text"),
    ({"id": "P", "name": "x", "land": {"unit": "mu", "value": "3", "rates": 3}}, "$.land.rates"),
    ({"id": "P", "name": "x", "land": {"unit": "mu", "value": "3", "rates": [3]}}, "$.land.rates[0]"),
    ({"id": "P", "name": "x", "track": "sea"}, "$.track"),
    ({"id": "P", "name": "x", "track": 3}, "$.track"),
    ({"id": "P", "name": "x", "tags": "一"}, "$.tags"),
    ({"id": "P", "name": "x", "tags": [1]}, "$.tags[0]"),
    ({"id": "P", "name": "x", "government_funded": "yes"}, "$.government_funded"),
    ({"id": "P", "name": "x", "colour": "red"}, "$.colour"),
    ({"id": "P", "name": "x", "shares": [{"unit": "U", "share": 0.5}]}, "$.shares[0].share"),
    ({"id": "P", "name": "x", "log": [{"on": 2022}]}, "$.log[0].on"),
    ({"id": "P", "name": "x", "log": [3]}, "$.log[0]"),
    ([], "$"),
)


@pytest.mark.parametrize(("data", "path"), BROKEN, ids=map(str, range(len(BROKEN))))
def test_broken_documents_are_refused_by_schema_and_converter(data: object, path: str) -> None:
    """What the schema refuses, `structure` refuses, and says where."""
    with pytest.raises(RecordError) as caught:
        structure(data, Project)
    assert paths(caught.value) == [path]
    if path != "$.land.value" or "1e999" not in str(data):
        assert not Draft202012Validator(json_schema(Project)).is_valid(data)


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"on": "2022-13"}, "$.on"),
        ({"on": "去年9月"}, "$.on"),
        ({"on": "2022-03-05T09:30"}, "$.on"),
        ({"persons": True}, "$.persons"),
        ({"persons": "12亩"}, "$.persons"),
    ],
)
def test_what_only_the_reader_can_tell(data: object, path: str) -> None:
    with pytest.raises(RecordError) as caught:
        structure(data, Outreach)
    assert paths(caught.value) == [path]


@pytest.mark.parametrize(
    ("pause", "path"),
    [
        ("2022", "[0]"),
        (["2022"], "[0]"),
        ([None, "2022"], "[0][0]"),
        (["x", "y"], "[0][0] $.paused[0][1]"),
        (["2022-02", "2022-01"], ""),
    ],
)
def test_wrong_pauses(pause: object, path: str) -> None:
    with pytest.raises(RecordError) as caught:
        structure({"project": "P", "step": "s", "paused": [pause]}, StepProgress)
    assert paths(caught.value) == f"$.paused{path}".split()


def test_what_a_class_refuses_is_told_with_all_else_at_its_own_field() -> None:
    """An empty name stands beside the other faults, not behind them."""
    with pytest.raises(RecordError) as caught:
        structure({"id": "", "owner": 3, "investment": 1.5}, Project)
    assert sorted(paths(caught.value)) == ["$.id", "$.investment", "$.name", "$.owner"]


def test_limits() -> None:
    """The schema and the class agree on what a limit is."""
    valid = Draft202012Validator(json_schema(StepLimit))
    for data, right in (
        ({"days": 5, "months": None}, True),
        ({"months": 3}, True),
        ({"months": 3, "working": True}, False),
        ({"days": 5, "months": 1}, False),
        ({}, False),
    ):
        assert valid.is_valid(data) is right
        assert (collect(data, StepLimit).value is not None) is right


def test_quantities_keep_all_they_carry() -> None:
    """Rates, bounds and fractions survive; bounds without a hedge make a range."""
    rate = ExchangeRate(base="USD", quote="CNY", rate="6.9", on="2022-09-01", source="某行")
    money = Money.of(3, "万美元").to("CNY", rate=rate)
    assert structure(unstructure(money), Money).trace == (rate,)
    bare = ExchangeRate(base="USD", quote="CNY", rate=7)
    assert structure(unstructure(Money.of(3, "美元").to("CNY", rate=bare)), Money).trace == (bare,)
    third = Area.of(1, "m2").to("mu")
    assert structure(unstructure(third), Area) == third
    odd = Area.of(80, "亩", hedge="over").to("ha")
    assert structure(unstructure(odd), Area) == odd
    spread = structure({"unit": "CNY", "low": "1/3", "high": 2, "low_closed": True}, Money)
    assert (spread.hedge, spread.value) == ("range", None)
    exact = structure(
        {"unit": "CNY", "value": "2", "low": "2", "high": "2", "low_closed": True, "high_closed": True}, Money
    )
    assert exact == Money.of(2, "元")


def test_collect_leaves_out_the_smallest_part() -> None:
    """Paths are those of the document as it was; unknown fields go back where they stood."""
    data = {
        "projects": [
            {"id": "P1", "name": "x", "land": "三百", "x": 1},
            {"name": "no id", "y": 2},
            {"id": 3, "name": "wrong id"},
            {"id": "P4", "name": "y", "log": [{"on": "never"}, {"note": "fine", "z": 3}], "w": 4},
            {"id": "P1", "name": "again"},
        ],
        "as_of": "2022",
    }
    before = json.dumps(data)
    found = collect(data, Ledger, keep_unknown=True)
    assert json.dumps(data) == before
    assert sorted(((finding.code, finding.path) for finding in found.report), key=lambda pair: pair[1]) == [
        ("invalid_field", "$.projects[0].land"),
        ("missing_field", "$.projects[1].id"),
        ("invalid_field", "$.projects[2].id"),
        ("invalid_field", "$.projects[3].log[0].on"),
        ("duplicate_id", "$.projects[4]"),
    ]
    assert found.value is not None
    assert found.value.projects.ids == ("P1", "P4")
    written = unstructure(found.value, extras=found.extras)
    assert written["projects"] == [
        {"id": "P1", "name": "x", "x": 1},
        {"id": "P4", "name": "y", "log": [{}, {"note": "fine", "z": 3}], "w": 4},
    ]
    assert "unknown_field" in collect(data, Ledger).report.codes
    assert collect(3, Ledger).value is None


def test_what_was_kept_in_a_part_that_is_taken_out_is_gone_with_it() -> None:
    data = {"id": "P1", "name": "甲", "investment": {"value": "坏", "unit": "CNY", "x": 1}, "y": 2}
    found = collect(data, Project, keep_unknown=True)
    assert found.value is not None
    assert found.extras == {("y",): 2}
    assert unstructure(found.value, extras=found.extras) == {"id": "P1", "name": "甲", "y": 2}


@pytest.mark.long
def test_any_number_of_faults_is_collected() -> None:
    """The work grows with the document; it is not changed."""
    rows = [{"id": f"P{number}", "name": "甲" if number % 2 else 3, "x": number} for number in range(10_000)]
    found = collect({"projects": rows}, Ledger, keep_unknown=True)
    assert found.value is not None
    assert len(found.value.projects) == len(found.extras) == len(found.report) == 5_000
    assert found.extras["projects", 4_999, "x"] == 9_999
    assert found.report[-1].path == "$.projects[9998].name"
    assert rows[0] == {"id": "P0", "name": 3, "x": 0}


@given(drawn=st.data())
def test_no_field_of_a_ledger_is_lost_in_either_kind_of_file(
    tmp_path_factory: pytest.TempPathFactory, drawn: st.DataObject
) -> None:
    """Whichever fields are filled, each is there again; a field that is added to the class is drawn as well."""
    folder = tmp_path_factory.mktemp("files")
    filled = drawn.draw(st.sets(st.sampled_from(sorted(FILLED))))
    ledger = Ledger(**{name: FILLED[name] for name in filled})
    for name in ("ledger.json", "ledger.jsonl"):
        dump(ledger, folder / name)
        assert load(folder / name) == ledger


def test_every_field_of_a_ledger_has_something_to_fill_it_with() -> None:
    assert FILLED.keys() == {field.name for field in fields(Ledger)}


def test_json_lines(tmp_path: Path) -> None:
    """A ledger streams record by record; a fault says in which line."""
    path = tmp_path / "ledger.jsonl"
    ledger = structure(LEDGER, Ledger)
    dump(ledger, path)
    assert load(path) == ledger
    assert [name for name, _ in iter_lines(path)] == ["ledger", "projects", "chains", "teams"]
    path.write_text('{"name": "x"}\n\n{"projects": {"id": "P1", "name": 3}}\n')
    with pytest.raises(RecordError) as caught:
        load(path)
    assert paths(caught.value) == ["$[3].projects.name"]
    path.write_text(
        '{"projects": {"id": "P1"}}\n{"name": 3}\n{"parks": {"id": "P1", "name": "园"}}\n', "utf-8"
    )
    with pytest.raises(RecordError) as caught:
        load(path)
    assert paths(caught.value) == ["$[1].projects.name", "$[2].name"]  # every line at once
    twice = '{"projects": {"id": "P1", "name": "x"}}\n'
    path.write_text(twice + twice)
    with pytest.raises(RecordError) as caught:
        load(path)
    assert paths(caught.value) == ["$[2].projects"]
    assert [getattr(fault, "cause", None) for fault in caught.value.exceptions] == [
        DuplicateIdError("projects", "P1")
    ]
    assert [name for name, _ in iter_lines(path)] == ["projects", "projects"]
    path.write_text('{"format_version": 9, "name": "x"}\n')
    with pytest.raises(RecordError) as caught:
        load(path)
    assert paths(caught.value) == ["$[1].format_version"]
    path.write_text("{}\n{")
    with pytest.raises(FileSyntaxError) as broken:
        load(path)
    assert broken.value.line == 2
    for name in ("latin.json", "latin.jsonl"):
        latin = tmp_path / name
        latin.write_bytes(b"\xff\xfe")
        with pytest.raises(FileSyntaxError) as broken:
            load(latin)
        assert broken.value.line == 1


def test_schemas_are_for_records_only() -> None:
    with pytest.raises(TypeError):
        json_schema(complex)


@pytest.mark.parametrize(
    "printed", ["35000万元", "35000元", "1200.00万元", "3.50亿元", "约5亿元", "100-200万元"]
)
def test_an_amount_comes_back_as_it_was_printed(printed: str) -> None:
    amount = parse_money(printed)
    again = structure(unstructure(amount), Money)
    assert (repr(again), again.raw, format_quantity(again)) == (
        repr(amount),
        printed,
        format_quantity(amount),
    )


@pytest.mark.parametrize("digits", [450, 5000])
@pytest.mark.parametrize(
    "make",
    [
        lambda number: Space(id="S", storeys=number),
        lambda number: DatedFlag(flag="fortune_500", year=number),
        lambda number: StepLimit(days=number),
        lambda number: Limit(months=number),
    ],
    ids=["storeys", "year", "days", "months"],
)
def test_no_whole_number_is_taken_that_cannot_be_read_again(
    make: Callable[[int], object], digits: int
) -> None:
    with pytest.raises(NumberRangeError, match="at most 400 digits"):
        make(10**digits)
    assert make(7) == make(7)


@pytest.mark.parametrize("ids", ["ab", {"x": 1, "y": 2}, ["a"], ["a", "b", "c"], ["a", 2], 7], ids=repr)
def test_a_pair_is_a_list_of_two_texts(ids: Any) -> None:
    document = {"ids": ids, "level": "code", "shared": "x"}
    with pytest.raises(RecordError) as caught:
        structure(document, Duplicate)
    assert [getattr(fault, "path", "").partition("[")[0] for fault in caught.value.exceptions] == ["$.ids"]
    assert structure(document | {"ids": ["a", "b"]}, Duplicate).ids == ("a", "b")
    with pytest.raises(FieldTypeError):
        Duplicate(ids=ids, level=MatchLevel.CODE, shared="x")


def test_a_field_that_may_hold_nothing_may_be_left_out() -> None:
    step = structure(
        {"step": {"id": "S", "name": "选址"}, "due_on": "2022-06-11", "state": "waiting"}, PlannedStep
    )
    assert (step.starts_on, step.due_on, step.waits_for) == (None, date(2022, 6, 11), ())
    with pytest.raises(RecordError) as caught:
        structure({"step": {"id": "S", "name": "选址"}, "due_on": "2022-06", "state": "waiting"}, PlannedStep)
    assert [getattr(fault, "path", "") for fault in caught.value.exceptions] == ["$.due_on"]


def test_a_branch_holds_branches() -> None:
    anchor = Branch("龙头", (Branch("配套一", (Branch("配套二"),)), Branch("配套三")))
    assert structure(json.loads(json.dumps(unstructure(anchor))), Branch) == anchor
