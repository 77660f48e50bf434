"""Ledgers that follow each other: what makes a project the same, what changed, and several as one."""

import copy
import pickle
import random
from collections.abc import Mapping
from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from zhaoshang import Ledger, Money, Period, Project, check
from zhaoshang.errors import (
    ChangeConflictError,
    FieldTypeError,
    LedgerOrderError,
    UnknownCodeError,
    UnknownIdError,
    ZhaoshangError,
)
from zhaoshang.ledger import Change, Records
from zhaoshang.model import (
    Agreement,
    Arrival,
    Assignment,
    Investor,
    Milestone,
    ServiceTeam,
)
from zhaoshang.testing import ledgers


def rows(*names: str, sheet: str = "台账", **fields_: Any) -> Ledger:
    """Make a ledger as a workbook without codes gives it: ids are the places of rows, `名称/投资方` in each."""
    parts = [name.partition("/") for name in names]
    return Ledger(
        projects=[
            Project(id=f"{sheet}!{number}", name=name, investors=[firm] if firm else [])
            for number, (name, _, firm) in enumerate(parts, 4)
        ],
        investors=[
            Investor(id=firm, name=firm) for firm in dict.fromkeys(firm for *_, firm in parts if firm)
        ],
        **fields_,
    )


def paired(newer: Ledger, older: Ledger, **more: Any) -> set[tuple[str, str]]:
    """Name the pairs, by the names of both."""
    return {
        (newer.projects[pair.first].name, older.projects[pair.second].name)
        for pair in newer.match(older, **more).pairs
    }


# ------------------------------------------------------------------ what makes a project the same


def test_a_project_keeps_what_it_is_in_another_row() -> None:
    may, june = rows("甲", "乙/某公司", "丙"), rows("新", "乙/某公司", "甲")
    assert paired(june, may) == {("乙", "乙"), ("甲", "甲")}
    matching = june.match(may)
    assert (matching.only_here, matching.only_there) == (("台账!4",), ("台账!6",))
    assert matching.findings.codes == ("row_number_ids",)


def coded(**names: str) -> Ledger:
    return Ledger(projects=[Project(id=code.replace("_", "-"), name=name) for code, name in names.items()])


def test_a_renamed_project_is_found_by_its_code() -> None:
    may, june = coded(GX_07="虚构阀门项目", GX_19="虚构仓储"), coded(GX_19="虚构物流园", GX_07="虚构阀门项目")
    assert paired(june, may) == {("虚构阀门项目", "虚构阀门项目"), ("虚构物流园", "虚构仓储")}
    (change,) = june.diff(may)
    assert (change.id, change.field, change.old, change.new) == ("GX-19", "name", "虚构仓储", "虚构物流园")


def numbered(*names: str, form: str = "{}") -> Ledger:
    return Ledger(
        projects=[Project(id=form.format(number), name=name) for number, name in enumerate(names, 1)]
    )


@pytest.mark.parametrize("form", ["{}", "{:03}", "XM{}", "项目-{:02}"])
def test_running_numbers_are_no_codes(form: str) -> None:
    """序号 and 编号 that count the rows name other projects once one has left."""
    may, june = numbered("甲", "乙", "丙", "丁", form=form), numbered("甲", "丙", "丁", form=form)
    assert paired(june, may) == {("甲", "甲"), ("丙", "丙"), ("丁", "丁")}
    assert [(change.kind.value, change.old) for change in june.diff(may) if change.field == ""] == [
        ("removed", evolve(may.projects[form.format(2)], id=form.format(2) + "'"))
    ]


def test_a_running_code_of_another_project_is_a_doubt() -> None:
    def month(*parts: tuple[str, str]) -> Ledger:
        return Ledger(
            projects=[
                Project(id=f"XM{number:03}", name=name, investors=[firm])
                for number, (name, firm) in enumerate(parts, 1)
            ]
        )

    may = month(("甲", "一公司"), ("乙", "二公司"), ("丙", "三公司"))
    june = month(("甲", "一公司"), ("乙二期", "二公司"), ("丁", "四公司"))
    matching = june.match(may)
    assert [(pair.first, pair.second) for pair in matching.pairs] == [("XM001", "XM001"), ("XM002", "XM002")]
    assert [(doubt.first, doubt.level.value) for doubt in matching.doubts] == [("XM003", "code")]


