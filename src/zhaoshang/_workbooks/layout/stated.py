"""What lines around a table state, years and units, and how wide they are.

A sheet that was printed page by page has a header on each page, and each asks what stands above it. Every row is read once
for all of them, and only as far down as somebody asks; what is stated up to there is carried on.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple, final
from weakref import WeakKeyDictionary

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.files.grids import Cell, Grid
from zhaoshang._workbooks.words.composing import (
    UnitWords,
    currencies_of,
    says_unit,
    unit_words_of,
    units_of,
)
from zhaoshang._workbooks.words.headwords import SHARED, is_name_word, match
from zhaoshang._workbooks.words.neutral import ANY_FIELD, TOPICS
from zhaoshang._workbooks.words.text import ORDINAL, key
from zhaoshang._workbooks.words.understood import covered_by
from zhaoshang._workbooks.words.units import UNIT_SIGNS
from zhaoshang.units import Dimension, Scaled, Unit, scaled

__all__ = [
    "StatedUnits",
    "find_years",
    "is_titled_unit",
    "is_unit_row",
    "stated_units",
    "states_bare_unit",
    "states_other_unit",
    "states_unit",
    "units_above",
    "units_beside",
    "units_named",
    "units_said",
    "width_of",
    "without_units",
    "years_in",
]

_UNIT_ROW: Final = re.compile(
    rf"(?:(?P<of>金额|计量|货币|投资)?单位(?:均为)?[:为]?|(?<![^(])(?:投资|资金)?(?:金额|投资额):)"
    rf"(?P<units>(?:人民币|(?>(?<![a-z])[a-z]{{3}}(?![a-z])|[{UNIT_SIGNS}币金()、,;/和]|-++))+)(?![-.·*?]*[^\W\d_])(?P<aside>\([^()]{{1,12}}\))?"
)
"""A line of units; 填报单位：万元店镇 goes on, and is none."""
_MORE: Final = re.compile(
    r"(?:[、,;/和或及与]++(?![^、,;/:()和或及与]{0,8}单位)[^、,;/:()和或及与]{0,8}+(?=[、,;/()和或及与]|$))++"
)
"""What else a list of units holds; what stands before a colon, or with 单位, begins another statement."""
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|[.\-/]\d|[、,和及与](?:19|20)\d\d年)")
_SPAN: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)年?度?(?:\d{1,2}月份?)?[-~至到]((?:19|20)\d\d)(?![\d.])")
_SINCE: Final = re.compile(
    r"(?<!\d)((?:19|20)\d\d)年(?:度|\d{1,2}月份?)?(?:\d{1,2}日)?(?:以来|至今|以后|之后|起)"
)
_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]")
_BLANK: Final = re.compile(r"(?<=[元币亩頃顷米㎡畝幣)）])\s+(?=\S)")
"""What parts units that are listed with blanks: 亿元 亩 平方米."""
_NOT_TITLE: Final = re.compile(r"填报|制表|填表|报送|打印|导出|更新时间|电话|截至|截止")

_BEFORE: Final = re.compile(r"(?<=\S)\s+(?=(?:金额|计量|货币|投资)?[单單]位)")
_OF_ALL: Final = (
    ANY_FIELD
    | TOPICS
    | frozenset(
        "金额 计量 货币 计价 总 本表 表中 表内 表 以上 上述 下列 所有 全部 各项 均 统一 除 注明 说明 特别 另有 外 的 者 "
        "统计 数值 款项 内 中 注 备注 "
        "年 月 日 年度 季度 上半年 下半年 底 人民币 币种 数 额 涉及 凡".split()
    )
)
"""What before 单位 says nothing of which amounts are meant."""
_LIST: Final = re.compile("(?:表|台账|清单|名单|册|目录|汇总|统计|情况|一览|[局委办室会镇乡县市区人])$")
"""How a title ends, or who fills in the list."""
_END: Final = re.compile(
    r"(?<=.)(?:[(（](?P<inside>[^()（）]*)[)）]|[\s:：,，/](?P<last>[^\s:：,，、/()（）]++))\s*+$"
)
"""What stands in brackets at the end of a title, or apart from its other words."""
_TITLES_ROWS: Final = re.compile(
    r"项目|[表册单录]$|台账|一览|^\(?第?[一二三四五六七八九十]{1,3}[、.)类批]|[省市县区镇乡园类]$"
)
"""What the title of rows has, and not the word for an amount: 税收：万元."""
_HAN_ORDINAL: Final = re.compile(r"\(?第?[一二三四五六七八九十]{1,3}[类批部]?\)?[、.]?")
_STATEMENT: Final = re.compile(
    r"\s*[(（][^()（）]*(?:[单單]位|额[:：])[^()（）]*[)）]?$|(?:^|[\s、,，;；]+)(?:金额|计量|货币|投资)?[单單]位.*$"
)
_SOME_UNIT: Final = re.compile(r"单位(?:均为)?[:为][^(),:。;]{0,4}元(?=$|[(),、;/])")
"""What states a unit, known or not: 单位：仟元."""
_WORD: Final = 12
"""So long is the longest word before 单位 that may say of what the unit is."""
_LETTERS: Final = re.compile(r"[^\W\d_]+$")
_SURELY: Final = 0.85
_NAMED: Final = re.compile(
    r"(?<![\d.十百千万亿两几数多余超过破达满近于上足逾约到至第])(?<!\d\()"
    r"((?:[千万亿]|百万)(?:元|美元|美金|港元|港币|欧元|日元)|(?<=[^\w)])(?:元|美元|美金|港元|港币|欧元|日元))"
    r"(?:人民币)?(?:计算?|计价|计量|为单位|填[报写列]|表示|统计|口径)?(?:$|(?=[^\w、(+]))"
)
"""A unit of money that ends what is said, without a number before it: 总投资/亿元, 以亿元计; not 5亿元, 超亿元, 亿元项目."""


class _Said(NamedTuple):
    """What a line says of units, and of which field alone: 到位资金单位：万元."""

    words: UnitWords
    field: str | None = None


@final
class StatedUnits(NamedTuple):
    """The units that lines beside a table state: of any amounts, and of single fields.

    A line that states a currency and no size leaves the size to the headers.
    """

    units: tuple[Scaled, ...] = ()
    of_fields: Mapping[str, tuple[Scaled, ...]] = MappingProxyType({})
    currency: Unit | None = None


_Words = Mapping[str | None, UnitWords]
"""What lines state of the units of any amounts, under nothing, and of single fields."""


@final
class _Carried:
    """What the lines of a sheet state of units, from one row after the other on: each time all that is stated so far."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.words: list[_Words] = []
        self._composed: dict[int, StatedUnits] = {}

    def note(self, row: int, said: Iterable[_Said], *, is_upwards: bool = False) -> None:
        """Add what a row states; upwards it stands before what was added."""
        before = self.words[-1] if self.words else {}
        new: dict[str | None, list[UnitWords]] = {}
        for one in said:
            new.setdefault(one.field, []).append(one.words)
        for field in new.keys() & before.keys():
            new[field].insert(len(new[field]) if is_upwards else 0, before[field])
        added = {field: _once(words) for field, words in new.items()}
        words = {**added, **before, **added} if is_upwards else {**before, **added}
        if [*words.items()] != [*before.items()]:
            self.rows.append(row)
            self.words.append(words)

    def at(self, place: int) -> StatedUnits:
        """Compose what is stated, the place counted as rows were added."""
        if place not in self._composed:
            self._composed[place] = _composed(self.words[place])
        return self._composed[place]


