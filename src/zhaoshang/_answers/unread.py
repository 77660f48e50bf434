"""What a question was given and nothing of it reads is refused: an argument, a figure, a condition, a unit."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from attrs import evolve

from zhaoshang._engine.catalogue import CATALOGUE
from zhaoshang._engine.query.answers import fits_unit
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Answers, Kpi
from zhaoshang._engine.query.reads import refuse_unread
from zhaoshang._engine.results.figure import Figure, Rounding
from zhaoshang.errors import UnknownCodeError
from zhaoshang.units import UNITS, Dimension, Unit
from zhaoshang.units import unit as find_unit

KEYWORDS: Final = (
    "as_of",
    "period",
    "known_on",
    "cohort",
    "by",
    "profile",
    "inputs",
    "round",
    "unit",
    "where",
)
"""What every question may be given."""

_MONEY: Final = ("元", "万元", "亿元", "美元", "万美元")

Questions = Sequence[tuple[Kpi, Context]]


def refuse_names(questions: Questions) -> None:
    """Refuse arguments and figures given that no KPI asked for reads."""
    refuse_unread(
        f"argument of {', '.join(kpi.id for kpi, _ in questions[:3])}",
        [context.arguments for _, context in questions],
        lambda: ["where", *(name for kpi, _ in questions for name in kpi.arguments)],
        KEYWORDS,
        _readers,
    )
    refuse_unread(
        "input",
        [context.inputs for _, context in questions],
        lambda: [name for kpi, _ in questions for name in kpi.inputs],
    )


def _readers(name: str) -> tuple[str, ...]:
    """Name what reads an argument that these KPIs do not: other KPIs, or what makes the frames that are asked."""
    if name == "evidence":
        return "frames.Frames", "frames.read_frame", "frames.from_ledger"
    return tuple(kpi.id for kpi in CATALOGUE if name in kpi.arguments)


def refuse_condition(questions: Questions) -> None:
    """Refuse a condition where a KPI looks at no projects, whose figure it would leave as it is."""
    for kpi, context in questions:
        if "where" not in context.arguments.asked and "where" in context.arguments:
            vocabulary = f"argument of {kpi.id}"
            raise UnknownCodeError(vocabulary, "where", kpi.arguments)


def notes_of_unread(kpi: Kpi, context: Context, spans: Sequence[object], found: Answers) -> tuple[str, ...]:
    """Note what was given and the definition did not ask for; the period is read where it is cut into spans.

    Of figures that were given the period is theirs; a period to come, and data that are not there, are told as such.
    """
    read = {"period"} if spans else set()
    lacks = all(
        answer.result.value is None and answer.result.reason == "no_data" for answer in found.values()
    )
    is_whole = not (context.is_ahead or context.inputs.asked or lacks)
    names = (
        *(name for name in context.reads.unread if is_whole and name not in read),
        *(() if context.inputs.asked else context.arguments.left(kpi.arguments, is_whole=is_whole)),
    )
    return tuple(f"not_read:{name}" for name in names)


def note_unrounded(figure: Figure, rounding: Rounding) -> Figure:
    """Note where the digits asked for are not those of the figure: counts and sums are told exactly."""
    told = (figure.value, figure.low, figure.high)
    if all(each is None or rounding.apply(Fraction(each)) == each for each in told):
        return figure
    return evolve(figure, warnings=(*figure.warnings, "not_read:round"))


def refuse_unit(unit: str | None, questions: Questions, answers: Sequence[Answers]) -> None:
    """Refuse a unit in which no figure can be told, with those in which the first can."""
    codes = [answer.result.unit for found in answers for answer in found.values()]
    if unit is None or not codes or any(fits_unit(unit, code) for code in codes):
        return
    msg = f"unit of {questions[0][0].id}"
    raise UnknownCodeError(msg, unit, _units_like(codes[0]))


def _units_like(code: str) -> tuple[str, ...]:
    own = find_unit(code)
    if own.dimension is Dimension.MONEY:
        return _MONEY
    if own.parts is not None:
        top = _MONEY[:3] if own.parts[0].dimension is Dimension.MONEY else (own.parts[0].zh,)
        below = _alike(own.parts[1])
        return tuple(f"{one}/{two}" for two in below for one in top)
    return _alike(own)


def _alike(own: Unit) -> tuple[str, ...]:
    return tuple(dict.fromkeys((own.zh, *(each.zh for each in UNITS if fits_unit(each.code, own.code)))))