def test_two_codes_are_two_projects_whatever_they_are_called() -> None:
    may, june = coded(GX_07="虚构阀门项目"), coded(GX_31="虚构阀门项目")
    matching = june.match(may)
    assert matching.pairs == ()
    assert [(doubt.first, doubt.second, doubt.level.value) for doubt in matching.doubts] == [
        ("GX-31", "GX-07", "name")
    ]


def test_names_are_compared_as_people_write_them() -> None:
    may = rows("虚构（一期）项目/泰维（福建）有限公司", "虛構閥門/某公司", "甲-乙 项目")
    june = rows("甲·乙", "虚构(一期)/泰维(福建)有限公司", "虚构阀门/某公司")
    assert len(june.match(may).pairs) == 3
    assert rows("虚构一期/某公司").match(rows("虚构二期/某公司")).pairs == ()


def test_one_name_of_several_firms_is_told_apart_and_doubted_where_it_cannot_be() -> None:
    may, june = rows("仓储/甲公司", "仓储/乙公司"), rows("仓储/乙公司", "仓储/丙公司")
    matching = june.match(may)
    assert [(pair.first, pair.second) for pair in matching.pairs] == [("台账!4", "台账!5")]
    assert [(doubt.first, doubt.second, doubt.level.value) for doubt in matching.doubts] == [
        ("台账!5", "台账!4", "name")
    ]
    named = rows("仓储/甲公司").match(rows("仓储"))
    assert [pair.level.value for pair in named.pairs] == ["name"]


def test_phases_of_one_name_are_told_apart_by_what_else_is_known() -> None:
    def phases(*amounts: int) -> Ledger:
        projects = rows(*["仓储/某公司"] * len(amounts)).projects
        return Ledger(
            projects=[
                evolve(project, investment=Money.of(amount, "亿元"))
                for project, amount in zip(projects, amounts, strict=True)
            ]
        )

    may, june = phases(3, 5), phases(5, 3)
    assert [(pair.first, pair.second) for pair in june.match(may).pairs] == [
        ("台账!4", "台账!5"),
        ("台账!5", "台账!4"),
    ]
    assert len(phases(5, 4).match(may).pairs) == 2  # the other one has found its own
    assert len(phases(7, 8).match(may).pairs) == 0


def test_a_renamed_project_without_a_code_is_a_doubt() -> None:
    def one(name: str) -> Ledger:
        return Ledger(
            projects=[Project(id="台账!4", name=name, investors=["I"], investment=Money.of(3, "亿元"))]
        )

    matching = one("虚构物流园").match(one("虚构仓储"))
    assert matching.pairs == ()
    assert [doubt.level.value for doubt in matching.doubts] == ["investor_and_amount"]


@pytest.mark.parametrize(
    ("identity", "pairs"),
    [
        ("code", {("甲", "乙"), ("乙", "甲")}),
        ("编号", {("甲", "乙"), ("乙", "甲")}),
        (["name"], {("甲", "甲"), ("乙", "乙")}),
        (["项目名称", "owner"], {("甲", "甲")}),
    ],
)
def test_a_declared_key_is_taken_at_its_word(identity: Any, pairs: set[tuple[str, str]]) -> None:
    may = Ledger(projects=[Project(id="1", name="甲", owner="东"), Project(id="2", name="乙", owner="西")])
    june = Ledger(projects=[Project(id="1", name="乙", owner="东"), Project(id="2", name="甲", owner="东")])
    assert paired(june, may, identity=identity) == pairs


def _of_one_owner(*names: str) -> Ledger:
    return Ledger(
        projects=[
            Project(id=f"东!{row}", name=name, owner="东镇", investors=[f"公司{name}"])
            for row, name in enumerate(names, 1)
        ]
    )


