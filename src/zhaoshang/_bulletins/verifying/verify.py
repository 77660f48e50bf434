"""An article against itself and against a ledger: agrees, differs, or cannot be told, with both numbers and the reason."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from zhaoshang._basics.brief import as_python
from zhaoshang._bulletins.arithmetic.bare import with_bare, with_mentions
from zhaoshang._bulletins.arithmetic.bounds import bounds_of
from zhaoshang._bulletins.arithmetic.nearby import fits_nearby
from zhaoshang._bulletins.arithmetic.others import is_of_another
from zhaoshang._bulletins.arithmetic.printed import LIMITS, RULES, Worked, shown
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText, derived_of
from zhaoshang._bulletins.arithmetic.rules import worked
from zhaoshang._bulletins.figures.english import English, is_english
from zhaoshang._bulletins.figures.facts import facts
from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.figures.readings import read_document
from zhaoshang._bulletins.figures.templates import Template
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang._bulletins.measures.sizes import edges_of
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.events import conflicts, find_events, tells_steps
from zhaoshang._bulletins.texts.plain import refuse_file_name
from zhaoshang._bulletins.verdicts.verdict import Answer, Verdict, verdict_of
from zhaoshang._bulletins.verdicts.verification import Verification
from zhaoshang._bulletins.verifying.against import Against
from zhaoshang._bulletins.verifying.claims import Told, claims_of, printed, told
from zhaoshang._bulletins.verifying.comparing import AskedLedger, refuse_unread_arguments
from zhaoshang._bulletins.verifying.english_orders import english_orders_of
from zhaoshang._bulletins.verifying.faults import SOME_DAY, TextFault, above_all, faults_of
from zhaoshang._bulletins.verifying.named import named_of
from zhaoshang._bulletins.verifying.orders import orders_of
from zhaoshang._bulletins.verifying.reasons import reason_of
from zhaoshang._bulletins.verifying.tables import SaidRow, rows_of, tables_of
from zhaoshang.checks import OneDate, RateOf, verify_claims
from zhaoshang.errors import UnfitValueError
from zhaoshang.findings import Finding, Report
from zhaoshang.kpis import Rounding
from zhaoshang.ledger import Ledger
from zhaoshang.model import Milestone, Project
from zhaoshang.model._fields.converters import text as filled
from zhaoshang.periods import DateLike, Period
from zhaoshang.profiles import DEFAULT, Profile, profile_of
from zhaoshang.reading import find_periods

if TYPE_CHECKING:
    from fractions import Fraction


def verify(
    text: str,
    /,
    ledger: Ledger | None = None,
    *,
    today: DateLike | None = None,
    period: DateLike | None = None,
    as_of: DateLike | None = None,
    subject: str | None = None,
    profile: Profile | str | None = None,
    rounding: Rounding | None = None,
    bands: str | Iterable[str] | None = None,
    template: Template | None = None,
    **arguments: Any,  # noqa: ANN401 - each KPI has its own
) -> Verification:
    """Judge an article against itself, and against a ledger where one is given.

    Against itself: parts and wholes, sums, sizes, rates that no whole number gives, one fact under two hedges, one step
    with two dates, 累计 beside a period. Against the ledger: every figure whose KPI is known is worked out for the
    period and the unit that the text names. Nothing is changed, and what cannot be decided is said to be so.

    Args:
        text: the article.
        ledger: what to compare with.
        today: the day of writing, which relative dates count from; by default the day that the text prints for itself.
        period: the period of figures for which the text names none.
        as_of: the day the ledger is asked about where the text names none; a day that the text names and that is
            another than this, or than that of the ledger, differs.
        subject: what the text calls the whole ledger; by default the first subject that the ledger does not know.
        profile: the local definitions, or their id; `DEFAULT` unless given.
        rounding: how the text rounds, half up unless given; its digits are those printed.
        bands: the sizes that projects are counted by, such as `≥1亿元`; where given, any other differs even if its
            number is true. Without them only a size that nobody uses, such as 13亿元, is taken for a slip.
        template: the template that the text was written from, whose own words then say what is measured.
        arguments: what KPIs take beside these, such as `from_stage`.

    Returns:
        The verdicts.

    Raises:
        UnfitValueError: for the name of a file in the place of the article, and for what says how a ledger is asked
            (`period`, `as_of`, `subject`, `profile`, `rounding`, `bands`, arguments of KPIs) where there is none.
        PeriodSyntaxError: for a text that is no date, whether or not a ledger is asked.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.bulletins import verify
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲", agreements=signed)])
        >>> verify("2022年上半年共签约招商项目1个。", ledger).is_clean
        True
        >>> print(verify("2022年上半年共签约招商项目7个。", ledger).render("zh_CN"))
        7个（2022年上半年）：不符，文中为 7个，台账为 1个
    """
    refuse_file_name(text)
    subject = None if subject is None else filled(subject)
    definitions = DEFAULT if profile is None else profile_of(profile)
    refuse_unread_arguments(arguments)
    period, as_of = (None if day is None else Period.of(day) for day in (period, as_of))
    bands = (bands,) if isinstance(bands, str) else bands if bands is None else tuple(bands)
    sizes = None if bands is None else frozenset(map(edges_of, bands))
    if ledger is None:
        _refuse_unread(
            {
                "period": period,
                "as_of": as_of,
                "subject": subject,
                "profile": None if profile is None else definitions.id,
                "rounding": rounding,
                "bands": bands,
            }
            | arguments
        )
    source = None if ledger is None else AskedLedger(ledger, definitions, arguments)
    names = [] if source is None else [*source.names(), *([subject] if subject else [])]
    document = Document.of(text, today=today, subjects=names)
    english = (
        English.of(text, names, document.mentions, document.periods, today) if is_english(text) else None
    )
    document = document if english is None else with_mentions(document, english.mentions)
    readings: Sequence[FigureReading] = (
        read_document(document, template) if english is None else english.readings
    )
    items = told(document.plain, readings)
    context = (
        ArithmeticText(*with_bare(document, readings))
        if english is not None
        else ArithmeticText(document, readings)
    )
    sums = worked(context)
    held = [_sum(context.readings, item) for item in sums if item.holds and item.rule not in LIMITS]
    if (
        source is not None
    ):  # a number that leaves out what it counts is held against no ledger: it makes nothing right
        known = {(reading.start, reading.end) for reading in readings}
        held = [verdict for verdict in held if known.issuperset(verdict.others)]
    report, verdicts = _of_text(text, document, context, items, sums)
    if source is not None:
        stands = source.ledger.as_of if as_of is None else as_of
        day = None if stands is None else Period.of(stands)
        rounding = rounding or Rounding()
        against = Against(
            source=source,
            text=text,
            period=period,
            day=day,
            subject=subject,
            sizes=sizes,
            rounding=rounding,
            document=document if english is None else None,
            named=named_of(document, source, rounding, day) if english is None else None,
            english=english,
            items=items,
            worked_out=list(derived_of(context)) if english is None else [],
        )
        verdicts = _of_open_cohorts([*verdicts, *against.verdicts()], items)
        judged = _places(verdicts) | _places(held)
        verdicts += [
            against.unknown(item, "not_judged")
            for item in items
            if item.reading.kpi != BAND and (item.reading.start, item.reading.end) not in judged
        ]
    if ledger is not None:

        def again(sentence: str) -> Iterable[Verdict]:
            return verify(
                sentence, ledger, today=document.today, period=period, as_of=as_of, subject=subject,
                profile=definitions, rounding=rounding, bands=bands, **arguments,
            )  # fmt: skip

        verdicts = _with_tables(document, verdicts, again)
    stated = facts(document, readings, template) if english is None else readings
    return Verification(_settled(verdicts, held), tuple(stated), report, text)


def _of_open_cohorts(verdicts: Sequence[Verdict], items: Sequence[Told]) -> list[Verdict]:
    """Leave a rate open that its text and the ledger judge apart, by a number of which it is open which projects it counts."""
    by_ledger = {each.start: each for each in verdicts if each.against == "ledger"}
    claims = (claim for claim in claims_of(items) if isinstance(claim, RateOf) and claim.numerator)
    counted = {
        items[int(claim.rate)].reading.start: by_ledger.get(items[int(claim.numerator or 0)].reading.start)
        for claim in claims
    }
    rates = {start for start, count in counted.items() if count is not None and count.code == "no_measure"}
    wrong = {each.start for each in verdicts if each.against == "text" and each.answer is Answer.DIFFERS}
    zh, en = reason_of("no_measure")
    opened: dict[str, dict[str, Any]] = {"text": {}, "ledger": {"code": "no_measure", "zh": zh, "en": en}}

    def is_open(verdict: Verdict) -> bool:
        if verdict.answer is not Answer.DIFFERS or verdict.start not in rates:
            return False
        if verdict.against == "ledger":
            return verdict.start not in wrong
        of_ledger = by_ledger.get(verdict.start)
        return of_ledger is not None and of_ledger.answer is Answer.AGREES

    return [
        evolve(each, answer=Answer.UNKNOWN, **opened[each.against]) if is_open(each) else each
        for each in verdicts
    ]


def _refuse_unread(given: Mapping[str, Any]) -> None:
    """Refuse what says how a ledger is asked where there is none."""
    for name, value in given.items():
        if value is not None:
            raise UnfitValueError(as_python(value), "a ledger beside it, without which nothing reads it").at(
                name
            )


def _with_tables(
    document: Document, verdicts: list[Verdict], judged: Callable[[str], Iterable[Verdict]]
) -> list[Verdict]:
    """Add the verdicts on figures of tables, in the place of those that judged nothing."""
    rows = list(_in_tables(document, judged))
    known = _places(row for row in rows if row.code != "not_judged")
    kept = [each for each in verdicts if each.code != "not_judged" or (each.start, each.end) not in known]
    return [*kept, *_elsewhere(rows, kept)]


def _in_tables(document: Document, judged: Callable[[str], Iterable[Verdict]]) -> Iterator[Verdict]:
    """Judge the figures of tables by their rows, said as sentences; what no sentence tells is not judged."""

    def when(place: int) -> str:
        said = [period.raw for period in document.periods if period.end <= place]
        return said[-1] if said else ""

    for row in rows_of(document.text, when):
        found = _in_row(row, judged)
        for number, cell in enumerate(row.cells):
            yield evolve(
                found.get(number, _open("not_judged")),
                start=cell.start,
                end=cell.end,
                raw=document.text[cell.start : cell.end],
            )


def _open(code: str) -> Verdict:
    """Say that a figure of a table cannot be told; its place is told later."""
    zh, en = reason_of(code)
    return Verdict(answer=Answer.UNKNOWN, against="ledger", code=code, start=0, end=0, raw="", zh=zh, en=en)


_SEVERAL: Final = 2
_FAR: Final = 8
"""What stands behind more columns may be of any of them; each would have to be tried."""


def _in_row(row: SaidRow, judged: Callable[[str], Iterable[Verdict]]) -> dict[int, Verdict]:
    """Judge the numbers of a row: one behind several columns differs only where it is right behind none of them."""
    if row.lead is None:
        return {}

    def said(numbers: Sequence[int]) -> dict[int, Verdict]:
        sentence, places = row.sentence(numbers)
        found = {verdict.start: verdict for verdict in judged(sentence) if verdict.against == "ledger"}
        return {number: found[place] for number, place in zip(numbers, places, strict=True) if place in found}

    verdicts = said(row.plain())
    for number, cell in enumerate(row.cells):
        if cell.is_timed:  # its time is of no other column
            verdicts |= {
                key: value
                for key, value in said([*row.plain(number)[-_FAR:], number]).items()
                if key == number
            }
        verdict = verdicts.get(number)
        if verdict is None or number < _SEVERAL:
            continue
        is_wrong = verdict.answer is Answer.DIFFERS
        if is_wrong or (verdict.answer is Answer.AGREES and (cell.is_rate or cell.is_part)):
            against = Answer.AGREES if is_wrong else Answer.DIFFERS
            others = (said([one, number]).get(number) for one in reversed(range(number)))
            if number > _FAR or any(
                other.answer is against or (cell.is_part and not is_wrong and other.code == "no_measure")
                for other in others
                if other is not None
            ):
                verdicts[number] = _open("no_measure")
    return verdicts


def _places(verdicts: Iterable[Verdict]) -> set[tuple[int, int]]:
    return {(verdict.start, verdict.end) for verdict in verdicts}


def _elsewhere(verdicts: Iterable[Verdict], others: Iterable[Verdict]) -> list[Verdict]:
    """Give the verdicts on places that no other verdict is on."""
    places = _places(others)
    return [verdict for verdict in verdicts if (verdict.start, verdict.end) not in places]


def _settled(verdicts: Sequence[Verdict], held: Sequence[Verdict]) -> list[Verdict]:
    """Order the verdicts by place; where nothing else decides, the figures of the text that make one right do."""
    held = _elsewhere(held, (verdict for verdict in verdicts if verdict.answer is not Answer.UNKNOWN))
    settled = [*_elsewhere(verdicts, held), *held]
    return sorted(settled, key=lambda verdict: (verdict.start, verdict.end, verdict.against != "text"))


def _of_text(
    text: str, document: Document, context: ArithmeticText, items: list[Told], sums: Sequence[Worked]
) -> tuple[Report, list[Verdict]]:
    """Judge a text against itself: by claims, by sums, which know more where both speak of one figure, and by slips."""
    report, claimed = _claimed(text, document, items)
    places = {(item.start, item.end): number for number, item in enumerate(context.readings)}
    claimed = [verdict for verdict in claimed if not _is_open(context, verdict, places)]
    differing = [verdict for verdict in claimed if verdict.answer is Answer.DIFFERS]
    told_already = _places(differing).union(*(verdict.others for verdict in differing))
    wrong = [
        verdict
        for verdict in (_sum(context.readings, item) for item in sums if not item.holds)
        if verdict.code not in _CLAIMED or (verdict.start, verdict.end) not in told_already
    ]
    faults = (
        *faults_of(text, items, document.periods),
        *orders_of(context),
        *english_orders_of(context),
        *tables_of(text),
    )
    found = [*_elsewhere(claimed, wrong), *wrong, *(_fault(text, fault) for fault in faults)]
    return report, [*found, *_elsewhere((_fault(text, fault) for fault in above_all(items)), found)]


def _claimed(text: str, document: Document, items: list[Told]) -> tuple[Report, list[Verdict]]:
    """Judge what the figures claim of each other, and the steps of a project that are dated twice."""
    plain = document.plain
    report = verify_claims(printed(items), claims_of(items))
    verdicts = []
    for finding in report:
        readings = [items[int(id_)].reading for id_ in finding.ids]
        verdicts.append(_found(finding, readings))
    # without a day of writing, relative dates still stand in one order; any day will do to compare them
    is_open = document.today is None and any(item.period is None for item in document.periods)
    is_open = is_open and tells_steps(plain)
    periods = find_periods(text, today=SOME_DAY) if is_open else document.periods
    events = find_events(plain, list(periods))
    for one, other, is_sure in conflicts(events):
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
                answer=Answer.DIFFERS if is_sure else Answer.UNKNOWN,
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


def _sum(readings: Sequence[FigureReading], item: Worked) -> Verdict:
    """Say what the other figures of a text make of one."""
    reading = readings[item.number]
    others = [readings[number] for number in item.operands]
    said = shown(item.expected.mid, reading.quantity)
    zh, en = RULES[item.rule]
    names = "、".join(other.raw for other in others)
    return verdict_of(
        reading,
        Answer.DIFFERS if not item.holds else Answer.AGREES if item.is_sure else Answer.UNKNOWN,
        "text",
        item.rule,
        expected=said,
        others=tuple((other.start, other.end) for other in others),
        **_whose_and_when(reading, others if item.rule in _OF_PARTS else ()),
        zh=f"文中为 {reading.raw}，按 {names} {zh}{said}",
        en=f"the text has {reading.raw}, {en} {names} {said}",
    )


_OF_PARTS: Final = frozenset({"parts_of_whole", "parts_within_whole", "amounts_of_parts"})


def _whose_and_when(reading: FigureReading, parts: Sequence[FigureReading]) -> dict[str, Any]:
    """Leave out the unit and the period of the last part, where a sum is of parts of several: 东镇1个、西镇1个，两镇共2个."""
    units, periods = {part.subject for part in parts}, {part.period for part in parts}
    several = {
        "unit": len(units) > 1 and reading.subject in units,
        "period": len(periods) > 1 and reading.period in periods,
    }
    return {name: None for name, is_of_several in several.items() if is_of_several}


def _is_open(context: ArithmeticText, verdict: Verdict, places: Mapping[tuple[int, int], int]) -> bool:
    """Tell whether a rate or a part that a claim finds wrong is right by other figures nearby, or is of something else."""
    if verdict.answer is not Answer.DIFFERS or verdict.code not in _OPEN:
        return False
    number, *others = (places[place] for place in ((verdict.start, verdict.end), *verdict.others))
    printed = context.bounds(number)
    if verdict.code == "part_exceeds_whole":
        return _has_room(context, number, others)
    if printed is not None and fits_nearby(context, number, printed, others):
        return True
    return is_of_another(context, verdict.code, number, others)


_OPEN: Final = frozenset({"impossible_rate", "rate_mismatch", "part_exceeds_whole"})


def _has_room(context: ArithmeticText, part: int, wholes: Sequence[int]) -> bool:
    """Tell whether another level before a part may be its whole: 签约40个，开工10个，其中亿元以上28个."""
    mine = context.bounds(part)
    return mine is not None and any(
        (its := context.bounds(other)) is not None
        and its.high >= mine.low
        and other not in wholes
        and context.alike(other, part)
        and not context.readings[other].is_part
        and context.readings[other].band is None
        for other in context.before(part)
    )


_CLAIMED: Final = frozenset({"parts_of_whole"})
"""What claims tell as well, in codes of their own: a slip is told once."""

_WORDING: Final = frozenset({"hedge_differs", "ambiguous_period"})
"""What may be meant in two ways: no number is said to be wrong."""


def _found(finding: Finding, readings: Sequence[FigureReading]) -> Verdict:
    first, *others = readings
    is_open = finding.code == "unit_mismatch" or (finding.code in _WORDING and _may_be_one(readings))
    return verdict_of(
        first,
        Answer.UNKNOWN if is_open else Answer.DIFFERS,
        "text",
        finding.code,
        others=tuple((other.start, other.end) for other in others),
        **_whose_and_when(first, others if finding.code == "sum_mismatch" else ()),
        zh=finding.zh,
        en=finding.en,
    )


def _may_be_one(readings: Sequence[FigureReading]) -> bool:
    """Tell whether some number is all that is printed: 130亿元 may be rounded from what is 近130亿元, 超 excludes 近."""
    lows: list[Fraction] = []
    highs: list[Fraction] = []
    for reading in readings:
        bounds = bounds_of(reading.quantity, about=True)
        interval = reading.quantity.interval
        low = interval.low if bounds is None else bounds.low
        high = interval.high if bounds is None else bounds.high
        lows += [] if low is None else [low]
        highs += [] if high is None else [high]
    return not lows or not highs or max(lows) < min(highs) or len(readings) == 1


def _fault(text: str, fault: TextFault) -> Verdict:
    return Verdict(
        answer=Answer.DIFFERS,
        against="text",
        code=fault.code,
        start=fault.start,
        end=fault.end,
        raw=text[fault.start : fault.end],
        others=fault.others,
        expected=fault.expected,
        zh=fault.zh,
        en=fault.en,
    )
