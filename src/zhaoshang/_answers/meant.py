"""Which KPIs a word was likely meant for: by what it measures and of what, as names of KPIs are made."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

from zhaoshang._engine.query.definitions import Kpi
from zhaoshang._text.nearest import MOST, nearest
from zhaoshang.units import unit
from zhaoshang.vocabulary import Evidence, Stage

_ALIKE: Final = 0.85
_LONGEST: Final = 100  # no name of a KPI is nearly as long
_LISTED: Final = ("、", "等）")
"""What a name holds that lists what its `of` may be: 新增履约、开工、投产项目数."""


def kpis_meant(word: str, catalogue: Iterable[Kpi], /) -> tuple[str, ...]:
    """Find the KPIs that a word was likely meant for, by the names of its language, the likeliest first.

    The end of a name says what is measured, and the unit of the KPIs that end so tells of what kind that is: 金额 is
    money, whatever the KPI is called. The rest says of what; what is of the same kind and of the same thing goes first.

    Examples:
        >>> from zhaoshang.kpis import CATALOGUE
        >>> kpis_meant("签约金额", CATALOGUE)[0]
        '签约总投资'
        >>> kpis_meant("开工项目数", CATALOGUE)[0]
        '新增履约、开工、投产项目数(of="开工")'
        >>> kpis_meant("signed_amount", CATALOGUE)[0], kpis_meant("started_count", CATALOGUE)[0]
        ('signed_investment_total', 'milestone_count(of="started")')
    """
    named = {(kpi.id if word.isascii() else kpi.zh): kpi for kpi in catalogue}
    if len(word) > _LONGEST:
        return nearest(word, named)
    end = _end(word, named)
    alike = {name: kpi for name, kpi in named.items() if end and _kind(kpi) in _kinds(end, named)} or named
    thing = word[: len(word) - len(end)].strip("_ ")
    near = [*nearest(word, alike, most=len(alike)), *nearest(thing, alike)]
    stage = _stage_in(thing)
    listing = [name for name, kpi in alike.items() if end and stage and _lists(kpi)]
    first = get_close_matches(word, named, n=1, cutoff=_ALIKE)
    first += [name for name in near if thing and name.startswith(thing)]
    first += [name for name in listing if thing in name] + listing
    rest = [name for name in near if thing and thing in name] + near
    found = dict.fromkeys((*first, *rest, *nearest(word, named))) or dict.fromkeys(alike if end else ())
    return tuple(f'{name}(of="{stage}")' if name in listing else name for name in found)[:MOST]


def _lists(kpi: Kpi) -> bool:
    return "of" in kpi.arguments and any(mark in kpi.zh for mark in _LISTED)


def _kind(kpi: Kpi) -> object:
    return unit(kpi.unit).dimension if kpi.unit else ""


def _kinds(end: str, named: dict[str, Kpi]) -> set[object]:
    return {_kind(kpi) for name, kpi in named.items() if name.endswith(end)}


def _end(word: str, named: Iterable[str]) -> str:
    """Find the longest end of a word that ends a name too, where what stands before it is another in both."""
    signs, joint = (word.split("_"), "_") if word.isascii() else (list(word), "")
    names = [name.split("_") if word.isascii() else list(name) for name in named]
    for at in range(1, len(signs)):
        length = len(signs) - at
        for name in names:
            if name[-length:] == signs[at:] and name[-length - 1 : -length] != signs[at - 1 : at]:
                return joint.join(signs[at:])
    return ""


def _stage_in(thing: str) -> str:
    """Find a stage or paper that a word begins with, in the words in which it was written."""
    terms = (*Stage, *Evidence)
    names = [str(term) for term in terms] if thing.isascii() else [term.zh for term in terms]
    return next((name for name in sorted(names, key=len, reverse=True) if name and name in thing), "")
