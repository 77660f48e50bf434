"""How figures of a text hang together: what a rate, a growth or a share is of, by the structure of its sentence."""

from collections.abc import Iterator, Sequence
from typing import Final, final

from attrs import evolve, field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.bounds import Bounds, bounds_of
from zhaoshang._bulletins.figures.directions import direction
from zhaoshang._bulletins.figures.english import is_english
from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.measures import cues
from zhaoshang._bulletins.measures.scenes import BAND, PROJECT_UNITS, TOTAL, last_cue
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import SIGNED, STEP, STEP_OF
from zhaoshang.units import Dimension

_LEVELS: Final = frozenset({Dimension.COUNT, Dimension.MONEY, Dimension.AREA})
_FAR: Final = 400
_SHORT: Final = 24
_LINE: Final = re.compile(r"[^，,。；;\n]{1,20}")
GROUP: Final = re.compile(
    r"(?:主导|重点|支柱|优势|特色|主要)*(?:县[市区]|区县|市州|县|区|市|镇|乡|街道|乡镇|园区|片区|功能区|产业(?!项目)|行业|领域|地(?![块])|类|省|单位|方面|部门|阶段|批次?|季度|月)"
)
"""Behind a small number: it says how many a group is."""

_NAME: Final = re.compile(r"^[\s\-—·•*●◆■]+|[\s：:|]+$")
_FEW: Final = re.compile(r"[二两三四五六七八九十][项个家类者]")
_SUMMED: Final = re.compile(r"(?:数[字据])?(?:合计|共计|总计|相加|加起来|加总|之和|合起来|一共|总共|共)")


