"""After signing: what was promised, what came of it, and what follows (投后监管)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from itertools import groupby
from typing import Final, final

from attrs import evolve, field, frozen
from attrs.converters import optional

from zhaoshang._calls.limits import within
from zhaoshang._calls.plain import between, plain_fields
from zhaoshang._lifecycle import promises
from zhaoshang._lifecycle.known import as_known_on
from zhaoshang._lifecycle.standard import ZONE
from zhaoshang._lifecycle.terms import StandingTerm, last_year, standing_terms
from zhaoshang._lifecycle.walk import done
from zhaoshang.errors import UnfitValueError, UnknownCodeError
from zhaoshang.intervals import Exact, to_fraction
from zhaoshang.model import Project
from zhaoshang.model._facts.history import standing
from zhaoshang.model._facts.phases import PhaseTree
from zhaoshang.model._fields.amounts import STAGE_TERMS, STOCKS, TERM_WORDS, unknown_measure
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.quantities import Quantity
from zhaoshang.references import Reference
from zhaoshang.vocabulary import Term


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
    OPEN = "open", "待核实", "open"


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Measure:
    """Something that an agreement may promise (考核指标).

    Attributes:
        code: the name of the term and of the outcome.
        zh: its name in Chinese.
        en: its name in English.
        is_stock: whether it is counted at a moment, so that the parts of a year are not added up.
        is_date: whether it is a stage promised by a day, kept in full or not at all.

    Examples:
        >>> from zhaoshang.lifecycle import MEASURES
        >>> [measure.zh for measure in MEASURES if measure.is_stock]
        ['用工', '注册资本']
        >>> [measure.code for measure in MEASURES if measure.is_date]
        ['started_by', 'producing_by', 'at_capacity_by']
    """

    code: str
    zh: str
    en: str
    is_stock: bool = False
    is_date: bool = False


MEASURES: Final = tuple(
    Measure(code=code, zh=zh, en=en, is_stock=code in STOCKS, is_date=code in STAGE_TERMS)
    for code, (zh, en) in TERM_WORDS.items()
)
"""What an agreement may promise."""


def _is_cause(_: object, __: object, value: str | None) -> None:
    known = (*TERM_WORDS, "missing_outcome")
    if value is not None and value not in known:
        raise UnknownCodeError("cause", value, known)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Disposal:
    """One row of the table of what follows when an agreement is not kept (分类处置): class × years × cause.

    Attributes:
        years: from how many years in a row short of full.
        zh: what is done, in Chinese.
        en: what is done, in English.
        reference: where it is written.
        class_: the class of the last year; `None` for any short of full.
        cause: what fell short: a measure of `MEASURES`, or `missing_outcome` where nothing was reported; `None` for any.

    Examples:
        >>> from zhaoshang import Money, Project
        >>> from zhaoshang.lifecycle import Disposal, supervise
        >>> from zhaoshang.model import Agreement, PromisedTerm
        >>> own = [
        ...     Disposal(years=1, zh="约谈企业", en="a talk with the firm", reference=None),
        ...     Disposal(
        ...         years=1, cause="missing_outcome", zh="限期报送", en="reports by a day", reference=None
        ...     ),
        ... ]
        >>> term = PromisedTerm(measure="tax", period="2024", promised=Money.of(800, "万元"))
        >>> project = Project(id="P1", name="甲", agreements=[Agreement(terms=[term])])
        >>> supervise(project, as_of="2025-01-31", disposals=own)[0].disposal.zh
        '限期报送'
    """

    years: int = field(validator=between(1, expected="a whole number from 1"))
    zh: str
    en: str
    reference: Reference | None = ZONE
    class_: ComplianceClass | None = field(default=None, converter=optional(ComplianceClass))
    cause: str | None = field(default=None, validator=_is_cause)

    def holds(self, class_: ComplianceClass, years: int, causes: Collection[str]) -> bool:
        """Tell whether a year falls under the row.

        Args:
            class_: the class of the year.
            years: how many years in a row fell short, this one last.
            causes: what fell short in it.

        Examples:
            >>> from zhaoshang.lifecycle import DISPOSALS
            >>> [rung.zh for rung in DISPOSALS if rung.holds("failed", 2, ["tax"])]
            ['暂缓兑现优惠政策', '限期整改并复核']
        """
        return (
            0 < self.years <= years
            and self.class_ in {None, ComplianceClass(class_)}
            and (self.cause is None or self.cause in causes)
        )


DISPOSALS: Final = (
    Disposal(years=1, zh="暂缓兑现优惠政策", en="incentives are held back"),
    Disposal(years=2, zh="限期整改并复核", en="a second check after a time for mending"),
    Disposal(years=3, zh="提高地价或暂缓办证", en="a higher land price, or papers withheld"),
    Disposal(years=4, zh="追究违约责任", en="a claim for breach"),
)
"""What follows, in order; how many years lead to which rung is proposed, a city passes its own table."""


@final
@frozen(kw_only=True)
class TermResult:
    """One promised term against what came of it.

    Attributes:
        measure: what was promised.
        period: for when; of a stage, the day by which.
        promised: how much, a range where dates leave open which of two amounts stands; `None` for a stage,
            and where those two are in two currencies.
        actual: how much there was; `None` where no outcome says so.
        ratio: actual over promised, not capped; `None` where it cannot be worked out. Of what is promised not to be
            passed (不超过), promised over actual.
        is_due: whether the period has ended.
        weight: its part in the score, in hundredths of the whole; 0 where it does not count.
        low: the least that the ratio may be; `None` where nothing is due or reported.
        high: the greatest; `None` where nothing bounds it.
        reason: why there is no ratio, as `zhaoshang.kpis.describe` says it.
        reached_on: when a stage was reached, where it is on record.
        agreement: the id of the agreement that the term stands in.

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
    promised: Quantity | None
    actual: Quantity | None
    ratio: Fraction | None
    is_due: bool
    weight: Fraction = field(default=Fraction(0), converter=Fraction)
    low: Fraction | None = None
    high: Fraction | None = None
    reason: str | None = None
    reached_on: Period | None = None
    agreement: str | None = None


