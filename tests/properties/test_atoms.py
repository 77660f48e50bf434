"""Law: every atom over every node gives the same sums on plain objects and on each data frame engine."""

from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.properties.drawn import ledger
from tests.properties.test_frames import BACKENDS

from zhaoshang import measures
from zhaoshang._engine.objects.interpreter import Objects
from zhaoshang._engine.query.groups import By
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.calendars import Limit
from zhaoshang.frames import from_ledger
from zhaoshang.measures import (
    ALWAYS,
    Among,
    Amount,
    And,
    Atom,
    Choose,
    Column,
    Compare,
    Const,
    Count,
    Distinct,
    Exists,
    FirstOf,
    Fold,
    Histogram,
    Ids,
    MoneySum,
    Not,
    OneOf,
    Op,
    Or,
    Parent,
    Predicate,
    Present,
    Reduce,
    Shift,
    Sum,
    Times,
    Value,
)

NUMBERS = {
    "projects": ("investment.value", "investment.low", "investment.high", "fixed_investment.value"),
    "phases": ("investment.value", "investment.low", "fixed_investment.value"),
    "arrivals": ("amount.value", "amount.low", "amount.high"),
    "history": (),
}
DATES = {
    "projects": (),
    "phases": (),
    "arrivals": ("lo", "hi", "recorded"),
    "history": ("lo", "hi", "recorded"),
}
TEXTS = {
    "projects": {"district": ("东区", "西区"), "owner": ("U1", "U2"), "investment.unit": ("CNY", "USD")},
    "phases": {"investment.unit": ("CNY", "USD")},
    "arrivals": {"origin": ("foreign", "out_of_province"), "amount.unit": ("CNY", "USD")},
}
AMOUNTS = {"projects": "investment", "arrivals": "amount"}
CHILDREN = {"projects": ("history", "arrivals", "phases")}
STAGES = ("signed", "started", "completed")
GROUPINGS = (
    None,
    By(("district",)),
    By(("owner",), shared=True, day=date(2022, 6, 30)),
    By(("owner", "event"), shared=True, every_event=True),
)


