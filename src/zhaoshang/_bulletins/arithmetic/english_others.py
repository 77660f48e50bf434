"""Whether what an English sentence works out is of one thing: a figure whose words name what the others' do not is not.

A figure's own words go from the mark or the figure before it to the mark or the figure behind it. What is left of them
once words of grammar and those of the relation are taken out must be said by the others, or by what opens the sentence.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang._bulletins.arithmetic.signs import RELATIONS
from zhaoshang._bulletins.figures.english_measures import left_over
from zhaoshang._bulletins.figures.english_words import WHOLE
from zhaoshang.units import Dimension

_MOVE: Final = (
    "up down rise rose risen fall fell fallen grow grew grown growth increase decrease gain jump climb drop decline reduction"
    " more fewer less higher lower than from against compare versus earlier ago before previous prior last same period year"
    " double triple treble quadruple halve half twice twofold threefold fourfold fivefold many much time"
)
_OF: Final = {
    "change": _MOVE,
    "times": f"{_MOVE} two three four five",
    "reached": "target goal quota plan complete completion completing rate meet met fulfil fulfilment reach share putting"
    " annual year full yearly exceeding beat surpass top than more above against",
    "left": "target goal quota plan annual year full short below shy leave remain other rest yet still not go gap",
    "mean": "average mean per each apiece size",
    "share": "share account proportion make half third quarter other remain rest part",
    "rate": "rate share putting",
}
_LIGHT: Final = (
    "this that these those which who them all or at so thus hence then about nearly almost around some roughly under while"
    " be do bring make take give reach come came stand stood equal equivalent represent mark mean amount value worth sum only"
    " deal contract agreement fund capital below above"
)
_WORD: Final = re.compile(r"[A-Za-z]+")
_ENDING: Final = re.compile(r"(?:ing|ed|es|e|s|d)s?$")
_LEAST: Final = 3


def _stem(word: str) -> str:
    """Give what the forms of a word have in common: sign of signed, signing and signs."""
    word = word.lower()
    short = _ENDING.sub("", word)
    return short if len(short) >= _LEAST else word


def _stems(words: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(words))


_KNOWN: Final = {of: _stems(f"{words} {_LIGHT}") for of, words in _OF.items()}
_STEP: Final = _stems(
    "sign start begin began begun break broke broken ground construction complete produce production operation land be put underway"
    " perform"
)
_IS_AIM: Final = re.compile(r"\b(?:target|goal|quota|plan)", re.IGNORECASE)
_BREAK: Final = re.compile(r"[,;:()—–.!?\n]|\b(?:and|while|whereas|but)\b")
_DOER: Final = re.compile(
    rf"(?<!of )(?<!in )(?<!for )(?<!by )(?<!across )(?<!than )(?<!from ){WHOLE.pattern}(?!['’])",
    re.IGNORECASE,
)
"""The whole that a text is about, where it does something: no figure is of less for it."""
_MONEY: Final = re.compile(r"\b(?:investment|funds?|capital|value|money)\b", re.IGNORECASE)
_THEN: Final = re.compile(
    r"(?<!than )\b(?:for|in|by|during|at)\b[^,;]{0,16}\b(?:last|previous|prior|same)\b", re.IGNORECASE
)
"""What a change itself is of, and not what it is from: growth of 25% for the previous year."""
_BECAME: Final = re.compile(r"\b(?:is|are|was|were|has|have|had|will|remain)\b")
"""Behind what is left of a whole: what became of it."""


def is_of_another(context: ArithmeticText, rule: str, number: int, levels: Sequence[int]) -> bool:
    """Tell whether a figure, or one of the levels that a rule works it out from, is said to be of something else.

    The first of all may say what the rest are of; so may the parts of a whole.
    """
    of = RELATIONS.get(rule)
    if of is None:
        return False
    numbers, first = (number, *levels), min(number, *levels)
    if _is_of_money(context, number, levels[0]) or _says_more(context, number, numbers, of):
        return True
    aims = [other for other in levels if _IS_AIM.search(_text(context, other))]
    if of in {"share", "rate", "mean"} or (of == "left" and not aims):
        return False
    return any(
        _says_more(context, other, numbers, of, is_level=True)
        for other in levels
        if other != first or other in aims
    )


def _is_of_money(context: ArithmeticText, number: int, level: int) -> bool:
    """Tell whether a percentage is said to be of money, and what it is worked out from counts: up 5% in investment."""
    counts = context.readings[level].quantity.unit.dimension is Dimension.COUNT
    return counts and context.is_percent(number) and _MONEY.search(_text(context, number)) is not None


def _says_more(
    context: ArithmeticText, number: int, numbers: Sequence[int], of: str, *, is_level: bool = False
) -> bool:
    """Tell whether a figure names what none of the others does, nor the words that open their sentence."""
    first = min(numbers)
    is_aim = is_level and _IS_AIM.search(_text(context, number)) is not None
    own = _text(context, number, is_timeless=is_level and not is_aim, is_first=number == first)
    if not is_level:
        own = _BECAME.split(own)[0] if of == "left" else own
        if of == "change" and _THEN.search(own):
            return True
    said = _KNOWN[of].union(*(_stems(_text(context, other)) for other in numbers if other != number))
    if is_level:
        said |= _STEP | (_KNOWN["reached"] if is_aim else _KNOWN["change"])
    if first < number:
        said |= _stems(context.words(context.sentence(first), first))
    return not _stems(left_over(_DOER.sub("", own))) <= said


def _text(context: ArithmeticText, number: int, *, is_timeless: bool = False, is_first: bool = False) -> str:
    """The words of a figure alone; a level may be of any time, and what opens a sentence is of all."""
    text, (start, end) = context.document.plain.text, context.document.spans[number]
    near = "" if is_first else _BREAK.split(text[_begin(context, number) : start])[-1]
    behind = _BREAK.split(context.behind(number))[0]
    is_next = number + 1 < len(context) and context.document.spans[number + 1][0] == end + len(behind)
    words = [(start - len(near), start), (end, end if is_next else end + len(behind))]
    out = [*_cues(context, number), *(_dates(context, words[0][0], words[1][1]) if is_timeless else ())]
    return " ".join(_without(text, span, out) for span in words)


def _begin(context: ArithmeticText, number: int) -> int:
    before = context.document.spans[number - 1][1] if number else 0
    return max(context.sentence(number), before)


def _cues(context: ArithmeticText, number: int) -> Iterator[tuple[int, int]]:
    span = context.readings[number].cue_span
    if span is not None:
        yield context.document.plain.place(span[0]), context.document.plain.place(span[1])


def _dates(context: ArithmeticText, low: int, high: int) -> Iterator[tuple[int, int]]:
    plain, dates = context.document.plain, context.document.periods
    first = bisect_left(dates, low, key=lambda date: plain.place(date.start))
    for date in dates[first:]:
        if plain.place(date.start) >= high:
            return
        yield plain.place(date.start), plain.place(date.end)


def _without(text: str, span: tuple[int, int], out: Sequence[tuple[int, int]]) -> str:
    """Give a stretch of a text without what others hold."""
    low, high = span
    kept = []
    for start, end in sorted(out):
        if start < high and end > low:
            kept.append(text[low : max(low, start)])
            low = max(low, end)
    return " ".join((*kept, text[low:high] if low < high else ""))
