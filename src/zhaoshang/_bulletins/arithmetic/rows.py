"""Rows: figures told one after another in one form of words, each with a name of its own, and the whole that they make.

A row is found by its form alone: 现场签约5个，会外签约8个 share 签约 and differ in their names. It makes a whole only where
the text says so (共, 合计, a colon), or where the names themselves leave nothing out: times that cover a longer one,
or two names that are each other's opposite (场内 and 场外, 已 and 未).
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise, takewhile
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.bounds import Bounds, total
from zhaoshang._bulletins.arithmetic.families import Kinship, kinship_of
from zhaoshang._bulletins.arithmetic.printed import Worked, work
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang._bulletins.texts.steps import SIGNED
from zhaoshang.periods import Period
from zhaoshang.reading import find_periods

_TOTAL: Final = re.compile(
    r"(?:合计|共计|总计|总数|总量|总共|一共|之和|相加|加总|加起来|小计|(?<![公总])共(?![建享有同]))[^，,；;。：:\d]{0,10}[：:\s]*$"
)
_OF_ROW: Final = re.compile(
    rf"[，,、；;\s]*(?:[一二两三四五六七八九十\d]+[个大]?[\u4e00-\u9fff]{{0,4}}|以上|上述|全部|[本此这该][次届场][\u4e00-\u9fff]{{0,4}}|{SIGNED}?项目|企业|[上下]半年|第?[一二三四]季度|[\d-]+月|全[年市县区])?[\s：:]*"
)
"""Before a word for a sum: nothing but what is summed."""

_AREA: Final = re.compile(r"[全我本][市县区省州]")
_LEAD: Final = re.compile(
    r".*(?:其中|包括|分别[为是]?|依次[为是]?|的是|即|含|[：:“”\"（(|、和及与]|^\d+[.．、])", re.DOTALL
)
_SOME: Final = re.compile(r"等|主要|重点|部分|如|例如|较[多大高快]|前[一二三四五六七八九十\d]|[之其]中的")
_NOT_PART: Final = re.compile(
    r"同比|环比|(?<!新)增|减|比去年|较|平均|目标|任务|计划|还差|尚差|完成率|年均|月均|日均|累计"
)
_IN_TIME: Final = re.compile("[年月季]")
_NOUNS: Final = frozenset({"项目", "企业"})
"""What is counted, which figures of different measures share: 新签约项目 and 续建项目 are no 开工项目."""
_LONGEST: Final = 12
_SOME_DAY: Final = date(2001, 12, 31)


@final
@frozen
class FigureRow:
    """Figures of one form.

    Attributes:
        numbers: the figures.
        names: the name of each.
        words: all the words before each.
    """

    numbers: tuple[int, ...]
    names: tuple[str, ...]
    words: tuple[str, ...]


def rows(context: ArithmeticText) -> Iterator[FigureRow]:
    """Find the rows of a text."""
    by_unit: dict[str, list[list[int]]] = {}
    for number in range(len(context)):
        if not context.is_level(number) or context.is_group(number) or context.readings[number].band:
            continue
        block = context.block(number)
        lots = by_unit.setdefault(context.kind(number), [])
        if not lots or context.block(lots[-1][-1]) != block:
            lots.append([])
        lots[-1].append(number)
    for lots in by_unit.values():
        for lot in lots:
            yield from _rows_of(context, lot)


def _rows_of(context: ArithmeticText, lot: Sequence[int]) -> Iterator[FigureRow]:
    first = 0
    while first < len(lot) - 1:
        row = _row_from(context, lot, first)
        if row is not None:
            yield row
            first += len(row.numbers)
        else:
            first += 1


def _row_from(context: ArithmeticText, lot: Sequence[int], first: int) -> FigureRow | None:
    """Take figures on as long as they have the form of the first two."""
    words = [_words(context, lot[first]), _words(context, lot[first + 1])]
    if any(_TOTAL.search(word) or _NOT_PART.search(word) for word in words):
        return None
    frame = _common_end(words)
    names = [word.removesuffix(frame) for word in words]
    if (
        _BEGINS.search(context.near(lot[first + 1]))
        or _is_opened(context, lot[first + 1])
        or not _are_one(context, lot[first], lot[first + 1], frame)
    ):
        return None
    if not all(0 < len(name) <= _LONGEST for name in names):
        return None
    numbers = [lot[first], lot[first + 1]]
    for number in lot[first + 2 :]:
        word = _words(context, number)
        if _TOTAL.search(word) or _NOT_PART.search(word) or _BEGINS.search(context.near(number)):
            break
        if not _are_one(context, numbers[0], number, frame):
            break
        if _IN_TIME.search(word) and _covers([_words(context, one) for one in numbers], word):
            break
        name = word.removesuffix(frame)
        if not 0 < len(name) <= _LONGEST or (frame and len(frame) > 1 and name == word and len(name) > 6):
            break
        numbers.append(number)
        names.append(name)
    if len(set(names)) < len(names):
        return None
    return FigureRow(tuple(numbers), tuple(names), tuple(_words(context, number) for number in numbers))


def _is_opened(context: ArithmeticText, number: int) -> bool:
    """Tell whether a bracket opens between a figure and the one before it: what stands in it is of that one."""
    return bool(number) and re.search(r"[（(][^（()）]*$", context.between(number - 1, number)) is not None


def _common_end(words: Sequence[str]) -> str:
    """Give what all of some words end in."""
    ends = takewhile(
        lambda letters: len(set(letters)) == 1, zip(*(word[::-1] for word in words), strict=False)
    )
    return "".join(letters[0] for letters in ends)[::-1]


_BEGINS: Final = re.compile(r"^[，,、；;（(\s]*(?:其中|包括|分别|依次|含)")


def _are_one(context: ArithmeticText, one: int, other: int, frame: str) -> bool:
    """Tell whether two figures measure one thing: by their measures, by the noun that both have, or as kinds of one."""
    first, second = (context.readings[number].kpi for number in (one, other))
    is_noun = frame in _NOUNS and first is not None and second is not None
    if first == second or (len(frame) > 1 and not is_noun):
        return True
    return kinship_of([_words(context, number) for number in (one, other)]) is not None


def _words(context: ArithmeticText, number: int) -> str:
    """The words before a figure, what leads in to them left off."""
    if context.is_sheet(number):
        return re.sub(r"[：:|（(\s]", "", context.label(number))
    near = context.near(number).strip()
    if not near.strip("：:| \t\u3000"):
        near = context.label(number)
    near = near.rstrip("：:|（( \t\u3000").removesuffix("为").removesuffix("有")
    return _LEAD.sub("", near)


def _is_of_row(context: ArithmeticText, row: FigureRow, whole: int) -> bool:
    """Tell whether a figure measures what a row does, as far as is told."""
    its = context.readings[whole].kpi
    kpis = {context.readings[number].kpi for number in row.numbers} - {None, its}
    if not kpis or its is None:
        return True
    frame = _common_end([_words(context, number) for number in row.numbers])
    return len(frame) > 1 and frame not in _NOUNS and frame in context.near(whole)


def sums(context: ArithmeticText) -> Iterator[Worked]:
    """Add up every row that makes a whole."""
    for row in rows(context):
        after = _next(context, row.numbers[-1])
        if after is not None and _is_total(context, row, after):
            yield from _adds_up(context, row, after, is_all=True)
        before = _before(context, row)
        if before is not None:
            is_all = _is_all(context, row, before)
            if is_all or _is_apart(context, row, before):
                yield from _adds_up(context, row, before, is_all=is_all)


def _adds_up(context: ArithmeticText, row: FigureRow, whole: int, *, is_all: bool) -> Iterator[Worked]:
    values = [context.bounds(number) for number in row.numbers]
    printed = context.bounds(whole)
    if printed is None or None in values:
        return
    added = total([value for value in values if value is not None])
    if is_all:
        yield from work(context, whole, "parts_of_whole", row.numbers, added)
    else:
        room = Bounds(added.low, max(added.high, printed.high), added.mid)
        item = Worked(whole, "parts_within_whole", row.numbers, room, printed)
        is_run = row.numbers[-1] - row.numbers[0] + 1 == len(row.numbers)
        if is_run or not item.holds:
            yield item  # numbers with amounts between them are told by their amounts


def _next(context: ArithmeticText, last: int) -> int | None:
    """Give the next figure of the kind in the block."""
    for number in range(last + 1, min(len(context), last + 8)):
        if context.block(number) != context.block(last):
            return None
        if (
            context.is_level(number)
            and not context.is_group(number)
            and context.kind(number) == context.kind(last)
        ):
            return number
    return None


def _is_total(context: ArithmeticText, row: FigureRow, number: int) -> bool:
    """Tell whether a figure behind a row says that it is of all of it."""
    if not _is_of_row(context, row, number) or context.readings[number].band is not None:
        return False
    words = context.near(number) if context.near(number).strip("：:| \t\u3000") else context.label(number)
    said = _TOTAL.search(words)
    if said is not None and _OF_ROW.fullmatch(_without(words[: said.start()], row.names)):
        return not _AREA.search(words) or context.is_sheet(number)
    return _covers(row.words, words)


def _without(words: str, names: Sequence[str]) -> str:
    """Leave out the names of a row that are said again for their sum: 线上线下共签约30个."""
    for name in names:
        words = words.replace(name, "", 1) if len(name) > 1 else words
    return words


def _before(context: ArithmeticText, row: FigureRow) -> int | None:
    """Give the figure of the kind right before a row, where the row leads in from it."""
    first = row.numbers[0]
    low = context.block(first)
    if re.match(r"[\s“]*(?:其中|分别)", context.words(context.sentence(first), first)):
        low = min(low, context.document.plain.sentence(max(0, context.sentence(first) - 1))[0])
    for number in range(first - 1, max(-1, first - 8), -1):
        if context.document.spans[number][0] < low:
            return None
        if (
            not context.is_level(number)
            or context.is_group(number)
            or context.kind(number) != context.kind(first)
        ):
            continue
        reading = context.readings[number]
        if reading.band is not None or reading.is_part or not _is_of_row(context, row, number):
            return None
        return None if _NOT_PART.search(context.near(number).replace("累计", "")) else number
    return None


_MADE_OF: Final = re.compile(
    r"(?:[一二两三四五六七八九十\d]+个?(?:大)?部分)?(?:构成|组成|加总而成)(?:[：:，,为]|如下)"
)
_OPENED: Final = re.compile(r"(?:个?项目)?[（(][^（()）]*$")
_CLOSED: Final = re.compile(r"(?:个?项目)?[)）]")


def _is_all(context: ArithmeticText, row: FigureRow, whole: int) -> bool:
    """Tell whether a row behind its whole leaves nothing out."""
    opening = context.between(whole, row.numbers[0])
    behind = context.behind(row.numbers[-1])
    if _SOME.search(_MADE_OF.sub("", opening)) or re.match(r"(?:个?项目)?[，,、]?等", behind):
        return False
    if kinship_of(row.words) is Kinship.ALL or _MADE_OF.search(opening):
        return True
    if kinship_of(row.words) is not None and _OPENED.match(opening) and _CLOSED.match(behind):
        return True  # 90亿元（内资60亿元，外资30亿元）: nothing else stands in the brackets
    said = context.words(context.sentence(whole), whole)
    return _covers(row.words, said)


def _is_apart(context: ArithmeticText, row: FigureRow, whole: int) -> bool:
    """Tell whether no two of a row can be of one thing, so that they are no more than the whole."""
    if not re.search(r"其中|包括|含|[：:]|^(?:个?项目)?[（(]", context.between(whole, row.numbers[0])):
        return False
    if re.match(r"(?:个?项目)?[：:](?!其中)", context.between(whole, row.numbers[0])):
        return True  # what a colon lists is told apart
    if kinship_of(row.words) is not None:
        return True
    places = [context.readings[number].subject for number in row.numbers]
    spans = [_span(words) if _IN_TIME.search(words) else None for words in row.words]
    is_in_time = all(spans) and all(
        one is not None and other is not None and not one.overlaps(other)
        for place, one in enumerate(spans)
        for other in spans[place + 1 :]
    )
    return (None not in places and len(set(places)) == len(places)) or is_in_time


def _span(words: str) -> Period | None:
    """Read the time that words name, in some year."""
    if re.search("全年(?!任务|目标|计划)", words):
        return Period.of(str(_SOME_DAY.year))
    found = [item for item in find_periods(words, today=_SOME_DAY) if item.period is not None]
    return found[-1].period if found else None


def _covers(names: Sequence[str], words: str) -> bool:
    """Tell whether names are times that make up, one after another, the time that words name."""
    if not _IN_TIME.search(words):
        return False
    whole = _span(words)
    parts = [_span(name) for name in names]
    if whole is None or None in parts or (whole.end - whole.start).days < 27:
        return False
    known = sorted((part for part in parts if part is not None), key=lambda part: part.start)
    if not all(one.end + timedelta(days=1) == other.start for one, other in pairwise(known)):
        return False
    return (known[0].start, known[-1].end) == (whole.start, whole.end) or (
        # the year of a whole may be printed and those of its parts not
        (known[0].start.month, known[0].start.day, known[-1].end.month, known[-1].end.day)
        == (whole.start.month, whole.start.day, whole.end.month, whole.end.day)
        and known[-1].end.year - known[0].start.year == whole.end.year - whole.start.year
    )
