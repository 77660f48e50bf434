"""What a text tells of one project by its name: its investment, its land, its steps, held against the ledger's record."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.decimals import nearest
from zhaoshang._bulletins.arithmetic.bounds import step_of
from zhaoshang._bulletins.figures.writing import quantity_words
from zhaoshang._bulletins.measures.scenes import BAND, PROJECT_UNITS
from zhaoshang._bulletins.texts.called import Called, Telling, telling
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import STAGES
from zhaoshang._bulletins.verdicts.verdict import Answer, Verdict
from zhaoshang._bulletins.verifying.claims import Told, verdict_on
from zhaoshang._bulletins.verifying.comparing import (
    AskedFigure,
    AskedLedger,
    compare,
    expected_of,
    in_words,
    unit_of,
)
from zhaoshang._bulletins.verifying.reasons import reason_of
from zhaoshang._text.wording import Script
from zhaoshang.kpis import Figure, Rounding
from zhaoshang.model import Project
from zhaoshang.model._facts.history import standing
from zhaoshang.periods import Period
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.reading import PeriodMention
from zhaoshang.vocabulary import Stage

_LEAD: Final = r"[，,；;：:（(\s]*(?:该|本|此)?(?:项目|工程)?(?:计划|预计|拟|协议|合同|概算|估算|规划|总|约)*"
_BE: Final = r"(?:约|达到?|为|共|是|有|超过?|近)*[：:]?$"
_FIELDS: Final = (
    ("investment", re.compile(rf"{_LEAD}投资(?:总额|额|规模|金额)?{_BE}")),
    ("fixed_investment", re.compile(rf"{_LEAD}(?:其中[：:，,]?)?固定资产投资(?:额)?{_BE}")),
    ("land", re.compile(rf"{_LEAD}(?:占地|用地|供地)(?:总?面积)?{_BE}")),
    ("floor_area", re.compile(rf"{_LEAD}建筑(?:总?面积){_BE}")),
)
_OF_ONE: Final = frozenset({"arrived_funds"})
"""What the records of one project add up to."""
_TOTAL: Final = re.compile(r"总投资|投资(?:总额|规模)|计划投资|协议投资|概算投资")
_STEPS: Final = {
    **STAGES,
    "签订": Stage.SIGNED,
    "签署": Stage.SIGNED,
    "奠基": Stage.STARTED,
    "试生产": Stage.TRIAL,
}
_STEP: Final = re.compile(
    rf"(?:[，,]?(?:正式|成功|顺利|集中|全面|实现|已|便|即|就|完成|举行))*(?P<step>{'|'.join(_STEPS)})(?![率后前方企单额金]|项目)"
)
_STEP_BEHIND: Final = re.compile(
    rf"(?:[^，,。；;：:\d]{{0,10}}?)(?P<step>{'|'.join(_STEPS)})(?![率后前方企单额金的]|项目)"
)
_SIDES: Final = {Hedge.NEAR: -1, Hedge.BELOW: -1, Hedge.OVER: 1, Hedge.AT_LEAST: 1, Hedge.ODD: 1}
_PLAN: Final = re.compile(r"(?:计划|预计|拟|力争|将|有望|争取|确保|目标|原定|约定)")
_OTHER_USE: Final = re.compile(r"(?:截[至止]到?|到|至|较|比|与|据|自|从)$")
_NO_DAY: Final = re.compile(r"底?(?:以来|至今|起|前|后|以前|之前|以后|之后|同期)")
_SOON: Final = 24
"""How far behind a date the name of what was done then may stand."""


@final
@frozen
class Named:
    """What a text tells of the ledger's projects.

    Attributes:
        document: the text.
        source: the ledger.
        projects: the ledger's projects by id.
        rounding: how the text rounds.
        day: the day on which the ledger stands.
        parents: the projects that others are parts of.
    """

    document: Document
    source: AskedLedger
    projects: Mapping[str, Project]
    rounding: Rounding
    day: Period | None = None
    parents: frozenset[str] = frozenset()
    telling: Telling = field(init=False)

    @telling.default
    def _telling(self) -> Telling:
        names = {id_: project.name for id_, project in self.projects.items()}
        return telling(self.document.plain, self.document.subjects.marks, names)

    def of(self, item: Told) -> Called | None:
        """Give the project that a figure is of; a number of projects is none of one, nor what such a number is worth."""
        if item.reading.kpi == BAND or item.counts_projects:
            return None
        start, end = self.document.spans[item.number]
        called = self.telling.of(start, end, self.document.plain.text)
        return None if called is None or self._is_counted(called, item) else called

    def _is_counted(self, called: Called, item: Told) -> bool:
        """Tell whether a number of projects stands between a name and a figure: 甲项目等3个项目总投资12亿元."""
        for number in range(item.number - 1, -1, -1):
            start, _ = self.document.spans[number]
            if start < called.start:
                return False
            if self.document.mentions[number].quantity.unit.code in PROJECT_UNITS:
                return True
        return False

    # figures ------------------------------------------------------------------------------------------------------

    def judged(self, called: Called, item: Told) -> Verdict:
        """Judge a figure of one project: by what its record holds, or by what its receipts add up to."""
        verdict = self._figure(called, item)
        if verdict is not None:
            return verdict
        reading = item.reading
        if not called.is_one or len(called.ids) > 1:
            return self._unknown(called, item, "several_projects")
        for period in dict.fromkeys((reading.period, None)) if reading.measure in _OF_ONE else ():
            figure = self.source.figure(
                AskedFigure(reading.measure or "", None, period, self.day, project=called.ids[0])
            )
            if not isinstance(figure, str) and compare(reading, figure, "", self.rounding) is True:
                has = in_words(expected_of(figure, reading), unit_of(figure, reading))
                return self._make(called, item, Answer.AGREES, "matches", has)
        return self._unknown(called, item, "one_project")

    def _figure(self, called: Called, item: Told) -> Verdict | None:
        """Judge a figure that a project's record may hold; `None` where it holds no such thing."""
        start, _ = self.document.spans[item.number]
        begin = max(self.document.plain.clause(start)[0], called.end if called.end <= start else 0)
        if item.number:
            begin = max(begin, self.document.spans[item.number - 1][1])
        near = self.document.plain.text[begin:start]
        name = next((name for name, words in _FIELDS if words.fullmatch(near)), None)
        if name is None:
            return None
        if not called.is_one or len(called.ids) > 1:
            return self._unknown(called, item, "several_projects")
        project = self.projects[called.ids[0]]
        held = self._held(project, name)
        if not held:
            return self._unknown(called, item, "not_held")
        answers = [self._compare(item, quantity, near) for quantity in held]
        if True in answers:
            quantity = held[answers.index(True)]
            return self._make(called, item, Answer.AGREES, "matches", quantity)
        code = next((answer for answer in answers if isinstance(answer, str)), None)
        # 投资5亿元 without 总 may be of a phase, as may what a project with parts is said to have
        is_open = (name == "investment" and not _TOTAL.search(near)) or project.id in self.parents
        is_open = is_open or project.parent is not None
        if code is None and any(_is_finer(item.reading.quantity, quantity) for quantity in held):
            code = "finer"  # 5.02亿元 where the record has 5亿元
        if code is not None or is_open:
            return self._make(called, item, Answer.UNKNOWN, code or "of_a_part", held[0])
        return self._make(called, item, Answer.DIFFERS, "value_differs", held[0])

    @staticmethod
    def _held(project: Project, name: str) -> list[Quantity]:
        """List what the record holds of a kind, the main one first."""
        own: Quantity | None = getattr(project, name)
        found = [] if own is None else [own]
        if name == "investment":
            papers = standing(project).agreements
            found += [agreement.amount for agreement in papers if agreement.amount is not None]
        return found

    def _compare(self, item: Told, held: Quantity, near: str) -> bool | str:
        if held.value is None:
            return "no_value"
        value = Fraction(held.value)
        number = nearest(value)
        figure = Figure(kpi="", value=number, exact=value, low=number, high=number, unit=held.unit.code)
        result = compare(item.reading, figure, near, self.rounding)
        if held.is_exact or isinstance(result, str):
            return result
        said = item.reading.quantity
        sides = {_SIDES[hedge] for hedge in (said.hedge, held.hedge) if hedge in _SIDES}
        # 近5亿元 and 超5亿元 exclude each other; other numbers may be the one that is hedged
        return result if len(sides) < 2 and result else "not_exact"

    # dates --------------------------------------------------------------------------------------------------------

    def dates(self) -> Iterator[Verdict]:
        """Judge the dates that a text gives the steps of a project."""
        plain, text = self.document.plain, self.document.plain.text
        for number, mention in enumerate(self.document.periods):
            start, end = plain.place(mention.start), plain.place(mention.end)
            if _OTHER_USE.search(text, max(0, start - 4), start):
                continue
            said = _STEP.match(text, end)
            called = None if said is None else self.telling.of(start, said.end(), text)
            if said is None:
                called = self._next(number, end)
                said = None if called is None else _STEP_BEHIND.match(text, called.end)
            if called is not None and said is not None:
                words = text[max(0, start - 12) : start] + "|" + text[end : said.start("step")]
                yield self._dated(called, mention, _STEPS[said["step"]], words)

    def _next(self, number: int, end: int) -> Called | None:
        """Give the project whose name stands next behind a date that opens its clause: 3月5日，甲项目正式开工."""
        text, periods = self.document.plain.text, self.document.periods
        called = self.telling.after(end, end + _SOON)
        if called is None or re.search(r"[。；;\n]|" + "|".join(_STEPS), text[end : called.start]):
            return None
        later = periods[number + 1].start if number + 1 < len(periods) else None
        if later is not None and self.document.plain.place(later) < called.start:
            return None
        return None if _NO_DAY.match(text, end) else called

    def _dated(self, called: Called, mention: PeriodMention, stage: Stage, before: str) -> Verdict:
        if _PLAN.search(before):
            return self._of_date(called, mention, Answer.UNKNOWN, "planned_date", "")
        if not called.is_one or len(called.ids) > 1:
            return self._of_date(called, mention, Answer.UNKNOWN, "several_projects", "")
        if mention.period is None:
            return self._of_date(called, mention, Answer.UNKNOWN, "open_period", "")
        held = _dates_of(self.projects[called.ids[0]], stage)
        known = [date for date in held if date is not None]
        if not known:
            return self._of_date(called, mention, Answer.UNKNOWN, "not_held", "")
        expected = str(known[0])
        if any(_within(date, mention.period) for date in known):
            return self._of_date(called, mention, Answer.AGREES, "matches", expected)
        if len(known) < len(held) or any(date.overlaps(mention.period) for date in known):
            return self._of_date(called, mention, Answer.UNKNOWN, "date_straddles", expected)
        return self._of_date(called, mention, Answer.DIFFERS, "value_differs", expected)

    # saying -------------------------------------------------------------------------------------------------------

    def _unknown(self, called: Called, item: Told, code: str) -> Verdict:
        return self._make(called, item, Answer.UNKNOWN, code, None)

    def _make(
        self, called: Called, item: Told, answer: Answer, code: str, held: Quantity | str | None
    ) -> Verdict:
        zh, en = self._words(called, item.reading.raw, answer, code, held)
        if not isinstance(held, str):
            held = "" if held is None else quantity_words(held, Script.HANS)
        others = (self.document.plain.raw(called.start, called.end),)
        said: dict[str, str] = {"expected": held, "zh": zh, "en": en}
        return verdict_on(item, answer, code, others=others, period=None, unit=None, as_of=None, **said)

    def _of_date(
        self, called: Called, mention: PeriodMention, answer: Answer, code: str, expected: str
    ) -> Verdict:
        zh, en = self._words(called, mention.raw, answer, code, expected)
        return Verdict(
            answer=answer,
            against="ledger",
            code=code,
            start=mention.start,
            end=mention.end,
            raw=mention.raw,
            expected=expected,
            others=(self.document.plain.raw(called.start, called.end),),
            zh=zh,
            en=en,
        )

    def _words(
        self, called: Called, raw: str, answer: Answer, code: str, held: Quantity | str | None
    ) -> tuple[str, str]:
        name = self.projects[called.ids[0]].name
        if isinstance(held, str):
            has = [held, held]
        else:
            has = [
                "" if held is None else quantity_words(held, script) for script in (Script.HANS, Script.EN)
            ]
        zh, en = f"台账中“{name}”为 {has[0]}", f"the ledger has {has[1]} for “{name}”"
        if answer is Answer.AGREES:
            return zh, en
        if answer is Answer.DIFFERS:
            return f"文中为 {raw}，{zh}", f"the text has {raw}, {en}"
        why = reason_of(code)
        return (
            (f"{why[0]}，{zh}", f"{why[1]}; {en}")
            if has[0]
            else (f"{why[0]}（{name}）", f"{why[1]} ({name})")
        )


def named_of(document: Document, source: AskedLedger, rounding: Rounding, day: Period | None) -> Named:
    """Find what a text tells of the projects of a ledger; a name that is one of an industry is none."""
    ledger = source.ledger
    industries = {project.industry for project in ledger.projects}
    projects = {project.id: project for project in ledger.projects if project.name not in industries}
    parents = frozenset(project.parent for project in ledger.projects if project.parent is not None)
    return Named(document, source, projects, rounding, day, parents)


def _dates_of(project: Project, stage: Stage) -> list[Period | None]:
    """List the days that the record gives a step; `None` for one without a day."""
    project = standing(project)
    if stage is Stage.SIGNED:
        return [agreement.signed_on for agreement in project.agreements]
    return [item.on for item in project.milestones if item.stage is stage and not item.planned]


def _is_finer(said: Quantity, held: Quantity) -> bool:
    """Tell whether a record that is told more coarsely may have been rounded from what is said."""
    if said.value is None or held.value is None or said.unit != held.unit or step_of(said) >= step_of(held):
        return False
    return abs(Fraction(said.value) - Fraction(held.value)) <= step_of(held) / 2


def _within(date: Period, said: Period) -> bool:
    return said.start <= date.start and date.end <= said.end
