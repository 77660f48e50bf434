"""Law: whatever is written in the algebra of `zhaoshang.measures`, objects and every data frame engine agree on it."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.properties.test_frames import ledger

from zhaoshang._engine.groups import By
from zhaoshang._engine.objects import Objects
from zhaoshang._engine.tables import Tables
from zhaoshang.frames import Backend, from_ledger
from zhaoshang.measures import (
    Among,
    Amount,
    Atom,
    Choose,
    Column,
    Compare,
    Const,
    Distinct,
    Exists,
    H,
    Ids,
    M,
    N,
    Not,
    OneOf,
    Parent,
    Predicate,
    Present,
    Reduce,
    S,
    Times,
    Value,
    equal,
    every,
    some,
)

Kind = Literal["date", "number", "text"]

COLUMNS: dict[str, dict[Kind, tuple[str, ...]]] = {
    "projects": {
        "number": ("investment.value", "investment.low", "land.value", "investment.side"),
        "text": ("district", "owner", "track", "investment.unit", "investment.hedge", "relation"),
        "date": (),
    },
    "phases": {"number": ("investment.value", "investment.high"), "text": ("investment.unit",), "date": ()},
    "history": {"number": (), "text": (), "date": ("lo", "hi", "recorded")},
    "arrivals": {
        "number": ("amount.value", "amount.low"),
        "text": ("origin", "amount.unit"),
        "date": ("lo", "hi", "recorded"),
    },
}
CHILDREN = tuple(table for table in COLUMNS if table != "projects")
WORDS = ("东区", "U1", "CNY", "signed", "started", "formal", "foreign", "phase", "land", "none")
FOLDS: dict[Kind, tuple[Literal["min", "max", "sum", "only"], ...]] = {
    "number": ("min", "max", "sum", "only"),
    "text": ("only",),
    "date": ("min", "max", "only"),
}


class Drawer:
    """Draws nodes over a table, from leaves to some depth."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def scalar(self, kind: Kind) -> int | Fraction | str:
        """Draw a constant of a kind."""
        if kind == "date":
            return date(self.random.choice((2021, 2022)), self.random.randint(1, 12), 15).toordinal()
        if kind == "number":
            return self.random.choice((0, 1, 300_000_000, Fraction(1, 3), -5))
        return self.random.choice(WORDS)

    def value(self, table: str, kind: Kind, depth: int) -> Value:
        """Draw a value of a kind."""
        columns = COLUMNS[table][kind]
        forms = ["column"] * 2 if columns else ["reduce"]
        if depth:
            forms += ["choose", "parent" if table != "projects" else "reduce"]
            forms += ["among"] if kind != "text" else []
            forms += ["times"] if kind == "number" else []
        form = self.random.choice(forms)
        match form:
            case "column":
                return Column(self.random.choice(columns))
            case "choose":
                other = self.random.choice((Const(None), self.value(table, kind, depth - 1)))
                return Choose(self.predicate(table, depth - 1), self.value(table, kind, depth - 1), other)
            case "among":
                both = tuple(self.value(table, kind, depth - 1) for _ in range(2))
                return Among(self.random.choice(("min", "max")), both)
            case "times":
                return Times(
                    self.value(table, kind, depth - 1),
                    self.random.choice((2, Fraction(1, 3), Fraction(-5, 2))),
                )
            case "parent":
                return Parent(self.value("projects", kind, depth - 1))
            case _:
                return self.reduce(kind, max(depth - 1, 0))

    def reduce(self, kind: Kind, depth: int) -> Reduce:
        """Draw a value folded over child rows."""
        below = self.random.choice([each for each in CHILDREN if COLUMNS[each][kind]])
        where = self.rows(below, depth)
        if kind == "number" and self.random.random() < 0.2:
            return Reduce("count", below, Const(1), where)
        return Reduce(self.random.choice(FOLDS[kind]), below, self.value(below, kind, 0), where)

    def rows(self, table: str, depth: int) -> Predicate:
        """Choose child rows; those of the history by what they are of, too."""
        where = self.predicate(table, depth)
        if table != "history":
            return where
        return every(
            OneOf(Column("part"), frozenset(self.random.sample(("signed", "started", "lead"), 2))), where
        )

    def predicate(self, table: str, depth: int) -> Predicate:
        """Draw a predicate."""
        kind = self.random.choice([kind for kind, columns in COLUMNS[table].items() if columns])
        forms = ["present", "among", "compare"]
        if depth:
            forms += ["and", "or", "not", "parent" if table != "projects" else "exists"]
        match self.random.choice(forms):
            case "present":
                return Present(self.value(table, kind, depth))
            case "among" if COLUMNS[table]["text"]:
                return equal(self.value(table, "text", depth), self.random.choice(WORDS))
            case "and":
                return every(self.predicate(table, depth - 1), self.predicate(table, depth - 1))
            case "or":
                return some(self.predicate(table, depth - 1), self.predicate(table, depth - 1))
            case "not":
                return Not(self.predicate(table, depth - 1))
            case "exists":
                below = self.random.choice(CHILDREN)
                return Exists(below, self.rows(below, depth - 1))
            case "parent":
                return equal(Parent(self.predicate("projects", depth - 1)), True)
            case _:
                return self.compare(table, depth)

    def compare(self, table: str, depth: int) -> Predicate:
        """Draw a comparison, with a constant or with another value."""
        kinds: tuple[Kind, ...] = ("number", "date")
        kind = self.random.choice([kind for kind in kinds if COLUMNS[table][kind]])
        right: Value = Const(self.scalar(kind))
        if self.random.random() < 0.3:
            right = self.value(table, kind, depth)
        op: Any = self.random.choice(("lt", "le", "eq", "ge", "gt"))
        return Compare(self.value(table, kind, depth), op, right)

    def atom(self) -> Atom:
        """Draw an atom."""
        table = self.random.choice(("projects", "projects", "arrivals"))
        where = self.predicate(table, 2)
        kinds = [kind for kind, columns in COLUMNS[table].items() if columns]
        match self.random.choice(("n", "s", "m", "h", "ids", "distinct")):
            case "s" if "number" in kinds:
                return S(table, self.value(table, "number", 1), where)
            case "m":
                return M(table, Amount.of("investment" if table == "projects" else "amount"), where)
            case "h" if "date" in kinds:
                return H(table, Column("lo"), self.value(table, "date", 1), where)
            case "ids":
                return Ids(table, where, Column("id") if table == "projects" else Parent(Column("id")))
            case "distinct":
                return Distinct(table, self.value(table, self.random.choice(kinds), 1), where)
            case _:
                return N(table, where)