@final
@frozen
class ArithmeticText:
    """A text with its figures, asked by the rules of arithmetic.

    Attributes:
        document: the text as it was read.
        readings: its figures.
        is_english: whether it is written in English.
    """

    document: Document
    readings: Sequence[FigureReading]
    is_english: bool = field(init=False, eq=False, repr=False)
    _near: dict[int, str] = field(factory=dict, init=False, eq=False, repr=False)
    _sentences: dict[int, int] = field(factory=dict, init=False, eq=False, repr=False)
    _bounds: dict[tuple[int, bool], Bounds | None] = field(factory=dict, init=False, eq=False, repr=False)
    _blocks: dict[int, int] = field(factory=dict, init=False, eq=False, repr=False)

    @is_english.default
    def _is_english(self) -> bool:
        return is_english(self.document.text)

    def __len__(self) -> int:
        return len(self.readings)

    def sentence(self, number: int) -> int:
        """Where the sentence of a figure begins; every rule asks for it, so it is kept."""
        if number not in self._sentences:
            start = self.document.spans[number][0]
            self._sentences[number] = max(self.document.plain.sentence(start)[0], start - _FAR)
        return self._sentences[number]

    def near(self, number: int) -> str:
        """The words before a figure in its clause, after the figure before; kept as well."""
        if number not in self._near:
            self._near[number] = self._near_of(number)
        return self._near[number]

    def bounds(self, number: int, *, about: bool = False) -> Bounds | None:
        """What a figure may stand for as printed."""
        if (number, about) not in self._bounds:
            self._bounds[number, about] = bounds_of(self.readings[number].quantity, about=about)
        return self._bounds[number, about]

    def _near_of(self, number: int) -> str:
        start = self.document.spans[number][0]
        clause = max(self.document.plain.clause(start)[0], start - _FAR)
        before = self.document.spans[number - 1][1] if number else 0
        words = self.document.plain.text[max(clause, before) : start]
        if not words.strip() and self.is_sheet(number):
            return _NAME.sub("", self.label(number))  # a line of its own: what stands before its colon
        return words

    def between(self, one: int, other: int) -> str:
        """The words between two figures."""
        return self.document.plain.text[self.document.spans[one][1] : self.document.spans[other][0]]

    def behind(self, number: int) -> str:
        """The words behind a figure, as far as the next or the end of its clause."""
        end = self.document.spans[number][1]
        stop = (
            min(self.document.plain.clause(end)[1], end + _FAR)
            if end < len(self.document.plain.text)
            else end
        )
        if number + 1 < len(self.readings):
            stop = min(stop, self.document.spans[number + 1][0])
        return self.document.plain.text[end:stop]

    def words(self, start: int, number: int) -> str:
        """The words from a place as far as a figure."""
        return self.document.plain.text[start : self.document.spans[number][0]]

    def is_level(self, number: int) -> bool:
        """Tell whether a figure is a number, an amount or an area, and no size that projects are counted by."""
        reading = self.readings[number]
        return reading.quantity.unit.dimension in _LEVELS and reading.kpi != BAND

    def is_percent(self, number: int) -> bool:
        """Tell whether a figure is a percentage."""
        return self.readings[number].quantity.unit.dimension is Dimension.PERCENT

    def alike(self, one: int, other: int) -> bool:
        """Tell whether two figures are of one unit; counters of projects are one."""
        first, second = (self.readings[number].quantity.unit.code for number in (one, other))
        return first == second or {first, second} <= PROJECT_UNITS

    def kind(self, number: int) -> str:
        """The unit of a figure; counters of projects are one."""
        code = self.readings[number].quantity.unit.code
        return "个" if code in PROJECT_UNITS else code

    def is_group(self, number: int) -> bool:
        """Tell whether a figure only says how many a group is (三个县区共…, 三项合计), and is none of its own."""
        start, end = self.document.spans[number]
        text = self.document.plain.text
        if GROUP.match(text, end) is not None:
            return True
        return _FEW.fullmatch(text, start, end) is not None and _SUMMED.match(text, end) is not None

    def label(self, number: int) -> str:
        """The words of a line before a figure that has none in its own clause: 到位资金：, 合计."""
        start = self.document.spans[number][0]
        before = self.document.spans[number - 1][1] if number else 0
        return self.document.plain.text[max(self.sentence(number), before) : start]

    def is_sheet(self, number: int) -> bool:
        """Tell whether a figure stands on a line of its own, behind its name."""
        return self._line(number) is not None

    def block(self, number: int) -> int:
        """Where the sentence of a figure begins, or the run of lines that hold a name and a figure each."""
        if number not in self._blocks:
            line = self._line(number)
            before = self._line(number - 1) if number else None
            goes_on = line is not None and before is not None and before[1] + 1 >= line[0]
            self._blocks[number] = self.block(number - 1) if goes_on else self.sentence(number)
        return self._blocks[number]

    def _line(self, number: int) -> tuple[int, int] | None:
        """Give the line of a figure, where it holds nothing but a name and this figure."""
        start, end = self.document.spans[number]
        text = self.document.plain.text
        first = text.rfind("\n", max(0, start - _SHORT), start) + 1
        stop = text.find("\n", end, end + _SHORT)
        stop = len(text) if stop < 0 and len(text) <= end + _SHORT else stop
        if stop < 0 or (not first and start > _SHORT):
            return None
        is_alone = not (number and self.document.spans[number - 1][1] > first) and not (
            number + 1 < len(self) and self.document.spans[number + 1][0] < stop
        )
        is_line = (
            is_alone and _LINE.fullmatch(text, first, start) and not re.search("[，,。；;]", text[end:stop])
        )
        return (first, stop) if is_line and "\n" in text else None

    def before(self, number: int, low: int | None = None) -> Iterator[int]:
        """Walk back over the levels before a figure, in its sentence unless told otherwise."""
        least = self.sentence(number) if low is None else low
        for other in range(number - 1, max(-1, number - 40), -1):
            if self.document.spans[other][0] < least:
                return
            if self.is_level(other):
                yield other

    def paragraph(self, number: int) -> int:
        """Where the paragraph of a figure begins."""
        start = self.document.spans[number][0]
        low = max(0, start - 3 * _FAR)
        return max(self.document.plain.text.rfind("\n", low, start) + 1, low)


@final
@frozen
class Derived:
    """A figure that is worked out from others.

    Attributes:
        number: the figure.
        kind: `growth`, `times`, `more`, `share`, `completion` or `excess` (超额完成).
        of: the measure of what it is worked out from.
        level: the figure that it is about, where one stands beside it.
        sign: -1 for a fall.
        of_whole: whether a share is of the whole of what it is about.
        of_its_own: whether a completion is of a target that is said to be of less than a year (上半年目标).
        is_open: whether the words for its target say more than was understood (省定目标, 时序目标).
    """

    number: int
    kind: str
    of: str | None
    level: int | None = None
    sign: int = 1
    of_whole: bool = True
    of_its_own: bool = False
    is_open: bool = False


