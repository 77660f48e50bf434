"""Rows that are parts of the project above them: 其中：…, and phases, rows 1.1, (1) and rows not counted below it that add up to it."""

from collections.abc import Container, Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import chain
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.decimals import decimal_of, vast
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.generic import names_no_thing
from zhaoshang._workbooks.words.text import bare, key

__all__ = [
    "NUMBERED",
    "NUMBERS",
    "all_parts",
    "begins_with_among",
    "calls_phase",
    "counted_below",
    "counts_on",
    "exact_number",
    "is_alone",
    "parts_and_loose",
]

_PART: Final = re.compile(r"(?:其中[:,、]?)?第?[一二三四五六七八九十\d]{1,2}期(?:工程|项目|建设)?")
_PHASE: Final = re.compile(
    r"[-·*>#(]*(?:其中:?)?(?:\d{1,2}[.、])?(?:第?(?:[一二三四五六七八九十\d]{1,2}|[ivx]{1,4})(?:期|阶段|标段)|首期)"
)
_PHASE_ALONE: Final = re.compile(_PHASE.pattern + r"(?:工程|项目|建设)?\)?")
_BELOW: Final = re.compile(r"(\d{1,4})[.-](\d{1,2})|\((\d{1,2})\)")
_AMONG_WORD: Final = "其中"
_AMONG: Final = re.compile("其中:?")
_UNMARKED: Final = re.compile("其中(?![:,、])")
_SHORT: Final = 20  # no longer is what calls a part, with blanks
_LEAST_OWN: Final = 5  # marks, and 其中
_INDENTS: Final = frozenset("-—–－·•*#>└├↳")
_ORDINAL: Final = frozenset("第一二三四五六七八九十")
NUMBERED: Final = re.compile(r"\((\d{1,2})\)(?=.)")
"""How the parts of something are counted before their names."""
NUMBERS: Final = frozenset("(（①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽")


def exact_number(cell: Cell) -> Decimal | None:
    """Give the number that a cell states; an infinite one, none at all and one beyond all amounts do not add up."""
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        return None
    try:
        number = decimal_of(key(cell).replace(",", "") if isinstance(cell, str) else f"{cell:.15g}")
    except InvalidOperation:
        return None
    return number if number.is_finite() and vast(number) is None else None


def counts_on(row: Sequence[Cell], above: Sequence[Cell], ordinal: int | None) -> bool:
    """Tell whether a row counts on from the one above it, as projects do, and titles and parts do not.

    Examples:
        >>> (
        ...     counts_on([3, "其中堂药业"], [2, "阀门项目"], 1),
        ...     counts_on([None, "其中：一期"], [2, "阀门项目"], 1),
        ... )
        (True, False)
    """
    count, before = (exact_number(_at(each, ordinal)) for each in (row, above))
    return count is not None and before is not None and Fraction(count) == Fraction(before) + 1


def begins_with_among(cell: Cell, *, is_counted: bool) -> bool:
    """Tell whether the name of a project begins with 其中, which no colon follows, in a row that is counted as projects are.

    Examples:
        >>> [
        ...     begins_with_among(name, is_counted=True)
        ...     for name in ("其中堂药业", "其中：一期", "其中一期", "阀门项目")
        ... ]
        [True, False, False, False]
        >>> begins_with_among("其中技改", is_counted=False)
        False
    """
    word = key(cell) if is_counted and isinstance(cell, str) else ""
    return _UNMARKED.match(word) is not None and _PART.fullmatch(word) is None


def is_alone(row: Sequence[Cell]) -> bool:
    """Tell whether one text stands alone in a row, as a title does."""
    filled = [cell for cell in row if cell is not None and cell != ""]
    return len(filled) == 1 and isinstance(filled[0], str)


def _may_be_part(name: str) -> bool:
    """Tell by how a name begins whether it may call a part: nearly all are told at once."""
    lead = name.lstrip()[:1]
    return lead == "其" or ((lead in _ORDINAL or lead.isdigit()) and len(name) <= _SHORT and "期" in name)


def calls_phase(cell: Cell) -> bool:
    """Tell whether a name says which phase, and not of what.

    Examples:
        >>> [
        ...     calls_phase(name)
        ...     for name in ("一期", "（二期工程）", "Ⅱ期", "一标段", "阀门项目一期", "一期厂房", None)
        ... ]
        [True, True, True, True, False, False, False]
    """
    if not isinstance(cell, str) or not ("期" in cell or "段" in cell):  # nearly every name
        return False
    return _PHASE_ALONE.fullmatch(key(cell)) is not None


