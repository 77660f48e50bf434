"""What the examples for those who move do with documents of their own; that each runs is a step of the gate."""

import runpy
from pathlib import Path

import pytest

import zhaoshang
from zhaoshang import records
from zhaoshang.model import Agreement
from zhaoshang.workbooks import Mapping

EXAMPLES = Path(__file__).parents[2] / "examples"


def test_what_moves_from_the_first_version_reads_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Documents and mappings are written again as they were; what cannot be read is named, and the status says so."""
    move = runpy.run_path(str(EXAMPLES / "move_from_0_1.py"))["main"]
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    ledger = zhaoshang.Ledger(projects=[zhaoshang.Project(id="P1", name="虚构阀门项目")], as_of="2022-06-30")
    records.dump(ledger, old / "a.jsonl")
    Mapping(columns={"备注": False}).save(old / "m.toml")
    assert move(["rewrite", str(old), str(new)]) == 0
    assert records.load(new / "a.jsonl") == ledger
    assert (new / "m.toml").read_text("utf-8") == (old / "m.toml").read_text("utf-8")
    (old / "b.json").write_text("{", encoding="utf-8")
    assert move(["rewrite", str(old), str(new)]) == 1
    assert "b.json" in capsys.readouterr().out


def test_a_changed_figure_is_named_with_its_projects(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Figures of two states of a ledger differ where a project came, and nowhere else."""
    move = runpy.run_path(str(EXAMPLES / "move_from_0_1.py"))["main"]
    signed = [
        zhaoshang.Project(id=name, name=name, agreements=[Agreement(signed_on="2022-03-05")])
        for name in "甲乙"
    ]
    for count, name in enumerate(("old", "new"), start=1):
        records.dump(
            zhaoshang.Ledger(projects=signed[:count], as_of="2022-06-30"), tmp_path / f"{name}.jsonl"
        )
        move(["figures", str(tmp_path / f"{name}.jsonl"), str(tmp_path / f"{name}.json"), "--period", "2022"])
    move(["compare", str(tmp_path / "old.json"), str(tmp_path / "new.json")])
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    changed = {row[0]: row[1:] for row in rows[1:]}
    assert changed["signed_project_count"] == ["1 个", "2 个", "乙", "-"]
    assert "arrived_funds" not in changed
