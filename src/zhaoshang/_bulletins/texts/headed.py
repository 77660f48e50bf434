"""Whose a figure is by what stands above and below its text: the heading over it, the title, the signature."""

from bisect import bisect_left
from typing import Final, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.outline import Heading, Outline
from zhaoshang._bulletins.texts.papers import OF_PAPER
from zhaoshang._bulletins.texts.subjects import NameMark, Subjects, Whose

_FORM: Final = re.compile(r"[\s*（()）【】《》：:。]*")
_BEFORE_NAME: Final = re.compile(
    r"[\s*（(【《]*+(?:\d{4}年?)?(?:[上下]半年|[一二三四1-4]季度|1?\d月份?)?(?:关于)?"
    r"(?:(?:[汇填申]报|报送|报告|编制|责任|所属)?单位[：:\s]*|(?:消息)?来源[：:\s]*)?"
)
_ADDRESSED: Final = re.compile("(?:政府|[委局办]|办事处|管委会|办公室)[：:][ \t\u3000*]*$")
"""To whom a text is written, at the end of a line of its own."""
_CUT: Final = re.compile("[^\u4e00-\u9fff]")
_ENDING: Final = re.compile("[省市县区旗州盟镇乡]|街道|园区")
_AREAS: Final = frozenset("省市县区州盟旗")
_SIGNATURE: Final = re.compile(
    r"(?:\n[ \t\u3000]*+|(?<=[。！”])[（(])(?P<who>[^\n，,；;。：:！？!?（()）\d]{2,24}+)[）)]?\s*"
    r"(?:\n[ \t\u3000（(]*+(?:\d{4}|[二〇○零一三四五六七八九十]{4})[年./-][\d一二三四五六七八九十]{1,3}[月./-]"
    r"[\d一二三四五六七八九十]{1,3}日?[）)]?)?\s*$"
)
_NOBODY: Final = Whose()
_LAST: Final = 80
"""The signature stands within so many characters of the end."""


@final
class Headed:
    """Whose the figures are that name nobody in their own paragraph."""

    def __init__(self, subjects: Subjects, outline: Outline) -> None:
        """Find whom the headings and the signature of a text name."""
        self._subjects, self._outline, self._text = subjects, outline, subjects.plain.text
        self._named: list[int] = []
        self._whose: dict[int, Whose] = {}
        for number, heading in enumerate(outline.headings):
            own = self._of(heading.start, heading.end, heading)
            if own is not None:
                self._whose[number] = own
            self._named.append(
                number if own is not None else self._named[heading.before] if heading.before >= 0 else -1
            )
        self._others: dict[int, int] = {}
        self._signed = self._signature()

    def of(self, whose: Whose, place: int) -> Whose:
        """Give whose a figure is of which its sentence is silent: of the heading above, or of the signature."""
        at = self._outline.at(place)
        number = -1 if at < 0 else self._named[at]
        if number >= 0:
            heading = self._outline.headings[number]
            found = self._since(number, heading.end, place, is_numbered=heading.is_numbered)
        elif self._signed is not None:
            found = self._since(-1, 0, place, is_numbered=False)
        else:
            return whose
        if whose.level:  # the whole was spoken of in the paragraph, and may be so still
            return whose if found.name is None or found.others else Whose(is_of_stranger=True)
        return found

    def _since(self, number: int, low: int, place: int, *, is_numbered: bool) -> Whose:
        """Give whose a figure is by a heading; where others were spoken of since, it may be theirs."""
        own = self._signed if number < 0 else self._whose[number]
        if own is None or own.name is None:
            return own or _NOBODY
        if number not in self._others:
            self._others[number] = self._other(low, own.name)
        if self._others[number] >= place:
            return own
        is_area = own.name[-1] in _AREAS and not is_numbered
        return Whose(own.name, others=(None,)) if is_area else Whose(is_of_stranger=True)

    def _other(self, low: int, name: str) -> int:
        """Give where anybody else is spoken of first behind a place."""
        spoken = self._subjects.spoken
        for mark in spoken[bisect_left(self._subjects.spoken_starts, low) :]:
            is_own = mark.name == name if mark.name is not None else name.endswith(mark.level)
            if not is_own or mark.is_stranger:
                return mark.start
        return len(self._text)

    def _of(self, low: int, high: int, heading: Heading | None) -> Whose | None:
        """Tell whom some words name: `None` for nobody; one who is named in other words than those of a paper is open."""
        marks = self._marks(low, high)
        name = self._name(low, high, marks)
        if name is not None:
            return Whose(name)
        if not marks:
            return None
        if all(mark.name is None for mark in marks):
            return Whose(level=marks[-1].level)
        is_unit = any(mark.name in self._subjects.given for mark in marks)
        return Whose(is_of_stranger=True) if is_unit or heading is None or heading.is_numbered else None

    def _marks(self, low: int, high: int) -> list[NameMark]:
        first, last = (bisect_left(self._subjects.spoken_starts, place) for place in (low, high))
        return [*self._subjects.spoken[first:last]]

    def _name(self, low: int, high: int, marks: list[NameMark]) -> str | None:
        """Give the only name in some words, where all others are how a part of a text or a paper is called."""
        text, before = self._text, _BEFORE_NAME.match(self._text, low, high)
        if _ADDRESSED.search(text, low, high):
            return None
        begin = low if before is None else before.end()
        for mark in marks:
            if mark.start == begin and mark.name is not None and OF_PAPER.fullmatch(text, mark.end, high):
                return mark.name
        for ending in _ENDING.finditer(text, begin, min(high, begin + _LAST)):
            name = text[begin : ending.end()]
            if _CUT.search(name):
                return None
            if OF_PAPER.fullmatch(text, ending.end(), high) and self._subjects.knows(name):
                return name
        return None

    def _signature(self) -> Whose | None:
        """Tell who signed a text, in its last line or above the day of writing there."""
        said = _SIGNATURE.search(self._text, max(0, len(self._text) - _LAST))
        return None if said is None else self._of(*said.span("who"), None)


def filling(text: str, outline: Outline) -> dict[int, int]:
    """Give the words of headings without their form, which a name and how its paper is called may fill."""
    found: dict[int, int] = {}
    for heading in outline.headings:
        words = text[heading.start : heading.end]
        lead = _FORM.match(words)
        found[heading.start + (0 if lead is None else lead.end())] = heading.end
    return found