def _may_hold_parts(names: Iterable[Cell], ordinals: Iterable[Cell] = ()) -> bool:
    """Tell by names and ordinals whether any row of a list may be a part: by a word, or by a number below another."""
    for cell in names:
        if isinstance(cell, str) and ("期" in cell or "段" in cell or cell.lstrip()[:1] in {"其", *NUMBERS}):
            return True
    return any(_is_below(cell) for cell in ordinals)


def _is_below(cell: Cell) -> bool:
    """Tell whether an ordinal is no plain number: 1.1, 1-1, （1）, 其中."""
    if isinstance(cell, str):
        return not cell.isdecimal()
    return isinstance(cell, float) and not cell.is_integer()


def parts(names: Iterable[tuple[int, Cell] | None]) -> dict[int, int]:
    """Find the rows that are parts of the project above them: 其中：一期, then 二期.

    Args:
        names: the rows of projects, each by its number with its name; `None` for a title or total between them.

    Returns:
        By row, the row of the project that it is part of.
    """
    found: dict[int, int] = {}
    whole = before = 0
    for named in names:
        if named is None:
            before = 0
            continue
        number, cell = named
        word = key(cell) if isinstance(cell, str) and _may_be_part(cell) else ""
        is_named = word.startswith("其中") and len(word) > 2 and not names_no_thing(word)
        is_phase = bool(_PART.fullmatch(word)) and before in found
        if whole and (is_named or is_phase):
            found[number] = whole
        else:
            whole = number
        before = number
    return found


def all_parts(
    rows: Sequence[tuple[int, Sequence[Cell]] | None],
    name: int,
    amounts: Sequence[int],
    ordinal: int | None = None,
) -> dict[int, int]:
    """Find the rows that are parts of the project above them, called so or adding up to it: by row, that of the whole.

    Args:
        rows: the rows of projects, each by its number; `None` for a title or total between them.
        name: the column of their names.
        amounts: the columns of amounts.
        ordinal: the column of ordinals.
    """
    return _found(rows, name, amounts, ordinal)[0]


def parts_and_loose(
    rows: Sequence[tuple[int, Sequence[Cell]] | None],
    name: int,
    amounts: Sequence[int],
    ordinal: int | None = None,
) -> tuple[dict[int, int], frozenset[int]]:
    """Find the rows that are parts of the project above them, as `all_parts` does, and those that only look like it.

    These are not counted as it is, or are set in, and state nothing of their own but amounts. Where no row is counted,
    several of them may state no more than it does and nothing else, which most rows of the list do.
    """
    found, uncounted = _found(rows, name, amounts, ordinal)
    loose = [
        row
        for run in chain(uncounted, _without_facts(rows, name, amounts, ordinal))
        for row, cells in run.rows
        if row not in found and any(_is_stated(_at(cells, at)) for at in amounts)
    ]
    return found, frozenset(loose)


def _found(
    rows: Sequence[tuple[int, Sequence[Cell]] | None],
    name: int,
    amounts: Sequence[int],
    ordinal: int | None,
) -> "tuple[dict[int, int], list[_PartRun]]":
    """Find the parts, and all rows that are not counted and state little, parts or not."""
    uncounted = list(_uncounted(rows, name, amounts, ordinal))
    runs: list[Iterable[_PartRun]] = [uncounted]
    named: Iterable[tuple[int, Cell] | None] = ()
    if _may_hold_parts(_column(rows, name), _column(rows, ordinal)):
        runs.append(_runs(rows, name, ordinal))
        named = _named(rows, name, ordinal)
    adding = {
        row: run.whole[0]
        for run in chain.from_iterable(runs)
        if len(run.rows) > 1 and _add_up(run.whole[1], [cells for _, cells in run.rows], amounts)
        for row, _ in run.rows
    }
    return adding | parts(named), uncounted


def counted_below(
    rows: Sequence[tuple[int, Sequence[Cell]] | None], name: int, amounts: Sequence[int], ordinal: int | None
) -> dict[int, int]:
    """Find the rows whose ordinal says that they are parts of the project above them, whatever their amounts say: 1.1, （1）, 其中.

    Without a column of ordinals it stands before their names.

    One that stands alone and states more than its amounts is a project that was put in between: 3-1 behind 3.

    Args:
        rows: the rows of projects, each by its number; `None` for a title or total between them.
        name: the column of their names.
        amounts: the columns of amounts.
        ordinal: the column of ordinals, if there is one.

    Returns:
        By row, that of the project above it.
    """
    if not _may_hold_parts(() if ordinal else _column(rows, name), _column(rows, ordinal)):
        return {}
    own = {name, ordinal, *amounts}
    return {
        row: run.whole[0]
        for run in _runs(rows, name, ordinal)
        if (_is_below(_at(run.rows[0][1], ordinal)) if ordinal else _count(_at(run.rows[0][1], name)))
        and (len(run.rows) > 1 or not _says_more(run.rows[0][1], own))
        for row, _ in run.rows
    }


