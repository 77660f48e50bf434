"""Sizes that projects are counted by (规模档): 20亿元以上项目20个, 1亿元至5亿元9个, 5亿元以上、1亿元以上项目分别为3个、9个."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, final

from attrs import evolve, field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.measures import cues
from zhaoshang._bulletins.measures.scenes import LISTED, PROJECT_UNITS, Scene, SceneMeasure, last_cue
from zhaoshang._bulletins.texts.plain import without_brackets
from zhaoshang._bulletins.texts.steps import STEP
from zhaoshang._text.wording import Script
from zhaoshang.errors import QuantitySyntaxError, UnfitValueError
from zhaoshang.quantities import Hedge, Quantity, kind_of
from zhaoshang.reading import parse_money
from zhaoshang.units import Dimension
from zhaoshang.writing import format_quantity

SIZED: Final = "projects_in_band"

_LOWER: Final = frozenset({Hedge.AT_LEAST, Hedge.OVER})
_UPPER: Final = frozenset({Hedge.AT_MOST, Hedge.BELOW})
_BOUNDED: Final = _LOWER | _UPPER | {Hedge.RANGE, Hedge.ORDER}
_NOUN: Final = re.compile(
    r"(?:及)?(?:以上|以下)?(?:[（(][^（()）]{1,8}[)）])?(?:的|级)?(?:[^，,；;。、：:\d]{0,10})项目"
)
_BEFORE: Final = re.compile(r"(?:[^，,；;。]{0,4}(?:总)?(?:计划|协议)?投资(?:总)?(?:额)?(?:在|达)?)?")
_AFTER: Final = re.compile(r"[^，,；;。]{0,12}项目(?:数|数量|总数)?[^，,；;。项]{0,6}")
_KIND: Final = re.compile(r"(?P<kind>[^，,；;。\d]{0,12}?)项目")
_FAR: Final = 40
_WHOLE: Final = re.compile(
    r"(?:target:)?(?:(?:signed|docked)_project_count|formal_contract_count|(?:tracked|continuing)_count|(?:milestone|stage)_count:)"
)
_NO_NOUN: Final = re.compile(r"(?:的|有|达|共|为|分别)*")
_AMONG: Final = re.compile(r"其中|包括|含")
_PLAIN: Final = re.compile(rf"(?:[新共已再又各总大的类级个]|重大|重点|优质|招商|引资|投资|{STEP})*")


@final
@frozen
class TextSizes:
    """The sizes of a text.

    Attributes:
        bands: the numbers of the mentions that are sizes.
        of: the sizes of each number of projects; two where they are the ends of one (1亿元以上5亿元以下).
    """

    bands: frozenset[int] = frozenset()
    of: dict[int, tuple[int, ...]] = field(factory=dict)

    @classmethod
    def find(cls, scenes: Sequence[Scene]) -> "TextSizes":
        """Find the amounts that projects are counted by, and the numbers that go with them."""
        runs = _runs(scenes)
        bands: set[int] = set()
        of: dict[int, tuple[int, ...]] = {}
        for run in runs:
            counts = _counts_after(scenes, run)
            if counts:
                # as many numbers as sizes go in their order; a single number goes with the last size
                pairs = zip(run, counts, strict=True) if len(counts) == len(run) else ((run[-1], counts[0]),)
                of.update((number, band) for band, number in pairs)
            before = run[0][0] - 1
            if (
                before >= 0
                and before not in of
                and _is_count(scenes[before])
                and _BEFORE.fullmatch(scenes[0].plain.text, scenes[before].end, scenes[run[0][0]].start)
                and _has_noun(scenes[run[-1][-1]])
            ):
                of.setdefault(before, run[0])
            if counts or _has_noun(scenes[run[-1][-1]]):
                bands |= {number for group in run for number in group}
        return cls(frozenset(bands), {number: band for number, band in of.items() if set(band) <= bands})

    def measure(self, scene: Scene, found: Sequence[SceneMeasure]) -> SceneMeasure | None:
        """Tell a number of projects of a size; of one kind of them it is not told what the ledger would call it."""
        band = self.of.get(scene.number)
        if band is None:
            return None
        text, first = scene.plain.text, scene.spans[band[0]][0]
        is_before = scene.number < band[0]
        cue = (scene.end, scene.spans[band[-1]][1]) if is_before else (first, scene.start)
        opening = (
            text[scene.near_from : scene.start]
            if is_before
            else text[max(scene.clause, first - _FAR) : first]
        )
        last = scene.number
        while last > band[-1] and last not in self.bands:
            last -= 1
        said = None if is_before else _KIND.match(text, scene.spans[last][1])
        kind = without_brackets(said["kind"] if said else "")
        done = _done(scene, said.end() if said else scene.spans[last][1], is_before=is_before)
        cue = cue if said is None or is_before else (first, said.end())
        is_part = not is_before and _AMONG.search(opening) is not None
        whole = _whole(scene, found, is_part=is_part)
        before = self._before(scene, band)
        if before is not None and last_cue(cues.PROJECT_CUES, kind) is None:
            measure = found[before].measure if _PLAIN.fullmatch(kind) else None
            return evolve(found[before], measure=measure, cue=cue, band=band)
        verb = (
            done
            or last_cue(cues.PROJECT_CUES, kind)
            or (None if is_part else last_cue(cues.PROJECT_CUES, opening[_after_numbers(opening) :]))
        )
        if verb is not None:
            measure = _of(verb[0])
        elif whole is None:
            measure = SIZED
        else:
            measure = _of(found[whole].measure)
        if not _PLAIN.fullmatch(kind):
            measure = None
        return SceneMeasure(SIZED, measure, cue, is_part, base=whole, band=band)

    def _before(self, scene: Scene, band: tuple[int, ...]) -> int | None:
        """Find the number by size that stands right before in a list: what that counts, this counts."""
        number = band[0] - 1
        if number not in self.of or scene.number < band[0]:
            return None
        between = scene.plain.text[scene.spans[number][1] : scene.spans[band[0]][0]]
        return number if LISTED.match(between) else None


_BEHIND: Final = re.compile("[^，,；;。、：:！？!?\\n\\d]{0,12}")
_HAS: Final = re.compile("(?:的|级|项目|已经?|共|现|均|全部|相继|陆续|正式)*")


def _done(scene: Scene, place: int, *, is_before: bool) -> tuple[str, re.Match[str]] | None:
    """Give what came of projects of a size by the words behind these: 10亿元以上项目开工8个, 8个10亿元以上项目投产.

    Args:
        scene: the number of them.
        place: where the words for the projects end, or the size where there are none.
        is_before: whether the number stands before the size.
    """
    text = scene.plain.text
    words = "" if is_before else text[place : scene.start]
    found = last_cue(cues.PROJECT_CUES, words)
    if found is not None:
        return found
    behind = _BEHIND.match(text, place if is_before else scene.end)
    found = None if behind is None else last_cue(cues.PROJECT_CUES, behind[0])
    return (
        found
        if found is not None and behind is not None and _HAS.fullmatch(behind[0][: found[1].start()])
        else None
    )


def _after_numbers(text: str) -> int:
    """Find where the words after the last number begin."""
    return max((match.end() for match in re.finditer(r"\d[\d.]*[\u4e00-\u9fff]?", text)), default=0)


def _of(kpi: str | None) -> str | None:
    """Name the number by size of those that a figure counts."""
    if kpi in {None, "signed_project_count"}:
        return None if kpi is None else SIZED
    name, _, argument = kpi.partition(":")
    return f"{SIZED}:{argument}" if name == "milestone_count" else None


def _whole(scene: Scene, found: Sequence[SceneMeasure], *, is_part: bool) -> int | None:
    """Find the number of projects that a number by size is of: the last in the sentence that is no part itself.

    Without 其中 a semicolon parts them.
    """
    least = scene.sentence if is_part else max(scene.sentence, scene.plain.text.rfind("；", 0, scene.start))
    for number in range(scene.number - 1, -1, -1):
        if scene.spans[number][0] < least:
            return None
        other = found[number]
        if (
            _WHOLE.match(other.kpi or "")
            and other.band is None
            and not other.is_part
            and scene.mentions[number].quantity.unit == scene.mention.quantity.unit
        ):
            return number
    return None


def _is_count(scene: Scene) -> bool:
    return scene.unit in PROJECT_UNITS and (scene.mention.counted or "项目").endswith("项目")


def _has_noun(scene: Scene) -> bool:
    return _NOUN.match(scene.plain.text, scene.end) is not None


def _runs(scenes: Sequence[Scene]) -> list[list[tuple[int, ...]]]:
    """Gather bounded amounts into sizes, two ends of one together, and sizes that stand in a list into runs."""
    runs: list[list[tuple[int, ...]]] = []
    for scene in scenes:
        hedge = scene.mention.quantity.hedge
        if scene.dimension is not Dimension.MONEY or not (hedge in _BOUNDED or _shares_bound(scenes, scene)):
            continue
        last = runs[-1][-1][-1] if runs else None
        if last is None or last != scene.number - 1:
            runs.append([(scene.number,)])
            continue
        between = scene.plain.text[scenes[last].end : scene.start]
        if between in {"", "、", "，"} and _are_ends(scenes[last].mention.quantity, scene.mention.quantity):
            runs[-1][-1] = (*runs[-1][-1], scene.number)
        elif LISTED.match(between):
            runs[-1].append((scene.number,))
        else:
            runs.append([(scene.number,)])
    return runs


def _are_ends(low: Quantity, high: Quantity) -> bool:
    """Tell whether two amounts are the ends of one size, with something between them."""
    return (
        low.hedge in _LOWER
        and high.hedge in _UPPER
        and low.unit == high.unit
        and low.value is not None
        and high.value is not None
        and low.value < high.value
    )


def _shares_bound(scenes: Sequence[Scene], scene: Scene) -> bool:
    """Tell whether an amount shares the bound of the next: 1000万美元、3000万美元以上项目."""
    if scene.number + 1 >= len(scenes):
        return False
    other = scenes[scene.number + 1]
    return (
        other.mention.quantity.hedge in _LOWER
        and other.mention.quantity.unit == scene.mention.quantity.unit
        and LISTED.match(scene.plain.text[scene.end : other.start]) is not None
        and _has_noun(other)
    )


def _counts_after(scenes: Sequence[Scene], run: Sequence[tuple[int, ...]]) -> list[int]:
    """List the numbers of projects that stand right after sizes."""
    number = run[-1][-1] + 1
    if number >= len(scenes) or not _is_count(scenes[number]):
        return []
    text, end = scenes[0].plain.text, scenes[number - 1].end
    if not (
        _AFTER.fullmatch(text, end, scenes[number].start)
        or _NO_NOUN.fullmatch(text, end, scenes[number].start)
    ):
        return []
    found = [number]
    while (
        len(found) < len(run)
        and (number := number + 1) < len(scenes)
        and _is_count(scenes[number])
        and LISTED.match(text[scenes[number - 1].end : scenes[number].start])
    ):
        found.append(number)
    return found


# words and labels -----------------------------------------------------------------------------------------------


def joined(ends: Sequence[Quantity]) -> Quantity:
    """Make one size of its ends: 1亿元以上5亿元以下."""
    if len(ends) == 1:
        return ends[0]
    low, high = ends[0].interval, ends[-1].interval
    bounds = evolve(low, high=high.low if high.high is None else high.high, high_closed=high.high_closed)
    raw = "".join(end.raw or "" for end in ends)
    return kind_of(ends[0].unit)(unit=ends[0].unit, hedge=Hedge.RANGE, bounds=bounds, raw=raw)


def label_of(size: Quantity) -> str:
    """Write a size as the catalogue takes it, `≥10亿元` or `[1亿元,10亿元)`; empty for one that it has no words for.

    By convention the lower edge is inside and the upper outside. Where the text says otherwise, `moot_edges` tells.
    """
    bounds = size.interval
    if size.hedge is Hedge.RANGE and bounds.low is not None and bounds.high is not None:
        return f"[{_edge(size, bounds.low)},{_edge(size, bounds.high)})"
    if size.value is None or size.hedge not in _LOWER | _UPPER:
        return ""
    return f"{'≥' if size.hedge in _LOWER else '<'}{_edge(size, size.value)}"


def moot_edges(size: Quantity) -> tuple[str, ...]:
    """Give the edges that its words put on another side than its label: 5亿元 of 超5亿元, 不超过5亿元 and 1亿元至5亿元.

    A figure by such a size can be told where nothing lies on them.
    """
    bounds = size.interval
    low = bounds.low if not bounds.low_closed else None
    high = bounds.high if bounds.high_closed else None
    return tuple(_edge(size, edge) for edge in (low, high) if edge is not None)


def _edge(size: Quantity, value: object) -> str:
    return format_quantity(kind_of(size.unit).of(value, size.unit))  # type: ignore[arg-type]


_LABEL: Final = re.compile(r"(?P<sign>≥|>=|<|＜)\s*(?P<edge>.+)|\[(?P<low>.+?)\s*[,，]\s*(?P<high>.+)[)）]")


def size_words(label: str, script: Script) -> str | None:
    """Say a size in words: ≥10亿元 is 10亿元以上, <1亿元 不足1亿元, [1亿元,5亿元) 1亿元（含）至5亿元（不含）.

    English has none that could be read back.
    """
    match = _LABEL.fullmatch(label.strip())
    if match is None or not script.is_chinese:
        return None
    if match["low"]:
        text = f"{match['low']}（含）至{match['high']}（不含）"
    elif match["sign"] in {"<", "＜"}:
        text = f"不足{match['edge']}"
    else:
        text = f"{match['edge']}以上"
    return script.say(text, "")


Edges = tuple[Fraction | None, Fraction | None, str]
"""The edges of a size and their currency."""

_USUAL: Final = frozenset({1, 2, 3, 5, 8})
"""What the edges of sizes begin with: 1亿元, 5000万元, 30亿元."""


def edges_of(label: str) -> Edges:
    """Read the edges of a size, written as the catalogue takes it.

    Raises:
        QuantitySyntaxError: when it is written in another way.
        UnfitValueError: when no amount lies in it.
    """
    match = _LABEL.fullmatch(label.strip())
    if match is None:
        raise QuantitySyntaxError(label, (0, len(label)), "a band such as ≥1亿元, <1亿元 or [1亿元,10亿元)")
    is_upper = match["sign"] in {"<", "＜"}
    low, high = (None, match["edge"]) if is_upper else (match["low"] or match["edge"], match["high"])
    money = [None if edge is None else parse_money(edge) for edge in (low, high)]
    values = [None if one is None or one.value is None else Fraction(one.value) for one in money]
    start, end = values
    if start is not None and end is not None and start >= end:
        raise UnfitValueError(label, "an interval that holds a number; swap or close the ends")
    return start, end, next(one.unit.code for one in money if one is not None)


def is_usual(edges: Edges) -> bool:
    """Tell whether projects are usually counted by such a size: few begin with other figures than 1, 2, 3 and 5."""
    return all(edge > 0 and _head(edge) in _USUAL for edge in edges[:2] if edge is not None)


def _head(edge: Fraction) -> int:
    number = int(edge * 100)
    while number % 10 == 0:
        number //= 10
    return number
