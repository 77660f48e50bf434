"""Questions answered: find a KPI, work figures out, compare profiles; the room `kpis` is the face of it."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, Final, final

from attrs import evolve

from zhaoshang._answers.absent import AskedConditions, headers_kept
from zhaoshang._answers.unread import (
    note_unrounded,
    notes_of_unread,
    refuse_condition,
    refuse_names,
    refuse_unit,
)
from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._calls.columns import engine_told
from zhaoshang._calls.runs import in_order
from zhaoshang._engine.catalogue import CATALOGUE
from zhaoshang._engine.objects.interpreter import Objects
from zhaoshang._engine.query.answers import figures_of
from zhaoshang._engine.query.context import COHORTS, Context
from zhaoshang._engine.query.definitions import Answers, Kpi
from zhaoshang._engine.query.execution_plans import QueryPlan, recording
from zhaoshang._engine.query.groups import NAMES, key_of, names_of
from zhaoshang._engine.query.labels import with_codes
from zhaoshang._engine.query.reads import Given, Noted
from zhaoshang._engine.query.session import Session
from zhaoshang._engine.query.times import TimeGrid, first_day, spans_of
from zhaoshang._engine.results.comparison import Comparison
from zhaoshang._engine.results.figure import ROUNDING, Figure, Rounding
from zhaoshang._engine.results.figures import Figures
from zhaoshang._engine.tables.ledger_tables import Tables
from zhaoshang.errors import (
    ArgumentError,
    ArgumentNeededError,
    DuplicateIdError,
    FieldTypeError,
    NumberRangeError,
    UnfitValueError,
    UnknownCodeError,
)
from zhaoshang.frames import Frames, Lines
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import Lifecycle
from zhaoshang.measures import ALWAYS, CONDITION, Predicate
from zhaoshang.model._fields.keys import TIME_KEYS
from zhaoshang.periods import DateLike, Period
from zhaoshang.profiles import DEFAULT, Profile, profile_of

if TYPE_CHECKING:
    from zhaoshang._engine.query.executors import Executor

_BY_ID: Final = {kpi.id: kpi for kpi in CATALOGUE}
_BY_NAME: Final = {kpi.zh: kpi.id for kpi in CATALOGUE}

_ROUNDING: Final = ("digits", "mode")

Executors = Callable[[bool, int | None, Lifecycle | None], "Executor"]
"""What makes the executor of a source: with phases joined or apart, as known on a day, by a lifecycle."""


@final
class Prepared:
    """A ledger whose tables are kept from one question to the next, for boards that ask many."""

    def __init__(self, ledger: Ledger, /) -> None:
        self.ledger = ledger
        self._executors: dict[tuple[bool, int | None, Lifecycle | None], Objects] = {}

    @property
    def tables(self) -> Tables:
        """Give the tables of the ledger as it is."""
        return self.executor(False).tables  # noqa: FBT003 - positional as every executor's is

    def executor(
        self,
        joins_phases: bool,  # noqa: FBT001 - one question, two answers
        known: int | None = None,
        lifecycle: Lifecycle | None = None,
        /,
    ) -> Objects:
        """Give what answers, with the history of phases under their project or apart, as known on a day."""
        key = (joins_phases, known, lifecycle)
        if key not in self._executors:
            tables = Tables(self.ledger, joins_phases=joins_phases, known=known, lifecycle=lifecycle)
            self._executors[key] = Objects(tables)
        return self._executors[key]


def find(kpi: str | Kpi, /) -> Kpi:
    """Find a KPI by its id or Chinese name."""
    if isinstance(kpi, Kpi):
        return kpi
    if not isinstance(kpi, str):
        raise FieldTypeError(as_python(kpi), "the id or Chinese name of a KPI, or a Kpi")
    found = _BY_ID.get(kpi) or next((each for each in CATALOGUE if each.zh == kpi), None)
    if found is None:
        from zhaoshang._answers.meant import kpis_meant  # noqa: PLC0415 - loaded with the first mistake

        near = kpis_meant(kpi, CATALOGUE)
        raise UnknownCodeError("KPI", kpi, (*_BY_ID, *(each.zh for each in CATALOGUE)), near)
    return found


def _keys(by: str | Iterable[str], source: object) -> tuple[str, ...]:
    """Find the grouping keys; a column of an office's own is one that some project keeps."""
    if not isinstance(by, Iterable):
        raise FieldTypeError(
            as_python(by), "a grouping key, such as owner, or several", "()" if by is None else ""
        )
    asked = (by,) if isinstance(by, str) else tuple(in_order(by))
    for name in asked:
        if not isinstance(name, Hashable):
            raise FieldTypeError(as_python(name), "a grouping key, such as owner, or several")
    kept = None
    ledger = source._laid_out() if isinstance(source, Frames) else source  # noqa: SLF001 - of this package
    if isinstance(ledger, Ledger) and ledger.projects and not all(name in NAMES for name in asked):
        kept = headers_kept(ledger)
    keys = tuple(key_of(name, kept) for name in asked)
    if len(set(keys)) < len(keys):
        raise UnfitValueError(", ".join(map(as_text, asked)), "each grouping key once")
    return keys


