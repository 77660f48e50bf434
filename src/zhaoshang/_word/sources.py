"""Where the figures of a paper come from: how each was worked out, of what, by which definition."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import evolve

from zhaoshang._basics.decimals import decimal_text
from zhaoshang._text.messages import joined, say
from zhaoshang._text.wording import Script
from zhaoshang._word.papers import Paper
from zhaoshang.kpis import Figure
from zhaoshang.profiles import PROFILES
from zhaoshang.writing import format_period

_TITLE: Final = ("数据来源与口径", "Sources and definitions of the figures")
_HEADS: Final = (
    ("指标", "Figure"),
    ("数值", "Value"),
    ("计算", "Computed"),
    ("定义", "Definition"),
    ("期间与口径", "Period and profile"),
    ("依据", "Records"),
)
_MOST: Final = 6
"""How many ids are named; how many there are is always said."""


def source_title(script: Script) -> str:
    """Give the title of what is attached."""
    return script.say(*_TITLE)


def write_sources(paper: Paper, figures: Iterable[tuple[Figure, str]], *, named: bool = True) -> None:
    """Attach the sources of figures.

    Args:
        paper: the paper, written as far as its signature.
        figures: each figure with the words that it is printed in.
        named: whether each figure is told by itself, or each definition once.
    """
    script = paper.script
    listed = list(figures) if named else [(evolve(figure, group=()), said) for figure, said in _once(figures)]
    if not listed:
        return
    paper.attachment(source_title(script))
    columns = [0, 1, 2, 3, 4, 5] if named else [0, 3, 4]
    rows = [[_row(figure, said, script, paper.locale)[place] for place in columns] for figure, said in listed]
    paper.table([script.say(*_HEADS[place]) for place in columns], rows)


def _once(figures: Iterable[tuple[Figure, str]]) -> list[tuple[Figure, str]]:
    """Keep one figure of each definition, period and day."""
    found: dict[tuple[object, ...], tuple[Figure, str]] = {}
    for figure, said in figures:
        found.setdefault(
            (figure.kpi, figure.period, figure.as_of, figure.known_on, figure.cohort, figure.profile),
            (figure, said),
        )
    return list(found.values())


def _row(figure: Figure, said: str, script: Script, locale: str) -> list[str]:
    wording = figure.wording
    name = figure.kpi if wording is None else script.say(wording.zh, wording.en)
    definition = "" if wording is None else script.say(wording.formula_zh, wording.formula_en)
    return [
        " / ".join((name, *(part for part in figure.group if part))),
        said,
        _computed(figure, script),
        definition,
        _standing(figure, script, locale),
        _records(figure, script),
    ]


def _computed(figure: Figure, script: Script) -> str:
    if figure.denominator is not None:
        return f"{_number(figure.numerator)} ÷ {_number(figure.denominator)}"
    if figure.is_exact or (figure.low is None and figure.high is None):
        return ""
    low = "…" if figure.low is None else _number(figure.low)
    high = "…" if figure.high is None else _number(figure.high)
    return say("word.between", script, low=low, high=high)


def _number(number: Decimal | Fraction | None) -> str:
    return "?" if number is None else decimal_text(number)


def _standing(figure: Figure, script: Script, locale: str) -> str:
    said = [
        f"{script.say(*label)}{format_period(when, locale=locale)}"
        for label, when in (
            (("", ""), figure.period),
            (("截至", "as of "), figure.as_of),
            (("按当时所知 ", "known on "), figure.known_on),
        )
        if when is not None
    ]
    profile = figure.profile
    is_shipped = PROFILES.get(profile.id) == profile
    said.append(script.say(profile.zh if is_shipped else f"口径 {profile.id}", f"profile {profile.id}"))
    said += [f"{option}={value}" for option, value in profile.differences().items()]
    return script.say("；", "; ").join(said)


def _records(figure: Figure, script: Script) -> str:
    told = [
        f"{script.say(*label)}{_ids(ids, script)}"
        for label, ids in (
            (("", ""), figure.ids),
            (("分母：", "denominator: "), figure.denominator_ids),
            (("未计入：", "left out: "), figure.excluded),
        )
        if len(ids)
    ]
    return script.say("；", "; ").join(told)


def _ids(ids: Sequence[str], script: Script) -> str:
    names = joined(ids[:_MOST], script)
    return names if len(ids) <= _MOST else say("word.and_more", script, names=names, count=str(len(ids)))
