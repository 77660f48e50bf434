"""Whose a figure is not: a unit is named beside it for whom, with whom or where something is done, or behind it as the place.

A name owns a figure where it opens its clause, as a subject does; any word before it there gives it another part in the
sentence (向东镇申报, 协助东镇, 东镇会同西镇). Behind a figure a name says where that belongs, unless it begins a statement of its own.
"""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.neutral import PLANNED
from zhaoshang._bulletins.figures.understood import CUE, FAR, FIGURE, INSIDE, NAME, SPAN, TIME, Understood
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.steps import LANDED

_CUT: Final = re.compile(f"[，,；;：:。！？!?\n\r{FIGURE}]")
_LEAD: Final = re.compile(
    rf"(?:(?<=[{FIGURE}])(?:[、和及]|以及))?(?:[{TIME}{SPAN}{INSIDE} \t\n\u3000“”\"'‘’（(【\[*·•●■◆/.．\-—]"
    rf"|[一二三四五六七八九十\d]+(?:[、.．)）]|是)|(?<={TIME})(?:期间|份|度|底|末|止|内|间|来|以来|至今)"
    rf"|(?:截[至止]到?|到|至|在|自|从)(?={TIME})|{NAME}(?:[、和与及]|以及)?|其中|目前|截至|同时|此外|另外|继|{PLANNED.pattern}"
    rf"|(?:{LANDED}|位|地处|[坐选]落)?[在于](?={NAME}|$)|{LANDED}(?={NAME}|$))*+"
)
"""Before a name that is the subject of its clause: times, other names told with it, and what ties it to the sentence before."""
_COPULA: Final = re.compile(r"(?:是|[的次]为)$")
"""Before a name that the clause is about to tell: 最多的是东镇，为4个."""
_HEAD: Final = re.compile(
    rf"[{TIME}{CUE}{INSIDE} \t\u3000]*(?:项目|企业)?(?:总?数量?|个数|金额|总?额)?(?:[之当]?中|分别)?[为是]?"
)
_RIGHT_BEFORE: Final = re.compile(rf"{NAME}+[为达有共是]?")
"""Between them a name and its figure, of what was named first: 签约项目东镇4个、西镇3个."""
_ALONE: Final = re.compile(rf"[，,\s]*(?:其中)?[，,]?{NAME}+的?$")
_NEXT: Final = re.compile(
    rf"[，,][^，,；;：:。！？!?\n\r{FIGURE}]*|。(?:[均都全]|一律|以上|上述)[^，,；;：:。！？!?\n\r{FIGURE}]*"
)
"""The clause right behind that of a figure, without one of its own."""


def named_before(number: int, document: Document, words: Understood) -> str:
    """Give the words before the unit named last before a figure in its sentence, where that is not a subject."""
    plain, start = document.plain, document.spans[number][0]
    sentence = max(plain.sentence(start)[0], start - FAR)
    text = words.text if words.flat[start] == INSIDE else words.flat
    marks = [mark for mark in document.subjects.within(sentence, start) if text[mark.start] == NAME]
    if number in document.lists.of:
        return ""
    if not marks:
        return _named_earlier(number, document, text, sentence)
    if marks[-1].name is None:
        return ""
    place = marks[-1].start
    low, is_subject = _as_subject(document, text, sentence, place)
    is_row = _HEAD.fullmatch(text, low, place) is not None
    if is_subject or (is_row and _RIGHT_BEFORE.fullmatch(text, place, start) is not None):
        return ""
    return plain.text[low : marks[-1].end].strip()


def _as_subject(document: Document, text: str, sentence: int, place: int) -> tuple[int, bool]:
    """Give where the clause of a name begins, and whether the name is its subject, if behind the larger place it is in."""
    low = max([sentence, *(cut.end() for cut in _CUT.finditer(text, sentence, place))])
    is_subject = _LEAD.fullmatch(text, low, place) is not None or _COPULA.search(text, low, place) is not None
    around, places = document.plain.text[low:place], document.subjects.places
    return low, is_subject or around in places.cities or around in places.full


def _named_earlier(number: int, document: Document, text: str, sentence: int) -> str:
    """Give the words up to the unit that an earlier sentence names, where it is the subject of none: 会议在东镇召开。签约5个."""
    whose, plain = document.whose[number].name, document.plain
    paragraph = max(plain.text.rfind("\n", 0, sentence) + 1, sentence - FAR)
    named = [mark for mark in document.subjects.within(paragraph, sentence) if text[mark.start] == NAME]
    own = [mark for mark in named if mark.name == whose]
    if whose is None or not own or own[-1] is not named[-1]:
        return ""
    clauses = [_as_subject(document, text, plain.sentence(mark.start)[0], mark.start) for mark in own]
    if any(is_subject for _, is_subject in clauses):
        return ""
    return plain.text[clauses[-1][0] : own[-1].end].strip()


def named_behind(number: int, document: Document, words: Understood) -> str:
    """Give the words behind a figure that tell another unit as the one or the place it is of."""
    plain, (start, low) = document.plain, document.spans[number]
    low, high = words.behind(number)
    subjects = document.subjects
    before = subjects.within(max(plain.sentence(start)[0], start - FAR), start)
    whose = document.whose[number].name
    is_whole = bool(before) and before[-1].name is None
    text = words.flat
    for is_next, (begin, end) in enumerate(((low, high), _next(text, high))):
        names = [
            mark
            for mark in subjects.within(begin, end)
            if mark.name not in {None, whose} and text[mark.start] == NAME
        ]
        if not names or (is_next and is_whole):
            continue
        lead = text[begin : names[0].start].lstrip("，,。 ")
        is_alone = _ALONE.fullmatch(text, begin, end) is not None
        if (
            is_next
            and before
            and not is_alone
            and _LEAD.fullmatch(lead) is not None
            and "在" not in lead
            and "其中" not in lead
        ):
            continue  # it begins a statement of its own
        if not is_next and plain.text[begin : begin + 1] in {"和", "与", "及"}:
            continue
        return plain.text[begin:end].strip("，,。 ")
    return ""


def _next(text: str, place: int) -> tuple[int, int]:
    """Give the clause behind a place that has no figure of its own; an empty stretch where there is none."""
    found = _NEXT.match(text, place, place + FAR)
    if found is None or text[found.end() : found.end() + 1] == FIGURE:
        return place, place
    return found.span()
