"""Rows that look like projects and are none, told by evidence from the whole sheet and not by one word."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, NamedTuple, final

from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.generic import names_no_thing
from zhaoshang._workbooks.words.cellwords import CATEGORIES
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import key

__all__ = [
    "all_parts",
    "counts_projects",
    "is_furniture_below_header",
    "is_mean_or_share",
    "may_hold_parts",
    "other_rows",
]

_UNDER: Final = 4  # so many rows below a header may still explain it
_LOOKED_AT: Final = 2_000  # so many rows tell what is usual
_SAMPLE: Final = re.compile(
    r"\(?(?:填写|填报|填表)?(?:示例|样例|范例|举例|例如|样表|例|样)\)?(?:[:：].*|\d*)"
)
_SAMPLE_NAME: Final = re.compile(
    r"\((?:填写|填报)?(?:示例|样例|范例|举例|例)\).*|(?:示例|样例|范例)[:：].+|"
    r".*\((?:填写|填报|填表)?(?:示例|样例|范例|举例)\)|(?:示例|样例|范例)项目.{0,2}"
)
_INSTRUCTION: Final = re.compile(
    r"(?:填写|填报|填表|录入|指标)(?:说明|要求|须知|提示|规范)(?:[:：].*)?|(?:必填|选填)(?:项)?"
)
_CODE: Final = re.compile(r"[a-z_][a-z0-9_.]*")
_COUNTED: Final = re.compile(
    r"\((?:共|合计|计)?(\d+)(?:个|项|家|宗)?(?:项目)?(?:[,、;][^()]*)?\)|(?:共|计)?(\d+)(?:个|项|家)(?:项目)?$"
)
_FRAMED: Final = re.compile(r"^【[^】]*】$|[:：]$|^[▲△▶►◆◇●○★☆■□※]")
"""How a title is set apart from names: in brackets, before a colon, behind a mark."""
_PART: Final = re.compile(r"(?:其中[:,、]?)?第?[一二三四五六七八九十\d]{1,2}期(?:工程|项目|建设)?")
_AMONG: Final = re.compile("^其中[:,、]?")
_TEXTS: Final = frozenset({"name", "investors", "text"})
_SHORT: Final = 20  # no longer is what calls a part, with blanks
_ORDINAL: Final = frozenset("第一二三四五六七八九十")
_PLACE: Final = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:[镇乡县区市州旗]|街道|苏木|园区|新城|林场|农场|办事处|管委会|[^不]局|委员会|专班)|.{0,4}(?:招商|招引)[一二三四五六七八九十]?[组队科部]"
)
"""How the names of places and of units in charge end."""
_NUMBERED: Final = re.compile(r"\((\d{1,2})\)(?=.)")
"""How the parts of something are counted before their names."""
_IN_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]")
_LATIN: Final = re.compile(r"[A-Za-z]{2}")
_LETTERS: Final = re.compile(r"\s*[A-Za-z]{2,}(?:[\s/.,-]+[A-Za-z]+)*[\s.]*")
_SHARE: Final = re.compile(r"\d+(?:\.\d+)?%")
_NUMBERED_ALONE: Final = re.compile(r"\((\d{1,3})\)")
_NUMBERS: Final = frozenset("(（①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽")
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_SERIES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("arabic", re.compile(r"\d+(?:\.0)?[.、]?")),
    ("han", re.compile(r"第?[一二三四五六七八九十]{1,3}[、.类批部期]?")),
    ("han in brackets", re.compile(r"\([一二三四五六七八九十]{1,3}\)")),
    ("arabic in brackets", re.compile(r"\(\d{1,3}\)")),
    ("roman", re.compile(r"[ivx]{1,5}[.、]?")),
    ("letter", re.compile(r"[a-z][.、]?")),
    ("mark", re.compile(r"[^\w\s()]{1,2}")),
)


def _series(cell: Cell) -> str | None:
    """Tell which series an ordinal is of; `None` for an empty cell, `text` for what is no ordinal."""
    if cell is None or (isinstance(cell, str) and not key(cell)):
        return None
    word = key(cell) if isinstance(cell, str) else f"{cell:g}" if isinstance(cell, float) else str(cell)
    return next((name for name, form in _SERIES if form.fullmatch(word)), "text")


def _counts(row: Sequence[Cell]) -> bool:
    """Tell whether a row numbers the columns: 甲 乙 1 2, A B 1 C, (1) (2) (3), or 栏次 1 2 3.

    Each kind of numeral counts on from where it stood last, in whatever order they stand.
    """
    words = [
        word.strip("()栏列")
        for cell in row
        if cell is not None
        and (
            word := key(cell)
            if isinstance(cell, str)
            else f"{cell:g}"
            if isinstance(cell, float)
            else str(cell)
        )
    ]
    if len(words) > _FEW and _numeral(words[0]) is None:
        words = words[1:]  # what the row is called
        if not all(word.isdigit() for word in words):
            return False
    last: dict[str, int] = {}
    for word in words:
        found = _numeral(word)
        if found is None:
            return False
        kind, place = found
        if place - last.get(kind, place - 1 if kind == "number" and place in {0, 1, 2} else 0) != 1:
            return False
        last[kind] = place
    return len(words) >= _FEW


_FEW: Final = 3


def _numeral(word: str) -> tuple[str, int] | None:
    """Give the kind of a numeral of columns and what it stands for, if it is one."""
    if word.isdigit() and len(word) <= _FEW:
        return "number", int(word)
    if len(word) == 1 and word in _STEMS:
        return "stem", 1 + _STEMS.index(word)
    return ("letter", ord(word) - ord("a") + 1) if len(word) == 1 and "a" <= word <= "z" else None


def is_furniture_below_header(row: Sequence[Cell], distance: int, columns: Sequence[Column]) -> bool:
    """Tell whether a row just below a header explains its columns: numbers, codes, samples or instructions.

    Args:
        row: its cells.
        distance: how many rows it stands below the header's last.
        columns: what the columns are read as.
    """
    if distance > _UNDER:
        for cell in row[:3]:
            if type(cell) is str and "例" in cell:
                break
        else:  # nearly every row of a long list
            return False
    filled = [(number, cell) for number, cell in enumerate(row, 1) if cell is not None and key(str(cell))]
    if not filled:
        return False
    first = key(str(filled[0][1]))
    if _SAMPLE.fullmatch(first) or any(
        isinstance(cell, str) and _SAMPLE_NAME.fullmatch(key(cell)) for _, cell in filled[:3]
    ):
        return True
    if distance > _UNDER or len(filled) < 2:
        return False
    texts = [key(cell) for _, cell in filled if isinstance(cell, str)]
    if len(filled) == len(texts) >= _FEW and _is_translated(filled, columns):
        return True
    if len(filled) >= 3 and (
        _counts(row)
        or (
            len(texts) == len(filled)
            and all(_CODE.fullmatch(str(cell).strip().lower()) for _, cell in filled)
        )
    ):
        return True
    return len(texts) == len(filled) and (
        any(map(_INSTRUCTION.fullmatch, texts[:2])) or _explains(filled, columns)
    )


def _is_translated(filled: Sequence[tuple[int, Cell]], columns: Sequence[Column]) -> bool:
    """Tell whether a row says a Chinese header again in Latin letters: other words wherever amounts and dates would stand."""
    over = {column.number: column for column in columns}
    said = {number: _IN_BRACKETS.sub("", str(cell)).strip() for number, cell in filled}
    if not all(map(_LETTERS.fullmatch, said.values())) or not all(number in over for number in said):
        return False
    typed = [
        text for number, text in said.items() if over[number].kind in {*AMOUNT_KINDS, "date", "milestone"}
    ]
    return (
        len(typed) > 1
        and len(set(said.values())) == len(said)
        and not any(_LATIN.search(_IN_BRACKETS.sub("", over[number].header)) for number in said)
    )


def _explains(filled: Sequence[tuple[int, Cell]], columns: Sequence[Column]) -> bool:
    """Tell whether every column of numbers and dates holds words without a digit, and more than a mark."""
    kinds = {column.number: column.kind for column in columns}
    words = [
        key(str(cell)) for number, cell in filled if kinds.get(number) in {*AMOUNT_KINDS, "date", "milestone"}
    ]
    return len(words) >= 2 and all(
        len(word) >= 3 and re.search(r"填|格式|保留|小数|整数|单位|精确|选择|必|须", word) for word in words
    )


@final
class _Candidate(NamedTuple):
    """A sparse row with what speaks for its being a group title."""

    row: int
    level: str
    counted: int | None
    amounts: dict[int, Decimal]
    points: int


def _number(cell: Cell) -> Decimal | None:
    if isinstance(cell, bool) or cell is None:
        return None
    try:
        if isinstance(cell, int | float):
            return Decimal(f"{cell:.15g}")
        return Decimal(key(cell).replace(",", "")) if isinstance(cell, str) else None
    except InvalidOperation:
        return None


def _may_be_part(name: str) -> bool:
    """Tell by how a name begins whether it may call a part: nearly all are told at once."""
    lead = name.lstrip()[:1]
    return lead == "其" or ((lead in _ORDINAL or lead.isdigit()) and len(name) <= _SHORT and "期" in name)


def may_hold_parts(names: Iterable[Cell]) -> bool:
    """Tell by how names begin whether any of a list may call a part, by a word or by a number."""
    leads = {cell.lstrip()[:1] for cell in names if isinstance(cell, str)}
    return any(lead == "其" or lead in _ORDINAL or lead in _NUMBERS or lead.isdigit() for lead in leads)


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
    return numbered_parts(rows, name, amounts) | parts(named)


def numbered_parts(
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
        match = _NUMBERED.match(key(cell)) if word in _NUMBERS and isinstance(cell, str) else None
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
        stated = [_number(row[at - 1]) if at <= len(row) else None for row in (whole, *parts)]
        known = [number for number in stated if number is not None]
        if len(known) == len(stated):
            fits.append(Fraction(known[0]) == sum(map(Fraction, known[1:])) and known[0] > 0)
    return bool(fits) and all(fits)


def counts_projects(word: str, known: Container[str] = ()) -> bool:
    """Tell whether a name is itself a count of projects, of all of them or of a kind or place: 共2个项目, 工业项目1个.

    Args:
        word: the name, tidied.
        known: names of places.
    """
    match = _COUNTED.search(word)
    return match is not None and bool(match[2]) and (not _COUNTED.sub("", word) or _calls_many(word, known))


def _calls_many(word: str, known: Container[str]) -> bool:
    """Tell whether a text calls a kind or a place, or many by time, state or size."""
    return _is_kind(word) or _AMONG.sub("", _COUNTED.sub("", word)) in known or names_no_thing(word)


def is_mean_or_share(
    row: Sequence[Cell], rows: Sequence[Sequence[Cell]], amounts: Sequence[int], name: int
) -> bool:
    """Tell whether a row below a total says nothing but means of the amounts above it, or shares in hundredths.

    Args:
        row: its cells.
        rows: the rows of projects.
        amounts: the columns of amounts.
        name: the column of names.
    """
    cells = {place: cell for place, cell in enumerate(row, 1) if cell is not None and place > name}
    if not cells or not cells.keys() <= set(amounts):
        return False
    for place, cell in cells.items():
        if isinstance(cell, str) and _SHARE.fullmatch(key(cell)):
            continue
        printed = _number(cell)
        values = [
            value for line in rows if place <= len(line) and (value := _number(line[place - 1])) is not None
        ]
        if printed is None or len(values) < 2:
            return False
        mean = sum(map(Fraction, values), Fraction(0)) / len(values)
        places = len(f"{printed:f}".partition(".")[2])
        if mean != printed and (not places or abs(mean - Fraction(printed)) * 2 * 10**places >= 1):
            return False
    return True


def other_rows(
    rows: Sequence[tuple[int, Sequence[Cell]]],
    columns: Sequence[Column],
    name: int,
    ordinal: int | None,
    places: Callable[[], frozenset[str]] = frozenset,
) -> tuple[int, ...]:
    """Find the rows that title a group of the rows after them, among those that seem to be projects.

    A title says nothing of its own but an ordinal, a name and sums. Beside that two things must speak for it: its
    ordinal is of another series than its neighbours', it counts the rows that follow, it sums them up, or it is the
    name of a kind or place, or of many by time, state or size; one of them is enough where it cannot be chance, as
    where the name is itself a count of projects: 共2个项目.
    """
    amounts = [column.number for column in columns if column.kind in AMOUNT_KINDS]
    facts = [
        column.number
        for column in columns
        if column.number not in {name, ordinal} and column.number not in amounts and column.header
    ]
    texts = {column.number for column in columns if column.kind in _TEXTS}
    marked = ordinal
    usual = Counter(_series(row[marked - 1]) for _, row in rows[:_LOOKED_AT] if marked and marked <= len(row))
    common = usual.most_common(1)[0][0] if usual else None
    weights = sorted(_filled(row, facts, len(facts)) for _, row in rows[:_LOOKED_AT])
    typical = weights[len(weights) // 2] if weights else 0
    candidates: list[_Candidate] = []
    known: frozenset[str] | None = None
    for at, (number, row) in enumerate(rows, 1):
        told = _filled(row, facts, 2)
        if told == 1:  # nearly no row of a long list
            told = _filled(row, facts, 2, counts=texts)
        if told > 1 or (told and typical < 4):
            continue
        cell = row[name - 1] if name <= len(row) else None
        text = cell if isinstance(cell, str) else ""
        if told and not text:
            continue
        if not text and marked and _goes_on(row, rows[at : at + 1], marked):
            continue
        word = key(text)
        match = _COUNTED.search(word)
        count = int(match[1] or match[2]) if match else None
        level = _series(row[marked - 1]) if marked and marked <= len(row) else None
        is_other = marked is not None and common is not None and level != common
        known = places() if known is None else known
        is_kind = bool(text) and _calls_many(word, known)
        is_count = counts_projects(word, known) and all(
            cell in {None, ""} or place in {name, ordinal, *amounts} for place, cell in enumerate(row, 1)
        )
        is_framed = bool(text) and bool(_FRAMED.search(text.strip()))
        points = (
            (2 if is_framed else 0)
            + (2 if is_other and level is not None else 1 if is_other else 0)
            + (4 if is_count else 2 if is_kind else 0)
        )
        if not text and told:
            continue
        values = {
            place: value
            for place in amounts
            if place <= len(row) and (value := _number(row[place - 1])) is not None
        }
        if typical >= 1 and not told:
            points += 1
        if (
            text
            and not values
            and at < len(rows)
            and _begins_to_count(rows[at][1], name, None if level else marked)
        ):
            points += 2
        candidates.append(_Candidate(number, level or "", count, values, points))
    titles = {item.row: item for item in candidates}
    numbers = [number for number, _ in rows]
    return tuple(
        item.row
        for item in candidates
        if _fits(item, titles, rows, bisect_right(numbers, item.row)) + item.points >= (3 if typical else 4)
    )


def _goes_on(row: Sequence[Cell], below: Sequence[tuple[int, Sequence[Cell]]], marked: int) -> bool:
    """Tell whether the next row counts on from a row: (1) above (2) is a member beside it, and sums up nothing."""
    first, second = (
        _NUMBERED_ALONE.fullmatch(key(cell)) if isinstance(cell, str) else None
        for cell in (
            line[marked - 1] if marked <= len(line) else None
            for line in (row, *(line for _, line in below or ((0, ()),)))
        )
    )
    return first is not None and second is not None and int(second[1]) == int(first[1]) + 1


def _begins_to_count(row: Sequence[Cell], name: int, marked: int | None) -> bool:
    """Tell whether a name begins with (1), or the ordinal of a row is 1 below one that has none."""
    first = row[marked - 1] if marked is not None and marked <= len(row) else None
    if first is not None and key(str(first)).strip("().、") in {"1", "1.0"}:
        return True
    cell = row[name - 1] if name <= len(row) else None
    match = _NUMBERED.match(key(cell)) if isinstance(cell, str) and cell.lstrip()[:1] in _NUMBERS else None
    return match is not None and int(match[1]) == 1


def _filled(row: Sequence[Cell], facts: Sequence[int], most: int, counts: Container[int] = ()) -> int:
    """Count the facts of a row, up to a number that is enough to know; numbers in columns of names count something."""
    width, count = len(row), 0
    for at in facts:
        if at <= width and row[at - 1] is not None and row[at - 1] != "":
            if at in counts and _number(row[at - 1]) is not None:
                continue
            count += 1
            if count == most:
                break
    return count


def _is_kind(word: str) -> bool:
    """Tell whether a text is the name of a category, a place or a unit and nothing more: 工业项目, 服务业类, 南山镇."""
    plain = _COUNTED.sub("", word)
    return bool(_PLACE.fullmatch(plain)) or any(
        form in CATEGORIES for form in (plain, plain.removesuffix("项目"), plain.removesuffix("类"))
    )


def _fits(
    item: _Candidate,
    titles: Mapping[int, _Candidate],
    rows: Sequence[tuple[int, Sequence[Cell]]],
    start: int,
) -> int:
    """Weigh whether the count and the sums of a title fit the rows that follow it, from a place on."""
    if item.counted is None and not item.amounts:  # it says nothing of them, and they may be many
        return 0
    points = 0
    for stops in (True, False):
        members = []
        for place in range(start, len(rows)):
            number, row = rows[place]
            other = titles.get(number)
            if other is not None and (stops or other.level == item.level):
                break
            if other is None:
                members.append(row)
        counted = 2 if item.counted is not None and item.counted == len(members) else 0
        summed = copied = 0
        for at, printed in item.amounts.items():
            values = [
                value for row in members if at <= len(row) and (value := _number(row[at - 1])) is not None
            ]
            if len(values) > 1 and sum(map(Fraction, values)) == Fraction(printed):
                summed = 2
            elif values == [printed]:  # a group of one: two sums that agree are no chance
                copied += 1
                summed = max(summed, int(copied > 1))
        points = max(points, counted + summed)
    return points
