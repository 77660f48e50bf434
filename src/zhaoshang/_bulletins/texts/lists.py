"""Lists of figures: names with a figure each (东河5个、西山3个), and names with figures handed out in order (分别)."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, final

from attrs import evolve, field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.dated import JOINED_DATES, Dated
from zhaoshang._bulletins.texts.plain import Plain
from zhaoshang._bulletins.texts.steps import STEP
from zhaoshang._bulletins.texts.times import TextTimes
from zhaoshang.periods import Period
from zhaoshang.reading import Mention

_ITEM: Final = re.compile(
    r"[)）]?\s*(?:[、，,；;]|和|及|与|以及|[、，,；;]\s*(?:和|及|与|以及))\s*(?P<name>[\u4e00-\u9fff]{1,10}?)(?:的?为|达|有|是|完成|实现)?[（(：:]?"
)
JOINED: Final = re.compile(r"\s*(?:[、和及与]|[、，,]?以及|，和)\s*")
_TURN: Final = re.compile(rf"分别|依次|各自?(?={STEP}|新签|引进|到位|完成|实现|[有为占达])")
_JOINT: Final = re.compile(r"、|以及|和|与|及")
_COMMA: Final = re.compile(r"[，,；;：:]")
_GROUP: Final = re.compile(
    r"等?(?:[一二三四五六七八九十两\d]+[个家大]?)?(?:[州盟]?市州?|省区?|县市?区?|市县区?|区县?|县（市、区）|地|园区|乡镇|镇街|单位|部门|产业|行业|领域|类项目)?(?:已|共)?$"
)
_SO_MANY_PLACES: Final = re.compile(
    r"等?(?:[一二三四五六七八九十两\d]+个?)(?:市州|州市|县市区?|县区|区县|市县区?|省区?市?|乡镇|镇街|街镇|地|市|县|区|州|镇)"
)
"""Behind names: they are those of so many places."""

_SO_MANY_KINDS: Final = re.compile(
    r"等?[一二三四五六七八九十两\d]+[个大](?:主导|重点|支柱|优势|特色)*(?:产业|行业|领域|类)"
)
_TITLES: Final = re.compile(r".*(?:[：:，,；;。！？\n]|\d|[年月]份?|季度|半年|其中|全年|去年|今年|目前)")
_OWN_WORDS: Final = re.compile(
    rf"其中|分别|依次|同比|环比|增长|增加|下降|减少|提高|占|较|比|完成|总|投资|资金|{STEP}|引进|到位|合同|新增|项目数|金额|外资|内资|目标|累计|实际|平均|剩余|约合|率$"
)
"""A figure with such words before it says itself what it measures, and is no item of a list of names."""
_HAS: Final = re.compile(r"(?:的?[为有是]|达|完成|实现)$")
_LEADING: Final = re.compile(r"[，,；;。：:其在全]")
_LONGEST: Final = 10
_FAR: Final = 160


@final
@frozen
class Run:
    """Figures of one unit that stand in a row.

    Attributes:
        numbers: the numbers of the mentions.
        names: the name of each, where it has one.
        spans: where the names stand.
        is_handed_out: whether the figures follow the names in their order (分别).
        of_places: whether the names are those of places.
        dates: the date of each, where they follow dates in their order.
    """

    numbers: tuple[int, ...]
    names: tuple[str | None, ...]
    spans: tuple[tuple[int, int] | None, ...]
    is_handed_out: bool = False
    of_places: bool = False
    dates: tuple[Dated, ...] = ()


@final
@frozen
class Lists:
    """The lists of a text: by the number of a mention, the list and the turn in it."""

    runs: tuple[Run, ...] = ()
    of: dict[int, tuple[Run, int]] = field(factory=dict)

    @classmethod
    def find(
        cls,
        plain: Plain,
        mentions: Sequence[Mention],
        spans: Sequence[tuple[int, int]],
        knows: Callable[[str], bool],
        times: TextTimes,
    ) -> "Lists":
        """Find the lists of a text; `knows` tells whether a name is that of a place."""
        runs = [*_named(plain, mentions, spans, knows), *_handed_out(plain, mentions, spans, knows, times)]
        of: dict[int, tuple[Run, int]] = {}
        for run in runs:
            for turn, number in enumerate(run.numbers):
                of[number] = run, turn
        return cls(tuple(runs), of)


def _named(
    plain: Plain, mentions: Sequence[Mention], spans: Sequence[tuple[int, int]], knows: Callable[[str], bool]
) -> list[Run]:
    """Find names with a figure each: 东河5个、西山3个."""
    found: list[Run] = []
    first = 0
    while first < len(mentions) - 1:
        gaps: list[re.Match[str]] = []
        last = first
        while last + 1 < len(mentions) and _alike(mentions[first], mentions[last + 1]):
            gap = _ITEM.fullmatch(plain.text, spans[last][1], spans[last + 1][0])
            if gap is None or _OWN_WORDS.search(gap["name"]):
                break
            if _COMMA.search(gap[0]) and not knows(gap["name"]):
                break
            gaps.append(gap)
            last += 1
        if gaps:
            known = [gap for gap in gaps if knows(gap["name"])]
            of_places = len(known) * 2 >= len(gaps)
            low = spans[first - 1][1] if first else 0
            opening = _first_name(plain, (low, spans[first][0]), gaps, knows, of_places=of_places)
            name_spans = [opening, *((gap.start("name"), gap.end("name")) for gap in gaps)]
            names = [None if span is None else plain.text[slice(*span)] for span in name_spans]
            numbers = tuple(range(first, last + 1))
            found.append(Run(numbers, tuple(names), tuple(name_spans), of_places=of_places))
        first = last + 1
    return found


def _first_name(
    plain: Plain,
    between: tuple[int, int],
    gaps: Sequence[re.Match[str]],
    knows: Callable[[str], bool],
    *,
    of_places: bool,
) -> tuple[int, int] | None:
    """Find the name that opens a list: one that is known, else what stands alone, else one as long as the second."""
    low, end = between
    if plain.text[end - 1 : end] in "（(：:":
        end -= 1
    begin = max(plain.sentence(end - 1)[0] if end else 0, end - 40, low)
    lead = _TITLES.match(plain.text, begin, end)
    begin = lead.end() if lead else begin
    begin = max(begin, *(plain.text.rfind(mark, begin, end) + 1 for mark in "（("))
    verb = _HAS.search(plain.text, begin, end)
    if verb is not None:
        for start in range(max(begin, verb.start() - _LONGEST), verb.start() - 1):
            if knows(plain.text[start : verb.start()]) and not _LEADING.match(
                plain.text[start : verb.start()]
            ):
                return start, verb.start()
    for start in range(max(begin, end - _LONGEST), end - 1):
        if knows(plain.text[start:end]):
            return start, end
    words = plain.text[begin:end]
    if 1 < len(words) <= _LONGEST:
        length = len(gaps[0]["name"])
        if of_places and len(words) > length:
            return None if _OWN_WORDS.search(words[-length:]) or "项目" in words else (end - length, end)
        return begin, end
    if of_places and len(words) > _LONGEST and not words.endswith("项目"):
        return end - len(gaps[0]["name"]), end
    return None


def _handed_out(
    plain: Plain,
    mentions: Sequence[Mention],
    spans: Sequence[tuple[int, int]],
    knows: Callable[[str], bool],
    times: TextTimes,
) -> list[Run]:
    """Find names and dates whose figures follow in their order: 东河区、西山县分别签约5个和3个."""
    found: list[Run] = []
    first = 0
    while first < len(mentions):
        last = first
        while (
            last + 1 < len(mentions)
            and _alike(mentions[first], mentions[last + 1])
            and JOINED.fullmatch(plain.text, spans[last][1], spans[last + 1][0])
        ):
            last += 1
        if last > first:
            run = (
                _dates_before(plain, spans, (first, last), times)
                or _names_before(plain, spans, (first, last), knows)
                or _again(plain, spans, (first, last), found)
            )
            if run is not None:
                found.append(run)
        first = last + 1
    return found


_AGAIN: Final = re.compile(r"[^、。！？\n\d]{1,18}")
_TOGETHER: Final = re.compile(r"[共均各合]|其中|(?<!占)(?<!占到)全[市县区省州]")


def _again(
    plain: Plain, spans: Sequence[tuple[int, int]], ends: tuple[int, int], found: Sequence[Run]
) -> Run | None:
    """Hand out to the same names once more: 甲县、乙县分别签约5个、3个，投资额2亿元、1亿元."""
    first, last = ends
    if not found or found[-1].numbers[-1] != first - 1 or len(found[-1].numbers) != last - first + 1:
        return None
    between = _AGAIN.fullmatch(plain.text, spans[first - 1][1], spans[first][0])
    if between is None or _TOGETHER.search(between[0]):
        return None
    run = found[-1]
    return Run(
        tuple(range(first, last + 1)),
        run.names,
        run.spans,
        is_handed_out=True,
        of_places=run.of_places,
        dates=run.dates,
    )


def _dates_before(
    plain: Plain, spans: Sequence[tuple[int, int]], ends: tuple[int, int], times: TextTimes
) -> Run | None:
    """Hand figures out to as many dates that stand in a row before them: 2023年、2024年，全市分别签约5个、7个."""
    first, last = ends
    wanted = last - first + 1
    turn = _turn_before(plain, spans, first)
    start = spans[first][0]
    stop = start if turn is None else turn.start()
    sentence = max(plain.sentence(start)[0], start - _FAR)
    told = [item for item in times.within(sentence, stop) if item.end <= stop]
    spread = _spread(plain.text, told[-1], wanted) if told and turn is not None else ()
    dates = spread or [part for item in told for part in item.parts or (item,)][-wanted:]
    gaps = (plain.text[one.end : other.start] for one, other in pairwise(() if spread else dates))
    if len(dates) < wanted or not all(map(JOINED_DATES.fullmatch, gaps)):
        return None
    between = plain.text[dates[-1].end : stop]
    is_whole = len(told[-1].parts) == wanted and not _TOLD_OF_ALL.search(between)
    if _JOINT.search(between) or (turn is None and not is_whole):
        return None  # 4月、5月，东镇、西镇分别: of the towns
    nothing = (None,) * wanted
    numbers = tuple(range(first, last + 1))
    return Run(numbers, nothing, nothing, is_handed_out=True, of_places=True, dates=tuple(dates))


_RANGE: Final = re.compile(r".*[至到\-—–~～].*?(?P<each>年|季度|月)份?")


def _spread(text: str, dated: Dated, wanted: int) -> tuple[Dated, ...]:
    """Take a range of so many periods for each of them: 1-3月 before three figures; nothing where it is of more or fewer."""
    said = _RANGE.fullmatch(text, dated.start, dated.end)
    if said is None or dated.period is None or dated.also:
        return ()
    day = dated.period.start
    first = {
        "年": Period.year(day.year),
        "季度": Period.of(f"{day.year:04}-Q{(day.month + 2) // 3}"),
        "月": Period.month(day.year, day.month),
    }[said["each"]]
    each = [first]
    while len(each) < wanted:
        each.append(each[-1].next())
    is_all = (first.start, each[-1].end) == (day, dated.period.end)
    return tuple(evolve(dated, period=one) for one in each) if is_all else ()


_TOLD_OF_ALL: Final = re.compile(r"[共合均各每\d]")
"""Behind dates: what follows is of all of them, or is not the first that does."""


def _turn_before(plain: Plain, spans: Sequence[tuple[int, int]], first: int) -> re.Match[str] | None:
    """Find the last 分别 before a figure in its sentence, with no other figure in between."""
    start = spans[first][0]
    sentence = max(plain.sentence(start)[0], start - _FAR)
    turn = None
    for turn in _TURN.finditer(plain.text, sentence, start):  # noqa: B007 - the last one is wanted
        pass
    if turn is None or any(
        sentence <= end <= start and end > turn.start() for _, end in spans[max(0, first - 2) : first]
    ):
        return None
    return turn


def _names_before(
    plain: Plain, spans: Sequence[tuple[int, int]], ends: tuple[int, int], knows: Callable[[str], bool]
) -> Run | None:
    first, last = ends
    wanted = last - first + 1
    start = spans[first][0]
    sentence = max(plain.sentence(start)[0], start - _FAR)
    turn = _turn_before(plain, spans, first)
    if turn is None:
        return None
    parts: list[tuple[int, int]] = []
    for start, end in reversed(_segments(plain.text, sentence, turn.start())):
        parts = _parts(plain.text, start, end, knows)
        if len(parts) > 1:
            break
    if len(parts) != wanted:
        return None
    chosen = parts
    spans_of = [
        _trimmed(plain, span, is_first=not number, is_last=number == wanted - 1, knows=knows)
        for number, span in enumerate(chosen)
    ]
    if any(span is None for span in spans_of):
        return None
    names = [plain.text[slice(*span)] for span in spans_of if span is not None]
    behind = plain.text[spans_of[-1][1] : turn.start()] if spans_of[-1] is not None else ""
    of_places = sum(map(knows, names)) * 2 >= len(names) or _SO_MANY_PLACES.match(behind) is not None
    numbers = tuple(range(first, last + 1))
    return Run(numbers, tuple(names), tuple(spans_of), is_handed_out=True, of_places=of_places)


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a stretch at its commas."""
    return _cut(_COMMA, text, start, end)


