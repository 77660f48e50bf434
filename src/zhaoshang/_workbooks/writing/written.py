"""The columns of the workbook that a ledger is written as: one for each field that any project fills."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple, final

from zhaoshang._workbooks.cells.scales import suspects
from zhaoshang._workbooks.words.columns import Header, propose
from zhaoshang._workbooks.words.text import unit_words
from zhaoshang._workbooks.writing.texts import number_in_unit, period_text, quantity_text
from zhaoshang.ledger import Ledger
from zhaoshang.model import Investor, Milestone, Park, Project, ServiceTeam
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.units import Scaled, scaled
from zhaoshang.vocabulary import InvestorFlag, Stage

__all__ = [
    "DATE",
    "FLAGS",
    "NUMBER",
    "TEXT",
    "Step",
    "Value",
    "Written",
    "day",
    "header_of",
    "step_of",
    "written_columns",
]

TEXT, NUMBER, DATE = "text", "number", "date"
_FIRST_DAY: Final = date(1900, 3, 1)  # before it Excel's calendar has a day that never was

Value = str | Decimal | date | None


@final
class Written(NamedTuple):
    """One column of the workbook: its header, how wide it is, its number format, and what each project has there."""

    header: str
    width: int
    style: str
    value: Callable[[Project], Value]


def written_columns(ledger: Ledger, unit: Scaled) -> tuple[Written, ...]:
    """Choose the columns: id, name and those that any project fills."""
    projects = tuple(ledger.projects)
    money = [
        _quantity(label, name, _usual(projects, name, unit), projects)
        for label, name in (
            ("总投资", "investment"),
            ("固定资产投资", "fixed_investment"),
            ("引资额", "outside_investment"),
            ("合同外资", "foreign_investment"),
        )
    ]
    land = _quantity("用地面积", "land", _usual(projects, "land", scaled("亩")), projects)
    floor = _quantity("厂房面积", "floor_area", _usual(projects, "floor_area", scaled("平方米")), projects)
    columns = [
        Written("项目编号", 16, TEXT, lambda project: project.id),
        Written("项目名称", 32, TEXT, lambda project: project.name),
        Written("投资方", 28, TEXT, lambda project: _investor_names(ledger, project)),
        *_lead_columns(ledger),
        *(_word(label, name) for label, name in _WORDS),
        *(_text(label, name) for label, name in _TEXTS),
        Written("园区", 14, TEXT, lambda project: _name(ledger.parks.get(project.park))),
        Written("责任单位", 14, TEXT, lambda project: _name(ledger.teams.get(project.owner))),
        *money,
        land,
        floor,
        Written("协议类型", 10, TEXT, lambda project: _paper(project, "kind")),
        Written("签约时间", 12, DATE, lambda project: _paper(project, "signed_on")),
        Written("签约审核通过时间", 12, DATE, lambda project: _paper(project, "approved_on")),
        Written("签约信息统计日期", 12, DATE, lambda project: _paper(project, "recorded_on")),
        *_steps(projects),
        Written("项目状态", 10, TEXT, _state),
        _quantity("到位资金", "arrivals", unit, projects),
        Written(
            "到位时间", 12, DATE, lambda project: day(project.arrivals[0].on) if project.arrivals else None
        ),
        Written("是否政府投资", 8, TEXT, lambda project: _YES_NO[project.government_funded]),
        *_extras(projects),
    ]
    return tuple(
        column
        for number, column in enumerate(columns)
        if number < 2 or any(column.value(project) is not None for project in projects)
    )


def _extras(projects: Sequence[Project]) -> Iterable[Written]:
    for header in dict.fromkeys(header for project in projects for header in project.extra):

        def value(project: Project, header: str = header) -> Value:
            return project.extra.get(header)

        yield Written(header, 16, TEXT, value)


_YES_NO: Final = {None: None, True: "是", False: "否"}
_WORDS: Final = (("项目类别", "category"), ("招商方式", "channel"), ("用地方式", "track"))
_TEXTS: Final = (("行业代码", "industry"), ("项目等级", "grade"), ("片区", "district"))
FLAGS: Final = {
    InvestorFlag.LISTED: "是否上市企业",
    InvestorFlag.HIGH_TECH: "是否高新技术企业",
    InvestorFlag.FORTUNE_500: "是否世界500强",
    InvestorFlag.CHINA_500: "是否中国500强",
    InvestorFlag.PRIVATE_500: "是否民营500强",
    InvestorFlag.CHAIN_LEADER: "是否链主",
    InvestorFlag.UNICORN: "是否独角兽",
    InvestorFlag.SPECIALISED: "是否专精特新",
}


def _word(label: str, name: str) -> Written:
    def value(project: Project) -> Value:
        member = getattr(project, name)
        return None if member is None else str(member.zh)

    return Written(label, 12, TEXT, value)


def _text(label: str, name: str) -> Written:
    def value(project: Project) -> Value:
        found: str | None = getattr(project, name)
        return found

    return Written(label, 12, TEXT, value)


def _name(record: Park | ServiceTeam | None) -> str | None:
    return None if record is None else record.name


def _investor_names(ledger: Ledger, project: Project) -> str | None:
    names = [ledger.investors[id_].name for id_ in project.investors]
    return "、".join(names) or None


def _lead(ledger: Ledger, project: Project) -> Investor | None:
    return ledger.investors.get(project.lead_investor)


def _lead_columns(ledger: Ledger) -> Iterable[Written]:
    def uscc(project: Project) -> Value:
        lead = _lead(ledger, project)
        return None if lead is None else lead.uscc

    def ownership(project: Project) -> Value:
        lead = _lead(ledger, project)
        return None if lead is None or lead.ownership is None else lead.ownership.zh

    yield Written("统一社会信用代码", 22, TEXT, uscc)
    yield Written("投资方性质", 10, TEXT, ownership)
    for flag, label in FLAGS.items():

        def has(project: Project, flag: InvestorFlag = flag) -> Value:
            lead = _lead(ledger, project)
            return "是" if lead is not None and any(item.flag is flag for item in lead.flags) else None

        yield Written(label, 9, TEXT, has)


def _usual(projects: Sequence[Project], name: str, unit: Scaled) -> Scaled:
    """Choose the unit of a column: the one wanted, or where most amounts are in another currency or unit, that."""
    found = Counter(quantity.unit for project in projects if (quantity := getattr(project, name)) is not None)
    most = max(found, key=lambda item: found[item], default=unit.unit)
    return unit if found[unit.unit] >= found[most] else Scaled(most, 4 if unit.power else 0)


def _quantity(label: str, name: str, unit: Scaled, projects: Sequence[Project]) -> Written:
    def of(project: Project) -> Quantity | None:
        if name != "arrivals":
            found: Quantity | None = getattr(project, name)
            return found
        return project.arrivals[0].amount if project.arrivals else None

    bounds = _plausible([quantity for project in projects if (quantity := of(project)) is not None], unit)
    return Written(
        f"{label}（{unit_words(unit)}）", 14, NUMBER, lambda project: _amount(of(project), unit, bounds)
    )


def _plausible(quantities: Sequence[Quantity], unit: Scaled) -> tuple[float, float]:
    """Find the bounds within which the reader takes a column's numbers for what they are."""
    low, high = float("-inf"), float("inf")
    numbers = [
        float(number)
        for item in quantities
        if item.is_exact and (number := number_in_unit(item, unit)) is not None
    ]
    while (found := suspects(numbers, unit)) is not None:
        low, high = max(low, found[0]), min(high, found[1])
        kept = [number for number in numbers if low < number < high]
        if len(kept) == len(numbers):
            break
        numbers = kept
    return low, high


