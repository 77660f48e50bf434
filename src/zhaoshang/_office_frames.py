"""An office's own frame to the tables that KPIs run on: columns recognised and read as those of a workbook are.

Each column is read by its distinct cells, once each; what cannot be read for certain is left out and told.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from math import lcm
from os import PathLike
from typing import Any, Final, final

import narwhals.stable.v2 as nw
from attrs import evolve, field, frozen

from zhaoshang._engine.frames.engines import is_missing
from zhaoshang._engine.frames.entry import BACKENDS, DTYPES, EPOCH, SCALE, Kind
from zhaoshang._engine.tables.columns import amount_cells
from zhaoshang._workbooks.columns import Column, Header, find_unit, propose
from zhaoshang._workbooks.faults import FAULTS, Fault
from zhaoshang._workbooks.mappings import Mapping as Rules
from zhaoshang._workbooks.mappings import to_mapping
from zhaoshang._workbooks.readers import reader_of
from zhaoshang._workbooks.text import EMPTY_WORDS
from zhaoshang.errors import FrameSchemaError, MissingExtraError, UnsupportedFrameError
from zhaoshang.findings import Finding, Severity
from zhaoshang.model._amounts import PROJECT_AMOUNTS
from zhaoshang.periods import Period
from zhaoshang.quantities import Quantity
from zhaoshang.vocabulary import AgreementKind, Stage

_TEXTS: Final = {
    "owner": "owner",
    "district": "district",
    "park": "park",
    "grade": "grade",
    "industry": "industry",
    "category": "category",
    "channel": "channel",
    "track": "track",
    "investor.ownership": "ownership",
}
"""The fields that become a column of text or of codes."""

_OWN: Final = {
    **{
        name: name
        for name in (*_TEXTS, "id", "name", "investors", "government_funded", *PROJECT_AMOUNTS)
        if "." not in name
    },
    "lead_investor": "investors",
    "ownership": "investor.ownership",
    "signed_on": "agreements[].signed_on",
    "approved_on": "agreements[].approved_on",
    **{f"{stage}_on": f"milestones[{stage}]" for stage in Stage if str(stage) != "signed"},
    **{f"planned_{stage}_on": f"milestones[{stage},planned]" for stage in Stage},
}
"""The library's own names of columns, which do as headers."""

_TOTALS: Final = frozenset({"合计", "总计", "小计", "共计", "total", "subtotal"})
_ALIKE: Final = 0.86
_FRAME: Final = "frame"


@final
@frozen(kw_only=True)
class OfficeTables:
    """What was read: the tables, by which their whole numbers were multiplied, and what is in doubt."""

    tables: Mapping[str, Any]
    scales: Mapping[str, int]
    findings: tuple[Finding, ...]


@final
@frozen
class _Coded:
    """A column as its distinct cells and the place of each row's cell among them; -1 where the row has none."""

    cells: list[Any]
    places: Sequence[int]


@final
@frozen
class _Doubts:
    """Gathers what is in doubt: one finding for each column and kind of fault."""

    found: list[Finding] = field(factory=list)

    def say(self, fault: Fault, header: str, rows: int, example: object = None) -> None:
        rule = FAULTS[fault.code]
        shown = header if example is None else str(example)
        detail = {"column": header, "rows": str(rows)}
        if example is not None:
            detail["value"] = str(example)
        zh, en = (words.format(value=shown, note=fault.note) for words in (rule.zh, rule.en))
        if example is not None:
            zh, en = f"“{header}”列 {rows} 行，如 {zh}", f"{rows} rows of {header}, such as: {en}"
        self.found.append(
            Finding(
                code=fault.code,
                severity=rule.severity,
                path=f"{_FRAME}[{header}]",
                detail=detail,
                zh=zh,
                en=en,
            )
        )

    def tell(self, code: str, severity: Severity, zh: str, en: str, **detail: str) -> None:
        self.found.append(Finding(code=code, severity=severity, path=_FRAME, detail=detail, zh=zh, en=en))


