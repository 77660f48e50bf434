"""Where things are in a sheet: title, unit row, header, groups, projects, totals, notes."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Final, final

from attrs import evolve, frozen

from zhaoshang._workbooks.aliases import ALIASES
from zhaoshang._workbooks.columns import Column, Header, find_unit, is_header_word, propose, states_two_units
from zhaoshang._workbooks.evidence import is_furniture_below_header, other_rows
from zhaoshang._workbooks.grids import Cell, Grid
from zhaoshang._workbooks.text import key
from zhaoshang.units import Dimension, Scaled

__all__ = ["Layout", "RowKind", "find_layout", "find_tables", "find_years", "row_kinds"]

_HEADER_DEPTH: Final = 3
_SEARCHED: Final = 40
_FILLED: Final = frozenset({"text", "category", "investors", "stage", "channel", "track", "ownership"})
_UNIT_ROW: Final = re.compile(
    r"(?:金额|计量|货币|投资)?单位(?:均为)?[:为]((?:人民币)?[十百千万亿元美港欧日亩平方米公顷㎡、,/和]+)"
)
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|[.\-/]\d)")
_NOT_TITLE: Final = re.compile(r"填报|制表|填表|报送|打印|导出|更新时间|电话|截至|截止")
_TOTAL: Final = re.compile(
    r"[(一二三四五六七八九十\d)、.]{0,5}[^\d:,。;]{0,8}?(?:合计|小计|总计|共计|累计|总和|合并)(?:[:]|\(.*\)|[\d.]+[个项]?|数|额|金额)*"
)
_ORDINAL: Final = re.compile(
    r"(?:\(?[一二三四五六七八九十]{1,3}\)?[、.．:]|\([一二三四五六七八九十\d]{1,3}\)|第[一二三四五六七八九十]+[类部批]|\d{1,2}[、.](?!\d))"
)
_NOTE: Final = re.compile(
    r"(?:备注|注|说明|填表说明|注意|附注|填表人|填报人|制表人|制表|审核人|审核|复核|负责人|分管领导|主要领导|单位负责人|联系人|联系电话|填报单位|"
    r"填报时间|填报日期|报送时间|数据来源|数据截至|数据截止|以上|\*)(?:[:：1-9.、*]|$|人|单位)"
)


_PLAIN_NUMBER: Final = re.compile(r"[\d,]+(?:\.\d+)?")
_LONGEST_LABEL: Final = 9
_LONGEST_NAME: Final = 60
_FURNITURE_HINT: Final = re.compile("[计計总總备備注註说說填审審核制复復负負管领領联聯报報数數据據以附]")


class RowKind(StrEnum):
    r"""What a row is; every row of a sheet is one of these.

    Examples:
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> from zhaoshang import workbooks
        >>> text = "2022年项目台账,,\n项目名称,投资方,总投资（亿元）\n虚构甲项目,甲公司,3.5\n合计,,3.5\n"
        >>> with TemporaryDirectory() as folder:
        ...     path = Path(folder, "ledger.csv")
        ...     _ = path.write_text(text, encoding="utf-8")
        ...     imported = workbooks.read(path)
        >>> [row.kind.value for row in imported.rows]
        ['title', 'header', 'project', 'total']
    """

    PROJECT = "project"
    REJECTED = "rejected"
    TITLE = "title"
    UNIT = "unit"
    HEADER = "header"
    GROUP = "group"
    TOTAL = "total"
    NOTE = "note"
    BLANK = "blank"


@final
@frozen(kw_only=True, eq=False, slots=False)
class Layout:
    """How a sheet is laid out.

    Attributes:
        grid: the sheet.
        header_rows: the rows of the header, from 1.
        columns: what each column is.
        years: the years that the title names.
        units: the units that a line above or below the table states.
    """

    grid: Grid
    header_rows: tuple[int, ...]
    columns: tuple[Column, ...]
    years: tuple[int, ...] = ()
    units: tuple[Scaled, ...] = ()

    @cached_property
    def filled(self) -> dict[int, list[tuple[int, int]]]:
        """Which cells of a row take the text of a merged cell above: by row, (column, row of the text)."""
        kinds = {column.number: column.kind for column in self.columns if column.field}
        filled: dict[int, list[tuple[int, int]]] = {}
        if self.grid.merged is None:
            self._fill_blanks(filled)
        for first, left, last, right in self.grid.merged or ():
            if first > self.header_rows[-1] and left == right and kinds.get(left) in _FILLED:
                for row in range(first + 1, last + 1):
                    filled.setdefault(row, []).append((left, first))
        return filled

    def _fill_blanks(self, filled: dict[int, list[tuple[int, int]]]) -> None:
        """Fill down where the file does not tell merged cells: a place or unit left of the name, mostly blank below its first."""
        name = self.column("name")
        places = [column.number for column in self.columns if column.field in {"district", "owner"}]
        for place in places:
            if name is None or place > name.number:
                continue
            origin = 0
            blanks: list[tuple[int, int]] = []
            known = 0
            for number, row in enumerate(self.grid.rows[self.header_rows[-1] :], self.header_rows[-1] + 1):
                if len(row) < name.number or row[name.number - 1] is None:
                    continue
                if row[place - 1] is not None:
                    origin = number
                    known += 1
                elif origin:
                    blanks.append((number, origin))
            if known and len(blanks) >= known:
                for number, first in blanks:
                    filled.setdefault(number, []).append((place, first))

    def row(self, number: int) -> Sequence[Cell]:
        """Give a row's cells, with merged texts filled down."""
        origins = self.filled.get(number)
        cells = self.grid.rows[number - 1]
        if origins is None:
            return cells
        cells = list(cells)
        for column, origin in origins:
            if column <= len(cells) and cells[column - 1] is None:
                source = self.grid.rows[origin - 1]
                cells[column - 1] = source[column - 1] if column <= len(source) else None
        return cells

    def column(self, path: str) -> Column | None:
        """Find the column that was read into a field."""
        return next((column for column in self.columns if column.field == path), None)


