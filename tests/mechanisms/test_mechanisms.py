"""Every mechanism of the source articles works: something is asked, and the answer is worked out."""

from collections import Counter
from typing import Any, Final

import attrs
import pytest
from tests.mechanisms import partners, places, projects, texts, units
from tests.mechanisms.county import COUNTY
from tests.mechanisms.rows import Row

from zhaoshang import Ledger, calendars, kpis, ledger, lifecycle, model, reading, reports
from zhaoshang.boards import BOARDS
from zhaoshang.checks import RULES, screen, verify_claims

SEEDS: Final = {"000": 33, "001": 34, "002": 27, "003": 56, "004": 31}
ROWS: Final[tuple[Row, ...]] = (*projects.ROWS, *units.ROWS, *places.ROWS, *partners.ROWS, *texts.ROWS)
CLAIMS: Final = {"part_of", "sum", "same", "rate", "gap", "change", "nested", "one_date", "period_clear"}
ROOMS: Final = (model, lifecycle, reports, calendars, ledger)

LABELS: Final = {"000-33", "003-34"}
"""What the articles themselves call labels: nothing is to be worked out of them."""


def test_no_mechanism_is_left_out() -> None:
    """181 ids, each once, numbered through within its article."""
    ids = [row.id for row in ROWS]
    assert sorted(ids) == [
        f"{seed}-{number:02}" for seed, most in SEEDS.items() for number in range(1, most + 1)
    ]
    assert len(ids) == 181


def test_what_is_only_kept_is_what_the_articles_call_labels() -> None:
    """Two labels of service are kept; of everything else something is worked out."""
    assert {row.id for row in ROWS if row.kind == "label"} == LABELS


def names(row: Row) -> bool:
    """Tell whether what is said to answer is there, and is of the kind that is said."""
    owner, _, member = row.where.rpartition(".")
    if row.kind == "KPI":
        return row.where in {kpi.id for kpi in kpis.CATALOGUE}
    if row.kind == "board":
        return row.where in BOARDS
    if row.kind == "check":
        return row.where in CLAIMS | {rule.code for rule in RULES}
    if row.kind == "reading":
        return callable(getattr(reading, row.where))
    if row.kind == "label":
        return member in {each.name for each in attrs.fields(getattr(model, owner))}
    if row.where == screen.__name__:
        return True
    home = next(room for room in ROOMS if hasattr(room, owner or member))
    return hasattr(getattr(home, owner) if owner else home, member)


@pytest.mark.long
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_the_question_has_its_answer(row: Row) -> None:
    """What is said to answer is there, a field alone is none, and the answer is worked out."""
    assert names(row), row.where
    assert row.ask(COUNTY) == row.answer, row.words


def without(record: Any, owner: str, name: str) -> Any:
    """Take a field from every record of a class, at any depth: it says nothing, or the same for all."""
    if isinstance(record, tuple):
        return tuple(without(each, owner, name) for each in record)
    if isinstance(record, ledger.Records):
        return tuple(without(each, owner, name) for each in record)
    if not attrs.has(type(record)) or not type(record).__module__.startswith(
        ("zhaoshang.model", "zhaoshang.ledger")
    ):
        return record
    changes = {
        each.name: without(getattr(record, each.name), owner, name)
        for each in attrs.fields(type(record))
        if each.init and not each.name.startswith("_")
    }
    if type(record).__name__ == owner:
        changes[name] = blank(attrs.fields_dict(type(record))[name], getattr(record, name))
    return type(record)(**changes)


def blank(field: "attrs.Attribute[Any]", value: Any) -> Any:
    """Give what stands in a field of which nothing is said; one that must be there says the same for all."""
    if field.default is attrs.NOTHING:
        return (
            {"stage": "negotiating", "needed": None}.get(field.name, "x") if isinstance(value, str) else None
        )
    default: Any = field.default
    return default.factory() if hasattr(default, "factory") else default


@pytest.mark.parametrize("row", [row for row in ROWS if row.fact], ids=lambda row: row.id)
def test_the_answer_hangs_on_the_fact(row: Row) -> None:
    """Where nobody says it, the answer is another: the field is read by what answers, not only kept."""
    owner, _, name = row.fact.partition(".")
    poorer = without(COUNTY, owner, name)
    assert isinstance(poorer, Ledger)
    assert poorer != COUNTY
    try:
        answer = row.ask(poorer)
    except (LookupError, ValueError):
        return
    assert answer != row.answer, f"{row.where} does not read {row.fact}"


def test_most_answers_hang_on_a_fact() -> None:
    """Boards and figures over the county name the field they read; figures given and texts have none."""
    asked = Counter(bool(row.fact) for row in ROWS if row.kind in {"KPI", "board"})
    assert asked[False] <= 7


def test_the_five_contradictions_are_reported() -> None:
    """Each article's contradiction is found, and the figures stay as they are."""
    figures = [{"id": "a", "value": "42亿元"}, {"id": "b", "value": "85亿元"}, {"id": "c", "value": "96亿元"}]
    before = [dict(figure) for figure in figures]
    report = verify_claims(figures, [{"claim": "sum", "parts": ["a", "b"], "total": "c"}])
    assert report[0].detail["difference"] == "-3100000000"
    assert figures == before
    contradictions = {"002-09", "001-18", "004-28", "000-02", "001-12"}
    assert {row.id for row in ROWS if row.kind == "check"} >= contradictions
