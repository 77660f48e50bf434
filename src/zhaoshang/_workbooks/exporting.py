"""A ledger to a workbook that an office can work with, and that the reader takes back."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from os import PathLike
from typing import TYPE_CHECKING, Any, Final, NamedTuple, final

from zhaoshang._atomic import replacing
from zhaoshang._inert import storable
from zhaoshang._workbooks.cells import DateReader, read_industry, read_investors, read_text
from zhaoshang._workbooks.columns import Header, propose
from zhaoshang._workbooks.errors import UnreadableWorkbookError
from zhaoshang._workbooks.grids import Grid
from zhaoshang._workbooks.layout import RowKind, find_layout
from zhaoshang._workbooks.rowkinds import row_kinds
from zhaoshang._workbooks.scales import suspects
from zhaoshang._workbooks.text import is_formula, key, tidy, unit_words
from zhaoshang._workbooks.texts import number_in_unit, period_text, quantity_text
from zhaoshang.errors import MissingExtraError, UnitMismatchError
from zhaoshang.ledger import Ledger
from zhaoshang.model import Agreement, Arrival, DatedFlag, Investor, Milestone, Park, Project, ServiceTeam
from zhaoshang.model._amounts import PROJECT_AMOUNTS
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.units import Dimension, Scaled, scaled
from zhaoshang.vocabulary import InvestorFlag, Stage

if TYPE_CHECKING:
    import xlsxwriter

__all__ = ["new_book", "writable", "write_ledger"]

_PACKAGE: Final = "XlsxWriter"
_FIRST_DAY: Final = date(1900, 3, 1)  # before it Excel's calendar has a day that never was
_SHEET: Final = "招商项目台账"
_TEXT, _NUMBER, _DATE = "text", "number", "date"

Value = str | Decimal | date | None


@final
class Written(NamedTuple):
    """One column of the workbook: its header, how wide it is, its number format, and what each project has there."""

    header: str
    width: int
    style: str
    value: Callable[[Project], Value]


def write_ledger(
    ledger: Ledger, path: str | PathLike[str], /, *, unit: str = "亿元", title: str | None = None
) -> None:
    """Write a ledger's projects; see `zhaoshang.workbooks.write`."""
    wanted = scaled(unit)
    if wanted.unit.dimension is not Dimension.MONEY:
        raise UnitMismatchError(wanted.unit.code, str(Dimension.MONEY))
    kept = writable(ledger)
    columns = _columns(kept, wanted)
    heading = title if title is not None else (kept.name or "招商引资项目台账")
    with new_book(path) as book:
        styles = {name: book.add_format({**_BODY, **look}) for name, look in _STYLES.items()}
        sheet = book.add_worksheet(_SHEET)
        heads = book.add_format(_HEAD)
        sheet.merge_range(0, 0, 0, max(1, len(columns) - 1), "", book.add_format(_TITLE))
        sheet.write_string(0, 0, storable(heading), book.add_format(_TITLE))
        sheet.set_row(0, 32)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width)
            sheet.write_string(1, at, column.header, heads)
        for row, project in enumerate(kept.projects, 2):
            for at, column in enumerate(columns):
                put(sheet, row, at, column.value(project), styles, column.style)
        sheet.freeze_panes(2, min(3, len(columns)))
        sheet.autofilter(1, 0, max(1, len(kept.projects) + 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)


_HEAD: Final = {
    "bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "bg_color": "#D9E1F2",
    "font_name": "黑体", "font_size": 10,
}  # fmt: skip
_TITLE: Final = {"bold": True, "align": "center", "valign": "vcenter", "font_name": "黑体", "font_size": 16}
_BODY: Final = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": "宋体", "font_size": 10}
_STYLES: Final[dict[str, dict[str, object]]] = {
    _TEXT: {"num_format": "@"},
    "formula": {"num_format": "@", "quote_prefix": True},
    _NUMBER: {"num_format": "#,##0.####", "align": "right"},
    "whole": {"num_format": "#,##0", "align": "right"},
    _DATE: {"num_format": "yyyy-mm-dd", "align": "center"},
}


@contextmanager
def new_book(path: str | PathLike[str], /) -> Iterator["xlsxwriter.Workbook"]:
    """Make a workbook in which no text ever becomes a formula, a link or a number.

    It takes the place of the file there once it is whole; the file stays as it was when anything goes wrong.

    Raises:
        MissingExtraError: when XlsxWriter is not installed.
        UnreadableWorkbookError: when the file cannot be written.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra, loaded on use
        from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415 - as above
    except ImportError as cause:
        raise MissingExtraError(_PACKAGE, "excel") from cause
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        with replacing(path) as new:
            book = xlsxwriter.Workbook(str(new), options)
            book.set_properties({"created": datetime(2000, 1, 1), "author": "", "comments": ""})  # noqa: DTZ001 - same bytes
            try:
                yield book
            except BaseException:
                book.fileclosed = True  # it would write itself when it is collected
                raise
            book.close()
    except (FileCreateError, OSError) as cause:
        raise UnreadableWorkbookError(str(path), "unwritable", str(cause)) from cause


def put(sheet: Any, row: int, at: int, value: Value, styles: dict[str, Any], style: str) -> None:  # noqa: ANN401, PLR0917
    """Write one typed cell."""
    if value is None:
        sheet.write_blank(row, at, None, styles[_TEXT])
    elif isinstance(value, str):
        sheet.write_string(row, at, storable(value), styles["formula" if is_formula(value) else _TEXT])
    elif isinstance(value, Decimal):
        sheet.write_number(row, at, value, styles["whole" if value == int(value) else style])
    else:
        sheet.write_datetime(row, at, value, styles[_DATE])


# ------------------------------------------------------------------ columns


def _columns(ledger: Ledger, unit: Scaled) -> tuple[Written, ...]:
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
        Written("项目编号", 16, _TEXT, lambda project: project.id),
        Written("项目名称", 32, _TEXT, lambda project: project.name),
        Written("投资方", 28, _TEXT, lambda project: _investor_names(ledger, project)),
        *_lead_columns(ledger),
        *(_word(label, name) for label, name in _WORDS),
        *(_text(label, name) for label, name in _TEXTS),
        Written("园区", 14, _TEXT, lambda project: _name(ledger.parks.get(project.park))),
        Written("责任单位", 14, _TEXT, lambda project: _name(ledger.teams.get(project.owner))),
        *money,
        land,
        floor,
        Written("协议类型", 10, _TEXT, lambda project: _paper(project, "kind")),
        Written("签约时间", 12, _DATE, lambda project: _paper(project, "signed_on")),
        Written("签约审核通过时间", 12, _DATE, lambda project: _paper(project, "approved_on")),
        Written("签约信息统计日期", 12, _DATE, lambda project: _paper(project, "recorded_on")),
        *_steps(projects),
        Written("项目状态", 10, _TEXT, _state),
        _quantity("到位资金", "arrivals", unit, projects),
        Written(
            "到位时间", 12, _DATE, lambda project: _day(project.arrivals[0].on) if project.arrivals else None
        ),
        Written("是否政府投资", 8, _TEXT, lambda project: _YES_NO[project.government_funded]),
    ]
    return tuple(
        column
        for number, column in enumerate(columns)
        if number < 2 or any(column.value(project) is not None for project in projects)
    )


_YES_NO: Final = {None: None, True: "是", False: "否"}
_WORDS: Final = (("项目类别", "category"), ("招商方式", "channel"), ("用地方式", "track"))
_TEXTS: Final = (("行业代码", "industry"), ("项目等级", "grade"), ("片区", "district"))
_FLAGS: Final = {
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

    return Written(label, 12, _TEXT, value)


def _text(label: str, name: str) -> Written:
    def value(project: Project) -> Value:
        found: str | None = getattr(project, name)
        return found

    return Written(label, 12, _TEXT, value)


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

    yield Written("统一社会信用代码", 22, _TEXT, uscc)
    yield Written("投资方性质", 10, _TEXT, ownership)
    for flag, label in _FLAGS.items():

        def has(project: Project, flag: InvestorFlag = flag) -> Value:
            lead = _lead(ledger, project)
            return "是" if lead is not None and any(item.flag is flag for item in lead.flags) else None

        yield Written(label, 9, _TEXT, has)


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
        f"{label}（{unit_words(unit)}）", 14, _NUMBER, lambda project: _amount(of(project), unit, bounds)
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
    return _day(getattr(project.agreements[0], name))


def _day(period: Period | None) -> Value:
    if period is None:
        return None
    return period.start if period.is_day and period.start >= _FIRST_DAY else period_text(period)


Step = tuple[Stage, bool, str | None]


def _step(milestone: Milestone) -> Step:
    return milestone.stage, milestone.planned, milestone.reporter


def _header_of(step: Step) -> str | None:
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
    found = {_step(item) for project in projects for item in project.milestones if item.on is not None}
    for step in sorted(found, key=lambda item: (item[0].rank, item[1], item[2] or "")):
        header = _header_of(step)
        if header is not None:

            def value(project: Project, step: Step = step) -> Value:
                return next((_day(item.on) for item in project.milestones if _step(item) == step), None)

            yield Written(header, 12, _DATE, value)


def _state(project: Project) -> Value:
    return next((item.stage.zh for item in project.milestones if item.on is None), None)


# ------------------------------------------------------------------ what a workbook can hold


def writable(ledger: Ledger, /) -> Ledger:
    """Give the part of a ledger that a workbook holds; see `zhaoshang.workbooks.writable`."""
    investors: dict[str, Investor] = {}
    projects: list[Project] = []
    for project in ledger.projects:
        kept = _project(ledger, project, investors)
        if kept is not None:
            projects.append(kept)
    parks = dict.fromkeys(project.park for project in projects if project.park)
    teams = dict.fromkeys(project.owner for project in projects if project.owner)
    return Ledger(
        as_of=ledger.as_of,
        name=ledger.name,
        projects=projects,
        investors=investors.values(),
        parks=[Park(id=name, name=name) for name in parks],
        teams=[ServiceTeam(id=name, name=name) for name in teams],
    )


def _project(ledger: Ledger, project: Project, investors: dict[str, Investor]) -> Project | None:
    values: dict[str, Any] = {"id": _kept(project.id), "name": _kept(project.name)}
    if values["id"] is None or values["name"] is None or not _is_row(values["name"]):
        return None
    for name in ("category", "channel", "track", "government_funded"):
        values[name] = getattr(project, name)
    for name in ("grade", "district"):
        values[name] = _kept(getattr(project, name))
    industry = project.industry
    values["industry"] = read_industry(industry).value if industry else None
    park, owner = ledger.parks.get(project.park), ledger.teams.get(project.owner)
    values["park"] = _kept(park.name if park else project.park)
    values["owner"] = _kept(owner.name if owner else project.owner)
    for name in PROJECT_AMOUNTS:
        quantity = getattr(project, name)
        values[name] = quantity if _is_writable(quantity) else None
    values["agreements"] = [_agreement(paper) for paper in project.agreements[:1]]
    values["milestones"] = _milestones(project)
    values["arrivals"] = [
        Arrival(on=_date(item.on), amount=item.amount)
        for item in project.arrivals[:1]
        if item.amount is not None and _is_writable(item.amount)
    ]
    values["investors"] = _investors(ledger, project, investors)
    return Project(**values)


def _kept(text: str | None) -> str | None:
    """Keep a text that reads back as itself."""
    if text is None:
        return None
    found = read_text(storable(text)).value
    return str(found) if isinstance(found, str) and key(found) else None


def _is_row(name: str) -> bool:
    """Tell whether a row with this name would be read as a project, not as a total or a note."""
    grid = Grid(
        name="", rows=[["项目编号", "项目名称", "投资方", "签约时间"], ["A1", name, None, None]], merged=()
    )
    layout = find_layout(grid)
    return layout is not None and row_kinds(layout)[1] is RowKind.PROJECT


def _is_writable(quantity: Quantity | None) -> bool:
    if quantity is None or (quantity.interval.low or 0) < 0 or (quantity.value or 0) < 0:
        return False
    return quantity_text(quantity) is not None


def _agreement(paper: Agreement) -> Agreement:
    return Agreement(
        kind=paper.kind,
        signed_on=_date(paper.signed_on),
        approved_on=_date(paper.approved_on),
        recorded_on=_date(paper.recorded_on),
    )


def _date(period: Period | None) -> Period | None:
    """Keep a date that reads back as itself."""
    if period is None:
        return None
    cell = _day(period)
    found = DateReader(year=None, epoch=1900)(cell if isinstance(cell, str | date) else None).value
    return period if found == period else None


def _milestones(project: Project) -> list[Milestone]:
    """Keep one dated milestone for each header there is, and one that has no date, as the state."""
    steps: dict[Step, Milestone] = {}
    for item in project.milestones:
        step = _step(item)
        if _date(item.on) is not None and step not in steps and _header_of(step) is not None:
            steps[step] = Milestone(
                stage=item.stage, on=item.on, planned=item.planned, reporter=item.reporter
            )
    found = sorted(steps.values(), key=lambda item: (item.stage.rank, item.planned, item.reporter or ""))
    reached = {item.stage for item in found if not item.planned}
    state = next((item for item in project.milestones if item.on is None), None)
    if state is not None and not state.planned and state.reporter is None and state.stage not in reached:
        found.append(Milestone(stage=state.stage))
    return found


def _investors(ledger: Ledger, project: Project, investors: dict[str, Investor]) -> list[str]:
    """Name the investors by their names, and keep of each what a row can say of the first."""
    names = [known.name if (known := ledger.investors.get(id_)) else id_ for id_ in project.investors]
    tidied = [tidy(name) for name in names]
    if read_investors("、".join(tidied)).value != tuple(tidied):
        return []
    for place, (id_, name) in enumerate(zip(project.investors, tidied, strict=True)):
        entry = investors.setdefault(key(name), Investor(id=key(name), name=name))
        known = ledger.investors.get(id_)
        if place == 0 and known is not None:
            flags = [
                DatedFlag(flag=flag) for flag in _FLAGS if any(item.flag is flag for item in known.flags)
            ]
            investors[key(name)] = Investor(
                id=key(name), name=entry.name, uscc=known.uscc, ownership=known.ownership, flags=flags
            )
    return [key(name) for name in tidied]