def test_a_declared_key_that_repeats_pairs_no_strangers_and_is_told() -> None:
    older, newer = _of_one_owner("甲", "乙"), _of_one_owner("乙", "丙")
    assert paired(newer, older, identity="owner") == {("乙", "乙")}
    changes = newer.diff(older, identity=["责任单位"])
    assert [(change.kind.value, change.id) for change in changes] == [("added", "东!2"), ("removed", "东!1'")]
    assert older.apply(changes) == newer
    (finding,) = changes.findings
    assert (finding.code, finding.subject) == ("identity_repeated", "owner=东镇")
    assert dict(finding.detail) == {"here": "2", "there": "2"}
    for told in (finding.zh, finding.en):
        assert "owner=东镇" in told
        assert "identity" in told


@pytest.mark.parametrize(
    ("older", "newer", "pairs"),
    [(["甲"], ["甲", "丙"], {("甲", "甲")}), (["甲"], ["丙", "丁"], set()), (["甲"], ["丙"], {("丙", "甲")})],
    ids=["one-left", "none-alike", "alone"],
)
def test_a_declared_key_decides_only_where_it_is_alone(
    older: list[str], newer: list[str], pairs: set[tuple[str, str]]
) -> None:
    later, earlier = _of_one_owner(*newer), _of_one_owner(*older)
    assert paired(later, earlier, identity="owner") == pairs
    assert len(later.match(earlier, identity="owner").findings) == (len(newer) > 1)


def test_projects_that_are_alike_in_all_do_not_change_by_a_key_they_share() -> None:
    ledger = _of_one_owner("甲", "甲", "乙")
    assert ledger.diff(ledger, identity="owner") == ()


@pytest.mark.parametrize("identity", ["nmae", ["name", "投资放"], 5, [5], ["name", None]])
def test_a_key_of_no_field_is_refused(identity: Any) -> None:
    for ask in (Ledger().match, Ledger().diff, Ledger().merge):
        with pytest.raises((UnknownCodeError, FieldTypeError)) as caught:
            ask(Ledger(), identity=identity)
        assert str(caught.value) != caught.value.render("zh_CN")
    for ask in (Ledger().match, Ledger().diff, Ledger().merge):
        with pytest.raises(FieldTypeError, match="a Ledger"):
            ask([])  # type: ignore[arg-type]


# ------------------------------------------------------------------ what changed


SMALL = ledgers(most=2)
SHUFFLED = st.integers(0, 2**16).map(random.Random)


def by_rows(ledger: Ledger, order: random.Random, sheet: str = "台账") -> Ledger:
    """Put a ledger's projects into other rows and let them go by those."""
    projects = list(ledger.projects)
    order.shuffle(projects)
    return Ledger(projects=[evolve(project, id=f"{sheet}!{row}") for row, project in enumerate(projects, 4)])


@pytest.mark.long
@settings(max_examples=examples(15))
@given(SMALL, SMALL)
def test_what_changed_makes_the_newer_of_the_older(one: Ledger, other: Ledger) -> None:
    older, newer = (one, other) if _in_order(one, other) else (other, one)
    changes = newer.diff(older)
    assert older.apply(changes) == newer
    assert older.apply(pickle.loads(pickle.dumps(changes))) == newer  # noqa: S301 - our own
    assert older.apply(copy.deepcopy(changes)) == newer
    assert newer.apply(newer.diff(newer)) == newer


def _in_time(one: Any, other: Any) -> bool:
    return one.as_of is None or other.as_of is None or one.as_of.end <= other.as_of.end


def _in_order(older: Any, newer: Any) -> bool:
    return older.as_of is None or newer.as_of is None or older.as_of.start <= newer.as_of.end


NAMES = st.lists(st.sampled_from(["甲", "乙", "丙", "丁/某公司", "丁/别家", "戊/某公司"]), max_size=6)


