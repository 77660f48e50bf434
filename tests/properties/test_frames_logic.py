"""Law: what is settled about predicates without looking at rows changes the answer for no row, missing values included."""

from itertools import product
from operator import eq, ge, gt, le, lt
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.drawing import examples

from zhaoshang._engine.frames.logic import conjoin, disjoin, envelope, negate
from zhaoshang._engine.frames.rewrite import Rewriter
from zhaoshang.measures import (
    ALWAYS,
    NEVER,
    Among,
    And,
    Choose,
    Column,
    Compare,
    Const,
    Not,
    OneOf,
    Or,
    Predicate,
    Present,
    Value,
)

NAMES = ("x", "y", "z")
ROWS = [dict(zip(NAMES, cells, strict=True)) for cells in product((None, 1, 2, 3), repeat=3)]
HOLDS = {"lt": lt, "le": le, "eq": eq, "ge": ge, "gt": gt}
X, Y, Z = map(Column, NAMES)
ONE = Const(1)


class Plain:
    """A layout that holds every column as it stands."""

    def column(self, _table: str, name: str) -> Value:
        return Column(name)

    def has_table(self, _name: str) -> bool:
        return True

    def wide(self, _table: str, _child: str) -> None:
        return None

    def parent_of(self, table: str) -> str:
        return table


def cell(node: Any, row: dict[str, Any]) -> Any:
    match node:
        case Column(name):
            return row[name]
        case Const(scalar):
            return scalar
        case Choose(when, then, otherwise):
            return cell(then if holds(when, row) else otherwise, row)
        case Among(fold, values):
            cells = [found for found in (cell(value, row) for value in values) if found is not None]
            return (min if fold == "min" else max)(cells, default=None)
        case _:
            raise TypeError(node)


def holds(node: Any, row: dict[str, Any]) -> bool:
    match node:
        case And(parts):
            return all(holds(part, row) for part in parts)
        case Or(parts):
            return any(holds(part, row) for part in parts)
        case Not(part):
            return not holds(part, row)
        case Present(value):
            return cell(value, row) is not None
        case OneOf(value, options):
            return cell(value, row) in options
        case Compare(left, op, right):
            sides = cell(left, row), cell(right, row)
            return None not in sides and HOLDS[op](*sides)
        case _:
            raise TypeError(node)


def value(random: Random, depth: int) -> Value:
    if depth and random.random() < 0.4:
        first, second = value(random, depth - 1), value(random, depth - 1)
        if random.random() < 0.5:
            return Among(random.choice(("min", "max")), (first, second))
        return Choose(predicate(random, depth - 1), first, random.choice((second, Const(None), ONE)))
    return random.choice((X, Y, Z))


def predicate(random: Random, depth: int) -> Predicate:
    if depth and random.random() < 0.7:
        parts = tuple(predicate(random, depth - 1) for _ in range(random.choice((1, 2, 2, 3))))
        return random.choice((And(parts), Or(parts), Not(parts[0])))
    left = value(random, min(depth, 1))
    right = random.choice((Const(2), Const(2), value(random, 0), Const(None)))
    return random.choice(
        (
            Compare(left, random.choice(("lt", "le", "eq", "ge", "gt")), right),
            Present(left),
            OneOf(left, frozenset(random.sample((None, 1, 2, 3), 2))),
            ALWAYS,
        )
    )


@settings(max_examples=examples(300))
@given(seed=st.integers(0, 2**32))
def test_rewriting_changes_no_row(seed: int) -> None:
    node = predicate(Random(seed), 4)  # noqa: S311 - a random predicate needs no secrecy
    found = Rewriter(Plain()).predicate("projects", node)
    for row in ROWS:
        assert holds(found, row) == holds(node, row), (node, found, row)


@settings(max_examples=examples(150))
@given(seed=st.integers(0, 2**32))
def test_an_envelope_holds_wherever_any_does(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - as above
    rewriter = Rewriter(Plain())
    nodes = [rewriter.predicate("projects", predicate(random, 3)) for _ in range(random.choice((1, 3, 9)))]
    found = envelope(nodes)
    for row in ROWS:
        assert holds(found, row) or not any(holds(node, row) for node in nodes), (nodes, row)


def test_what_the_others_settle_is_left_out() -> None:
    """Missing values and contradictions are seen, and comparisons turned round where both sides are there."""
    early, late = Compare(X, "le", Const(2)), Compare(Y, "le", Const(2))
    least = Among("min", (X, Y))
    assert conjoin((early, Present(X))) == early
    assert conjoin((early, Not(early))) == NEVER
    assert conjoin((early, Not(Compare(X, "lt", ONE)))) == And((early, Compare(X, "ge", ONE)))
    assert conjoin((Or((early, late)), Or((Present(X), Present(Y))))) == Or((early, late))
    assert conjoin((Or((early, late)), Present(Z), Not(Compare(least, "lt", Z)))) == And(
        (Or((early, late)), Compare(least, "ge", Z))
    )
    there, other = Present(X), Present(Y)
    assert conjoin((Or((there, other)), Not(Or((other, there))))) == NEVER
    assert conjoin((Or((early, late, there)), Not(Or((late, early))))) == And((there, Not(Or((late, early)))))
    assert disjoin((And((late, early)), And((late, negate(early), Present(Z))))) == And(
        (late, Or((early, Present(Z))))
    )


def test_what_a_chosen_value_tells_is_left_out() -> None:
    """Of two days the first where it is there: it is there where either is, and is the first where that is known."""
    late = Compare(Choose(Present(X), X, Y), "le", Const(2))
    assert conjoin((late, Or((Present(Y), Present(X))))) == late
    assert conjoin((Or((Compare(X, "le", Const(2)), Present(Z))), Not(late))) == And((Present(Z), Not(late)))


def test_alternatives_and_what_is_none_of_them_are_everything() -> None:
    early, late = Compare(X, "le", Const(2)), Compare(Y, "le", Const(2))
    assert disjoin((early, late, Not(Or((late, early))))) == ALWAYS
    assert disjoin((Not(Or((late, early))), late)) != ALWAYS
