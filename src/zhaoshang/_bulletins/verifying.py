"""An article against itself and against a ledger: agrees, differs, or cannot be told, with both numbers and the reason."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, final

from attrs import field, frozen

from zhaoshang._bulletins.claims import Told, claims_of, printed, told
from zhaoshang._bulletins.comparing import Asked, Source, compare, expected_of, unit_of
from zhaoshang._bulletins.english import DATE, is_english, period_of
from zhaoshang._bulletins.events import conflicts, find_events
from zhaoshang._bulletins.figures import FigureReading
from zhaoshang._bulletins.readings import read_figures
from zhaoshang._bulletins.scenes import BAND
from zhaoshang._bulletins.text import Plain
from zhaoshang._bulletins.writing import quantity_words
from zhaoshang._wording import Script
from zhaoshang.checks import OneDate, verify_claims
from zhaoshang.findings import Finding, Report
from zhaoshang.kpis import Rounding, describe
from zhaoshang.ledger import Ledger
from zhaoshang.model import Milestone, Project
from zhaoshang.periods import DateLike, Period
from zhaoshang.profiles import DEFAULT, Profile
from zhaoshang.quantities import Hedge, Quantity, kind_of
from zhaoshang.reading import find_periods
from zhaoshang.units import scaled
from zhaoshang.vocabulary import Term
from zhaoshang.writing import format_quantity


class Answer(Term):
    """What became of a printed figure (核对结论)."""

    AGREES = "agrees", "一致", "agrees"
    DIFFERS = "differs", "不符", "differs"
    UNKNOWN = "unknown", "无法判断", "cannot be told"


_REASONS: Final = {
    "no_definition": ("没有可对照的指标口径", "the catalogue has no figure for it"),
    "not_evaluated": ("缺少计算所需的参数或日期", "an argument or a date is missing to work it out"),
    "no_group": ("台账中没有该单位的数字", "the ledger has no figure of that unit"),
    "unknown_subject": ("台账中没有这个主体", "the ledger does not know whose figure it is"),
    "no_date": ("未注明期间或日期", "neither a period nor a day is given"),
    "unit_mismatch": ("计量单位不同", "the units differ"),
    "only_order": ("只说了数量级", "only an order of magnitude is said"),
    "only_about": ("约数，无法判断", "it is said with 约 and differs somewhat"),
    "no_measure": ("只是其中一部分，或口径不明", "it is of some of them only, or not known of which"),
}


@final
@frozen(kw_only=True)
class Verdict:
    """What became of one figure, or of one statement about several.

    Attributes:
        answer: agrees, differs, or cannot be told.
        against: `ledger`, or `text` where the article contradicts itself.
        code: why, in a word: `matches`, `value_differs`, or the code of a finding or a reason.
        start: where the figure begins in the text.
        end: where it ends.
        raw: the figure as printed.
        kpi: what it measures.
        expected: the other number, in words; empty where there is none.
        others: the spans of further figures that it is about.
        zh: the reason in Chinese.
        en: the reason in English.
    """

    answer: Answer = field(converter=Answer)
    against: str
    code: str
    start: int
    end: int
    raw: str
    kpi: str | None = None
    expected: str = ""
    others: tuple[tuple[int, int], ...] = ()
    zh: str = field(default="", eq=False)
    en: str = field(default="", eq=False)

    def render(self, locale: str = "en") -> str:
        """Say it in one line.

        Examples:
            >>> from zhaoshang.bulletins import verify
            >>> verdict = verify("上半年共签约项目40个，开工率51.2%。").differs[0]
            >>> verdict.render("zh_CN")
            '51.2%：不符，没有整数分子能使 40个 的比率为 51.2%（最接近：20、21）'
        """
        script = Script.of(locale)
        answer = script.say(self.answer.zh, self.answer.en)
        reason = script.say(self.zh, self.en)
        return f"{self.raw}{script.say('：', ': ')}{answer}{script.say('，', ', ')}{reason}"


def _verdicts(items: Iterable[Verdict]) -> tuple[Verdict, ...]:
    return tuple(items)


@final
@frozen
class Verification:
    """The verdicts on one text.

    Attributes:
        verdicts: one for each figure that was compared, and one for each contradiction, in the order of the text.
        readings: the figures as they were read.
        report: the findings of the text against itself.
    """

    verdicts: tuple[Verdict, ...] = field(converter=_verdicts)
    readings: tuple[FigureReading, ...] = field(default=(), repr=False)
    report: Report = field(factory=Report, repr=False)

    def __iter__(self) -> Iterator[Verdict]:
        return iter(self.verdicts)

    def __len__(self) -> int:
        return len(self.verdicts)

    @property
    def agrees(self) -> tuple[Verdict, ...]:
        """What agrees."""
        return tuple(item for item in self.verdicts if item.answer is Answer.AGREES)

    @property
    def differs(self) -> tuple[Verdict, ...]:
        """What differs."""
        return tuple(item for item in self.verdicts if item.answer is Answer.DIFFERS)

    @property
    def unknown(self) -> tuple[Verdict, ...]:
        """What cannot be told."""
        return tuple(item for item in self.verdicts if item.answer is Answer.UNKNOWN)

    @property
    def is_clean(self) -> bool:
        """Whether nothing differs."""
        return not self.differs

    def render(self, locale: str = "en") -> str:
        """Say every verdict, a line each."""
        return "\n".join(item.render(locale) for item in self.verdicts)


def verify(
    text: str,
    /,
    ledger: Ledger | None = None,
    *,
    today: DateLike | None = None,
    period: DateLike | None = None,
    as_of: DateLike | None = None,
    subject: str | None = None,
    profile: Profile = DEFAULT,
    rounding: Rounding | None = None,
    **arguments: Any,  # noqa: ANN401 - each KPI has its own
) -> Verification:
    """Judge an article against itself, and against a ledger where one is given.

    Against itself: parts and wholes, sums, sizes, rates that no whole number gives, one fact under two hedges, one step
    with two dates, 累计 beside a period. Against the ledger: every figure whose KPI is known is worked out for the
    period and the unit that the text names. Nothing is changed, and what cannot be decided is said to be so.

    Args:
        text: the article.
        ledger: what to compare with.
        today: the day of writing, which relative dates count from.
        period: the period of figures for which the text names none.
        as_of: the day the ledger is asked about where the text names none; a day that the text names and that is
            another than this, or than that of the ledger, differs.
        subject: what the text calls the whole ledger; by default the first subject that the ledger does not know.
        profile: the local definitions.
        rounding: how the text rounds, half up unless given; its digits are those printed.
        arguments: what KPIs take beside these, such as `from_stage`.

    Returns:
        The verdicts.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.bulletins import verify
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲", agreements=signed)])
        >>> verify("2022年上半年共签约招商项目1个。", ledger).is_clean
        True
        >>> print(verify("2022年上半年共签约招商项目7个。", ledger).render("zh_CN"))
        7个：不符，文中为 7个，台账为 1个
    """
    source = None if ledger is None else Source(ledger, profile, arguments)
    names = [] if source is None else [*source.names(), *([subject] if subject else [])]
    readings = read_figures(text, today=today, subjects=names)
    plain = Plain.of(text)
    items = told(plain, readings)
    report, verdicts = _against_itself(text, plain, items, today)
    verdicts += [*_bad_numbers(text), *_bad_dates(text, today)]
    if source is not None:
        asked = None if period is None else Period.of(period)
        day = ledger.as_of if as_of is None and ledger is not None else as_of
        against = _Against(source, text, asked, None if day is None else Period.of(day), subject)
        against.rounding = rounding or against.rounding
        verdicts += against.verdicts(items)
    verdicts.sort(key=lambda verdict: (verdict.start, verdict.end, verdict.against != "text"))
    return Verification(verdicts, tuple(readings), report)


def _against_itself(
    text: str, plain: Plain, items: list[Told], today: DateLike | None
) -> tuple[Report, list[Verdict]]:
    report = verify_claims(printed(items), claims_of(items))
    verdicts = []
    for finding in report:
        readings = [items[int(id_)].reading for id_ in finding.ids]
        verdicts.append(_found(finding, readings[0], [(other.start, other.end) for other in readings[1:]]))
    # without a day of writing, relative dates still stand in one order; any day will do to compare them
    events = find_events(plain, find_periods(text, today=today or _SOME_DAY))
    for one, other in conflicts(events):
        project = Project(
            id=one.name,
            name=one.name,
            milestones=[Milestone(stage=event.stage, on=event.on) for event in (one, other)],
        )
        judged = verify_claims(
            [], [OneDate(project=one.name, stage=one.stage)], ledger=Ledger(projects=[project])
        )
        spans = [plain.raw(*event.span) for event in (one, other)]
        said = [text[slice(*span)] for span in spans]
        report += judged
        verdicts += [
            Verdict(
                answer=Answer.DIFFERS,
                against="text",
                code=finding.code,
                start=spans[0][0],
                end=spans[0][1],
                raw=said[0],
                expected=said[1],
                others=(spans[1],),
                zh=f"同一项目{one.stage.zh}有两个日期：{one.name}“{said[0]}”，{other.name}“{said[1]}”",
                en=f"two dates for one project {one.stage.en}: {one.name} ({said[0]}), {other.name} ({said[1]})",
            )
            for finding in judged
        ]
    return report, verdicts


_SOME_DAY: Final = date(2000, 12, 31)


def _found(finding: Finding, reading: FigureReading, others: list[tuple[int, int]]) -> Verdict:
    return Verdict(
        answer=Answer.DIFFERS,
        against="text",
        code=finding.code,
        start=reading.start,
        end=reading.end,
        raw=reading.raw,
        kpi=reading.kpi,
        others=tuple(others),
        zh=finding.zh,
        en=finding.en,
    )


_LEADING_ZERO: Final = re.compile(
    r"(?<![\d.,，:：/\-A-Za-z])0\d+(?:\.\d+)?(?=\s*[%％个個家项項条條次亿億万萬元亩畝天人平㎡])"
)


def _bad_numbers(text: str) -> Iterator[Verdict]:
    """Find numbers that nobody writes, such as 02个."""
    for match in _LEADING_ZERO.finditer(text):
        yield _bad(match, "malformed_number", "数字以 0 开头", "the number begins with 0")


_DATE: Final = re.compile(r"(?<!\d)\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|(?<![\d年])\d{1,2}月\d{1,2}日")


def _bad_dates(text: str, today: DateLike | None) -> Iterator[Verdict]:
    """Find what looks like a date and is none: 6月35日, 7022年."""
    if is_english(text):
        yield from (
            _bad(match, "malformed_date", "没有这个日期", "there is no such date")
            for match in DATE.finditer(text)
            if period_of(match) is None
        )
        return
    spans = [(mention.start, mention.end) for mention in find_periods(text, today=today or _SOME_DAY)]
    for match in _DATE.finditer(text):
        if not any(start <= match.start() and match.end() <= end for start, end in spans):
            yield _bad(match, "malformed_date", "没有这个日期", "there is no such date")


def _bad(match: re.Match[str], code: str, zh: str, en: str) -> Verdict:
    return Verdict(
        answer=Answer.DIFFERS,
        against="text",
        code=code,
        start=match.start(),
        end=match.end(),
        raw=match[0],
        zh=zh,
        en=en,
    )


class _Against:
    """The comparison of one text with one ledger."""

    def __init__(
        self, source: Source, text: str, period: Period | None, day: Period | None, subject: str | None
    ) -> None:
        self.source, self.text, self.period, self.day = source, text, period, day
        self.subject = subject
        self.rounding = Rounding()

    def verdicts(self, items: list[Told]) -> list[Verdict]:
        """Judge every reading that measures something."""
        whole = self._whole(items)
        found = [
            self._verdict(item, whole)
            for item in items
            if item.reading.kpi is not None and item.reading.kpi != BAND
        ]
        return [*self._days(items), *found]

    def _whole(self, items: list[Told]) -> frozenset[str]:
        """Name what the text calls the whole: the subject given, or the first that the ledger does not know."""
        if self.subject is not None:
            return frozenset({self.subject})
        for item in items:
            name = item.reading.subject
            if name is not None and self.source.scope(name, frozenset()) == "unknown":
                return frozenset({name})
        return frozenset()

    def _days(self, items: list[Told]) -> Iterator[Verdict]:
        """Compare each day that figures are said to stand on with the day asked about."""
        if self.day is None:
            return
        seen: set[Period] = set()
        for item in items:
            stated = item.reading.as_of
            if stated is None or stated in seen or item.reading.kpi is None:
                continue
            seen.add(stated)
            if stated.end != self.day.end and self.day.end not in (stated.start, stated.end):
                yield self._make(
                    item,
                    Answer.DIFFERS,
                    "another_day",
                    expected=str(self.day),
                    zh=f"文中数据截至 {stated}，台账为 {self.day}",
                    en=f"the text stands on {stated}, the ledger on {self.day}",
                )

    def _verdict(self, item: Told, whole: frozenset[str]) -> Verdict:
        reading = item.reading
        measure = reading.kpi if (reading.kpi or "").startswith("target:") else reading.measure
        if measure is None:
            return self._unknown(item, "no_measure")
        scope = self.source.scope(reading.subject, whole)
        if scope == "unknown":
            return self._unknown(item, "unknown_subject")
        period, as_of = self._when(reading)
        if period is None and as_of is None:
            return self._unknown(item, "no_date")
        band = "" if reading.band is None else _band(reading.band)
        if reading.band is not None and not band:
            return self._unknown(item, "no_definition")
        figure = self.source.figure(Asked(measure, scope, period, as_of, band))
        if isinstance(figure, str):
            return self._unknown(item, figure)
        before = self.text[max(0, reading.start - 24) : reading.start]
        clause = re.split(r"[，,；;。]", before)[-1]
        result = compare(reading, figure, clause, self.rounding)
        if isinstance(result, str):
            return self._unknown(item, result)
        expected = _shown(expected_of(figure, reading), unit_of(figure, reading))
        if result:
            return self._make(
                item,
                Answer.AGREES,
                "matches",
                expected=expected,
                zh=f"台账为 {expected}",
                en=f"the ledger has {expected}",
            )
        return self._make(
            item,
            Answer.DIFFERS,
            "value_differs",
            expected=expected,
            zh=f"文中为 {reading.raw}，台账为 {expected}",
            en=f"the text has {reading.raw}, the ledger {expected}",
        )

    def _when(self, reading: FigureReading) -> tuple[Period | None, Period | None]:
        """Settle period and day: 截至 names a day, any other date a period, which stands on its last day."""
        if reading.as_of is not None and reading.period in {None, reading.as_of}:
            return self.period, Period.of(reading.as_of.end)
        period = reading.period or self.period
        if reading.as_of is not None:
            return period, Period.of(reading.as_of.end)
        if period is None:
            return None, self.day
        return period, Period.of(period.end)

    def _unknown(self, item: Told, code: str) -> Verdict:
        zh, en = _REASONS.get(code) or (describe(code, locale="zh_CN"), describe(code))
        return self._make(item, Answer.UNKNOWN, code, zh=zh, en=en)

    @staticmethod
    def _make(item: Told, answer: Answer, code: str, *, zh: str, en: str, expected: str = "") -> Verdict:
        reading = item.reading
        return Verdict(
            answer=answer,
            against="ledger",
            code=code,
            start=reading.start,
            end=reading.end,
            raw=reading.raw,
            kpi=reading.kpi,
            expected=expected,
            zh=zh,
            en=en,
        )


def _band(band: Quantity) -> str:
    """Write a size as the catalogue takes it: ≥10亿元."""
    if band.value is None or band.hedge not in {Hedge.AT_LEAST, Hedge.OVER, Hedge.BELOW}:
        return ""
    return f"{'<' if band.hedge is Hedge.BELOW else '≥'}{format_quantity(kind_of(band.unit)(value=band.value, unit=band.unit))}"


def _shown(number: Decimal | Fraction | None, code: str) -> str:
    """Write the ledger's number as the text would; a quotient to two places."""
    word = scaled(code)
    value = number if isinstance(number, Decimal) else Rounding().apply(Fraction(number or 0))
    quantity = kind_of(word.unit)(value=value.scaleb(word.power), unit=word.unit)
    return quantity_words(quantity, Script.HANS)
