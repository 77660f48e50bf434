"""Finding English amounts in running text: the rules of a cell, and guards against everything that is no amount."""

from collections.abc import Iterator
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.english.grammar import amount
from zhaoshang._reading.english.hedging import SIGNS
from zhaoshang._reading.english.lexicon import INVARIABLE, LABELS, MAGNITUDES, NO_ADJECTIVES, NUMBERS
from zhaoshang._reading.english.numerals import NUMBER, numbers
from zhaoshang._reading.english.units import LATIN, compound, currency_before
from zhaoshang._reading.found import Found, ReadingScope, Refused
from zhaoshang._reading.signs import is_tail, signed
from zhaoshang._reading.words import UnitWord, are_two_measures
from zhaoshang._text.languages import singular
from zhaoshang.quantities import Hedge
from zhaoshang.units import Dimension

__all__ = ["find"]

_NONE: Final = Hedge.NONE

_HAN: Final = "\u2e80"
_MONEY: Final = frozenset("元圆美港欧")
_LABEL: Final = re.compile(r"(?<![A-Za-z])([A-Za-z]{1,9})\.? ?$")
_FIRST: Final = re.compile(r"(?<![A-Za-z])first $", re.IGNORECASE)
_COMPARED: Final = re.compile(
    r" (?:that|the|as|more|higher|larger|greater|bigger|of|what|those|its|last)(?![A-Za-z])"
)
_YEARLIKE: Final = re.compile("19[0-9]{2}|20[0-9]{2}")


def find(text: str) -> Iterator[Found]:
    """Find every English amount of a folded text, in order and without overlaps."""
    waiting: Found | None = None
    for one in _scan(text):
        if waiting is not None and _are_one(text, waiting, one):
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = one
    if waiting is not None:
        yield waiting


_AND: Final = re.compile(",? (?:and )?")
_LONGEST_AND: Final = 6


def _are_one(text: str, first: Found, second: Found) -> bool:
    """Tell 3 years and 5 months, which together are one length of time, from two amounts."""
    one, other = first.unit, second.unit
    return (
        second.start - first.end <= _LONGEST_AND
        and one.dimension is other.dimension
        and one.dimension in _RUN_ON
        and one.factor > other.factor
        and _AND.fullmatch(text, first.end, second.start) is not None
    )


_RUN_ON: Final = frozenset({Dimension.DURATION, Dimension.LENGTH, Dimension.MASS})


def _scan(text: str) -> Iterator[Found]:
    scope = ReadingScope(text)
    done = last = 0
    for match in numbers(text):
        start, end = match.span()
        if start < done or text[end : end + 1] >= _HAN or is_tail(text, start):
            continue
        got = amount(scope, match)
        if isinstance(got, Refused):
            # what is refused from its number on is refused whole: no end of a range that falls
            done = max(done, got.end) if got.readings or got.start <= start else done
        elif text.startswith("/", got.end) and (pair := NUMBER.match(text, got.end + 1)):
            other = amount(scope, pair)
            done = max(done, other.end)
            if isinstance(other, Found) and _are_two(text, (got, match), (other, pair)) and got.start >= last:
                yield from (got, other)
                last = done
        elif got.start >= done and _is_sound(text, got, match):
            done = got.end
            whole_one = signed(text, got, SIGNS)
            if whole_one is not None and whole_one.start >= last:
                yield whole_one
            last = done


def _are_two(text: str, first: tuple[Found, re.Match[str]], second: tuple[Found, re.Match[str]]) -> bool:
    """Tell whether two amounts that a slash parts are both meant: 500 acres/200 hectares."""
    return (
        are_two_measures(first[0].unit, second[0].unit)
        and not text.startswith("/", second[0].end)
        and _is_sound(text, *first)
        and _is_sound(text, *second, is_second=True)
        and signed(text, first[0], SIGNS) is first[0]
    )