def find_layout(
    grid: Grid,
    /,
    *,
    extra: Sequence[str] = (),
    adjust: Callable[[tuple[Column, ...]], tuple[Column, ...]] | None = None,
) -> Layout | None:
    """Find the header of a sheet; `None` when the sheet is no list of projects.

    Args:
        grid: the sheet.
        extra: header words that a mapping names.
        adjust: puts what a mapping says in the place of what is proposed.
    """
    words = frozenset(key(word) for word in extra)
    best: tuple[float, Layout] | None = None
    for top in range(1, min(len(grid.rows), _SEARCHED) + 1):
        row = grid.rows[top - 1]
        if _known(row, words) < 2 and not any(isinstance(cell, str) and _is_name(cell) for cell in row):
            continue
        layout = _layout(grid, top, words)
        if adjust is not None:
            layout = evolve(layout, columns=adjust(layout.columns))
        score = _score(layout, words)
        if score and (best is None or score > best[0]):
            best = (score, layout)
    return best[1] if best else None


def find_tables(
    grid: Grid,
    /,
    *,
    extra: Sequence[str] = (),
    adjust: Callable[[tuple[Column, ...]], tuple[Column, ...]] | None = None,
) -> tuple[Layout, ...]:
    """Find the tables that stand one below the other in a sheet, each with columns of its own; none where it is no list.

    The grid of each ends before the header of the next.

    Args:
        grid: the sheet.
        extra: header words that a mapping names.
        adjust: puts what a mapping says in the place of what is proposed.
    """
    main = find_layout(grid, extra=extra, adjust=adjust)
    if main is None:
        return ()
    words = frozenset(key(word) for word in extra)
    found = [main]
    taken = set(main.header_rows)
    lines = [
        [_word(cell) for cell in grid.rows[number - 1] if cell is not None] for number in main.header_rows
    ]
    for top in _other_headers(grid):
        if top in taken or [_word(cell) for cell in grid.rows[top - 1] if cell is not None] in lines:
            continue
        if _known(grid.rows[top - 1], words) < 3:
            continue
        other = _layout(grid, top, words)
        if adjust is not None:
            other = evolve(other, columns=adjust(other.columns))
        if taken.isdisjoint(other.header_rows) and _score(other, words):
            taken.update(other.header_rows)
            found.append(evolve(other, years=main.years))
    if len(found) == 1:
        return (main,)
    found.sort(key=lambda layout: layout.header_rows)
    ends = [*(layout.header_rows[0] - 1 for layout in found[1:]), len(grid.rows)]
    years = find_years(grid, found[0].header_rows[0])
    return tuple(
        evolve(layout, grid=evolve(grid, rows=grid.rows[:end]), years=years)
        for layout, end in zip(found, ends, strict=True)
    )