def _once(said: Sequence[UnitWords]) -> UnitWords:
    """Join what is said, each word once."""
    return UnitWords(
        tuple(dict.fromkeys(word for one in said for word in one.words)),
        tuple(dict.fromkeys(currency for one in said for currency in one.currencies)),
        any(one.is_partial for one in said),
        any(one.is_other for one in said),
    )


@final
class _Stated:
    """The years and units that the rows of a sheet state which were read so far, and how wide they are."""

    def __init__(self) -> None:
        self.years: dict[int, int] = {}
        """By year, the first row that names it."""
        self.units = _Carried()
        self.read = 0
        self.widths = [0]
        self.lines: _Carried | None = None
        """What lines of units state from a row to the end of the sheet."""


_READ: Final = WeakKeyDictionary[Grid, _Stated]()


def _stated(grid: Grid, end: int) -> _Stated:
    """Read the rows before one that were not read yet."""
    stated = _READ.setdefault(grid, _Stated())
    for number in range(stated.read, end):
        for year in _years_of(grid.rows[number]):
            stated.years.setdefault(year, number)
        stated.units.note(number, _units_of(grid.rows[number]))
    stated.read = max(stated.read, end)
    return stated


def find_years(grid: Grid, top: int, /) -> tuple[int, ...]:
    """Find the years that the rows above one name; where they name none, those of the sheet's name."""
    found = [year for year, first in _stated(grid, top - 1).years.items() if first < top - 1]
    return tuple(sorted({*(found or _years_named(key(grid.name) + "年"))}))