_FALL: Final = re.compile(r"下降|减少|降低|回落|下滑|降")
_TIMES: Final = re.compile(r"(?:是|为|相当于|达到?)(?:去年|上年)(?:同期)?的$")
_MORE: Final = re.compile(
    rf"(?:(?:比|较)(?:去年|上年)(?:同期)?|同比)(?P<verb>净?增加|多|净?减少|少|净增)(?:{STEP}|签|引进|项目)*(?:了)?$"
)
_PRIOR: Final = re.compile(r"(?:去年|上年|前年)(?:度)?(?:同期)?(?:的|为|是|仅为?|只有)?$")
_VERB: Final = re.compile(r"(?:同比|环比)?(?:增长|增加|提高|上升|下降|减少|降低|回落|下滑|增|降)?(?:了)?$")
OF_WHOLE: Final = re.compile(
    rf"(?:{SIGNED}|招商|引进|全部|总|合计|[全我本][市县区省州]|到位|项目|资金|投资|个|数|量|额|的|引资|比重|比例|为|达|到)*"
)
SHARE: Final = re.compile(
    r"(?:占[比到]?(?:重)?|比重)(?P<of>[^，,；;。：:\d]{0,14}?)(?:的|比重|比例|比)?(?:为|达到?)?$"
)


def derived_of(context: ArithmeticText) -> Iterator[Derived]:
    """Find the figures that are worked out from others, and from what; behind a row of parts that is not told."""
    for derived in _derived_of(context):
        yield evolve(derived, of=None) if _is_behind_parts(context, derived) else derived


def _is_behind_parts(context: ArithmeticText, derived: Derived) -> bool:
    """Tell whether a change or completion may be of the last part of a row or of its whole: 其中东镇3个、西镇5个，同比增长60%."""
    level, lists = derived.level, context.document.lists.of
    if level is None or level not in lists or derived.kind == "share" or derived.number in lists:
        return False
    run = lists[level][0]
    is_named = context.document.subjects.within(
        context.document.spans[level][1], context.document.spans[derived.number][0]
    )
    return len(run.numbers) > 1 and level == run.numbers[-1] and not run.is_handed_out and not is_named


def _derived_of(context: ArithmeticText) -> Iterator[Derived]:
    for number, reading in enumerate(context.readings):
        near = context.near(number)
        if reading.kpi == "yoy_growth":
            row = row_of(context, number)
            of, level = _dealt(context, row, number) or _of(context, number, _VERB.sub("", near))
            way = _way(context, row, number)
            if way == -1 and (reading.quantity.value or 0) < 0:
                way = None  # 下降-25%: a fall of a fall, or one fall told twice
            yield Derived(number, "growth", None if way is None else of, level, way or 1)
        elif reading.kpi == "share_of_total":
            yield _share(context, number, near)
        elif reading.kpi in {"target_completion_rate", "overfulfilment_rate"}:
            yield _completion(context, number, near)
        elif reading.quantity.unit.code == "times" and (times := _TIMES.search(near)):
            of, level = _of(context, number, near[: times.start()])
            yield Derived(number, "times", of, level)
        elif (more := _MORE.search(near)) and context.is_level(number):
            of, level = _of(context, number, near[: more.start()])
            if context.alike(level, number) if level is not None else of is not None:
                yield Derived(
                    number, "more", of, level, -1 if _FALL.search(more["verb"]) or more["verb"] == "少" else 1
                )


_EXCEEDED: Final = re.compile(r"超额[^，,；;。]*$")
_AIM: Final = re.compile(r"(?:完成|达到?|实现|占)(?P<of>[^，,；;。]*?)(?:目标|任务|计划|指标)[^，,；;。]*$")
_SHORTER: Final = re.compile(r"半年|季|月|旬|周|阶段")


def _completion(context: ArithmeticText, number: int, near: str) -> Derived:
    """Tell what a completion is of: 完成目标的60%, 超额完成目标50%, which is a hundred points more.

    Of a target of others than what was reached (东镇签约2个，完成全县目标的40%) no measure tells.
    """
    aim = _aim(context, number)
    levels = (other for other in context.before(number) if not _PRIOR.search(context.near(other)))
    level = next((other for other in levels if not _is_target(context.readings[other])), None)
    of = _named(near.split("完成", maxsplit=1)[0]) or (
        None if level is None else context.readings[level].measure
    )
    dealt = _dealt(context, row_of(context, number), number)
    of, level = (of, level) if dealt is None else dealt
    marks = () if aim is None else context.document.subjects.within(*aim.span("of"))
    if level is not None and any(mark.name != context.readings[level].subject for mark in marks):
        of = None
    exceeded = _EXCEEDED.search(near) is not None and (context.readings[number].quantity.value or 0) < _ALL
    is_excess = exceeded or context.readings[number].kpi == "overfulfilment_rate"
    kind = "excess" if is_excess else "completion"
    is_open = aim is not None and not marks and _PLAIN_AIM.fullmatch(aim["of"]) is None
    return Derived(number, kind, of, level, of_its_own=is_of_less(context, number), is_open=is_open)


