"""Finding amounts in running text: the same rules as in a cell, and guards against everything that is no amount.

One pass of `NUMBER` over the folded text proposes candidates. A candidate is an amount when `amounts` reads one there
and none of the guards objects: ordinals, names, idioms, slogans, dates, codes and telephone numbers are none.
"""

import string
from collections.abc import Iterator, Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.bounds import bounds_of
from zhaoshang._reading.chinese import numerals
from zhaoshang._reading.chinese.bands import BETWEEN, band
from zhaoshang._reading.chinese.edges import MORE, is_cut, is_upper_end
from zhaoshang._reading.chinese.forms import EACH, EACH_LASTS
from zhaoshang._reading.chinese.grammar import amount, order_of
from zhaoshang._reading.chinese.guards import PHRASES, QUOTES, STUFF, is_counted_size, is_sound
from zhaoshang._reading.chinese.hedging import AHEAD, hedge_after, hedges_in_front
from zhaoshang._reading.chinese.lexicon import AFTER, FIRSTS, LONG_WORDS, LOOSE, NEVER, UNIT_WORDS
from zhaoshang._reading.chinese.signing import SIGNS
from zhaoshang._reading.chinese.tokens import AMONG, ANDS, NUMBER, numbers, unit_word
from zhaoshang._reading.found import Found, ReadingScope, Refused
from zhaoshang._reading.numerals import Numeral, scaled, shifted
from zhaoshang._reading.script import both
from zhaoshang._reading.signs import is_tail, signed
from zhaoshang._reading.words import FRONT, are_two_measures, front, per
from zhaoshang.quantities import Hedge, kind_of
from zhaoshang.units import SMALL_COUNTERS, Dimension, unit

__all__ = ["scan"]

# a number is worth a closer look only where one of these follows
_PROMISING: Final = frozenset(FIRSTS) | frozenset("-—–~～至到来分级(瓦米克 +")
_MONEY_ENDS: Final = frozenset("万亿兆多余几.")  # 53亿. ends a sentence
_LISTED: Final = frozenset("、和与及")
_NONE: Final = Hedge.NONE
_NUMERALS: Final = frozenset("一二三四五六七八九两")
_COUNT_BEFORE: Final = frozenset("人户总指基多少件次量函参系计岁点")
_LIST: Final = re.compile(r"(?:[0-9]++(?:\.[0-9]++)?+[、和与及]){1,60}(?=[0-9])")
_ITEM: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NOT_LISTED: Final = frozenset("第表图号.-/+")
_LONGEST: Final = 18
_SHORT: Final = 2
"""So many digits are no year of the calendar."""


def scan(text: str) -> list[Found]:
    """Find every amount of a folded text, in order and without overlaps."""
    found: list[Found] = []
    last: Found | None = None
    for one in _scan(text):
        first, last = last, one
        if first is not None and _are_one(text, first, one):
            if found and found[-1] is first:
                found.pop()
            continue
        if is_cut(text, one):
            continue
        if one.hedge in _UPPER:
            lower = found[-1] if found else None
            whole = None if lower is None else _banded(text, lower, one)
            if whole is not None:
                found[-1] = whole
            if whole is not None or is_upper_end(text, one, 0 if lower is None else lower.end):
                continue
        found.append(_by_the(text, one))
        if one.unit.dimension is _POINT:
            _share_points(text, found)
    return found


def _by_the(text: str, found: Found) -> Found:
    """Read 每年3亿元 as 3亿元/年."""
    if found.unit.dimension is not Dimension.MONEY or text[found.start - 1 : found.start] not in EACH_LASTS:
        return found
    each = EACH.search(text, max(0, found.start - _EACH_REACH), found.start)
    unit_by = None if each is None else per(found.unit, (each[1] or each[2]).lstrip("个"))
    if each is None or unit_by is None:
        return found
    return found._replace(start=each.start(), unit=unit_by, kind=kind_of(unit_by))


_EACH_REACH: Final = 8
_POINT: Final = Dimension.POINT
_UPPER: Final = frozenset({Hedge.AT_MOST, Hedge.BELOW})


def _are_one(text: str, first: Found, second: Found) -> bool:
    """Tell two amounts that together say one: 3年5个月, 三家五家, 3吨又200公斤, 3亿元正负5%."""
    if second.start - first.end > _LONGEST_SUM:
        return False
    if first.end < second.start:
        return MORE.fullmatch(text, first.end, second.start) is not None
    if not first.hedge is second.hedge is _NONE:
        return False
    one = second.unit
    return first.unit == one or (first.unit.dimension is one.dimension and one.dimension in _RUN_ON)


_LONGEST_SUM: Final = 4
_RUN_ON: Final = STUFF | {Dimension.DURATION, Dimension.MONEY, Dimension.LENGTH, Dimension.AREA}


