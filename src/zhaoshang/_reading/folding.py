"""Plain script with offsets: traditional to simplified, full-width to half-width, glosses and what nobody sees dropped.

Only what numbers, units, hedges and dates are written with is folded: that keeps the pass cheap. Characters change
one for one; what is dropped is remembered, so that every span found in the folded text points into the raw one.
"""

from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.script import ESSENTIAL
from zhaoshang._text.unseen import HIDDEN

__all__ = ["Folded", "fold", "has_english"]

_WIDE: Final = "０0１1２2３3４4５5６6７7８8９9．.％%／/（(）)－-～~＋+＜<＞>﹤<﹥>＝=＄$￥¥￡£￦₩〇零○零◯零"
_MARKS: Final = (
    "\u2010-\u2011-\ufe63-\ufe62+\ufe6a%\u301c~\u223c~\u2500—"
    "\u2012–\u2015—\u2043-\ufe58—\u2e3a—\u2e3b—\u207b-\u208b-\u02d7-\u2796-\u2501—\u30fc—\xaf-\u058a-\u1806-\u2213±\u2267≥\u2a7e≥\u2266≤\u2a7d≤"
)
_PAIRS: Final = (
    *((_WIDE[i], _WIDE[i + 1]) for i in range(0, len(_WIDE), 2)),
    *((_MARKS[i], _MARKS[i + 1]) for i in range(0, len(_MARKS), 2)),
    *ESSENTIAL,
    *((chr(ord(letter) + 0xFEE0), letter) for letter in "ABCDEGHKMNRSUWYcghkmstw"),
)
_PLAIN: Final = dict(_PAIRS)
_CHANGED: Final = re.compile("([" + "".join(_PLAIN) + "])")
_COMMA: Final = re.compile("，[0-9０-９]{3}")
_WIDE_COMMA: Final = re.compile(
    r"(?<![0-9０-９])(?<![0-9０-９][,，.．])[0-9０-９]{1,3}(?:(?:，[0-9０-９]{3}(?![0-9０-９]))+|(?:，[0-9０-９]{4}(?![0-9０-９]))+)"
)
# thousands parted in numerals: 一、五○○
_NUMERAL_COMMA: Final = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![第零一二三四五六七八九十百千万亿])[一二三四五六七八九][零一二三四五六七八九]{0,2}"
    r"(?:[、，,][零一二三四五六七八九]{3}(?![零一二三四五六七八九十百千]))+"
)
# a mark between two numerals, which hardly any text has
_PARTED: Final = re.compile("[零一二三四五六七八九十百千][、，,·‧・•](?=[零一二三四五六七八九])")
_TO_DIGITS: Final = str.maketrans("零一二三四五六七八九、，", "0123456789,,")
# a point in the middle of a numeral: 十二‧五万, not 4·28
_NUMERAL_POINT: Final = re.compile(r"(?<=[零一二三四五六七八九十百千])[·‧・•](?=[零一二三四五六七八九])")

# a gloss: pinyin in brackets after the character that it explains, 萬(wàn)
_VOWELS: Final = "aeiouüêāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_CONSONANTS: Final = "b-df-hj-np-tv-zńňǹ"
_CJK: Final = "\u3400-\u4dbf\u4e00-\u9fff"
_DROPPED: Final = re.compile(
    r"([( \t\xa0\u2009\u202f\u3000\r\n](?:"
    # a gloss
    rf"(?<=[{_CJK}]\()[{_CONSONANTS}]{{0,2}}+[{_VOWELS}][{_VOWELS}{_CONSONANTS}]{{0,4}}+\)"
    # one blank inside the sign of a currency: HK $ 2
    r"|(?=\$)(?:(?<=(?:HK|US|NT).)|(?<=(?<![A-Za-z])[SAC].))"
    # one blank inside a number: 130 亿元, 近 130, 2022 年
    rf"|(?=-[0-9])(?<=[¥$€£].)|(?<=[^(\r\n])(?:(?=[{_CJK}%㎡㎢]|(?:[kMG]?Wh?|km)(?![0-9A-Za-z])|m²|hm²)(?<=[0-9亿万千百余多%几)].)"
    rf"|(?=[0-9¥$€£])(?<=[{_CJK}¥$€£≥≤≈].)|(?=[0-9])(?<=[<>]=.)|(?=[0-9])(?<=[0-9.].)|(?=[0-9])(?<=(?:RMB|CNY|USD|HKD|TWD|EUR|JPY|GBP|SGD).))"
    # a line break only before a unit, or inside digits
    r"|(?<=\n)(?:(?=[0-9一二三四五六七八九十百千万两])(?<=[近超逾约过]\n)|(?=[0-9一二三四五六七八九十百千万两])(?<=(?:不低于|不少于|不高于|不超过|不多于|不大于|不小于)\n)|(?=[0-9一二三四五六七八九十百千万两])(?<=(?:至少|最少|最低|起码|至多|最多|最高|超出|突破|高于|多于|不足|不到|未满|不满|未达|低于|少于|将近|接近|逼近|大约|约为|约合|大概)\n)|(?=[十百千万亿元亩㎡%]|[个项](?!目)|公顷|平方)(?<=[0-9亿万千百余多]\n)|(?=[0-9])(?<=[0-9.]\n))"
    r"|(?<=\r)\n(?:(?=[十百千万亿元亩㎡%]|[个项](?!目)|公顷|平方)(?<=[0-9亿万千百余多]\r\n)|(?=[0-9])(?<=[0-9.]\r\n))"
    r"))"
)
_LEFT: Final = re.compile(rf"(?:\A|[{_CJK}:：(~≈<>¥$](?<![第表图号附件录栏款])|[:：] )([0-9][0-9.,]*)$")
_RIGHT: Final = re.compile(r"([0-9]{1,12})(?:\.[0-9]{1,8})?[十百千万亿元亩家个项名人户%平公㎡]")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_REACH: Final = 16