def _steadily(function: Callable[..., Figures]) -> Callable[..., Figures]:
    """Let a question read tables of files as one writing of them."""

    @wraps(function)
    def asked(source: Any, *args: Any, **more: Any) -> Figures:  # noqa: ANN401 - of the question
        if not isinstance(source, Frames):
            return function(source, *args, **more)
        with source._read():  # noqa: SLF001 - of this package
            return function(source, *args, **more)

    return asked


@_steadily
def evaluate(
    source: Ledger | Frames | Lines | Prepared | None,
    kpis: str | Kpi | Iterable[str | Kpi],
    /,
    *,
    as_of: DateLike | None = None,
    period: DateLike | None = None,
    known_on: DateLike | None = None,
    cohort: str | None = None,
    by: str | Sequence[str] = (),
    profile: Profile | str = DEFAULT,
    inputs: Mapping[str, Any] | None = None,
    round: Rounding | Mapping[str, Any] | int | None = None,  # noqa: A002 - the word of the contract
    unit: str | None = None,
    where: Predicate = ALWAYS,
    **arguments: Any,  # noqa: ANN401 - each KPI has its own
) -> Figures:
    """Work out KPIs over a ledger."""
    _refuse_source(source)
    wanted = _wanted(kpis, is_bare=source is None and not inputs)
    if not isinstance(where, Predicate):
        raise FieldTypeError(
            as_python(where), CONDITION, "first & second" if isinstance(where, list | tuple) else ""
        )
    keys = _keys(by, source)
    if cohort is not None and cohort not in COHORTS:
        raise UnknownCodeError("cohort", cohort, COHORTS)
    rounding = _rounding(round)
    ledger = _ledger_of(source, wanted, arguments.get("of"))
    day = ledger.as_of if as_of is None and ledger is not None else as_of
    question = Context(
        kpi="",
        ledger=ledger,
        profile=profile_of(profile),
        as_of=None if day is None else Period.of(day),
        period=None if period is None else Period.of(period),
        known_on=None if known_on is None else Period.of(known_on),
        cohort=cohort,
        by=tuple(key for key in keys if key not in TIME_KEYS),
        rounds=rounding.apply,
        unit=unit,
    )
    conditions = AskedConditions(where, wanted)
    session = Session(ledger, _BY_ID, _executors(source, conditions))
    questions = _questions(
        wanted,
        question,
        inputs,
        with_codes(arguments, _BY_NAME) | ({} if where == ALWAYS else {"where": where}),
    )
    grid = _grid(keys, question, session)
    cuts = [tuple(grid.contexts(kpi, context)) for kpi, context in questions]
    parts = [
        (kpi, each)
        for (kpi, context), cut in zip(questions, cuts, strict=True)
        for each in (evolve(context, by=grid.whole_by), *cut)
    ]
    answers = _answered(session, parts, questions)
    refuse_condition(questions)
    refuse_unit(unit, questions, answers)
    conditions.look_through(source, ((kpi.id, each) for (kpi, _), each in zip(parts, answers, strict=True)))
    found = iter(answers)
    figures: list[Figure] = []
    for (kpi, context), cut in zip(questions, cuts, strict=True):
        whole, notes = next(found), conditions.notes(kpi.id)
        unread = notes_of_unread(kpi, context, grid.spans, whole)
        figures += figures_of(kpi, whole, context, rounding, unit, notes=(*notes, *unread))
        of_spans = [
            figure
            for span, each in zip(grid.spans, cut, strict=True)
            for figure in figures_of(kpi, grid.joined(span, next(found)), each, rounding, unit, notes=notes)
        ]
        figures += grid.in_order(of_spans)
    told = tuple(figures) if round is None else tuple(note_unrounded(each, rounding) for each in figures)
    return Figures(told, keys, FrozenMap(names_of(question)))


