"""The places of words for a time: what is found of them in a stretch is what a search of that stretch would find."""

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang._bulletins.texts.spots import NOW, OWN_SPAN, SINCE_OTHER, TO_DATE, Spots

SIGNS: Final = sorted({*"截至止累计迄今目前昨天日一年来时间以近几些最不久连这前历5，。 \nas", *"期段"})
PARTS: Final = [
    "截至目前",
    "近几年",
    "近年来",
    "以来",
    "年来",
    "一年间",
    "国庆以来",
    "日前",
    "至今",
    "3年时间",
]


@pytest.mark.parametrize("pattern", [TO_DATE, NOW, OWN_SPAN, SINCE_OTHER])
@given(
    st.lists(st.sampled_from(SIGNS) | st.sampled_from(PARTS), max_size=14).map("".join),
    st.integers(0, 20),
    st.integers(0, 40),
)
def test_a_stretch_holds_what_a_search_of_it_finds(pattern: str, text: str, low: int, high: int) -> None:
    found = re.compile(pattern).search(text, low, high)
    assert Spots(pattern, text).within(low, min(high, len(text))) is (found is not None)