def stated_units(grid: Grid, top: int, /) -> StatedUnits:
    """Compose the units that the rows above one state; where none does, a line below it."""
    return units_above(grid, top) or _units_below(grid, top) or StatedUnits()


def units_above(grid: Grid, top: int, /) -> StatedUnits | None:
    """Compose the units that the rows above one state; `None` where none does."""
    units = _stated(grid, top - 1).units
    end = bisect_left(units.rows, top - 1)
    return units.at(end - 1) if end else None


def _units_below(grid: Grid, top: int) -> StatedUnits | None:
    """Compose the units that lines below a row state, and nothing else with them."""
    stated = _READ.setdefault(grid, _Stated())
    if stated.lines is None:
        stated.lines = _Carried()
        for number in range(len(grid.rows), 0, -1):
            if is_unit_row(grid.rows[number - 1]):
                stated.lines.note(-number, _units_of(grid.rows[number - 1]), is_upwards=True)
    end = bisect_left(stated.lines.rows, -top)
    return stated.lines.at(end - 1) if end else None


def units_said(rows: Iterable[Sequence[Cell]], /) -> frozenset[object]:
    """Give what some rows say of units, to be compared with what others say."""
    return frozenset(said for row in rows for said in _units_of(row))


def units_beside(row: Sequence[Cell], /) -> StatedUnits | None:
    """Compose the units that a title states; `None` where it states none, and no unit where nobody can know of what."""
    said = [one for one in _units_of(row) if one.words != UnitWords()]
    bare = None if said else _bare_unit(row)
    said += [] if bare is None else [_Said(bare.words)]
    if not said and not any(map(_names_unit, row)):
        return None
    stated = _Carried()
    stated.note(0, said)
    return stated.at(0) if said else StatedUnits()


def units_named(row: Sequence[Cell], /) -> tuple[Scaled, ...]:
    """Find the units of money that a title names in any form, a number before none of them.

    Examples:
        >>> [
        ...     bool(units_named([title]))
        ...     for title in ("市外项目（以亿元计）", "市外项目——亿元", "总投资5亿元", "亿元以上项目")
        ... ]
        [True, True, False, False]
    """
    words = (word for cell in row if isinstance(cell, str) for word in _NAMED.findall(key(cell)))
    return tuple(dict.fromkeys(scaled(word) for word in words))


def _names_unit(cell: Cell) -> bool:
    """Tell whether a text states a unit, known or not, and not only that there is one: 单位：仟元; not 请注明单位."""
    if not isinstance(cell, str):
        return False
    stated = (match["units"] for match in _UNIT_ROW.finditer(_parted(cell)))
    return _SOME_UNIT.search(key(cell)) is not None or any(any(map(str.isalnum, each)) for each in stated)


def _composed(said: _Words) -> StatedUnits:
    shared = said.get(None, UnitWords())
    named = UnitWords(currencies=shared.currencies)
    return StatedUnits(
        units_of(shared),
        {field: units_of(named + words) for field, words in said.items() if field is not None},
        named.currencies[0] if len({*named.currencies}) == 1 else None,
    )