@pytest.mark.long
@given(NAMES, NAMES, st.sampled_from(["name", "code", None, ["name", "investors"]]))
def test_rows_that_moved_are_followed_and_applied(was: list[str], now: list[str], identity: Any) -> None:
    older, newer = rows(*was), rows(*now)
    changes = newer.diff(older, identity=identity)
    assert older.apply(changes) == newer
    added = [change for change in changes if change.kind.value == "added" and change.collection == "projects"]
    removed = [
        change for change in changes if change.kind.value == "removed" and change.collection == "projects"
    ]
    assert len(older.projects) - len(removed) + len(added) == len(newer.projects)


@pytest.mark.long
@settings(max_examples=examples(12))
@given(SMALL, SHUFFLED)
def test_the_order_of_rows_is_no_change(ledger: Ledger, order: random.Random) -> None:
    names = [f"项目{number}号" for number in range(len(ledger.projects))]
    named = Ledger(
        projects=[
            evolve(project, name=f"{name}甲", parent=None)
            for project, name in zip(ledger.projects, names, strict=True)
        ]
    )
    assert by_rows(named, order).diff(by_rows(named, order)) == ()


def test_references_follow_the_project_they_name() -> None:
    def month(*names: str) -> Ledger:
        made = rows(*names)
        where = {project.name: project.id for project in made.projects}
        return Ledger(
            projects=made.projects,
            teams=[ServiceTeam(id="U", name="组", assignments=[Assignment(project=where["甲"], member="M")])],
        )

    may, june = month("乙", "甲"), month("甲", "丙")
    assert {change.collection for change in june.diff(may)} == {"projects"}
    assert may.apply(june.diff(may)) == june


def test_the_wrong_order_is_refused() -> None:
    may, june = Ledger(as_of="2022-05-31"), Ledger(as_of="2022-06-30")
    with pytest.raises(LedgerOrderError) as caught:
        may.diff(june)
    assert "2022-06-30" in str(caught.value)
    assert "新台账.diff(旧台账)" in caught.value.render("zh_CN")
    assert june.diff(may)[0].field == "as_of"


def test_some_of_the_changes_can_be_taken() -> None:
    may, june = coded(A_1="甲", B_7="乙"), coded(A_1="甲甲", B_7="乙乙", C_3="丙")
    taken = may.apply([change for change in june.diff(may) if change.id != "B-7"])
    assert [(project.id, project.name) for project in taken.projects] == [
        ("A-1", "甲甲"),
        ("B-7", "乙"),
        ("C-3", "丙"),
    ]
    with pytest.raises(UnknownIdError):
        Ledger().apply([change for change in june.diff(may) if change.field])
    for wrong in ("abc", [5], 5):
        with pytest.raises(ZhaoshangError):
            may.apply(wrong)  # type: ignore[arg-type]


def graded(grade: str | None, **more: Any) -> Ledger:
    return Ledger(projects=[Project(id="P1", name="甲", grade=grade, **more)])


@pytest.mark.parametrize(
    ("older", "newer", "other", "told"),
    [
        (graded("B"), graded("A"), graded("C"), ("projects", "P1", "grade", "B", "C")),
        (graded(None), graded("A"), graded("A"), ("projects", "P1", "grade", None, "A")),
        (Ledger(), graded("A"), graded("C"), ("projects", "P1", "", None, graded("C").projects["P1"])),
        (
            graded("B"), Ledger(), graded("C"),
            ("projects", "P1", "", graded("B").projects["P1"], graded("C").projects["P1"]),
        ),
        (Ledger(name="一"), Ledger(name="二"), Ledger(name="三"), ("ledger", "", "name", "一", "三")),
    ],
    ids=["changed", "set", "added", "removed", "ledger"],
)  # fmt: skip
def test_changes_of_another_ledger_overwrite_nothing(
    older: Ledger, newer: Ledger, other: Ledger, told: tuple[Any, ...]
) -> None:
    changes = newer.diff(older)
    assert older.apply(changes) == newer
    with pytest.raises(ChangeConflictError) as caught:
        other.apply(changes)
    error = caught.value
    assert (error.collection, error.id, error.field, error.old, error.found) == told
    for said in (str(error), error.render("zh_CN")):
        assert (error.id or error.field) in said
        assert "diff" in said
    assert pickle.loads(pickle.dumps(error)) == error  # noqa: S301 - our own
    assert error.to_dict("zh_CN")["fields"]["field"] == error.field