def _is_sound(text: str, found: Found, match: re.Match[str], *, is_second: bool = False) -> bool:
    """Tell whether an amount that could be read is one that was meant; the second of two stands behind a slash."""
    digits, _, spoken = match.groups()
    if digits is not None and _CODE.match(digits):
        return False
    if (not is_second and _is_part(text, found, match)) or _GOES_ON_AS_BOUND.match(text, found.end):
        return False
    word, one = found.word, found.unit
    if compound(text, None, one if one.parts is None else one.parts[0], found.end).end > found.end:
        return (
            False  # a unit of three parts is not read by two of them, nor 300,000 yuan or more per mu by one
        )
    is_money = text[found.end : found.end + 1] in _MONEY or text.startswith("人民币", found.end)
    if is_money and one.dimension is not Dimension.MONEY:
        return False  # 5 m元 is no length
    if word is None:
        is_whole = one.parts is not None or match[1] is None or _is_ended(text, found)
        return is_whole and LATIN.match(text, found.end) is None
    if one.code == "month" and _FIRST.search(text, max(0, found.start - 6), found.start):
        return False
    if one.code == "times" and word.word != "fold" and not found.numeral.places:
        return _COMPARED.match(text, found.end) is not None
    is_joined = text[match.end() : match.end() + 1] == "-"
    if spoken is not None and (is_joined or (found.hedge is _NONE and spoken.lower() == "one")):
        return False
    if one.dimension is Dimension.COUNT or one.code == "year":
        return _is_counted(found, match, word, is_joined=is_joined)
    return True


def _is_ended(text: str, found: Found) -> bool:
    """Tell whether money without a unit behind it is told to its end, with no magnitude that nobody knows: RMB 3 crore."""
    if found.numeral.scale:
        return True
    if _ANOTHER_NUMBER.match(text, found.end):
        return False
    behind = _WORD_BEHIND.match(text, found.end)
    low = found.numeral.value
    return behind is None or low is None or low >= _THOUSAND or behind[1].lower() in NO_ADJECTIVES


# what the number goes on with, or another one that shares its magnitude: 3½, 3 1/2, 2 or 3 billion, ¥2, ¥3 and ¥5 million
_ANOTHER: Final = r"(?:[A-Z]{2,3}|[A-Z]{0,2}[$¥€£₩₹])? ?[0-9]"
_ANOTHER_NUMBER: Final = re.compile(
    rf" ?[0-9¼-¾⅐-⅞]|,? or {_ANOTHER}"
    rf"|(?:,? and |, ){_ANOTHER}[0-9.]*+(?:,[0-9.]++)*+(?:,? (?:and|or) {_ANOTHER}[0-9.]*+)? ?(?i:{'|'.join(MAGNITUDES)})(?![A-Za-z])"
)
_WORD_BEHIND: Final = re.compile(r"[ -]([A-Za-z\u00c0-\u024f]+)")
_THOUSAND: Final = 1000
"""What is told in figures up to here needs no magnitude."""


def _is_part(text: str, found: Found, match: re.Match[str]) -> bool:
    """Tell whether an amount is part of what another word, number or script writes."""
    begin, _ = currency_before(text, match.start())
    if begin and (
        _CLINGING.search(text, max(0, begin - 2), begin) or _DIALLED.search(text, max(0, begin - 14), begin)
    ):
        return True
    label = _LABEL.search(text, max(0, begin - 12), begin)
    if label is not None and label[1].lower() in LABELS and found.start >= begin:
        return True
    if _ALTERNATIVE.search(text, max(0, begin - _REACH), begin):
        return True
    if text[begin] in "aA" and _FRACTION.search(text, max(0, begin - _REACH), begin):
        return True
    if found.numeral.scale and _UNSCALED.search(text, max(0, begin - _REACH), begin):
        return True
    if not found.numeral.scale and _SUMMAND.search(text, max(0, begin - _REACH), begin):
        return True
    if _LEFT_BEHIND.search(text, max(0, found.start - 64), found.start):
        return True
    is_hedged = _HEDGED.search(text, max(0, found.start - 2), found.start) is not None
    return is_hedged or _GOES_ON.match(text, found.end) is not None