def _parts(text: str, start: int, end: int, knows: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Cut a stretch at what joins the items of a list, and not inside a name that is known (春和区)."""
    cuts = [match.span() for match in _JOINT.finditer(text, start, end)]
    return _between([cut for cut in cuts if not _is_inside(text, cut, knows)], start, end)


def _is_inside(text: str, cut: tuple[int, int], knows: Callable[[str], bool]) -> bool:
    begin, end = cut
    return text[begin] != "、" and any(
        knows(text[begin - before : end + behind]) for before in range(4) for behind in range(1, 4)
    )


def _cut(mark: re.Pattern[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    return _between([match.span() for match in mark.finditer(text, start, end)], start, end)


def _between(cuts: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    begins = [start, *(stop for _, stop in cuts)]
    return list(zip(begins, [*(begin for begin, _ in cuts), end], strict=True))


def _trimmed(
    plain: Plain, span: tuple[int, int], *, is_first: bool, is_last: bool, knows: Callable[[str], bool]
) -> tuple[int, int] | None:
    """Cut a name out of its part: dates before the first (上半年东河区), what they are called or do after the last."""
    start, end = span
    text = plain.text
    if is_first:
        lead = _TITLES.match(text, start, end)
        start = lead.end() if lead else start
    if is_last:
        known = [stop for stop in range(start + 2, min(end, start + _LONGEST) + 1) if knows(text[start:stop])]
        group = _GROUP.search(text, start, end)
        kinds = _SO_MANY_KINDS.search(text, start, end)
        group = kinds or group
        end = max(known) if known else group.start() if group and group.start() > start else end
    while start < end and text[start].isspace():
        start += 1
    return (start, end) if 1 < end - start <= _LONGEST else None


def _alike(one: Mention, other: Mention) -> bool:
    first, second = one.quantity.unit, other.quantity.unit
    return first == second
