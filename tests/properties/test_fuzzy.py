"""Laws of conditions that coarse dates leave open: what is certain holds whatever the day, what is impossible never."""

from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from zhaoshang._engine.objects.interpreter import Objects
from zhaoshang._engine.query.history import DAY
from zhaoshang._engine.query.shapes.fuzzy import Fuzzy, Reading, all_of, any_of
from zhaoshang._engine.tables.columns import from_tuples
from zhaoshang.measures import ALWAYS, NEVER, Predicate

FIRST, LAST = 1, 12
READINGS: list[Reading] = ["sure", "start", "end", "touch"]

days = st.integers(FIRST, LAST)
spans = st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))
records = st.lists(st.one_of(spans, st.just((None, None))), min_size=1, max_size=6)


def questions() -> st.SearchStrategy[Any]:
    """Draw a question about a date: `by`, `before` or `within`, joined by and, or and not."""
    simple = st.one_of(
        st.tuples(st.sampled_from(["by", "before"]), days),
        st.tuples(st.just("within"), spans),
    )
    return st.recursive(
        simple,
        lambda inner: st.one_of(
            st.tuples(st.just("not"), inner),
            st.tuples(st.sampled_from(["and", "or"]), inner, inner),
        ),
        max_leaves=4,
    )


def asked(question: Any, reading: Reading) -> Fuzzy:
    """Put a question in nodes."""
    kind, *rest = question
    if kind == "not":
        return ~asked(rest[0], reading)
    if kind in {"and", "or"}:
        join = all_of if kind == "and" else any_of
        return join(*(asked(part, reading) for part in rest))
    return cast("Fuzzy", getattr(DAY, kind)(rest[0], reading))


def holds(question: Any, day: int | None) -> bool:
    """Answer a question about a day that is known."""
    kind, *rest = question
    if kind == "not":
        return not holds(rest[0], day)
    if kind in {"and", "or"}:
        return (all if kind == "and" else any)(holds(part, day) for part in rest)
    if day is None:
        return False
    if kind == "within":
        first, last = rest[0]
        return bool(first <= day <= last)
    return bool(day <= rest[0] if kind == "by" else day < rest[0])


def found(rows: list[Any], where: Predicate) -> list[bool]:
    """Work a predicate out over records."""
    table = from_tuples(rows, ("lo", "hi"), above=None)
    return [bool(cell) for cell in Objects(cast("Any", {"records": table})).mask("records", where)]


@given(records, questions())
def test_what_is_certain_holds_on_every_day_and_what_is_impossible_on_none(
    rows: list[Any], question: Any
) -> None:
    fuzzy = asked(question, "sure")
    certain, possible = found(rows, fuzzy.certain), found(rows, fuzzy.possible)
    for (lo, hi), surely, perhaps in zip(rows, certain, possible, strict=True):
        answers = {holds(question, day) for day in ([None] if lo is None else range(lo, hi + 1))}
        assert not surely or answers == {True}
        assert perhaps or answers == {False}


@given(records, questions(), st.sampled_from(READINGS))
def test_what_counts_and_what_may_count_share_no_row(
    rows: list[Any], question: Any, reading: Reading
) -> None:
    fuzzy = asked(question, reading)
    counted, possible = found(rows, fuzzy.counted), found(rows, fuzzy.possible)
    certain = found(rows, fuzzy.certain)
    maybe, unsure = found(rows, fuzzy.maybe), found(rows, fuzzy.unsure)
    assert maybe == [may and not is_in for may, is_in in zip(possible, counted, strict=True)]
    assert unsure == [is_in and not surely for is_in, surely in zip(counted, certain, strict=True)]


@given(st.lists(days.map(lambda day: (day, day)), min_size=1, max_size=6), questions())
def test_exact_days_leave_nothing_open(rows: list[Any], question: Any) -> None:
    for reading in READINGS:
        fuzzy = asked(question, reading)
        expected = [holds(question, day) for day, _ in rows]
        assert found(rows, fuzzy.counted) == found(rows, fuzzy.possible) == expected
        assert not any(found(rows, fuzzy.maybe))


@given(records, questions(), st.sampled_from(["start", "end"]))
def test_one_side_of_a_date_decides_alone(rows: list[Any], question: Any, reading: Reading) -> None:
    fuzzy = asked(question, reading)
    side = 0 if reading == "start" else 1
    assert found(rows, fuzzy.counted) == [holds(question, row[side]) for row in rows]
    assert fuzzy.maybe == NEVER


@given(questions())
def test_not_undoes_itself_and_swaps_and_with_or(question: Any) -> None:
    one, other = asked(question, "sure"), Fuzzy(ALWAYS)
    rows = [(lo, hi) for lo in range(FIRST, LAST + 1) for hi in range(lo, LAST + 1)]
    for left, right in ((~~one, one), (~(one & other), ~one | ~other)):
        for side in ("counted", "possible", "certain"):
            assert found(rows, getattr(left, side)) == found(rows, getattr(right, side))
