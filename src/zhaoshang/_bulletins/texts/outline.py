"""The headings of a text, and under which of them each of its places stands.

A heading is a line of its own, or what a numbered paragraph opens with (一、东镇。). Its number, list mark and brackets are
form. It holds until the next of its form or of a higher one; what has no number stands below the numbered one before it, and
holds until the next without a number. A first number that is of no form that holds opens a level below.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re

_NUMBER: Final = (
    r"(?P<md>#{1,6}+)|(?P<chapter>第[一二三四五六七八九十\d]{1,3}+(?:[章篇编]|部分)"
    r"|(?:Part|Chapter|Section) (?:[A-Z][a-z]{2,5}|[IVX\d]{1,4})(?=[:. ]))|(?P<section>第[一二三四五六七八九十\d]{1,3}+节)"
    r"|(?P<first>[一二三四五六七八九十]{1,3}+[、.．]|[\u2160-\u216b][、.．]?|[IVX]{1,4}+[.)])"
    r"|(?P<second>[（(][一二三四五六七八九十]{1,3}+[）)])|(?P<third>\d{1,2}+(?:[、．)）]|\.(?!\d)))"
    r"|(?P<dotted>\d{1,2}+(?:\.\d{1,2}+)++(?=[ \u3000]))"
    r"|(?P<fourth>[（(]\d{1,2}+[）)])|(?P<fifth>[\u2460-\u2473]|[A-Za-z][、.．)])|(?P<mark>[●•■◆▲★※·○▶➢\-]|—{1,2}+)"
)
_LINE: Final = re.compile(
    rf"^[ \t\u3000*]*+(?P<number>{_NUMBER})?+[ \t\u3000*:：、]*+"
    r"(?(md)(?:[（(]?(?:[一二三四五六七八九十]{1,3}+|\d{1,2}+)(?:[、．）)]|\.(?!\d))[ \u3000]*+)?+)"
    r"(?:(?P<box>【[^】\n]{1,30}+】)|(?P<line>[^，,；;。！？!?|\t\n]{1,60}+。?[ \t\u3000*]*+$(?=\n(?![a-z])))"
    r"|(?P<list>(?(number)[^；;。！？!?|\t\n]{1,60}+$(?=\n(?![a-z]))|(?!)))|(?P<lead>(?(number)[^，,；;。：:！？!?|\t\n]{1,30}+[。：:]|(?!))))?+",
    re.MULTILINE,
)
_BROKEN_AT: Final = 32
_RULE: Final = re.compile(r"[\W_]*")
_ORDER: Final = ("md", "chapter", "section", "first", "second", "third", "dotted", "fourth", "fifth", "mark")
"""The forms of numbers, the highest first."""
_BOUND: Final = re.compile(r"[约超近]?(?:\d[\d.,]*+)?[十百千]?[万亿]?(?:美?元|亩)?(?:以[上下]|及以上)")
"""A size that a heading names, which is no figure of its own: 5亿元以上项目."""
_LONGEST_SENTENCE: Final = 12
"""A line of more characters that ends in a full stop is a sentence."""
_BROKEN: Final = re.compile(r"[^\n]{30}[^\n。！？!?；;：:.”’）)】]\n")
"""Before a line: one that was broken to fit a width, whose sentence goes on in it."""
_FIRST: Final = re.compile(
    r"[（(第]?[一1A\u2160I\u2460a](?:[、.．）)节章篇编]|部分)?|(?:Part|Chapter|Section) (?:One|[I1A])"
)
"""A first number."""
_UNNUMBERED: Final = len(_ORDER)
_Rank = tuple[int, int]


@final
@frozen
class Heading:
    """A heading.

    Attributes:
        start: where its words begin, behind the number.
        end: where they end.
        is_numbered: whether it has a number, or a mark of a list.
        is_title: whether it is the first line of the text, without a number.
        above: the number of the heading that it stands under; -1 where there is none.
        before: the same, or of the one without a number that it ends, whose names go on where it names nobody.
    """

    start: int
    end: int
    is_numbered: bool
    is_title: bool
    above: int
    before: int


@final
@frozen
class Outline:
    """The headings of a text, in order.

    Attributes:
        starts: where the figures of the text begin.
        headings: the headings; a numbered line that is none is one without words.
        turns: where each begins to hold.
    """

    starts: Sequence[int] = field(repr=False)
    headings: tuple[Heading, ...]
    turns: tuple[int, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str, starts: Sequence[int]) -> "Outline":
        """Find the headings of a text.

        Args:
            text: the text.
            starts: where its figures begin, spans of time aside; a line with one is no heading.
        """
        found: list[Heading] = []
        turns: list[int] = []
        open_: list[tuple[_Rank, int]] = []  # the headings that hold, each with its rank
        is_opening, last = True, 0
        for line in _LINE.finditer(text):
            low, high = line.start(), line.end()
            form = next((name for name in _ORDER if line[name] is not None), None)
            span = _words(line, text, starts)
            is_cut = form is None and low != last and _BROKEN.fullmatch(text, max(0, low - _BROKEN_AT), low)
            if form is None and (span is None or is_cut):
                is_opening = is_opening and not text[low : high + 1].strip()
                continue
            last = high + 1
            if span is not None and _RULE.fullmatch(text, *span):
                continue  # a line of dashes
            if form is None:  # a label or an addressee stands below a line without a colon
                rank = _UNNUMBERED, int(text[low:high].rstrip(" \t\u3000*")[-1:] in "：:")
            else:
                rank = _ORDER.index(form), len(line[form]) * (form == "md")
            ended = -1
            if form is None:
                while open_ and open_[-1][0] >= rank:
                    ended = open_.pop()[1]
            else:
                del open_[_cut(open_, rank, is_first=_FIRST.fullmatch(line[form]) is not None) :]
            above = open_[-1][1] if open_ else -1
            start, end = span or (high, high)
            is_title = is_opening and form is None
            found.append(
                Heading(start, end, form is not None, is_title, above, above if ended < 0 else ended)
            )
            open_.append((rank, len(found) - 1))
            turns.append(end)
            is_opening = False
        return cls(starts, tuple(found), tuple(turns))

    def at(self, place: int) -> int:
        """Give the number of the heading that a place stands under; -1 where there is none."""
        return bisect_right(self.turns, place) - 1


def _cut(above: Sequence[tuple[_Rank, int]], rank: _Rank, *, is_first: bool) -> int:
    """Give how many of the headings that hold stay so above a numbered one: a first number opens a level of its own."""
    for number, (other, _) in enumerate(above):
        if other == rank or (rank < other < (_UNNUMBERED, 0) and not is_first):
            return number
    return len(above)


def _words(line: re.Match[str], text: str, starts: Sequence[int]) -> tuple[int, int] | None:
    """Give the words of a line that is a heading: it has no figure, and is no sentence of its own."""
    form = line.lastgroup
    if form not in {"box", "line", "list", "lead"}:
        return None
    low, high = line.span(form)
    is_bare = form == "line" and line["number"] is None and high - low > _LONGEST_SENTENCE
    if is_bare and text[low:high].rstrip(" \t\u3000*").endswith("。"):
        return None
    first = bisect_left(starts, low)
    while first < len(starts) and starts[first] < high:
        if _BOUND.match(text, starts[first], high) is None:
            return None
        first += 1
    return low, high