def _says_more(row: Sequence[Cell], own: Container[int | None]) -> bool:
    return any(at not in own and cell is not None and cell != "" for at, cell in enumerate(row, 1))


def _column(rows: Iterable[tuple[int, Sequence[Cell]] | None], column: int | None) -> Iterator[Cell]:
    return (_at(row, column) for _, row in filter(None, rows))


def _at(row: Sequence[Cell], column: int | None) -> Cell:
    return row[column - 1] if column is not None and column <= len(row) else None


def _named(
    rows: Iterable[tuple[int, Sequence[Cell]] | None], name: int, ordinal: int | None
) -> Iterator[tuple[int, Cell] | None]:
    """Give the names of rows but for those of projects that begin with 其中; with 其中 before one where that stands for its ordinal."""
    counted: Sequence[Cell] = ()
    for entry in rows:
        if entry is None:
            yield None
            continue
        number, row = entry
        count, cell = _at(row, ordinal), _at(row, name)
        if isinstance(count, str) and isinstance(cell, str) and _AMONG.fullmatch(key(count)):
            yield number, f"其中:{cell}"
            continue
        may_be = isinstance(cell, str) and _AMONG_WORD in cell
        is_own = may_be and begins_with_among(cell, is_counted=counts_on(row, counted, ordinal))
        yield number, None if is_own else cell
        is_part = isinstance(cell, str) and cell.lstrip().startswith("其中") and not is_own
        counted = counted if is_part or count is None or _is_below(count) else row


@final
class _PartRun(NamedTuple):
    """Rows that are counted or called as parts of the project above them, and that project."""

    whole: tuple[int, Sequence[Cell]]
    rows: list[tuple[int, Sequence[Cell]]]


def _without_facts(
    rows: Sequence[tuple[int, Sequence[Cell]] | None],
    name: int,
    amounts: Sequence[int],
    ordinal: int | None,
) -> Iterator[_PartRun]:
    """Find several rows below a project that state amounts alone, together no more than it does.

    Most rows of the list state facts, or all rows without them stand so below more than one. A list that counts its rows
    has none.
    """
    if ordinal is not None and any(map(_is_stated, _column(rows, ordinal))):
        return
    own, facts = {name, *amounts}, list[bool]()
    for entry in rows:  # nearly every row of a list says more
        says_more = False
        for at, cell in enumerate(entry[1] if entry is not None else (), 1):
            if at not in own and cell is not None and cell != "":
                says_more = True
                break
        facts.append(says_more)
    if all(facts) or not any(facts):
        return
    whole: tuple[int, Sequence[Cell]] | None = None
    run: list[tuple[int, Sequence[Cell]]] = []
    found: list[_PartRun] = []
    fits: list[bool] = []
    for entry, says_more in zip((*rows, None), (*facts, True), strict=True):
        if entry is not None and not says_more:
            run.append(entry)
            continue
        if whole is not None and run:
            fits.append(_fit_in(whole[1], [cells for _, cells in run], amounts))
            found += [_PartRun(whole, run)] if fits[-1] and len(run) > 1 else []
        whole, run = entry, []
    if 2 * sum(facts) > len(facts) - rows.count(None) or (len(fits) > 1 and all(fits)):
        yield from found


def _fit_in(whole: Sequence[Cell], parts: Sequence[Sequence[Cell]], amounts: Sequence[int]) -> bool:
    """Tell whether parts state amounts, and no more than their whole in any column."""
    fits = []
    for at in amounts:
        most, *stated = (exact_number(_at(row, at)) for row in (whole, *parts))
        known = [Fraction(number) for number in stated if number is not None]
        if most is not None and known:
            fits.append(sum(known) <= Fraction(most))
    return bool(fits) and all(fits)


def _runs(
    rows: Iterable[tuple[int, Sequence[Cell]] | None], name: int, ordinal: int | None
) -> Iterator[_PartRun]:
    """Find the rows below a project that are counted below it or called phases."""
    whole: tuple[int, Sequence[Cell]] | None = None
    run: list[tuple[int, Sequence[Cell]]] = []
    for entry in (*rows, None):
        count = _count(_at(entry[1], name)) if entry is not None else None
        if entry is not None and (
            count == len(run) + 1 or _goes_below(entry[1], whole and whole[1], run, name, ordinal)
        ):
            run.append(entry)
            continue
        if whole is not None and run:
            yield _PartRun(whole, run)
        whole, run = (None if count is not None else entry), []


