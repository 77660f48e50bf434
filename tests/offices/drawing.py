"""Projects drawn at random, and the table that lists them before any office's habit touches it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

Plain = str | int | float | bool | date | None


@dataclass
class Truth:
    """What a cell means for a field: the values that are right; `tells` where a finding instead is as right."""

    accept: tuple[object, ...] = ()
    tells: bool = False


@dataclass
class Cell:
    """What is written, how it is shown, and what it means."""

    value: Plain
    truths: dict[str, Truth] = field(default_factory=dict)
    code: str | None = None


@dataclass
class Column:
    """A column: what it states, under which words."""

    key: str
    head: str
    path: str | None = None
    unit: str | None = None
    tiers: list[str] = field(default_factory=list)
    shape: str = "{head}（{unit}）"
    is_hidden: bool = False
    width: int = 1

    @property
    def heading(self) -> str:
        return self.shape.format(head=self.head, unit=self.unit) if self.unit else self.head


@dataclass
class Line:
    """A row of a table: that of a project, or another."""

    kind: str
    cells: dict[str, Cell] = field(default_factory=dict)
    project: "Drawn | None" = None
    texts: Sequence[Plain] = ()
    is_hidden: bool = False
    is_struck: bool = False
    is_wide: bool = False


@dataclass
class Table:
    """A table with what stands around it."""

    projects: list["Drawn"]
    columns: list[Column] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    above: list[Sequence[Plain]] = field(default_factory=list)
    under_head: list[list[Plain]] = field(default_factory=list)
    below: list[Sequence[Plain]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)  # keys whose equal neighbours are merged
    is_beside: bool = False
    gap: int = 1
    is_turned: bool = False
    says_all: bool = True  # else a finding of the sheet may stand for anything in it

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)

    def of(self, *keys: str) -> list[Column]:
        return [column for column in self.columns if column.key in keys]

    @property
    def rows(self) -> list[Line]:
        return [line for line in self.lines if line.kind == "project"]

    def cells(self, *keys: str) -> Iterator[tuple[Line, Column, Cell]]:
        for line in self.rows:
            for column in self.of(*keys):
                cell = line.cells.get(column.key)
                if cell is not None and cell.value is not None:
                    yield line, column, cell


@dataclass
class Sheet:
    """A sheet: tables, or rows of something else."""

    name: str
    tables: list[Table] = field(default_factory=list)
    rows: list[list[Plain]] = field(default_factory=list)
    is_hidden: bool = False
    is_copy: bool = False
    offset: tuple[int, int] = (0, 0)


@dataclass
class Book:
    """A file to be written."""

    rng: Random
    sheets: list[Sheet]
    kind: str = "xlsx"
    suffix: str = ".xlsx"
    encoding: str = "utf-8"
    delimiter: str = ","
    features: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    is_coarse: bool = False
    epoch: int = 1900

    @property
    def table(self) -> Table:
        return self.sheets[0].tables[0]

    @property
    def tables(self) -> list[Table]:
        return [table for sheet in self.sheets if not sheet.is_copy for table in sheet.tables]

    def some(self, *keys: str, share: float = 0.3) -> list[tuple[Line, Column, Cell]]:
        """Choose cells that no other habit has touched."""
        found = [one for table in self.tables for one in table.cells(*keys) if one[2].code != "touched"]
        return self.rng.sample(found, max(1, int(len(found) * share))) if found else []


@dataclass
class Drawn:
    """An invented project."""

    name: str
    firm: str
    amounts: dict[str, Decimal]  # in yuan, 亩, ㎡
    texts: dict[str, str]
    dates: dict[str, date | None]
    stage: tuple[str, str]


UNITS = {
    "元": (0, "CNY"), "千元": (3, "CNY"), "万元": (4, "CNY"), "百万元": (6, "CNY"), "亿元": (8, "CNY"), "万美元": (4, "USD"),
    "亩": (0, "mu"), "平方米": (0, "m2"), "㎡": (0, "m2"), "万平方米": (4, "m2"), "公顷": (0, "ha"),
}  # fmt: skip
PATHS = {
    "investors": "investors", "investment": "investment", "fixed": "fixed_investment", "arrived": "arrivals", "land": "land",
    "floor": "floor_area", "owner": "owner", "district": "district", "signed": "signed", "started": "started",
    "completed": "completed", "started_plan": "started_planned", "completed_plan": "completed_planned", "stage": "stage",
    "code": "code",
}  # fmt: skip
HEADS = {
    "number": "序号", "name": "项目名称", "investors": "投资方", "investment": "总投资", "fixed": "固定资产投资", "arrived": "到位资金",
    "land": "用地面积", "floor": "厂房面积", "owner": "责任单位", "district": "所属片区", "signed": "签约时间", "started": "开工时间",
    "completed": "竣工时间", "started_plan": "预计开工时间", "completed_plan": "预计竣工时间", "stage": "项目状态", "code": "项目编号",
}  # fmt: skip
MONEY = ("investment", "fixed", "arrived")
AREAS = ("land", "floor")
DATES = ("signed", "started", "completed", "started_plan", "completed_plan")
_ODDS = {
    "number": 0.8, "investors": 0.9, "investment": 0.95, "fixed": 0.3, "arrived": 0.4, "land": 0.35, "floor": 0.25, "owner": 0.5,
    "district": 0.35, "signed": 0.8, "started": 0.4, "completed": 0.2, "started_plan": 0.3, "completed_plan": 0.3, "stage": 0.35,
    "code": 0.15,
}  # fmt: skip
_FIRST, _SECOND = "琅珩沐岑霖骁晔祺筠芮昭翎", "坤越颂航垒策茂升朗岳"
_GOODS = "减速机 压铸件 陶瓷膜 储能电芯 预制菜 无纺布 钛合金管 微型泵 植物饮品 工业软件 康养社区 冷库 种业 文创街区 服务器".split()
_TAILS = "项目 制造项目 基地项目 生产线项目 二期项目 中心项目 （一期）项目 总部项目 园区项目".split()
_CITIES = "宁波 温州 佛山 青岛 长沙 合肥 赣州".split()
_FORMS = "有限公司 股份有限公司 集团有限公司 科技有限公司 新能源有限公司".split()
_TOWNS = "石桥镇 云门乡 沙河街道 白塔镇 柳林街道 古渡镇".split()
_OFFICES = "县商务局 县工信局 高新园区 县文旅局 县农业局 投资促进局".split()
STAGES = (
    ("在谈", "negotiating"),
    ("已签约", "signed"),
    ("在建", "started"),
    ("竣工", "completed"),
    ("已投产", "producing"),
)


def draw(rng: Random, used: set[str]) -> Drawn:
    """Invent a project."""
    while True:
        word = rng.choice(_FIRST) + rng.choice(_SECOND)
        name = f"{rng.choice(['', rng.choice(_CITIES)])}{word}{rng.choice(_GOODS)}{rng.choice(_TAILS)}"
        if name not in used:
            used.add(name)
            break
    yi = Decimal(rng.randint(3, 2400)) / 100
    yuan = yi * 10**8
    signed = date(rng.choice([2021, 2022]), rng.randint(1, 6), rng.randint(1, 28))
    stage = rng.choice(STAGES)
    began = rng.random() < 0.6
    return Drawn(
        name=name,
        firm=rng.choice(_CITIES) + word + rng.choice(_FORMS),
        amounts={
            "investment": yuan,
            "fixed": (yuan * 3 / 5).quantize(Decimal(10000)),
            "arrived": (yuan / rng.choice([4, 8, 10])).quantize(Decimal(10000)),
            "land": Decimal(rng.randint(8, 500)),
            "floor": Decimal(rng.randint(5, 400)) * 50,
        },
        texts={
            "owner": rng.choice(_OFFICES),
            "district": rng.choice(_TOWNS),
            "code": f"ZS{rng.randint(1000, 9999)}-{len(used):03}",
        },
        dates={
            "signed": None if rng.random() < 0.15 else signed,
            "started": date(2022, 6, rng.randint(1, 28)) if began else None,
            "completed": date(2022, 6, 29) if began and rng.random() < 0.3 else None,
            "started_plan": date(2022, rng.randint(7, 12), rng.randint(1, 28)),
            "completed_plan": date(rng.choice([2023, 2024]), rng.randint(1, 12), rng.randint(1, 28)),
        },
        stage=stage,
    )


def columns(rng: Random) -> list[Column]:
    """Choose what a table states."""
    keys = [key for key in HEADS if key == "name" or rng.random() < _ODDS.get(key, 0)]
    if len(keys) < 5:
        keys = ["number", "name", "investors", "investment", "signed"]
    money = rng.choice(["亿元", "万元"])
    units = dict.fromkeys(MONEY, money) | {"land": "亩", "floor": "平方米"}
    return [Column(key, HEADS[key], PATHS.get(key), units.get(key)) for key in keys]


def number_of(drawn: Drawn, key: str, unit: str) -> Decimal:
    power, _ = UNITS[unit]
    return drawn.amounts[key].scaleb(-power).normalize()


def plain(number: Decimal) -> int | float:
    return int(number) if number == int(number) else float(number)


def amount(number: Decimal, unit: str) -> tuple[Decimal, str]:
    """Say what a number under a unit is worth."""
    power, code = UNITS[unit]
    return number.scaleb(power), code


def cell(drawn: Drawn, column: Column, number: int) -> Cell:
    """Write a project into a column as a tidy office would."""
    key, path = column.key, column.path or ""
    match key:
        case "number":
            return Cell(number)
        case "name":
            return Cell(drawn.name)
        case "investors":
            return Cell(drawn.firm, {path: Truth(((drawn.firm,),))})
        case "stage":
            return Cell(drawn.stage[0], {path: Truth((drawn.stage[1],))})
        case "owner" | "district" | "code":
            return Cell(drawn.texts[key], {path: Truth((drawn.texts[key],))})
        case _:
            pass
    if key in DATES:
        day = drawn.dates[key]
        return Cell(day, {path: Truth((str(day),))} if day else {}, "yyyy-mm-dd")
    if column.unit is None:
        return Cell(None)
    value = number_of(drawn, key, column.unit)
    return Cell(plain(value), {path: Truth((amount(value, column.unit),))})


def table(rng: Random, used: set[str], size: int) -> Table:
    """Draw a table."""
    found = Table([draw(rng, used) for _ in range(size)], columns(rng))
    fill(found)
    return found


def fill(found: Table) -> None:
    """Write all projects of a table."""
    found.lines = [
        Line("project", {column.key: cell(drawn, column, number) for column in found.columns}, drawn)
        for number, drawn in enumerate(found.projects, 1)
    ]
