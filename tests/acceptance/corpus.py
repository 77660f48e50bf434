"""How well `find_mentions` and `find_periods` read the gold corpus: right, total and wrong per kind of record.

    results = corpus_results(Path("…/corpus/seeds"))
    results["quantities"]  ->  {"right": …, "total": …, "reported": …, "f1": …, "wrong": [ids]}

A quantity is right when span, value, unit and bounds are; a negative is right when no reported quantity touches it; a
period is right when its span is, and its days where the gold can know them. Borderline records count for nothing.
"""

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from zhaoshang.periods import Period
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.reading import find_mentions, find_periods
from zhaoshang.units import Dimension

Record = Mapping[str, Any]

# what the reader is told about the day of writing, by document (the seeds' README)
TODAY = {"cangshan.txt": "2020-04-20", "nanan.txt": "2022-12", "quanzhou-taiwanese-zone.txt": "2020"}

_UNITS = {
    "年": "year",
    "月": "month",
    "个月": "month",
    "天": "day",
    "小时": "hour",
    "周": "week",
    "t": "t",
    "倍": "times",
    "m": "m",
}


def records(path: Path) -> list[Record]:
    """Read a JSONL file; a file that is not there has no records."""
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def corpus_results(directory: Path, *, today: Mapping[str, str] = TODAY) -> dict[str, dict[str, Any]]:
    """Score the readers on every article of a directory.

    Returns:
        By `quantities`, `negatives` and `dates`, and `quantities:<kind>` and `<file>:<document>` beside them: `right`,
        `total`, `wrong` (ids `document:start-end`), and with `reported` also `f1`.
    """
    results: dict[str, dict[str, Any]] = {}
    gold = {name: records(directory / f"{name}.jsonl") for name in ("quantities", "negatives", "dates")}
    told = {**today, **_told(directory)}
    for path in sorted(directory.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        own = {name: [row for row in rows if row["doc"] == path.name] for name, rows in gold.items()}
        _score_quantities(results, path.name, text, own["quantities"], own["negatives"])
        _score_dates(results, path.name, text, own["dates"], told.get(path.name))
    for result in results.values():
        if "reported" in result:
            whole = result["total"] + result["reported"]
            result["f1"] = 2 * result["right"] / whole if whole else 1.0
    return results


def _told(directory: Path) -> dict[str, str]:
    """Read `today.json`, where a corpus states the days of writing itself."""
    path = directory / "today.json"
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}


def _add(results: dict[str, dict[str, Any]], keys: Iterable[str], name: str, *, right: bool) -> None:
    for key in keys:
        result = results.setdefault(key, {"right": 0, "total": 0, "wrong": []})
        result["total"] += 1
        result["right"] += right
        if not right:
            result["wrong"].append(name)


def _score_quantities(
    results: dict[str, dict[str, Any]], doc: str, text: str, gold: list[Record], negatives: list[Record]
) -> None:
    mentions = {(found.start, found.end): found.quantity for found in find_mentions(text)}
    for row in gold:
        if not row.get("borderline"):
            span = row["start"], row["end"]
            right = span in mentions and is_right(mentions[span], row)
            keys = "quantities", f"quantities:{row['kind']}", f"quantities:{doc}"
            _add(results, keys, f"{doc}:{span[0]}-{span[1]}", right=right)
    for row in negatives:
        if not row.get("borderline"):
            touched = any(start < row["end"] and row["start"] < end for start, end in mentions)
            _add(
                results,
                ("negatives", f"negatives:{doc}"),
                f"{doc}:{row['start']}-{row['end']}",
                right=not touched,
            )
    loose = [row for row in (*gold, *negatives) if row.get("borderline")]
    for start, end in mentions:
        if not any(start < row["end"] and row["start"] < end for row in loose):
            for key in ("quantities", f"quantities:{doc}"):
                result = results.setdefault(key, {"right": 0, "total": 0, "wrong": []})
                result["reported"] = result.get("reported", 0) + 1
            if not any((row["start"], row["end"]) == (start, end) for row in gold):
                results["quantities"]["wrong"].append(f"{doc}:{start}-{end} (reported)")


def _score_dates(
    results: dict[str, dict[str, Any]], doc: str, text: str, gold: list[Record], today: str | None
) -> None:
    mentions = {(found.start, found.end): found.period for found in find_periods(text, today=today)}
    keys = "dates", f"dates:{doc}"
    for row in gold:
        span = row["start"], row["end"]
        right = span in mentions and ("XXXX" in row["iso"] or same_period(mentions[span], row["iso"]))
        _add(results, keys, f"{doc}:{span[0]}-{span[1]}", right=right)
    for key in keys:
        result = results.setdefault(key, {"right": 0, "total": 0, "wrong": []})
        result["reported"] = result.get("reported", 0) + len(mentions)
    spans = {(row["start"], row["end"]) for row in gold}
    results["dates"]["wrong"] += [
        f"{doc}:{start}-{end} (reported)" for start, end in mentions if (start, end) not in spans
    ]


_SEASON = re.compile(r"\d{4}-2[1-4]")


def same_period(period: Period | None, iso: str) -> bool:
    """Compare the days of a period with ISO text."""
    if period is None or _SEASON.fullmatch(iso):
        return period is not None  # ISO knows no days of a season
    meant = Period.of(iso)
    return (period.start, period.end) == (meant.start, meant.end)


def is_right(quantity: Quantity, row: Record) -> bool:
    """Compare value, unit and bounds; the gold writes areas in square metres, powers in watts, lengths in metres."""
    factor = quantity.unit.factor if quantity.unit.dimension in _BASED else Fraction(1)
    if not _same_unit(quantity, row):
        return False
    value, lower, upper = (_gold_number(row, name) for name in ("value", "lower", "upper"))
    own = None if quantity.value is None else Fraction(quantity.value) * factor
    low, high = (
        None if end is None else end * factor for end in (quantity.interval.low, quantity.interval.high)
    )
    if quantity.hedge is Hedge.ORDER:
        return row["hedge"] == "order" and value in {None, low}
    if row["hedge"] == "more_than_odd" and value is None:
        return own is None and _same_open(quantity, lower, upper)
    return (own, low, high) == (value, lower, upper)


_BASED = {Dimension.AREA, Dimension.POWER, Dimension.LENGTH}


def _same_open(quantity: Quantity, lower: Fraction | None, upper: Fraction | None) -> bool:
    """Take 11..19 for (10, 20) and 20..99 for [20, 100): the same integers."""
    low, high = quantity.interval.low, quantity.interval.high
    return lower in {low, low + 1 if low is not None else None} and (
        high is not None and upper is not None and (upper == high or 0 < high - upper <= high / 10)
    )


def _same_unit(quantity: Quantity, row: Record) -> bool:
    unit = str(row["unit"])
    if quantity.unit.dimension in _BASED:
        return unit in {quantity.unit.code, quantity.unit.base}
    return quantity.unit.code in {unit, _UNITS.get(unit)}


def _gold_number(row: Record, name: str) -> Fraction | None:
    if row.get(f"{name}_exact"):
        return Fraction(row[f"{name}_exact"])
    return None if row.get(name) is None else Fraction(Decimal(row[name]))