GROUPINGS = (None, By(keys=("district",)), By(keys=("owner", "track"), day=date(2022, 6, 30)))


def answers(executor: Any, atoms: list[Atom], by: By | None) -> list[Any]:
    """Ask for everything at once, then for each."""
    executor.prepare(atoms, by)
    return [_plain(executor.atom(atom, by), by) for atom in atoms]


def _plain(found: Any, by: By | None) -> Any:
    """Write an answer down: what nothing was added to is not there."""
    if by is None:
        return [*found] if isinstance(found, Sequence) else found
    return {label: _plain(part, None) for label, part in found.items() if part}


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow", "duckdb"])
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(seed=st.integers(0, 2**32), by=st.sampled_from(GROUPINGS))
def test_every_node_agrees(backend: Backend, seed: int, by: By | None) -> None:
    """Atoms of random predicates and values add up to the same on objects and frames."""
    random = Random(seed)  # noqa: S311 - a random ledger needs no secrecy
    drawn, drawer = ledger(random, 16), Drawer(random)
    atoms = [drawer.atom() for _ in range(25)]
    expected = answers(Objects(Tables(drawn)), atoms, by)
    found = answers(from_ledger(drawn, backend=backend).executor(True), atoms, by)
    for atom, here, there in zip(atoms, found, expected, strict=True):
        assert here == there, (seed, atom)