@final
@frozen(kw_only=True)
class Review:
    """The yearly review of a project's agreements (年度履约评价).

    Attributes:
        project: the id of the project.
        year: the year reviewed.
        results: the terms that end in it.
        score: the weighted score, 0 to 100; `None` where nothing is due, or where reports leave it open.
        class_: full, partial, failed, not yet due, or open.
        missing: measures that are due and have no outcome; they count as 0.
        years_short: how many years in a row, this one last, surely fell short of full.
        disposal: what follows; `None` where nothing does.
        low: the least that the score may be.
        high: the greatest.
        reason: why there is no score, as `zhaoshang.kpis.describe` says it.

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
    low: Fraction | None = None
    high: Fraction | None = None
    reason: str | None = None


def supervise(
    project: Project,
    /,
    *,
    as_of: DateLike,
    known_on: DateLike | None = None,
    weights: Mapping[str, Exact | str] | None = None,
    edges: tuple[Exact | str, Exact | str] = (100, 60),
    disposals: Iterable[Disposal] = DISPOSALS,
    rates: Mapping[str, Exact | str] | None = None,
    trial_counts: bool = True,
    phases: Iterable[Project] = (),
    yearly: bool = True,
) -> tuple[Review, ...]:
    """Hold what was promised in the agreements against what came of it, year by year.

    A term counts when its period has ended. Each measure has a weight, shared equally by its terms of the year; a
    term gives its weight times actual over promised, at most the whole; a stage promised by a day gives all or nothing.
    A due term without an outcome gives nothing. Where part of a year is not reported the score has bounds only.

    A supplementary agreement takes the place of the terms it names that were not yet due on its date. Nothing is due
    after a project has ended, nor in the year of its end.

    Args:
        project: the project, with terms in its agreements.
        as_of: today.
        known_on: only what was recorded by this day counts.
        weights: the weight of each measure; by default all the same. A measure left out does not count.
        edges: the least scores for full and for partial.
        disposals: the table of what follows; of the rows that hold, the one after most years, and of those the last.
        rates: CNY per unit of a currency, where a promise and what came of it are in different ones.
        trial_counts: whether trial production counts as production.
        phases: projects that are one with it: what they reported counts for its promises, and the stages that they
            came to. Of a project that it is itself a phase of, the stages alone.
        yearly: whether each year is reviewed alone; otherwise one review holds all that is promised, under the last year.

    Returns:
        One review a year for which something was promised, earliest first.

    Raises:
        UnknownCodeError: for a weight of a measure that no agreement may promise.

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
    for measure in weights or {}:
        if measure not in TERM_WORDS:
            raise unknown_measure(measure, TERM_WORDS)
    shares = None if weights is None else {name: to_fraction(each) for name, each in weights.items()}
    for share in (shares or {}).values():
        within(share, 0, None, "a number from 0", "weights")
    full, least = map(to_fraction, edges)
    within(least, 0, None, "a number from 0", "edges")
    if least > full:
        raise UnfitValueError(f"full={full}, partial={least}", "partial no higher than full").at("edges")
    known = project if known_on is None else as_known_on(project, known_on)
    beside = [each if known_on is None else as_known_on(each, known_on) for each in phases]
    tree = PhaseTree((known, *beside))
    above = set(tree.above(0))
    evidence = promises.TermEvidence(
        project=known,
        steps=tuple(step for each in (known, *beside) for step in done(standing(each).history)),
        today=today,
        reports=tuple(each.outcomes for row, each in enumerate((known, *beside)) if row not in above),
        rates=rates or {},
        trial_counts=trial_counts,
    )
    last = last_year(tree.present(0, today, None), today)
    terms = [
        term
        for term in standing_terms(known, as_of=today)
        if term.period is not None and (last is None or term.period.end.year <= last)
    ]
    terms.sort(key=_year)
    ladder = sorted(disposals, key=lambda disposal: disposal.years)
    judge = partial(_review, evidence=evidence, weights=shares, edges=(full, least), ladder=ladder)
    if not yearly:
        return (judge(_year(terms[-1]), terms),) if terms else ()
    reviews: list[Review] = []
    for year, group in groupby(terms, key=_year):
        before = reviews[-1] if reviews and reviews[-1].year == year - 1 else None
        reviews.append(judge(year, list(group), before=before))
    return tuple(reviews)


