"""What is added to the library touches one file: each addition is made in a copy of the package, and works there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import frozen

PACKAGE = Path(__file__).parents[2] / "src" / "zhaoshang"


@frozen
class Addition:
    """One addition.

    Attributes:
        to: by file, a text that stands in it once and what takes its place; without one, what is put at the end.
        probe: a program that needs it.
    """

    to: dict[str, tuple[str | None, str]]
    probe: str


KPI = Addition(
    {
        "_engine/catalogue/progress.py": (
            "RATES: Final[tuple[Kpi, ...]] = (",
            """RATES: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="permit_rate",
        zh="施工许可率",
        en="permits",
        unit="percent",
        formula_zh="已取得施工许可的项目数 ÷ 签约项目数",
        formula_en="projects with a building permit ÷ signed projects",
        plan=signed_rate(lambda facts: ("construction_permit",)),
    ),""",
        )
    },
    """
from zhaoshang import Ledger, Project, evaluate
from zhaoshang.kpis import find
from zhaoshang.model import Agreement, Milestone
step = Milestone(stage="started", on="2022-05-01", evidence=["construction_permit"])
paper = Agreement(signed_on="2022-03-05")
ledger = Ledger(projects=[Project(id=i, name="甲", agreements=[paper], milestones=m) for i, m in (("1", [step]), ("2", []))])
figure = evaluate(ledger, ["施工许可率"], as_of="2022-06-30")["permit_rate"]
assert figure.value == 50 and figure.ids == ("1",), figure
assert "signed_kinds" in find("permit_rate").options and "evidence" in find("permit_rate").columns
""",
)
UNIT = Addition(
    {
        "units.py": (
            '            ("are", "公亩"',
            '            ("plot", "方地", "plots", "块方地", "m2", 1500),\n            ("are", "公亩"',
        )
    },
    """
from zhaoshang import Area, parse_quantity
found = parse_quantity("2方地")
assert found.to("m2").value == 3000 and isinstance(found, Area), found
""",
)
ALIAS = Addition(
    {
        "_workbooks/words/fields.py": (
            '            100: "项目名称",',
            '            100: "项目名称 工程抬头",',
        )
    },
    """
from pathlib import Path
from tempfile import TemporaryDirectory
from zhaoshang.workbooks import read
with TemporaryDirectory() as folder:
    book = Path(folder) / "book.csv"
    book.write_text("工程抬头,总投资（亿元）\\n甲项目,3\\n乙项目,2\\n", "utf-8")
    assert [project.name for project in read(book).ledger.projects] == ["甲项目", "乙项目"]
""",
)
FIELD = Addition(
    {
        "model/project.py": (
            "    grade: str | None = field(default=None, converter=to.name)\n",
            (
                "    grade: str | None = field(default=None, converter=to.name)\n"
                '    sponsor_team: str | None = field(default=None, converter=to.name, metadata=refers("teams"))\n'
            ),
        )
    },
    """
from zhaoshang import Ledger, Project
from zhaoshang.checks import check
from zhaoshang.model import ServiceTeam
from zhaoshang.records import json_schema, structure, unstructure
given = {"id": "P1", "name": "甲", "sponsor_team": "T9"}
project = structure(given, Project)
assert project.sponsor_team == "T9" and unstructure(project)["sponsor_team"] == "T9"
assert "sponsor_team" in str(json_schema(Project))
assert "unknown_reference" in check(Ledger(projects=[project], teams=[ServiceTeam(id="T1", name="组")])).codes
""",
)
TABLE = Addition(
    {
        "model/prize.py": (
            None,
            '''"""Prizes that firms won."""

from typing import final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.specs import Column, tabled
from zhaoshang.model._fields.table import refers
from zhaoshang.periods import Period
from zhaoshang.quantities import Money
from zhaoshang.vocabulary import Origin

__all__ = ["Prize"]


@final
@tabled("prizes", Column("id"), Column("project"), Column("origin"), Column("won_on"), Column("money"))
@frozen(kw_only=True)
class Prize:
    """A prize (奖项)."""

    id: str = field(converter=to.text)
    project: str | None = field(default=None, converter=to.name, metadata=refers("projects"))
    origin: Origin | None = field(default=None, converter=optional(Origin))
    won_on: Period | None = field(default=None, converter=to.period)
    money: Money | None = field(default=None, converter=to.money)


guard_room(globals())
''',
        ),
        "ledger.py": (
            '    understandings: "tuple[Understanding, ...]"',
            '''    prizes: "Records[Prize]" = field(default=NONE, converter=Records["Prize"], metadata=called("奖项"))
    understandings: "tuple[Understanding, ...]"''',
        ),
    },
    """
