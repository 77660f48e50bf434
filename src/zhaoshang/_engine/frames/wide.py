"""Rows of other tables that stand in the table of projects: dates as columns, phases as projects."""

from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any, Final

import narwhals.stable.v2 as nw

from zhaoshang._engine.frames.entry import KIND_WORDS
from zhaoshang._engine.frames.kinds import Frame, Kind
from zhaoshang._engine.frames.logic import listed
from zhaoshang._engine.frames.lower import children
from zhaoshang._engine.tables.history import ENDS
from zhaoshang.errors import FrameSchemaError
from zhaoshang.measures import (
    Choose,
    Column,
    Const,
    Exists,
    Not,
    OneOf,
    Predicate,
    Present,
    Reduce,
    Value,
    equal,
    some,
)
from zhaoshang.vocabulary import Evidence, Stage

Kinds = Mapping[str, Kind | None]
_PAPERS: Final = frozenset(str(code) for code in Evidence)
_LAID_OUT: Final = frozenset({"history", "evidence", "plans"})
_ORDER: Final = {str(code): place for place, code in enumerate((*Stage, *Evidence))}
_NOTHING: Final = Const(None)


def wide_rows(kinds: Kinds, child: str) -> Mapping[str, Mapping[str, Value]] | None:
    """Find the dated rows that are laid out in columns of the projects, such as `signed_on`.

    Args:
        kinds: what the columns of the projects hold.
        child: the table that the rows would stand in.
    """
    if child not in _LAID_OUT:
        return None
    codes = _PAPERS if child == "evidence" else Stage.codes()
    prefix = "planned_" if child == "plans" else ""
    found = {}
    for code in sorted(codes):
        row = _wide_row(kinds, prefix, code)
        if row is not None:
            found[code] = row
    if child == "history" and not found:
        raise FrameSchemaError(
            "history",
            "",
            "",
            "a table of dated stages, or a column of dates such as signed_on in projects, 签约时间 in an office's frame",
        )
    return found


def _wide_row(kinds: Kinds, prefix: str, code: str) -> Mapping[str, Value] | None:
    stem = prefix + code
    exact, lo, hi, has = f"{stem}_on", f"{stem}_lo", f"{stem}_hi", f"has_{stem}"
    if exact in kinds:
        lo = hi = exact
    is_dated = lo in kinds and hi in kinds
    if not is_dated and has not in kinds:
        return None
    first: Value = Column(lo) if is_dated else _NOTHING
    there = first
    if has in kinds:
        there = Choose(some(equal(Column(has), True), Present(first)), Const(1), _NOTHING)  # noqa: FBT003
    recorded = f"{stem}_recorded_on"
    row: dict[str, Value] = {
        "there": there,
        "part": Const(code),
        "lo": first,
        "hi": Column(hi) if is_dated else _NOTHING,
        "recorded": Column(recorded) if recorded in kinds else _NOTHING,
        "is_phase": _NOTHING,
        **dict.fromkeys(ENDS if prefix else (), _NOTHING),
        "kind": Const({"signed": "formal", "intent": "intent"}.get(code, "")),
    }
    if code in {"signed", "intent"} and not prefix:
        for end in ("lo", "hi"):
            name = f"approved_{end}" if f"approved_{end}" in kinds else "approved_on"
            row[f"approved_{end}"] = Column(name) if name in kinds else _NOTHING
    return row


def refuse_undated(store: Any, where: Predicate, *, is_met: bool) -> None:
    """Refuse a question about dates that stand in columns of the projects where those that it asks for are not there.

    What the question leaves out, such as projects that have ended, may have no column: then nothing is left out. A stage
    that is told by later ones alone is lacking too: most projects that have started are not completed yet.

    Args:
        store: the tables.
        where: the condition that is asked.
        is_met: whether columns that are there may meet it.

    Raises:
        FrameSchemaError: names the first of the columns.
    """
    wide = cache(partial(store.wide, "projects"))
    asked = [(table, codes, wide(table)) for table, codes in _asked(where)]
    told = {(table, code) for table, codes, rows in asked for code in codes.intersection(rows or ())}
    shown = {str(stage) for table, code in told if table == "history" for stage in Stage(code).implies}
    if any(table == "evidence" for table, _ in told):
        shown.clear()  # papers tell of the same
    lacking = [
        (len(codes), min(map(_place, codes)), table)
        for table, codes, rows in asked
        if rows is not None
        and codes.isdisjoint(rows)
        and not (is_met and codes.isdisjoint(shown))
        and (store.untold is None or (table == "history" and not codes.isdisjoint(store.untold)))
    ]
    if lacking:
        _, (_, code), table = min(lacking)
        name = f"{'planned_' if table == 'plans' else ''}{code}_on"
        raise FrameSchemaError("projects", name, "", KIND_WORDS["date"], tuple(store.kinds["projects"]))


def _asked(where: Predicate) -> Iterator[tuple[str, frozenset[Any]]]:
    """List what must have come about, or have been planned, for a condition to hold: the table, and the codes that do."""
    seen: set[Any] = set()
    waiting: list[Any] = [where]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Not) or node in seen:
            continue
        seen.add(node)
        waiting += children(node)
        if isinstance(node, Exists | Reduce) and node.table in _LAID_OUT:
            for part in listed(node.where):
                if isinstance(part, OneOf) and part.value == Column("part"):
                    yield node.table, part.options


def _place(code: Any) -> tuple[int, str]:
    return _ORDER.get(str(code), len(_ORDER)), str(code)


def derive_phases(frames: dict[str, Frame], kinds: dict[str, dict[str, Kind | None]]) -> None:
    """Add the phases of projects, found by their relation, to tables that have none of them."""
    columns = kinds.get("projects", {})
    if not {"relation", "parent", "id"} <= columns.keys():
        return
    projects = frames["projects"]
    roots = projects.select(nw.col("id").alias("_root"), _is_root=nw.lit(1))
    joined = projects.join(roots, left_on="parent", right_on="_root", how="left")
    child = nw.col("relation").is_in(["phase", "part"]).fill_null(False)  # noqa: FBT003 - the filling
    child &= ~nw.col("_is_root").is_null()
    own = {"row": "own_row"} if "row" in columns else {}
    frames["phases"] = joined.filter(child).drop("_is_root").rename(own)
    kinds["phases"] = {own.get(name, name): kind for name, kind in columns.items()}
    if "is_child" not in columns:
        frames["projects"] = joined.with_columns(is_child=child).drop("_is_root")
        kinds["projects"] = {**columns, "is_child": "bool"}
    if "row" in columns:  # phases refer to the number of their project
        numbers = projects.select(nw.col("id").alias("_root"), parent_row=nw.col("row"))
        phases = frames["phases"]
        frames["phases"] = phases.join(numbers, left_on="parent", right_on="_root", how="left")
        kinds["phases"] = {**kinds["phases"], "parent_row": "number"}
