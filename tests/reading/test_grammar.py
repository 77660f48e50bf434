"""The rules of amounts: each reads its example by its own row, and nothing else reads more of it."""

from collections.abc import Callable

import pytest

from zhaoshang import find_mentions, parse_quantity
from zhaoshang._reading.chinese import grammar as chinese_grammar
from zhaoshang._reading.chinese import tokens as chinese
from zhaoshang._reading.english import grammar as english_grammar
from zhaoshang._reading.english import tokens as english
from zhaoshang._reading.english.numerals import NUMBER
from zhaoshang._reading.found import Found, ReadingScope, Refused
from zhaoshang._reading.grammar import AmountRule, Grammar, Kind, TokenPiece
from zhaoshang.units import scaled


def in_chinese(scope: ReadingScope) -> list[TokenPiece] | Refused | None:
    """Cut the tokens at the first number."""
    match = chinese.NUMBER.search(scope.text)
    return chinese.pieces(scope, match) if match else None


def in_english(scope: ReadingScope) -> list[TokenPiece] | Refused | None:
    """Cut the tokens at the first number."""
    match = NUMBER.search(scope.text)
    return english.pieces(scope.text, match) if match else None


LANGUAGES = (
    (chinese_grammar.GRAMMAR, chinese.KINDS, in_chinese),
    (english_grammar.GRAMMAR, english.KINDS, in_english),
)


@pytest.mark.parametrize(
    ("grammar", "kinds", "cut", "rule"),
    [(grammar, kinds, cut, rule) for grammar, kinds, cut in LANGUAGES for rule in grammar.rules],
    ids=lambda one: one.example if isinstance(one, AmountRule) else "",
)
def test_each_rule_reads_its_example(
    grammar: Grammar,
    kinds: tuple[Kind, ...],
    cut: Callable[[ReadingScope], list[TokenPiece] | Refused | None],
    rule: AmountRule,
) -> None:
    """The table is what is read: without the row the example is not read as it is with it."""
    scope = ReadingScope(rule.example, cell=True, default=scaled("亿元"))
    pieces = cut(scope)
    assert isinstance(pieces, list)
    others = Grammar(kinds, [one for one in grammar.rules if one is not rule])
    with_it, without = grammar.read(scope, pieces), others.read(scope, pieces)
    assert isinstance(with_it, Found)
    assert (with_it.start, with_it.end) == (0, len(rule.example))
    assert with_it != without
    read = parse_quantity(rule.example, default_unit="亿元")
    assert str(read) == str(with_it.quantity(rule.example))


@pytest.mark.parametrize(
    ("grammar", "kinds"), [(grammar, kinds) for grammar, kinds, _ in LANGUAGES], ids=["zh", "en"]
)
def test_every_kind_of_token_is_used(grammar: Grammar, kinds: tuple[Kind, ...]) -> None:
    """No kind stands in the table that no rule asks for."""
    patterns = "".join(rule.pattern for rule in grammar.rules)
    assert [kind.name for kind in kinds if f"<{kind.name}>" not in patterns] == []
    assert len({kind.letter for kind in kinds}) == len(kinds)


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