def _amount(quantity: Quantity | None, unit: Scaled, bounds: tuple[float, float]) -> Value:
    """Write a number where it says all, else the words; an amount that seems a slip of unit names its unit."""
    if quantity is None:
        return None
    number = number_in_unit(quantity, unit) if quantity.is_exact else None
    is_plain = number is not None and (bounds[0] < number < bounds[1] or not number)
    return number if is_plain else quantity_text(quantity)


def _paper(project: Project, name: str) -> Value:
    if not project.agreements:
        return None
    if name == "kind":
        return project.agreements[0].kind.zh
    return day(getattr(project.agreements[0], name))


def day(period: Period | None) -> Value:
    if period is None:
        return None
    return period.start if period.is_day and period.start >= _FIRST_DAY else period_text(period)


Step = tuple[Stage, bool, str | None]


def step_of(milestone: Milestone) -> Step:
    return milestone.stage, milestone.planned, milestone.reporter


def header_of(step: Step) -> str | None:
    """Find a header that the reader takes for a step."""
    stage, planned, reporter = step
    marks = [str(stage), *(["planned"] if planned else []), *([f"reporter={reporter}"] if reporter else [])]
    wanted = f"milestones[{','.join(marks)}]"
    for word in _STEP_WORDS.get(stage, (stage.zh,)):
        header = f"{'预计' if planned else ''}{word}时间{f'（{reporter}）' if reporter else ''}"
        if propose([Header(number=1, texts=(header,))])[0].field == wanted:
            return header
    return None


_STEP_WORDS: Final = {
    Stage.NEGOTIATING: ("初次对接", "在谈"),
    Stage.ON_HOLD: ("停工",),
    Stage.RESUMED: ("复工",),
}


def _steps(projects: Sequence[Project]) -> Iterable[Written]:
    found = {step_of(item) for project in projects for item in project.milestones if item.on is not None}
    for step in sorted(found, key=lambda item: (item[0].rank, item[1], item[2] or "")):
        header = header_of(step)
        if header is not None:

            def value(project: Project, step: Step = step) -> Value:
                return next((day(item.on) for item in project.milestones if step_of(item) == step), None)

            yield Written(header, 12, DATE, value)


def _state(project: Project) -> Value:
    return next((item.stage.zh for item in project.milestones if item.on is None), None)