def _ledger_of(
    source: Ledger | Frames | Lines | Prepared | None, wanted: Iterable[Kpi], of: object
) -> Ledger | None:
    """Give the ledger of a source; of lines, with the projects that promise something where a KPI looks at their records."""
    if isinstance(source, Ledger | None):
        return source
    if isinstance(source, Lines):
        named = _BY_ID.get(_BY_NAME.get(str(of), str(of)))
        asked = [*wanted, *([] if named is None else [named])]
        if any("terms" in kpi.columns for kpi in asked):
            return evolve(source.ledger, projects=source._promising())  # noqa: SLF001 - of this package
    return source.ledger


def _refuse_source(source: object) -> None:
    if not isinstance(source, Ledger | Frames | Lines | Prepared | None):
        raise FieldTypeError(
            as_python(source) if isinstance(source, str) else type(source).__name__,
            "a Ledger, such as imported.ledger, or Frames, such as frames.read_frame(df)[0]",
        )


def _executors(
    source: Ledger | Frames | Lines | Prepared | None, conditions: AskedConditions
) -> Executors | None:
    """Give what makes the executors of a source, once the conditions have looked at what a ledger says."""
    if source is None:
        return None
    asks = Prepared(source) if isinstance(source, Ledger) else source
    if isinstance(asks, Prepared) and conditions.conditions:
        conditions.look_in(asks.tables)
    return asks.executor


def _questions(
    wanted: Iterable[Kpi],
    question: Context,
    inputs: Mapping[str, Any] | None,
    arguments: Mapping[str, Any],
) -> list[tuple[Kpi, Context]]:
    """Put the question to each KPI, which notes by itself what it reads of it."""
    if inputs is not None and not isinstance(inputs, Mapping):
        raise FieldTypeError(as_python(inputs), "figures by name, such as {'from': 3, 'to': 2}")
    return [
        (
            kpi,
            evolve(
                question,
                kpi=kpi.id,
                inputs=Given(inputs or {}),
                arguments=Given(arguments),
                reads=Noted({"period": question.told_period, "cohort": question.cohort}),
            ),
        )
        for kpi in wanted
    ]


def _answered(
    session: Session, parts: list[tuple[Kpi, Context]], questions: list[tuple[Kpi, Context]]
) -> list[Answers]:
    """Work out each part of each question; refuse names that none of the KPIs has."""
    try:
        with engine_told("frames"):
            answers = session.answer_all(parts)
    except ArgumentNeededError:  # a misspelt argument is the likelier mistake
        refuse_names(questions)
        raise
    refuse_names(questions)
    return answers