from zhaoshang.model import Prize
import polars as pl
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from zhaoshang import Ledger, Money, Project
from zhaoshang.boards import Board, BoardColumn, board_table
from zhaoshang.checks import check
from zhaoshang.errors import FrameSchemaError
from zhaoshang.frames import Frames, from_ledger, read_parquet, write_parquet
from zhaoshang.measures import ALWAYS, Amount, Count, MoneySum, Present, column, equal
from zhaoshang.records import json_schema, structure, unstructure
prizes = [
    Prize(id="A", project="P1", origin="foreign", won_on="2024-05", money=Money.of(20, "万元")),
    structure({"id": "B", "project": "P9", "money": {"value": 50000, "unit": "CNY"}}, Prize),
]
ledger = Ledger(projects=[Project(id="P1", name="甲")], prizes=prizes)
assert ledger.prizes["A"].won_on.start.month == 5 and ledger.with_(prizes=[Prize(id="C")]).prizes.ids == ("A", "B", "C")
assert structure(unstructure(ledger), Ledger) == ledger
assert json_schema(Ledger)["$defs"]["Prize"]["properties"]["won_on"]
(found,) = [each for each in check(ledger) if each.code == "unknown_reference"]
assert found.path == "$.prizes[1].project" and found.subject == "P9", found
assert [change.id for change in ledger.diff(ledger.without(prizes=["B"]))] == ["B"]
sheet = Board(id="prizes", zh="奖项", en="prizes", rows="prizes", columns=[BoardColumn(id="id", zh="号", en="id", value="id")])
assert board_table(ledger, sheet).rows == (("A",), ("B",)), board_table(ledger, sheet).rows
given = pl.DataFrame({"id": ["A", "B"], "project": ["P1", "P9"], "origin": ["foreign", None],
    "won_on": [date(2024, 5, 1), None], "money": [200000_00, 50000_00], "money_unit": ["CNY", "CNY"]})
sources = [from_ledger(ledger), from_ledger(ledger, backend="duckdb"), Frames({"prizes": given})]
with TemporaryDirectory() as folder:
    write_parquet(ledger, folder)
    sources.append(read_parquet(folder))
    for source in sources:
        executor = source.executor(True)
        assert executor.atom(Count("prizes", equal(column("origin"), "foreign"))) == 1
        assert executor.atom(Count("prizes", Present(column("won_lo")))) == 1
        total = executor.atom(MoneySum("prizes", Amount.of("money"), ALWAYS))
        assert "250000" in str(total), total
try:
    Frames({"prizes": given.rename({"origin": "origins"})})
except FrameSchemaError as error:
    assert "origin" in str(error)
else:
    raise AssertionError("a column that is nearly one of the table is refused")
""",
)
STAGE = Addition(
    {
        "_vocabulary/projects.py": (
            None,
            '\n\ndeclare_stage("roofed", zh="封顶", en="roofed", after="started", implies=["started"])\n',
        )
    },
    """
from zhaoshang import Ledger, Project, evaluate
from zhaoshang.lifecycle import stage_at
from zhaoshang.model import Agreement, Milestone
paper = Agreement(signed_on="2022-03-05")
project = Project(id="1", name="甲", agreements=[paper], milestones=[Milestone(stage="roofed", on="2022-05-01")])
assert stage_at(project, "2022-06-30").stage == "roofed"
figures = evaluate(Ledger(projects=[project]), ["milestone_count", "start_rate"], of="roofed", as_of="2022-06-30")
assert figures["milestone_count"].value == 1 and figures["start_rate"].value == 100, figures
""",
)
CHECK = Addition(
    {
        "_checks/rules.py": (
            "RULES: Final[tuple[Rule, ...]] = (",
            """def _ungraded(ledger):
    from zhaoshang.findings import Finding
    return [Finding(code="ungraded", ids=[each.id]) for each in ledger.projects if each.grade is None]