def _year(term: StandingTerm) -> int:
    """Give the year in which a term falls due."""
    return date.min.year if term.period is None else term.period.end.year


def _review(
    year: int,
    terms: Sequence[StandingTerm],
    *,
    evidence: promises.TermEvidence,
    weights: Mapping[str, Fraction] | None,
    edges: tuple[Fraction, Fraction],
    ladder: Sequence[Disposal],
    before: Review | None = None,
) -> Review:
    """Judge the terms of one year."""
    held = [(term, promises.kept(term, evidence)) for term in terms if term.is_due(evidence.today)]
    found = promises.score(held, weights)
    shares = () if found is None else found.shares
    weighed = dict(zip((id(term) for term, _ in held), shares, strict=False))
    kept_of = {id(term): each for term, each in held}
    results = tuple(_result(term, kept_of.get(id(term)), weighed.get(id(term))) for term in terms)
    class_ = _class(found, edges)
    short = 0
    if class_ in {ComplianceClass.PARTIAL, ComplianceClass.FAILED}:
        short = 1 + (0 if before is None else before.years_short)
    counted = [(term.measure, each) for term, each in held if weighed.get(id(term))]
    missing = dict.fromkeys(measure for measure, each in counted if each.is_missing)
    causes = {measure for measure, each in counted if each.part[2] < 1}
    causes |= {"missing_outcome"} if missing else set()
    rungs = [disposal for disposal in ladder if disposal.holds(class_, short, causes)]
    return Review(
        project=evidence.project.id,
        year=year,
        results=results,
        score=None if found is None else found.value,
        class_=class_,
        missing=tuple(missing),
        years_short=short,
        disposal=rungs[-1] if rungs else None,
        low=None if found is None else found.low,
        high=None if found is None else found.high,
        reason=None if found is None else found.reason,
    )


def _result(term: StandingTerm, each: promises.Kept | None, weight: Fraction | None) -> TermResult:
    assert term.period is not None  # noqa: S101 - asked before
    about = TermResult(
        measure=term.measure,
        period=term.period,
        promised=term.amount,
        actual=None,
        ratio=None,
        is_due=each is not None,
        weight=weight or Fraction(0),
        agreement=term.paper.id,
    )
    if each is None or each.is_missing:
        return about
    return evolve(
        about,
        actual=each.actual,
        ratio=each.value,
        low=each.low,
        high=each.high,
        reason=each.reason,
        reached_on=each.reached_on,
    )


def _class(found: promises.Score | None, edges: tuple[Fraction, Fraction]) -> ComplianceClass:
    """Name the class of a score; where it is open, that of its bounds if both fall in one."""
    if found is None:
        return ComplianceClass.NOT_YET_DUE
    if found.value is not None:
        return _class_of(found.value, edges)
    least, most = (_class_of(end, edges) for end in (found.low, found.high))
    return least if least is most else ComplianceClass.OPEN


def _class_of(score: Fraction, edges: tuple[Fraction, Fraction]) -> ComplianceClass:
    full, partial = edges
    if score >= full:
        return ComplianceClass.FULL
    return ComplianceClass.PARTIAL if score >= partial else ComplianceClass.FAILED
