"""One meaning of what fits: whatever an argument of a type is written as, the answer is the same.

Every parameter of the public face and every field of a record is given what it takes, and then the same in each other way
that fits its type: the numbers, truths and texts of numpy, a tuple, an iterator or an array for a list, a list for a pair.
"""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, cast, get_args, get_origin

import attrs
import numpy as np
import pandas as pd
import polars as pl
import pytest
from tests.house.test_plain_fields import RESULTS, declared
from tests.house.test_wrong_values import SWEPT, ask, needed_by, parameters_of, right

from zhaoshang import checks, measures
from zhaoshang._calls.hints import forms_of
from zhaoshang.errors import ZhaoshangError
from zhaoshang.intervals import Interval, to_fraction

RUNS: Final[dict[str, Callable[[list[Any]], Any]]] = {
    "a tuple": tuple,
    "a list": list,
    "an iterator": iter,
    "a generator": lambda items: (each for each in items),
    "a deque": deque,
    "an array": lambda items: _filled(np.empty(len(items), dtype=object), items),
    "a series": lambda items: pd.Series(items, dtype=object),
}


def _filled(array: Any, items: list[Any]) -> Any:
    array[:] = items
    return array


def spelled(value: Any, *, is_run: bool) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Give the other ways in which a value is written; each is made anew, as some are gone through once."""
    if type(value) is bool:
        yield "a truth of numpy", lambda: np.bool_(value)
    elif type(value) is int:
        yield "a number of numpy", lambda: np.int64(value)
        yield "a short number of numpy", lambda: np.uint8(value) if 0 <= value < 256 else np.int32(value)
    elif type(value) is str:
        yield "a text of numpy", lambda: np.str_(value)
    elif type(value) is dict:
        yield "a proxy", lambda: MappingProxyType(dict(value))
        yield "an ordered mapping", lambda: OrderedDict(value)
    elif is_run and isinstance(value, list | tuple):
        items = list(value)
        for label, make in RUNS.items():
            yield label, lambda make=make: make(items)  # type: ignore[misc]
        for label, _ in spelled(items[0], is_run=False) if items else ():
            yield (
                f"a list of {label}",
                lambda label=label: [dict(spelled(each, is_run=False))[label]() for each in items],  # type: ignore[misc]
            )


def taken_by(name: str, hint: Any) -> Any:
    """Give what a parameter takes: of a run one thing, where it is known what."""
    given = right(name, hint)
    if type(given) is list and not given:
        for form in forms_of(hint):
            try:
                return [right(name, get_args(form)[0])]
            except (LookupError, IndexError):
                continue
    return given


def takes_a_run(hint: Any) -> bool:
    """Tell whether a parameter takes several in any run."""
    heads: list[Any] = [get_origin(form) for form in forms_of(hint)]
    return any(isinstance(head, type) and issubclass(list, head) for head in heads)


ANSWERING = [name for name in SWEPT if not name.startswith("zhaoshang.testing.")]
"""All functions but those that draw."""


@pytest.mark.parametrize("name", ANSWERING)
def test_a_value_that_fits_gives_one_answer_however_it_is_written(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    call, parameters = SWEPT[name], parameters_of(SWEPT[name])
    needed = needed_by(parameters)
    other = []
    for each, (_, hint) in parameters.items():
        try:
            value = taken_by(each, hint)
            asked = repr(ask(call, parameters, {**needed, each: value}))
        except (LookupError, ZhaoshangError):
            continue
        for label, make in spelled(value, is_run=takes_a_run(hint)):
            try:
                again = repr(ask(call, parameters, {**needed, each: make()}))
            except Exception as error:  # noqa: BLE001 - told below
                again = repr(error)
            if again != asked and " at 0x" not in asked:
                other.append((each, label, again[:300]))
    assert other == []


class Kept:
    """What reads the fields of a class without making one."""

    def __init__(self, field: Any) -> None:
        self.read, self.check, self.field = field.converter, field.validator, field

    def __call__(self, value: Any) -> Any:
        kept = value if self.read is None else self.read(value)
        if self.check is not None:
            self.check(None, self.field, kept)
        return kept


READ = {
    name: kind
    for name, kind in declared().items()
    if not name.startswith(("measures.", "findings.")) and name not in RESULTS
}
"""All classes but those that the library makes, and the nodes of measures, which are made by functions that look."""
FIELDS = {
    f"{name}.{field.name}": field
    for name, kind in READ.items()
    for field in attrs.fields(kind)
    if field.init and not isinstance(field.converter, attrs.Converter)
}
OF_PYTHON: Final[dict[Any, tuple[Any, ...]]] = {
    bool: (True, False),
    int: (2, 2022),
    str: ("甲", "signed", "USD"),
}


def singles(field: Any) -> Iterator[tuple[Any, Any]]:
    """Give what a field may hold by its type, and the same as numpy has it."""
    for kind in [kind for kind in OF_PYTHON if kind in (field.type, *get_args(field.type))]:
        for value in OF_PYTHON[kind]:
            yield from ((value, make()) for _, make in spelled(value, is_run=False))


@pytest.mark.parametrize("name", [name for name, field in FIELDS.items() if any(singles(field))])
def test_a_field_keeps_numbers_truths_and_texts_as_python_has_them(name: str) -> None:
    keep = Kept(FIELDS[name])
    for value, other in singles(FIELDS[name]):
        try:
            kept = keep(value)
        except (ZhaoshangError, TypeError, ValueError):
            continue
        again = keep(other)
        assert (again, type(again)) == (kept, type(kept)), other


OF_TEXTS = [
    name for name, field in FIELDS.items() if field.type == tuple[str, ...] and field.converter is not None
]


@pytest.mark.parametrize("name", OF_TEXTS)
def test_a_field_of_texts_takes_any_run_of_them(name: str) -> None:
    keep = Kept(FIELDS[name])
    try:
        kept = keep(["signed", "started"])
    except ZhaoshangError:
        pytest.skip("of other texts")
    for make in (*RUNS.values(), np.array, pl.Series, pd.Index):
        again = keep(make(["signed", "started"]))
        assert again == kept
        assert {type(each) for each in again} <= {str, *map(type, kept)}
    for wrong in ({"signed": 1}, 5):
        with pytest.raises(ZhaoshangError):
            keep(wrong)


TAKING_DIGITS: Final[dict[str, Callable[[Any], Any]]] = {
    "to_fraction": to_fraction,
    "Interval": lambda number: Interval(number, None).low,
    "Interval.point": lambda number: Interval.point(number).low,
    "Interval.closed": lambda number: Interval.closed(number, None).low,
    "checks.Limit.at_least": lambda number: checks.Limit(measure="plot_ratio", at_least=number).at_least,
    "checks.Limit.points": lambda number: checks.Limit(measure="plot_ratio", points=number).points,
    "Admission.pass_mark": lambda number: checks.Admission(pass_mark=number).pass_mark,
    "Admission.revise_mark": lambda number: checks.Admission(revise_mark=number).revise_mark,
    "measures.Times": lambda number: measures.Times(measures.column("grade"), number).factor,
}


@pytest.mark.parametrize("take", TAKING_DIGITS.values(), ids=list(TAKING_DIGITS))
def test_digits_as_text_are_the_exact_number(take: Callable[[Any], Any]) -> None:
    assert [take(each) for each in ("2", np.str_("2"), 2, Decimal(2), np.int64(2))] == [2] * 5
    assert [take(each) for each in ("2.5", "5/2", Fraction(5, 2))] == [Fraction(5, 2)] * 3
    for wrong in ("", "x", "1/0", "1/x", "nan", "inf", "2元", "1e9999999", 2.5, True):
        with pytest.raises(ZhaoshangError):
            take(wrong)


LETTERED = measures.equal(measures.column("grade"), "A")
NODES: Final[dict[str, tuple[Callable[[Any], Any], Any]]] = {
    "And": (measures.And, LETTERED),
    "Or": (measures.Or, LETTERED),
    "Among": (lambda several: measures.Among("max", several), measures.column("grade")),
    "FirstOf": (
        lambda several: measures.FirstOf(several, measures.column("id"), LETTERED),
        measures.column("grade"),
    ),
}


@pytest.mark.parametrize(("make", "part"), NODES.values(), ids=list(NODES))
def test_a_node_of_measures_takes_any_run(make: Callable[[Any], Any], part: Any) -> None:
    for run in RUNS.values():
        assert make(run([part, part])) == make((part, part))
    for wrong in ("ab", part, {part: 1}, 5):
        with pytest.raises(ZhaoshangError):
            make(wrong)


def test_a_constant_of_measures_is_that_of_python() -> None:
    for value, other in ((5, np.int64(5)), (True, np.bool_(True)), ("A", np.str_("A"))):
        kept = measures.Const(cast("Any", other))
        assert (kept, type(kept.scalar)) == (measures.Const(value), type(value))
    assert (measures.column("grade") >= np.int64(5)) == (measures.column("grade") >= 5)
