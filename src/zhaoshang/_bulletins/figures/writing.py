"""Figures as official sentences, from templates that a user can change."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from attrs import evolve

from zhaoshang._basics.decimals import unsigned
from zhaoshang._bulletins.figures.directions import CHANGES, directed
from zhaoshang._bulletins.figures.templates import EN, FIELD, ZH, Template, filled
from zhaoshang._bulletins.measures.sizes import size_words
from zhaoshang._files.inert import one_line
from zhaoshang._text.messages import say
from zhaoshang._text.wording import Script
from zhaoshang.errors import (
    UnfitValueError,
    UnitMismatchError,
    UnknownCodeError,
    UnknownUnitError,
)
from zhaoshang.kpis import Figure, Figures, describe, find
from zhaoshang.periods import Period, Precision
from zhaoshang.quantities import Quantity, kind_of
from zhaoshang.units import Dimension, scaled
from zhaoshang.units import unit as find_unit
from zhaoshang.vocabulary import Evidence, Stage
from zhaoshang.writing import format_period, format_quantity


def quantity_of(figure: Figure) -> Quantity | None:
    """Give the quantity that a figure prints, with its hedge; `None` where it has no value or is no quantity."""
    if figure.value is None:
        return None
    try:
        word = scaled(figure.unit)
        kind = kind_of(word.unit)
    except (UnknownUnitError, UnitMismatchError):
        return None
    return kind.of(unsigned(figure.value), figure.unit, hedge=figure.hedge)


_SCALES: Final = {Dimension.MONEY: ((8, "亿"), (4, "万")), Dimension.AREA: ((4, "万"),)}


def quantity_words(quantity: Quantity, script: Script) -> str:
    """Write a quantity as bulletins do: money in 亿元 or 万元, large areas in 万平方米, exactly."""
    locale = str(script)
    unit: str | None = None
    if (
        script.is_chinese
        and quantity.value is not None
        and not (quantity.scale or quantity.unit.code == "mu")
    ):
        for power, word in _SCALES.get(quantity.unit.dimension or Dimension.COUNT, ()):
            if unsigned(quantity.value) >= 10**power:
                unit = f"{word}{quantity.unit.zh}"
                break
    text = format_quantity(quantity, locale=locale, unit=unit)
    if script is Script.EN and quantity.unit.code == "个":
        return f"{text.removesuffix('s').removesuffix(' item')} {'project' if quantity.value == 1 else 'projects'}"
    return text


def write(
    figures: Figures | Mapping[str, Figure],
    /,
    *,
    subject: str = "",
    locale: str = "zh_CN",
    template: Template | None = None,
    names: Mapping[str, str] | None = None,
) -> str:
    """Write figures as the sentences of a bulletin (通报).

    Nothing is rounded: what is written is what the figures are, so that `read_figures` finds them again, but for scores
    and ranks. A figure without a value is told with the reason (开工率无数值（分母为零）); `absent=""` in the template
    leaves such out. In English, numbers by size are left out, for the reader does not know English sizes.

    Args:
        figures: what `zhaoshang.kpis.evaluate` gave, or figures by their ids, with the argument after a colon
            (`milestone_count:started`).
        subject: whose figures they are, such as 东镇.
        locale: `zh_CN`, `zh_TW` or `en`.
        template: the sentences; `ZH` or `EN` unless given. A Chinese template is turned into traditional script for
            `zh_TW`.
        names: names to show for groups.

    Returns:
        A sentence on the whole, then one a group.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate
        >>> from zhaoshang.bulletins import write
        >>> from zhaoshang.model import Agreement
        >>> ledger = Ledger(
        ...     as_of="2022-06-30",
        ...     projects=[
        ...         Project(
        ...             id="P1",
        ...             name="甲",
        ...             investment=Money.of("1.5", "亿元"),
        ...             agreements=[Agreement(signed_on="2022-03-05")],
        ...         )
        ...     ],
        ... )
        >>> kpis = ["signed_project_count", "signed_investment_total", "start_rate"]
        >>> figures = evaluate(ledger, kpis, period="2022-H1")
        >>> write(figures, subject="东镇")
        '2022年上半年，东镇共签约招商项目1个，总投资1.5亿元，开工率0.00%。'
        >>> write(figures, subject="東鎮", locale="zh_TW")
        '2022年上半年，東鎮共簽約招商項目1個，總投資1.5億元，開工率0.00%。'
        >>> write(figures, subject="Dongzhen", locale="en")
        'In the first half of 2022, Dongzhen signed 1 project with a total investment of 150 million yuan; the start rate was 0.00%.'
    """
    told, _ = sentences(figures, subject=subject, locale=locale, template=template, names=names)
    return "".join(told).rstrip()


def sentences(
    figures: Figures | Mapping[str, Figure],
    *,
    subject: str,
    locale: str,
    template: Template | None,
    names: Mapping[str, str] | None,
) -> tuple[list[str], list[tuple[Figure, str]]]:
    """Write the sentences one by one, and give each figure printed with the words that it is printed in."""
    script = Script.of(locale)
    asked = None if template else next((each for each in figures.values() if "where" in each.asked), None)
    if asked is not None:
        raise UnfitValueError(
            asked.asked_words(script),
            "figures of all projects, or template= with clauses that word the condition",
        )
    writer = _BulletinWriter(template or (ZH if script.is_chinese else EN), script, names or {})
    return writer.write(figures, subject), writer.printed


def _sizes_of_all(parts: Iterable[Sequence[Figure]]) -> list[Figure]:
    """Count what the groups have in each size, each project once; a size of which not all projects are named is left out."""
    bands: dict[str, list[Figure]] = {}
    for figure in (figure for sized in parts for figure in sized):
        bands.setdefault(figure.group[-1], []).append(figure)
    return [
        _of_all(band, found)
        for band, found in bands.items()
        if all(figure.value == len(figure.ids) for figure in found)
    ]


def _of_all(band: str, found: Sequence[Figure]) -> Figure:
    ids = tuple(dict.fromkeys(id_ for figure in found for id_ in figure.ids))
    value = Decimal(len(ids))
    return evolve(found[0], group=(band,), ids=ids, value=value, exact=Fraction(value), low=value, high=value)


class _BulletinWriter:
    """The sentences of one bulletin."""

    def __init__(self, template: Template, script: Script, names: Mapping[str, str]) -> None:
        self.script, self.names = script, names
        self.printed: list[tuple[Figure, str]] = []
        self.template = template
        if script is Script.HANT:
            texts = {
                name: script.say(text, text)
                for name in _TEXTS
                if isinstance(text := getattr(template, name), str)
            }
            clauses = [script.say(clause, clause) for clause in template.clauses]
            self.template = evolve(template, clauses=clauses, **texts)

    def _refuse_slips(self, told: set[str]) -> None:
        """Refuse a clause of a figure that neither the catalogue has nor the figures are."""
        for clause in self.template.clauses:
            for name in FIELD.findall(clause):
                kpi, colon, argument = name.partition(":")
                if name in told:
                    continue
                if kpi not in told and (meant := find(kpi).id) != kpi:
                    raise UnknownCodeError("KPI", kpi, (meant,))
                if colon and kpi not in _BY_STAGE:
                    vocabulary = f"argument of {kpi}"
                    raise UnknownCodeError(vocabulary, argument, ())
                if colon and argument not in _STEPS:
                    raise UnknownCodeError("stage or condition", argument, _STEPS)

    def _name_of(self, figure: Figure) -> str:
        """Name a figure as clauses do: one of a stage with that behind a colon, unless a clause names it without."""
        stage = figure.asked.get("of")
        is_plain = any(figure.kpi in FIELD.findall(clause) for clause in self.template.clauses)
        if is_plain or figure.kpi not in _BY_STAGE or not isinstance(stage, str):
            return figure.kpi
        return f"{figure.kpi}:{stage}"

    def write(self, figures: Figures | Mapping[str, Figure], subject: str) -> list[str]:
        labels = dict(figures.labels) if isinstance(figures, Figures) else {}
        named = () if isinstance(figures, Figures) else figures
        self._refuse_slips({*named, *(figure.kpi for figure in figures.values())})
        groups: dict[tuple[str, ...], dict[str, Figure]] = {}
        parts: dict[tuple[str, ...], list[Figure]] = {}
        items = (
            ((self._name_of(item), item) for item in figures.values())
            if isinstance(figures, Figures)
            else figures.items()
        )
        for name, figure in items:
            if figure.is_part:
                parts.setdefault(figure.group[:-1], []).append(figure)
            elif figure.kpi != "projects_in_band" or figure.value is None:
                # a number in any of several sizes says nothing without them
                groups.setdefault(figure.group, {})[name] = figure
        if () in groups and parts and () not in parts:
            parts[()] = _sizes_of_all(parts.values())
        told: list[str] = []
        for group in dict.fromkeys((*groups, *parts)):
            found, sized = groups.get(group, {}), parts.get(group, [])
            label = "".join(self.names.get(part) or labels.get(part) or part for part in group)
            whose = one_line((label or self.template.blank) if group else subject)
            clauses = self._clauses(found, sized)
            if clauses:
                opening = self._opening([*found.values(), *sized][0], whose, is_first=not told)
                told.append(f"{opening}{self.template.joiner.join(clauses)}{self.template.closing}")
        return told

    def _opening(self, figure: Figure, subject: str, *, is_first: bool) -> str:
        opening = self._dated(figure, subject, is_first=is_first)
        # where nobody is named, the blank after the name goes with it
        return opening if subject else opening.replace("  ", " ").lstrip(" ")

    def _dated(self, figure: Figure, subject: str, *, is_first: bool) -> str:
        template, period, as_of = self.template, figure.period, figure.as_of
        if not is_first:
            return filled(template.group, subject=subject)
        said = {
            "subject": subject,
            "period": "" if period is None else self._date(period),
            "as_of": "" if as_of is None else self._date(as_of),
        }
        if period is not None and as_of is not None and as_of.end != period.end:
            return filled(template.opening_both, **said)
        if period is not None:
            return filled(template.opening_period, **said)
        return filled(template.opening_day if as_of is not None else template.opening_plain, **said)

    def _date(self, period: Period) -> str:
        text = format_period(period, locale=str(self.script))
        if self.script is Script.EN and period.precision is Precision.HALF:
            return f"the {text}"
        return self.script.say(text, text)

    def _clauses(self, figures: Mapping[str, Figure], sized: Sequence[Figure]) -> list[str]:
        words = {
            name: self._words(figure, figure.value)
            for name, figure in figures.items()
            if figure.value is not None
        }
        self.printed += [(figures[name], _signed(figures[name], said)) for name, said in words.items()]
        clauses: list[str] = []
        told: set[str] = set()
        sizes, place = self._sizes(sized), None
        for clause in (*self.template.clauses, *_with_argument(self.script)):
            fields = set(FIELD.findall(clause))
            if fields and fields <= words.keys() - told:
                clauses.append(self._said(clause, figures, words))
                told |= fields
                place = len(clauses) if _SIGNED in fields else place
        for name, figure in figures.items():
            if name not in told and (value := words.get(name) or self._absent(figure)):
                said = [
                    filled(text, name=self._name(figure)) for text in self.template.fallback.split("{value}")
                ]
                clauses.append(
                    "".join([*(self._put(before, figure, value) for before in said[:-1]), said[-1]])
                )
                place = len(clauses) if name == _SIGNED else place
        if sizes:
            opening = self.template.sizes_alone if place is None else self.template.sizes
            clauses.insert(len(clauses) if place is None else place, filled(opening, sizes=sizes))
        return clauses

    def _words(self, figure: Figure, value: Decimal) -> str:
        """Write the value of a figure without its sign."""
        quantity = quantity_of(figure)
        if quantity is not None:
            return quantity_words(quantity, self.script)
        number = f"{unsigned(value):f}"
        if figure.unit == "rank":
            return say("bulletin.rank", self.script, rank=number)
        try:
            unit = find_unit(figure.unit)
        except UnknownUnitError:  # one of a KPI of one's own
            return self.script.say(f"{number}{figure.unit}", f"{number} {figure.unit}")
        return self.script.say(f"{number}{unit.zh}", f"{number} {unit.en}").rstrip()

    def _absent(self, figure: Figure) -> str:
        """Say that a figure has no value, and why."""
        reason = describe(figure.reason or "no_data", locale=str(self.script))
        return filled(self.template.absent, reason=self.script.say(reason, reason))

    def _said(self, clause: str, figures: Mapping[str, Figure], words: Mapping[str, str]) -> str:
        """Fill a clause."""
        *told, behind = FIELD.split(clause)
        pairs = zip(told[::2], told[1::2], strict=True)
        return "".join([self._put(before, figures[name], words[name]) for before, name in pairs]) + behind

    def _put(self, before: str, figure: Figure, words: str) -> str:
        """Put a figure behind some words; a word of direction among them tells its sign."""
        if figure.value is None:
            return f"{before}{words}"
        before, is_told = directed(before, figure.kpi, figure.value, self.script)
        return f"{before}{words if is_told else _signed(figure, words)}"

    def _sizes(self, figures: Sequence[Figure]) -> str:
        """Tell the numbers by size in one clause: 其中10亿元以上项目3个、5亿元以上项目9个."""
        said = []
        for figure in figures:
            band = size_words(figure.group[-1], self.script)
            value = self._absent(figure) if figure.value is None else self._words(figure, figure.value)
            if value and band is not None:
                said.append(filled(self.template.size, band=band, value=value))
            if figure.value is not None and band is not None:
                self.printed.append((figure, value))
        return self.template.size_joiner.join(said)

    def _name(self, figure: Figure) -> str:
        wording = figure.wording
        name = figure.kpi if wording is None else self.script.say(wording.zh, wording.en)
        stage = figure.asked.get("of") if figure.kpi in _BY_STAGE else None
        if not isinstance(stage, str):
            return name
        zh, en = _CONDITIONS.get(stage) or next(
            ((term.zh, term.en) for term in (*Stage, *Evidence) if str(term) == stage), (stage, stage)
        )
        return f"{name}{self.script.say(f'（{zh}）', f' ({en})')}"


_TEXTS: Final = (
    "opening_period opening_day opening_both opening_plain group size sizes sizes_alone size_joiner fallback absent joiner closing blank"
).split()

_BY_STAGE: Final = frozenset({"milestone_count", "milestone_investment", "stage_count"})
_STEPS: Final = ("performing", "registered", "produced", *map(str, (*Stage, *Evidence)))
_CONDITIONS: Final = {
    "performing": ("履约", "performing"),
    "registered": ("注册", "registered"),
    "produced": ("投产", "producing"),
}
_SIGNED: Final = "signed_project_count"


def _with_argument(script: Script) -> list[str]:
    """List the standard clauses of figures with an argument or a direction, which their names alone do not tell."""
    standard = ZH if script.is_chinese else EN
    return [
        script.say(clause, clause)
        for clause in standard.clauses
        if ":" in clause or CHANGES & {*FIELD.findall(clause)}
    ]


def _signed(figure: Figure, words: str) -> str:
    return f"-{words}" if figure.value is not None and figure.value < 0 else words
