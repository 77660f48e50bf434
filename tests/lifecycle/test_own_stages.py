"""A stage that a city declares works wherever the library's own do."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import zhaoshang
from zhaoshang import Stage
from zhaoshang.lifecycle import LIFECYCLE, extend_lifecycle, transition_table
from zhaoshang.profiles import DEFAULT
from zhaoshang.vocabulary import declare_stage

DECLARED = """
from zhaoshang import Ledger, Project, Stage, evaluate
from zhaoshang.lifecycle import *
from zhaoshang.lifecycle import LIFECYCLE
from zhaoshang.model import Agreement, Milestone
from zhaoshang.profiles import DEFAULT
from zhaoshang.vocabulary import declare_stage

topped = declare_stage("topped_out", zh="封顶", en="topped out", after="started")
city = extend_lifecycle(
    code="city", zh="某市", en="a city",
    steps=[("started", "topped_out", "completed"), ("topped_out", "completed started", "on_hold")],
    labels={"topped_out": "主体封顶"},
)
profile = DEFAULT.vary("city", lifecycle=city)
step = Milestone(stage="topped_out", on="2025-06-01")
roof = Project(id="P1", name="甲", milestones=[Milestone(stage="started", on="2025-03-01"), step])
ledger = Ledger(projects=[roof], as_of="2025-12-31")
"""
"""A declaration holds for a process, so each of these runs in one of its own."""


def told(script: str) -> list[str]:
    """Run what follows a declaration, and give what it prints."""
    lines = DECLARED + textwrap.dedent(script)
    here = {**os.environ, "PYTHONPATH": str(Path(zhaoshang.__file__).parent.parent)}
    made = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-c", lines], env=here, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return made.stdout.splitlines()


@pytest.mark.long
def test_it_has_its_place_among_the_stages() -> None:
    assert told("""
        print(Stage("topped_out") is topped, topped in list(Stage), topped.is_main, topped.label("en"))
        print(*sorted((stage for stage in Stage if stage.is_main), key=lambda stage: stage.rank))
        print(*topped.implies, topped in Stage.STARTED.implied_by, Stage.declared() == (topped,))
        again = declare_stage("topped_out", zh="封顶", en="topped out", after="started")
        second = declare_stage("fitted_out", zh="装修", en="fitted out", after="topped_out")
        over = declare_stage("merged", zh="并购退出", en="merged away", after="exited", kind="end")
        print(again is topped, Stage.STARTED.rank < topped.rank < second.rank < Stage.COMPLETED.rank, over.is_end)
    """) == [
        "True True True topped out",
        "planned lead negotiating intent signed approving landed started topped_out completed producing at_capacity",
        "started True True",
        "True True True",
    ]


@pytest.mark.long
def test_lifecycle_and_figures_know_it() -> None:
    assert told("""
        print(stage_at(roof, "2025-12-31", lifecycle=city).stage.zh, duration(roof, "started", "topped_out").days)
        print(*[str(stage) for stage in allowed(roof, lifecycle=city)])
        print(*[entry.effect for entry in history(roof, lifecycle=city)])
        how = {"profile": profile, "period": "2025-Q2"}
        print(evaluate(ledger, "milestone_count", of="topped_out", **how)["milestone_count"].value)
        print(evaluate(ledger, "stage_count", of=["topped_out"], profile=profile)["stage_count"].value)
        days = evaluate(ledger, "stage_duration_days", from_stage="started", to_stage="topped_out")
        print(int(days["stage_duration_days"].value))
        met = DEFAULT.vary("met", performing=["topped_out"])
        signed = Project(id="P1", name="甲", agreements=[Agreement(signed_on="2025-01-01")], milestones=[step])
        rate = evaluate(Ledger(projects=[signed], as_of="2025-12-31"), ["contract_performance_rate", "start_rate"], profile=met)
        print(*[int(figure.value) for figure in rate.values()])
    """) == ["封顶 92", "started completed on_hold reassigned", "stage stage", "1", "1", "92", "100 100"]


@pytest.mark.long
def test_a_lifecycle_decides_what_is_a_fall() -> None:
    assert told("""
        back = Project(id="P1", name="甲", milestones=[step, Milestone(stage="started", on="2025-09-01")])
        fallen = Ledger(projects=[back], as_of="2025-12-31")
        for graph in (None, city):
            asked = {"profile": DEFAULT.vary("v", lifecycle=graph)}
            at = evaluate(fallen, "stage_count", of="started", **asked)["stage_count"]
            ever = evaluate(fallen, "milestone_count", of="topped_out", **asked)["milestone_count"]
            print(at.value, ever.value, *ever.warnings)
    """) == ["0 1", "1 1 fallen_back:P1"]


@pytest.mark.long
def test_readers_frames_boards_and_tables_know_it() -> None:
    assert told("""
        import json, pickle, tempfile
        from pathlib import Path
        from zhaoshang.frames import from_ledger, read_parquet, write_parquet
        from zhaoshang.records import dump, load
        from zhaoshang.reports import stage_board
        from zhaoshang import workbooks
        folder = Path(tempfile.mkdtemp())
        dump(ledger, folder / "ledger.json")
        print(load(folder / "ledger.json") == ledger)
        heads, one, two = "项目名称,责任单位,总投资（万元）,项目进展,封顶时间", "光学,某镇,5000,已封顶,2025-06-01", "电机,某镇,800,封顶,"
        (folder / "list.csv").write_text("\\n".join([heads, one, two]), "utf-8")
        read = workbooks.read(folder / "list.csv").ledger
        print(*[[(str(each.stage), str(each.on)) for each in project.milestones] for project in read.projects])
        for frames in (from_ledger(ledger), (write_parquet(ledger, folder / "tables"), read_parquet(folder / "tables"))[1]):
            print(evaluate(frames, "milestone_count", of="topped_out", as_of="2025-12-31")["milestone_count"].value)
        board = stage_board(ledger, stages=["started", "topped_out"], profile=profile, warnings=[])
        print(board.columns[5].title, *board.rows[0][4:7])
        print("主体封顶" in transition_table(city), "主体封顶" in draw_lifecycle(city), "topped_out" in stage_table(city))
        print(pickle.loads(pickle.dumps(roof)) == roof, (folder / "pickle").write_bytes(pickle.dumps(topped)) > 0)
        import subprocess, sys
        lines = "import pickle, sys; found = pickle.load(open(sys.argv[1], 'rb')); print(found.zh, found.is_main)"
        print(subprocess.run([sys.executable, "-c", lines, folder / "pickle"], capture_output=True, text=True).stdout.strip())
    """) == [
        "True",
        "[('topped_out', '2025-06-01')] [('topped_out', 'None')]",
        "1",
        "1",
        "主体封顶 2025-03-01 2025-06-01 主体封顶",
        "True True True",
        "True True",
        "封顶 True",
    ]


@pytest.mark.parametrize(
    ("code", "zh", "en"),
    [
        ("signed", "已签", "signed too"),
        ("roof", "签约", "roof"),
        ("roof", "屋顶", "signed"),
        ("lease", "承租", "leased"),
        ("Roof", "屋顶", "roof"),
        ("roof top", "屋顶", "roof"),
        ("roof", "", "roof"),
    ],
)
def test_no_stage_takes_the_name_of_another(code: str, zh: str, en: str) -> None:
    with pytest.raises(ValueError, match=code):
        declare_stage(code, zh=zh, en=en, after="started")
    assert Stage.declared() == ()


def test_a_lifecycle_extended_by_nothing_is_the_same() -> None:
    same = extend_lifecycle(code="standard", zh=LIFECYCLE.zh, en=LIFECYCLE.en)
    assert set(same.transitions) == set(LIFECYCLE.transitions)
    assert set(same.evidence) == set(LIFECYCLE.evidence)
    assert (same.stages, same.unproved) == (LIFECYCLE.stages, LIFECYCLE.unproved)
    assert transition_table(same) == transition_table(LIFECYCLE)


def test_a_profile_takes_a_lifecycle_alone() -> None:
    assert DEFAULT.lifecycle is None
    with pytest.raises(TypeError):
        DEFAULT.vary("v", lifecycle="standard")