def _other_headers(grid: Grid) -> Iterator[int]:
    """Give the rows that hold a header word of names and nothing but texts."""
    for top, row in enumerate(grid.rows, 1):
        if any(type(cell) is str and len(cell) < 12 and ("称" in cell or "稱" in cell) for cell in row) and (
            all(cell is None or isinstance(cell, str) for cell in row)
            and any(isinstance(cell, str) and _is_name(cell) for cell in row)
        ):
            yield top


def _known(row: Sequence[Cell], words: frozenset[str]) -> int:
    return sum(
        1
        for cell in row
        if isinstance(cell, str) and len(cell) <= 60 and (is_header_word(cell) or key(cell) in words)
    )


def _score(layout: Layout, words: frozenset[str]) -> float:
    """Count what a header tells; 0 where it names no projects."""
    fields = {column.field for column in layout.columns if column.field}
    named = any(key(column.header.rpartition(" / ")[2]) in words for column in layout.columns)
    if "name" not in fields and not ("investors" in fields and len(fields) >= 4):
        return 0
    telling = {path for path in fields if not path.startswith("@")}
    if not named and (_is_summary(layout) or _is_form(layout, words)):
        return 0
    known = sum(
        1 for column in layout.columns if column.header and is_header_word(column.header.rpartition(" / ")[2])
    )
    if len(telling) + known < 4 and not named and len(telling) < 2:
        return 0
    # of two header-like rows the lower of equals is a repetition, so the first is kept by comparing with >
    return known + len(telling) * 2 + ("name" in fields) * 5


_COUNT_HEADER: Final = re.compile(r"(?:签约|在谈|开工|新增|累计)?(?:项目)?(?:个数|数量|数|宗数)(?:\(.*\))?")


def _is_summary(layout: Layout) -> bool:
    """Tell whether a table counts projects, or lists firms, and names no project: 项目, 个数, 总投资."""
    name = layout.column("name")
    if name is None:
        investors = layout.column("investors")
        deals = [column for column in layout.columns if column.field in _DEALS]
        return investors is not None and investors.certainty < 0.9 and not deals
    counts = any(_COUNT_HEADER.fullmatch(key(column.header)) for column in layout.columns)
    facts = {
        column.field
        for column in layout.columns
        if column.field and not column.field.startswith(("@", "investor."))
    }
    return name.certainty < 0.9 and (counts or facts <= {"name", "id"})


def _is_form(layout: Layout, words: frozenset[str]) -> bool:
    """Tell whether labels stand beside values: the header has words that name nothing, and labels stand below."""
    row = layout.grid.rows[layout.header_rows[-1] - 1]
    known = [isinstance(cell, str) and _known([cell], words) > 0 for cell in row if cell is not None]
    below = layout.grid.rows[layout.header_rows[-1] : layout.header_rows[-1] + 3]
    labels = sum(_known(line, words) >= 2 for line in below)
    return 2 * sum(known) <= len(known) and labels >= 1


_DEALS: Final = frozenset({"investment", "outside_investment", "arrivals[].amount", "agreements[].signed_on"})


def _layout(grid: Grid, top: int, words: frozenset[str]) -> Layout:
    depth = _depth(grid, top, words)
    rows = tuple(range(top, top + depth))
    units = _stated_units(grid, top)
    width = max((len(row) for row in grid.rows[: rows[-1]]), default=0)
    merged = _merged_from(grid, rows)
    headers = []
    for number in range(1, width + 1):
        texts = _texts(grid, rows, number, merged)
        unit = next((found for text in reversed(texts) if (found := find_unit(text))), None)
        headers.append(Header(number=number, texts=texts, unit=unit))
    columns = tuple(_with_unit(column, units) for column in propose(headers))
    return Layout(grid=grid, header_rows=rows, columns=columns, years=find_years(grid, top), units=units)


_FLOOR_UNITS: Final = frozenset({"m2"})


