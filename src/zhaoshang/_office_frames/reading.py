"""An office's own frame to the tables that KPIs run on: columns recognised and read as those of a workbook are.

Each column is read by its distinct cells, once each; what cannot be read for certain is left out and told.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from math import lcm
from os import PathLike
from typing import TYPE_CHECKING, Any, Final, final

import narwhals.stable.v2 as nw
from attrs import frozen

from zhaoshang._calls.columns import engine_told
from zhaoshang._calls.limits import check_year
from zhaoshang._engine.frames.entry import SCALE
from zhaoshang._engine.tables.columns import amount_cells
from zhaoshang._office_frames.cells import plain
from zhaoshang._office_frames.coded import series_of
from zhaoshang._office_frames.doubts import FRAME, Doubts
from zhaoshang._office_frames.entering import eager
from zhaoshang._office_frames.fixed import with_constants
from zhaoshang._office_frames.settling import TEXTS, settle
from zhaoshang._office_frames.shapes import amounts, days
from zhaoshang._office_frames.steps import StepReading, holds_days
from zhaoshang._office_frames.totals import bare_at_end, below_header, totals
from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.files.errors import MappingError
from zhaoshang._workbooks.layout.evidence import UNITS
from zhaoshang._workbooks.layout.generic import names_no_thing
from zhaoshang._workbooks.layout.ordinals import odd_ordinals
from zhaoshang._workbooks.layout.rowparts import all_parts
from zhaoshang._workbooks.mapping.mappings import Mapping as Rules
from zhaoshang._workbooks.mapping.mappings import to_mapping
from zhaoshang._workbooks.words.aliases import EXTRA
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.ended import heads_ended
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import key
from zhaoshang.errors import FrameSchemaError
from zhaoshang.findings import Finding, Severity
from zhaoshang.model._fields.amounts import PROJECT_AMOUNTS
from zhaoshang.quantities import Quantity
from zhaoshang.vocabulary import Relation, Stage

if TYPE_CHECKING:
    from zhaoshang._engine.frames.kinds import Kind

_AMONG: Final = "其中"
_MAY_BE_PART: Final = f"^(?:{_AMONG}|[(（]1|[①⑴])"
"""How the first of the parts of a project begins."""
_OF_AGREEMENTS: Final = frozenset({Stage.SIGNED, Stage.INTENT})
_ROOM: Final = 2**62
_SHOWN: Final = 12
_MANY: Final = 10_000
"""Fewer rows are not worth a thread."""
_SIDE_BY_SIDE: Final = 2
"""So many columns are looked at at once; the interpreter does one thing at a time, and its engines use all cores as well."""
_ROW, _CODE = "", " "  # no column of what is read has such a name
_NUMBER: Final = (nw.col(_ROW).cast(nw.Int64) + 1).cast(nw.String)


@final
@frozen(kw_only=True)
class OfficeTables:
    """What was read: the tables, by which their whole numbers were multiplied, the unit of amounts that have one, and what is in doubt.

    Without a column of stages, only the columns of their own tell of stages but those of agreements: the rest is untold.
    """

    tables: Mapping[str, Any]
    scales: Mapping[str, int]
    units: Mapping[str, str]
    findings: tuple[Finding, ...]
    untold: frozenset[str]


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
    if rules.by_sheet:
        raise MappingError("", "by_sheet", "columns, constants and year: a frame has no sheets")
    check_year(year, "year")
    with engine_told(FRAME):
        frame = eager(native)
    doubts = Doubts()
    frame, columns = with_constants(frame, settle(frame, rules, doubts), rules.constants)
    return _FrameReading(frame, columns, year if year is not None else rules.year, doubts, last).result()


@final
class _FrameReading(StepReading):
    """Reads the columns of one frame and lays the tables out."""

    def __init__(
        self, frame: Any, columns: Sequence[Column], year: int | None, doubts: Doubts, last: date | None
    ) -> None:
        super().__init__(frame, year, doubts, last)
        self._columns: dict[str, list[Column]] = {}
        self._extra: list[Column] = []
        for column in columns:
            if column.kind == EXTRA or (column.field is None and not column.is_left_out):
                self._extra.append(column)
            elif column.field is not None:
                self._columns.setdefault(column.field, []).append(column)
        self._scales: dict[str, int] = {}
        self._units: dict[str, str] = {}
        self._codes: Any = None
        self._wholes: dict[int, int] = {}
        self._all_differ = False

    def result(self) -> OfficeTables:
        """Read every field; of many rows columns are looked at side by side."""
        if self._rows < _MANY:
            return self._result()
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
            self._start(pool, self._asked())
            return self._result()

    def _asked(self) -> Iterator[tuple[Callable[..., Any], Column, tuple[Any, ...]]]:
        """List the columns that are looked at, and how; amounts, which take longest, come first."""
        for path, columns in self._columns.items():
            if path in PROJECT_AMOUNTS:
                yield self._look, columns[0], (amounts,)
        for column in self._extra:
            yield self._texts, column, ()
        for path, columns in self._columns.items():
            if holds_days(path):
                for column in columns:
                    yield self._look, column, (days,)
            elif path in {"name", "id"}:
                yield self._texts, columns[0], ()
            elif path in TEXTS:
                yield self._look, columns[0], ()

    # fields ----------------------------------------------------------------------------------------------------

    def _result(self) -> OfficeTables:
        named = [field for field in ("name", "id", "investors") if field in self._columns]
        if not named:
            columns = [*self._extra, *(column for each in self._columns.values() for column in each)]
            headers = ", ".join(column.header for column in columns[:_SHOWN])
            raise FrameSchemaError(
                FRAME,
                "",
                f"the headers {headers}" if headers else "no column",
                "a column that names projects, such as 项目名称, or mapping={…: 'name'}",
            )
        for path, columns in self._columns.items():
            for column in columns[1:] if not path.startswith("milestones[") else ():
                self._doubts.say(Fault("column_not_read"), column.header, self._rows)
        keep = self._names()
        for path, name in TEXTS.items():
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
        self._tell_said(keep)
        self._tell_twins(keep)
        self._put_parts()
        arrivals = self._arrivals(keep)
        codes = {} if self._codes is None else {_CODE: self._codes}
        tables = {"projects": self._named(self._table("row", {**codes, **self._made}, keep))}
        if arrivals is not None:
            tables["arrivals"] = arrivals
        tables = {name: table.to_native() for name, table in tables.items()}
        return OfficeTables(
            tables=tables,
            scales=self._scales,
            units=self._units,
            findings=tuple(self._doubts.found),
            untold=frozenset() if "milestones[].stage" in self._columns else Stage.codes() - _OF_AGREEMENTS,
        )

    def _tell_said(self, keep: Any) -> None:
        """Tell of what stands in the way of taking rows for projects in force, and their amounts for those of projects signed."""
        for column in self._extra:
            is_text = self._frame.schema[self._frame.columns[column.number - 1]] == nw.String
            if is_text or heads_ended(column.header):
                self._tell_ended(column, self._made[self._extra_name(column)])
        for column in self._columns.get("name", ())[:1]:
            self._tell_ended(column, self._made["name"], is_name=True)
        for column in self._columns.get("@number", ())[:1]:
            cells = (self._series(column) if keep is None else self._series(column).filter(keep)).to_list()
            odd = odd_ordinals([(row, [cell]) for row, cell in enumerate(cells)], 1)
            if odd:
                self._doubts.say(Fault("odd_ordinal"), column.header, len(odd), cells[odd[0]])
        self._tell_undecided(self._columns[name][0] for name in PROJECT_AMOUNTS if name in self._columns)

    @staticmethod
    def _extra_name(column: Column) -> str:
        name = (column.field or "").removeprefix(EXTRA).removeprefix(".") or column.header
        return f"{EXTRA}_{name}"

    def _put_extra(self) -> None:
        """Keep the texts that no field takes, by their header."""
        for column in self._extra:
            self._made[self._extra_name(column)] = self._taken(self._texts, column)

    def _names(self) -> Any:
        """Name the projects; rows without a name and rows of totals are left out and told.

        Returns:
            Which rows are kept, or `None` where all are.
        """
        keep = None
        if "name" in self._columns:
            names = self._taken(self._texts, self._columns["name"][0])
            is_total = totals(names, self._beside)
            if int(names.str.contains(_MAY_BE_PART).fill_null(value=False).sum()):
                is_total = self._tell_parts(names.to_list(), is_total.to_list())
            unnamed = names.is_null()
            columns = [column for each in self._columns.values() for column in each]
            samples = below_header(self._frame, columns)
            if samples:
                is_sample = self._new([row in samples for row in range(self._rows)], "bool")
                is_total, unnamed, keep = is_total & ~is_sample, unnamed & ~is_sample, ~is_sample
                self._doubts.tell("sample_rows", Severity.INFO, rows=str(len(samples)))
            lost = int(is_total.sum())
            if lost or int(unnamed.sum()):
                keep = ~(is_total | unnamed) if keep is None else keep & ~(is_total | unnamed)
                self._tell_left_out(int(unnamed.sum()), lost)
            name = self._columns["name"][0]
            told = bare_at_end(self._frame, keep, columns, name.number)
            if bare := [row for row in told if row not in self._wholes]:
                self._doubts.say(Fault("bare_row"), name.header, len(bare), names[bare[-1]])
            self._made["name"] = names
            self._all_differ = names.drop_nulls().n_unique() == names.count()
        if "investors" in self._columns:
            values, coded = self._read(self._columns["investors"][0])
            leads = [
                value[0] if isinstance(value, tuple | list) and value else value or None for value in values
            ]
            self._put("lead_investor", "text", leads, coded)
        if "id" in self._columns:
            self._codes = self._apart(self._columns["id"][0], keep)
        return keep

    def _beside(self) -> Iterator[tuple[Any, bool]]:
        """Give what stands beside names and sums, and whether that are units, which sums may be of."""
        for columns in (*self._columns.values(), self._extra):
            for column in columns:
                if column.field != "name" and column.kind not in AMOUNT_KINDS:
                    yield self._texts(column), column.field in UNITS

    def _tell_parts(self, names: Sequence[str | None], totals: Sequence[bool]) -> Any:
        """Find the parts of projects, which are not counted beside them, as in a workbook, and tell them.

        Returns:
            Which rows are totals: also 其中 below one, and where it names no thing; its amounts are a share.
        """
        codes = (
            self._texts(self._columns["id"][0]).to_list() if "id" in self._columns else [None] * self._rows
        )
        is_total = list(totals)
        for row, name in enumerate(names):
            if name is not None and name.startswith(_AMONG) and codes[row] is None:
                is_total[row] = names_no_thing(key(name)) or (row > 0 and is_total[row - 1])
        amounts = [
            [plain(cell) for cell in self._series(column).to_list()]
            for columns in self._columns.values()
            for column in columns
            if column.kind in AMOUNT_KINDS
        ]
        lines = enumerate(zip(names, *amounts, strict=True), 1)
        rows = [line if line[1][0] and not is_total[line[0] - 1] else None for line in lines]
        found = all_parts(rows, 1, range(2, len(amounts) + 2))
        self._wholes = {row - 1: whole - 1 for row, whole in found.items()}
        if self._wholes:
            self._doubts.tell(
                "part_rows", Severity.INFO, rows=str(len(self._wholes)), name=names[min(self._wholes)] or ""
            )
        return self._new(is_total, "bool")

    def _put_parts(self) -> None:
        """Let the parts of projects name these, by their code or row."""
        if not self._wholes:
            return
        codes = {} if self._codes is None else dict(enumerate(self._codes.to_list()))
        above = [self._wholes.get(row) for row in range(self._rows)]
        named = [None if row is None else codes.get(row) or f"row {row + 1}" for row in above]
        for name in [*self._made]:
            stem = name.removesuffix("_lo")
            if name.startswith("has_"):
                told = self._made[name].to_list()
                for row, whole in self._wholes.items():
                    told[whole] |= told[row]
                self._made[name] = self._new(told, "bool")
            elif stem != name and f"{stem}_hi" in self._made and not stem.startswith("planned_"):
                self._put_first_of_parts(stem)
        self._made["parent"] = self._new(named, "text")
        self._made["relation"] = self._new([None if row is None else Relation.PART for row in above], "text")

    def _put_first_of_parts(self, stem: str) -> None:
        """Let a project have begun, or been signed, with the first of its parts, as in a ledger."""
        ends = [f"{stem}_{end}" for end in ("lo", "hi")]
        days = [
            None if None in pair else tuple(day.toordinal() for day in pair)
            for pair in zip(*(self._made[end].to_list() for end in ends), strict=True)
        ]
        for row, whole in self._wholes.items():
            days[whole] = min((pair for pair in (days[whole], days[row]) if pair), default=None)
        for place, end in enumerate(ends):
            self._made[end] = self._new([None if pair is None else pair[place] for pair in days], "date")

    def _apart(self, column: Column, keep: Any) -> Any:
        """Give the codes, one that an earlier row has too with its own row behind it; those are told."""
        codes = self._taken(self._texts, column)
        held = codes if keep is None else codes.zip_with(keep, self._nothing("text"))
        again = ~held.is_null() & ~held.is_first_distinct()
        many = int(again.sum())
        if not many:
            return codes
        example = codes.filter(again)[0]
        first = int((codes == example).fill_null(value=False).arg_true()[0]) + 1
        self._doubts.say(Fault("duplicate_id", f"{FRAME}!{first}"), column.header, many, example)
        apart = nw.concat_str(nw.col(_CODE), nw.lit("~row "), _NUMBER)
        return codes.alias(_CODE).to_frame().with_row_index(_ROW).select(apart)[_CODE].zip_with(again, codes)

    def _tell_twins(self, keep: Any) -> None:
        """Tell rows that say the same as an earlier one, of which no code makes another project."""
        names = self._made.get("name")
        if names is None or self._codes is not None or self._all_differ:
            return
        alike = names.is_duplicated() & ~names.is_null()
        alike = alike if keep is None else alike & keep
        if not int(alike.sum()):
            return
        cells = [cells.alias(name) for name, cells in self._made.items()]
        rows = names.alias(_CODE).to_frame().with_row_index(_ROW).with_columns(*cells).filter(alike)
        said = rows.select(*self._made)
        many = len(said) - len(said.unique())
        if many:
            first = rows.filter(said.is_duplicated())
            self._doubts.say(
                Fault("duplicate_row", str(int(first[_ROW][0]) + 1)),
                self._columns["name"][0].header,
                many,
                first[_CODE][0],
            )

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
        joined: dict[str, Any] = {}
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
            joined[part] = self._joined(by_shape, held, kind, rest)
        if (unit := _only_unit(joined)) is not None and name in PROJECT_AMOUNTS:
            self._units[name] = unit
            del joined["unit"]
        for part, distinct in joined.items():
            self._made[name if part == "value" else f"{name}_{part}"] = coded.taken(distinct)
        self._made[f"{name}_side"] = self._made[f"{name}_side"].fill_null(0)

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

    # tables ----------------------------------------------------------------------------------------------------

    def _arrivals(self, keep: Any) -> Any:
        """Lay out payments, where the frame states them."""
        if "arrivals[].amount" not in self._columns:
            return None
        of_projects, dates = dict(self._made), self._columns.get("arrivals[].on", ())
        self._made = {}
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
        table = self._table("parent_row", made, is_paid if keep is None else keep & is_paid)
        if not self._wholes:
            return table
        rows = table["parent_row"]  # what hangs on a part is of the whole, and names the part beside it
        wholes = series_of([self._wholes.get(row, row) for row in rows.to_list()], nw.Int64, self._frame)
        return table.with_columns(rows.alias("own_row"), wholes.alias("parent_row"))

    def _table(self, key: str, made: Mapping[str, Any], keep: Any) -> Any:
        """Make a table of the rows kept, by the number of each; where every date is one day, of one column of days."""
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
        rows = self._frame.with_row_index(key).get_column(key).cast(nw.Int64)
        table = rows.to_frame().with_columns(*(cells.alias(name) for name, cells in columns.items()))
        return table if keep is None else table.filter(keep)

    def _named(self, table: Any) -> Any:
        """Give every project an id: its code, else its row, which is only written where a question reads it, if the engine can wait."""
        lazy = table.lazy() if table.implementation.is_polars() else table
        by_row = nw.concat_str(nw.lit("row "), (nw.col("row") + 1).cast(nw.String))
        code = nw.col(_CODE)
        named = nw.when(~code.is_null()).then(code).otherwise(by_row) if _CODE in table.columns else by_row
        return lazy.with_columns(id=named).drop(_CODE, strict=False)


def _only_unit(parts: Mapping[str, Any]) -> str | None:
    """Give the unit that all amounts of a column are in, so that it need not stand in every row; `None` where there are several."""
    told = parts["unit"].drop_nulls()
    is_one = len(told) > 0 and bool((told == told[0]).all())
    return (
        str(told[0]) if is_one and bool((parts["unit"].is_null() == parts["value"].is_null()).all()) else None
    )


def _code(value: Any) -> str | None:
    if value is None:
        return None
    return str(value)
