"""Tables inside a text: lines of cells, whose last line is the sum of the others, and whose rates are of two columns."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import permutations
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.bounds import Bounds, total
from zhaoshang._bulletins.texts.steps import STEP
from zhaoshang._bulletins.verifying.faults import SOME_DAY, TextFault
from zhaoshang._text.scripts import to_hans
from zhaoshang.reading import find_periods

_CUTS: Final = (
    re.compile(r"\t"),
    re.compile(r"[|\uff5c]"),
    re.compile(r"[,，]"),
    re.compile(r"[ \u3000]{2,}|\u3000"),
)
_NUMBER: Final = re.compile(r"(?P<value>[-－+]?\d+(?:\.\d+)?)\s*(?P<sign>[%％])?(?:个|项|家|亿元|万元)?")
_TOTAL: Final = re.compile(r"合\s*计|总\s*计|共\s*计|小\s*计|总数|[全本我][市县区省州]合计|[Tt]otal")
_NOT_SUMMED: Final = re.compile(
    r"序号|排名|位次|名次|编号|率|占比|比重|比例|增长|增幅|同比|环比|平均|均|%|年份|进度"
)
_AIM: Final = re.compile(r"目标|任务|计划")
_DONE: Final = re.compile(r"完成|到位|实际|累计|实绩")
_RATE: Final = re.compile(r"完成(?:率|比例|进度|比)|完成.*[%％]|占(?:目标|任务|计划)")
_SHARE: Final = re.compile(r"^(?:占比|比重|占全[市县区省州](?:的)?比重|所占比重)")
_GROWTH: Final = re.compile(r"^(?:同比)?(?:增长|增幅|增速)|^同比")
_OLD: Final = re.compile(r"去年|上年|同期")
_RULE: Final = re.compile(r"[\s|:：\-—+]*")
_PROSE: Final = re.compile("[。；？！]")
_LEAST: Final = 2


@final
@frozen
class _TableCell:
    """A cell with its place, and its number where it is one."""

    text: str
    start: int
    end: int
    value: Bounds | None
    is_percent: bool
    is_whole: bool


def tables_of(text: str) -> Iterator[TextFault]:
    """Find sums and rates of tables that are not right."""
    for lines in _runs(text):
        yield from _table(lines)


@final
@frozen
class SaidCell:
    """A number of a table with the words of its column.

    Attributes:
        start: where the number begins in the text.
        end: where it ends.
        name: the words of its column.
        said: the number with its unit.
        is_timed: whether the column names a time, which is of that column alone.
        is_rate: whether it is worked out from another column.
        is_part: whether it is a part of another column.
    """

    start: int
    end: int
    name: str
    said: str
    is_timed: bool
    is_rate: bool
    is_part: bool


@final
@frozen
class SaidRow:
    """A row of a table that can be said as a sentence (2022年上半年，东镇签约项目数1个，总投资4.2亿元).

    Attributes:
        lead: the words before its numbers; `None` where the title says what nobody understood.
        cells: its numbers.
    """

    lead: str | None
    cells: tuple[SaidCell, ...]

    def plain(self, before: int | None = None) -> tuple[int, ...]:
        """Give the cells, or those before one, whose columns name no time of their own."""
        return tuple(number for number in range(len(self.cells))[:before] if not self.cells[number].is_timed)

    def sentence(self, numbers: Sequence[int]) -> tuple[str, list[int]]:
        """Say some cells, and tell where the number of each stands."""
        words, places = self.lead or "", []
        for number in numbers:
            words += self.cells[number].name
            places.append(len(words))
            words += f"{self.cells[number].said}，"
        return words.removesuffix("，") + "。", places


def rows_of(text: str, when: Callable[[int], str]) -> Iterator[SaidRow]:
    """Say the rows of every table; `when` gives the words of the last period before a place."""
    for lines in _runs(text):
        head, *body = lines
        if any(cell.value is not None for cell in head) or any(line[0].value is not None for line in body):
            continue
        names = [to_hans(cell.text) for cell in head]
        timed = [bool(find_periods(name, today=SOME_DAY)) for name in names]
        title = text[: head[0].start].rstrip().rpartition("\n")[2].strip()
        period = when(head[0].start)
        is_plain = _TITLE.fullmatch(to_hans(title).replace(to_hans(period), "")) is not None
        for line in body:
            whose = "" if _TOTAL.fullmatch(to_hans(line[0].text)) else line[0].text
            lead = f"{period}，{whose}" if period else whose
            yield SaidRow(lead if is_plain else None, tuple(_said(names, timed, line)))


def _said(names: Sequence[str], timed: Sequence[bool], line: Sequence[_TableCell]) -> Iterator[SaidCell]:
    for name, is_timed, cell in zip(names[1:], timed[1:], line[1:], strict=True):
        if cell.value is None or re.search("序号|排名|位次|名次|编号", name):
            continue
        head = _HEAD.fullmatch(name)
        unit = "" if head is None or _NUMBER.sub("", cell.text) else head["unit"] or ""
        said = cell.text + unit
        yield SaidCell(
            start=cell.start,
            end=cell.end,
            name="" if head is None else head["name"],
            said=said,
            is_timed=is_timed,
            is_rate=said.endswith(("%", "％")),
            is_part=name.startswith("其中"),
        )


_TITLE: Final = re.compile(
    r"(?:[（(]?[附表\d一二三四五六七八九十][表件]?[\d一二三四五六七八九十]?[)）：:、.]?)?"
    rf"(?:[各全我本]|[市县区镇乡街道园地]|单位|部门|招商|引资|项目|{STEP}|引进|主要|指标|工作|完成|进展|进度|情况|统计|汇总|一览|表|数据|如下"
    r"|投资|[及和与的：:\s])*"
)
"""The title of a table of all projects, without its period; any other word may narrow the table down."""
_HEAD: Final = re.compile(
    r"(?P<name>[^（()）\d]{2,12})(?:[（(](?P<unit>个|项|家|宗|亿元|万元|元|%|％|亩)[)）])?"
)


_UNIT: Final = re.compile(r"[（(]([^（()）]*)[)）]$")
"""The unit of a column, at the end of its head."""


def _runs(text: str) -> Iterator[list[list[_TableCell]]]:
    """Cut out runs of lines that are cut into as many cells by one mark."""
    run: list[list[_TableCell]] = []
    cut: re.Pattern[str] | None = None
    place = 0
    for line in [*text.split("\n"), ""]:
        cells: list[_TableCell] = []
        marks: Sequence[re.Pattern[str]] = () if _PROSE.search(line) else _CUTS
        for mark in (cut,) if cut is not None else marks:
            cells = _cells(line, place, mark)
            if len(cells) > 1:
                break
        if len(cells) > 1 and (not run or len(cells) == len(run[0])):
            if not run:
                cut = next(mark for mark in _CUTS if len(_cells(line, place, mark)) == len(cells))
            run.append(cells)
        elif not (run and line.strip() and _RULE.fullmatch(line)):
            if len(run) >= _LEAST:
                yield run
            run, cut = [], None
        place += len(line) + 1
    if len(run) >= _LEAST:
        yield run


def _cells(line: str, place: int, mark: re.Pattern[str]) -> list[_TableCell]:
    if mark.search(line) is None or _RULE.fullmatch(line):
        return []
    found: list[_TableCell] = []
    begin = 0
    for end, after in [
        *((match.start(), match.end()) for match in mark.finditer(line)),
        (len(line), len(line)),
    ]:
        words = line[begin:end]
        stripped = words.strip()
        at = place + begin + len(words) - len(words.lstrip())
        found.append(_cell(stripped, at))
        begin = after
    while found and not found[0].text:
        found.pop(0)
    while found and not found[-1].text:
        found.pop()
    return found


def _cell(text: str, start: int) -> _TableCell:
    said = _NUMBER.fullmatch(text)
    if said is None:
        return _TableCell(text, start, start + len(text), None, is_percent=False, is_whole=False)
    value = Fraction(said["value"].replace("－", "-"))
    places = len(said["value"].partition(".")[2])
    step = Fraction(1, 10**places)
    bounds = Bounds(value - step / 2, value + step, value)
    return _TableCell(text, start, start + len(text), bounds, said["sign"] is not None, is_whole=not places)


def _table(lines: Sequence[Sequence[_TableCell]]) -> Iterator[TextFault]:
    head, *body = lines
    if any(cell.value is not None for cell in head) or any(line[0].value is not None for line in body):
        return
    names = [to_hans(cell.text) for cell in head]
    totals = [line for line in body if _TOTAL.fullmatch(to_hans(line[0].text))]
    rows = [line for line in body if line not in totals]
    if len(totals) == 1 and len(rows) > 1:
        for column in range(1, len(names)):
            if not _NOT_SUMMED.search(names[column]):
                yield from _summed(names[column], totals[0][column], [row[column] for row in rows])
    for line in body:
        yield from _rated(names, line)
        if len(totals) == 1:
            yield from _shared(names, line, totals[0])


def _summed(name: str, printed: _TableCell, cells: Sequence[_TableCell]) -> Iterator[TextFault]:
    values = [cell.value for cell in cells]
    if printed.value is None or None in values or printed.is_percent:
        return
    known = [value for value in values if value is not None]
    is_exact = (
        printed.is_whole and all(cell.is_whole for cell in cells) and re.search("[个项家件宗户]|数", name)
    )
    added = total([Bounds.exactly(value.mid) for value in known] if is_exact else known)
    its = Bounds.exactly(printed.value.mid) if is_exact else printed.value
    if not added.meets(its):
        yield _fault(
            "parts_of_whole", printed, cells, _shown(added.mid), ("相加应为", "as the sum of its column")
        )


def _rated(names: Sequence[str], line: Sequence[_TableCell]) -> Iterator[TextFault]:
    levels = [column for column in range(1, len(names)) if not _NOT_SUMMED.search(names[column])]
    aims = [column for column in levels if _AIM.search(names[column])]
    done = [column for column in levels if _DONE.search(names[column]) and column not in aims]
    old = [column for column in levels if _OLD.search(names[column])]
    new = [column for column in levels if column not in old and column not in aims]
    for column, name in enumerate(names):
        if _RATE.search(name) and len(aims) == len(done) == 1 and _is_one_unit(names, line, done[0], aims[0]):
            yield from _worked("completion_of_target", line[column], line[done[0]], line[aims[0]], 0)
        elif (
            _GROWTH.search(name)
            and "点" not in name
            and len(old) == len(new) == 1
            and _is_one_unit(names, line, new[0], old[0])
        ):
            yield from _worked("growth_of_levels", line[column], line[new[0]], line[old[0]], 100)


def _is_one_unit(names: Sequence[str], line: Sequence[_TableCell], one: int, other: int) -> bool:
    """Tell whether two columns may be of one unit, as far as their heads or cells say it."""
    units = [
        _UNIT.findall(names[column]) + re.findall(r"[^\d.\s+-]+$", line[column].text)
        for column in (one, other)
    ]
    return not all(units) or units[0][-1] == units[1][-1]


def _shared(
    names: Sequence[str], line: Sequence[_TableCell], whole: Sequence[_TableCell]
) -> Iterator[TextFault]:
    levels = [column for column in range(1, len(names)) if not _NOT_SUMMED.search(names[column])]
    for column, name in enumerate(names):
        if _SHARE.search(name) and levels:
            of = [level for level in levels if level < column]
            if len(levels) == 1 or (of and of[-1] == column - 1 and len(of) == len(levels)):
                # behind several columns a share may be of any of them, and of one in another
                shares = [
                    (line[one], line[other])
                    for one, other in permutations(of, 2)
                    if _is_one_unit(names, line, one, other)
                ]
                shares += [(line[level], whole[level]) for level in of or levels]
                found = [list(_worked("share_of_whole", line[column], *share, 0)) for share in shares]
                yield from found[-1] if all(found) else ()


def _worked(
    rule: str, printed: _TableCell, mine: _TableCell, its: _TableCell, less: int
) -> Iterator[TextFault]:
    if printed.value is None or mine.value is None or its.value is None:
        return
    ratio = mine.value.over(its.value, 100)
    if ratio is None:
        return
    worked = ratio - Bounds.exactly(Fraction(less))
    if not worked.meets(printed.value):
        yield _fault(
            rule, printed, (mine, its), f"{_shown(worked.mid)}%", ("计算应为", "as worked out from its line")
        )


def _shown(value: Fraction) -> str:
    return f"{float(round(value, 2)):g}"


def _fault(
    rule: str, printed: _TableCell, cells: Sequence[_TableCell], right: str, words: tuple[str, str]
) -> TextFault:
    return TextFault(
        rule,
        printed.start,
        printed.end,
        f"表中为 {printed.text}，按表中各数{words[0]}{right}",
        f"the table has {printed.text}, {words[1]} {right}",
        tuple((cell.start, cell.end) for cell in cells),
        right,
    )
