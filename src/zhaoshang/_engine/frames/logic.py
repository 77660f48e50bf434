"""What is settled about predicates and values without looking at any row, so that engines are asked for less."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import chain
from typing import Any, Final

from zhaoshang._engine.query.execution_plans import is_on
from zhaoshang.measures import (
    ALWAYS,
    NEVER,
    Among,
    And,
    Choose,
    Compare,
    Const,
    Not,
    OneOf,
    Or,
    Predicate,
    Present,
    Times,
    Value,
    every,
    some,
)

NOTHING: Final = Const(None)
_WIDEST: Final = 6
_JOINED: Final[ContextVar[dict[Any, Predicate] | None]] = ContextVar("_JOINED", default=None)


@contextmanager
def joined_once() -> Iterator[None]:
    """Join the same parts once: the sums of a question ask for much that is alike."""
    token = _JOINED.set({})
    try:
        yield
    finally:
        _JOINED.reset(token)


def _once(join: Callable[[tuple[Predicate, ...]], Predicate], parts: tuple[Predicate, ...]) -> Predicate:
    known = _JOINED.get()
    if known is None:
        return join(parts)
    if (join, parts) not in known:
        known[join, parts] = join(parts)
    return known[join, parts]


def present(value: Value) -> Predicate:
    """Ask whether a value is there."""
    match value:
        case Const():
            return NEVER if value.scalar is None else ALWAYS
        case Choose(when, then, otherwise) if is_on("settle"):
            return disjoin(
                (conjoin((when, present(then))), conjoin((negate(when), present(otherwise)))),
            )
        case Among():
            return disjoin(present(each) for each in value.values)
        case Times():
            return present(value.value)
        case _:
            return Present(value)


def one_of(value: Value, options: frozenset[Any]) -> Predicate:
    """Ask whether a value is one of the options."""
    match value:
        case Const():
            return ALWAYS if value.scalar in options else NEVER
        case Choose(when, then, otherwise) if _is_half_settled(then, otherwise):
            yes, no = one_of(then, options), one_of(otherwise, options)
            return disjoin((conjoin((when, yes)), conjoin((negate(when), no))))
        case _:
            if None in options:
                return disjoin((negate(present(value)), one_of(value, options - {None})))
            return OneOf(value, options) if options else NEVER


_HOLDS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "eq": lambda a, b: a == b,
    "ge": lambda a, b: a >= b,
    "gt": lambda a, b: a > b,
}
_TURNED: Final[Mapping[str, Any]] = {"lt": "gt", "le": "ge", "eq": "eq", "ge": "le", "gt": "lt"}
_DENIED: Final[Mapping[str, Any]] = {"lt": "ge", "le": "gt", "ge": "lt", "gt": "le"}
_ANY: Final = {("min", "lt"), ("min", "le"), ("max", "gt"), ("max", "ge")}


def compare(left: Value, op: Any, right: Value) -> Predicate:
    """Compare two values, of which a constant comes to stand on the right."""
    if NOTHING in (left, right):
        return NEVER
    if isinstance(left, Const):
        if isinstance(right, Const):
            return ALWAYS if _HOLDS[op](left.scalar, right.scalar) else NEVER
        return compare(right, _TURNED[op], left)
    match left:
        case Choose(when, then, otherwise) if _is_half_settled(then, otherwise):
            yes, no = compare(then, op, right), compare(otherwise, op, right)
            return disjoin((conjoin((when, yes)), conjoin((negate(when), no))))
        case Among(fold, values) if isinstance(right, Const) and (fold, op) in _ANY and is_on("settle"):
            return disjoin(compare(value, op, right) for value in values)
        case _:
            return Compare(left, op, right)


def _is_half_settled(then: Value, otherwise: Value) -> bool:
    """Whether one of two values is known without a look at any row, so that a question about them is half answered."""
    return (isinstance(then, Const) or isinstance(otherwise, Const)) and is_on("settle")


def choose(when: Predicate, then: Value, otherwise: Value) -> Value:
    """Choose between two values."""
    if when == ALWAYS or then == otherwise:
        return then
    if when == NEVER:
        return otherwise
    if otherwise == NOTHING and when == Present(then):
        return then
    return Choose(when, then, otherwise)


def among(fold: Any, values: Iterable[Value]) -> Value:
    """Take the least or greatest of several values."""
    listed = tuple(dict.fromkeys(value for value in values if value != NOTHING))
    if not listed:
        return NOTHING
    return listed[0] if len(listed) == 1 else Among(fold, listed)


def negate(part: Predicate) -> Predicate:
    """Turn a predicate round."""
    if part == ALWAYS:
        return NEVER
    if part == NEVER:
        return ALWAYS
    return part.part if isinstance(part, Not) else Not(part)


def _conjuncts(node: Predicate) -> frozenset[Predicate]:
    """Take an *and* of *ands* apart."""
    return frozenset(listed(node))


def conjoin(parts: Iterable[Predicate]) -> Predicate:
    """Join by *and*, leaving out what the other parts already settle."""
    asked: dict[Predicate, None] = {}
    for part in parts:  # told by their kind, as `every` does: this is what is done most
        if type(part) is Or and not part.parts:
            return NEVER
        if type(part) is not And or part.parts:
            asked[part] = None
    kept = tuple(asked)
    if len(kept) == 1:
        return kept[0]
    if not is_on("settle"):
        return every(*kept)
    return _once(_conjoined, kept)


def _conjoined(kept: tuple[Predicate, ...]) -> Predicate:
    """Join what is told apart."""
    held = [_conjuncts(part) for part in kept]
    facts = frozenset().union(*held)
    for place, part in enumerate(kept):
        settled = _settle(part, facts - held[place])
        if settled != part:  # one at a time, so that no two parts are each left out for the other
            return conjoin((*kept[:place], settled, *kept[place + 1 :]))
    return every(*kept)


def _settle(part: Predicate, others: frozenset[Predicate]) -> Predicate:
    """Simplify a part of an *and*, given what else holds."""
    match part:
        case Present(value) if _is_there(value, others):
            return ALWAYS
        case Not(inner):
            return _settle_not(inner, others)
        case Or(alternatives):
            if implies(others, part):
                return ALWAYS
            open_ = [
                each for each in alternatives if not any(_denied(fact, others) for fact in _conjuncts(each))
            ]
            if len(open_) < len(alternatives):
                return disjoin(open_)
        case _:
            pass
    return part


def _settle_not(inner: Predicate, others: frozenset[Predicate]) -> Predicate:
    """Simplify what must not hold, given what else does."""
    if implies(others, inner) or (isinstance(inner, Present) and _is_there(inner.value, others)):
        return NEVER
    if (
        isinstance(inner, Compare)
        and inner.op in _DENIED
        and _is_there(inner.left, others)
        and _is_there(inner.right, others)
    ):
        return compare(inner.left, _DENIED[inner.op], inner.right)
    if any(_denied(fact, others) for fact in _conjuncts(inner)):
        return ALWAYS
    return negate(every(*(fact for fact in listed(inner) if fact not in others)))


def _is_there(value: Value, facts: frozenset[Predicate]) -> bool:
    """Whether a value cannot be missing where some facts hold."""
    match value:
        case Const():
            return value.scalar is not None
        case Among():
            return implies(facts, disjoin(Present(each) for each in value.values))
        case _:
            return implies(facts, Present(value))


def implies(facts: frozenset[Predicate], goal: Predicate) -> bool:
    """Whether something holds wherever some facts do, as far as a look can tell."""
    match goal:
        case Present(value):
            return goal in facts or any(
                value in (fact.left, fact.right)
                if isinstance(fact, Compare)
                else isinstance(fact, OneOf) and fact.value == value and None not in fact.options
                for fact in facts
            )
        case Or(alternatives):
            return any(implies(facts, each) for each in alternatives) or any(
                _covers(alternatives, _disjuncts(held)) for held in map(_told, facts) if isinstance(held, Or)
            )
        case And():
            return _conjuncts(goal) <= facts
        case Compare(Choose(when, then, _), op, right) if implies(facts, when):
            return implies(facts, Compare(then, op, right))
        case _:
            return goal in facts


def _told(fact: Predicate) -> Predicate:
    """Say what may be known of a fact in other words: a value that is compared is there."""
    return present(fact.left) if isinstance(fact, Compare) else fact


def _covers(goals: tuple[Predicate, ...], alternatives: tuple[Predicate, ...]) -> bool:
    """Whether each of several alternatives brings one of the goals about."""
    return all(any(implies(_conjuncts(each), goal) for goal in goals) for each in alternatives)


def _denied(fact: Predicate, others: frozenset[Predicate]) -> bool:
    """Whether a fact cannot hold where the others do."""
    if isinstance(fact, Not):
        return implies(others, fact.part)
    held = frozenset((fact,))
    return any(isinstance(other, Not) and implies(held, other.part) for other in others)


def disjoin(parts: Iterable[Predicate]) -> Predicate:
    """Join by *or*: what all parts ask is asked once, and parts that others already hold wherever they do are left out."""
    flat: dict[Predicate, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(_disjuncts(part)))
    if ALWAYS in flat:
        return ALWAYS
    if not is_on("settle"):
        return some(*(part for part in flat if part != NEVER))
    return _once(_disjoined, tuple(flat))


def _disjoined(flat: tuple[Predicate, ...]) -> Predicate:
    """Join what is told apart, of which nothing holds everywhere."""
    told = [(part, _conjuncts(part)) for part in flat]
    kept = [part for part, facts in told if not any(other < facts for _, other in told)]
    if any(isinstance(part, Not) and set(kept).issuperset(_disjuncts(part.part)) for part in kept):
        return ALWAYS
    if len(kept) < 2:
        return some(*kept)
    common = frozenset.intersection(*map(_conjuncts, kept))
    if common:
        rests = [conjoin(fact for fact in listed(part) if fact not in common) for part in kept]
        return conjoin((*(fact for fact in listed(kept[0]) if fact in common), disjoin(rests)))
    denied = {negate(part) for part in kept}
    shorter = [conjoin(fact for fact in listed(part) if fact not in denied) for part in kept]
    return some(*kept) if shorter == kept else disjoin(shorter)


def _disjuncts(node: Predicate) -> tuple[Predicate, ...]:
    """Take an *or* apart, in order."""
    return node.parts if isinstance(node, Or) else (node,)


def listed(node: Predicate) -> Iterable[Predicate]:
    """Take an *and* of *ands* apart, in order."""
    return chain.from_iterable(map(listed, node.parts)) if isinstance(node, And) else (node,)


def envelope(wheres: Iterable[Predicate]) -> Predicate:
    """Find a cheap predicate that holds wherever any of several does: what may be pushed down before them all."""
    if not is_on("push_down"):
        return ALWAYS
    asked = [tuple(dict.fromkeys(listed(where))) for where in dict.fromkeys(wheres) if where != NEVER]
    if not asked:
        return NEVER
    sets = {facts: frozenset(facts) for facts in asked}
    least = [facts for facts, held in sets.items() if not any(other < held for other in sets.values())]
    common = frozenset.intersection(*(sets[facts] for facts in least))
    rests = [[fact for fact in facts if fact not in common] for facts in least]
    spans: list[Predicate] = []
    if all(rests):
        if len(rests) <= _WIDEST:
            spans.append(disjoin(conjoin(rest) for rest in rests))
        else:
            spans.extend(_spans(rests))
    return conjoin((*(fact for fact in least[0] if fact in common), *spans))


def _spans(rests: list[list[Predicate]]) -> list[Predicate]:
    """Join the options that every alternative asks of one value."""
    asked = [{fact.value: fact.options for fact in rest if isinstance(fact, OneOf)} for rest in rests]
    return [
        OneOf(value, frozenset().union(*(each[value] for each in asked)))
        for value in asked[0]
        if all(value in each for each in asked)
    ]