def test_a_removed_record_that_is_not_there_is_named() -> None:
    with pytest.raises(UnknownIdError):
        Ledger().apply(Ledger().diff(graded("B")))


def test_a_code_given_to_a_row_is_a_change() -> None:
    older, newer = rows("甲/某公司"), coded(GX_07="甲")
    newer = Ledger(
        projects=[evolve(newer.projects["GX-07"], investors=["某公司"])], investors=older.investors
    )
    (change,) = newer.diff(older)
    assert (change.id, change.field, change.old, change.new) == ("GX-07", "id", "台账!4", "GX-07")
    assert (
        older.apply([Change(**{field.name: getattr(change, field.name) for field in fields(Change)})])
        == newer
    )


# ------------------------------------------------------------------ several as one


@pytest.mark.long
@settings(max_examples=examples(15))
@given(SMALL, SMALL)
def test_merging_again_changes_nothing(one: Ledger, other: Ledger) -> None:
    merged = one.merge(other).ledger
    later = other if _in_time(one, other) else one
    assert merged.merge(later).ledger == merged
    assert one.merge(one).ledger == one
    assert one.merge().ledger == one


@pytest.mark.long
@settings(max_examples=examples(15))
@given(SMALL, SMALL)
def test_nothing_is_lost(one: Ledger, other: Ledger) -> None:
    """Every value of either stands in the result, or is told in a finding."""
    merged = one.merge(other)
    told = {(finding.ids[0], finding.subject.partition("[")[0]) for finding in merged.findings if finding.ids}
    for ledger in (one, other):
        for collection in fields(Ledger):
            records = getattr(ledger, collection.name)
            if not isinstance(records, Records):
                continue
            whole = getattr(merged.ledger, collection.name)
            for record in records:
                assert any(_stands(record, other, told) for other in _same(record, whole, merged.findings)), (
                    record
                )


def _same(record: Any, whole: Any, findings: Any) -> list[Any]:
    """Find what may be the record in the result: that of its id, or of its name where ids were told to be row numbers."""
    if isinstance(record, Project) and any(finding.code == "row_number_ids" for finding in findings):
        return [other for other in whole if other.name == record.name]
    return [whole[record.id]]


def _stands(record: Any, other: Any, told: set[tuple[str, str]]) -> bool:
    """Tell whether every value of a record stands in another, or is told in a finding."""
    return all(
        (record.id, field.name) in told or _holds(getattr(other, field.name), getattr(record, field.name))
        for field in fields(type(record))
        if field.init and field.name != "id" and getattr(record, field.name) not in {None, "", ()}
    )


def _holds(stands: Any, value: Any) -> bool:
    if value == stands:
        return True
    if isinstance(value, tuple):
        return all(any(_holds(one, part) for one in stands) for part in value)
    if isinstance(value, Mapping):
        return all(stands.get(name) == text for name, text in value.items())
    if isinstance(value, Period) and isinstance(stands, Period):
        return value.start <= stands.start and stands.end <= value.end
    if hasattr(value, "__attrs_attrs__") and type(value).__module__.startswith("zhaoshang.model"):
        return all(
            mine in {None, "", ()} or mine == theirs or _holds(theirs, mine)
            for mine, theirs in (
                (getattr(value, field.name), getattr(stands, field.name)) for field in fields(type(value))
            )
        )
    return bool(stands == value)


def month(day: str, **facts: Any) -> Ledger:
    return Ledger(as_of=day, projects=[Project(id="P-1", name="甲", **facts)])