def read_tables(
    native: Any, mapping: Mapping[str, object] | str | PathLike[str] | Rules | None, *, year: int | None
) -> OfficeTables:
    """Read an office's frame.

    Args:
        native: the frame, of any engine.
        mapping: what to read its columns as where the proposal is wrong.
        year: the year of dates that print none.

    Raises:
        UnsupportedFrameError: for what is no frame.
        FrameSchemaError: for a column of bare numbers without a unit, one nearly named like a known one, and a frame
            without a column that names projects.
    """
    rules = to_mapping(mapping) or Rules()
    frame = _eager(native)
    doubts = _Doubts()
    columns = _columns(frame, rules, doubts)
    return _Reading(frame, columns, year if year is not None else rules.year, doubts).result()


def _eager(native: Any) -> Any:
    """Bring a frame into memory as polars or Arrow."""
    try:
        frame: Any = nw.from_native(native)
    except TypeError:
        raise UnsupportedFrameError(type(native).__name__, BACKENDS) from None
    engine = str(frame.implementation).lower()
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect("polars" if engine == "polars" else "pyarrow")
    if engine == "pandas" or str(frame.implementation).lower() not in {"polars", "pyarrow"}:
        return _from_pandas(frame)
    return frame


def _from_pandas(frame: Any) -> Any:
    """Take a pandas frame over; cells of several types in one column become text, as they print."""
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtraError("pyarrow", "pyarrow") from None
    arrays = {}
    for name in frame.columns:
        cells = [None if is_missing(cell) else cell for cell in frame[name].to_list()]
        kinds = {type(cell) for cell in cells if cell is not None}
        if len(kinds) > 1:
            cells = [None if cell is None else _printed(cell) for cell in cells]
        arrays[str(name)] = pa.array(cells)
    return nw.from_native(pa.table(arrays), eager_only=True)


