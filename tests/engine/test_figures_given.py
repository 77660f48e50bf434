"""Figures given instead of a ledger: what is of another type is refused, and what is given is read."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from zhaoshang import Ledger, Money, evaluate
from zhaoshang.errors import FieldTypeError, UnfitValueError, UnknownCodeError, ZhaoshangError
from zhaoshang.model import Payment
from zhaoshang.profiles import DEFAULT

WRONG: tuple[Any, ...] = (object(), 1, float("nan"), True, "", "abc", b"1", [[]], {"a": {}}, set(), {"a": []})

PAIR = {"values": {"tax": 15}, "weights": {"tax": 100}}

LISTED: Mapping[str, tuple[Any, Mapping[str, Any]]] = {
    "payments": ("policy_cash", {}),
    "parts": ("score_linear_capped", {"points": 2}),
    "bands": ("score_shortfall", {"points": 2}),
    "rules": ("bonus_penalty", {"hits": []}),
    "hits": ("bonus_penalty", {"rules": []}),
    "cumulative": ("mom_growth", {}),
    "utilised": ("fdi_realisation_ratio", {"contracted": [1, 1, 1]}),
}


@pytest.mark.parametrize("name", LISTED)
@pytest.mark.parametrize("wrong", WRONG, ids=[f"{type(each).__name__}{n}" for n, each in enumerate(WRONG)])
def test_what_is_no_list_is_refused_with_its_name(name: str, wrong: Any) -> None:
    kpi, others = LISTED[name]
    with pytest.raises(ZhaoshangError) as caught:
        evaluate(None, kpi, inputs={**others, name: wrong})
    assert caught.value.place.startswith(f"inputs.{name}")


@pytest.mark.parametrize(
    ("kpi", "inputs", "place"),
    [
        ("policy_cash", {"payments": [{"amount": 1}, {"amount": True}]}, "inputs.payments[1].amount"),
        ("policy_cash", {"payments": [{"amount": 1, "planned": "多"}]}, "inputs.payments[0].planned"),
        ("policy_cash", {"payments": [{"amount": 1, "firm": []}]}, "inputs.payments[0].firm"),
        ("bonus_penalty", {"rules": [{"id": {}, "points": 1}]}, "inputs.rules[0].id"),
        (
            "bonus_penalty",
            {"rules": [{"id": "a", "points": 1}], "hits": [{"rule": "a", "project": []}]},
            "inputs.hits[0].project",
        ),
        ("score_linear_capped", {"parts": [{"actual": b"1"}], "points": 2}, "inputs.parts[0].actual"),
        ("yoy_growth", {"current": "多", "previous": 2}, "inputs.current"),
        ("ranking", {"scores": {"A": []}}, "inputs.scores['A']"),
        ("ranking", {"scores": {"A": 1}, "classes": {"A": 1}}, "inputs.classes['A']"),
        ("activity_index", {"parts": {"trips": 1}, "weights": [1]}, "inputs.weights"),
    ],
)
def test_a_value_of_another_type_is_refused_where_it_stands(kpi: Any, inputs: Any, place: str) -> None:
    with pytest.raises(ZhaoshangError) as caught:
        evaluate(None, kpi, inputs=inputs)
    assert caught.value.place == place


@pytest.mark.parametrize(
    "ends", ["19", "", b"19", {}, [], [1], [1, 2, 3], [1, None], {"a": 1, "b": 2}, 1], ids=repr
)
def test_what_is_no_pair_is_no_range(ends: Any) -> None:
    minmax = {"per_mu_method": "minmax"}
    with pytest.raises((FieldTypeError, UnfitValueError)) as caught:
        evaluate(None, "per_mu_score", inputs={**PAIR, "ranges": {"tax": ends}}, profile=_varied(minmax))
    assert caught.value.place == "inputs.ranges['tax']"


def _varied(options: Mapping[str, Any]) -> Any:
    return DEFAULT.vary("local", zh="本地", en="local", **options)


def test_a_key_of_a_payment_that_nothing_reads_is_refused() -> None:
    with pytest.raises(UnknownCodeError, match="planed"):
        evaluate(None, "policy_cash", inputs={"payments": [{"amount": 1, "planed": 2}]})


PAYMENTS: Mapping[str, list[dict[str, Any]]] = {
    "without amount": [{"investor": "A", "programme": "x", "amount": 20}, {"investor": "A"}],
    "one plan": [{"investor": "A", "amount": 20, "planned": 40}, {"investor": "B", "amount": 60}],
    "a plan alone": [
        {"investor": "A", "amount": 20, "planned": 20},
        {"investor": "B", "programme": "x", "planned": 60},
    ],
    "whole": [{"investor": "A", "amount": 20, "planned": 40}, {"investor": "B", "amount": 10, "planned": 20}],
    "no amounts": [{"investor": "A", "programme": "x"}],
}


@pytest.mark.parametrize("measure", ["amount", "firms", "programmes", "mean", "rate"])
@pytest.mark.parametrize("case", PAYMENTS)
def test_payments_given_are_those_of_a_ledger(case: str, measure: str) -> None:
    given: list[dict[str, Any]] = [
        {
            "id": f"p{number}",
            **{
                key: Money.of(each, "万元") if isinstance(each, int) else each for key, each in fields.items()
            },
        }
        for number, fields in enumerate(PAYMENTS[case])
    ]
    ledger = Ledger(as_of="2024-12-31", payments=[Payment(on="2024-03-01", **fields) for fields in given])
    one = evaluate(ledger, "policy_cash", measure=measure)["policy_cash"]
    other = evaluate(None, "policy_cash", inputs={"payments": given}, measure=measure)["policy_cash"]
    assert (other.value, set(other.excluded), set(other.warnings)) == (
        one.value,
        set(one.excluded),
        set(one.warnings),
    )


def test_a_payment_without_id_is_named_by_its_place() -> None:
    payments = [{"firm": "A", "amount": "20万元"}, {"firm": "A", "amount": ""}]
    found = evaluate(None, "policy_cash", inputs={"payments": payments})["policy_cash"]
    assert (found.value, found.excluded, found.warnings) == (
        Decimal(200000),
        ("payments[1]",),
        ("missing_amount:payments[1]",),
    )


@pytest.mark.parametrize("name", ["amount", "count", "planned"])
def test_payments_and_what_they_come_to_are_not_both_given(name: str) -> None:
    payments = [{"firm": "A", "amount": "20万元", "planned": "40万元"}]
    with pytest.raises(UnfitValueError, match="either") as caught:
        evaluate(None, "policy_cash", inputs={"payments": payments, name: 3}, measure="rate")
    assert caught.value.place == f"inputs.{name}"
    assert not set("abcdefghijklmnopqrstuvwxyz") & set(
        caught.value.render("zh_CN").replace("payments", "").replace(name, "").replace("inputs", "")
    )