def width_of(grid: Grid, end: int, /) -> int:
    """Give the width of the widest of the first rows."""
    widths = _READ.setdefault(grid, _Stated()).widths
    for number in range(len(widths) - 1, end):
        widths.append(max(widths[-1], len(grid.rows[number])))
    return widths[end]


def years_in(rows: Iterable[Sequence[Cell]], /) -> frozenset[int]:
    """Find the years that some rows of titles name."""
    return frozenset(year for row in rows for year in _years_of(row))


def _years_of(row: Sequence[Cell]) -> Iterator[int]:
    for cell in row:
        if isinstance(cell, str) and not _NOT_TITLE.search(_BRACKETS.sub("", cell)):
            text = _BRACKETS.sub("", cell) if _NOT_TITLE.search(cell) else cell  # what is not of another date
            yield from _years_named(key(text))


def _years_named(text: str) -> Iterator[int]:
    """Give the years of a title: of a span all of them, and behind the first of an open one the next.

    Examples:
        >>> [
        ...     sorted({*_years_named(text)})
        ...     for text in ("2022年台账", "2020-2022年项目", "2021年以来签约", "2022.3.5签约")
        ... ]
        [[2022], [2020, 2021, 2022], [2021, 2022], [2022]]
    """
    for first, last in _SPAN.findall(text):
        yield from range(int(first), int(last) + 1)
    for year in _SINCE.findall(text):
        yield from (int(year), int(year) + 1)
    yield from map(int, _YEAR.findall(text))


def _units_of(row: Sequence[Cell]) -> Iterator[_Said]:
    bare = _bare_unit(row)
    if bare is not None and _TITLES_ROWS.search(bare.title):
        yield _Said(bare.words)
    for cell in row:
        if isinstance(cell, str):
            text = _parted(cell)
            currencies = currencies_of(text)
            if currencies:
                yield _Said(UnitWords(currencies=currencies))
            for match in _UNIT_ROW.finditer(text):
                units = match["units"].rstrip("、,;/和-")
                more = _MORE.match(text, match.start("units") + len(units))
                words = unit_words_of(units + (match["aside"] or "") + (more[0] if more else ""))
                before = _LETTERS.search(text, max(match.start() - _WORD, 0), match.start())
                word = (before[0] if before else "") + (match["of"] or "")
                field = _field_of(word)
                if field is not None or (
                    _is_of_all(word)
                    and not (_is_aside(text) and any(one.unit.code != "CNY" for one in units_of(words)))
                ):
                    yield _Said(words, field)


def _parted(text: str) -> str:
    """Give the comparing form of a line; what follows a unit, or stands before 单位, behind blanks stays apart."""
    return key(_BEFORE.sub("、", _BLANK.sub("、", text)))


class _BareUnit(NamedTuple):
    """A unit without the word for one, and the words before it."""

    title: str
    words: UnitWords


def _bare_unit(row: Sequence[Cell]) -> _BareUnit | None:
    """Find the unit that stands alone at the end of a title, or in a cell beside it; a currency says no size: （美元）."""
    filled: list[str] = []
    for cell in row:
        if cell is not None and cell != "":
            if type(cell) is not str or len(filled) == _PAIR:
                return None  # nearly every row
            if filled or not _HAN_ORDINAL.fullmatch(key(cell)):
                filled.append(cell)
    if not filled or any(is_name_word(cell) or states_unit(cell) for cell in filled):
        return None
    title, *beside = filled
    base, word = (title, key(beside[0]).strip("()")) if beside else _ended(title)
    if not says_unit(word):
        return None
    base = key(base)
    is_title = len(base) > 1 and not base.isdigit() and "单位" not in base and not says_unit(base.strip("()"))
    if not is_title or match(base)[1] >= _SURELY:
        return None
    words = unit_words_of(word)
    units = units_of(words)
    is_sized = any(
        one.power or one.unit.code == "CNY" or one.unit.dimension is not Dimension.MONEY for one in units
    )
    return _BareUnit(base, words if is_sized else UnitWords(currencies=tuple([one.unit for one in units])))