def test_the_later_stands_and_both_are_told_with_where_they_come_from() -> None:
    may, june = (
        month("2022-05-31", investment=Money.of(3, "亿元")),
        month("2022-06-30", investment=Money.of(4, "亿元")),
    )
    for merged in (may.merge(june), june.merge(may)):
        assert merged.order == ("2022-05-31", "2022-06-30")
        assert merged.ledger.projects["P-1"].investment == Money.of(4, "亿元")
        (finding,) = merged.findings
        assert (finding.code, finding.subject, str(finding.severity)) == (
            "merge_conflict",
            "investment",
            "info",
        )
        assert finding.zh == "甲的 investment：2022-05-31 为 3亿元，2022-06-30 为 4亿元，取后者"
        assert finding.detail["first_source"] == "2022-05-31"
    one, other = (
        evolve(ledger, as_of=None, name=name) for ledger, name in ((may, "发改局"), (june, "商务局"))
    )
    (finding,) = one.merge(other).findings
    assert (str(finding.severity), finding.detail["first_source"]) == ("warning", "发改局")


@pytest.mark.parametrize(
    ("was", "now", "merged", "told"),
    [
        # a finer date of the same event says the same
        ({"agreements": [Agreement(signed_on="2022-03")]}, {"agreements": [Agreement(signed_on="2022-03-05")]},
         {"agreements": [Agreement(signed_on="2022-03-05")]}, []),
        ({"agreements": [Agreement(signed_on="2022-03-05")]}, {"agreements": [Agreement(signed_on="2022-03")]},
         {"agreements": [Agreement(signed_on="2022-03-05")]}, []),
        # an event has one date
        ({"milestones": [Milestone(stage="started", on="2022-03")]}, {"milestones": [Milestone(stage="started", on="2022-04")]},
         {"milestones": [Milestone(stage="started", on="2022-04")]}, ["milestones[0].on"]),
        # a plan and what came of it are two
        ({"milestones": [Milestone(stage="started", on="2022-03", planned=True)]},
         {"milestones": [Milestone(stage="started", on="2022-04")]},
         {"milestones": [Milestone(stage="started", on="2022-04"), Milestone(stage="started", on="2022-03", planned=True)]}, []),
        # payments of two days are two, an amount without a day is one that grew
        ({"arrivals": [Arrival(on="2022-03", amount=Money.of(3, "万元"))]},
         {"arrivals": [Arrival(on="2022-05", amount=Money.of(5, "万元"))]},
         {"arrivals": [Arrival(on="2022-05", amount=Money.of(5, "万元")), Arrival(on="2022-03", amount=Money.of(3, "万元"))]}, []),
        ({"arrivals": [Arrival(amount=Money.of(3, "万元"))]}, {"arrivals": [Arrival(amount=Money.of(5, "万元"))]},
         {"arrivals": [Arrival(amount=Money.of(5, "万元"))]}, ["arrivals[0].amount"]),
        # labels are gathered, what is not said again stands
        ({"tags": ["重点"], "grade": "A"}, {"tags": ["专班"]}, {"tags": ["专班", "重点"], "grade": "A"}, []),
    ],
)  # fmt: skip
def test_parts_that_are_one_are_merged(
    was: dict[str, Any], now: dict[str, Any], merged: dict[str, Any], told: list[str]
) -> None:
    result = month("2022-05-31", **was).merge(month("2022-06-30", **now))
    assert result.ledger == month("2022-06-30", **merged)
    assert [finding.subject for finding in result.findings] == told


def test_what_people_decide_to_be_one_becomes_one() -> None:
    may, june = rows("仓储/某公司", as_of="2022-05-31"), rows("物流园/某公司", as_of="2022-06-30")
    merged = may.merge(june)
    assert [(doubt.first, doubt.second) for doubt in merged.doubts] == []
    assert merged.ledger.projects.ids == ("台账!4", "台账!4'")
    one = may.merge(june, duplicates=[("台账!4", "台账!4'")])
    assert [project.name for project in one.ledger.projects] == ["物流园"]
    assert one.sources == {"台账!4": ("2022-06-30", "2022-05-31")}
    assert [
        (finding.subject, finding.detail["first"]) for finding in one.findings.only("merge_conflict")
    ] == [("name", "仓储")]
    with pytest.raises(UnknownIdError):
        may.merge(june, duplicates=[("台账!4", "台账!9")])
    for wrong in (["ab", 5], 5, [("a", "b", "c")]):
        with pytest.raises(ZhaoshangError):
            may.merge(duplicates=wrong)  # type: ignore[arg-type]


