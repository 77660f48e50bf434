"""Findings and reports are values that render in both languages."""

import json
import pickle

import pytest

from zhaoshang import Ledger, Money, Project
from zhaoshang.checks import check
from zhaoshang.errors import FieldTypeError
from zhaoshang.findings import Detail, Finding, Report, Severity
from zhaoshang.model import Milestone

ONE = Finding(
    code="sum_mismatch",
    severity="error",
    ids=["a", "b"],
    detail={"sum": "71", "parts": ["12", "59"]},
    zh="合计不符",
    en="no sum",
)
TWO = Finding(code="note", severity="info", path="$.projects[0]")


def test_findings_compare_by_what_they_say_not_how() -> None:
    """The message is no part of equality; the detail is."""
    assert Finding(code="note", severity="info", path="$.projects[0]", en="x") == TWO
    assert ONE != TWO
    assert hash(ONE) == hash(pickle.loads(pickle.dumps(ONE)))  # noqa: S301 - our own bytes
    with pytest.raises(FieldTypeError):
        Finding(code="x", ids="a")


def test_findings_render() -> None:
    """Ids, else the path, stand before the message; without a message the key speaks."""
    assert ONE.render("zh_CN") == "a、b：合计不符"
    assert str(TWO) == "$.projects[0]: note"
    assert TWO.to_dict() == {
        "code": "note",
        "severity": "info",
        "path": "$.projects[0]",
        "message": "$.projects[0]: note",
    }


def test_detail_is_an_immutable_mapping() -> None:
    """It equals a plain mapping and refuses change."""
    detail = Detail({"a": ["1", "2"]})
    assert detail == {"a": ("1", "2")}
    assert list(detail) == ["a"]
    with pytest.raises(AttributeError):
        setattr(detail, "other", 1)  # noqa: B010 - the law is about setting
    assert repr(detail) == "Detail({'a': ('1', '2')})"


def test_reports_show_themselves() -> None:
    """Table, JSON and HTML hold the same rows."""
    report = Report([TWO, ONE], {"rate": {"half_up": ("21",)}})
    assert [item.code for item in report.by_severity()] == ["sum_mismatch", "note"]
    assert (report.errors, report.warnings, report.codes) == ((ONE,), (), ("note", "sum_mismatch"))
    assert report[0] == TWO
    assert report[:1] == (TWO,)
    assert report.only("note").findings == (TWO,)
    assert json.loads(report.to_json("zh_CN"))["solved"] == {"rate": {"half_up": ["21"]}}
    assert "合计不符" in report.render("zh_CN")
    assert str(report).splitlines()[0].split() == ["severity", "code", "about", "message"]
    assert "<td>a, b</td>" in report._repr_html_()
    assert len(report + Report([ONE])) == 3
    assert Severity.ERROR.rank < Severity.INFO.rank


def test_what_the_library_finds_is_said_late() -> None:
    """A finding of the library holds a key and values: its amounts and labels are written for whoever reads it."""
    ledger = Ledger(
        projects=[
            Project(
                id="P1",
                name="发展区厂房",
                investment=Money.of(1, "亿元"),
                fixed_investment=Money.of(2, "亿元"),
                milestones=[
                    Milestone(stage="started", on="2022-01"),
                    Milestone(stage="landed", on="2022-03"),
                ],
            )
        ]
    )
    report = check(ledger).only("part_exceeds_whole", "stage_order")
    assert [finding.told("zh_TW") for finding in report] == [
        "開工（2022-01）早於落地（2022-03）",
        "固定資產投資（2億元）大於總額（1億元）",
    ]
    assert [finding.told("en_GB") for finding in report] == [finding.en for finding in report]
    assert pickle.loads(pickle.dumps(report)) == report  # noqa: S301 - our own bytes
    assert [str(finding) for finding in pickle.loads(pickle.dumps(report))] == [str(each) for each in report]  # noqa: S301
