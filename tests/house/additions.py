"""Additions to the library: what each changes in which file, and a program that needs it; everything in them is invented."""

from collections.abc import Mapping, Sequence

from attrs import frozen

GLOSSARY, FACTORS = "tools/glossary.tsv", "tests/values/test_units.py"


@frozen
class Addition:
    """One addition.

    Attributes:
        to: by file, texts that stand there once and what takes their place;
            without one, what is put at the end.
        probe: a program that needs it.
    """

    to: dict[str, Sequence[tuple[str | None, str]]]
    probe: str


KPI = Addition(
    {
        "src/zhaoshang/_engine/catalogue/progress.py": [
            (
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
        ]
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
        "src/zhaoshang/units.py": [
            (
                '            ("GW",',
                '            ("TW", "太瓦", "TW", "TW", "W", 1_000_000_000_000),\n            ("GW",',
            ),
            (
                '            ("are", "公亩"',
                '            ("plot", "方地", "plots", "块方地", "m2", 1500),\n            ("are", "公亩"',
            ),
        ],
        FACTORS: [('"are": ("m2", "100")', '"are": ("m2", "100"), "plot": ("m2", "1500")')],
    },
    """
from zhaoshang import Area, parse_quantity
found = parse_quantity("2方地")
assert found.to("m2").value == 3000 and isinstance(found, Area), found
assert parse_quantity("2太瓦").to("GW").value == 2000
""",
)
ALIAS = Addition(
    {
        "src/zhaoshang/_workbooks/words/fields.py": [
            (
                '            100: "项目名称",',
                '            100: "项目名称 工程抬头",',
            )
        ]
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
        "src/zhaoshang/model/investor.py": [
            ("table import refers", "table import called, refers"),
            (
                "        origin: where",
                "        sponsor_team: the team that looks after it.\n        origin: where",
            ),
            (
                "    origin: Origin | None",
                """    sponsor_team: str | None = field(
        default=None, converter=to.name, metadata={**refers("teams"), **called("挂钩队伍")}
    )
    origin: Origin | None""",
            ),
        ],
        GLOSSARY: [(None, "挂钩队伍\t日常联系该企业的队伍。\tThe team that looks after a firm.\n")],
    },
    """
from zhaoshang import Ledger
from zhaoshang.checks import check
from zhaoshang.model import Investor, ServiceTeam
from zhaoshang.records import json_schema, structure, unstructure
given = {"id": "I1", "name": "虚构公司", "sponsor_team": "T9"}
firm = structure(given, Investor)
assert firm.sponsor_team == "T9" and unstructure(firm)["sponsor_team"] == "T9"
assert "sponsor_team" in str(json_schema(Investor))
assert "unknown_reference" in check(Ledger(investors=[firm], teams=[ServiceTeam(id="T1", name="组")])).codes
""",
)
TABLE = Addition(
    {
        "src/zhaoshang/model/prize.py": [
            (
                None,
                '''"""Prizes that firms won."""

from typing import final

from attrs import field, frozen
from attrs.converters import optional

from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to
from zhaoshang.model._fields.specs import ColumnSpec, tabled
from zhaoshang.model._fields.table import called, refers
from zhaoshang.periods import Period
from zhaoshang.quantities import Money
from zhaoshang.vocabulary import Origin

__all__ = ["Prize"]


@final
@tabled(
    "prizes",
    ColumnSpec("id"),
    ColumnSpec("project"),
    ColumnSpec("origin"),
    ColumnSpec("won_on"),
    ColumnSpec("money"),
)
@frozen(kw_only=True)
class Prize:
    """A prize (奖项).

    Attributes:
        id: its id.
        project: the id of the project that won it.
        origin: where it comes from.
        won_on: when it was won.
        money: how much came with it.
    """

    id: str = field(converter=to.text)
    project: str | None = field(default=None, converter=to.name, metadata=refers("projects"))
    origin: Origin | None = field(default=None, converter=optional(Origin))
    won_on: Period | None = field(default=None, converter=to.period, metadata=called("获奖时间"))
    money: Money | None = field(default=None, converter=to.money, metadata=called("奖金"))


guard_room(globals())
''',
            )
        ],
        "src/zhaoshang/ledger.py": [
            (
                "        understandings: ",
                "        prizes: the prizes that firms won.\n        understandings: ",
            ),
            (
                '    understandings: "tuple[Understanding, ...]"',
                '''    prizes: "Records[Prize]" = field(default=NONE, converter=Records["Prize"], metadata=called("奖项"))
    understandings: "tuple[Understanding, ...]"''',
            ),
        ],
        GLOSSARY: [
            (
                None,
                (
                    "奖项\t企业获得的奖。\tA prize that a firm won.\n获奖时间\t获奖的日期。\tThe day of a prize.\n"
                    "奖金\t随奖发放的资金。\tThe money of a prize.\n"
                ),
            )
        ],
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
        "src/zhaoshang/_vocabulary/stages.py": [
            (
                None,
                '\n\ndeclare_stage("roofed", zh="封顶", en="roofed", after="started", implies=["started"])\n',
            )
        ],
        GLOSSARY: [(None, "封顶\t主体结构完工。\tThe structure stands up to the roof.\n")],
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
        "src/zhaoshang/_checks/rules/rows.py": [
            (
                "RULES: Final[tuple[Rule, ...]] = (",
                """_UNGRADED: Final = Sentence("check.ungraded", zh="{project}未分级", en="{project} has no grade")


def ungraded(ledger: Ledger) -> Iterator[Finding]:
    '''Find projects without a grade, where others have one.'''
    if any(project.grade for project in ledger.projects):
        yield from (
            about("ungraded", project, Message(_UNGRADED, project=project.name))
            for project in ledger.projects
            if not project.grade
        )


RULES: Final[tuple[Rule, ...]] = (
    Rule(code="ungraded", zh="项目未分级", en="project without a grade", find=ungraded),""",
            )
        ]
    },
    """
from zhaoshang import Ledger, Project
from zhaoshang.checks import check
ledger = Ledger(projects=[Project(id="1", name="甲"), Project(id="2", name="乙", grade="重点")])
(found,) = [each for each in check(ledger) if each.code == "ungraded"]
assert (found.ids, found.zh, found.en) == (("1",), "甲未分级", "甲 has no grade"), found
""",
)

ENGINE = Addition(
    {
        "src/zhaoshang/_engine/frames/backends/rows.py": [
            (
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
        ]
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


AMOUNT = Addition(
    {
        "src/zhaoshang/model/project.py": [
            ("import Area, Money, Quantity", "import Area, Money, Power, Quantity"),
            ("table import refers", "table import called, refers"),
            (
                "        capacity: what",
                "        electricity_load: the power that it needs.\n        capacity: what",
            ),
            (
                "    capacity: Quantity | None",
                """    electricity_load: Power | None = field(
        default=None, converter=to.power, metadata=called("用电负荷")
    )
    capacity: Quantity | None""",
            ),
        ],
        "src/zhaoshang/model/_fields/converters.py": [
            ("Money, Quantity, exact", "Money, Power, Quantity, exact"),
            (
                "def quantity(",
                """def power(value: Power | None) -> Power | None:
    if value is None or type(value) is Power:
        return value
    raise FieldTypeError(as_python(value), 'Power, such as Power.of(2, "兆瓦")')


def quantity(""",
            ),
        ],
        "src/zhaoshang/_workbooks/words/fields.py": [
            (
                """    Field(
        "agreements[].kind",
""",
                """    _amount(
        "electricity_load",
        "用电负荷",
        "electricity load",
        {100: "用电负荷 最大用电负荷"},
        unit="千瓦",
    ),
    Field(
        "agreements[].kind",
""",
            )
        ],
        GLOSSARY: [(None, "用电负荷\t项目需要的电力。\tThe power that a project needs.\n")],
    },
    """
import polars as pl
from pathlib import Path
from tempfile import TemporaryDirectory
from zhaoshang import Ledger, Project, evaluate, kpis, parse_quantity
from zhaoshang.checks import check
from zhaoshang.errors import FieldTypeError, UnitMismatchError
from zhaoshang.frames import Frames, from_ledger, read_frame
from zhaoshang.measures import column
from zhaoshang.model import Agreement
from zhaoshang.workbooks import Mapping, MappingError, read, writable, write

paper = Agreement(signed_on="2022-03-05")
loads = {"A": "500千瓦", "B": "2兆瓦", "C": "800千瓦", "D": "900千瓦", "E": "9000兆瓦"}
projects = [
    Project(id=each, name=f"虚构{each}项目", electricity_load=parse_quantity(load), agreements=[paper])
    for each, load in loads.items()
]
ledger = Ledger(projects=projects, as_of="2022-06-30")
(slip,) = [each for each in check(ledger) if each.code == "scale_suspicion"]
assert (slip.ids, slip.subject, slip.detail["unit"]) == (("E",), "electricity_load", "W"), slip

big = column("electricity_load") >= "1兆瓦"
total = kpis.total("load", zh="用电负荷", en="load", amount="electricity_load", unit="kW")
money = kpis.total("load_of_no_unit", zh="负荷", en="power", amount="electricity_load")
mean = kpis.mean("electricity_load", unit="kW")
assert mean.zh == "签约项目平均用电负荷", mean.zh
rows = [
    {"id": each.id, "signed_on": paper.signed_on.start, "electricity_load": int(each.electricity_load.value * 100),
     "electricity_load_unit": each.electricity_load.unit.code} for each in projects
]
for source in (ledger, from_ledger(ledger), Frames({"projects": pl.DataFrame(rows)})):
    found = evaluate(source, [total, money, mean], as_of="2022-06-30")
    assert (found["load"].value, found["load"].unit) == (9004200, "kW"), found
    assert (found["load_of_no_unit"].value, found["load_of_no_unit"].unit) == (9004200000, "W"), found
    assert found[mean.id].value == 1800840, found
    assert evaluate(source, "signed_project_count", as_of="2022-06-30", where=big)["signed_project_count"].value == 2
for wrong, error in (
    (lambda: column("electricity_load") >= "1亿元", FieldTypeError),
    (lambda: Frames({"projects": pl.DataFrame(rows)}, units={"electricity_load": "CNY"}), UnitMismatchError),
    (lambda: Mapping(columns={"负荷": {"field": "electricity_load", "unit": "亩"}}), MappingError),
):
    try:
        wrong()
    except error as said:
        assert "瓦" in said.render("zh_CN") or "kW" in said.render("zh_CN"), said.render("zh_CN")
        assert "力" not in said.render("zh_CN") or "CNY" in said.render("zh_CN")
    else:
        raise AssertionError(error)

small = ledger.without(projects=["E"])
with TemporaryDirectory() as folder:
    book = Path(folder) / "book.xlsx"
    for written in (small, small.without(projects=["B"])):
        write(written, book)
        again = read(book)
        assert again.findings.codes == (), again.findings
        assert tuple(writable(written).projects) == tuple(again.ledger.projects), again.ledger.projects
    heads = ("用电负荷（KW）", "最大用电负荷(kw)", "用电负荷 千瓦", "用电负荷（万千瓦）", "用电负荷：MW")
    for head, load in zip(heads, ("3千瓦", "3千瓦", "3千瓦", "3万千瓦", "3兆瓦"), strict=True):
        book = Path(folder) / "book.csv"
        book.write_text(f"项目名称,{head},总投资（亿元）\\n甲项目,3,2\\n乙项目,500千瓦,1\\n", "utf-8")
        one, two = read(book).ledger.projects
        assert (one.electricity_load, two.electricity_load) == (parse_quantity(load), parse_quantity("500千瓦")), head
    book.write_text("单位：亿元、千瓦,,\\n项目名称,用电负荷,总投资\\n甲项目,3,2\\n乙项目,30,1\\n", "utf-8")
    one, two = read(book).ledger.projects
    assert (one.electricity_load, one.investment) == (parse_quantity("3千瓦"), parse_quantity("2亿元")), one
office = pl.DataFrame({"项目名称": ["甲项目", "乙项目"], "用电负荷（KW）": [3, 4], "签约时间": ["2022-03-05"] * 2})
figure = evaluate(read_frame(office)[0], total, as_of="2022-06-30")["load"]
assert figure.value == 7, figure
""",
)
CUE = Addition(
    {
        "src/zhaoshang/_bulletins/measures/cues.py": [
            (
                '    ("stalled_count", r"停滞"),',
                '    ("stalled_count", r"停滞"),\n    ("stalled_count", r"卡壳(?:了)?"),',
            )
        ]
    },
    """
from zhaoshang.bulletins import read_figures
(found,) = read_figures("上半年，全县卡壳项目12个。", today="2022-07-05")
assert found.kpi == "stalled_count", found
""",
)
STEP_WORD = Addition(
    {
        "src/zhaoshang/_bulletins/texts/steps.py": [
            ('"started": ("开工", "动工"),', '"started": ("开工", "动工", "进场施工"),')
        ]
    },
    """
from zhaoshang.bulletins import read_figures
found = read_figures("上半年，东镇进场施工5个，进场施工率40%。", today="2022-07-05")
assert [(item.kpi, item.subject) for item in found] == [("milestone_count:started", "东镇"), ("start_rate", "东镇")], found
""",
)
BOARD = Addition(
    {
        "src/zhaoshang/_boards/work.py": [
            (
                """    Board(
        id="appraisals",""",
                """    Board(
        id="papers",
        zh="协议清单",
        en="agreements",
        rows="projects.agreements",
        columns=listed(
            ("project", "项目", "project", "within.name"),
            ("signed", "签约时间", "signed", "signed_on"),
        ),
    ),
    Board(
        id="appraisals",""",
            )
        ],
        GLOSSARY: [(None, "协议清单\t签订的协议，每份一行。\tThe agreements, one a row.\n")],
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


ADDITIONS: Mapping[str, tuple[Addition, int, tuple[str, ...]]] = {
    "KPI": (KPI, 1, ()),
    "unit": (UNIT, 1, (FACTORS,)),
    "header alias": (ALIAS, 1, ()),
    "record field": (FIELD, 1, (GLOSSARY,)),
    "amount": (AMOUNT, 3, (GLOSSARY,)),
    "table": (TABLE, 2, (GLOSSARY,)),
    "stage": (STAGE, 1, (GLOSSARY,)),
    "check": (CHECK, 1, ()),
    "engine": (ENGINE, 1, ()),
    "cue": (CUE, 1, ()),
    "word of a step": (STEP_WORD, 1, ()),
    "board": (BOARD, 1, (GLOSSARY,)),
}
"""Each addition with the files of the package that are edited by hand, as the guide tells them, and those beside it."""
