"""Ordinals of a list: the series they are of, and whether they count a project or the title of what follows."""

from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words.text import key

__all__ = ["LED", "OF_TITLES", "ListOrder", "Ordinal", "counted_by", "han_number", "ordinal_of"]

_HAN: Final = "零一二三四五六七八九"
_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_SERIES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("arabic", re.compile(r"(\d+)(?:\.0)?[.、]?")),
    ("han", re.compile(r"第?([一二三四五六七八九十]{1,3})[、.类批部期]?")),
    ("han in brackets", re.compile(r"\(([一二三四五六七八九十]{1,3})\)")),
    ("arabic in brackets", re.compile(r"\((\d{1,3})\)")),
    ("roman", re.compile(r"([ivx]{1,5})[.、]?")),
    ("letter", re.compile(r"([a-z])[.、]?")),
    ("mark", re.compile(r"[^\w\s()]{1,2}")),
    ("text", re.compile(r"(?:第|no\.?)?(\d{1,4})(?!\d).*")),
)
OF_TITLES: Final = frozenset({"han", "han in brackets", "roman", "letter"})
"""The series that titles are counted in, above projects in any other."""


LED: Final = re.compile(
    r"(?:\(?[一二三四五六七八九十]{1,3}\)?[、.．:]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十]+[类部批]|\d{1,2}[、.](?!\d))"
)
"""How a name begins that has its ordinal before it."""
_LEADS: Final = re.compile(r"\s*[\d(（第一二三四五六七八九十\u2460-\u249b]")
_UNCOUNTED: Final = frozenset({"mark", "text"})
"""What stands in the place of ordinals and does not go on from row to row."""


@final
class Ordinal(NamedTuple):
    """The series of an ordinal, and its number where it has one: of 3-1 and 3A it is that of the row they go below."""

    series: str
    number: int | None = None


def han_number(text: str, /) -> int:
    """Read a number below 100 in Chinese signs.

    Examples:
        >>> [han_number(text) for text in ("四", "十", "十二", "二十一")]
        [4, 10, 12, 21]
    """
    tens, ten, ones = text.rpartition("十")
    return 10 * (_HAN.find(tens) if tens else len(ten)) + (_HAN.find(ones) if ones else 0)


def ordinal_of(cell: Cell, /) -> Ordinal | None:
    """Tell which series an ordinal is of, and its number; `None` for an empty cell, `text` for what is of none.

    Examples:
        >>> [tuple(ordinal_of(cell)) for cell in (3, "（四）", "④", "IV", "★")]
        [('arabic', 3), ('han in brackets', 4), ('arabic in brackets', 4), ('roman', 4), ('mark', None)]
        >>> [tuple(ordinal_of(cell)) for cell in ("3-1", 3.1, "No.4", "增1", "注")]
        [('text', 3), ('text', 3), ('text', 4), ('text', None), ('text', None)]
    """
    word = "" if cell is None else key(f"{cell:g}" if isinstance(cell, float) else str(cell))
    if not word:
        return None
    for series, form in _SERIES:
        if match := form.fullmatch(word):
            return Ordinal(series, _number(series, match[1]) if form.groups else None)
    return Ordinal("text")


def counted_by(row: Sequence[Cell], ordinal: int | None, name: int, /) -> Cell:
    """Give what counts a row: its ordinal, else that before its name: 四、丁项目."""
    own = row[ordinal - 1] if ordinal and ordinal <= len(row) else None
    cell = row[name - 1] if own is None and name <= len(row) else None
    if not isinstance(cell, str) or not _LEADS.match(cell):
        return own
    match = LED.match(key(cell))
    return match[0].rstrip(":") if match else own


def _number(series: str, digits: str) -> int | None:
    if series.startswith("han"):
        return han_number(digits)
    if series == "letter":
        return ord(digits) - ord("a") + 1
    if series == "roman":
        values = [_ROMAN[digit] for digit in digits]
        return sum(
            -value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True)
        )
    return int(digits) if len(digits) < _LONG else None


_ROW: Final = itemgetter(0)
_LONG: Final = 9  # no list has so many rows


@final
class _Member(NamedTuple):
    """One of several rows that count on from each other in a series of their own."""

    row: int
    is_next: bool
    has_below: bool


