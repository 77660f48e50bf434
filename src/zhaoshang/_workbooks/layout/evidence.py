"""Rows that look like projects and are titles or sums, told by evidence from the whole sheet and not by one word."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.cached import cached_property
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.counting import OF_TITLES, ListOrder, counted_by, ordinal_of
from zhaoshang._workbooks.layout.generic import names_no_thing, says_sums, without_amounts
from zhaoshang._workbooks.layout.rowparts import NUMBERED, NUMBERS, exact_number
from zhaoshang._workbooks.words.cellwords import CATEGORIES
from zhaoshang._workbooks.words.columns import Column
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import bare, key

__all__ = [
    "UNITS",
    "ListRows",
    "calls_many",
    "counts_projects",
    "ends_in_count",
    "is_fact",
    "is_mean_or_share",
]

_LOOKED_AT: Final = 2_000  # so many rows tell what is usual
_COUNTED: Final = re.compile(
    r"\((?:共|合计|计)?(\d+)(?:个|项|家|宗)?(?:项目)?(?:[,、;][^()]*)?\)|:?(?:共|计)?(\d+)(?:个|项|家)(?:项目)?$"
)
_COUNT_ALONE: Final = re.compile(
    r"\(?[共计合]?计?(?:(\d{1,4})|([一二两三四五六七八九十]))[个项家宗](?:项目)?\)?"
)
_HAN: Final = dict(zip("一二三四五六七八九十两", (*range(1, 11), 2), strict=True))
_SHORT: Final = 9  # no longer is a count of projects, or a mark for nothing
_NOTHING: Final = frozenset({"无", "0"})
_FRAMED: Final = re.compile(r"^【[^】]*】$|[:：]$|^[▲△▶►◆◇●○★☆■□※]")
"""How a title is set apart from names: in brackets, before a colon, behind a mark."""
_LED: Final = re.compile(r"(?:[一二三四五六七八九十]{1,3}[、.．:]|\([一二三四五六七八九十]{1,3}\))(?=.)")
"""How a title counts before its words, where projects do not."""
_LEADS: Final = frozenset("(（一二三四五六七八九十")
UNITS: Final = frozenset({"district", "owner", "park"})
"""The fields where a sum of the projects of one unit names it."""
_AMONG: Final = re.compile("^其中[:,、]?")
_TEXTS: Final = frozenset({"name", "investors", "text"})
_PLACE: Final = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:(?<!小)镇|[乡县州旗]|(?<![小社街景厂校矿])区|(?<![超夜集门])市|街道|苏木|园区|新城|林场|农场|办事处|管委会|[^不]局|委员会|专班)|.{0,4}(?:招商|招引)[一二三四五六七八九十]?[组队科部]"
)
"""How the names of places and of units in charge end."""
_SHARE: Final = re.compile(r"\d+(?:\.\d+)?%")
_NUMBERED_ALONE: Final = re.compile(r"\((\d{1,3})\)")
_NUMBERED_FIRST: Final = re.compile(r"^(?:\(\d{1,3}\)|\d{1,3}[、.:])(?=\D)")


@final
class _TitleRow(NamedTuple):
    """A sparse row with what speaks for its being a group title."""

    row: int
    level: str
    counted: int | None
    amounts: dict[int, Decimal]
    points: int
    says: int


def counts_projects(word: str, known: Container[str] = ()) -> bool:
    """Tell whether a name is itself a count of projects, of all of them or of a kind or place: 共2个项目, 工业项目1个.

    Args:
        word: the name, tidied.
        known: names of places.
    """
    word = without_amounts(word)
    return ends_in_count(word) and (not _COUNTED.sub("", word) or calls_many(word, known))


def _count_alone(cell: Cell) -> int | None:
    """Give how many projects a cell counts that says nothing else: 2个, 共2个项目, 两家."""
    found = _COUNT_ALONE.fullmatch(key(cell)) if isinstance(cell, str) and len(cell) <= _SHORT else None
    return (int(found[1]) if found[1] else _HAN[found[2]]) if found else None


def ends_in_count(word: str) -> bool:
    """Tell whether a tidied name ends in a count of projects, with what they cost or without: 签约项目3个，总投资9亿元."""
    match = _COUNTED.search(without_amounts(word))
    return match is not None and bool(match[2])


def calls_many(word: str, known: Container[str] = (), /) -> bool:
    """Tell whether a text calls a kind or a place, or many by time, state or size."""
    place = _AMONG.sub("", _COUNTED.sub("", word)).removesuffix("项目")
    return _is_kind(word) or place in known or names_no_thing(word)


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
        printed = exact_number(cell)
        values = [
            value
            for line in rows
            if place <= len(line) and (value := exact_number(line[place - 1])) is not None
        ]
        if printed is None or len(values) < 2:
            return False
        mean = sum(map(Fraction, values), Fraction(0)) / len(values)
        places = len(f"{printed:f}".partition(".")[2])
        if mean != printed and (not places or abs(mean - Fraction(printed)) * 2 * 10**places >= 1):
            return False
    return True


@final
class ListRows:
    """The rows of a list that seem to be projects, and what is usual among them.

    A title says nothing of its own but an ordinal, a name and sums. Beside that two things must speak for it: its
    ordinal is of another series than its neighbours', it counts the rows that follow, it sums them up, or it is the
    name of a kind or place, or of many by time, state or size; one of them is enough where it cannot be chance, as
    where the name is itself a count of projects: 共2个项目, or where its ordinal counts on among titles.
    """

    def __init__(
        self,
        rows: Sequence[tuple[int, Sequence[Cell]]],
        columns: Sequence[Column],
        name: int,
        ordinal: int | None,
        *,
        places: Callable[[], frozenset[str]],
        titles: Sequence[tuple[int, Sequence[Cell]]] = (),
    ) -> None:
        """Look at the rows of a list.

        Args:
            rows: the rows, each by its number.
            columns: what their columns are read as.
            name: the column of their names.
            ordinal: the column of ordinals.
            places: gives the names of places that the rows state.
            titles: the rows between them that are titles for other reasons.
        """
        self._rows, self._name, self._ordinal, self._ask_places = rows, name, ordinal, places
        self._known = titles
        self._amounts = [column.number for column in columns if column.kind in AMOUNT_KINDS]
        self._sums = {name, ordinal, *self._amounts}
        self._facts = [
            column.number for column in columns if column.number not in self._sums and column.header
        ]
        self._units = {column.number for column in columns if column.field in UNITS}
        self._facts_of_sums = [number for number in self._facts if number not in self._units]
        self._texts = {column.number for column in columns if column.kind in _TEXTS}
        self._summable = self._texts | {column.number for column in columns if column.field is None}
        weights = sorted(_filled(row, self._facts, len(self._facts)) for _, row in rows[:_LOOKED_AT])
        led = [_is_led(row[name - 1]) for _, row in rows[:_LOOKED_AT] if name <= len(row)]
        self._may_lead = 2 * sum(led) < len(led)
        self._typical = weights[len(weights) // 2] if weights else 0
        amounts = sum(_filled(row, self._amounts, 1) for _, row in rows[:_LOOKED_AT])
        self._state_amounts = 2 * amounts >= len(rows[:_LOOKED_AT])
        own = self._facts if self._typical else self._amounts
        usual = Counter(
            self._level(row)
            for _, row in rows[:_LOOKED_AT]
            if ordinal and ordinal <= len(row) and _filled(row, own, 1)
        )
        self._common = max(usual, key=lambda level: (usual[level], level not in OF_TITLES), default=None)

    @cached_property
    def _order(self) -> ListOrder:
        rows, titles = (
            [(number, [counted_by(row, self._ordinal, self._name)]) for number, row in listed]
            for listed in (self._rows, self._known)
        )
        return ListOrder(rows, 1, self._common, titles)

    @cached_property
    def _places(self) -> frozenset[str]:
        return self._ask_places()

    def titles(self) -> tuple[int, ...]:
        """Find the rows that title a group of the rows after them."""
        enough = 3 if self._typical else 4
        return tuple(item.row for item in self._titles.values() if self._fits(item) + item.points >= enough)

    def undecided(self) -> tuple[int, ...]:
        """Find the rows that are no titles, and that the order of the ordinals does not show to be projects, or it alone."""
        return tuple(
            item.row
            for item in self._titles.values()
            if item.level and (not self._is_counted(item) or item.says > 0 or self._fits(item))
        )

    def _is_counted(self, item: _TitleRow) -> bool:
        """Tell whether the order of the ordinals shows a row to be a project."""
        order = self._order
        return item.level == self._common or item.row in order.fitting or item.row in order.filling

    @cached_property
    def _titles(self) -> dict[int, _TitleRow]:
        found = (self._candidate(at) for at in range(len(self._rows)))
        return {item.row: item for item in found if item is not None}

    @cached_property
    def _weighed(self) -> dict[int, _TitleRow]:
        """The rows that may title, which end what another one may sum up: not all of a list that states nothing but amounts."""
        return {row: item for row, item in self._titles.items() if self._typical or item.points > 0}

    def _fits(self, item: _TitleRow) -> int:
        if item.row not in self._weighed and item.counted is None:
            return 0
        return _fits(item, self._weighed, self._rows, bisect_right(self._rows, item.row, key=itemgetter(0)))

    def _candidate(self, at: int) -> _TitleRow | None:
        """Weigh what a row says of itself; nothing where it is surely no title."""
        number, row = self._rows[at]
        cell = row[self._name - 1] if self._name <= len(row) else None
        text = cell if isinstance(cell, str) else ""
        facts = self._facts_of_sums
        told = _filled(row, facts, 2)
        if told < 2 and exact_number(cell) is None and not says_sums(key(text)):
            facts = self._facts
            told = _filled(row, facts, 2)
        if told == 1:  # nearly no row of a long list
            told = _filled(row, facts, 2, counts=self._summable)
        is_odd = bool(told) and self._typical < 4
        if told > 1 or (is_odd and _COUNTED.search(_unnumbered(text)) is None):
            return None
        below = self._rows[at + 1 : at + 2]
        if not text and (told or (self._ordinal and _goes_on(row, below, self._ordinal))):
            return None
        level = self._level(row)
        values = {
            place: value
            for place in self._amounts
            if place <= len(row) and (value := exact_number(row[place - 1])) is not None
        }
        # beside a fact among few, only a count and sums that both agree say enough
        says = self._of_name(text, row)
        is_heading = level == "text" and says > 0 and not (told or values)  # 1-2 青溪镇 behind project 1
        order = self._of_order(number, level)
        points = -1 if is_odd else says + (max(2, order) if is_heading else order)
        if self._typical >= 1 and not told:
            points += 1
        elif not self._typical and self._state_amounts and below and not (is_odd or values):
            points += 2  # in a list of amounts alone, it states none
        if text and not values and below:
            points += 2 * _begins_to_count(below[0][1], self._name, None if level else self._ordinal)
        return _TitleRow(number, level or "", self._count(row, text), values, points, says)

    def _count(self, row: Sequence[Cell], text: str) -> int | None:
        """Find how many projects a title counts: in its name, or in a cell beside it."""
        if match := _COUNTED.search(_unnumbered(text)):
            return int(match[1] or match[2])
        for at in (self._name, *self._facts):
            cell = row[at - 1] if at <= len(row) else None
            count = exact_number(cell) if at in self._texts else None
            found = _count_alone(cell) if count is None else int(count)
            if found:
                return found
        return None

    def _level(self, row: Sequence[Cell]) -> str | None:
        """Tell which series the ordinal of a row is of."""
        own = ordinal_of(counted_by(row, self._ordinal, self._name)) if self._ordinal else None
        return own and own.series

    def _of_order(self, number: int, level: str | None) -> int:
        """Weigh an ordinal: what counts on among titles is one, and what counts on among projects is none."""
        if self._ordinal is None:
            return 0
        if level == self._common:
            return -1 if level and number in self._order.steady else 0
        if level is None:
            return 1
        if number in self._order.titling:
            return 4
        if number in self._order.fitting:
            return -4
        return -1 if number in self._order.filling else 1 if self._typical else 2

    def _of_name(self, text: str, row: Sequence[Cell]) -> int:
        """Weigh a name: set apart as titles are, a count of projects and nothing else, or what calls many."""
        if not text:
            return 0
        is_led = self._may_lead and _is_led(text)
        word = _LED.sub("", key(text), count=1) if is_led else key(text)
        points = 2 if is_led or _FRAMED.search(text.strip()) else 0
        of_unit = says_sums(word) and any(is_fact(row[at - 1]) for at in self._units if at <= len(row))
        own = self._sums | self._units if of_unit else self._sums
        says_more = any(place not in own and is_fact(cell) for place, cell in enumerate(row, 1))
        if not says_more and (of_unit or counts_projects(word, self._places)):
            return points + 4
        return points + (2 if calls_many(_unnumbered(word), self._places) else 0)


def _unnumbered(text: str) -> str:
    """Give a name without the number before it, which counts the row itself: （1）, 1、."""
    return _NUMBERED_FIRST.sub("", key(text), count=1)


def _is_led(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.lstrip()[:1] in _LEADS and _LED.match(key(cell)) is not None


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
    match = NUMBERED.match(key(cell)) if isinstance(cell, str) and cell.lstrip()[:1] in NUMBERS else None
    return match is not None and int(match[1]) == 1


def _filled(row: Sequence[Cell], facts: Sequence[int], most: int, counts: Container[int] = ()) -> int:
    """Count the facts of a row, up to a number that is enough to know; numbers in columns of names count something."""
    width, count = len(row), 0
    for at in facts:
        if at <= width and is_fact(row[at - 1]):
            if at in counts and exact_number(row[at - 1]) is not None:
                continue
            count += 1
            if count == most:
                break
    return count


def is_fact(cell: Cell) -> bool:
    """Tell whether a cell states something: no mark for nothing and no count of projects, which a title has as well."""
    if type(cell) is not str or len(cell) > _SHORT:
        return bool(cell)
    word = key(cell)
    return not (bare(word) or word in _NOTHING or _COUNT_ALONE.fullmatch(word))


def _is_kind(word: str) -> bool:
    """Tell whether a text is the name of a category, a place or a unit and nothing more: 工业项目, 服务业类, 南山镇."""
    plain = _COUNTED.sub("", word)
    return bool(_PLACE.fullmatch(plain)) or any(
        form in CATEGORIES for form in (plain, plain.removesuffix("项目"), plain.removesuffix("类"))
    )


def _fits(
    item: _TitleRow,
    titles: Mapping[int, _TitleRow],
    rows: Sequence[tuple[int, Sequence[Cell]]],
    start: int,
) -> int:
    """Weigh whether the count and the sums of a title fit the rows that follow it, from a place on."""
    if item.counted is None and not item.amounts:  # it says nothing of them, and they may be many
        return 0
    points = _fits_next(item, [row for _, row in rows[start : start + (item.counted or 0)]])
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
        points = max(points, counted + _summed(item, members))
    return points


def _fits_next(item: _TitleRow, members: Sequence[Sequence[Cell]]) -> int:
    """Weigh whether a title sums up as many of the rows right below it as it counts."""
    return 4 if len(members) == item.counted and _summed(item, members) else 0


def _summed(item: _TitleRow, members: Sequence[Sequence[Cell]]) -> int:
    """Weigh whether the amounts of a title are the sums of rows."""
    summed = copied = 0
    for at, printed in item.amounts.items():
        values = [
            value for row in members if at <= len(row) and (value := exact_number(row[at - 1])) is not None
        ]
        if len(values) > 1 and sum(map(Fraction, values)) == Fraction(printed):
            summed = 2
        elif values == [
            printed
        ]:  # a group of one: two sums that agree are no chance, nor is one of one project
            copied += 1
            summed = max(summed, int(copied > 1 or item.counted == 1))
    return summed