def _banded(text: str, first: Found, second: Found) -> Found | None:
    """Make one range of 1亿元以上5亿元以下, as a cell does."""
    return band(first, second) if BETWEEN.fullmatch(text, first.end, second.start) else None


def _share_points(text: str, found: list[Found]) -> None:
    """Make points of the counts in front of the last amount: 16个、9个和3.5个百分点 are three times points."""
    last = found[-1]
    for index in range(len(found) - 2, -1, -1):
        one = found[index]
        if (
            one.word is None
            or one.word.word != "个"
            or one.hedge is not _NONE
            or not _BETWEEN.fullmatch(text, one.end, found[index + 1].start)
        ):
            return
        numeral = scaled(one.numeral, last.word.rate) if last.word is not None else one.numeral
        found[index] = one._replace(numeral=numeral, unit=last.unit, kind=last.kind, word=last.word)


_BETWEEN: Final = re.compile(r" ?(?:[、,，和与及]|以及) ?")


def _scan(text: str) -> Iterator[Found]:
    scope = ReadingScope(text)
    done = 0
    for match in numbers(text):
        start, end = match.span()
        if start < done:
            continue
        following = text[end : end + 1]
        if following in _LISTED and match[1] is not None and not match[2]:
            done, listed = _listed(scope, match)
            yield from listed
            continue
        if (following not in _PROMISING and text[end - 1] not in _MONEY_ENDS) or is_tail(text, start):
            continue
        is_numeral = text[start] > "9"
        if is_numeral:
            if _is_hopeless(text, start, end, following):
                continue
            phrase = PHRASES.match(text, start)
            if phrase is not None:
                done = phrase.end()
                continue
        elif (
            following == "月"
            or (following == "日" and text[start - 1 : start] == "月")
            or (following == "年" and end - start == 4 and text[start] in "12")
            or (following == "+" and text[end + 1 : end + 2] in _SUMMANDS)
        ):
            continue
        plain = _plain(text, match) if not is_numeral or match[3] in _DIGITS else None
        if plain is not None and plain.start >= done:
            done = plain.end
            yield plain
            continue
        stop, amounts = _candidate(scope, match, done)
        done = max(done, stop)
        yield from amounts


_SUMMANDS: Final = frozenset(string.ascii_letters + string.digits)
"""What stands behind the plus of 1+6+N."""
_HALVES: Final = frozenset("上下前后")
_TO_JOIN: Final = frozenset("-—–~～至到( /")
# what makes an amount more than a number and a unit: `amounts` and the guards look at it closely
_BEHIND: Final = frozenset(
    "-—–~～至到( 半点多余整正零一二三四五六七八九壹贰叁肆伍陆柒捌玖0123456789/级+＋·•±不"
)
_BEHIND_HEDGE: Final = frozenset("(/+＋·•")
_IN_FRONT: Final = frozenset("第点+＋±·•.×/#№前后末数-–—_−负負万亿兆" + string.ascii_letters + string.digits)
_AMONG_REACH: Final = 24
_PARTING: Final = frozenset(",，:")
_MAY_BE_SPECIAL: Final = _IN_FRONT | _PARTING | FRONT.keys() | {" "}
_INCLUDED: Final = "不含及以左上起或"
_OF_A_YEAR: Final = frozenset("点前头首第上下底末初春夏秋冬元国劳QH")
"""What a part of a year begins with, beside numbers: 23年前8月; and the point of 3年点5."""
_YEAR: Final = unit("year")
_CLOSE_LOOK: Final = (
    frozenset(
        word
        for word, entry in UNIT_WORDS.items()
        if word in NEVER
        or (entry.is_loose or entry.rate or entry.odd or entry.half)
        or entry.unit.dimension in STUFF
    )
    | SMALL_COUNTERS
    | frozenset("对幢栋层大")
)


_MONEY_FIRSTS: Final = frozenset(
    word[0] for word, entry in UNIT_WORDS.items() if entry.unit.dimension is Dimension.MONEY
)
_tuple: Final = tuple.__new__
_DIGITS: Final = {digit: numerals.read(digit) for digit in "两三四五六七八九"}