def _uncounted(
    rows: Sequence[tuple[int, Sequence[Cell]] | None],
    name: int,
    amounts: Sequence[int],
    ordinal: int | None,
) -> Iterator[_PartRun]:
    """Find the rows below a counted project that have no ordinal and state little, nothing of their own but amounts.

    Where nothing is counted they begin with 其中, or are set in.
    """
    if ordinal is None or not any(map(_is_stated, _column(rows, ordinal))):
        ordinal = None
        if not any(
            type(cell) is str and (_AMONG_WORD in cell or cell[:1].isspace() or cell[:1] in _INDENTS)
            for _, row in filter(None, rows)
            for cell in row[name - 1 : name]
        ):
            return
    own = {name, ordinal, *amounts}
    whole: tuple[int, Sequence[Cell]] | None = None
    run: list[tuple[int, Sequence[Cell]]] = []
    for entry in (*rows, None):
        if whole is not None and entry is not None and not _is_counted(_at(entry[1], ordinal)):
            cell = _at(entry[1], name)
            begins = bool(run or ordinal) or (_is_set_below(cell) and not _is_set_in(_at(whole[1], name)))
            if begins and _states_little(entry[1], whole[1], own):
                run.append(entry)
                continue
        if whole is not None and run:
            yield _PartRun(whole, run)
        whole, run = entry, []
        if entry is not None and ordinal and not _is_counted(_at(entry[1], ordinal)):
            whole = None


def _is_counted(cell: Cell) -> bool:
    """Tell whether an ordinal counts a row, and not below another: 2, not 1.2 nor （2）."""
    return _is_stated(cell) and not (_is_below(cell) and _BELOW.fullmatch(key(str(cell))) is not None)


def _is_set_below(cell: Cell) -> bool:
    """Tell whether a name begins with 其中, or is set in."""
    return isinstance(cell, str) and (_AMONG_WORD in cell[:_LEAST_OWN] or _is_set_in(cell))


def _is_set_in(cell: Cell) -> bool:
    """Tell whether a name begins with a blank, or a mark that stands for one."""
    return isinstance(cell, str) and len(cell) > 1 and (cell[0].isspace() or cell[0] in _INDENTS)


def _is_stated(cell: Cell) -> bool:
    return cell is not None and not (isinstance(cell, str) and bare(key(cell)))


def _states_little(row: Sequence[Cell], whole: Sequence[Cell], own: Container[int | None]) -> bool:
    """Tell whether all that a row states beside its amounts is what the project above it states, and not half of that."""
    said, above = (
        {at: cell for at, cell in enumerate(cells, 1) if at not in own and _is_stated(cell)}
        for cells in (row, whole)
    )
    return 2 * len(said) < len(above) and said.items() <= above.items()


def _count(cell: Cell) -> int | None:
    """Give the number in brackets that a name begins with."""
    is_led = isinstance(cell, str) and cell.lstrip()[:1] in NUMBERS
    match = NUMBERED.match(key(cell)) if is_led and isinstance(cell, str) else None
    return int(match[1]) if match else None


def _goes_below(
    row: Sequence[Cell],
    whole: Sequence[Cell] | None,
    run: Sequence[tuple[int, Sequence[Cell]]],
    name: int,
    ordinal: int | None,
) -> bool:
    """Tell whether a row is called a phase, or is counted below the project above it: 1.1, （1） or 其中 below 1."""
    if whole is None:
        return False
    cell, own = _at(row, name), _at(whole, name)
    if isinstance(cell, str) and ("期" in cell or "段" in cell):
        stem = key(own).removesuffix("项目") if isinstance(own, str) else ""
        if _PHASE.match(key(cell).removeprefix(stem).removeprefix("项目")):
            return True
    count, above = _at(row, ordinal), _at(whole, ordinal)
    if count is None:
        first = _at(run[0][1], ordinal) if run else None
        return isinstance(first, str) and _AMONG.fullmatch(key(first)) is not None
    if not _is_below(count) or above is None or _is_below(above):
        return False
    word = key(str(count))
    match = _BELOW.fullmatch(word)
    if match is None:
        return not run and _AMONG.fullmatch(word) is not None
    is_whole = match[1] is None or exact_number(above) == int(match[1])
    return is_whole and int(match[2] or match[3]) == len(run) + 1


def _add_up(whole: Sequence[Cell], parts: Sequence[Sequence[Cell]], amounts: Sequence[int]) -> bool:
    """Tell whether parts add up to their whole in every column in which all state an amount, and in one at least."""
    fits = []
    for at in amounts:
        stated = [exact_number(row[at - 1]) if at <= len(row) else None for row in (whole, *parts)]
        known = [number for number in stated if number is not None]
        if len(known) == len(stated):
            fits.append(Fraction(known[0]) == sum(map(Fraction, known[1:])) and known[0] > 0)
    return bool(fits) and all(fits)
