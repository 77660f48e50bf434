"""The yearly review of agreements as a table: class, cause, and what follows."""

from collections import Counter
from typing import Final

from zhaoshang._calls.limits import check_year
from zhaoshang._reports.numbers import NONE, dated, to_places
from zhaoshang._reports.tables import CellDraft, Column, Table, TableDraft
from zhaoshang._text.messages import say
from zhaoshang._text.wording import Script, capital
from zhaoshang.errors import ArgumentNeededError
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import MEASURES, ComplianceClass, Review, supervise
from zhaoshang.model._facts.history import standing
from zhaoshang.model._facts.phases import PhaseTree
from zhaoshang.periods import DateLike, Period, to_date
from zhaoshang.profiles import DEFAULT, Profile, profile_of

_WORDS: Final = {measure.code: (measure.zh, measure.en) for measure in MEASURES}


def review_table(
    ledger: Ledger,
    /,
    *,
    as_of: DateLike | None = None,
    known_on: DateLike | None = None,
    year: int | None = None,
    profile: Profile | str = DEFAULT,
    locale: str = "zh_CN",
    title: str | None = None,
) -> Table:
    """Review what investors promised, year by year: score, class, what fell short, and what follows (年度履约评价).

    Each row is a `Review` of `zhaoshang.lifecycle.supervise`; the classes and the ladder of disposal are the profile's.

    Args:
        ledger: the ledger.
        as_of: the day, by default the ledger's own.
        known_on: only what was recorded by this day counts.
        year: the year reviewed; all that were promised for by default.
        profile: the local definitions.
        locale: `zh_CN`, `zh_TW` or `en`.
        title: the heading.

    Returns:
        A row a project and year in which something was due. The notes count the years by class, by what fell short
        and by what follows.

    Raises:
        ValueError: when there is no day.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project
        >>> from zhaoshang.model import Agreement, Outcome, PromisedTerm
        >>> from zhaoshang.reports import review_table
        >>> term = PromisedTerm(measure="tax", period="2024", promised=Money.of(800, "万元"))
        >>> project = Project(
        ...     id="P1",
        ...     name="甲",
        ...     agreements=[Agreement(terms=[term])],
        ...     outcomes=[Outcome(period="2024", tax=Money.of(400, "万元"))],
        ... )
        >>> table = review_table(Ledger(projects=[project]), as_of="2025-01-31")
        >>> table.rows[0]
        ('甲', '2024', '50.00', '未履约', '税收', '暂缓兑现优惠政策')
        >>> table.notes[0]
        '评价等次：未履约1个'
    """
    script, local = Script.of(locale), profile_of(profile)
    day = ledger.as_of if as_of is None else as_of
    if day is None:
        raise ArgumentNeededError("as_of", "report")
    today = to_date(day)
    grid, tree = TableDraft(), PhaseTree(ledger.projects if local.phases == "as_one" else ())
    classes, causes, follows = Counter[str](), Counter[str](), Counter[str]()
    check_year(year, "year")
    for project in ledger.projects:
        if not any(paper.terms for paper in standing(project).agreements):
            continue
        for review in supervise(
            project,
            as_of=today,
            known_on=known_on,
            edges=(local.compliance.full, local.compliance.partial),
            disposals=local.disposals,
            rates=local.rates,
            trial_counts=local.trial_counts,
            phases=tree.one_with(project.id),
        ):
            if review.class_ is ComplianceClass.NOT_YET_DUE or year not in {None, review.year}:
                continue
            short = [script.say(*_WORDS[measure]) for measure in _short(review)]
            next_ = "" if review.disposal is None else script.say(review.disposal.zh, review.disposal.en)
            class_ = review.class_.label(script)
            classes[class_] += 1
            causes.update(short)
            follows.update([next_] if next_ else [])
            grid.add(
                project.name,
                CellDraft(text=str(review.year), value=review.year),
                _score(review, script),
                capital(class_),
                say("list.comma", script).join(short),
                capital(next_),
            )
    heads = [
        ("项目", "Project"),
        ("年度", "Year"),
        ("得分", "Score"),
        ("评价等次", "Class"),
        ("未达标指标", "What fell short"),
        ("处置", "What follows"),
    ]
    heading = dated(say("report.yearly_review_of_agreements", script), script, as_of=Period.of(day))
    notes = [
        _counted(script.say(*words), counts, script)
        for words, counts in (
            (("评价等次", "Classes"), classes),
            (("未达标指标", "What fell short"), causes),
            (("分类处置", "What follows"), follows),
        )
        if counts
    ]
    return Table(
        title=heading if title is None else title,
        columns=[
            Column(title=script.say(*head), align="right" if head[1] in {"Year", "Score"} else "left")
            for head in heads
        ],
        rows=grid.rows,
        values=grid.values,
        notes=notes,
    )


def _short(review: Review) -> list[str]:
    """List what surely fell short in a year, what was not reported among it."""
    short = [
        each.measure for each in review.results if each.is_due and each.high is not None and each.high < 1
    ]
    return list(dict.fromkeys([*short, *review.missing]))


def _score(review: Review, script: Script) -> CellDraft:
    """Write a score to two places, or its bounds."""
    if review.score is not None:
        return CellDraft(text=to_places(review.score), value=review.score)
    if review.low is None or review.high is None:
        return CellDraft(text=NONE, value=None)
    return CellDraft(text=script.say("—", "–").join(map(to_places, (review.low, review.high))), value=None)


def _counted(head: str, counts: Counter[str], script: Script) -> str:
    said = say("list.comma", script).join(
        say("report.answer_count", script, what=what, count=count) for what, count in counts.most_common()
    )
    return say("report.headed", script, head=head, said=said)