def test_a_project_that_is_one_with_its_phase_stands_where_the_upper_one_stood() -> None:
    tree = {"whole": None, "first": "whole", "deep": "first", "other": "whole", "apart": None}
    held = Ledger(
        projects=[
            Project(id=id_, name=f"虚构{id_}", parent=above, relation=above and "phase")
            for id_, above in tree.items()
        ]
    )
    wrong = []
    for keep, gone, parents in (
        ("deep", "whole", {"deep": None, "first": "deep", "other": "deep", "apart": None}),
        ("whole", "deep", {"whole": None, "first": "whole", "other": "whole", "apart": None}),
        ("first", "whole", {"first": None, "deep": "first", "other": "first", "apart": None}),
        ("deep", "first", {"whole": None, "deep": "whole", "other": "whole", "apart": None}),
        ("other", "first", {"whole": None, "deep": "other", "other": "whole", "apart": None}),
        ("apart", "first", {"whole": None, "deep": "apart", "other": "whole", "apart": "whole"}),
    ):
        one = held.merge(duplicates=[(keep, gone)]).ledger
        told = {project.id: project.parent for project in one.projects}
        related = all((project.parent is None) == (project.relation is None) for project in one.projects)
        wrong += [] if told == parents and related else [(keep, gone, told)]
    assert wrong == []
    with pytest.raises(FieldTypeError):
        held.merge(duplicates=[("whole", "whole")])


def test_a_year_of_monthly_ledgers_becomes_one() -> None:
    """Twelve months in which projects come, move to other rows, get dates, and leave: each stands once."""
    months = []
    for number in range(1, 13):
        projects = []
        for place in range(max(1, number - 3), number + 1):
            started = [Milestone(stage="started", on=f"2022-{place + 1:02}")] if number > place else []
            projects.append(
                Project(
                    id=f"台账!{4 + number - place}",
                    name=f"虚构{place}号",
                    agreements=[Agreement(signed_on=f"2022-{place:02}")],
                    milestones=started,
                )
            )
        months.append(Ledger(as_of=Period.of(f"2022-{number:02}").end, projects=projects))
    order = random.Random(5).sample(months, 12)  # noqa: S311 - an order
    year = order[0].merge(*order[1:])
    assert sorted(project.name for project in year.ledger.projects) == sorted(
        f"虚构{n}号" for n in range(1, 13)
    )
    assert all(len(project.agreements) == 1 for project in year.ledger.projects)
    assert year.order[0] == "2022-01-31"
    assert year.ledger.as_of == Period.of("2022-12-31")
    assert [finding for finding in year.findings if finding.code == "merge_conflict"] == []
    assert not check(year.ledger).only("possible_duplicate")