def _ended(title: str) -> tuple[str, str]:
    """Part a title from what stands in brackets at its end, or apart."""
    found = _END.search(title)
    return (title[: found.start()], key(found["inside"] or found["last"] or "")) if found else (title, "")


_PAIR: Final = 2


def states_bare_unit(row: Sequence[Cell], /) -> bool:
    """Tell whether a row is a title with nothing but a unit in a cell beside it: 市外项目 … （亿元）.

    Examples:
        >>> [
        ...     states_bare_unit(row)
        ...     for row in (["市外项目", None, "（亿元）"], ["总投资", "（亿元）"], ["3", "亿元"])
        ... ]
        [True, False, False]
    """
    return (
        sum(cell is not None and cell != "" for cell in row) == _PAIR
        and _bare_unit(row) is not None
        and not any(isinstance(cell, str) and ORDINAL.fullmatch(key(cell)) for cell in row)
    )


def without_units(title: str, /) -> str:
    """Leave out of a title what it says of units at its end.

    Examples:
        >>> [
        ...     without_units(title)
        ...     for title in ("市外项目（单位：亿元）", "市外项目 单位：亿元", "青溪镇（亿元）", "单位项目")
        ... ]
        ['市外项目', '市外项目', '青溪镇', '单位项目']
    """
    if states_unit(title):
        return _STATEMENT.sub("", title)
    base, word = _ended(title)
    return base.rstrip() if says_unit(word) else title


def states_unit(cell: Cell, /) -> bool:
    """Tell whether a cell states a unit: 单位：万元."""
    return isinstance(cell, str) and _UNIT_ROW.search(_parted(cell)) is not None


def states_other_unit(cell: Cell, /) -> bool:
    """Tell whether a text states a unit, and of what nobody can know: 乙项目单位为万元."""
    return states_unit(cell) and next(_units_of((cell,)), None) is None


def _field_of(word: str) -> str | None:
    """Find the one field whose unit is stated, by the word before 单位, where all of it is understood."""
    for start in range(len(word)):
        path, certainty, _ = match(word[start:])
        if path in SHARED and certainty >= _SURELY:
            return path if not covered_by(word[:start], _OF_ALL) else None
    return None


def _is_of_all(word: str) -> bool:
    """Tell whether what stands before 单位 leaves it that of any amount: 金额, the title of the list; not 税收, 外资项目."""
    return _LIST.search(word) is not None or not covered_by(word, _OF_ALL)


def _is_aside(text: str) -> bool:
    """Tell whether a note speaks of foreign capital, the amounts of which alone are in a foreign unit."""
    return text.startswith(("注", "备注", "说明")) and "外资" in text


def is_titled_unit(row: Sequence[Cell], /) -> bool:
    """Tell whether a row states a unit beside a title or two of the table below it: 一、新签约项目 … 单位：亿元.

    Examples:
        >>> [
        ...     is_titled_unit(row)
        ...     for row in (
        ...         ["一、新签约项目", None, "单位：亿元"],
        ...         ["项目名称", "金额：亿元"],
        ...         ["项目名称", "单位：亿元"],
        ...     )
        ... ]
        [True, False, False]
    """
    filled: list[str] = []
    for cell in row:
        if cell is not None:
            if not isinstance(cell, str) or len(filled) == _BESIDE:
                return False  # nearly every row
            filled.append(cell)
    words = [key(cell).strip("()") for cell in filled]
    units = [word for word in words if "单位" in word[:6] and _UNIT_ROW.fullmatch(word)]
    return len(units) == 1 < len(words) and not any(map(is_name_word, filled))


_BESIDE: Final = 3


def is_unit_row(row: Sequence[Cell], /) -> bool:
    """Tell whether a row states a unit and nothing else: 单位：万元."""
    stated: Cell = None
    for cell in row:
        if cell is not None:
            if stated is not None:
                return False  # nearly every row
            stated = cell
    return isinstance(stated, str) and bool(_UNIT_ROW.fullmatch(key(stated).strip("()")))