# a blank between English words or numbers, or a currency before a number with the letter of a magnitude; the first
# characters stand alone in their patterns, so that a text without them is passed over at once
_BLANK: Final = re.compile(r" (?=[A-Za-z0-9$€£¥~<>≥≤≈(])(?<=[A-Za-z0-9%.,;:)’'\"\]] )")
_SIGNS: Final = tuple(
    re.compile(rf"{re.escape(sign)}(?=[-−]?[0-9][0-9.,]{{0,20}}+ ?[mbktMBKT])") for sign in "$€£¥"
)
_CODES: Final = re.compile("RMB|CNY|USD|HKD|TWD|EUR|JPY|GBP|SGD")


class Folded(NamedTuple):
    """A folded text and the way back to the raw one."""

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """Turn a span of the folded text into the span of the raw text from its first to its last character."""
        if not self.starts:
            return start, end
        first = start + self.shifts[bisect_right(self.starts, start)]
        if end <= start:
            return first, first
        return first, end + self.shifts[bisect_right(self.starts, end - 1)]


def fold(text: str) -> Folded:
    """Fold a text, in time linear in its length."""
    if not text.isascii() and HIDDEN.search(text):
        seen = _joined(HIDDEN.split(text))
        return _through(fold(seen.text), seen)
    plain = text
    if _COMMA.search(plain):
        plain = _WIDE_COMMA.sub(lambda match: match[0].replace("，", ","), plain)
    parts = _CHANGED.split(plain)
    parts[1::2] = map(_PLAIN.__getitem__, parts[1::2])
    plain = "".join(parts)
    if _PARTED.search(plain):
        plain = _NUMERAL_POINT.sub("点", plain)
        plain = _NUMERAL_COMMA.sub(lambda match: match[0].translate(_TO_DIGITS), plain)
    pieces = _DROPPED.split(plain)  # what is kept and what is dropped, by turns
    if len(pieces) == 1:
        return Folded(plain, (), ())
    folded = _joined(pieces)
    blanks = _places(1, list(map(len, pieces[1::2])))  # what is dropped of one character is no gloss
    back = {2 * place + 1 for place in blanks if _are_two(plain, folded.starts[place] + folded.shifts[place])}
    return _joined(_put_back(pieces, back)) if back else folded


def _through(folded: Folded, seen: Folded) -> Folded:
    """Let a folded text lead back to the text that it was folded from, and on to the one with what nobody sees."""
    ways = [seen.raw(*folded.raw(place, place + 1))[0] - place for place in range(len(folded.text))]
    starts = tuple(place for place, (one, other) in enumerate(pairwise((0, *ways))) if one != other)
    return Folded(folded.text, starts, (0, *(ways[place] for place in starts)))


def _joined(pieces: list[str]) -> Folded:
    """Put what is kept together, and remember what is dropped."""
    starts = tuple(accumulate(map(len, pieces[:-1:2])))
    return Folded("".join(pieces[::2]), starts, (0, *accumulate(map(len, pieces[1::2]))))


def _places(one: int, numbers: list[int]) -> list[int]:
    """Find where a number stands in a list."""
    places, place = [], -1
    for _ in range(numbers.count(one)):
        place = numbers.index(one, place + 1)
        places.append(place)
    return places


def _put_back(pieces: list[str], back: set[int]) -> list[str]:
    """Keep some of what is dropped, with what is kept on both sides."""
    runs = [pieces[:1]]
    for index in range(1, len(pieces), 2):
        if index in back:
            runs[-1] += pieces[index : index + 2]
        else:
            runs += [pieces[index : index + 1], pieces[index + 1 : index + 2]]
    return ["".join(run) for run in runs]


def _are_two(plain: str, blank: int) -> bool:
    """Tell whether a blank parts two numbers; between two columns of a table it does."""
    return (
        "." <= plain[blank - 1 : blank] <= "9"
        and "." <= plain[blank + 1 : blank + 2] <= "9"
        and (plain[blank] == "\t" or not _is_torn(plain, blank, blank + 1))
    )


def _is_torn(plain: str, start: int, end: int) -> bool:
    """Tell whether digits left and right of a blank are one number torn apart, not two beside each other."""
    left = _LEFT.search(plain[start - _REACH : start] if start > _REACH else plain[:start])
    right = _RIGHT.match(plain, end)
    if left is None or right is None:
        return False
    return not _YEAR.fullmatch(left[1])


def has_english(plain: str) -> bool:
    """Tell, in quick passes, whether a folded text may hold an English amount or date."""
    return (
        _BLANK.search(plain) is not None
        or any(sign.search(plain) is not None for sign in _SIGNS)
        or _CODES.search(plain) is not None
    )
