"""What the cells of tables must hold before figures are made of them: keys that are there, codes that exist.

Records refuse the same when they are built. Gaps in keys and the codes of records cost next to nothing to look for,
and every question does so in the columns that it reads. Ids that repeat, the codes of projects, and records of no
project cost as much as a figure: they are looked for where ids are listed, or when a check is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, Final, final

import narwhals.stable.v2 as nw

from zhaoshang._basics.days import YEARS
from zhaoshang._basics.gaps import is_missing
from zhaoshang._engine.frames.entry import AMOUNTS, refuse_times
from zhaoshang._engine.frames.kinds import day_number, fresh
from zhaoshang._engine.frames.names import dimension_of
from zhaoshang._engine.frames.schema import CODES, codes_of
from zhaoshang._text.totals import TOTALS
from zhaoshang.errors import FrameSchemaError, UnknownUnitError
from zhaoshang.model._fields.amounts import units_shown
from zhaoshang.quantities import Hedge
from zhaoshang.units import Dimension, unit
from zhaoshang.vocabulary import Stage

Place = tuple[str, str]

_SHOWN: Final = 3
_TOTALS: Final = [*TOTALS, "Total", "total", "TOTAL", "Grand total", "Subtotal"]
_OF_THE_WHOLE: Final = frozenset({"completed", *(str(stage) for stage in Stage if stage.is_end)})
_IN_ITS_PROJECT: Final = "what phases came to in the row of their project, a table history with own, or a profile with phases='separate'"


@final
class Checks:
    """The checks of one store, each made once."""

    def __init__(self, store: Any) -> None:
        self.store = store
        self._noted: dict[Place, None] = {}
        self._done: set[Place] = set()
        self._are_unique = False
        self._totalled: set[Place] = set()

    def note(self, table: str, column: str) -> None:
        """Note that a question reads a column."""
        if (table, column) not in self._done:
            self._noted[table, column] = None

    def run(self) -> None:
        """Look for what is missing or unknown in the columns noted, but for the codes of projects."""
        noted, self._noted = list(self._noted), {}
        self._done.update(noted)
        self._times(place for place in noted if place in self.store.stamps)
        self._far(noted)
        self._gaps(place for place in noted if _is_key(*place))
        self._totals()
        self._stranded([name for table, name in noted if table == "projects"])
        self._unknown(place for place in noted if place in CODES and place[0] != "projects")
        self._unfit(place for place in noted if _is_unit(place[1]))

    def run_all(self) -> None:
        """Look for everything, in every table."""
        held = [(table, column) for table, columns in self.store.kinds.items() for column in columns]
        self.times()
        self._far(held)
        self._gaps(place for place in held if _is_key(*place))
        self._unknown(place for place in held if place in CODES or place[1].endswith("_hedge"))
        self._unfit(place for place in held if _is_unit(place[1]))
        self._blank(place for place in held if place[1] == "id")
        for table, columns in self.store.kinds.items():
            self._turned(table, columns)
            self._unbounded(table, columns)
        self.unique()
        self._totals()
        self._circles()
        for table in self.store.frames:
            if self.store.is_child(table):
                self._orphans(table)

    def times(self) -> None:
        """Look for times of day in every column that stands for days."""
        self._times(self.store.stamps)

    def unique(self) -> None:
        """Look for projects of one key."""
        if self._are_unique:
            return
        self._are_unique = True
        for column in ("id", "row"):
            if column in self.store.kinds.get("projects", ()):
                frame, many = self.store.frame("projects", [column]), fresh()
                rows = frame.group_by(column).agg(**{many: nw.len()}).filter(nw.col(many) > 1)
                keys, counted = self._collect(rows.select(column, many))
                if keys:
                    least = min(keys, key=str)
                    found = f"{_rows(sum(counted))} that share theirs with others, such as {least!r}"
                    raise FrameSchemaError("projects", column, found, "a key that no other row has")

    def _times(self, places: Iterable[Place]) -> None:
        """Look for timestamps that are not at midnight, in columns that stand for days."""
        for table, name in places:
            raw, stamp = self.store.stamps[table, name], nw.col(name)
            day, dtype = stamp.cast(nw.Date), raw.collect_schema()[name]
            ((far,),) = self._collect(raw.filter(_is_far(day, day)).select(nw.len()))
            if far:
                raise FrameSchemaError(table, name, str(dtype), YEARS)
            found = self._collect(
                raw.filter(stamp != day.cast(dtype)).select(nw.len().alias("many"), least=stamp.min())
            )
            if many := int(found[0][0]):
                refuse_times(table, name, many, found[1][0])

    def _far(self, places: Iterable[Place]) -> None:
        """Look for days of which the calendar has no date; a table in Arrow memory was looked through as it came."""
        kinds, is_eager = self.store.kinds, self.store.engine.is_eager
        days = (place for place in places if not is_eager and kinds.get(place[0], {}).get(place[1]) == "date")
        for table, names in _by_table(place for place in days if place not in self.store.stamps).items():
            ends = {(place, end): fresh() for place in range(len(names)) for end in ("min", "max")}
            asked = {name: getattr(nw.col(names[place]), end)() for (place, end), name in ends.items()}
            is_far = {
                f"far_{place}": _is_far(nw.col(ends[place, "min"]), nw.col(ends[place, "max"]))
                for place in range(len(names))
            }
            found = self._collect(self.store.frame(table, names).select(**asked).select(**is_far))
            for name, (is_far,) in zip(names, found, strict=True):
                if not is_missing(is_far) and is_far:
                    raise FrameSchemaError(table, name, "Date", YEARS)

    def _gaps(self, places: Iterable[Place]) -> None:
        for table, columns in _by_table(places).items():
            frame = self.store.frame(table, columns)
            asked = {f"gaps_{place}": nw.len() - nw.col(name).count() for place, name in enumerate(columns)}
            gaps = [cells[0] for cells in self._collect(frame.select(**asked))]
            for name, many in zip(columns, gaps, strict=True):
                if not is_missing(many) and many:
                    row = self._example(table, nw.col(name).is_null())
                    raise FrameSchemaError(
                        table, name, f"{_rows(many)} without it, such as {row}", _NEEDED_KEYS[name]
                    )

    def _blank(self, places: Iterable[Place]) -> None:
        """Look for ids that are texts of nothing, which records refuse too."""
        for table, name in places:
            if self.store.kinds[table][name] == "text":
                empty = nw.col(name).cast(nw.String) == ""
                ((many,),) = self._collect(self.store.frame(table, [name]).filter(empty).select(nw.len()))
                if many:
                    raise FrameSchemaError(
                        table, name, f"{_rows(many)} with codes such as ''", _NEEDED_KEYS["id"]
                    )

    def _turned(self, table: str, columns: Mapping[str, Any]) -> None:
        """Look for spans that end before they begin, and for days outside the span beside them."""
        for first, last, least in _ends_of(columns):
            within = nw.col(first) > nw.col(last)
            asked = self.store.frame(table, [first, last]).filter(within)
            ((many,),) = self._collect(asked.select(nw.len()))
            if many:
                row = self._example(table, within)
                raise FrameSchemaError(table, first, f"{_rows(many)} past {last}, such as {row}", least)

    def _unbounded(self, table: str, columns: Mapping[str, Any]) -> None:
        """Look for amounts that a hedge softens and that are exact all the same."""
        for hedge in columns:
            head = hedge.removesuffix("_hedge")
            if head == hedge or head not in AMOUNTS or head not in columns:
                continue
            low, high = (f"{head}_{end}" for end in ("low", "high"))
            exact = [nw.col(end) == nw.col(head) for end in (low, high) if end in columns]
            word = nw.col(hedge).cast(nw.String)
            is_softened = ~word.is_null() & ~word.is_in(["", Hedge.NONE.value])
            asked = nw.all_horizontal(is_softened, ~nw.col(head).is_null(), *exact, ignore_nulls=False)
            names = [name for name in (head, low, high, hedge) if name in columns]
            ((many,),) = self._collect(self.store.frame(table, names).filter(asked).select(nw.len()))
            if many:
                found = f"{_rows(many)} without it, such as {self._example(table, asked)}"
                raise FrameSchemaError(table, low, found, "the bounds that a hedge promises")

    def _unknown(self, places: Iterable[Place]) -> None:
        """Look for codes that no vocabulary has."""
        for table, name, codes in self._texts(places):
            known = _HEDGES if name.endswith("_hedge") else codes_of((table, name))
            self._refuse(table, name, codes - known, "one of " + ", ".join(sorted(known - {""})))

    def _unfit(self, places: Iterable[Place]) -> None:
        """Look for codes that are no unit, or one in which an amount is not measured."""
        for table, name, codes in self._texts(places):
            wanted = dimension_of(name.removesuffix("_unit"))
            expected = "one of " + ", ".join(units_shown(wanted)) if wanted else "the code of a unit"
            self._refuse(table, name, {code for code in codes if not _is_in(code, wanted)}, expected)

    def _texts(self, places: Iterable[Place]) -> Iterator[tuple[str, str, frozenset[str]]]:
        """Give the codes that occur in columns of texts."""
        texts = [place for place in places if self.store.kinds[place[0]][place[1]] == "text"]
        for table, columns in _by_table(texts).items():
            self.store.gather_sizes(table, (), columns)
            yield from ((table, name, self.store.codes(table, name)) for name in columns)

    def _refuse(self, table: str, name: str, wrong: AbstractSet[str], expected: str) -> None:
        if wrong:
            met = nw.col(name).cast(nw.String).is_in(sorted(wrong))
            many = self._count(table, [name], met)
            told = ", ".join(map(repr, sorted(wrong)[:_SHOWN]))
            raise FrameSchemaError(table, name, f"{_rows(many)} with codes such as {told}", expected)

    def _totals(self) -> None:
        """Look for rows of totals, whose amounts would be counted beside those that they add up.

        A row that states an investor is a project, whatever it is called.
        """
        kinds = self.store.kinds.get("projects", {})
        places = {("projects", name) for name in ("id", "name") if kinds.get(name) == "text"} - self._totalled
        self._totalled |= places
        for table, name in sorted(places):
            is_total = nw.col(name).cast(nw.String).is_in(_TOTALS)
            many = self._count(table, [name], is_total)
            if many and "lead_investor" in kinds:
                is_total &= nw.col("lead_investor").is_null()
                many = self._count(table, [name, "lead_investor"], is_total)
            if many:
                row = self._example(table, is_total)
                expected = "projects alone, without the rows that add them up"
                raise FrameSchemaError(table, name, f"{_rows(many)} of totals, such as {row}", expected)

    def _count(self, table: str, columns: list[str], met: nw.Expr) -> int:
        """Count the rows of a table that meet a condition on some columns."""
        ((many,),) = self._collect(self.store.frame(table, columns).filter(met).select(nw.len()))
        return int(many)

    def _stranded(self, names: Iterable[str]) -> None:
        """Look for dates of phases in columns of their own rows that the row of their project does not have."""
        store, kinds = self.store, self.store.kinds.get("phases", {})
        dated = [name for name in names if kinds.get(name) == "date"]
        if not dated or not store.joins_phases or "parent" not in kinds:
            return
        ends = {name: fresh() for name in dated}
        key = fresh()
        heads = store.frame("projects", ["id", *dated]).select(
            **{key: nw.col("id")}, **{end: nw.col(name) for name, end in ends.items()}
        )
        rows = store.frame("phases", ["parent", *dated]).join(
            heads, left_on="parent", right_on=key, how="inner"
        )
        for name, end in ends.items():
            is_lost = ~nw.col(name).is_null() & nw.col(end).is_null()
            if name.removesuffix("_on").removesuffix("_lo") not in _OF_THE_WHOLE and not name.endswith("_hi"):
                is_lost |= (nw.col(name) < nw.col(end)).fill_null(False)  # noqa: FBT003 - the filling
            ((many,),) = self._collect(rows.filter(is_lost).select(nw.len()))
            if many:
                found = f"{_rows(many)} of phases with a date that their project does not have, or has later"
                raise FrameSchemaError("projects", name, found, _IN_ITS_PROJECT)

    def _circles(self) -> None:
        """Look for projects that are above themselves."""
        if not {"id", "parent"} <= self.store.kinds.get("projects", {}).keys():
            return
        frame = self.store.frame("projects", ["id", "parent"]).filter(~nw.col("parent").is_null())
        above = dict(zip(*self._collect(frame.select("id", "parent")), strict=True))
        cleared: set[Any] = set()
        for first in above:
            path, key = dict[Any, None](), first
            while key in above and key not in cleared and key not in path:
                path[key] = None
                key = above[key]
            if key in path:
                circle = list(path)[list(path).index(key) :]
                told = ", ".join(map(str, circle[:_SHOWN]))
                found = f"{_rows(len(circle))} above themselves, such as {told}"
                raise FrameSchemaError("projects", "parent", found, "parents that run in no circle")
            cleared.update(path)

    def _orphans(self, table: str) -> None:
        store, link = self.store, self.store.link(table)
        above, place = store.parent_of(table), fresh()
        if above not in store.frames:
            return
        keys = store.frame(above, [store.key(above)]).select(**{place: nw.col(store.key(above))})
        rows = store.frame(table, [link]).join(keys, left_on=link, right_on=place, how="anti")
        cells = self._collect(rows.select(nw.len().alias("many"), least=nw.col(link).min()))
        if many := int(cells[0][0]):
            found = f"{_rows(many)} of none, such as {cells[1][0]!r}"
            raise FrameSchemaError(table, link, found, f"a key that {above} has")

    def _example(self, table: str, met: nw.Expr) -> str:
        """Show the beginning of a row, but for what it does not say."""
        kinds = self.store.kinds[table]
        cells = self._collect(self.store.frame(table, kinds).filter(met).head(1))
        told = [
            f"{name}={date.fromordinal(day_number(cell)) if kinds[name] == 'date' else cell}"
            for name, (cell,) in zip(kinds, cells, strict=True)
            if not is_missing(cell)
        ]
        return ", ".join(told[:_SHOWN]) or "an empty row"

    def _collect(self, query: Any) -> list[list[Any]]:
        found: list[list[Any]] = self.store.engine.collect([query])[0]
        return found


def _is_far(first: nw.Expr, last: nw.Expr) -> nw.Expr:
    """Tell days of which the calendar has no date; the year is asked, since Spark takes no date before 1000 from Python."""
    year = first.dt.year()  # of some such days engines tell none
    return (year < 1) | (year.is_null() & ~first.is_null()) | (last > nw.lit(date.max))


_HEDGES: Final = frozenset(map(str, Hedge)) | {""}
_NOT_ABOVE: Final = "a number that is not above the amount"
_NOT_PAST: Final = "a number that is not above the highest"


def _is_unit(column: str) -> bool:
    return column.removesuffix("_unit") in AMOUNTS - {column}


def _is_in(code: str, wanted: Dimension | None) -> bool:
    """Whether a code is that of a unit, and one of a dimension; a text of nothing says nothing."""
    try:
        return not code or wanted in (None, unit(code).dimension)
    except UnknownUnitError:
        return False


def _ends_of(columns: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """List the columns of which one is nowhere past the other, with what is expected of the first."""
    for name in columns:
        head, _, end = name.rpartition("_")
        if name in {"lo", "hi", "on"}:
            head, end = "", name
        stem = f"{head}_" if head else ""
        if end == "lo" and f"{stem}hi" in columns:
            yield name, f"{stem}hi", "a day that is not after the last one"
        if end in {"low", "high"} and head in AMOUNTS and head in columns:
            yield (name, head, _NOT_ABOVE) if end == "low" else (head, name, _NOT_PAST)
        if end == "low" and f"{stem}high" in columns:
            yield name, f"{stem}high", _NOT_PAST


_NEEDED_KEYS: Final[Mapping[str, str]] = {
    "id": "the id of every row",
    "row": "the number of every row",
    "parent": "the id of the row that each belongs to",
    "parent_row": "the number of the row that each belongs to",
    "own": "the id of the project or phase that each is of",
    "own_row": "the number of the project or phase that each is of",
    "part": "the stage, or the code of the paper, of every row",
}


def _is_key(table: str, column: str) -> bool:
    """Whether no row can do without a column; projects that belong to no other have no parent."""
    return column in _NEEDED_KEYS and (table, column) != ("projects", "parent")


def _rows(many: int) -> str:
    return "1 row" if many == 1 else f"{int(many)} rows"


def _by_table(places: Iterable[Place]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for table, column in places:
        found.setdefault(table, []).append(column)
    return found
