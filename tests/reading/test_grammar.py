"""The rules of amounts: each reads its example by its own row, and nothing else reads more of it."""

import pytest

from zhaoshang import find_mentions, parse_quantity
from zhaoshang._reading.chinese import tokens
from zhaoshang._reading.chinese.grammar import GRAMMAR
from zhaoshang._reading.found import Found, Refused, Scope
from zhaoshang._reading.grammar import Grammar, Rule


@pytest.mark.parametrize("rule", GRAMMAR.rules, ids=lambda rule: rule.name)
def test_each_rule_reads_its_example(rule: Rule) -> None:
    """The table is what is read: without the row the example is not read as it is with it."""
    scope = Scope(rule.example, cell=True)
    match = tokens.NUMBER.search(rule.example)
    assert match is not None
    pieces = tokens.pieces(scope, match)
    assert not isinstance(pieces, Refused)
    others = Grammar(tokens.KINDS, [one for one in GRAMMAR.rules if one is not rule])
    with_it, without = GRAMMAR.read(scope, pieces), others.read(scope, pieces)
    assert isinstance(with_it, Found)
    assert (with_it.start, with_it.end) == (0, len(rule.example))
    assert with_it != without
    assert str(parse_quantity(rule.example)) == str(with_it.quantity(rule.example))


def test_every_kind_of_token_is_used() -> None:
    """No kind stands in the table that no rule asks for."""
    patterns = "".join(rule.pattern for rule in GRAMMAR.rules)
    assert [kind.name for kind in tokens.KINDS if f"<{kind.name}>" not in patterns] == []
    assert len({kind.letter for kind in tokens.KINDS}) == len(tokens.KINDS)


@pytest.mark.parametrize(
    ("text", "raws"),
    [
        ("用地3至5元", ["3至5元"]),  # one range
        ("由3亿元至5亿元", ["3亿元", "5亿元"]),  # a change
        ("3亿元至5亩", ["3亿元", "5亩"]),  # two units
        ("超1.5成多", ["超1.5成多"]),
        ("人民币3亿级", ["人民币3亿级"]),
    ],
)
def test_where_tokens_do_not_agree_the_next_rule_is_tried(text: str, raws: list[str]) -> None:
    """A rule whose tokens do not fit together leaves the place to a shorter one."""
    assert [one.raw for one in find_mentions(text)] == raws


def test_an_odd_share_is_odd_by_its_last_digit() -> None:
    """1.5成多 is more than 15 % and less than 16 %."""
    assert str(parse_quantity("1.5成多").interval) == "(15, 16)"
    assert str(parse_quantity("四成多").interval) == "(40, 50)"
