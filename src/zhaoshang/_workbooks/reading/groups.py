"""What titles of groups, sub-totals and notes between rows say of the rows that they stand for."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.faults import cell_text
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.generic import names_no_thing
from zhaoshang._workbooks.layout.header import Layout, RowKind
from zhaoshang._workbooks.layout.stated import without_units, years_in
from zhaoshang._workbooks.layout.sumsides import SumSides
from zhaoshang._workbooks.layout.totalwords import calls_total
from zhaoshang._workbooks.reading.around import (
    CATEGORY,
    EARLIER,
    GROUP,
    STAGE,
    SaidAround,
    joined,
    means_of,
    plain_kind,
    said_of_title,
)
from zhaoshang._workbooks.reading.titlestages import denied_in, is_bare_stage, stages_in
from zhaoshang._workbooks.reading.titlewords import LEAD, OF_TIME, ORDINAL, SERIES, place_of
from zhaoshang._workbooks.words.cellwords import CATEGORIES
from zhaoshang._workbooks.words.text import key
from zhaoshang.vocabulary import Stage

__all__ = ["SaidOfRows", "calls_sum", "noted_place", "rank_of", "sums_up", "words_of"]

_CODE: Final = re.compile(r"\d{1,2}(?:[-.]\d{1,2}){1,2}|[^\d\u4e00-\u9fff]{1,4}\d{1,4}")
"""What counts a title whose words stand in a cell of their own."""
_DEPTHS: Final = ("一", "(一)", "1", "(1)")
"""The series of an official text, each within the one before."""
_TAIL: Final = re.compile(r"(?:[:。]|\((?:共|合?计)?\d[^()]*\)|(?:共|合?计)?\d+[个项家宗](?:项目)?)+$")
_COUNTED: Final = re.compile(r"\d[个项家宗](?:项目)?\)?:?$")
_FRAMED: Final = re.compile(r"\(([^()]+)\)")
"""A title in brackets: 【青坪镇】."""
_OF_TIME: Final = re.compile(rf"{OF_TIME}(?:新?签约?|项目)*(?:\([^()]*\)|共?\d+个)*:?")
_GOES_ON: Final = re.compile(
    r"^\(?[接续]上?[页表一二三四五\d]*\)?$|(?:表|台账|清单|一览|汇总|名单)\(续[表页一二三四五\d]*\)$"
    r"|^\(?(?:共\d{1,4}页,?)?第?[\d一二三四五六七八九十]{1,4}页(?:,?共\d{1,4}页)?\)?$"
)
"""What titles the next page of a list: 续表, 项目台账(续)."""
_SUM: Final = re.compile(r"[合小总共累分]计|其中")
_SUB: Final = re.compile(r"小计|分计")
_WORD: Final = re.compile(r"[\w()、,-]{2,30}")


@final
class _Open(NamedTuple):
    """A group that is open: the series of its ordinal, what its title says, and its row."""

    style: str
    said: tuple[SaidAround, ...]
    row: int
    kinds: frozenset[str] = frozenset()
    """What kinds of things its title says."""
    denied: frozenset[Stage] = frozenset()
    """The stages that its rows have not come to."""
    lost: tuple[SaidAround, ...] = ()
    """What titles above it say that may hold below it or not."""


@final
class FromAbove(NamedTuple):
    """What a table that goes on with the one above it takes from there; rows are counted as its own are, and stand before them."""

    titles: tuple[SaidAround, ...]
    open: Sequence[_Open]
    last: int
    ranks: Mapping[SaidAround, str]
    columns: frozenset[str | None]


@final
class SaidOfRows:
    """What the titles of groups say of the rows below them, by row, with what those above the table still say of them.

    A title below projects takes the place of one above the table that is of its rank, and a note that names another
    place ends what was said of places.
    """

    def __init__(
        self,
        layout: Layout,
        kinds: Sequence[RowKind],
        of_table: Sequence[SaidAround] = (),
        above: "FromAbove | None" = None,
    ) -> None:
        """Go down the rows of a table.

        Args:
            layout: the table.
            kinds: what its rows are.
            of_table: what titles say of all its rows.
            above: what was said of the rows of the table that it goes on with.
        """
        self._layout, self._kinds = layout, kinds
        self._columns = {column.field for column in layout.columns}
        self._sides = SumSides(layout, kinds)
        self._titles = tuple(of_table)
        self._ranks = {one: rank_of(layout.grid.rows[one.row - 1]) for one in of_table if one.row > 0}
        self._ranks |= above.ranks if above is not None else {}
        goes_on = above is not None and above.columns == self._columns
        self._open: Sequence[_Open] = above.open if above is not None and goes_on else ()
        self._last = above.last if above is not None else 0  # the last row of a project
        self.found: dict[int, tuple[SaidAround, ...]] = {}
        """What is said of each row of which anything is."""
        self.denied: dict[int, tuple[frozenset[Stage], list[int]]] = {}
        """The titles of groups of what has not come to a stage: the stages, and the rows of the group."""
        self.ends: set[int] = set()
        """The notes that end all groups above them."""
        self.untold: set[int] = set()
        """The counts below rows of which nobody can know for which rows they stand."""
        self.lost: dict[int, tuple[SaidAround, ...]] = {}
        """By title, what those above it say of which nobody can know whether it goes on below it."""
        self._held = self._holding()
        for number in range(layout.bottom + 1, len(kinds) + 1):
            kind = kinds[number - 1]
            if kind is RowKind.PROJECT or kind is RowKind.REJECTED:
                self._last = number
                for each in self._open:
                    if each.denied and each.row > 0:
                        self.denied.setdefault(each.row, (each.denied, []))[1].append(number)
                    if each.lost and each.row > 0:
                        self.lost[each.row] = each.lost
                if self._held:
                    self.found[number] = self._held
            elif kind is RowKind.GROUP or kind is RowKind.TOTAL or kind is RowKind.NOTE:
                self._read(number, kind)

    def carried(self, rows: int, /) -> "FromAbove":
        """Give what holds behind the last row for a table that goes on so many rows below."""
        moved = {one: one._replace(row=one.row - rows) if one.row else one for one in self._titles}
        open_ = [
            each._replace(
                row=each.row - rows, said=tuple([one._replace(row=one.row - rows) for one in each.said])
            )
            for each in self._open
        ]
        ranks = {moved[one]: rank for one, rank in self._ranks.items() if one in moved}
        return FromAbove(tuple(moved.values()), open_, self._last - rows, ranks, frozenset(self._columns))

    def _holding(self) -> tuple[SaidAround, ...]:
        return self._joined(self._titles, [one for each in self._open for one in each.said])

    def _read(self, number: int, kind: RowKind) -> None:
        """Take a row that may speak of others."""
        if kind is RowKind.NOTE:
            if _names_other_place(self._layout.grid.rows[number - 1], self._held):
                self._open = ()
                self.ends.add(number)
                self._titles = self._held = tuple([one for one in self._titles if one.path not in _PLACED])
            return
        row = self._layout.grid.rows[number - 1]
        if self._counts_above(row, number):
            return
        if kind is RowKind.GROUP or not self._sum_up(row, number):
            self._title(row, number, is_total=kind is RowKind.TOTAL)
        self._held = self._holding()

    def _title(self, row: Sequence[Cell], number: int, *, is_total: bool) -> None:
        """Open the group that a row titles, or close what a total sums up."""
        title = _title(row, number)
        if is_total and "页" in title.label and calls_sum(title.label):
            return  # carried over, as each page of a print is
        if not is_total and _GOES_ON.search(title.label):
            return  # the next page of the same list
        if not title.label or (is_total and calls_sum(title.label)):
            self._open = self._open[:-1] if _SUB.search(title.label) else []
            return
        said, plain, style = title.said, title.plain, _style(title.mark)
        is_sum = is_total and not style and names_no_thing(plain)  # of others, or of the rows above it
        if not said and _WORD.fullmatch(plain) and not is_sum and not _SUM.search(plain):
            said = (SaidAround(GROUP, _shown(row, title.column), number, title.column),)
        new = _Open(style, said, number, _kinds_of(title), denied_in(title.label))
        outer, is_sure = _outside(self._open, new, title.mark, self._last)
        ended = [one for each in self._open[len(outer) :][: 1 if is_sure else None] for one in each.said]
        if style and any(each.style == style for each in self._open):
            ended = []  # counted on from there
        if not is_total and self._last > self._layout.bottom and new.kinds != _TIME:
            ended += self._end_titles(
                row, new, is_within=any(is_sure or not each.style for each in self._open)
            )
        paths = {one.path for one in said} | self._columns | {GROUP}
        paths |= {CATEGORY} if new.kinds <= {CATEGORY} else set()
        self._open = [*outer, new._replace(lost=tuple([one for one in ended if one.path not in paths]))]

    def _end_titles(self, row: Sequence[Cell], new: _Open, *, is_within: bool) -> Sequence[SaidAround]:
        """End the titles above the table of which that of a group takes the place: of its rank, unless groups stand below them."""
        rank = rank_of(row)
        ended = [one for one in self._titles if self._ranks.get(one) == rank]
        if is_within and _PLACED.isdisjoint({one.path for one in ended} & new.kinds):
            return ()
        self._titles = tuple([one for one in self._titles if one not in ended])
        return ended

    def _sum_up(self, row: Sequence[Cell], number: int) -> bool:
        """Give what a sub-total names to the rows that add up to it; tell whether these stand below it, as those of a title do."""
        title = _summed(row, number)
        if title is None or not title.said:
            return False
        is_heading = bool(title.mark) and not self._sides.states(number, title.label)
        if is_heading or self._sides.below(number, title.label):
            new = _Open(_style(title.mark), title.said, number, _kinds_of(title))
            self._open = [*_outside(self._open, new, title.mark, self._last)[0], new]
            return True
        for at in self._sides.above(number, title.label):
            self.found[at] = self._joined(title.said, self.found.get(at, ()))
        return False

    def _counts_above(self, row: Sequence[Cell], number: int) -> bool:
        """Give what a count or a sum names to the rows above that it counts; tell whether it may stand for these: 东镇共2个.

        It titles those below where they alone agree with it, or where a title with a count stands above it. Of a sum alone
        the rows above must agree with it.
        """
        title = _title(row, number)
        is_count = _COUNTED.search(title.label) is not None
        is_sum = is_count or self._kinds[number - 1] is RowKind.TOTAL
        if title.mark or not title.said or not is_sum or calls_sum(title.label):
            return False
        paths, texts = {one.path for one in title.said}, {one.text for one in title.said}
        for each in self._open:
            is_counted = each.row <= 0 or _COUNTED.search(words_of(self._layout.grid.rows[each.row - 1]))
            is_other = any(one.path in paths and one.text not in texts for one in each.said)
            if is_other or (not each.style and is_counted):
                return False
        if self._kinds[number - 2] is not RowKind.PROJECT or self._sides.below(number, title.label):
            return False
        above = self._sides.above(number, title.label)
        for at in above:
            self.found[at] = self._joined(title.said, self.found.get(at, ()))
        if not above and is_count:
            self.untold.add(number)
        return bool(above) or is_count

    def _joined(self, outer: Sequence[SaidAround], inner: Sequence[SaidAround]) -> tuple[SaidAround, ...]:
        """Put together what is said further out and in; the inner holds."""
        return tuple(joined((*outer, *inner), self._columns).values())


def rank_of(row: Sequence[Cell], /) -> str:
    """Give the rank of a title: how it is counted, or else whether it names a list.

    Examples:
        >>> [
        ...     rank_of([title])
        ...     for title in ("二、市外项目", "（一）工业", "青溪镇项目台账（单位：亿元）", "青溪镇")
        ... ]
        ['一', '(一)', '表', '']
    """
    ordinal, label, _ = _parted(row)
    return _style(_mark(ordinal, label)) or ("表" if _NAMES_LIST.search(_BRACKETS.sub("", label)) else "")


_BRACKETS: Final = re.compile(r"\([^()]*\)")
_NAMES_LIST: Final = re.compile("(?:表|台账|清单|名单|名册|目录|汇总|一览)$")


def calls_sum(label: str, /) -> bool:
    """Tell whether the words of a total say that it sums up rows, or a part of them; any other titles those below it.

    Examples:
        >>> [calls_sum(label) for label in ("小计", "其中:工业", "承前页", "二、市外项目")]
        [True, True, True, False]
    """
    return _SUM.search(label) is not None or calls_total(label)


def words_of(row: Sequence[Cell], /) -> str:
    """Give the words of a title without its ordinal, where that stands in a cell of its own, and what they say of units."""
    return _parted(row)[1]


def _parted(row: Sequence[Cell]) -> tuple[str, str, int]:
    """Give the ordinal of a title that stands in a cell of its own, its words without what they say of units, and their column."""
    texts = [(at, key(without_units(cell))) for at, cell in enumerate(row, 1) if isinstance(cell, str)]
    texts = [(at, text) for at, text in texts if text]
    first = texts[0][1] if texts else ""
    is_code = len(texts) > 1 and _CODE.fullmatch(first) is not None
    ordinal = first if is_code or ORDINAL.fullmatch(first) else ""
    words = texts[1:] if is_code else texts
    at, label = next(((at, text) for at, text in words if not ORDINAL.fullmatch(text)), (0, ""))
    return ordinal, label, at


_PLACED: Final = frozenset({"district", "park", "owner"})
_NOTED: Final = re.compile("[\u4e00-\u9fff]{2,8}:(.+)")


def noted_place(text: str, /) -> str:
    """Give the place or unit that a note names behind a colon: 填报单位：石桥乡; nothing where it names none.

    Examples:
        >>> [noted_place(text) for text in ("填报单位:石桥乡", "填报人:张某", "石桥乡")]
        ['石桥乡', '', '']
    """
    noted = _NOTED.fullmatch(text)
    place = None if noted is None else place_of(noted[1])
    return "" if place is None else place[1]


def _names_other_place(row: Sequence[Cell], held: Sequence[SaidAround]) -> bool:
    """Tell whether a note names a place that is none of those that rows are said to be of: 填报单位：石桥乡."""
    places = [place for cell in row if isinstance(cell, str) and (place := noted_place(key(cell)))]
    return bool(held and places) and not any(one.text in places for one in held)


_TIME: Final = frozenset({"@time"})


def _kinds_of(title: "_Title") -> frozenset[str]:
    """Say what kinds of things a title says; any word for a stage makes it one of stages, whether that is sure or not."""
    if _OF_TIME.fullmatch(title.label):
        return _TIME
    kinds = {STAGE if one.path == EARLIER else one.path for one in title.said} - {GROUP}
    if denied_in(title.label) or stages_in(title.label).doubted:
        kinds.add(STAGE)
    return frozenset(kinds | _TIME if years_in([[title.label]]) else kinds)


def _outside(open_: Sequence[_Open], new: _Open, mark: str, last: int) -> tuple[Sequence[_Open], bool]:
    """Give the open groups that a title stands in, and whether that is sure.

    One takes the place of the last in its series, or else of the last that says a thing of its kind: ◆已投产项目 that of 已开工.
    It stands in the last where no rows came between them, or where it begins a series that official texts have within that.
    Of any other the rank is not known: it ends all that are open, or those from the first without an ordinal on.
    """
    styles = [each.style for each in open_]
    if not open_ or (new.style and new.style in styles):
        return open_[: styles.index(new.style)] if open_ else open_, True
    inner = open_[-1]
    is_next = last < inner.row and (new.style or inner.style or (new.kinds and not _are_alike(inner, new)))
    is_within = (
        mark == new.style
        and new.style in _DEPTHS
        and inner.style in _DEPTHS
        and _DEPTHS.index(inner.style) < _DEPTHS.index(new.style)
    )
    if is_next or is_within:
        return open_, True
    alike = [at for at, each in enumerate(open_) if _are_alike(each, new)]
    if alike and (new.kinds or new.style not in styles[: alike[-1]]):
        return open_[: alike[-1]], True
    return open_[: styles.index("")] if not new.style and "" in styles else [], False


def _are_alike(one: _Open, other: _Open) -> bool:
    """Tell whether two titles say things of one kind; those without an ordinal also where they say none that is known."""
    is_place = not (_PLACED.isdisjoint(one.kinds) or _PLACED.isdisjoint(other.kinds))
    is_any = one.style == other.style and one.kinds | other.kinds <= {CATEGORY}
    return is_place or is_any or not one.kinds.isdisjoint(other.kinds)


@final
class _Title(NamedTuple):
    """The title of a group: what counts it, its words, those without a count and a frame, and what they say."""

    mark: str
    label: str
    plain: str
    column: int
    said: tuple[SaidAround, ...]


def _title(row: Sequence[Cell], number: int, ending: re.Pattern[str] | None = None) -> _Title:
    """Read the title of a group, but for its ending."""
    ordinal, label, at = _parted(row)
    label = label if ending is None else _SUM_OF.sub(r"\1\2小计", label)
    mark = _mark(ordinal, label)
    plain = LEAD.sub("", label)
    plain = _TAIL.sub("", plain if ending is None else ending.sub("", plain)).strip()
    framed = _FRAMED.fullmatch(plain)
    plain = framed[1] if framed is not None else plain
    whole = LEAD.sub("", label if ending is None else ending.sub("", label))
    read = [*said_of_title(whole)]
    named = None if any(path == STAGE for path, _ in read) else means_of(plain)
    said = tuple([SaidAround(*one, number, at) for one in ([named] if named is not None else read)])
    is_own = (
        named is not None
        and named[0] == CATEGORY
        and CATEGORIES[named[1]].zh not in {named[1], plain_kind(named[1])}
    )
    if is_own or (named is None and read and _says_more(whole, read)):
        said += (
            SaidAround(GROUP, named[1] if named else _shown(row, at), number, at),
        )  # the office's own word says more
    return _Title(mark, label, plain, at, said)


def _says_more(title: str, read: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a title has more words than those of the fields that it gives."""
    if stages_in(title).doubted:
        return True
    bare = _BRACKETS.sub("", title)
    for path, text in read:
        bare = bare if path in {STAGE, EARLIER} else bare.replace(text, "")
    return any(path == STAGE for path, _ in read) and not is_bare_stage(_TAIL.sub("", bare).strip())


