"""Numbers in English: digits with commas, number words, and the phrases that name no number.

`NUMBER` finds them, `number` reads one as a `Numeral`. Magnitude words behind digits (13 billion) belong to `amounts`.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.decimals import EXACT
from zhaoshang._reading import numerals
from zhaoshang._reading.english.lexicon import MAGNITUDES, NUMBERS, SEVERAL
from zhaoshang._reading.numerals import Numeral
from zhaoshang.quantities import Hedge

__all__ = ["NUMBER", "number", "numbers", "scaled"]

_WORD: Final = "|".join(
    sorted((*NUMBERS, "hundred", "thousand", "million", "billion", "trillion", "dozen"), key=len)[::-1]
)
_GREAT: Final = "hundred|thousand|million|billion|trillion"
# a comma behind a magnitude: two thousand, five hundred
_COMMA: Final = f"(?:{'|'.join(f'(?<={word})' for word in _GREAT.split('|'))}), (?:and )?"
_AND: Final = "(?:(?<=hundred)|(?<=thousand)|(?<=million)) and "
_PHRASE: Final = "|".join(sorted(SEVERAL, key=len, reverse=True))
NUMBER: Final = re.compile(
    r"([0-9]{1,3}(?:,[0-9]{3}){1,133}+(?![0-9])(?:\.[0-9]++)?+|[0-9]++(?:\.[0-9]++)?+)"
    rf"|(?<![A-Za-z])(?i:({_PHRASE})"
    rf"|((?:{_WORD})(?:[ -](?:{_WORD}))? and a half(?: (?:{_GREAT}))?"
    rf"|(?:half an? |an? (?={_GREAT}|dozen))?(?:{_WORD})"
    rf"(?:(?:[ -]|{_AND}|{_COMMA})(?:{_WORD})){{0,12}}))(?![A-Za-z])"
)


_FIRSTS: Final = "".join(sorted({word[0] for word in (*NUMBERS, *SEVERAL, *MAGNITUDES, "a", "dozen")}))
_FIRST: Final = re.compile(f"[0-9{_FIRSTS}{_FIRSTS.upper()}](?:(?<=[0-9])|(?<![A-Za-z].))")


def numbers(text: str) -> Iterator[re.Match[str]]:
    """Find the numbers of a text: what one may begin with is looked for much faster than the pattern is."""
    first, match, place = _FIRST.search, NUMBER.match, 0
    while (begin := first(text, place)) is not None:
        one = match(text, begin.start())
        if one is not None:
            yield one
        place = begin.end() if one is None else one.end()


def number(match: re.Match[str]) -> Numeral | None:
    """Read the number that a match of `NUMBER` covers, without a magnitude word behind digits."""
    digits, phrase, spoken = match.groups()
    if digits is not None:
        digits = digits.replace(",", "")
        return None if len(digits) > numerals.MAX_DIGITS else numerals.arabic(digits)
    if phrase is not None:
        power = SEVERAL[phrase.lower()]
        return Numeral(None, Hedge.SEVERAL, Decimal(2 * 10**power), Decimal(10 ** (power + 1)), 0, power)
    value = _spoken(spoken.lower())
    if value is None:
        return None
    power = next(
        (power for word, power in MAGNITUDES.items() if power > 2 and spoken.lower().endswith(word)), 0
    )
    return Numeral(value, places=int(value != int(value)), scale=power)


def _spoken(text: str) -> Decimal | None:
    """Read twenty-five, two hundred and fifty, three million, half a billion, two and a half million, a dozen."""
    half = _AND_A_HALF.fullmatch(text)
    if half is not None:
        whole = _group(half[1], is_one=False)
        step = 10 ** MAGNITUDES[half[2]] if half[2] else 1
        return None if whole is None else EXACT.divide(Decimal((2 * whole + 1) * step), Decimal(2))
    first, *others = _COMMAS.split(text)
    if others:
        # a comma parts thousands from hundreds, as in digits; what is smaller behind one is another number
        if not all(map(_ENDS_GREAT.search, (first, *others[:-1]))) or not all(map(_IS_GREAT.search, others)):
            return None
        text = " ".join((first, *others))
    article = _ARTICLE.match(text)
    pieces = _STEP.split(text[article.end() :] if article else text)
    if article and article[1] and any(pieces[2:]):
        return None  # half a million, two hundred thousand: nobody halves both
    total, least = 0, 10**15
    for index in range(0, len(pieces), 2):
        group = _group(pieces[index], is_one=article is not None and not index)
        if group is None and (pieces[index] or (index + 1 < len(pieces)) or not index):
            return None
        power = 10 ** MAGNITUDES[pieces[index + 1]] if index + 1 < len(pieces) else 1
        if power >= least:
            return None
        total, least = total + (group or 0) * power, power
    return EXACT.divide(Decimal(total), Decimal(2)) if article and article[1] else Decimal(total)


_AND_A_HALF: Final = re.compile(f"(.+) and a half(?: ({_GREAT}))?")
_COMMAS: Final = re.compile(", (?:and )?")
_ENDS_GREAT: Final = re.compile("(?:thousand|million|billion|trillion)$")
_IS_GREAT: Final = re.compile(_GREAT)
_ARTICLE: Final = re.compile("(half )?an? ")
_STEP: Final = re.compile(" ?(thousand|million|billion|trillion)(?: and)? ?")
_SMALL: Final = "|".join(word for word, value in NUMBERS.items() if value < 20)
_TENS: Final = "|".join(word for word, value in NUMBERS.items() if value >= 20)
_GROUP: Final = re.compile(
    rf"(?:(?P<hundreds>{_SMALL})? ?(?P<hundred>hundred)(?: and)? ?)?(?:(?P<tens>{_TENS})(?:[ -](?P<ones>{_SMALL}))?|(?P<small>{_SMALL}))?"
    rf"|(?P<dozens>{_SMALL})? ?(?P<dozen>dozen)"
)


def _group(text: str, *, is_one: bool) -> int | None:
    """Read what stands before a magnitude word; after an article it may be nothing, and is one."""
    match = _GROUP.fullmatch(text)
    if match is None:
        return None
    if not text:
        return 1 if is_one else None
    found = {name: NUMBERS[word] for name, word in match.groupdict().items() if word in NUMBERS}
    if (match["hundred"] and "hundreds" not in found) or (match["dozen"] and "dozens" not in found):
        if not is_one:
            return None
        found["hundreds" if match["hundred"] else "dozens"] = 1
    if found.get("ones", 1) not in range(1, 10):
        return None
    steps = {"hundreds": 100, "dozens": 12}
    return sum(value * steps.get(name, 1) for name, value in found.items())


def scaled(numeral: Numeral, power: int) -> Numeral:
    """Multiply a number by a magnitude word, exactly."""
    value, low, high = (
        None if one is None else numerals.moved(one, power)
        for one in (numeral.value, numeral.low, numeral.high)
    )
    return numeral._replace(value=value, low=low, high=high, scale=numeral.scale + power)
