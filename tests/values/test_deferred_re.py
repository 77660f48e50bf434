"""A pattern that is compiled when it is first used is otherwise one of Python's."""

import copy
import pickle
import re
from pathlib import Path

import pytest

from zhaoshang._basics import deferred_re


def test_a_deferred_pattern_finds_what_the_pattern_finds() -> None:
    plain, text = re.compile("(?P<many>[0-9]+)个?项目", re.ASCII), "签约3个项目，开工12项目"
    first = deferred_re.compile(plain.pattern, re.ASCII)
    for made in (first, copy.copy(first), pickle.loads(pickle.dumps(first))):  # noqa: S301 - our own
        assert made.pattern == plain.pattern
        assert "compiled" not in vars(made)
        for _ in range(2):
            assert made.findall(text) == plain.findall(text)
            assert made.sub(r"\g<many>", text) == plain.sub(r"\g<many>", text)
            assert made.findall(text, 4) == ["12"]
        assert (made.flags, made.groups, made.groupindex) == (plain.flags, plain.groups, plain.groupindex)


def test_a_wrong_pattern_is_told_when_it_is_used() -> None:
    assert not hasattr(deferred_re.compile("项目"), "seek")
    wrong = deferred_re.compile("(项目")
    with pytest.raises(re.error, match="unterminated"):
        wrong.search("项目")


def test_nothing_asks_which_pattern_a_match_is_of() -> None:
    """A match knows Python's pattern, which is none of those that modules hold; their texts are the same."""
    source = Path(deferred_re.__file__).parents[1]
    asked = re.compile(r"\.re(?: (?:is|==|in|not|!=)\b|\))")
    assert [file.name for file in source.rglob("*.py") if asked.search(file.read_text("utf-8"))] == []