def _plain(text: str, match: re.Match[str]) -> Found | None:
    """Read digits with a unit and nothing special around, as nine amounts of ten are written, the short way."""
    start, end = match.span()
    digits, tail, spoken = match.groups()
    before = text[start - 1 : start]
    if before in _MAY_BE_SPECIAL and _is_special(text, start, before):
        return None
    word = unit_word(text, end)
    if word is None or word.word in _CLOSE_LOOK:
        return None
    stop = end + len(word.word)
    after = text[stop : stop + 1]
    is_close = (
        after in _BEHIND
        or (after in _MONEY_FIRSTS and word.unit.dimension is Dimension.MONEY)
        or after in word.not_before
        or (after == " " and word.is_latin)
        or (after in ANDS and AMONG in text[stop : stop + _AMONG_REACH])
    )
    if after and is_close and not _is_remark(text, stop):
        return None
    if digits is None:
        is_count = word.unit.dimension is Dimension.COUNT and before not in QUOTES
        numeral = _DIGITS[spoken] if is_count else None
    elif (
        len(digits) > _LONGEST
        or (digits[0] == "0" and digits[1:2] != ".")
        # a year of the calendar, ours or the Republic's
        or (
            word.unit is _YEAR
            and (
                len(digits) > _SHORT
                or tail
                or before == "国"
                or after in _OF_A_YEAR
                or _is_short_year(digits, after)
            )
        )
    ):
        return None
    else:
        numeral = numerals.simple(digits.replace(",", ""), tail)
    if numeral is None:
        return None
    hedge, bounds = _NONE, None
    if after in AFTER or before in AHEAD:
        hedged = _hedges(text, start, stop, numeral)
        if hedged is None:
            return None
        start, stop, hedge = hedged
    if numeral.hedge is not _NONE:
        bounds, hedge = bounds_of(numeral), numeral.hedge
    return _tuple(Found, (start, stop, numeral, word.unit, word.kind, hedge, bounds, word))


def _hedges(text: str, start: int, stop: int, numeral: Numeral) -> tuple[int, int, Hedge] | None:
    """Take the hedges on both sides of a plain amount; `None` where it is not plain with them."""
    if text[stop - 1] == "大" and text[start] > "9":
        return None  # 三大以上
    hedge = _NONE
    if text[stop : stop + 1] in AFTER:
        stop, hedge = hedge_after(text, stop)
        if text[stop : stop + 1] in _BEHIND_HEDGE or (hedge is _NONE and text.startswith("以外", stop)):
            return None
    if text[start - 1 : start] in AHEAD:
        begin, merged = hedges_in_front(text, start, numeral, hedge)
        if merged is None or (begin < start and _is_special(text, begin, text[begin - 1 : begin])):
            return None
        start, hedge = begin, merged
    return start, stop, hedge


def _is_short_year(digits: str, after: str) -> bool:
    """Tell what may be a year of two digits, before a festival, 同期 or another year of a list."""
    return len(digits) == _SHORT and after >= "、"


def _is_remark(text: str, place: int) -> bool:
    """Tell whether a bracket holds a remark, and not whether an end is included: 21家(台资企业), not 5个(含)以上."""
    return text[place] == "(" and text[place + 1 : place + 2] not in _INCLUDED


def _is_special(text: str, start: int, before: str) -> bool:
    """Tell whether what stands in front of a number may belong to it, or it to that: a currency, a sign, a code."""
    if before == " ":
        start -= 1
        before = text[start - 1 : start]
    return (
        before in _IN_FRONT
        or (before in _PARTING and "0" <= text[start - 2 : start - 1] <= "9")
        or (before in FRONT and front(text, start)[1] is not None)
    )


_NO_COUNTERS: Final = frozenset(word for word in (LOOSE | NEVER) - {"日"} if len(word) == 1)
_SIZES: Final = frozenset("百千万亿兆佰仟")
_AFTER_ONE: Final = frozenset("年天小周月工成倍分%‰-—–~～至到(")
_CLOSERS: Final = frozenset(AFTER) | frozenset("余多半整正") | _TO_JOIN | {"("}
_AFTER_ITEM: Final = frozenset(word[1] for word in UNIT_WORDS if word[0] == "个" and len(word) > 1) | _BEHIND


def _is_hopeless(text: str, start: int, end: int, following: str) -> bool:
    """Tell early what can be nothing: 第二批, 上半年, 一批, 一个项目; together they are most candidates in numerals."""
    if end - start > 1:
        return False
    before, first = text[start - 1 : start], text[start]
    if first == "半":
        return before in _HALVES
    if before == "第":
        return following not in _TO_JOIN
    if following in _NO_COUNTERS and first not in _SIZES:
        return text[end : end + 2] not in LONG_WORDS and text[end + 1 : end + 2] not in _TO_JOIN
    if first != "一" or before in AHEAD:
        return False
    if following in _AFTER_ONE:
        return False
    word = unit_word(text, end)
    if word is not None and text[end + len(word.word) : end + len(word.word) + 1] in _CLOSERS:
        return False  # 一家以上, 一亩多, 一元整
    return following != "个" or text[end + 1 : end + 2] not in _AFTER_ITEM


