"""Figures as official sentences, from templates that a user can change."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, final

from attrs import evolve, field, frozen

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.decimals import unsigned
from zhaoshang._bulletins.measures.sizes import size_words
from zhaoshang._files.inert import one_line
from zhaoshang._text.wording import Script
from zhaoshang.errors import (
    FieldTypeError,
    UnfitValueError,
    UnitMismatchError,
    UnknownCodeError,
    UnknownUnitError,
)
from zhaoshang.kpis import Figure, Figures, find
from zhaoshang.periods import Period, Precision
from zhaoshang.quantities import Hedge, Quantity, kind_of
from zhaoshang.units import Dimension, scaled
from zhaoshang.vocabulary import Evidence, Stage
from zhaoshang.writing import format_period, format_quantity

FIELD: Final = re.compile(r"\{([^{}]+)\}")
_BRACE: Final = re.compile(r"[{}]")


def _texts(values: Iterable[str]) -> tuple[str, ...]:
    if isinstance(values, str):
        raise FieldTypeError(as_python(values), "a list of clauses")
    found = tuple(values)
    try:
        broken = next((text for text in found if _BRACE.search(FIELD.sub("", text))), None)
    except TypeError:
        raise FieldTypeError(as_python(found), "a list of clauses") from None
    if broken is not None:
        raise FieldTypeError(as_python(broken), "a clause with the ids of figures in braces")
    return found


def _names(*names: str) -> Callable[[object, object, str], None]:
    """Make the validator of a text that names some things in braces, and nothing else there.

    The texts are filled by name alone: neither an attribute nor a width can be asked for, whoever wrote them.
    """
    expected = (
        f"text with {' and '.join(f'{{{name}}}' for name in names)}" if names else "text without braces"
    )

    def check(_template: object, _field: object, text: str) -> None:
        try:
            fits = set(FIELD.findall(text)) <= {*names} and not _BRACE.search(FIELD.sub("", text))
        except TypeError:
            fits = False
        if not fits:
            raise FieldTypeError(as_python(text), expected)

    return check


def _filled(text: str, **values: str) -> str:
    return FIELD.sub(lambda match: values[match[1]], text)


@final
@frozen(kw_only=True)
class Template:
    """The sentences of a bulletin (通报模板): plain text with the names of figures in braces.

    A clause is used when every figure that it names has a value and none was written before; clauses are tried in
    order, so one that names several figures stands before those that name one. `{signed_project_count}` stands for
    the figure with its unit; `{milestone_count:started}` for one with an argument. A figure that no clause names is
    written as its name and value.

    The texts are filled by these names alone; any other name in braces, and a brace by itself, is refused. A clause of
    a figure that neither the catalogue has nor the figures are is refused when it is written.

    Attributes:
        clauses: the clauses, in the order of the sentence.
        opening_period: how a sentence on a period opens, with `{period}` and `{subject}`.
        opening_day: how one on a day opens, with `{as_of}` and `{subject}`.
        opening_both: how one on a period that is told on another day opens.
        opening_plain: how one without dates opens, with `{subject}`.
        group: how a sentence on a unit opens, after the one on the whole.
        size: how a number by size is told, with `{band}` and `{value}`.
        sizes: the clause of all of them, with `{sizes}`, after the number that they are of.
        sizes_alone: the same where that number is not told.
        size_joiner: what stands between them.
        fallback: how a figure without a clause is told, with `{name}` and `{value}`.
        joiner: what stands between clauses.
        closing: what ends a sentence.
        blank: what a group without a name is called.

    Examples:
        >>> from attrs import evolve
        >>> from zhaoshang.bulletins import ZH
        >>> shorter = evolve(ZH, clauses=["签约{signed_project_count}", *ZH.clauses])
        >>> shorter.clauses[0]
        '签约{signed_project_count}'
    """

    clauses: tuple[str, ...] = field(converter=_texts)
    opening_period: str = field(default="{period}，{subject}", validator=_names("period", "subject"))
    opening_day: str = field(default="截至{as_of}，{subject}", validator=_names("as_of", "subject"))
    opening_both: str = field(
        default="{period}（数据截至{as_of}），{subject}", validator=_names("period", "as_of", "subject")
    )
    opening_plain: str = field(default="{subject}", validator=_names("subject"))
    group: str = field(default="{subject}", validator=_names("subject"))
    size: str = field(default="{band}项目{value}", validator=_names("band", "value"))
    sizes: str = field(default="其中{sizes}", validator=_names("sizes"))
    sizes_alone: str = field(default="签约{sizes}", validator=_names("sizes"))
    size_joiner: str = field(default="、", validator=_names())
    fallback: str = field(default="{name}{value}", validator=_names("name", "value"))
    joiner: str = field(default="，", validator=_names())
    closing: str = field(default="。", validator=_names())
    blank: str = field(default="未填报单位", validator=_names())


ZH: Final = Template(
    clauses=(
        "共签约招商项目{signed_project_count}，总投资{signed_investment_total}",
        "共签约招商项目{signed_project_count}",
        "签约总投资{signed_investment_total}",
        "对接项目{docked_project_count}",
        "正式合同项目{formal_contract_count}，合同总投资{formal_contract_amount}",
        "正式合同项目{formal_contract_count}",
        "在谈项目{stage_count:negotiating}",
        "新增履约项目{milestone_count:performing}",
        "新落地项目{milestone_count:landed}",
        "新开工项目{milestone_count:started}",
        "新竣工项目{milestone_count:completed}",
        "新投产项目{milestone_count:producing}",
        "续建项目{continuing_count}",
        "履约率{contract_performance_rate}",
        "落地率{landing_rate}",
        "开工率{start_rate}",
        "竣工率{completion_rate}",
        "投产率{production_rate}",
        "实际到位资金{arrived_funds}",
        "资金到位率{fund_arrival_rate}",
        "实际使用外资{fdi_utilised}",
        "合同外资{fdi_contracted}",
        "完成固定资产投资{fixed_asset_investment}",
        "外出招商{outbound_trips}",
        "接待来访{inbound_visits}",
        "收集招商线索{leads_collected}",
        "累计建成标准厂房{plant_built_area}",
        "招引入驻企业{tenant_count}",
        "招商率{letting_rate}",
        "解决企业问题{issues_closed}",
        "兑现政策资金{policy_cash}",
        "基金规模{fund_size_total}",
    )
)
"""The Chinese template; traditional script is written from it."""

EN: Final = Template(
    clauses=(
        "signed {signed_project_count} with a total investment of {signed_investment_total}",
        "signed {signed_project_count}",
        "signed a total investment of {signed_investment_total}",
        "the contract performance rate was {contract_performance_rate}",
        "the start rate was {start_rate}",
        "the production rate was {production_rate}",
        "projects newly performing: {milestone_count:performing}",
        "projects newly landed: {milestone_count:landed}",
        "projects newly started: {milestone_count:started}",
        "projects newly completed: {milestone_count:completed}",
        "projects newly producing: {milestone_count:producing}",
        "projects in negotiation: {stage_count:negotiating}",
    ),
    opening_period="In {period}, {subject} ",
    opening_day="By {as_of}, {subject} ",
    opening_both="In {period} (as of {as_of}), {subject} ",
    opening_plain="{subject} ",
    group="{subject} ",
    size="{value} of {band}",
    sizes="of these {sizes}",
    sizes_alone="signed {sizes}",
    size_joiner=", ",
    fallback="{name}: {value}",
    joiner="; ",
    closing=". ",
    blank="(blank)",
)
"""The English template."""


def quantity_of(figure: Figure) -> Quantity | None:
    """Give the quantity that a figure prints, with its hedge; `None` where it has no value or is no quantity."""
    if figure.value is None:
        return None
    try:
        word = scaled(figure.unit)
        kind = kind_of(word.unit)
    except (UnknownUnitError, UnitMismatchError):
        return None
    hedge = Hedge.NONE
    if figure.low is not None or figure.high is not None:
        if figure.low is None and figure.high == figure.value:
            hedge = Hedge.NEAR
        elif figure.high is None and figure.low == figure.value:
            hedge = Hedge.OVER
        elif not figure.is_exact:
            hedge = Hedge.ABOUT
    elif not figure.is_exact:
        hedge = Hedge.ABOUT
    return kind.of(unsigned(figure.value), figure.unit, hedge=hedge)


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

    Nothing is rounded: what is written is what the figures are, so that `read_figures` finds them again. Figures
    without a value, and scores and ranks, are left out; in English, numbers by size are too, for the reader does
    not know English sizes.

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
    writer = _Writer(template or (ZH if script.is_chinese else EN), script, names or {})
    return writer.write(figures, subject), writer.printed


class _Writer:
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
            elif (
                figure.kpi != "projects_in_band"
            ):  # a number in any of several sizes says nothing without them
                groups.setdefault(figure.group, {})[name] = figure
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
            return _filled(template.group, subject=subject)
        said = {
            "subject": subject,
            "period": "" if period is None else self._date(period),
            "as_of": "" if as_of is None else self._date(as_of),
        }
        if period is not None and as_of is not None and as_of.end != period.end:
            return _filled(template.opening_both, **said)
        if period is not None:
            return _filled(template.opening_period, **said)
        return _filled(template.opening_day if as_of is not None else template.opening_plain, **said)

    def _date(self, period: Period) -> str:
        text = format_period(period, locale=str(self.script))
        if self.script is Script.EN and period.precision is Precision.HALF:
            return f"the {text}"
        return self.script.say(text, text)

    def _clauses(self, figures: Mapping[str, Figure], sized: Sequence[Figure]) -> list[str]:
        words: dict[str, str] = {}
        for name, figure in figures.items():
            quantity = quantity_of(figure)
            if quantity is not None:
                sign = "-" if figure.value is not None and figure.value < 0 else ""
                words[name] = f"{sign}{quantity_words(quantity, self.script)}"
                self.printed.append((figure, words[name]))
        clauses: list[str] = []
        told: set[str] = set()
        sizes, place = self._sizes(sized), None
        for clause in (*self.template.clauses, *_with_argument(self.script)):
            fields = set(FIELD.findall(clause))
            if fields and fields <= words.keys() - told:
                clauses.append(FIELD.sub(lambda match: words[match[1]], clause))
                told |= fields
                place = len(clauses) if _SIGNED in fields else place
        for name, value in words.items():
            if name not in told:
                clauses.append(_filled(self.template.fallback, name=self._name(figures[name]), value=value))
                place = len(clauses) if name == _SIGNED else place
        if sizes:
            opening = self.template.sizes_alone if place is None else self.template.sizes
            clauses.insert(len(clauses) if place is None else place, _filled(opening, sizes=sizes))
        return clauses

    def _sizes(self, figures: Sequence[Figure]) -> str:
        """Tell the numbers by size in one clause: 其中10亿元以上项目3个、5亿元以上项目9个."""
        said = []
        for figure in figures:
            quantity = quantity_of(figure)
            band = size_words(figure.group[-1], self.script)
            if quantity is not None and band is not None:
                value = quantity_words(quantity, self.script)
                said.append(_filled(self.template.size, band=band, value=value))
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
    "opening_period opening_day opening_both opening_plain group size sizes sizes_alone size_joiner fallback joiner closing blank"
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
    """List the standard clauses of figures with an argument, which their names alone do not tell."""
    standard = ZH if script.is_chinese else EN
    return [script.say(clause, clause) for clause in standard.clauses if ":" in clause]