def test_differences_name_projects_by_their_last_ids_and_by_those_they_had() -> None:
    """A project moves from row to row, gets a code, and is joined to another: each difference names it as it is now."""

    def book(day: str, *projects: Project) -> Ledger:
        return Ledger(as_of=day, projects=projects)

    def one(id_: str, name: str, amount: int) -> Project:
        return Project(id=id_, name=name, investors=["f"], investment=Money.of(amount, "亿元"))

    books = [
        book("2022-01-31", one("表!5", "虚构甲项目", 1), one("表!6", "虚构乙项目", 7)),
        book("2022-02-28", one("表!5", "虚构乙项目", 7), one("表!9", "虚构甲项目", 2)),
        book("2022-03-31", one("表!3", "虚构甲项目", 3), one("表!4", "虚构乙项目", 7)),
    ]
    merged = books[0].merge(*books[1:])
    (now,) = [project.id for project in merged.ledger.projects if project.name == "虚构甲项目"]
    found = [finding for finding in merged.findings if finding.code == "merge_conflict"]
    assert [(finding.subject, finding.ids, finding.detail["name"]) for finding in found] == [
        ("investment", (now,), "虚构甲项目"),
        ("investment", (now,), "虚构甲项目"),
    ]
    assert [(finding.detail.get("first_id"), finding.detail.get("second_id")) for finding in found] == [
        ("表!5", "表!9"),
        ("表!9", None),
    ]
    assert (now, found[0].en.partition(":")[0]) == ("表!3", "investment of 虚构甲项目")
    joined = merged.ledger.merge(duplicates=[("表!4", "表!3")])
    told = [finding.ids for finding in joined.findings if finding.code == "merge_conflict"]
    assert set(told) == {("表!4",)}


def test_what_differs_by_its_name_alone_is_a_doubt_between_ledgers_and_not_within_one() -> None:
    """A unit signs several for one amount in one day: those are projects; a name that no ledger has beside another's is asked about."""

    def one(name: str) -> Project:
        paper = Agreement(signed_on="2022-03-05")
        return Project(id=name, name=name, owner="虚构镇", investment=Money.of(3, "亿元"), agreements=[paper])

    march = Ledger(as_of="2022-03-31", projects=[one("虚构甲"), one("虚构乙"), one("虚构丙")])
    april = Ledger(as_of="2022-04-30", projects=[one("虚构甲"), one("虚构丁"), one("虚构丙")])
    assert [(doubt.first, doubt.second) for doubt in april.match(march).doubts] == [("虚构丁", "虚构乙")]
    for merged in (march.merge(april), april.merge(march)):
        (doubt,) = merged.doubts
        assert ({doubt.first, doubt.second}, str(doubt.level)) == (
            {"虚构乙", "虚构丁"},
            "amount_and_signing",
        )
        assert not merged.ledger.merge(duplicates=merged.doubts).doubts
    assert not march.merge(march).doubts


_FACTS: dict[str, Any] = {
    "owner": "东镇",
    "investment": Money.of(1, "亿元"),
    "agreements": [Agreement(signed_on="2022-01-05")],
}
_OTHER: dict[str, Any] = {
    "owner": "西镇",
    "investment": Money.of(5, "亿元"),
    "agreements": [Agreement(signed_on="2022-02-20")],
}


@pytest.mark.long
@pytest.mark.parametrize("firms", [(), ("甲公司",)], ids=["of nobody", "of one investor"])
@pytest.mark.parametrize("differ", [(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1)], ids=str)
@pytest.mark.parametrize("told", [(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1)], ids=str)
def test_a_name_is_one_project_unless_what_both_say_tells_against_it(
    firms: tuple[str, ...], differ: tuple[int, int, int], told: tuple[int, int, int]
) -> None:
    facts = [name for name, is_told in zip(_FACTS, told, strict=True) if is_told]
    news = {name for name, is_new in zip(_FACTS, differ, strict=True) if is_new}
    one = Project(id="一月!2", name="标准厂房项目", investors=firms, **{name: _FACTS[name] for name in facts})
    other = Project(
        id="二月!2",
        name="标准厂房项目",
        investors=firms,
        **{name: (_OTHER if name in news else _FACTS)[name] for name in facts},
    )
    against, spoken = news & {*facts}, {*facts}
    if firms:
        is_one = against != {*_FACTS}
    elif "owner" in against:
        is_one = spoken == {*_FACTS} and against == {"owner"}
    elif "owner" in spoken:
        is_one = len(against) < 2
    else:
        is_one = not against
    made = Ledger(as_of="2022-01-31", projects=[one]).merge(Ledger(as_of="2022-02-28", projects=[other]))
    assert len(made.ledger.projects) == (1 if is_one else 2)
    assert len(made.doubts) == (0 if is_one else 1)
