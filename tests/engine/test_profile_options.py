"""What an option of a profile takes: what does not fit is refused where it is given, and no figure comes of it."""

from decimal import Decimal
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang.errors import ZhaoshangError
from zhaoshang.profiles import DEFAULT, PROFILES, Profile, Rate

OPTIONS = [option.name for option in attrs.fields(Profile)][4:]


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("stall_days", {"planed": 45}, "planed"),
        ("stall_days", {"planned": "45"}, "'45'"),
        ("stall_days", {"planned": -1}, "-1"),
        ("stall_days", {"planned": True}, "True"),
        ("flagship", {"flags": ["fortune500"]}, "fortune500"),
        ("flagship", {"ownership": ["central"]}, "central"),
        ("flagship", {"flag_year": "2022"}, "'2022'"),
        ("flagship", {"amount": 10}, "10"),
        ("fai_minimum", 500, "500"),
        ("foreign_edges", {"1000万美元": "1亿元"}, "10000000 USD"),
        ("foreign_edges", {"1亿元": "1亿元"}, "100000000 CNY"),
        ("compliance", {"full": 60, "partial": 100}, "full=60, partial=100"),
        ("compliance", {"full": "all"}, "'all'"),
        ("start_deadline", "plan", "plan"),
        ("per_mu_exclude", {"years_below": "two"}, "'two'"),
        ("rates", {"USD": "seven"}, "'seven'"),
        ("rates", {"USD": "NaN"}, "'NaN'"),
        ("rates", {"USD": "Infinity"}, "'Infinity'"),
        ("stretch", "NaN", "'NaN'"),
        ("stretch", Decimal("Infinity"), "Infinity"),
        ("stretch", "-3", "-3"),
        ("stretch", True, "True"),
        ("plot_ratio", "0", "0"),
        ("shortfall_step", "1e999999", "999999"),
        ("shortfall_step", "-0.1", "-0.1"),
        ("started", [], "at least one"),
        ("signed_kinds", [], "at least one"),
        ("letting_stages", [], "at least one"),
        ("origins", [], "at least one"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_no_option_takes_is_refused_with_what_was_given(option: str, value: object, said: str) -> None:
    with pytest.raises(ZhaoshangError) as told:
        DEFAULT.vary("local", **{option: value})  # type: ignore[arg-type]
    assert said in str(told.value)


_ODD: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.decimals(),
        st.text(max_size=5),
        st.sampled_from(["planned", "land", "full", "currency", "amount", "USD", "1亿元", "formal", "NaN"]),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@given(st.sampled_from(OPTIONS), _ODD)
def test_no_option_ends_in_an_error_of_python(option: str, value: object) -> None:
    try:
        profile = DEFAULT.vary("local", **{option: value})  # type: ignore[arg-type]
    except ZhaoshangError:
        return
    assert DEFAULT.vary("local", **{option: getattr(profile, option)}) == profile


@pytest.mark.parametrize("profile", PROFILES.values(), ids=lambda profile: profile.id)
def test_what_an_option_holds_is_what_it_takes(profile: Profile) -> None:
    assert DEFAULT.vary("local", **{name: getattr(profile, name) for name in OPTIONS}) == attrs.evolve(
        profile, id="local", zh="", en="", references=()
    )


@pytest.mark.parametrize("value", ["x", "NaN", "Infinity", "0", "-7"])
def test_a_rate_is_a_positive_number(value: str) -> None:
    with pytest.raises(ZhaoshangError):
        Rate(currency="USD", value=value)