_PLAIN_AIM: Final = re.compile(
    rf"(?:全年|年度|年初|年|[今本当]年|\d|其|了|的|到|既定|预期|总|招商|引资|新|签|{STEP}|新增|引进|项目|投资|资金|到位|[个数额亿万元]"
    r"|[上下]?半年度?|第?[一二三四]?季度?|月份?|任务|目标|计划|指标|工作|[（）()“”\"\s])*"
)


def _aim(context: ArithmeticText, number: int) -> re.Match[str] | None:
    start = context.document.spans[number][0]
    return _AIM.search(context.document.plain.text, context.document.plain.clause(start)[0], start)


def is_of_less(context: ArithmeticText, number: int) -> bool:
    """Tell whether a completion is of a target of less than a year: 完成季度任务的130%."""
    aim = _aim(context, number)
    return aim is not None and _SHORTER.search(aim["of"]) is not None


_ALL: Final = 100


def _is_target(reading: FigureReading) -> bool:
    return reading.kpi is None or reading.kpi.startswith("target:")


_ORDER: Final = re.compile(r"(?:分别|依次)(?=[占为])")


def _share(context: ArithmeticText, number: int, near: str) -> Derived:
    listed = context.document.lists.of.get(number)
    row = row_of(context, number)
    if (listed is None or not listed[0].is_handed_out) and (
        dealt := _dealt(context, row, number)
    ) is not None:
        said = SHARE.search(_TURNS.sub("", context.near(row[0])))
        is_whole = said is not None and OF_WHOLE.fullmatch(said["of"]) is not None
        return Derived(number, "share", *dealt, of_whole=is_whole)
    if listed is not None and (listed[0].is_handed_out or listed[0].of_places):
        # what the first of them is a share of: 签约数占全市比重：东河区40%、西山县25%
        first, name = listed[0].numbers[0], listed[0].names[0] or ""
        near = near if listed[0].is_handed_out and not listed[1] else context.near(first).removesuffix(name)
        near = near.rstrip("：:")
    near = _ORDER.sub("", near)
    said = SHARE.search(near)
    of_whole = said is not None and OF_WHOLE.fullmatch(said["of"]) is not None
    own = None if said is None else _named(near[: said.start()].rstrip("数总"))
    if own is not None:
        return Derived(number, "share", own, None, of_whole=of_whole)
    level = next(iter(context.before(number)), None)
    if level is None:
        return Derived(number, "share", None, None, of_whole=of_whole)
    reading = context.readings[level]
    before = {context.readings[other].measure for other in _levels_before(context, range(number, number + 1))}
    if len(before) > 1 and reading.subject != context.readings[number].subject:
        return Derived(number, "share", None)  # 签约8个、总投资36亿元，其中东河区占50%: of which is not told
    if listed is not None and listed[0].is_handed_out:
        # 东区、西区分别占40%和60%: each of what stands before
        return Derived(number, "share", reading.measure, None, of_whole=True)
    return Derived(number, "share", reading.measure, level, of_whole=of_whole)


_MANY: Final = 12
"""Nobody hands out more than so many at once; further is not looked, so that the time stays linear."""
_TURNS: Final = re.compile(r"分别|依次")
_NEXT: Final = re.compile(
    r"(?:[、和及与，,]|以及)*(?:同比)?(?:增长|增加|提高|上升|下降|减少|降低|回落|下滑|增|降)?(?:了)?"
)


def row_of(context: ArithmeticText, number: int) -> range:
    """Give the row of percentages of one kind that a percentage stands in: 下降25%、37.5%."""
    kpi = context.readings[number].kpi

    def goes_on(other: int) -> bool:
        is_alike = context.is_percent(other) and context.readings[other].kpi == kpi
        return is_alike and _NEXT.fullmatch(context.between(other - 1, other)) is not None

    first = last = number
    while first > max(0, number - _MANY) and context.readings[first - 1].kpi == kpi and goes_on(first):
        first -= 1
    while last + 1 < min(len(context), number + _MANY) and goes_on(last + 1):
        last += 1
    return range(first, last + 1)


