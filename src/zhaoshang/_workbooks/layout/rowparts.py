"""Rows that are parts of the project above them: 二期, 其中：…, and rows (1) and (2) that add up to it."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from zhaoshang._basics.decimals import decimal_of, vast
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.generic import names_no_thing
from zhaoshang._workbooks.words.text import key

__all__ = ["NUMBERED", "NUMBERS", "all_parts", "exact_number", "is_alone", "may_hold_parts"]

_PART: Final = re.compile(r"(?:其中[:,、]?)?第?[一二三四五六七八九十\d]{1,2}期(?:工程|项目|建设)?")
_SHORT: Final = 20  # no longer is what calls a part, with blanks
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


def is_alone(row: Sequence[Cell]) -> bool:
    """Tell whether one text stands alone in a row, as a title does."""
    filled = [cell for cell in row if cell is not None and cell != ""]
    return len(filled) == 1 and isinstance(filled[0], str)


def _may_be_part(name: str) -> bool:
    """Tell by how a name begins whether it may call a part: nearly all are told at once."""
    lead = name.lstrip()[:1]
    return lead == "其" or ((lead in _ORDINAL or lead.isdigit()) and len(name) <= _SHORT and "期" in name)


def may_hold_parts(names: Iterable[Cell]) -> bool:
    """Tell by how names begin whether any of a list may call a part, by a word or by a number."""
    leads = {cell.lstrip()[:1] for cell in names if isinstance(cell, str)}
    return any(lead == "其" or lead in _ORDINAL or lead in NUMBERS or lead.isdigit() for lead in leads)


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
    rows: Sequence[tuple[int, Sequence[Cell]] | None], name: int, amounts: Sequence[int]
) -> dict[int, int]:
    """Find the rows that are parts of the project above them, called so or counted: by row, that of the whole.

    Args:
        rows: the rows of projects, each by its number; `None` for a title or total between them.
        name: the column of their names.
        amounts: the columns of amounts.
    """
    named = (each and (each[0], each[1][name - 1] if name <= len(each[1]) else None) for each in rows)
    return _numbered_parts(rows, name, amounts) | parts(named)


def _numbered_parts(
    rows: Iterable[tuple[int, Sequence[Cell]] | None], name: int, amounts: Sequence[int]
) -> dict[int, int]:
    """Find the rows (1), (2) … that are the parts of the row above them: each amount that all of them state adds up to it.

    Args:
        rows: the rows of projects, each by its number; `None` for a title or total between them.
        name: the column of their names.
        amounts: the columns of amounts.

    Returns:
        By row, the row of the project that it is part of.
    """
    found: dict[int, int] = {}
    whole: tuple[int, Sequence[Cell]] | None = None
    run: list[tuple[int, Sequence[Cell]]] = []

    def settle() -> None:
        if whole is not None and len(run) > 1 and _add_up(whole[1], [row for _, row in run], amounts):
            found.update((number, whole[0]) for number, _ in run)

    for entry in rows:
        cell = entry[1][name - 1] if entry is not None and name <= len(entry[1]) else None
        word = cell.lstrip()[:1] if isinstance(cell, str) else ""
        match = NUMBERED.match(key(cell)) if word in NUMBERS and isinstance(cell, str) else None
        if entry is not None and match is not None and int(match[1]) == len(run) + 1:
            run.append(entry)
            continue
        settle()
        whole, run = (None if match else entry), []
    settle()
    return found


def _add_up(whole: Sequence[Cell], parts: Sequence[Sequence[Cell]], amounts: Sequence[int]) -> bool:
    """Tell whether parts add up to their whole in every column in which all state an amount, and in one at least."""
    fits = []
    for at in amounts:
        stated = [exact_number(row[at - 1]) if at <= len(row) else None for row in (whole, *parts)]
        known = [number for number in stated if number is not None]
        if len(known) == len(stated):
            fits.append(Fraction(known[0]) == sum(map(Fraction, known[1:])) and known[0] > 0)
    return bool(fits) and all(fits)
