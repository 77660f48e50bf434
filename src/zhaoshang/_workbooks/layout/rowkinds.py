"""What the rows of a table are: groups, projects, totals, notes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.cached import cached_property
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.layout.counting import LED, ordinal_of
from zhaoshang._workbooks.layout.evidence import calls_many, ends_in_count, is_fact
from zhaoshang._workbooks.layout.header import Layout, RowKind
from zhaoshang._workbooks.layout.ledrows import calls_many_led, count_on, order_of_led
from zhaoshang._workbooks.layout.lonerows import titles_of_years, word_of
from zhaoshang._workbooks.layout.rowparts import counts_on, exact_number, is_alone
from zhaoshang._workbooks.layout.settling import settled
from zhaoshang._workbooks.layout.stated import (
    is_titled_unit,
    is_unit_row,
    states_bare_unit,
    states_unit,
    units_beside,
    without_units,
)
from zhaoshang._workbooks.layout.subheaders import is_furniture_below_header, titles_sample
from zhaoshang._workbooks.layout.tiers import cell_at
from zhaoshang._workbooks.layout.totalwords import calls_total
from zhaoshang._workbooks.words.fields import AMOUNT_KINDS
from zhaoshang._workbooks.words.text import ORDINAL, key

__all__ = ["row_kinds", "titles_of"]

_SUM: Final = re.compile("[计計总總汇匯]")
_LEAD: Final = re.compile(r"\s*[\d(（第一二三四五六七八九十\u2460-\u249b]")
"""How a name begins that may begin with an ordinal: nearly none does."""
_COUNTED: Final = re.compile(r"\((\d{1,3})\)|(\d{1,2})[、.](?!\d)")
_NOTE: Final = re.compile(
    r"(?:备注|注|说明|填表说明|注意|附注|填表人|填报人|制表人|制表|审核人|审核|复核|负责人|分管领导|主要领导|单位负责人|联系人|联系电话|填报单位|"
    r"填报时间|填报日期|报送时间|数据来源|数据截至|数据截止|以上|\*)(?:[:：1-9.、*]|$|人|单位)"
)
_NOTE_MARK: Final = re.compile(r"(?:备注|注意?|附注|(?:填表)?说明|\*+)[:.、]?")
"""What begins a note, or marks a project, and says nothing itself."""
_REMARK: Final = re.compile(
    "[,;:。*※★☆▲△●]|表示|(?:^|的)(?:[指是系]|为(?!民))|不含|^含(?!山)|以上|本表|上[述表]|[数金]额|单位|^无$|同上|^(?:国家|[省市区县])?级?重[点大](?:建设|招商|产业)?项目$"
)
"""What a remark says, and no name of a project does."""
_POINTS: Final = re.compile(r"(?:以[上下]|上述|[上本]表)[^\d]")
"""How a text begins that speaks of the table it stands in."""
_INTRODUCES: Final = re.compile(r"[^\w(]*\(?(?:以下|下列|下述)(?!空白|无)")
"""How a line begins that says something of the projects below it, as a title does: 以下项目已终止, 以下仅供参考."""
_PAGE: Final = re.compile(
    r"\(?(?:第\d+页(?:[,/共]*\d+页)?|-+\d+-+|(?:接上|下)?续?[上下]?[页表]|续表\d*|以下空白|(?:以下|此页)无正文)\)?"
)
"""What a printer writes between the pages of a table."""
_SIGNED: Final = re.compile(r"([^\d:(),。;]{1,9})(?:\([^()]{1,9}\))?:.*", re.DOTALL)
"""A label before a colon, as people sign with: 审核：李某."""
_ROLE: Final = re.compile(r"(?:[人员长]|签[字名章]|盖章|公章|日期|时间|电话|单位|部门)$")
_DAY: Final = re.compile(r"(?:19|20)\d\d[年./-]\d{1,2}(?:月|[./-]\d{1,2}|月\d{1,2}日)?")
_PERIOD: Final = re.compile(
    r"(?=[^(])(?:(?:19|20)\d\d年度?)?(?:[上下]半年|第?[一二三四1-4]季度|\d{1,2}月份?)?(?:\(.*\))?"
)
"""A year or a part of one, and no name of a project."""
_PLAIN_NUMBER: Final = re.compile(r"[\d,]+(?:\.\d+)?")
_LONGEST_LABEL: Final = 9
_LONGEST_NAME: Final = 60
_LONGEST_TITLE: Final = 30
_FURNITURE_HINT: Final = re.compile("[计計总總备備注註说說填审審核制复復负負管领領联聯报報数數据據以附Tt]")


_BESIDE: Final = (_PAGE.fullmatch, _POINTS.match, _DAY.fullmatch, re.compile(r"\W*").fullmatch)
"""What a text is, alone in its row, that names nothing: of the page, of the table, a day, marks."""
_GOES_ON: Final = frozenset({RowKind.PROJECT, RowKind.REJECTED, RowKind.BLANK})
"""What a row may seem to be that goes on with the project above it."""


def row_kinds(layout: Layout, /) -> tuple[RowKind, ...]:
    """Say of every row of a sheet what it is."""
    grid = layout.grid
    first, last = layout.head, layout.bottom
    kinds: list[RowKind] = [_above(row) for row in grid.rows[: first - 1]]
    kinds += [RowKind.HEADER] * len(layout.header_rows)
    header = [[word_of(cell) for cell in grid.rows[number - 1]] for number in layout.header_rows]
    reader = _RowReader(layout, header)
    kinds += [
        reader.kind(
            layout.row(number) if grid.merged and number in layout.filled else grid.rows[number - 1], number
        )
        for number in range(last + 1, len(grid.rows) + 1)
    ]
    for number in grid.loose:
        if number > last and kinds[number - 1] is not RowKind.GROUP:
            kinds[number - 1] = RowKind.NOTE
    _give_back(kinds, reader.counted, layout)
    count_on(kinds, reader.led, layout)
    _go_on(kinds, reader.led, layout)
    _title(kinds, reader, layout)
    titles_of_years(kinds, layout)
    for row, begin in layout.continued.items():
        if row <= len(kinds) and kinds[begin - 1] is RowKind.PROJECT and kinds[row - 1] in _GOES_ON:
            kinds[row - 1] = RowKind.CONTINUED
    return tuple(settled(layout, kinds))


def _title(kinds: list[RowKind], reader: "_RowReader", layout: Layout) -> None:
    """Make titles of the names that stand alone right above the header once more; not where names stand alone elsewhere."""
    rows = layout.grid.rows
    again = [
        number
        for number in range(layout.bottom + 2, len(kinds) + 1)
        if kinds[number - 1] is RowKind.HEADER and kinds[number - 2] is RowKind.PROJECT
    ]
    above = [
        number - 1 for number in again if reader.is_header(rows[number - 1]) and is_alone(rows[number - 2])
    ]
    if not above:
        return
    alone = sum(kind is RowKind.PROJECT and is_alone(row) for kind, row in zip(kinds, rows, strict=True))
    if alone == len(above):
        for number in above:
            kinds[number - 1] = RowKind.GROUP


def _give_back(kinds: list[RowKind], counted: dict[int, tuple[int, RowKind]], layout: Layout) -> None:
    """Make members again of rows (1), (2) … that seemed to be titles and have nothing of their own below them.

    Those that count on from one to the next are members, the last too, unless what follows begins to count anew.
    """
    rows = layout.grid.rows
    number = layout.column("@number")
    for row, (count, otherwise) in counted.items():
        above = next(
            (at for at in range(row - 1, layout.bottom, -1) if kinds[at - 1] is not RowKind.BLANK), 0
        )
        below = next((at for at in range(row + 1, len(kinds) + 1) if kinds[at - 1] is not RowKind.BLANK), 0)
        follows = bool(above) and _count_of(rows[above - 1]) == count - 1
        cells = rows[below - 1] if below else ()
        goes_on = bool(below) and _count_of(cells) == count + 1
        cell = cells[number.number - 1] if number and number.number <= len(cells) else None
        begins = bool(below) and kinds[below - 1] in {RowKind.PROJECT, RowKind.REJECTED}
        begins = begins and below not in counted and (not follows or _is_first(cell))
        if goes_on or not begins:
            kinds[row - 1] = otherwise


def _go_on(kinds: list[RowKind], titles: Sequence[int], layout: Layout) -> None:
    """Make projects of titles that have the next number of the list before their name: 四、丁项目 between 3 and 5."""
    name = layout.column("name") or layout.column("investors")
    led = [number for number in titles if kinds[number - 1] is not RowKind.PROJECT]
    if name is None or not led or layout.column("@number") is None:
        return
    order = order_of_led(kinds, led, layout)
    for number in (order.fitting | order.steady).intersection(led):
        if not calls_many_led(layout.grid.rows[number - 1][name.number - 1]):
            kinds[number - 1] = RowKind.PROJECT


def _count_of(row: Sequence[Cell]) -> int:
    """Give the number in brackets or before a mark with which a row begins; 0 where it has none."""
    first = next((cell for cell in row if cell is not None), None)
    match = _COUNTED.match(key(first)) if isinstance(first, str) else None
    return int(match[1] or match[2]) if match else 0


def _is_first(cell: Cell) -> bool:
    return cell is not None and key(str(cell)).strip("().、") in {"1", "1.0"}


def _above(row: Sequence[Cell]) -> RowKind:
    filled = [cell for cell in row if cell is not None]
    if not filled:
        return RowKind.BLANK
    is_unit = any(states_unit(cell) for cell in filled)
    return RowKind.UNIT if is_unit and len(filled) <= 2 else RowKind.TITLE


def titles_of(rows: Iterable[Sequence[Cell]], /) -> Iterator[str]:
    """Give the texts above a table, in comparing form, that may stand again on each page of a print."""
    return (key(cell) for row in rows for cell in row if isinstance(cell, str) and len(cell) > 3)


@final
class _RowReader:
    """Tells the kinds of the rows below a header."""

    def __init__(self, layout: Layout, header: list[list[str]]) -> None:
        self._header = header
        self._words = frozenset(word for line in header for word in line if word)
        self._texts = frozenset(
            cell
            for number in layout.header_rows
            for cell in layout.grid.rows[number - 1]
            if isinstance(cell, str)
        )
        self._titles = frozenset(titles_of(layout.grid.rows[: layout.head - 1]))
        self._titles_above = layout.titles_above
        self._grid, self._rows = layout.grid, layout.grid.rows
        self._last = layout.bottom
        self._columns = layout.columns
        self._is_coded = layout.is_coded
        name = layout.column("name") or layout.column("investors")
        self._name = name.number if name else 1
        self._known = [column.number for column in layout.columns if column.field and column.kind != "number"]
        self._amounts = [column.number for column in layout.columns if column.kind in AMOUNT_KINDS]
        number = layout.column("@number")
        self._ordinal = number.number if number else None
        self._wide = {first for first, left, _, right in layout.grid.merged or () if right > left}
        self._labels = range(1, max(self._name, 2) + 1)
        self._listed: Sequence[Cell] = ()  # the last row that is plainly a project
        self.counted: dict[int, tuple[int, RowKind]] = {}
        """The titles that count in figures, each with its number and what it is if it is none."""
        self.led: list[int] = []
        """The titles in the column of names that state nothing else, or nothing but amounts."""

    def kind(self, row: Sequence[Cell], number: int) -> RowKind:
        width = len(row)
        name = row[self._name - 1] if self._name <= width else None
        if is_furniture_below_header(row, number - self._last, self._columns) and not counts_on(
            row, self._listed, self._ordinal
        ):
            return RowKind.GROUP if titles_sample(row) else RowKind.HEADER
        if (isinstance(name, str) and len(name) > 2 and self._is_plain(row, name)) or self._is_coded(row):
            self._listed = row
            return RowKind.PROJECT
        filled = [(place, cell) for place, cell in enumerate(row, 1) if cell is not None]
        if not filled or all(isinstance(cell, str) and not key(cell) for _, cell in filled):
            return RowKind.BLANK
        if self.is_header(self._rows[number - 1]):  # as it stands: its merged cells are its own
            return RowKind.HEADER
        return self._aside(row, filled, number) or (
            RowKind.PROJECT if self._has_name(name) else self._nameless(filled)
        )

    def _aside(self, row: Sequence[Cell], filled: Sequence[tuple[int, Cell]], number: int) -> RowKind | None:
        """Tell what a row is that is neither empty, nor a header, nor plainly a project; none where it may be one."""
        if is_unit_row(row):
            return RowKind.UNIT
        if is_titled_unit(row):
            return RowKind.GROUP
        label = self._label(filled)
        if self._is_total(filled):
            return RowKind.TOTAL
        if self._is_title(filled):
            return RowKind.NOTE
        if self._titles_unit(row, filled):
            return RowKind.GROUP
        if self._is_signed(filled):
            return RowKind.NOTE
        return None if label is None else self._furniture(label, filled, number)

    def _titles_unit(self, row: Sequence[Cell], filled: Sequence[tuple[int, Cell]]) -> bool:
        """Tell whether a row of a list that counts its projects is a title with a unit, in its cell or in one beside it."""
        text = filled[0][1]
        if len(filled) == 1 and units_beside(row) is not None:
            return not _NOTE.match(key(str(text))) and ":" not in key(without_units(str(text)))
        if self._ordinal is None:
            return False
        told = {column.number for column in self._columns if column.kind in {"unit", "currency"}}
        return filled[-1][0] not in told and states_bare_unit(row)

    def _is_plain(self, row: Sequence[Cell], name: str) -> bool:
        """Tell quickly that a row is a project: an ordinal or other facts, and a name that is no label."""
        facts = 0
        for place in self._known:
            if place != self._name and place <= len(row) and row[place - 1] is not None:
                facts += 1
                if facts >= 2:
                    break
        if facts < 2 or (_LEAD.match(name) and LED.match(key(name)) and not self._tells_two(row)):
            return False
        first = row[0]
        if first is None:
            first = next((cell for cell in row if cell is not None), None)
        texts = (first, name) if isinstance(first, str) and first is not name else (name,)
        for text in texts:
            is_long = len(text) > _LONGEST_LABEL and text not in self._texts
            if is_long and not _FURNITURE_HINT.search(text):
                continue
            word = key(text)
            if word in self._words or calls_total(word) or _NOTE.match(word) or _PERIOD.fullmatch(word):
                return False
            if text is first and text is not name and LED.match(word):
                return False
        sums = [
            place
            for place, cell in enumerate(row[self._name : self._name + 2], self._name + 1)
            if isinstance(cell, str) and len(cell) <= _LONGEST_LABEL and _SUM.search(cell)
        ]
        return not sums or any(
            is_fact(row[place - 1])
            for place in self._known
            if self._name < place <= len(row) and place not in sums and place not in self._amounts
        )

    def _tells_two(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row states two things beside its name: marks for nothing and counts are none."""
        places = [place for place in self._known if place != self._name and place <= len(row)]
        return sum(is_fact(row[place - 1]) for place in places) > 1

    def is_header(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row is one of the header once more."""
        words = [word_of(cell) for cell in row]
        while words and not words[-1]:
            words.pop()
        return any(words == line[: len(words)] and len([w for w in words if w]) >= 2 for line in self._header)

    def _is_signed(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """Tell whether a row holds labels before colons, and days, and nothing else: 制表人：张某, 审核：李某."""
        words = [key(cell) for _, cell in filled if isinstance(cell, str)]
        signs = [match for word in words if (match := _SIGNED.fullmatch(word))]
        if not signs or len(words) < len(filled):
            return False
        if any(not _SIGNED.fullmatch(word) and not _DAY.fullmatch(word) for word in words):
            return False
        return len(signs) > 1 or _ROLE.search(signs[0][1]) is not None or _NOTE.match(signs[0][0]) is not None

    def _is_title(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """Tell whether a row says again what stands above the header, as on each page of a print."""
        above = self._grid.above
        return all(
            isinstance(cell, str)
            and ((text := key(cell)) in self._titles or self._titles_above.get(text, above) < above)
            for _, cell in filled
        )

    def _is_total(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """Tell whether the word of a total stands in the first three texts of a row up to the name, or as the name.

        Behind the name it is one where nothing but sums and counts stands beside it: 莲花镇 | 合计 | 3000.
        """
        if any(
            place == self._name and isinstance(cell, str) and calls_total(key(cell)) for place, cell in filled
        ):
            return True
        if self._is_marked_total(filled):
            return False
        texts = [(place, cell) for place, cell in filled if isinstance(cell, str)][:3]
        called = [place for place, cell in texts if calls_total(key(cell))]
        if any(place in self._labels for place in called):
            return True
        sums = {*called, *self._labels, *self._amounts}
        return bool(called) and all(place in sums or not is_fact(cell) for place, cell in filled)

    def _is_marked_total(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """Tell whether the word of a total stands for the ordinal of a project that states no amount: 合并 before a firm and a day."""
        if filled[0][0] != self._ordinal:
            return False
        facts = [place for place, cell in filled if place in self._known and is_fact(cell)]
        sums = [place for place, cell in filled if place in self._amounts and exact_number(cell) is not None]
        return not sums and self._is_named(filled) and len({*facts} - {self._name, *self._amounts}) > 1

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
        if len(filled) == 1 and _INTRODUCES.match(label) and len(label) <= _LONGEST_TITLE:
            return RowKind.GROUP
        if len(filled) == 1 and any(test(label) for test in _BESIDE):
            return RowKind.NOTE
        is_note = _NOTE.match(label) and len(filled) <= 4 and not numbers
        if is_note and not self._is_marked(label, filled, number):
            return RowKind.NOTE
        if _PERIOD.fullmatch(label) and len(filled) <= len(numbers) + 1:
            return RowKind.TOTAL if numbers else RowKind.GROUP
        if len(filled) == 1 and self._is_group(label, filled[0][0], number):
            if filled[0][0] == self._name and number not in self._wide:
                self.led.append(number)
            return (
                RowKind.GROUP
                if len(label) <= self._longest_title(number) and not label.endswith(("。", ";"))
                else RowKind.NOTE
            )
        if (
            self._may_title(label, filled)
            and all(place in self._amounts or place in self._labels for place, _ in filled)
            and (calls_many(LED.sub("", label, count=1)) or not self._has_facts(filled))
            and not (filled[0][0] == self._ordinal != self._name and self._is_named(filled))
        ):
            count = _COUNTED.match(label)
            if count is not None and numbers:
                otherwise = RowKind.PROJECT if self._is_named(filled) else RowKind.REJECTED
                self.counted[number] = (int(count[1] or count[2]), otherwise)
            if filled[0][0] == self._name:
                self.led.append(number)
            return RowKind.TOTAL if numbers else RowKind.GROUP
        return None

    def _may_title(self, label: str, filled: Sequence[tuple[int, Cell]]) -> bool:
        """Tell whether a label begins with an ordinal, or counts, or calls a place or a kind, where no name stands beside it."""
        is_beside = filled[0][0] != self._name and not self._is_named(filled)
        return LED.match(label) is not None or (is_beside and (ends_in_count(label) or calls_many(label)))

    def _longest_title(self, number: int) -> int:
        """Say how long a title may be: above the header once more it is that of a table."""
        is_above = number < len(self._rows) and self.is_header(self._rows[number])
        return _LONGEST_NAME if is_above else _LONGEST_TITLE

    def _is_marked(self, label: str, filled: Sequence[tuple[int, Cell]], number: int) -> bool:
        """Tell whether the sign of a note stands for the ordinal of a project: * beside a firm, or a name as projects have it.

        Beside a name alone the word 注 is that of a project only where the list goes on to count.
        """
        if filled[0][0] != self._ordinal or not self._is_named(filled) or not _NOTE_MARK.fullmatch(label):
            return False
        name = key(str(next(cell for place, cell in filled if place == self._name)))
        return self._has_facts(filled) or (
            _REMARK.search(name) is None
            and not calls_many(name)
            and (label.startswith("*") or number < self._last_counted)
        )

    @cached_property
    def _last_counted(self) -> int:
        """The last row that has a number where rows are counted."""
        for row in range(len(self._rows), self._last, -1):
            own = ordinal_of(cell_at(self._grid, row, self._ordinal or 1))
            if own is not None and own.number is not None:
                return row
        return 0

    def _is_named(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        return any(place == self._name and self._has_name(cell) for place, cell in filled)

    def _has_facts(self, filled: Sequence[tuple[int, Cell]]) -> bool:
        """Tell whether a row has a name and beside it what only a project has: a date, a unit in charge."""
        first, named = filled[0][0], self._is_named(filled)
        own = {first, self._name, self._ordinal, *self._amounts}
        return named and any(
            place in self._known and place not in own and is_fact(cell) for place, cell in filled
        )

    def _is_group(self, label: str, place: int, number: int) -> bool:
        """Tell whether a text that stands alone in its row is a title, and not a project of which only the name is known."""
        if place != self._name or self._ordinal is not None or LED.match(label):
            return True
        return number in self._wide or len(label) > _LONGEST_NAME

    def _has_name(self, name: Cell) -> bool:
        word = "" if name is None else key(str(name))
        return bool(word) and not (isinstance(name, str) and ORDINAL.fullmatch(word))

    def _nameless(self, filled: Sequence[tuple[int, Cell]]) -> RowKind:
        if all(place == self._ordinal for place, _ in filled):
            return RowKind.BLANK
        return RowKind.REJECTED