def _candidate(scope: ReadingScope, match: re.Match[str], done: int) -> tuple[int, Sequence[Found]]:
    """Read the amount at a match, or two that a slash parts, and judge; also tell up to where the text is done with."""
    text, start = scope.text, match.start()
    if (
        text[start] == "数"
        and start
        and (text[start - 1] in _COUNT_BEFORE or text[start + 1 : start + 2] in _NUMERALS)
    ):
        inner = NUMBER.match(text, start + 1)  # the number without 数, which belongs to 人数
        if inner is None:
            return done, ()
        match = inner
    got = amount(scope, match)
    if isinstance(got, Refused):
        # what is refused from its number on is refused whole: no end of a range that falls
        return (got.end if got.readings or got.start <= start else done), ()
    if text.startswith("/", got.end) and (pair := NUMBER.match(text, got.end + 1)):
        other = amount(scope, pair)
        if isinstance(other, Found) and other.start == pair.start():
            return _pair(text, (got, match), (other, pair), done)
    if got.start < done or not is_sound(text, got, match):
        return (
            got.end if got.hedge is Hedge.RANGE else done
        ), ()  # no end of a range is an amount of its own
    if got.word is None and is_counted_size(text, got, match.start()):
        got = order_of(got)
    whole = signed(text, got, SIGNS)
    if whole is None:
        return got.end, ()
    return got.end, (whole if whole.start >= done else got,)


def _pair(
    text: str, first: tuple[Found, re.Match[str]], second: tuple[Found, re.Match[str]], done: int
) -> tuple[int, Sequence[Found]]:
    """Judge two amounts that a slash parts: both are meant, or neither."""
    one, other = first[0], second[0]
    is_meant = (
        one.start >= done
        and not text.startswith("/", other.end)
        and are_two_measures(one.unit, other.unit)
        and is_sound(text, *first, is_pair=True)
        and is_sound(text, *second, is_pair=True)
    )
    whole = signed(text, one, SIGNS) if is_meant else None
    return other.end, () if whole is None else (whole, other)


def _listed(scope: ReadingScope, match: re.Match[str]) -> tuple[int, list[Found]]:
    """Read 21.0、19.8个百分点: the last unit belongs to all; also tell up to where the text is done with."""
    text, start = scope.text, match.start()
    run = _LIST.match(text, start)
    last = NUMBER.match(text, run.end()) if run else None
    if run is None or last is None:
        return match.end(), []
    got = amount(scope, last)
    if start and text[start - 1] in _NOT_LISTED:
        return got.end, []  # 第1、2、3批
    if not isinstance(got, Found) or got.start != last.start() or not is_sound(text, got, last):
        return match.end(), []
    if is_cut(text, got):
        return got.end, []  # 3、5亿元及其以上
    found: list[Found] = []
    if got.bounds is None and got.word is not None:
        for item in _ITEM.finditer(text, start, run.end()):
            one = _shared(got, item)
            if one is None or not is_sound(text, one, item):
                return got.end, [got]
            found.append(one)
        if _is_either(text, start, run, found[0]):
            return got.end, []
        if _is_enumerator(text, start, found[0]):
            found.pop(0)
    return got.end, [*found, got]


def _shared(last: Found, item: re.Match[str]) -> Found | None:
    """Give an item of a list the unit and the magnitude of the last one."""
    numeral = numerals.simple(item[0], "")
    if numeral is None:
        return None
    if last.numeral.scale:
        value, places = shifted(item[0], last.numeral.scale)
        numeral = numeral._replace(value=value, places=places, scale=last.numeral.scale)
    if last.word is not None and last.word.rate:
        numeral = scaled(numeral, last.word.rate)
    return last._replace(start=item.start(), end=item.end(), numeral=numeral, hedge=_NONE)


def _is_either(text: str, start: int, run: re.Match[str], first: Found) -> bool:
    """Tell 3、4家, three or four, from what two are told of one by one: 分别3、4家."""
    one, mark, last = run[0][:1], run[0][1:], text[run.end() : run.end() + 1]
    is_next = mark == "、" and one > "0" and int(last) == int(one) + 1 and not first.numeral.places
    is_alone = not text[run.end() + 1 : run.end() + 2].isdecimal() and text[run.end() + 1] != "."
    return is_next and is_alone and _ONE_BY_ONE.search(text, max(0, start - _AMONG_REACH), start) is None


_ONE_BY_ONE: Final = re.compile(both("(?:分别|依次|各|均)[^，,。；;]*$"))


def _is_enumerator(text: str, start: int, first: Found) -> bool:
    """Tell whether 1、 at the start of a line numbers a paragraph."""
    value = first.numeral.value
    before = text[start - 1 : start]
    return (
        not first.numeral.places
        and value is not None
        and value < 100
        and before in {"", "\n", "。", "；", " ", "\u3000"}
    )
