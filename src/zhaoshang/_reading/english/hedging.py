"""The English words around an amount: nearly, more than, or so."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.bounds import MEANT_NEGATED, NEGATED
from zhaoshang._reading.english.lexicon import AFTER, BEFORE
from zhaoshang._reading.english.units import LATIN
from zhaoshang._reading.found import ReadingScope
from zhaoshang._reading.numerals import Numeral
from zhaoshang._reading.signs import Signs
from zhaoshang.quantities import Hedge
from zhaoshang.units import Dimension, Unit

__all__ = ["SIGNS", "hedge_after", "hedge_before", "is_preposition", "is_unsettled"]

_NONE: Final = Hedge.NONE
_REACH: Final = 24
_SUMMED: Final = re.compile(
    r"(?<![A-Za-z])(?:add(?:s|ed|ing)?|sum(?:s|med)?|total(?:s|ed|led)?|tot(?:s|ted)) $"
)
_LASTED: Final = re.compile(
    r"(?<![A-Za-z])(?:for|of|with|has|have|had|after|than|took|takes?|taken|lasted|lasting|is|was|well|boasts?|in|and|just|by|to) $",
    re.IGNORECASE,
)


def hedge_before(text: str, start: int) -> tuple[int, Hedge | None]:
    """Walk left over the hedge in front of an amount, and what negates it; give where they start and what they promise.

    `None` is for a negation that leaves open what is promised: not nearly, never at least.
    """
    stop = start - 1 if text[start - 1 : start] == " " else start
    if stop <= 0:
        return start, _NONE
    for word, hedge in BEFORE.get(text[stop - 1].lower(), ()):
        begin = stop - len(word)
        if begin < 0 or text[begin:stop].lower() != word:
            continue
        if word[0].isalpha() and (
            stop == start or (begin and (text[begin - 1].isalnum() or text[begin - 1] == "-"))
        ):
            continue
        if word == "up to" and _SUMMED.search(text, max(0, begin - _REACH), begin):
            continue  # what adds up to a number is that number
        negated = _NEGATED.search(text, max(0, begin - _REACH), begin) if hedge in NEGATED else None
        return (begin, hedge) if negated is None else (negated.start(), MEANT_NEGATED.get(hedge))
    reached = _REACHED.search(text, max(0, start - _REACH), start) if text[stop - 1] in "hd" else None
    return (start, _NONE) if reached is None else (reached.start(), Hedge.BELOW)


_NOT: Final = (
    r"(?:(?:(?<![A-Za-z])(?:not|never|cannot|without|nothing)|n['’]t)(?: (?:yet|ever|be|been|fall|fallen|go|gone))*"
    r"|(?<![A-Za-z])(?:prohibited|barred|banned|prevented) from|(?<![A-Za-z])forbidden)"
)
_NEGATED: Final = re.compile(rf"{_NOT} $", re.IGNORECASE)
_REACHED: Final = re.compile(rf"{_NOT} reach(?:ed)? $", re.IGNORECASE)


_PLAIN: Final = (
    "only exactly precisely merely solely simply annually monthly yearly weekly daily quarterly respectively jointly directly "
    "newly currently totally cumulatively initially recently collectively separately finally additionally subsequently "
    "successfully early nationally globally locally actually previously originally firstly secondly namely fully officially "
    "effectively individually formerly eventually ultimately already july italy family supply assembly reply apply rally"
).split()
"""Words in -ly that hedge nothing."""
_UNSETTLED: Final = re.compile(
    rf"(?<![A-Za-z])(?!(?:{'|'.join(_PLAIN)}) )[a-z]{{2,12}}ly $"
    r"|(?<![A-Za-z])(?:not|never|maybe|perhaps|sub|all but|c\.|as (?:little|few) as|a (?:good|solid|decent|healthy)"
    r"|or so|(?:under|over) or at|within (?:[a-z]{1,8} ){1,2}of|not far (?:from|off)|(?:edging|inching|closing|heading) (?:in on|towards?)"
    r"|(?:tune|ballpark) of|\+/-"
    r"|(?:half|thirds?|quarters?|fifths?|tenths?|fractions?) of|(?<!first )(?<!second )(?<!last )(?<!this )half"
    r"|twice|(?:doubl|tripl|trebl|quadrupl|quintupl)(?:e|ed|ing)|[0-9a-z]+-?fold|[0-9a-z]+ times|short|shy|less"
    r"|(?:other|rather) than|instead of"
    r"|(?:one|1) (?:in|out of)|every(?: other)?|thrice"
    r"|without|lacking|excluding|except(?:ing)?|anything but|far from|(?:cross|break|breach|eye|target)ing"
    r"|(?:minimum|maximum) [a-z]{3,12} (?:of|is|was)) $"
    r"|n['’]t $",
    re.IGNORECASE,
)
"""An adverb that no table knows, or words that leave open what is promised: practically, hardly, not, as few as."""


def is_unsettled(text: str, start: int) -> bool:
    """Tell what no table knows in front of an amount that has no hedge: nobody knows what it promises."""
    return (
        text[start - 1 : start] == " " and _UNSETTLED.search(text, max(0, start - _REACH), start) is not None
    )


_CLOSING: Final = frozenset(("", *'.,;:!?)”"\n', *"。、；：！？"))


def hedge_after(text: str, end: int) -> tuple[int, Hedge]:
    """Walk right over the hedge behind an amount."""
    if text.startswith(" (", end):
        stop, hedge = hedge_after(f" {text[end + 2 : end + _REACH]}", 0)
        if hedge is not _NONE and text[end + 1 + stop : end + 2 + stop] == ")":
            return end + 2 + stop, hedge  # 3 million yuan (or more)
    elif text[end : end + 1] == " ":
        for word, hedge in AFTER:
            stop = end + 1 + len(word)
            # at least is behind an amount only where nothing follows that it may belong to
            is_free = not word.startswith("at ") or text[stop : stop + 1] in _CLOSING
            if text[end + 1 : stop].lower() == word and is_free and not LATIN.match(text, stop):
                return stop, hedge
    return end, _NONE


def is_preposition(scope: ReadingScope, begin: int, found: Hedge, one: Unit) -> bool:
    """Tell a preposition from a hedge: invested over five years, within the zone."""
    word = scope.text[begin : begin + 6].lower()
    is_time = one.dimension is Dimension.DURATION
    if found is Hedge.AT_MOST:
        return word == "within" and not is_time
    return (
        found is Hedge.OVER
        and is_time
        and not scope.cell
        and begin > 0
        and word.startswith("over")
        and not _LASTED.search(scope.text, max(0, begin - _REACH), begin)
    )


_CLAUSE_END: Final = re.compile(r"[.;!?\n] |\n")
_CLAUSE: Final = 48


def _clause_before(text: str, start: int) -> str:
    return _CLAUSE_END.split(text[max(0, start - _CLAUSE) : start])[-1]


def _is_hedged(text: str, place: int, _: Numeral) -> bool:
    return hedge_before(text, place)[1] is not _NONE


SIGNS: Final = Signs(
    last=frozenset(" "),
    minus=re.compile(r"(?<![A-Za-z])(?:minus|negative) $", re.IGNORECASE),
    no_minus=frozenset(),
    change=re.compile(
        r"(?i:\b(?:net|loss|losses|deficit|balance|change|changed|growth|profit|profits|to|of|at|by|was)\b)"
    ),
    clause=_clause_before,
    is_hedged=_is_hedged,
)
