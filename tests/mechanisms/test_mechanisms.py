"""Every mechanism of the source articles has a home, and the home works."""

import inspect
from collections import Counter

import attrs
import pytest
from tests.mechanisms import table

from zhaoshang import kpis, ledger, lifecycle, model, reading
from zhaoshang.checks import RULES, verify_claims

SEEDS = {"000": 33, "001": 34, "002": 27, "003": 56, "004": 31}

KPIS = frozenset(kpi.id for kpi in kpis.CATALOGUE)
CLAIMS = {"part_of", "sum", "same", "rate", "gap", "change", "nested", "one_date", "period_clear"}


def test_no_mechanism_is_left_out() -> None:
    """181 ids, each once, numbered through within its article."""
    ids = [row.id for row in table.ROWS]
    assert sorted(ids) == [
        f"{seed}-{number:02}" for seed, most in SEEDS.items() for number in range(1, most + 1)
    ]
    assert len(ids) == 181


def test_homes_are_real_and_few_are_tags() -> None:
    homes = Counter(row.home for row in table.ROWS)
    assert set(homes) == {"field", "function", "KPI", "check", "tag"}
    assert homes["tag"] <= 12


@pytest.mark.parametrize("row", table.ROWS, ids=lambda row: row.id)
def test_the_home_is_there_and_works(row: table.Row) -> None:
    """The name leads somewhere, and the proof holds."""
    owner, _, member = row.where.rpartition(".")
    if row.home in ("field", "tag"):
        kind = getattr(model, owner)
        named = {attribute.name for attribute in attrs.fields(kind)}
        assert member in named or isinstance(inspect.getattr_static(kind, member), property)
    elif row.home == "function":
        rooms = (model, lifecycle, reading, ledger, table)
        home = next(room for room in rooms if hasattr(room, owner or member))
        found = getattr(home, owner) if owner else home
        assert hasattr(found, member)
    elif row.home == "check":
        assert row.where in CLAIMS | {rule.code for rule in RULES}
    else:
        assert row.where in KPIS
    assert row.show()
    assert row.words


def test_the_five_contradictions_are_reported() -> None:
    """Each article's contradiction is found, and the figures stay as they are."""
    figures = [{"id": "a", "value": "42亿元"}, {"id": "b", "value": "85亿元"}, {"id": "c", "value": "96亿元"}]
    before = [dict(figure) for figure in figures]
    report = verify_claims(figures, [{"claim": "sum", "parts": ["a", "b"], "total": "c"}])
    assert report[0].detail["difference"] == "-3100000000"
    assert figures == before
    contradictions = {"002-09", "001-18", "004-28", "000-02", "001-12"}
    assert {row.id for row in table.ROWS if row.home == "check"} >= contradictions
