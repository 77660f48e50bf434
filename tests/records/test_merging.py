"""Parts of records put into them: what forms and rows say, nothing else, and every fault at its path."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhaoshang import Ledger, Money, Project, records
from zhaoshang.errors import RecordError, ZhaoshangError
from zhaoshang.model import Agreement, Milestone
from zhaoshang.testing import projects

ONE = Project(
    id="P1",
    name="甲",
    grade="A",
    owner="一组",
    tags=["重点"],
    agreements=[Agreement(signed_on="2022-03")],
    milestones=[Milestone(stage="started", on="2022-05")],
)


@pytest.mark.parametrize(
    ("patch", "read"),
    [
        ({"grade": "B"}, lambda p: p.grade == "B"),
        ({"grade": None}, lambda p: p.grade is None),
        ({"grade": ""}, lambda p: p == ONE),
        ({"grade": "  "}, lambda p: p == ONE),
        ({}, lambda p: p == ONE),
        ({"tags": []}, lambda p: p.tags == ()),
        ({"tags": ["专班", "", None]}, lambda p: p.tags == ("专班",)),
        ({"agreements[0].signed_on": "2022/3/5"}, lambda p: str(p.agreements[0].signed_on) == "2022-03-05"),
        ({"$.agreements[0].signed_on": "2022-03-05T00:00:00"}, lambda p: str(p.agreements[0].signed_on) == "2022-03-05"),
        ({"agreements[1]": {"signed_on": "2022年4月"}}, lambda p: len(p.agreements) == 2),
        ({"agreements[0]": {"evidence": ["contract"], "note": ""}}, lambda p: str(p.agreements[0].signed_on) == "2022-03"),
        ({"milestones[0]": {"on": None}}, lambda p: p.milestones == (Milestone(stage="started"),)),
        ({"milestones[0]": None}, lambda p: p.milestones == ()),
        ({"milestones[1].stage": "completed"}, lambda p: p.milestones[1].stage.value == "completed"),
        ({"arrivals[0].amount": "300万元"}, lambda p: p.arrivals[0].amount == Money.of(300, "万元")),
        ({"investment": {"value": "3.5", "unit": "亿元"}}, lambda p: p.investment == Money.of("3.5", "亿元")),
        ({"land": "80余亩"}, lambda p: (p.land.value, str(p.land.hedge)) == (80, "odd")),
    ],
)  # fmt: skip
def test_what_is_said_is_put_in_and_the_rest_stays(patch: dict[str, object], read: Any) -> None:
    assert read(records.merge(ONE, patch))
    assert ONE.grade == "A"


@pytest.mark.parametrize(
    ("patch", "paths"),
    [
        ({"investmnet": "3亿元"}, ["$.investmnet"]),
        ({"name": None}, ["$.name"]),
        ({"land": "很大", "investment": 3.5}, ["$.land", "$.investment"]),
        ({"agreements[3].signed_on": "2022"}, ["$.agreements[3]"]),
        ({"agreements[0]": {"sined_on": "2022"}}, ["$.agreements[0].sined_on"]),
        ({"agreements[0]": {"terms[3]": {}}}, ["$.agreements[0].terms[3]"]),
        ({"agreements[0].sined_on": "2022"}, ["$.agreements[0].sined_on"]),
        ({"grade.a": "x"}, ["$.grade.a"]),
        ({"agreements.x": 1}, ["$.agreements.x"]),
        ({"[0]": 1}, ["$['[0]']"]),
        ({"a b": 1}, ["$['a b']"]),
        ({"": 1}, ["$['']"]),
        ({"agreements[0].signed_on": "2022-03-05 09:30"}, ["$.agreements[0].signed_on"]),
    ],
)
def test_every_fault_is_told_at_its_path(patch: dict[str, object], paths: list[str]) -> None:
    with pytest.raises(RecordError) as caught:
        records.merge(ONE, patch)
    found: list[Any] = list(caught.value.exceptions)
    assert sorted(fault.path for fault in found) == sorted(paths)
    assert str(caught.value) != caught.value.render("zh_CN")


def test_a_ledger_takes_the_rows_of_a_month() -> None:
    ledger = Ledger(as_of="2022-05-31", projects=[ONE])
    month = {
        "as_of": "2022/6/30",
        "projects": [{"id": "P1", "grade": "", "owner": None, "land": "80亩"}, {"id": "P2", "name": "乙"}],
    }
    new = records.merge(ledger, month)
    assert (str(new.as_of), new.projects.ids) == ("2022-06-30", ("P1", "P2"))
    assert (new.projects["P1"].grade, new.projects["P1"].owner, new.projects["P1"].milestones) == (
        "A",
        None,
        ONE.milestones,
    )
    with pytest.raises(RecordError) as caught:
        records.merge(ledger, {"projects": [{"id": "P3", "nmae": "丙"}]})
    found: list[Any] = list(caught.value.exceptions)
    assert [fault.path for fault in found] == ["$.projects[1].nmae", "$.projects[1].name"]


@pytest.mark.parametrize("wrong", [5, None, [("grade", "B")], "grade"])
def test_a_patch_is_an_object(wrong: Any) -> None:
    with pytest.raises(ZhaoshangError):
        records.merge(ONE, wrong)


@pytest.mark.long
@given(projects(), st.data())
def test_putting_in_what_stands_there_changes_nothing(project: Project, data: st.DataObject) -> None:
    written = records.unstructure(project)
    names = data.draw(st.lists(st.sampled_from(sorted(written)), unique=True))
    assert records.merge(project, {name: written[name] for name in names}) == project


# two projects of many fields are often more than one example may hold
@pytest.mark.long
@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.data_too_large])
@given(projects(id=st.just("P")), projects(id=st.just("P")))
def test_a_whole_document_is_put_in_whole(project: Project, other: Project) -> None:
    written = records.unstructure(other)
    cleared = dict.fromkeys(records.unstructure(project).keys() - written.keys())
    assert records.merge(project, {**cleared, **written}) == other