def _printed(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        return cell.date().isoformat()
    return str(cell)


def _columns(frame: Any, rules: Rules, doubts: _Doubts) -> list[Column]:
    """Settle which field each column is read into."""
    names = list(frame.columns)
    headers = [
        Header(number=place, texts=(name,), unit=find_unit(name)) for place, name in enumerate(names, 1)
    ]
    proposed = [
        evolve(column, field=_OWN[name], certainty=1.0, candidates=()) if name in _OWN else column
        for name, column in zip(names, propose(headers), strict=True)
    ]
    settled = rules.apply(tuple(proposed))
    for word in rules.unused(settled):
        raise FrameSchemaError(_FRAME, word, "no such column", _nearest(word, names))
    for name, column, before in zip(names, settled, proposed, strict=True):
        is_ruled = column is not before and column.why == "the mapping says so"
        if column.field is not None or is_ruled:
            continue
        alike = get_close_matches(name, _OWN, n=3, cutoff=_ALIKE) if name.isascii() else []
        unsure = column.candidates if column.why.startswith("not sure") else ()
        if alike or unsure:
            wanted = ", ".join(alike or unsure)
            expected = (
                f"a column of that name ({wanted}), or mapping={{{name!r}: …}} with the field, or False"
            )
            raise FrameSchemaError(_FRAME, name, "nearly the name of a known column", expected)
        if column.certainty < 1 and frame[name].null_count() < len(frame):
            doubts.say(Fault("column_not_read"), name, len(frame) - frame[name].null_count())
    return list(settled)


def _nearest(word: str, names: Iterable[str]) -> str:
    listed = list(names)
    near = get_close_matches(word, listed, n=3, cutoff=0.4) or listed[:8]
    return f"the header of a column, such as {', '.join(near)}"


@final
class _Reading:
    """Reads the columns of one frame and lays the tables out."""

    def __init__(self, frame: Any, columns: Sequence[Column], year: int | None, doubts: _Doubts) -> None:
        self._frame = frame
        self._year = year
        self._doubts = doubts
        self._columns: dict[str, list[Column]] = {}
        for column in columns:
            if column.field is not None:
                self._columns.setdefault(column.field, []).append(column)
        self._made: dict[str, tuple[Kind, Any]] = {}
        self._scales: dict[str, int] = {}
        self._rows = len(frame)

    # columns ---------------------------------------------------------------------------------------------------

    def _coded(self, column: Column) -> _Coded:
        """Give a column as its distinct cells and places."""
        series = self._frame.get_column(self._frame.columns[column.number - 1])
        if isinstance(series.dtype, nw.Categorical | nw.Enum):
            series = series.cast(nw.String)
        return encode(series)

    def _texts(self, column: Column) -> list[str | None]:
        """Give a column of texts of which nearly all differ, tidied; a blank one is missing."""
        series = self._frame.get_column(self._frame.columns[column.number - 1])
        cells = series.to_list() if series.dtype.is_float() else series.cast(nw.String).to_list()
        return [
            None if is_missing(cell) or not (text := _printed(cell).strip()) or text in EMPTY_WORDS else text
            for cell in cells
        ]

    def _read(self, column: Column) -> tuple[list[Any], _Coded]:
        """Read the distinct cells of a column, and tell what cannot be read."""
        coded = self._coded(column)
        cells = [_plain(cell) for cell in coded.cells]
        read = reader_of(
            column, year=self._year, cells=lambda: (cells[place] for place in coded.places if place >= 0)
        )
        found = [read(cell) for cell in cells]
        faults: dict[str, list[int]] = {}
        for place, (_, fault) in enumerate(found):
            if fault is not None and fault.code != "empty_mark":
                faults.setdefault(fault.code, []).append(place)
        if faults:
            often = [0] * len(cells)
            for place in coded.places:
                if place >= 0:
                    often[place] += 1
            for places in faults.values():
                fault = found[places[0]].fault
                assert fault is not None  # noqa: S101 - gathered above
                self._doubts.say(
                    fault, column.header, sum(often[place] for place in places), cells[places[0]]
                )
        return [value for value, _ in found], coded

    def _put(self, name: str, kind: Kind, cells: Sequence[Any], coded: _Coded) -> None:
        self._made[name] = (kind, taken(cells, coded.places))

    # fields ----------------------------------------------------------------------------------------------------

    def result(self) -> OfficeTables:
        """Read every field."""
        named = [field for field in ("name", "id", "investors") if field in self._columns]
        if not named:
            raise FrameSchemaError(
                _FRAME, "", "", "a column that names projects, such as 项目名称, or mapping={…: 'name'}"
            )
        for path, columns in self._columns.items():
            for column in columns[1:] if not path.startswith("milestones[") else ():
                self._doubts.say(Fault("column_not_read"), column.header, self._rows)
        keep = self._names()
        for path, name in _TEXTS.items():
            if path in self._columns:
                values, coded = self._read(self._columns[path][0])
                self._put(name, "text", [_code(value) for value in values], coded)
        for name in PROJECT_AMOUNTS:
            if name in self._columns:
                self._amount(name, self._columns[name][0])
        if "government_funded" in self._columns:
            values, coded = self._read(self._columns["government_funded"][0])
            self._put("is_government_funded", "bool", values, coded)
        self._steps()
        self._signing()
        self._stages()
        arrivals = self._arrivals(keep)
        tables = {"projects": self._table(self._made, keep)}
        if arrivals is not None:
            tables["arrivals"] = arrivals
        return OfficeTables(tables=tables, scales=self._scales, findings=tuple(self._doubts.found))

    def _names(self) -> list[int]:
        """Name the projects; rows without a name and rows of totals are left out and told."""
        keep = list(range(self._rows))
        if "name" in self._columns:
            names = self._texts(self._columns["name"][0])
            totals = {name for name in names if name is not None and name.lower() in _TOTALS}
            if totals or None in names:
                keep = [row for row, name in enumerate(names) if name is not None and name not in totals]
                lost = sum(name in totals for name in names) if totals else 0
                self._tell_left_out(self._rows - len(keep) - lost, lost)
            self._made["name"] = ("text", names)
        if "investors" in self._columns:
            values, coded = self._read(self._columns["investors"][0])
            leads = [
                value[0] if isinstance(value, tuple | list) and value else value or None for value in values
            ]
            self._put("lead_investor", "text", leads, coded)
        codes = self._texts(self._columns["id"][0]) if "id" in self._columns else [None] * self._rows
        ids = [f"row {row}" if code is None else code for row, code in enumerate(codes, 1)]
        self._made["id"] = ("text", ids)
        return keep

    def _tell_left_out(self, unnamed: int, totals: int) -> None:
        if unnamed:
            self._doubts.say(Fault("missing_name"), "name", unnamed, "—")
        if totals:
            self._doubts.tell(
                "total_rows",
                Severity.INFO,
                f"{totals} 行是合计，没有读入",
                f"{totals} rows are totals and were not read",
                rows=str(totals),
            )

    def _amount(self, name: str, column: Column) -> None:
        dtype = self._frame.schema[self._frame.columns[column.number - 1]]
        if dtype.is_numeric() and column.scaled is None:
            raise FrameSchemaError(
                _FRAME,
                column.header,
                f"{dtype} without a unit",
                f"a unit: in the header, as 总投资（亿元）, or mapping={{{column.header!r}: {{'field': {name!r}, 'unit': '万元'}}}}",
            )
        values, coded = self._read(column)
        quantities = [value if isinstance(value, Quantity) else None for value in values]
        for part, cells in self._scaled(name, quantities).items():
            self._put(part, "text" if part.endswith(("_unit", "_hedge")) else "number", cells, coded)

    def _scaled(self, name: str, quantities: Sequence[Quantity | None]) -> dict[str, list[Any]]:
        cells = amount_cells(quantities)
        numbers = [cells[part] for part in ("value", "low", "high")]
        finest = {cell.denominator for held in numbers for cell in held if isinstance(cell, Fraction)}
        scale = lcm(SCALE, *finest)
        if scale != SCALE:
            self._scales[name] = scale
        for held in numbers:
            held[:] = [None if cell is None else int(cell * scale) for cell in held]
        return {name if part == "value" else f"{name}_{part}": held for part, held in cells.items()}

    # dates -----------------------------------------------------------------------------------------------------

    def _dated(self, stem: str, column: Column) -> None:
        """Put a column of dates as the first and last day, and whether it happened where it says no date."""
        values, coded = self._read(column)
        days = [value if isinstance(value, Period) else None for value in values]
        lo = [None if day is None else day.start.toordinal() for day in days]
        hi = [None if day is None else day.end.toordinal() for day in days]
        self._put_first(f"{stem}_lo", "date", taken(lo, coded.places))
        self._put_first(f"{stem}_hi", "date", taken(hi, coded.places))
        if any(value is True for value in values):
            self._put_first(
                f"has_{stem}", "bool", taken([value is not None for value in values], coded.places)
            )

    def _put_first(self, name: str, kind: Kind, cells: list[Any]) -> None:
        """Put a column, or where it is there already what it lacks."""
        if name in self._made:
            old = self._made[name][1]
            cells = [new if kept is None else kept for kept, new in zip(old, cells, strict=True)]
        self._made[name] = (kind, cells)

    def _steps(self) -> None:
        for path, columns in self._columns.items():
            if not path.startswith("milestones[") or path == "milestones[].stage":
                continue
            stage, *marks = path[11:-1].split(",")
            for column in columns:
                self._dated(f"planned_{stage}" if "planned" in marks else stage, column)

    def _signing(self) -> None:
        for end in ("signed", "approved"):
            for column in self._columns.get(f"agreements[].{end}_on", ()):
                self._dated(end, column)
        for column in self._columns.get("agreements[].kind", ()):
            values, coded = self._read(column)
            is_intent = taken(
                [value is not None and value != AgreementKind.FORMAL for value in values], coded.places
            )
            is_known = taken([value is not None for value in values], coded.places)
            self._split_signing(is_intent, is_known)

    def _split_signing(self, is_intent: list[Any], is_known: list[Any]) -> None:
        """Let agreements of intent be such; one whose date is not told was signed none the less."""
        for end in ("lo", "hi"):
            kind, days = self._made.get(f"signed_{end}", ("date", [None] * self._rows))
            self._made[f"signed_{end}"] = (
                kind,
                [None if mark else day for mark, day in zip(is_intent, days, strict=True)],
            )
            self._put_first(
                f"intent_{end}",
                kind,
                [day if mark else None for mark, day in zip(is_intent, days, strict=True)],
            )
        for stem, wanted in (("signed", False), ("intent", True)):
            told = [
                True if known and bool(mark) is wanted else None
                for mark, known in zip(is_intent, is_known, strict=True)
            ]
            self._put_first(f"has_{stem}", "bool", told)

    def _stages(self) -> None:
        """Let a column of stages say what happened, without a date."""
        for column in self._columns.get("milestones[].stage", ()):
            values, coded = self._read(column)
            for stage in dict.fromkeys(value for value in values if isinstance(value, Stage)):
                told = taken([True if value is stage else None for value in values], coded.places)
                self._put_first(f"has_{stage}", "bool", told)
        for name, (kind, cells) in list(self._made.items()):
            if name.startswith("has_"):
                self._made[name] = (kind, [bool(cell) for cell in cells])

    # tables ----------------------------------------------------------------------------------------------------

    def _arrivals(self, keep: Sequence[int]) -> Any:
        """Lay out payments, where the frame states them."""
        if "arrivals[].amount" not in self._columns:
            return None
        amounts, dates = dict(self._made), self._columns.get("arrivals[].on", ())
        self._made = {"parent": amounts["id"]}
        self._amount("amount", self._columns["arrivals[].amount"][0])
        for column in dates[:1]:
            self._dated("day", column)
        made, self._made = self._made, amounts
        lo, hi = (made.pop(f"day_{end}", ("date", [None] * self._rows)) for end in ("lo", "hi"))
        made.pop("has_day", None)
        made |= {"lo": ("date", lo[1]), "hi": ("date", hi[1])}
        units = made["amount_unit"][1]
        return self._table(made, [row for row in keep if units[row] is not None])

    def _table(self, made: Mapping[str, tuple[Kind, Any]], keep: Sequence[int]) -> Any:
        """Make a table of the rows kept, on the engine of the frame."""
        backend = self._frame.implementation
        is_whole = len(keep) == self._rows
        columns = []
        for name, (kind, cells) in made.items():
            kept = cells if is_whole else [cells[row] for row in keep]
            numbers = [None if day is None else day - EPOCH for day in kept] if kind == "date" else kept
            dtype = nw.Int32 if kind == "date" else DTYPES[kind]
            series = nw.new_series(name, numbers, dtype, backend=backend)
            columns.append(series.cast(nw.Date) if kind == "date" else series)
        return nw.concat([columns[0].to_frame().with_columns(*columns[1:])]).to_native()


def encode(series: Any) -> _Coded:
    """Find the distinct cells of a column and the place of each row's cell among them."""
    cells = series.to_list()
    if series.dtype.is_float():
        cells = [None if is_missing(cell) else cell for cell in cells]
    distinct = dict.fromkeys(cells)
    distinct.pop(None, None)
    places = {cell: place for place, cell in enumerate(distinct)}
    places[None] = -1
    return _Coded(list(distinct), list(map(places.__getitem__, cells)))


def taken(cells: Sequence[Any], places: Sequence[int]) -> list[Any]:
    """Give each row what its distinct cell was read as."""
    held = [*cells, None]  # the place -1 is the last
    return list(map(held.__getitem__, places))


def _plain(cell: Any) -> Any:
    """Give a cell as the readers of workbooks take it."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell


def _code(value: Any) -> str | None:
    if value is None:
        return None
    return str(value)