class Nodes:
    """Draws nodes of one kind, some of them deep."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def number(self, table: str, depth: int) -> Value:
        pick = self.random.choice
        if depth and table in CHILDREN and self.random.random() < 0.4:
            child = pick(CHILDREN[table])
            fold: Fold = pick(("count", "sum", "min", "max", "only"))
            value = self.number(child, depth - 1) if NUMBERS[child] else Const(1)
            return Reduce(fold, child, value, self.rows(child, depth - 1))
        if depth and self.random.random() < 0.6:
            first, second = self.number(table, depth - 1), self.number(table, depth - 1)
            return pick(
                (
                    Choose(self.met(table, depth - 1), first, second),
                    Among(pick(("min", "max")), (first, second)),
                    Times(first, pick((2, Fraction(1, 3)))),
                )
            )
        if depth and table == "arrivals" and self.random.random() < 0.3:
            return Parent(self.number("projects", 0))
        if not NUMBERS[table] or self.random.random() < 0.15:
            return Const(pick((0, 1, Fraction(1, 3), None)))
        return Column(pick(NUMBERS[table]))

    def day(self, table: str, depth: int) -> Value:
        pick = self.random.choice
        if not DATES[table]:
            child = pick(("history", "arrivals"))
            fold: Fold = pick(("min", "max", "only"))
            return Reduce(fold, child, self.day(child, 0), self.rows(child, max(0, depth - 1)))
        if depth and self.random.random() < 0.4:
            first, second = self.day(table, depth - 1), self.day(table, depth - 1)
            return pick(
                (
                    Choose(self.met(table, depth - 1), first, second),
                    Among(pick(("min", "max")), (first, second)),
                    Shift(first, Limit(months=1)),
                )
            )
        return Column(pick(DATES[table]))

    def text(self, table: str) -> tuple[Value, tuple[str, ...]]:
        if table in CHILDREN and self.random.random() < 0.3:
            child = self.random.choice(("arrivals", "phases"))
            inner, options = self.text(child)
            return Reduce("only", child, inner, self.rows(child, 0)), options
        name = self.random.choice(list(TEXTS[table]))
        return Column(name), TEXTS[table][name]

    def rows(self, table: str, depth: int) -> Predicate:
        """Choose child rows; stages are kept apart, so each question names those that it looks at."""
        met = self.met(table, depth)
        if table != "history":
            return met
        return And((OneOf(Column("part"), frozenset(self.random.sample(STAGES, 2))), met))

    def met(self, table: str, depth: int) -> Predicate:
        pick = self.random.choice
        if depth and self.random.random() < 0.5:
            parts = tuple(self.met(table, depth - 1) for _ in range(pick((1, 2, 3))))
            return pick((And(parts), Or(parts), Not(parts[0])))
        if depth and table in CHILDREN and self.random.random() < 0.4:
            child = pick(CHILDREN[table])
            return Exists(child, self.rows(child, depth - 1))
        if table == "projects" and self.random.random() < 0.1:
            return FirstOf((Column("name"), Column("lead_investor")), self.day(table, 0), self.met(table, 0))
        op: Op = pick(("lt", "le", "eq", "ge", "gt"))
        if DATES[table] and (table not in TEXTS or self.random.random() < 0.5):
            edge = Const(date(2022, pick((1, 5, 9)), 1).toordinal())
            return Compare(self.day(table, depth), op, pick((edge, self.day(table, 0))))
        if NUMBERS[table] and self.random.random() < 0.4:
            edge = Const(pick((500_000_000, 20_000_000, Fraction(1, 3))))
            return Compare(self.number(table, depth), op, pick((edge, self.number(table, 0))))
        value, options = self.text(table)
        return pick(
            (Present(value), OneOf(value, frozenset({pick((None, *options)), pick(options)})), ALWAYS)
        )

    def atom(self) -> Atom:
        pick = self.random.choice
        table = pick(("projects", "arrivals"))
        met = self.met(table, 3)
        atoms: list[Atom] = [
            Count(table, met),
            Histogram(table, self.day(table, 1), self.day(table, 1), met, as_pairs=pick((True, False))),
            Distinct(table, self.text(table)[0], met),
            Sum(table, self.number(table, 2), met),
            MoneySum(table, Amount.of(AMOUNTS[table]), met),
        ]
        if table == "projects":
            atoms.append(Ids(table, met))
        return pick(atoms)


def plain(atom: Atom, found: Any) -> Any:
    """Write an answer down so that answers of several executors compare."""
    if isinstance(atom, Ids):
        return tuple(found)
    return dict(found) if isinstance(atom, Histogram | MoneySum) else found


@example(seed=1674347281, by=None, backend=BACKENDS[0])  # of one table, nothing is left to count
@given(seed=st.integers(0, 2**32), by=st.sampled_from(GROUPINGS), backend=st.sampled_from(BACKENDS))
def test_atoms_agree(seed: int, by: By | None, backend: Any) -> None:
    """Several atoms asked for together, so that they share filters and columns."""
    random = Random(seed)  # noqa: S311 - a random ledger needs no secrecy
    drawn = ledger(random, 6)
    atoms = [Nodes(random).atom() for _ in range(random.choice((1, 2, 4)))]
    objects = Objects(Tables(drawn, joins_phases=True))
    frames = from_ledger(drawn, backend=backend).executor(True)
    frames.prepare(atoms, by)
    for atom in atoms:
        expected, found = objects.atom(atom, by), frames.atom(atom, by)
        if by is None:
            assert plain(atom, found) == plain(atom, expected), atom
            continue
        empty: tuple[Any, ...] = (None, 0, {}, frozenset(), ())
        given_back = {label: plain(atom, part) for label, part in found.items()}
        wanted = {label: plain(atom, part) for label, part in expected.items()}
        assert {key: part for key, part in given_back.items() if part not in empty} == {
            key: part for key, part in wanted.items() if part not in empty
        }, atom


@pytest.mark.parametrize(("old", "new"), [("N", Count), ("S", Sum), ("M", MoneySum), ("H", Histogram)])
def test_an_atom_is_found_by_its_old_letter(old: str, new: type) -> None:
    """The letters of 0.1 still lead to the atoms, with a warning that names the new one."""
    with pytest.warns(DeprecationWarning, match=f"measures.{new.__name__}"):
        assert getattr(measures, old) is new
    with pytest.raises(AttributeError, match="has no K"):
        getattr(measures, "K")  # noqa: B009 - a name that is nowhere