def explain_plan(
    source: Ledger | Frames | Lines,
    kpis: str | Kpi | Iterable[str | Kpi],
    /,
    **same: Any,  # noqa: ANN401 - the keywords of `evaluate`
) -> QueryPlan:
    """Put a question and note how it was put."""
    with recording() as record:
        evaluate(source, kpis, **same)
    return record.plan(source.backend if isinstance(source, Frames) else "ledger")


def _grid(keys: tuple[str, ...], question: Context, session: Session) -> TimeGrid:
    """Cut the time of a question where it is grouped by month, quarter or year."""
    times = [key for key in keys if key in TIME_KEYS]
    if not times:
        return TimeGrid(keys, ())
    day = date.fromordinal(question.day)
    if question.told_period is not None:
        period = question.told_period
        return TimeGrid(keys, spans_of(times, period.start, day, period.end))
    first = first_day(question, session.executor)
    return TimeGrid(keys, () if first is None else spans_of(times, date(first.year, first.month, 1), day))


_A_KPI: Final = "a KPI, by id, Chinese name or definition, or several"


def _wanted(kpis: str | Kpi | Iterable[str | Kpi], *, is_bare: bool) -> list[Kpi]:
    """Find the KPIs asked for; two definitions of one id or name could not be told apart in the figures.

    Where there are neither records nor figures given instead, a KPI of records is refused.
    """
    if isinstance(kpis, Mapping) or not isinstance(kpis, Iterable | Kpi):
        raise FieldTypeError(as_python(kpis), _A_KPI)
    listed = [find(kpi) for kpi in ([kpis] if isinstance(kpis, str | Kpi) else in_order(kpis))]
    if not listed:
        raise FieldTypeError(as_python(kpis), _A_KPI)
    found: dict[str, Kpi] = {}
    for kpi in listed:
        if found.setdefault(kpi.id, kpi) is not kpi:
            raise DuplicateIdError("KPIs", kpi.id)
    named = dict(found)
    for kpi in found.values():
        if named.setdefault(kpi.zh, kpi) is not kpi:
            raise UnfitValueError(kpi.zh, "each name once: rename or drop one")
    if is_bare:
        _refuse_of_records(found.values())
    return list(found.values())


def compare(
    source: Ledger | None,
    kpis: str | Kpi | Iterable[str | Kpi],
    profiles: Iterable[Profile | str],
    /,
    **same: Any,  # noqa: ANN401 - the keywords of `evaluate`
) -> Comparison:
    """Read one ledger under several profiles."""
    if isinstance(profiles, Profile | str):
        raise ArgumentError("compare", "profiles", as_python(profiles), ("Iterable[Profile | str]",))
    listed = in_order(profiles)
    if len(listed) < 2:
        raise NumberRangeError(str(len(listed)), "at least two profiles; for one use evaluate")
    wanted = [kpis] if isinstance(kpis, str | Kpi) else in_order(kpis)
    return Comparison(figures=tuple(evaluate(source, wanted, profile=profile, **same) for profile in listed))


def _refuse_of_records(kpis: Iterable[Kpi]) -> None:
    """Refuse a KPI that reads records, where there are none."""
    for kpi in kpis:
        if kpi.columns:
            expected = "a Ledger, such as imported.ledger, or Frames, such as frames.read_frame(df)[0]"
            if kpi.inputs:
                names = ", ".join(kpi.inputs)
                expected = f"a Ledger or Frames, or inputs= with {names}, which {kpi.id} takes instead"
            raise FieldTypeError("None", expected).at("source")


def _rounding(given: Rounding | Mapping[str, Any] | int | None) -> Rounding:
    if given is None:
        return ROUNDING
    if isinstance(given, Rounding):
        return given
    if isinstance(given, int) and not isinstance(given, bool):
        return Rounding(digits=given)
    if not isinstance(given, Mapping):
        raise FieldTypeError(as_python(given), "digits, such as 2, or {'digits': 2, 'mode': 'truncate'}")
    for name in given:
        if name not in _ROUNDING:
            raise UnknownCodeError("rounding", as_text(name), _ROUNDING)
    return Rounding(**given)
