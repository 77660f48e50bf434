"""After signing: what was promised, what came of it, and what follows (投后监管)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Final, final

from attrs import evolve, field, frozen

from zhaoshang._lifecycle.known import as_known_on
from zhaoshang._lifecycle.standard import GARZE, LIFECYCLE, ZONE
from zhaoshang._lifecycle.walk import done, walk
from zhaoshang.calendars import Limit, due_on
from zhaoshang.errors import ConversionError, UnitMismatchError
from zhaoshang.intervals import Exact, to_fraction
from zhaoshang.model import Outcome, Project
from zhaoshang.model._amounts import MEASURE_WORDS
from zhaoshang.model._outcomes import STOCKS, reached
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.quantities import Quantity
from zhaoshang.references import Reference
from zhaoshang.vocabulary import Evidence, Stage, Term, Track


class ComplianceClass(Term):
    """How an agreement was kept in a year (履约评价).

    Examples:
        >>> from zhaoshang import Money, Project
        >>> from zhaoshang.lifecycle import ComplianceClass, supervise
        >>> from zhaoshang.model import Agreement, PromisedTerm
        >>> term = PromisedTerm(measure="tax", period="2024", promised=Money.of(800, "万元"))
        >>> project = Project(id="P1", name="甲", agreements=[Agreement(terms=[term])])
        >>> (early,), (late,) = (supervise(project, as_of=day) for day in ("2024-06-30", "2025-01-31"))
        >>> early.class_ is ComplianceClass.NOT_YET_DUE, late.class_.label("zh_CN")
        (True, '未履约')
    """

    FULL = "full", "全面履约", "full"
    PARTIAL = "partial", "部分履约", "partial"
    FAILED = "failed", "未履约", "failed"
    NOT_YET_DUE = "not_yet_due", "未到考核期", "not yet due"


@final
@frozen(kw_only=True)
class Measure:
    """Something that an agreement may promise (考核指标).

    Attributes:
        code: the name of the term and of the outcome.
        zh: its name in Chinese.
        en: its name in English.
        is_stock: whether it is counted at a moment, so that the parts of a year are not added up.

    Examples:
        >>> from zhaoshang.lifecycle import MEASURES
        >>> [measure.zh for measure in MEASURES if measure.is_stock]
        ['用工']
    """

    code: str
    zh: str
    en: str
    is_stock: bool = False


MEASURES: Final = tuple(
    Measure(code=code, zh=zh, en=en, is_stock=code in STOCKS) for code, (zh, en) in MEASURE_WORDS.items()
)
"""What can be compared with outcomes."""

_KNOWN: Final = frozenset(measure.code for measure in MEASURES)


@final
@frozen(kw_only=True)
class Disposal:
    """One rung of what follows when an agreement is not kept (分类处置).

    Attributes:
        years: after how many years in a row short of full.
        zh: what is done, in Chinese.
        en: what is done, in English.
        reference: where it is written.

    Examples:
        >>> from zhaoshang.lifecycle import Disposal, supervise
        >>> own = [Disposal(years=1, zh="约谈企业", en="a talk with the firm", reference=None)]
        >>> from zhaoshang import Money, Project
        >>> from zhaoshang.model import Agreement, PromisedTerm
        >>> term = PromisedTerm(measure="tax", period="2024", promised=Money.of(800, "万元"))
        >>> project = Project(id="P1", name="甲", agreements=[Agreement(terms=[term])])
        >>> supervise(project, as_of="2025-01-31", disposals=own)[0].disposal.zh
        '约谈企业'
    """

    years: int
    zh: str
    en: str
    reference: Reference | None = ZONE


DISPOSALS: Final = (
    Disposal(years=1, zh="暂缓兑现优惠政策", en="incentives are held back"),
    Disposal(years=2, zh="限期整改并复核", en="a second check after a time for mending"),
    Disposal(years=3, zh="提高地价或暂缓办证", en="a higher land price, or papers withheld"),
    Disposal(years=4, zh="追究违约责任", en="a claim for breach"),
)
"""What follows, in order; how many years lead to which rung is proposed, a city passes its own."""


@final
@frozen(kw_only=True)
class TermResult:
    """One promised term against what came of it.

    Attributes:
        measure: what was promised.
        period: for when.
        promised: how much.
        actual: how much there was; `None` where no outcome says so.
        ratio: actual over promised, not capped; `None` where it cannot be worked out.
        is_due: whether the period has ended.
        weight: its part in the score, in hundredths of the whole; 0 where it does not count.

    Examples:
        >>> from zhaoshang import Money, Project
        >>> from zhaoshang.lifecycle import supervise
        >>> from zhaoshang.model import Agreement, Outcome, PromisedTerm
        >>> terms = [
        ...     PromisedTerm(measure="tax", period="2024", promised=Money.of(800, "万元")),
        ...     PromisedTerm(measure="output", period="2024", promised=Money.of(2, "亿元")),
        ... ]
        >>> paid = Outcome(period="2024", tax=Money.of(1000, "万元"))
        >>> project = Project(id="P1", name="甲", agreements=[Agreement(terms=terms)], outcomes=[paid])
        >>> (review,) = supervise(project, as_of="2025-01-31")
        >>> [(result.measure, result.ratio, result.weight) for result in review.results]
        [('tax', Fraction(5, 4), Fraction(50, 1)), ('output', None, Fraction(50, 1))]
    """

    measure: str
    period: Period
    promised: Quantity
    actual: Quantity | None
    ratio: Fraction | None
    is_due: bool
    weight: Fraction = field(default=Fraction(0), converter=Fraction)


@final
@frozen(kw_only=True)
class Review:
    """The yearly review of a project's agreements (年度履约评价).

    Attributes:
        project: the id of the project.
        year: the year reviewed.
        results: the terms that end in it.
        score: the weighted score, 0 to 100; `None` where nothing is due.
        class_: full, partial, failed, or not yet due.
        missing: measures that are due and have no outcome; they count as 0.
        years_short: how many years in a row, this one last, fell short of full.
        disposal: what follows; `None` where nothing does.

    Examples:
        >>> from zhaoshang import Money, Project
        >>> from zhaoshang.lifecycle import supervise
        >>> from zhaoshang.model import Agreement, PromisedTerm
        >>> terms = [
        ...     PromisedTerm(measure="tax", period=year, promised=Money.of(800, "万元"))
        ...     for year in ("2023", "2024")
        ... ]
        >>> project = Project(id="P1", name="甲", agreements=[Agreement(terms=terms)])
        >>> for review in supervise(project, as_of="2025-01-31"):
        ...     print(review.year, review.score, review.missing, review.years_short, review.disposal.zh)
        2023 0 ('tax',) 1 暂缓兑现优惠政策
        2024 0 ('tax',) 2 限期整改并复核
    """

    project: str
    year: int
    results: tuple[TermResult, ...]
    score: Fraction | None
    class_: ComplianceClass
    missing: tuple[str, ...] = ()
    years_short: int = 0
    disposal: Disposal | None = None


def supervise(
    project: Project,
    /,
    *,
    as_of: DateLike,
    known_on: DateLike | None = None,
    weights: Mapping[str, Exact] | None = None,
    edges: tuple[Exact, Exact] = (100, 60),
    disposals: Iterable[Disposal] = DISPOSALS,
) -> tuple[Review, ...]:
    """Hold what was promised in the agreements against the outcomes, year by year.

    A term counts when its period has ended. Each measure has a weight, shared equally by its terms of the year; a
    term gives its weight times actual over promised, at most the whole. A due term without an outcome gives nothing.

    Args:
        project: the project, with terms in its agreements.
        as_of: today.
        known_on: only what was recorded by this day counts.
        weights: the weight of each measure; by default all the same. A measure left out does not count.
        edges: the least scores for full and for partial.
        disposals: what follows after years short of full.

    Returns:
        One review a year for which something was promised, earliest first.

    Examples:
        >>> from zhaoshang import Money, Project
        >>> from zhaoshang.lifecycle import supervise
        >>> from zhaoshang.model import Agreement, Outcome, PromisedTerm
        >>> term = PromisedTerm(measure="tax", period="2024", promised=Money.of(800, "万元"))
        >>> project = Project(
        ...     id="P1",
        ...     name="甲",
        ...     agreements=[Agreement(terms=[term])],
        ...     outcomes=[Outcome(period="2024", tax=Money.of(600, "万元"))],
        ... )
        >>> (review,) = supervise(project, as_of="2025-03-31")
        >>> review.score, review.class_.label("zh_CN"), review.disposal.zh
        (Fraction(75, 1), '部分履约', '暂缓兑现优惠政策')
    """
    today = to_date(as_of)
    known = project if known_on is None else as_known_on(project, known_on)
    terms = [
        _result(known, term.measure, term.period, term.promised, today)
        for paper in known.agreements
        for term in paper.terms
        if term.period is not None and term.promised is not None and term.measure in _KNOWN
    ]
    terms.sort(key=lambda term: term.period.end.year)
    reviews: list[Review] = []
    ladder = sorted(disposals, key=lambda disposal: disposal.years)
    for year, group in groupby(terms, key=lambda term: term.period.end.year):
        results = _weighted(list(group), weights)
        score = _score(results)
        class_ = _class(score, edges)
        short = reviews[-1].years_short if reviews and reviews[-1].year == year - 1 else 0
        short = short + 1 if class_ in {ComplianceClass.PARTIAL, ComplianceClass.FAILED} else 0
        reached = [disposal for disposal in ladder if 0 < disposal.years <= short]
        missing = [result.measure for result in results if result.weight and result.actual is None]
        reviews.append(
            Review(
                project=project.id,
                year=year,
                results=results,
                score=score,
                class_=class_,
                missing=tuple(dict.fromkeys(missing)),
                years_short=short,
                disposal=reached[-1] if reached else None,
            )
        )
    return tuple(reviews)


def _result(project: Project, measure: str, period: Period, promised: Quantity, today: date) -> TermResult:
    actual = _actual(project.outcomes, measure, period, today)
    ratio = None if actual is None else _ratio(actual, promised)
    return TermResult(
        measure=measure,
        period=period,
        promised=promised,
        actual=actual,
        ratio=ratio,
        is_due=period.end <= today,
    )


def _ratio(actual: Quantity, promised: Quantity) -> Fraction | None:
    """Divide what was reached by what was promised, where the units allow it."""
    try:
        like = actual.to(promised.unit) if actual.unit != promised.unit else actual
    except (ConversionError, UnitMismatchError):
        return None
    return (
        None if like.value is None or not promised.value else Fraction(like.value) / Fraction(promised.value)
    )


def _actual(outcomes: Iterable[Outcome], measure: str, period: Period, today: date) -> Quantity | None:
    """Ask what was reached in a period, of what had been reported of times gone by."""
    told = [each for each in outcomes if each.period is not None and each.period.end <= today]
    return reached(told, measure, (period.start.toordinal(), period.end.toordinal()))


def _weighted(results: list[TermResult], weights: Mapping[str, Exact] | None) -> tuple[TermResult, ...]:
    """Give every due term its part of a hundred."""
    due = Counter(
        result.measure
        for result in results
        if result.is_due and (weights is None or weights.get(result.measure))
    )
    shares = {name: Fraction(1) if weights is None else to_fraction(weights[name]) for name in due}
    whole = sum(shares.values(), Fraction(0))
    return tuple(
        evolve(result, weight=100 * shares[result.measure] / whole / due[result.measure])
        if result.is_due and result.measure in due
        else result
        for result in results
    )


def _score(results: tuple[TermResult, ...]) -> Fraction | None:
    """Add up what the due terms give; `None` where nothing is due."""
    if not any(result.weight for result in results):
        return None
    kept = (max(Fraction(0), min(result.ratio or Fraction(0), Fraction(1))) for result in results)
    return sum((result.weight * part for result, part in zip(results, kept, strict=True)), Fraction(0))


def _class(score: Fraction | None, edges: tuple[Exact, Exact]) -> ComplianceClass:
    if score is None:
        return ComplianceClass.NOT_YET_DUE
    full, partial = (to_fraction(edge) for edge in edges)
    if score >= full:
        return ComplianceClass.FULL
    return ComplianceClass.PARTIAL if score >= partial else ComplianceClass.FAILED


@final
@frozen(kw_only=True)
class ExitGround:
    """A reason to withdraw from a project (退出情形).

    Attributes:
        code: a short name.
        zh: what it is, in Chinese.
        en: what it is, in English.
        is_found: whether it is found in the records; others have to be reported.
        reference: where it is written.

    Examples:
        >>> from zhaoshang.lifecycle import GROUNDS
        >>> [ground.zh for ground in GROUNDS if ground.is_found][:2]
        ['未按约注册公司', '供地后逾期未开工']
    """

    code: str
    zh: str
    en: str
    is_found: bool
    reference: Reference | None = GARZE


GROUNDS: Final = (
    ExitGround(
        code="no_bond", zh="未按约缴纳履约保证金", en="the performance bond was not paid", is_found=False
    ),
    ExitGround(
        code="no_registration", zh="未按约注册公司", en="no company was registered in time", is_found=True
    ),
    ExitGround(code="withdrawal", zh="投资方主动退出", en="the investor withdraws", is_found=False),
    ExitGround(code="false_papers", zh="提供虚假材料", en="papers were false", is_found=False),
    ExitGround(
        code="not_started",
        zh="供地后逾期未开工",
        en="not started in time after land was supplied",
        is_found=True,
    ),
    ExitGround(
        code="slow_building", zh="建设进度严重滞后", en="building lags far behind the plan", is_found=True
    ),
    ExitGround(
        code="below_agreement", zh="产出未达协议约定", en="output stays below the agreement", is_found=True
    ),
    ExitGround(code="banned_process", zh="采用禁止类工艺", en="a banned process is used", is_found=False),
)
"""Grounds for withdrawal; those that records cannot show are reported by hand."""

_REGISTER: Final = Limit(days=30)
_START: Final = Limit(months=6)
_LAG: Final = Limit(months=6)


def exit_grounds(
    project: Project,
    /,
    *,
    as_of: DateLike,
    reported: Iterable[str] = (),
    grounds: Iterable[ExitGround] = GROUNDS,
) -> tuple[ExitGround, ...]:
    """Find the grounds on which a project might be withdrawn from; deciding stays with people.

    Found in the records: no registration 30 days after the planned landing, no start 6 months after land was
    supplied, completion more than 6 months behind plan, and a failed review of the last year due.

    Args:
        project: the project.
        as_of: today.
        reported: codes of grounds that were found otherwise.
        grounds: the grounds known.

    Returns:
        Those that hold, in the order of the list; none for a project that has ended.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.lifecycle import exit_grounds
        >>> from zhaoshang.model import Milestone
        >>> project = Project(
        ...     id="P1", name="甲", track="land", milestones=[Milestone(stage="landed", on="2022-01-10")]
        ... )
        >>> [ground.code for ground in exit_grounds(project, as_of="2022-08-01", reported=["no_bond"])]
        ['no_bond', 'not_started']
    """
    today = to_date(as_of)
    state = walk(project.history, LIFECYCLE.index, project.track, on=today)
    if state.is_ended:
        return ()
    found = set((reported,) if isinstance(reported, str) else reported)
    plans = {step.stage: step.on for step in project.history if step.planned}
    papers = {code for step in done(project.history, today) for code in step.evidence}
    present = -1 if state.stage is None else state.stage.rank

    def is_late(start: Period | None, limit: Limit) -> bool:
        due = None if start is None else due_on(start, limit)
        return due is not None and today > due

    landing, landed = plans.get(Stage.LANDED), state.reached.get(Stage.LANDED)
    is_registered = present >= Stage.LANDED.rank or Evidence.BUSINESS_LICENSE in papers
    if present >= Stage.SIGNED.rank and not is_registered and is_late(landing, _REGISTER):
        found.add("no_registration")
    is_supplied = project.track in {None, Track.LAND} and landed is not None and present < Stage.STARTED.rank
    if is_supplied and is_late(landed.on if landed else None, _START):
        found.add("not_started")
    if Stage.SIGNED.rank <= present < Stage.COMPLETED.rank and is_late(plans.get(Stage.COMPLETED), _LAG):
        found.add("slow_building")
    due = [review for review in supervise(project, as_of=today) if review.score is not None]
    if due and due[-1].class_ is ComplianceClass.FAILED:
        found.add("below_agreement")
    return tuple(ground for ground in grounds if ground.code in found)