def _way(context: ArithmeticText, row: range, number: int) -> int | None:
    """Tell which way a change went: by its own word, else by the last that was said in its row (下降25%、37.5%)."""
    ways = (direction(context.near(other)) for other in range(number, row[0] - 1, -1))
    return next((way for way in ways if way != 0), 1)


def _dealt(context: ArithmeticText, row: range, number: int) -> tuple[str | None, int | None] | None:
    """Hand a row of percentages out to the levels before it in their order: 签约40个、总投资30亿元，同比分别增长5%、8%.

    Levels that were handed out to names are of these (东镇、西镇分别签约2个、1个，同比分别下降0%、50%). A row that is not
    of as many levels is of nobody knows which.
    """
    is_told, lists = _TURNS.search(context.near(row[0])) is not None, context.document.lists.of
    if len(row) == 1:
        return (None, None) if is_told and number not in lists else None
    mine, its = (None if other not in lists else lists[other][0] for other in (row[0], row[0] - 1))
    levels = _levels_before(context, row)
    if mine is not None and mine.is_handed_out:
        if its is None or its.names != mine.names or its.dates != mine.dates:
            return None
        levels = list(its.numbers)
    elif not is_told:
        return None, None
    if len(levels) != len(row):
        return None, None
    level = levels[number - row[0]]
    return context.readings[level].measure, level


def _levels_before(context: ArithmeticText, row: range) -> list[int]:
    """Give the levels that stand right before a row, as far as a semicolon or the beginning of the sentence."""
    text, spans = context.document.plain.text, context.document.spans
    begin = max(text.rfind(mark, context.sentence(row[0]), spans[row[0]][0]) + 1 for mark in "；;")
    least, first = max(begin, context.sentence(row[0])), row[0]
    while first and row[0] - first <= _MANY and context.is_level(first - 1) and spans[first - 1][0] >= least:
        first -= 1
    return list(range(first, row[0]))


def _of(context: ArithmeticText, number: int, words: str) -> tuple[str | None, int | None]:
    """Tell what a growth is of: the words beside it name it, else the figure before it does."""
    named = _named(words)
    if named is not None:
        return named, None
    for other in context.before(number):
        behind = context.readings[other + 1]
        if behind.kpi == "target_completion_rate" and cues.OF_IT.fullmatch(context.between(other, other + 1)):
            continue  # a target that is printed
        if _MORE.search(context.near(other)) or _PRIOR.search(context.near(other)):
            continue  # 较上年同期增加4个、增长20%; 上年同期为20亿元，增长20%
        return context.readings[other].measure, other
    return None, None


_OF_SIGNED: Final = re.compile(rf"(?:{SIGNED}(?:项目)?|协议|计划|合同)(?:总)?投资(?:总)?额")


def _named(words: str) -> str | None:
    """Name the measure that words before a growth or a rate are of."""
    if _OF_SIGNED.search(words):
        return TOTAL
    found = [item for item in (last_cue(cues.PROJECT_CUES, words), last_cue(cues.AMOUNTS, words)) if item]
    if cues.TOTAL.search(words) and not found:
        return TOTAL
    if not found:
        return None
    kpi, match = max(found, key=lambda item: item[1].end())
    return (
        TOTAL if cues.TOTAL.search(words, match.end()) or cues.TOTAL.search(words[match.start() :]) else kpi
    )


VERBS: Final = re.compile(rf"{STEP}|到位|引进|盘活|招引|新签|固投|固定资产")


def verbs_in(words: str) -> set[str]:
    """Give what words say was done, one thing for all words of a step."""
    return {STEP_OF.get(said, said) for said in VERBS.findall(words)}


def is_one_thing(context: ArithmeticText, one: int, other: int) -> bool:
    """Tell whether two figures are of one thing, as far as the words beside them say what they are of."""
    said = [(context.readings[number].kpi or "").removeprefix("target:") for number in (one, other)]
    if all(said) and said[0] != said[1]:
        return False
    verbs = [verbs_in(context.near(number)) for number in (one, other)]
    return not all(verbs) or not verbs[0].isdisjoint(verbs[1])