RULES: Final[tuple[Rule, ...]] = (
    Rule(code="ungraded", zh="项目未分级", en="project without a grade", find=_ungraded),""",
        )
    },
    """
from zhaoshang import Ledger, Project
from zhaoshang.checks import check
assert "ungraded" in check(Ledger(projects=[Project(id="1", name="甲")])).codes
""",
)

ENGINE = Addition(
    {
        "_engine/frames/backends/rows.py": (
            None,
            """from zhaoshang._engine.frames.backends.pyarrow import Arrow


class _Rows(Arrow):
    backend = "rows"

    def adopt(self, native):
        import pyarrow as pa

        return pa.Table.from_pylist(native) if isinstance(native, list) else None


ENGINE = _Rows()
""",
        )
    },
    """
from datetime import date
from zhaoshang import evaluate
from zhaoshang.frames import BACKENDS, Frames
rows = [{"id": "P1", "signed_on": date(2022, 3, 5)}, {"id": "P2", "signed_on": date(2021, 3, 5)}]
frames = Frames({"projects": rows}, evidence="ids")
figure = evaluate(frames, "signed_project_count", period="2022", as_of="2022-12-31")["signed_project_count"]
assert figure.ids == ("P1",) and frames.backend == "rows" and "rows" in BACKENDS, figure
""",
)


CUE = Addition(
    {
        "_bulletins/measures/cues.py": (
            '    ("stalled_count", r"停滞"),',
            '    ("stalled_count", r"停滞"),\n    ("signed_project_count", r"牵手(?:了)?"),',
        )
    },
    """
from zhaoshang.bulletins import read_figures
(found,) = read_figures("上半年，全县牵手项目12个。", today="2022-07-05")
assert found.kpi == "signed_project_count", found
""",
)
BOARD = Addition(
    {
        "_boards/work.py": (
            """    Board(
        id="appraisals",""",
            """    Board(
        id="papers",
        zh="协议清单",
        en="agreements",
        rows="projects.agreements",
        columns=listed(
            ("project", "项目", "project", "within.name"),
            ("signed", "签约日期", "signed", "signed_on"),
        ),
    ),
    Board(
        id="appraisals",""",
        )
    },
    """
from zhaoshang import Ledger, Project
from zhaoshang.boards import BOARDS, board_table
from zhaoshang.model import Agreement
project = Project(id="1", name="虚构阀门项目", agreements=[Agreement(signed_on="2022-03-05")])
table = board_table(Ledger(projects=[project], as_of="2022-06-30"), BOARDS["papers"])
assert "虚构阀门项目" in table.to_text() and "2022" in table.to_text(), table.to_text()
""",
)


@pytest.mark.parametrize(
    ("addition", "files"),
    [
        (KPI, 1),
        (UNIT, 1),
        (ALIAS, 1),
        (FIELD, 1),
        (TABLE, 2),
        (STAGE, 1),
        (CHECK, 1),
        (ENGINE, 1),
        (CUE, 1),
        (BOARD, 1),
    ],
    ids=["KPI", "unit", "header alias", "record field", "table", "stage", "check", "engine", "cue", "board"],
)
def test_an_addition_touches_so_many_files_and_works(addition: Addition, files: int, tmp_path: Path) -> None:
    assert len(addition.to) == files
    copy = tmp_path / "zhaoshang"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert _run(addition.probe, tmp_path), "the probe needs what is added"
    for name, (before, added) in addition.to.items():
        file = copy / name
        text = file.read_text("utf-8") if file.exists() else ""
        if before is not None:
            assert text.count(before) == 1, f"{name}: {before}"
        file.write_text(text + added if before is None else text.replace(before, added), "utf-8")
    assert not (fault := _run(addition.probe, tmp_path)), fault


def _run(program: str, source: Path) -> str:
    """Run a program over a package; give what it complained of."""
    found = subprocess.run(  # noqa: S603 - our own programs
        [sys.executable, "-W", "ignore", "-c", program],
        env={**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stderr if found.returncode else ""
