"""An office's own frame to the tables that KPIs run on: columns recognised and read as those of a workbook are.

Each column is read by its distinct cells, once each; what cannot be read for certain is left out and told.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from math import lcm
from os import PathLike
from typing import Any, Final, final

import narwhals.stable.v2 as nw
from attrs import evolve, frozen

from zhaoshang._basics.days import ZONELESS
from zhaoshang._engine.frames.entry import SCALE
from zhaoshang._engine.frames.kinds import DTYPES, EPOCH, Kind, is_missing
from zhaoshang._engine.tables.columns import amount_cells
from zhaoshang._office_frames.coded import Coded, encode, series_of
from zhaoshang._office_frames.doubts import FRAME, Doubts
from zhaoshang._office_frames.entering import eager, printed
from zhaoshang._office_frames.fixed import with_constants
from zhaoshang._office_frames.shapes import Shaped, amounts, days
from zhaoshang._text.nearest import nearest
from zhaoshang._workbooks.cells.barestages import with_bare_stages
from zhaoshang._workbooks.cells.dates import LOOKED_AT
from zhaoshang._workbooks.cells.faults import UNREAD, Fault
from zhaoshang._workbooks.cells.fitting import with_slips
from zhaoshang._workbooks.cells.readers import reader_of
from zhaoshang._workbooks.mapping.mappings import Mapping as Rules
from zhaoshang._workbooks.mapping.mappings import to_mapping
from zhaoshang._workbooks.words.aliases import EXTRA, kind_of_paper
from zhaoshang._workbooks.words.columns import Column, Header, find_unit, propose
from zhaoshang._workbooks.words.text import EMPTY_WORDS
from zhaoshang.errors import FrameSchemaError
from zhaoshang.findings import Finding, Severity
from zhaoshang.model._fields.amounts import PROJECT_AMOUNTS
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

_TOTALS: Final = [
    "合计",
    "总计",
    "小计",
    "共计",
    *(cased(word) for word in ("total", "subtotal") for cased in (str.lower, str.title, str.upper)),
]
_ALIKE: Final = 0.86
_ROOM: Final = 2**62
_FEW: Final = 200
"""So few distinct cells are read one by one."""


@final
@frozen(kw_only=True)
class OfficeTables:
    """What was read: the tables, by which their whole numbers were multiplied, and what is in doubt."""

    tables: Mapping[str, Any]
    scales: Mapping[str, int]
    findings: tuple[Finding, ...]


def read_tables(
    native: Any,
    mapping: Mapping[str, object] | str | PathLike[str] | Rules | None,
    *,
    year: int | None,
    last: date | None = None,
) -> OfficeTables:
    """Read an office's frame.

    Args:
        native: the frame, of any engine.
        mapping: what to read its columns as where the proposal is wrong.
        year: the year of dates that print none.
        last: the last day on which something can have come about.

    Raises:
        UnsupportedFrameError: for what is no frame.
        FrameSchemaError: for a column of bare numbers without a unit, one nearly named like a known one, and a frame
            without a column that names projects.
    """
    rules = to_mapping(mapping) or Rules()
    frame = eager(native)
    doubts = Doubts()
    frame, columns = with_constants(frame, _columns(frame, rules, doubts), rules.constants)
    return _Reading(frame, columns, year if year is not None else rules.year, doubts, last).result()


def _columns(frame: Any, rules: Rules, doubts: Doubts) -> list[Column]:
    """Settle which field each column is read into."""
    names = list(frame.columns)
    headers = [
        Header(number=place, texts=(name,), unit=find_unit(name)) for place, name in enumerate(names, 1)
    ]
    proposed = [
        evolve(column, field=_OWN[name], certainty=1.0, candidates=()) if name in _OWN else column
        for name, column in zip(names, propose(headers), strict=True)
    ]

    def some(at: int) -> Iterable[Any]:
        return map(_plain, frame[names[at - 1]].drop_nulls().head(_FEW).to_list())

    settled = with_slips(rules.apply(with_bare_stages(proposed, some)), some)
    for word in rules.unused(settled):
        raise FrameSchemaError(FRAME, word, "no such column", _nearest(word, names))
    kept: list[str] = []
    for name, column in zip(names, settled, strict=True):
        is_ruled = column.why == "the mapping says so"
        if column.field is not None or is_ruled:
            continue
        alike = get_close_matches(name, _OWN, n=3, cutoff=_ALIKE) if name.isascii() else []
        unsure = column.candidates if column.why.startswith("not sure") else ()
        if alike or unsure:
            wanted = ", ".join(alike or unsure)
            expected = (
                f"a column of that name ({wanted}), or mapping={{{name!r}: …}} with the field, or False"
            )
            raise FrameSchemaError(FRAME, name, "nearly the name of a known column", expected)
        if column.certainty < 1 and frame[name].null_count() < len(frame):
            doubts.say(Fault("column_not_read"), name, len(frame) - frame[name].null_count())
        elif column.certainty >= 1 and frame[name].null_count() < len(frame):
            kept.append(name)
    if kept:
        doubts.tell("kept_as_extra", Severity.INFO, columns="、".join(kept))
    return list(settled)


def _nearest(word: str, names: Iterable[str]) -> str:
    listed = list(names)
    near = nearest(word, listed) or listed[:8]
    return f"the header of a column, such as {', '.join(near)}"


@final
class _Reading:
    """Reads the columns of one frame and lays the tables out."""

    def __init__(
        self, frame: Any, columns: Sequence[Column], year: int | None, doubts: Doubts, last: date | None
    ) -> None:
        self._frame = frame
        self._year = year
        self._last = last
        self._doubts = doubts
        self._columns: dict[str, list[Column]] = {}
        self._extra: list[Column] = []
        for column in columns:
            if column.kind == EXTRA or (column.field is None and not column.is_left_out):
                self._extra.append(column)
            elif column.field is not None:
                self._columns.setdefault(column.field, []).append(column)
        self._made: dict[str, Any] = {}
        self._scales: dict[str, int] = {}
        self._rows = len(frame)

    # columns ---------------------------------------------------------------------------------------------------

    def _series(self, column: Column) -> Any:
        """Give a column; times of day and categories are no part of what is read."""
        series = self._frame.get_column(self._frame.columns[column.number - 1])
        if isinstance(series.dtype, nw.Categorical | nw.Enum):
            return series.cast(nw.String)
        if not isinstance(series.dtype, nw.Datetime):
            return series
        if series.dtype.time_zone is not None:  # the day depends on whose it is
            raise FrameSchemaError(FRAME, column.header, str(series.dtype), ZONELESS)
        return series.dt.date()

    def _texts(self, column: Column) -> Any:
        """Give a column of texts of which nearly all differ, tidied; a blank one is missing."""
        series = self._series(column)
        if series.dtype != nw.String:
            cells = series.to_list() if series.dtype.is_float() else series.cast(nw.String).to_list()
            texts = [None if is_missing(cell) else printed(cell) for cell in cells]
            series = self._new(texts, "text")
        text = nw.col(series.name).str.strip_chars()
        is_told = ~text.is_in(["", *EMPTY_WORDS])
        return series.to_frame().select(nw.when(is_told).then(text).alias("text"))["text"]

    def _new(self, cells: Sequence[Any], kind: Kind) -> Any:
        """Make a series of cells; days are given by their number."""
        if kind != "date":
            return series_of(cells, DTYPES[kind], self._frame)
        numbers = [None if day is None else day - EPOCH for day in cells]
        return series_of(numbers, nw.Int32, self._frame).cast(nw.Date)

    def _nothing(self, kind: Kind) -> Any:
        return self._new([None] * self._rows, kind)

    def _reader(self, column: Column, cells: Any) -> Any:
        """Give the reader of a column; only bare numbers tell slips of unit."""
        bare = cells
        if cells.dtype == nw.String and column.kind in {"money", "area"}:
            bare = cells.filter(~cells.str.contains("[\u4e00-\u9fff]"))
        elif column.kind in {"date", "milestone"}:
            bare = cells.head(LOOKED_AT if cells.dtype == nw.String else 0)
        return reader_of(
            column, year=self._year, cells=lambda: map(_plain, bare.drop_nulls().to_list()), last=self._last
        )

    def _told(self, column: Column, read: Any, coded: Coded, rest: Any = None) -> list[Any]:
        """Read the distinct cells of a column (or the rest of them), and tell what cannot be read."""
        cells = [_plain(cell) for cell in (coded.cells if rest is None else coded.cells[rest]).to_list()]
        found = [read(cell) for cell in cells]
        faults: dict[str, list[int]] = {}
        for place, (_, fault) in enumerate(found):
            if fault is not None and fault.code != "empty_mark":
                faults.setdefault(fault.code, []).append(place)
        if faults:
            places = range(len(cells)) if rest is None else rest.to_list()
            for which in faults.values():
                fault = found[which[0]].fault
                assert fault is not None  # noqa: S101 - gathered above
                rows = sum(coded.often([places[each] for each in which]))
                self._doubts.say(fault, column.header, rows, cells[which[0]])
        if rest is None and not UNREAD.isdisjoint(faults):
            texts = [
                printed(raw) if said and said.code in UNREAD else None
                for raw, (_, said) in zip(cells, found, strict=True)
            ]
            self._put(f"{EXTRA}_{column.header}", "text", texts, coded)
        return [value for value, _ in found]

    def _read(self, column: Column) -> tuple[list[Any], Coded]:
        """Read the distinct cells of a column one by one."""
        series = self._series(column)
        coded = encode(series)
        return self._told(column, self._reader(column, series), coded), coded

    def _put(self, name: str, kind: Kind, cells: Sequence[Any], coded: Coded) -> None:
        self._made[name] = coded.taken(self._new(cells, kind))

    def _shaped(
        self, column: Column, shape: Callable[..., Shaped]
    ) -> tuple[Coded, Shaped | None, list[Any], Any]:
        """Read the distinct cells of a column: by their shapes where there are many, and the rest one by one.

        Returns:
            The coded column, what was read by shape, the values of the rest, and the places of those.
        """
        series = self._series(column)
        coded = encode(series)
        read = self._reader(column, series)
        is_text = series.dtype == nw.String or (
            series.dtype.is_numeric() and column.kind in {"money", "area"}
        )
        if len(coded.cells) < _FEW or not is_text or not series.implementation.is_polars():
            return coded, None, self._told(column, read, coded), None
        shaped = shape(_digits(coded.cells).to_native(), read)
        rest = (~nw.from_native(shaped.done, series_only=True)).arg_true()
        return coded, shaped, self._told(column, read, coded, rest), rest

    def _joined(self, shaped: Any, cells: Sequence[Any], kind: Kind, rest: Any) -> Any:
        """Put what was read by shape and the rest together, in the order of the distinct cells."""
        new = self._new(cells, kind)
        if rest is None:
            return new
        by_shape = nw.from_native(shaped, series_only=True).cast(new.dtype)
        return by_shape.scatter(rest, new) if len(rest) else by_shape

    # fields ----------------------------------------------------------------------------------------------------

    def result(self) -> OfficeTables:
        """Read every field."""
        named = [field for field in ("name", "id", "investors") if field in self._columns]
        if not named:
            raise FrameSchemaError(
                FRAME, "", "", "a column that names projects, such as 项目名称, or mapping={…: 'name'}"
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
        self._put_extra()
        self._steps()
        self._signing()
        self._stages()
        arrivals = self._arrivals(keep)
        tables = {"projects": self._table(self._made, keep)}
        if arrivals is not None:
            tables["arrivals"] = arrivals
        return OfficeTables(tables=tables, scales=self._scales, findings=tuple(self._doubts.found))

    def _put_extra(self) -> None:
        """Keep the texts that no field takes, by their header."""
        for column in self._extra:
            name = (column.field or "").removeprefix(EXTRA).removeprefix(".") or column.header
            self._made[f"{EXTRA}_{name}"] = self._texts(column)

    def _names(self) -> Any:
        """Name the projects; rows without a name and rows of totals are left out and told.

        Returns:
            Which rows are kept, or `None` where all are.
        """
        keep = None
        if "name" in self._columns:
            names = self._texts(self._columns["name"][0])
            is_total = names.is_in(_TOTALS).fill_null(value=False)
            lost, unnamed = int(is_total.sum()), int(names.is_null().sum())
            if lost or unnamed:
                keep = ~(is_total | names.is_null())
                self._tell_left_out(unnamed, lost)
            self._made["name"] = names
        if "investors" in self._columns:
            values, coded = self._read(self._columns["investors"][0])
            leads = [
                value[0] if isinstance(value, tuple | list) and value else value or None for value in values
            ]
            self._put("lead_investor", "text", leads, coded)
        rows = self._frame.with_row_index("row").select(
            id=nw.concat_str(nw.lit("row "), (nw.col("row").cast(nw.Int64) + 1).cast(nw.String))
        )["id"]
        codes = self._texts(self._columns["id"][0]) if "id" in self._columns else None
        self._made["id"] = rows if codes is None else codes.zip_with(~codes.is_null(), rows)
        return keep

    def _tell_left_out(self, unnamed: int, totals: int) -> None:
        if unnamed:
            self._doubts.say(Fault("missing_name"), "name", unnamed, "—")
        if totals:
            self._doubts.tell("total_rows", Severity.INFO, rows=str(totals))

    def _amount(self, name: str, column: Column) -> None:
        dtype = self._frame.schema[self._frame.columns[column.number - 1]]
        if dtype.is_numeric() and column.scaled is None:
            raise FrameSchemaError(
                FRAME,
                column.header,
                f"{dtype} without a unit",
                f"a unit: in the header, as 总投资（亿元）, or mapping={{{column.header!r}: {{'field': {name!r}, 'unit': '万元'}}}}",
            )
        coded, shaped, values, rest = self._shaped(column, amounts)
        quantities = [value if isinstance(value, Quantity) else None for value in values]
        cells, finer = self._scaled(name, quantities)
        for part, held in cells.items():
            kind: Kind = "text" if part in {"unit", "hedge"} else "number"
            by_shape = None if shaped is None else shaped.columns[part]
            if part in {"value", "low", "high"}:
                most = max((abs(cell) for cell in held if cell is not None), default=0)
                if by_shape is not None and finer != 1:
                    most = max(most, (by_shape.abs().max() or 0) * finer)
                    by_shape = by_shape * finer
                if most > _ROOM:
                    found = "amounts both too great and too fine for one column"
                    raise FrameSchemaError(FRAME, column.header, found, "amounts of fewer decimal places")
            joined = self._joined(by_shape, held, kind, rest)
            self._made[name if part == "value" else f"{name}_{part}"] = coded.taken(joined)
        side = self._made[f"{name}_side"]
        self._made[f"{name}_side"] = side.fill_null(0)

    def _scaled(self, name: str, quantities: Sequence[Quantity | None]) -> tuple[dict[str, list[Any]], int]:
        """Split amounts into whole numbers, and tell by how much these are finer than hundredths."""
        cells = amount_cells(quantities)
        numbers = [cells[part] for part in ("value", "low", "high")]
        finest = {cell.denominator for held in numbers for cell in held if isinstance(cell, Fraction)}
        scale = lcm(SCALE, *finest)
        if scale != SCALE:
            self._scales[name] = scale
        for held in numbers:
            held[:] = [None if cell is None else int(cell * scale) for cell in held]
        return cells, scale // SCALE

    # dates -----------------------------------------------------------------------------------------------------

    def _dated(self, stem: str, column: Column) -> None:
        """Put a column of dates as the first and last day, and whether it happened where it says no date."""
        coded, shaped, values, rest = self._shaped(column, days)
        periods = [value if isinstance(value, Period) else None for value in values]
        ends = {
            "lo": [None if each is None else each.start.toordinal() for each in periods],
            "hi": [None if each is None else each.end.toordinal() for each in periods],
        }
        for end, held in ends.items():
            joined = self._joined(None if shaped is None else shaped.columns[end], held, "date", rest)
            self._put_first(f"{stem}_{end}", coded.taken(joined))
        if any(value is True for value in values):
            done = None if shaped is None else shaped.done
            told = self._joined(done, [value is not None for value in values], "bool", rest)
            self._put_first(f"has_{stem}", coded.taken(told))

    def _put_first(self, name: str, cells: Any) -> None:
        """Put a column, or where it is there already what it lacks."""
        old = self._made.get(name)
        self._made[name] = cells if old is None else old.zip_with(~old.is_null(), cells)

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
        for path, columns in self._columns.items():
            kind = kind_of_paper(path)
            for column in columns if kind is not None else ():
                self._dated("signed" if kind is AgreementKind.FORMAL else "intent", column)
        for column in self._columns.get("agreements[].kind", ()):
            values, coded = self._read(column)
            is_intent = [value is not None and value != AgreementKind.FORMAL for value in values]
            self._split_signing(
                coded.taken(self._new(is_intent, "bool")).fill_null(value=False),
                coded.taken(self._new([value is not None for value in values], "bool")).fill_null(
                    value=False
                ),
            )

    def _split_signing(self, is_intent: Any, is_known: Any) -> None:
        """Let agreements of intent be such; one whose date is not told was signed none the less."""
        none = self._nothing("date")
        for end in ("lo", "hi"):
            days = self._made.get(f"signed_{end}", none)
            self._made[f"signed_{end}"] = none.zip_with(is_intent, days)
            self._put_first(f"intent_{end}", days.zip_with(is_intent, none))
        unknown = self._nothing("bool")
        for stem, wanted in (("signed", is_known & ~is_intent), ("intent", is_known & is_intent)):
            self._put_first(f"has_{stem}", wanted.zip_with(wanted, unknown))

    def _stages(self) -> None:
        """Let a column of stages say what happened, without a date."""
        for column in self._columns.get("milestones[].stage", ()):
            values, coded = self._read(column)
            for stage in dict.fromkeys(value for value in values if isinstance(value, Stage)):
                told = self._new([True if value is stage else None for value in values], "bool")
                self._put_first(f"has_{stage}", coded.taken(told))
        for name, cells in list(self._made.items()):
            if name.startswith("has_"):
                self._made[name] = cells.fill_null(value=False)

    # tables ----------------------------------------------------------------------------------------------------

    def _arrivals(self, keep: Any) -> Any:
        """Lay out payments, where the frame states them."""
        if "arrivals[].amount" not in self._columns:
            return None
        of_projects, dates = dict(self._made), self._columns.get("arrivals[].on", ())
        self._made = {"parent": of_projects["id"]}
        self._amount("amount", self._columns["arrivals[].amount"][0])
        for column in dates[:1]:
            self._dated("day", column)
        made, self._made = self._made, of_projects
        made.pop("has_day", None)
        for end in ("lo", "hi"):
            made[end] = made.pop(f"day_{end}", None)
            if made[end] is None:
                made[end] = self._nothing("date")
        is_paid = ~made["amount_unit"].is_null()
        return self._table(made, is_paid if keep is None else keep & is_paid)

    def _table(self, made: Mapping[str, Any], keep: Any) -> Any:
        """Make a table of the rows kept; where every date is one day, of one column of days."""
        columns = dict(made)
        for name in made:
            stem = name.removesuffix("_lo")
            other = f"{stem}_hi"
            if stem == name or columns[name].dtype != nw.Date or other not in columns:
                continue
            first, last = columns[name], columns[other]
            if int((first != last).sum() or 0) == 0 and first.null_count() == last.null_count():
                columns[f"{stem}_on"] = first
                del columns[name], columns[other]
        named = [cells.alias(name) for name, cells in columns.items()]
        table = named[0].to_frame().with_columns(*named[1:])
        return (table if keep is None else table.filter(keep)).to_native()


def _digits(cells: Any) -> Any:
    """Give numbers as texts."""
    if cells.dtype == nw.String:
        return cells
    if not cells.dtype.is_float():
        return cells.cast(nw.String)
    return cells.cast(nw.String).str.replace(r"\.0$", "")


def _plain(cell: Any) -> Any:
    """Give a cell as the readers of workbooks take it."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return cell


def _code(value: Any) -> str | None:
    if value is None:
        return None
    return str(value)