def _with_unit(column: Column, units: tuple[Scaled, ...]) -> Column:
    """Give a column the unit that is stated for its kind of field; land is not measured as floors are."""
    kinds = {"money": Dimension.MONEY, "area": Dimension.AREA}
    dimension = kinds.get(column.kind or "")
    if dimension is None or column.scaled is not None or states_two_units(column.header):
        return column
    fitting = [one for one in units if one.unit.dimension is dimension]
    if column.field == "floor_area":
        fitting = [one for one in fitting if one.unit.code in _FLOOR_UNITS]
    elif len(fitting) > 1 and dimension is Dimension.AREA:
        fitting = [one for one in fitting if one.unit.code not in _FLOOR_UNITS]
    elif len(fitting) > 1:
        is_foreign = column.field == "foreign_investment"
        fitting = [one for one in fitting if (one.unit.code != "CNY") == is_foreign]
    if len(fitting) != 1:
        return column
    return evolve(column, scaled=fitting[0], why=f"{column.why}; the unit stands outside the table")


def _merged_from(grid: Grid, rows: tuple[int, ...]) -> dict[tuple[int, int], tuple[int, int]]:
    """Map each covered cell of the header to the merged cell that it belongs to."""
    covered = {}
    for first, left, last, right in grid.merged or ():
        if first <= rows[-1] and last >= rows[0]:
            for row in range(max(first, rows[0]), min(last, rows[-1]) + 1):
                for number in range(left, right + 1):
                    covered[row, number] = (first, left)
    return covered


def _cell(grid: Grid, row: int, number: int) -> Cell:
    cells = grid.rows[row - 1]
    return cells[number - 1] if number <= len(cells) else None


def _texts(
    grid: Grid, rows: tuple[int, ...], number: int, merged: dict[tuple[int, int], tuple[int, int]]
) -> tuple[str, ...]:
    """Collect the header texts above a column, top down; a merged cell counts once."""
    texts: list[str] = []
    seen = set()
    for place, row in enumerate(rows):
        origin = merged.get((row, number), (row, number))
        if origin in seen:
            continue
        seen.add(origin)
        cell = _cell(grid, *origin)
        if cell is None and origin == (row, number) and grid.merged is None and place < len(rows) - 1:
            cell = _group_to_the_left(grid, row, number, rows)
        if cell is not None and str(cell).strip():
            texts.append(str(cell))
    return tuple(texts)


def _group_to_the_left(grid: Grid, row: int, number: int, rows: tuple[int, ...]) -> Cell:
    """In files that do not tell merged ranges a group title stands over its first column only."""
    if _cell(grid, rows[-1], number) is None:
        return None
    for left in range(number - 1, 0, -1):
        cell = _cell(grid, row, left)
        if cell is not None:
            return cell if _cell(grid, rows[-1], left) is not None else None
    return None


def _depth(grid: Grid, top: int, words: frozenset[str]) -> int:
    """Count the rows of a header that starts at a row."""
    depth = 1
    for first, _, last, _ in grid.merged or ():
        if first == top and last - first < _HEADER_DEPTH:
            depth = max(depth, last - first + 1)
    while depth < _HEADER_DEPTH and top + depth <= len(grid.rows) and _continues(grid, top, depth, words):
        depth += 1
    return depth