_SUMMED: Final = re.compile(
    r"(?:合计|小计|总计|共计|累计|分计|汇总)(?:\([^()]*\)|共?\d+[个项家宗](?:项目)?)*:?$"
)

_SUM_OF: Final = re.compile(r"^(?:小计|合计|分计|共计)(?:\(([^()]+)\)|[:—-]+(.+))$")
"""A sub-total that names what it sums up behind: 小计（东镇）."""


def sums_up(row: Sequence[Cell], /) -> bool:
    """Tell whether a total is a sub-total in words, and not a share or a count: 东镇小计, not 其中：东镇, 东镇2个."""
    label = _SUM_OF.sub(r"\1\2小计", words_of(row))
    return _SUMMED.search(label) is not None and not label.startswith("其中")


def _summed(row: Sequence[Cell], number: int) -> _Title | None:
    """Read what a sub-total names, without the words of a sum; nothing where it does not end in them."""
    title = _title(row, number, _SUMMED)
    return title if _SUMMED.search(title.label) else None


def _shown(row: Sequence[Cell], at: int) -> str:
    """Write the title of a group without its ordinal and count."""
    text = " ".join(without_units(cell_text(row[at - 1])).replace("（", "(").replace("）", ")").split())
    return _TAIL.sub("", LEAD.sub("", text)).strip("【】 ")


def _mark(ordinal: str, label: str) -> str:
    """Give the ordinal of a title, or else that before its words."""
    lead = LEAD.match(label)
    return (ordinal or (lead[0] if lead else "")).strip("、.: ")


def _style(mark: str) -> str:
    """Say of which series an ordinal is, by the first of it."""
    series = next((first for first, signs in SERIES if signs.fullmatch(mark)), mark)
    return re.sub(r"\d+", "1", re.sub(r"[一二三四五六七八九十]+", "一", series))