@final
class ListOrder:
    """What the order of the ordinals says of the rows that are counted in another series than the projects.

    Attributes:
        fitting: the rows whose own number is the next of the list, or that go below the one before: （4） behind 3, 3-1 behind 3.
        steady: the rows in the series of the projects between two that they count on from, and to.
        filling: those without a number that stand where one is missing: ★ between 3 and 5.
        titling: those that count on among titles and have projects below that are counted anew, or on: 二 above 1, or above 4 behind 3.
    """

    def __init__(
        self,
        rows: Sequence[tuple[int, Sequence[Cell]]],
        ordinal: int,
        main: str | None,
        titles: Sequence[tuple[int, Sequence[Cell]]] = (),
    ) -> None:
        """Look at the ordinals of a list.

        Args:
            rows: the rows that may be projects, each by its number.
            ordinal: the column of ordinals.
            main: the series of the projects; none where most have no ordinal.
            titles: the rows between them that are titles for other reasons.
        """
        listed = sorted((*rows, *titles), key=_ROW) if titles else rows
        self._numbers = [number for number, _ in listed]
        self._ordinals = [ordinal_of(row[ordinal - 1]) if ordinal <= len(row) else None for _, row in listed]
        self._main = None if main in _UNCOUNTED else main
        self._known = frozenset(map(_ROW, titles))
        self.fitting: set[int] = set()
        self.steady: set[int] = set()
        self.filling: set[int] = set()
        self.titling: set[int] = set()
        self._look()

    def _look(self) -> None:
        runs: dict[str, list[list[_Member]]] = {}
        last = 0
        for at, (own, (after, left)) in enumerate(zip(self._ordinals, self._coming(), strict=True)):
            if own is None:
                continue
            is_known = self._numbers[at] in self._known
            if own.series == self._main and not is_known:
                last = self._steadied(at, own, last)
            elif own.number is not None:
                last = self._joined(at, own, last, after, runs.setdefault(own.series, []))
            elif not is_known:
                last = self._filled(at, last, after, left)
        for run in chain.from_iterable(runs.values()):
            if any(each.has_below for each in run):
                self.fitting.difference_update(each.row for each in run)
                self.titling.update(each.row for each in run if each.has_below or not each.is_next)

    def _steadied(self, at: int, own: Ordinal, last: int) -> int:
        """Note a row that counts on from the one before, and to the next; each of these gives the last number of the list so far."""
        following = self._ordinals[at + 1] if at + 1 < len(self._ordinals) else None
        if own.number == last + 1 and following == (own.series, last + 2):
            self.steady.add(self._numbers[at])
        return last if own.number is None else own.number

    def _joined(self, at: int, own: Ordinal, last: int, after: int | None, runs: list[list[_Member]]) -> int:
        """Put a row of another series behind those that it counts on from, or among the projects where it counts on from them."""
        row, number = self._numbers[at], own.number or 0
        is_known = row in self._known
        is_next = self._main is not None and number == last + 1 != after and not is_known
        member = _Member(row, is_next, is_known or self._has_below(at, own, last))
        if number == 1:
            runs.append([])
        if runs and len(runs[-1]) == number - 1 and (member.has_below or own.series in OF_TITLES):
            runs[-1].append(member)
        if is_next or (own.series == "text" and number == last and not is_known):
            self.fitting.add(row)
            return number
        return last

    def _filled(self, at: int, last: int, after: int | None, left: int) -> int:
        """Put a row without a number in the place of one that is missing."""
        base = last if after is None or after > last else 0
        if self._main is None or after is None or after - base <= left:
            return last
        self.filling.add(self._numbers[at])
        return base + 1

    def _coming(self) -> list[tuple[int | None, int]]:
        """Give for each row the next number of the projects, and how many rows without one stand before it, itself among them."""
        found: list[tuple[int | None, int]] = []
        after, left = None, 0
        for row, own in zip(reversed(self._numbers), reversed(self._ordinals), strict=True):
            is_known = row in self._known
            if own is not None and own.series == self._main and own.number is not None and not is_known:
                after, left = own.number, 0
            else:
                left += not is_known
            found.append((after, left))
        return found[::-1]

    def _has_below(self, at: int, own: Ordinal, last: int) -> bool:
        """Tell whether what stands below a row is counted as what stands below a title is."""
        is_title = own.series in OF_TITLES
        if at + 1 == len(self._numbers):
            return False
        if self._numbers[at + 1] in self._known:
            return is_title
        below = self._ordinals[at + 1]
        if self._main is None:
            return below is None or (is_title and below.series not in OF_TITLES)
        if below is None:
            return False
        if below.series != self._main:
            return is_title and below.series != own.series and below.number == 1
        goes_on = below.number == last + 1 and (
            own.number != 1 or not last
        )  # no first title stands below projects
        return below.number == 1 or (is_title and goes_on)