# a number with a leading nought, or with more digits than anything is counted in
_CODE: Final = re.compile("0[0-9]|[0-9]{19}")
# what another word or number clings to: A3, COVID-19, 8:30, 1.2.3, +86; a comma or a colon behind a word parts
_CLINGING: Final = re.compile(r"[0-9][-–—.,:]$|[A-Za-z][-–—.]$|[0-9A-Za-z/#№_]$|[0-9A-Za-z]\+$")
# what a number of another script or with other groups goes on with: RMB60-70万, £1,8497,8487
_GOES_ON: Final = re.compile(r"[,.]?[0-9]|[十百千万亿兆]")
# the number that another one shares its unit with: from 3,000 to more than 5,000 mu
_LEFT_BEHIND: Final = re.compile(
    r"(?<![A-Za-z])from (?:[a-z]{2,9} ){0,3}[0-9][0-9,.]*(?: (?:thousand|million|billion|trillion))? to $",
    re.IGNORECASE,
)
# a number without a unit, which the unit behind is of as well: one or two projects
_ALTERNATIVE: Final = re.compile(
    rf"(?<![A-Za-z])(?:[0-9][0-9,.]*|{'|'.join(NUMBERS)})(?: (?:thousand|million|billion))? (?:or|or even|or maybe|if not) $"
    r"|(?<![A-Za-z])(?:million|billion|trillion) $",
    re.IGNORECASE,
)
# money whose magnitude stands behind the next number: RMB 7 or RMB 8 billion
_UNSCALED: Final = re.compile(r"(?<![A-Za-z])[A-Z]{0,3}[$¥€£₩₹]?[0-9][0-9,.]* or $")
_REACH: Final = 32
# of a million, and no million
_FRACTION: Final = re.compile(r"(?<![A-Za-z])(?:hal(?:f|ves)|quarters?|thirds?|fifths?|tenths?) of $")
# what a smaller number is added to: 5 million and 200,000 yuan
_SUMMAND: Final = re.compile(r"(?<![A-Za-z])(?:million|billion|trillion) and $")
# what bounds an amount and was not read, or makes another unit of its unit: 5 million yuan and change, 300,000-tonne-class
_GOES_ON_AS_BOUND: Final = re.compile(
    r" (?:(?:and|or|plus) )?(?:up|upwards?|over|above|beyond|under|below|more|less|fewer|greater|higher|lower|change|minimum|maximum"
    r"|min|max|odd|plus|tops|ish|thereabouts|give or take|apiece|counting|rising|growing|climbing|better|onwards?)"
    r"(?=[.,;:!?)]|$)|,? at (?:a|the) (?:very )?(?:minimum|maximum|least|most)(?=[.,;:!?)]|$)|, at (?:least|most)(?=[.;:!?)]|$)"
    r"| ?(?:±|\+/-)|\+(?![0-9A-Za-z])| plus or minus [0-9]"
    r"| (?:annually|yearly|monthly|short)(?=[.,;:!?)]|$)| at best(?![A-Za-z])| times (?:[0-9]|two|three|four|five|ten)"
    r"| less (?!than)[a-z]| minus [0-9a-z]| net of [a-z]| (?:excluded|aside)(?=[.,;:!?)]|$)"
    r"| too (?:few|many)(?![A-Za-z])| per annum(?![A-Za-z])"
    r"| an? (?:year|month|quarter|week|day|mu|head)(?![A-Za-z]| (?:ago|earlier|before|later|on|prior))"
    r"|(?<=[A-Za-z])-(?:class|grade|level|scale|plus|odd|ish)(?![A-Za-z])"
)
# a hedge in another script, which a cell refuses too: 约96 million yuan
_HEDGED: Final = re.compile("[近约超逾足到上]$|[\u2241-\u228b\u22d6-\u22ff\u2a66-\u2aff±] ?$")
# digits before digits, as telephone numbers have them; a year may stand there
_DIALLED: Final = re.compile(r"(?<![0-9])(?!(?:19|20)[0-9]{2} )[0-9]{2,12} $")


def _is_counted(found: Found, match: re.Match[str], word: UnitWord, *, is_joined: bool) -> bool:
    """Tell 2,022 projects from the projects of 2022, and what is counted from what names something else."""
    is_bare = match[1] is not None and "," not in match[1] and not found.numeral.scale
    years = [end for end in (found.numeral.value, found.numeral.low, found.numeral.high) if end is not None]
    if (
        is_bare
        and found.hedge in {_NONE, Hedge.RANGE}
        and all(_YEARLIKE.fullmatch(f"{end:f}") and int(end) % 100 for end in years)
    ):
        return False
    return (
        found.unit.code == "year"
        or is_joined
        or found.numeral.value == 1
        or singular(word.word) != word.word
        or word.word.rpartition(" ")[2] in INVARIABLE
    )