def _continues(grid: Grid, top: int, depth: int, words: frozenset[str]) -> bool:
    """Tell whether the row after a header belongs to it: sub-titles under groups, or units alone."""
    row = grid.rows[top + depth - 1]
    filled = [(number, cell) for number, cell in enumerate(row, 1) if cell is not None]
    if not filled or any(not isinstance(cell, str) for _, cell in filled):
        return False
    texts = [str(cell) for _, cell in filled]
    if all(
        re.fullmatch(r"\(?[^()]{1,6}\)?", key(text)) and find_unit(f"({key(text).strip('()')})")
        for text in texts
    ):
        return True
    above = grid.rows[top + depth - 2]
    # a sub-title stands where the row above is blank or a group title; the project's name never does
    names = [number for number, cell in enumerate(above, 1) if isinstance(cell, str) and _is_name(cell)]
    if any(number in names for number, _ in filled):
        return False
    return bool(names) and _known(row, words) >= max(2, len(filled) // 2)


def _is_name(text: str) -> bool:
    alias = ALIASES.get(key(text))
    return alias is not None and alias.path == "name"


def _stated_units(grid: Grid, top: int) -> tuple[Scaled, ...]:
    """Find the units that a line above the table states; where none does, a line below it."""
    above = _units_in(grid.rows[: top - 1])
    return above or _units_in(row for row in grid.rows[top:] if is_unit_row(row))


def _units_in(rows: Iterable[Sequence[Cell]]) -> tuple[Scaled, ...]:
    units: dict[Scaled, None] = {}
    for row in rows:
        for cell in row:
            if isinstance(cell, str) and (match := _UNIT_ROW.search(key(cell))):
                for word in re.split(r"[、,/和]", match[1]):
                    found = find_unit(f"({word})")
                    if found is not None:
                        units.setdefault(found)
    return tuple(units)


def is_unit_row(row: Sequence[Cell], /) -> bool:
    """Tell whether a row states a unit and nothing else: 单位：万元."""
    filled = [cell for cell in row if cell is not None]
    return (
        len(filled) == 1
        and isinstance(filled[0], str)
        and bool(_UNIT_ROW.fullmatch(key(filled[0]).strip("()")))
    )


def find_years(grid: Grid, top: int, /) -> tuple[int, ...]:
    """Find the years that the title names; where it names none, those of the sheet's name."""
    found: list[int] = []
    for row in grid.rows[: top - 1]:
        for cell in row:
            if isinstance(cell, str) and not _NOT_TITLE.search(cell):
                found += [int(year) for year in _YEAR.findall(key(cell))]
    if not found:
        found = [int(year) for year in _YEAR.findall(key(grid.name) + "年")]
    return tuple(sorted(set(found)))


def row_kinds(layout: Layout, /) -> tuple[RowKind, ...]:
    """Say of every row of a sheet what it is."""
    grid = layout.grid
    first, last = layout.header_rows[0], layout.header_rows[-1]
    kinds: list[RowKind] = [_above(row) for row in grid.rows[: first - 1]]
    kinds += [RowKind.HEADER] * len(layout.header_rows)
    header = [[_word(cell) for cell in grid.rows[number - 1]] for number in layout.header_rows]
    reader = _RowReader(layout, header)
    kinds += [
        reader.kind(
            layout.row(number) if grid.merged and number in layout.filled else grid.rows[number - 1], number
        )
        for number in range(last + 1, len(grid.rows) + 1)
    ]
    return tuple(_settled(layout, kinds))


def _settled(layout: Layout, kinds: list[RowKind]) -> list[RowKind]:
    """Look once more at what seems to be a project, with the evidence of the whole sheet."""
    name = layout.column("name") or layout.column("investors")
    number = layout.column("@number")
    if name is None:
        return kinds
    rows = [
        (place, layout.grid.rows[place - 1])
        for place, kind in enumerate(kinds, 1)
        if kind in {RowKind.PROJECT, RowKind.REJECTED}
    ]
    ordinal = number.number if number else None
    at = [column.number for column in layout.columns if column.field in {"district", "owner", "park"}]
    places = frozenset(
        key(cell)
        for _, row in rows
        for place in at
        if place <= len(row) and isinstance(cell := row[place - 1], str)
    )
    amounts = [column.number for column in layout.columns if column.kind in {"money", "area"}]
    for place in other_rows(rows, layout.columns, name.number, ordinal, places):
        row = layout.grid.rows[place - 1]
        has_sums = any(cell <= len(row) and row[cell - 1] is not None for cell in amounts)
        kinds[place - 1] = RowKind.TOTAL if has_sums else RowKind.GROUP
    return kinds


def _word(cell: Cell) -> str:
    return key(cell) if isinstance(cell, str) else "" if cell is None else str(cell)


def _above(row: Sequence[Cell]) -> RowKind:
    filled = [cell for cell in row if cell is not None]
    if not filled:
        return RowKind.BLANK
    is_unit = any(isinstance(cell, str) and _UNIT_ROW.search(key(cell)) for cell in filled)
    return RowKind.UNIT if is_unit and len(filled) <= 2 else RowKind.TITLE


@final
class _RowReader:
    """Tells the kinds of the rows below a header."""

    def __init__(self, layout: Layout, header: list[list[str]]) -> None:
        self._header = header
        self._last = layout.header_rows[-1]
        self._columns = layout.columns
        name = layout.column("name") or layout.column("investors")
        self._name = name.number if name else 1
        self._known = [column.number for column in layout.columns if column.field and column.kind != "number"]
        self._amounts = [column.number for column in layout.columns if column.kind in {"money", "area"}]
        number = layout.column("@number")
        self._ordinal = number.number if number else None
        self._wide = {first for first, left, _, right in layout.grid.merged or () if right > left}
        self._labels = range(1, max(self._name, 2) + 1)

    def kind(self, row: Sequence[Cell], number: int) -> RowKind:
        width = len(row)
        name = row[self._name - 1] if self._name <= width else None
        if is_furniture_below_header(row, number - self._last, self._columns):
            return RowKind.HEADER
        if isinstance(name, str) and len(name) > 2 and self._is_plain(row, name):
            return RowKind.PROJECT
        filled = [(place, cell) for place, cell in enumerate(row, 1) if cell is not None]
        if not filled or all(isinstance(cell, str) and not key(cell) for _, cell in filled):
            return RowKind.BLANK
        if self._is_header(row):
            return RowKind.HEADER
        if is_unit_row(row):
            return RowKind.UNIT
        if self._is_total(filled):
            return RowKind.TOTAL
        label = self._label(filled)
        if label is not None:
            if _TOTAL.fullmatch(label):
                return RowKind.TOTAL
            found = self._furniture(label, filled, number)
            if found is not None:
                return found
        return RowKind.PROJECT if self._has_name(name) else self._nameless(filled)

    def _is_plain(self, row: Sequence[Cell], name: str) -> bool:
        """Tell quickly that a row is a project: an ordinal or other facts, and a name that is no label."""
        facts = 0
        for place in self._known:
            if place != self._name and place <= len(row) and row[place - 1] is not None:
                facts += 1
                if facts >= 2:
                    break
        if facts < 2:
            return False
        first = next((cell for cell in row if cell is not None), None)
        texts = (first, name) if isinstance(first, str) and first is not name else (name,)
        for text in texts:
            if len(text) > _LONGEST_LABEL and not _FURNITURE_HINT.search(text):
                continue
            word = key(text)
            if word in self._header[-1] or _TOTAL.fullmatch(word) or _NOTE.match(word):
                return False
            if text is first and text is not name and _ORDINAL.match(word):
                return False
        return True

    def _is_header(self, row: Sequence[Cell]) -> bool:
        words = [_word(cell) for cell in row]
        while words and not words[-1]:
            words.pop()
        return any(words == line[: len(words)] and len([w for w in words if w]) >= 2 for line in self._header)

    def _is_total(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """Tell whether the word of a total stands in the first three texts of a row, up to the name."""
        texts = [(place, cell) for place, cell in filled if isinstance(cell, str)][:3]
        return any(place in self._labels and _TOTAL.fullmatch(key(cell)) for place, cell in texts)

    def _label(self, filled: Sequence[tuple[int, Cell]]) -> str | None:
        """Give the first text of a row where it stands in the first columns."""
        for place, cell in filled:
            if place in self._labels and isinstance(cell, str) and key(cell):
                return key(cell)
        return None

    def _furniture(self, label: str, filled: Sequence[tuple[int, Cell]], number: int) -> RowKind | None:
        numbers = [
            place
            for place, cell in filled
            if (isinstance(cell, int | float) and not isinstance(cell, bool))
            or (place in self._amounts and isinstance(cell, str) and _PLAIN_NUMBER.fullmatch(key(cell)))
        ]
        if _NOTE.match(label) and len(filled) <= 4 and not numbers:
            return RowKind.NOTE
        if len(filled) == 1 and self._is_group(label, filled[0][0], number):
            return RowKind.GROUP if len(label) <= 30 and not label.endswith(("。", ";")) else RowKind.NOTE
        if _ORDINAL.match(label) and all(
            place in self._amounts or place in self._labels for place, _ in filled
        ):
            return RowKind.TOTAL if numbers else RowKind.GROUP
        return None

    def _is_group(self, label: str, place: int, number: int) -> bool:
        """Tell whether a text that stands alone in its row is a title, and not a project of which only the name is known."""
        if place != self._name or self._ordinal is not None or _ORDINAL.match(label):
            return True
        return number in self._wide or len(label) > _LONGEST_NAME

    def _has_name(self, name: Cell) -> bool:
        return name is not None and bool(key(str(name)))

    def _nameless(self, filled: Sequence[tuple[int, Cell]]) -> RowKind:
        if all(place == self._ordinal for place, _ in filled):
            return RowKind.BLANK
        return RowKind.REJECTED
