"""Names of tables and columns that are nearly, and not, those that are read: a slip would make a figure of nothing."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Final

from zhaoshang._basics import above
from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._engine.frames.kinds import Kind
from zhaoshang._engine.frames.schema import SCHEMA
from zhaoshang._text.nearest import nearest
from zhaoshang.errors import FieldTypeError, FrameSchemaError, UnitMismatchError, UnknownCodeError
from zhaoshang.model._fields.amounts import AMOUNT_DIMENSIONS, PROJECT_AMOUNTS, units_shown
from zhaoshang.units import Dimension, unit
from zhaoshang.vocabulary import Evidence, Stage

_KEYS: Final = ("id", "row", "parent", "parent_row", "own", "own_row", "history_row")
_PARTS: Final = ("low", "high", "unit", "side", "hedge")
_PARTS_ELSEWHERE: Final = frozenset("currency ccy units scale lower upper lo hi min max from to".split())
_ENDS_ELSEWHERE: Final = frozenset(
    "begin earliest end first from high highest last latest low lowest lower max min since start till to until upper".split()
)
_ALIKE: Final = 0.85
_HEADERS: Final = "headers of an office"
_UNKNOWN: Final = "a name that nothing reads"
_ONE_END: Final = "one end of a span of days"
_TWICE: Final = "a day beside a span of days"
_ASIDE: Final = frozenset("at date day has is of on stage the time when".split())
_ENDINGS: Final = re.compile(r"(?<=[a-z]{4})(?:ing|ed|es|s|ion|e)$")
_IN_CHINESE: Final = re.compile("(是否|已经?)?(.{2,6}?)(?:时间|日期|之日|日|时)?")


def refuse_slips(table: str, columns: Mapping[str, Kind | None], tables: Collection[str]) -> None:
    """Refuse a table that is none of the library's, and a column whose name is nearly one that is read and not there.

    So is a day of projects that is called as a stage is in other words: `cancelled_on` says what `terminated_on` is read for.

    Raises:
        FrameSchemaError: with the nearest names.
    """
    if table not in SCHEMA and "@" not in table:  # one that is made of others is named by them
        near = _near(table, SCHEMA.keys() - set(tables)) or nearest(table, SCHEMA) or sorted(SCHEMA)
        raise FrameSchemaError(table, "", _UNKNOWN, ", ".join(near))
    known = _known(table)
    if known and not any(column in known for column in columns):
        for column in columns:
            if any("\u4e00" <= sign <= "\u9fff" for sign in column):
                raise FrameSchemaError(table, column, _HEADERS, "frames.read_frame(df), which reads them")
    held = {known[column] for column in columns if column in known}
    lacking = [name for name, meaning in known.items() if meaning not in held]
    for column in columns:
        if column in known:
            _refuse_one_end(table, column, columns, known)
            _refuse_both(table, column, columns, known)
        elif near := (
            _near(column, lacking)
            or _of_the_same_words(column, lacking)
            or _part(column, table)
            or _end(column, known)
        ):
            raise FrameSchemaError(table, column, _UNKNOWN, ", ".join(near))
        elif table == "projects" and (said := _in_other_words(column, columns[column], known)):
            raise FrameSchemaError(
                table, column, _UNKNOWN, f"{', '.join(said)}; extra_{column} for one's own"
            )


def refuse_declared(
    frames: Mapping[str, Collection[str]], scales: Mapping[str, object], units: Mapping[str, object]
) -> None:
    """Refuse a scale or a unit of what is no column, a scale that is no whole number, and a unit that cannot be one.

    Raises:
        UnknownCodeError: for a name that neither a table has nor a KPI reads, with the nearest.
        UnknownUnitError: for a unit that does not exist.
        UnitMismatchError: for land in money, and money in mu.
        FieldTypeError: for a scale that is no number.
    """
    numbers = {field.name for fields in SCHEMA.values() for field in fields if field.holds != "date"}
    held = {column for columns in frames.values() for column in columns}
    for name in (*scales, *units):
        if name.rpartition(".")[2] not in held | numbers:
            raise UnknownCodeError("column", as_text(name), tuple(sorted(held | set(PROJECT_AMOUNTS))))
    for name, scale in scales.items():
        if type(scale) is not int or scale < 1:
            place = f"scales.{name}"
            raise FieldTypeError(as_python(scale), "a whole number from 1").at(place)
    for name, code in units.items():
        found = unit(str(code))
        wanted = dimension_of(name.rpartition(".")[2])
        if wanted not in (None, found.dimension):
            place = f"units.{name}"
            raise UnitMismatchError(found.code, str(wanted), known=units_shown(wanted)).at(place)


def dimension_of(amount: str) -> Dimension | None:
    """Tell what an amount of projects is measured in; others may be in anything."""
    return AMOUNT_DIMENSIONS.get(amount)


def _refuse_one_end(table: str, column: str, columns: Collection[str], known: Mapping[str, str]) -> None:
    """Refuse the first day of a span without its last, or the last without its first: nothing would be read of either."""
    if column.endswith(("_lo", "_hi")) and known[column] not in columns:
        other = f"{column[:-2]}{'hi' if column.endswith('_lo') else 'lo'}"
        if other not in columns:
            raise FrameSchemaError(table, column, _ONE_END, other)


def _refuse_both(table: str, column: str, columns: Collection[str], known: Mapping[str, str]) -> None:
    """Refuse a day beside a span of days for the same: what one is asked for, the other may say otherwise."""
    head = column.removesuffix("on")
    if known[column] == column != head and (f"{head}lo" in columns or f"{head}hi" in columns):
        raise FrameSchemaError(table, column, _TWICE, f"{column} alone, or {head}lo and {head}hi")


def _end(column: str, known: Mapping[str, str]) -> list[str]:
    """Find the ends of a span where a name claims to be one and is none, such as `signed_until`."""
    head, _, tail = column.rpartition("_")
    return [f"{head}_lo", f"{head}_hi"] if tail in _ENDS_ELSEWHERE and f"{head}_on" in known else []


def _of_the_same_words(column: str, lacking: Collection[str]) -> list[str]:
    """Find the days that a name of the same words was meant for: `start_date`, `STARTED_ON`, 开工时间 for `started_on`.

    Of Chinese words those for whether it happened too: 是否终止 for `has_terminated`.
    """
    days = [name for name in lacking if name.endswith("_on")]
    words = _words(column)
    if words and (same := [name for name in days if _words(name) == words]):
        return same
    plain = _IN_CHINESE.fullmatch(column)
    stage = None if plain is None else _stage_in_chinese(plain[2])
    wanted = f"has_{stage}" if plain and plain[1] else f"{stage}_on"
    return [name for name in lacking if name == wanted]


def _stage_in_chinese(word: str) -> Stage | None:
    """Find the stage of a word: the label of one, or an end in other words."""
    other = above.stage_words.STAGES.get(word)
    return next((stage for stage in Stage if stage.zh == word or (stage is other and stage.is_end)), None)


def _in_other_words(column: str, kind: Kind | None, known: Mapping[str, str]) -> list[str]:
    """Find what a name says more than, `expected_started_on`, or says in other words: `cancelled_on`, `is_cancelled`."""
    if column.startswith("extra_") or kind not in {"date", "bool"}:
        return []
    parts, words = set(column.lower().split("_")), above.stage_words.STAGES_IN_ENGLISH
    if kind == "bool":
        return [
            f"has_{stage}" for stage, said in words.items() if stage.is_end and said & parts >= parts - _ASIDE
        ]
    days = dict.fromkeys(name for name in known.values() if name.endswith("_on"))
    if longer := [name for name in days if (of := _words(name)) and of < _words(column)]:
        return longer
    return [f"{stage}_on" for stage, said in words.items() if said & parts]


def _words(name: str) -> frozenset[str]:
    """List the words of a name that say what it is, without their endings."""
    parts = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower())
    return frozenset(_ENDINGS.sub("", part) for part in parts if part not in _ASIDE)


def _part(column: str, table: str) -> list[str]:
    """Find the parts of an amount where a name claims to be one and is none, such as `investment_currency`."""
    head, _, tail = column.rpartition("_")
    if tail not in _PARTS_ELSEWHERE or not any(
        field.name == head and field.holds == "amount" for field in SCHEMA.get(table, ())
    ):
        return []
    return [f"{head}_{part}" for part in _PARTS]


def _near(name: str, names: Collection[str]) -> list[str]:
    return get_close_matches(name, sorted(names), n=3, cutoff=_ALIKE)


@cache
def _known(table: str) -> dict[str, str]:
    """List the columns that are read in a table, each with what it says: a day, or the two ends of one, say the same."""
    return dict(_columns(table))


def _columns(table: str) -> Iterator[tuple[str, str]]:
    if table not in SCHEMA:
        return
    yield from ((name, name) for name in _KEYS)
    for field in SCHEMA[table]:
        if field.holds == "date":
            name = field.name
            yield from ((column, f"{name}_on") for column in (*field.columns, f"{name}_on" if name else "on"))
            continue
        yield field.name, field.name
        if field.holds == "amount":
            yield from ((f"{field.name}_{part}", f"{field.name}_{part}") for part in _PARTS)
    if table == "projects":
        for code in (*Stage, *Evidence):
            for stem in (str(code), f"planned_{code}"):
                yield from ((f"{stem}_{end}", f"{stem}_on") for end in ("on", "lo", "hi"))
                yield f"has_{stem}", f"{stem}_on"
                yield f"{stem}_recorded_on", f"{stem}_recorded_on"
        yield from ((f"approved_{end}", "approved_on") for end in ("on", "lo", "hi"))
