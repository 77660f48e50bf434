"""Records: the exchange format in and out, every fault at once."""

import json
import pickle
from pathlib import Path

import pytest

from zhaoshang import Ledger, Money, Period, Project, Quantity, ServiceTeam
from zhaoshang.errors import FileSyntaxError, FormatVersionError, RecordError
from zhaoshang.model import Chain, Milestone, Outreach
from zhaoshang.records import dump, load, structure, unstructure

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
        "$.projects[0].milestones[0]",
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
