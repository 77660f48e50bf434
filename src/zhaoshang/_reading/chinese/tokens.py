"""The tokens of Chinese amounts: numbers, units, and the marks around them, as they stand behind one another.

`pieces` starts at one match of `NUMBER` in a folded text and cuts what belongs to it into tokens, up to the hedge behind. What
stands in front of a number (近, 人民币) is walked over from the number to the left, by the rules.
"""

from collections.abc import Iterator
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.chinese import numerals
from zhaoshang._reading.chinese.currencies import named
from zhaoshang._reading.chinese.hedging import behind, hedge_after, inclusion
from zhaoshang._reading.chinese.lexicon import AFTER, LONG_WORDS, PER, UNIT_WORDS
from zhaoshang._reading.found import ReadingScope, Refused
from zhaoshang._reading.grammar import NOTHING, Kind, TokenPiece
from zhaoshang._reading.numerals import Numeral, scaled
from zhaoshang._reading.signs import MINUSES
from zhaoshang._reading.words import UnitWord, front, per
from zhaoshang.quantities import Hedge
from zhaoshang.units import MAGNITUDES, SMALL_COUNTERS, Dimension, Unit, unit

__all__ = ["AMONG", "ANDS", "KINDS", "NUMBER", "is_bare_money", "number", "numbers", "pieces", "unit_word"]

KINDS: Final = (
    Kind("number", "N", "1,250.5, 三亿五千万, 80余, 几百, 贰仟"),
    Kind("plus", "X", "+ of 100+家 and 10+亿元"),
    Kind("unit", "U", "元, 亩, 个, %, 万元/亩"),
    Kind("parts", "P", "百分之, 千分之"),
    Kind("to", "T", "-, —, ——, ～, 至, 到"),
    Kind("between", "B", "之间 of 1亿元与3亿元之间"),
    Kind("end", "E", "（含）, （不含）"),
    Kind("more", "M", "五 of 三成五, 半 of 四成半, 多 of 3年多"),
    Kind("coins", "C", "5角2分整"),
    Kind("order", "O", "级 of 百亿级"),
    Kind("after", "A", "以上, 以下, 左右, （不含）以上"),
)
"""The kinds of tokens."""

# ---------------------------------------------------------------- numbers

NUMBER: Final = re.compile(
    r"([0-9]++(?:(?:,[0-9]{3}(?![0-9]))++|(?:,[0-9]{4}(?![0-9]))++)?+(?:\.[0-9]++)?+)"
    # 28亿一期, 28亿三个项目: digits and a magnitude are not gone on with by what is counted next
    r"((?:[十百千万亿兆多余几](?:(?!(?<=[万亿兆])[一二三四五六七八九两][期个条座家项栋幢])[零一二三四五六七八九两十百千万亿兆余多几0-9.]|(?<=[0-9]),(?=[0-9]{3}(?![0-9])))*+)?+)"
    r"|([零一二三四五六七八九两十百千万亿兆几数半廿卅壹贰叁肆伍陆柒捌玖拾佰仟]"
    r"[零一二三四五六七八九两十百千万亿兆余多几点廿卅壹贰叁肆伍陆柒捌玖拾佰仟]*+)"
)
_FIRST: Final = re.compile("[0-9零一二三四五六七八九两十百千万亿兆几数半廿卅壹贰叁肆伍陆柒捌玖拾佰仟]")
"""What a number begins with; wherever it stands, `NUMBER` matches."""
_CAPITAL: Final = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")
_METRIC: Final = {"千": "瓦米克卡伏", "兆": "瓦赫字欧", "百": "分", "多": "米"}
"""What a magnitude word belongs to rather than to the number in front of it: 千瓦, 兆瓦, 百分点, 多米尼加."""
_NONE: Final = Hedge.NONE
_CNY: Final = unit("CNY")


def numbers(text: str) -> Iterator[re.Match[str]]:
    """Find the numbers of a text: a set of characters is looked for twice as fast as the pattern is."""
    first, match = _FIRST.search, NUMBER.match
    begin = first(text)
    while begin is not None:
        one = match(text, begin.start())
        assert one is not None  # noqa: S101 - by what a number begins with
        yield one
        begin = first(text, one.end())


def number(text: str, match: re.Match[str], *, cell: bool) -> tuple[Numeral, int] | None:
    """Read the number that a match of `NUMBER` covers, and find where it ends."""
    digits, tail, chinese = match.groups()
    end = match.end()
    if digits is None:
        return _chinese_number(text, chinese, end, cell=cell)
    if tail:
        if _is_metric(text, tail[-1], end):
            tail, end = tail[:-1], end - 1
        elif tail[-1] == ".":
            tail, end = tail.rstrip("."), end - len(tail) + len(tail.rstrip("."))
    if "," in digits:
        digits = digits.replace(",", "")
    # 1万5 is 15000, and 1万5元 perhaps 10005
    found = numerals.simple(digits, tail) or numerals.read(
        digits + tail, short_tail=cell and unit_word(text, end) is None
    )
    return None if found is None else (found, end)


def _is_metric(text: str, last: str, end: int) -> bool:
    """Tell whether a magnitude word belongs to the unit behind it: 千瓦, 兆欧; not 兆欧元."""
    following = text[end : end + 1]
    if not following or following not in _METRIC.get(last, ""):
        return False
    return text.startswith("米尼加", end) if last == "多" else not text.startswith("欧元", end)


def _chinese_number(text: str, chinese: str, end: int, *, cell: bool) -> tuple[Numeral, int] | None:
    if len(chinese) > 1 and _is_metric(text, chinese[-1], end):
        chinese, end = chinese[:-1], end - 1
    if chinese[-1] == "点":
        chinese, end = chinese[:-1], end - 1
    if _CAPITAL.search(chinese):
        if len(chinese) == 1 and not cell:
            return None  # 伍 and 陆 are surnames and more
        chinese = numerals.capital(chinese)
    found = numerals.HALF if chinese == "半" else numerals.read(chinese)
    if found is None and len(chinese) == 2 and text.startswith("折", end):
        found = numerals.read("".join(str(numerals.DIGITS.get(char, "x")) for char in chinese))
    return None if found is None else (found, end)


# ---------------------------------------------------------------- units

_LATIN: Final = re.compile("[0-9A-Za-z]")
_WAN: Final = 4
_YI: Final = 8
_SIZED: Final = frozenset("元级美港欧日英")
"""What makes 亿 behind 个 the size of what is counted: 37个亿元以上项目 are 37."""


def unit_word(text: str, position: int) -> UnitWord | None:
    """Find the longest unit word that starts at a position."""
    first_two = text[position : position + 2]
    for entry in LONG_WORDS.get(first_two, ()):
        if text.startswith(entry.word, position) and not (
            (entry.is_latin and _is_cut(text, position + len(entry.word), entry))
            or (entry.word.startswith("个亿") and text[position + 2 : position + 3] in _SIZED)
        ):
            return entry
    found = UNIT_WORDS.get(first_two[:1])
    if found is not None and found.is_latin and _is_cut(text, position + 1, found):
        return None
    return found


def _is_cut(text: str, end: int, entry: UnitWord) -> bool:
    """Tell whether letters go on behind a unit, or money does: 5m元 is no length."""
    following = text[end : end + 1]
    if not following or _LATIN.match(following):
        return bool(following)
    if following < "\u4e00" or entry.unit.dimension is Dimension.MONEY:
        return False
    if text.startswith("人民币", end):
        return True
    money = unit_word(text, end)
    return money is not None and money.unit.dimension is Dimension.MONEY and not _NEW_YEAR.match(text, end)


_NEW_YEAR: Final = re.compile("元[旦宵月年]")


def _unit(scope: ReadingScope, end: int, numeral: Numeral) -> TokenPiece | None:
    """Read the unit behind a number."""
    text = scope.text
    word = unit_word(text, end)
    following = "" if word is None else text[end + len(word.word) : end + len(word.word) + 1]
    if word is None or (
        following
        and numeral.scale >= _WAN
        and following in word.not_before
        and hedge_after(text, end + len(word.word))[1] is _NONE  # 3万所以上
    ):
        word = _foreign(scope, end)  # 50亿项目, 5000万家具, 3亿克朗: the word is another one
    if word is not None and word.word in SMALL_COUNTERS and numeral.scale >= _YI:
        return None  # 总投资28亿起, 投资28亿门槛
    # 百亿级 is an order of magnitude, of yuan; 千亿大关 counts nothing big
    if (
        word is None
        or (word.word == "级" and numeral.scale)
        or (word.word == "大" and (numeral.scale or text.startswith("大关", end)))
    ):
        return None
    stop = end + len(word.word)
    one = word.unit
    if text.startswith("/", stop):
        one, stop = _per(text, one, stop)
    return TokenPiece("U", end, stop, NOTHING, one, word)  # by place: names cost as much as the work


def _foreign(scope: ReadingScope, end: int) -> UnitWord | None:
    """Read the name of a currency that has no word in the tables; in text only where money would be read without it."""
    text = scope.text
    if text[end : end + 1] < _HAN or _NO_NAME.match(text, end):
        return None
    return named(text, end) if scope.cell or is_bare_money(text, end) else None


_HAN: Final = "\u4e00"
_NO_NAME: Final = re.compile("[的级和与及至到左大之上项产投工企资融营目任订合贷建实用]|以(?!色)|意(?!大)")
"""What stands behind money without a unit and begins the name of no currency."""


def _per(text: str, top: Unit, stop: int) -> tuple[Unit, int]:
    """Read the denominator of 万元/亩."""
    words = list(PER.get(text[stop + 1 : stop + 2], ()))
    other = unit_word(text, stop + 1)
    for word in (*words, other.word) if other else words:
        end = stop + 1 + len(word)
        if text.startswith(word, stop + 1) and not _is_torn(text, word, end):
            compound = per(top, word)
            if compound is not None:
                return compound, end
    return top, stop


def _is_torn(text: str, word: str, end: int) -> bool:
    """Tell whether a denominator is the head of the word that names the next amount: 3亿元/年均产值5亿元."""
    entry, following = UNIT_WORDS.get(word), text[end : end + 1]
    is_other = entry is not None and bool(following) and following in entry.not_before
    return is_other or _PER_EACH.match(text, end) is not None


_PER_EACH: Final = re.compile("均|(?<=[年月日季亩])产(?!品)")
"""What makes a word of its own with a denominator before it: 年均, 亩均, 日产."""


def is_bare_money(text: str, end: int) -> bool:
    """Tell whether a number that ends at a place may be money without a unit."""
    return text[end - 1] in "万亿兆" or (text[end - 1] in "多余几" and text[end - 2] in "万亿兆")


# ---------------------------------------------------------------- what stands behind a number and its unit

_AND: Final = re.compile(" ?(?:以及|[与和及同跟]) ?")
_TO: Final = re.compile(r" {0,2}(?:——|--|~~|[-—–~～至到]) {0,2}")
_SIGNS: Final = MINUSES | frozenset("负+")
_MONEY: Final = frozenset("$¥€£")
_SYMBOL: Final = re.compile("[A-Z]{0,3}[$¥€£]")
_MAY_JOIN: Final = frozenset("-—–~～至到( 与和及以同跟")
# a plus is no sum where a unit follows it at once: 100+家, 10+亿元
_PLUS: Final = re.compile(r"\+([十百千]?[万亿]?)(?![0-9])")
_PARTS: Final = {"百": 0, "千": -1}


def pieces(scope: ReadingScope, match: re.Match[str]) -> list[TokenPiece] | Refused:
    """Cut what belongs to the number of a match of `NUMBER` into tokens."""
    text, start = scope.text, match.start()
    got = number(text, match, cell=scope.cell)
    if got is None:
        return Refused(start, match.end(), "a number")
    numeral, end = got
    if match[3] is not None and match[3] in _PARTS and text.startswith("分之", end):
        return _shares(scope, TokenPiece("P", start, end + 2, power=_PARTS[match[3]]))
    first = _first(text, start, numeral, end)
    if isinstance(first, Refused):
        return first
    found = [first]
    numeral, end = first.numeral, first.end
    if text.startswith("+", end) and match[1] is not None:
        found = _with_plus(text, found[0])
        numeral, end = found[0].numeral, found[-1].end
    one = _unit(scope, end, numeral)
    if one is not None:
        found.append(one)
        end = one.end
    following = text[end : end + 1]
    if following not in _GOES_ON:
        return found
    if following in _MAY_JOIN and _join(scope, found, end):
        return found
    return _behind(scope, found, end, following)


def _first(text: str, start: int, numeral: Numeral, end: int) -> TokenPiece | Refused:
    """Cut a number with what clings to it: 十来家, 好几百, ¥-500万."""
    if text[end : end + 1] == "来" and _is_round(numeral):
        numeral, end = _or_so(text, numeral, end)
    elif numeral.hedge is Hedge.SEVERAL and text[start - 1 : start] == "好":
        start -= 1
    if start > 1 and text[start - 1] in MINUSES and text[start - 2] in _MONEY:
        if numeral.value is None or numeral.hedge is not _NONE:
            return Refused(start - 1, start, "no sign before a hedged number")
        start, numeral = start - 1, numeral._replace(value=numeral.value.copy_negate())
    return TokenPiece("N", start, end, numeral)


def _with_plus(text: str, number: TokenPiece) -> list[TokenPiece]:
    """Cut the plus behind a plain number, with the magnitude behind it: 10+亿元."""
    plus = _PLUS.match(text, number.end)
    numeral = number.numeral
    if plus is None or numeral.value is None or numeral.hedge is not _NONE or numeral.scale:
        return [number]
    power = MAGNITUDES[plus[1]] if plus[1] else 0
    numeral = scaled(numeral, power)._replace(scale=power)
    return [number._replace(numeral=numeral), TokenPiece("X", number.end, plus.end(), hedge=Hedge.AT_LEAST)]


def _is_round(numeral: Numeral) -> bool:
    return (
        numeral.hedge is Hedge.NONE
        and bool(numeral.value)
        and not numeral.places
        and str(numeral.value)[-1] == "0"
    )


_SIZE: Final = re.compile("[万亿]")


def _or_so(text: str, numeral: Numeral, end: int) -> tuple[Numeral, int]:
    """Read 来 behind a round number: 十来家, 二十来亿元."""
    size = None if numeral.scale else _SIZE.match(text, end + 1)
    if size is not None:
        power = MAGNITUDES[size[0]]
        return scaled(numeral, power)._replace(hedge=Hedge.ABOUT, scale=power), size.end()
    return (numeral._replace(hedge=Hedge.ABOUT), end + 1) if unit_word(text, end + 1) else (numeral, end)


def _shares(scope: ReadingScope, parts: TokenPiece) -> list[TokenPiece] | Refused:
    """Cut 百分之五十一 and 百分之三十到四十."""
    text, found = scope.text, [parts]
    for is_second in (False, True):
        end = found[-1].end
        if is_second:
            join = _TO.match(text, end)
            if join is None:
                break
            more = [TokenPiece("T", end, join.end())]
            end = join.end()
            if text.startswith("百分之", end):
                more.append(TokenPiece("P", end, end + 3))
                end += 3
        match = NUMBER.match(text, end)
        got = match and number(text, match, cell=scope.cell)
        if not got:
            if is_second:
                break
            return Refused(end, end + 1, "a number after 分之")
        one = TokenPiece("N", end, got[1], got[0])
        if not is_second:
            found.append(one)
        elif unit_word(text, one.end) is None:  # one with a unit of its own is another amount
            found += [*more, one]
    return _after(text, found, found[-1].end)


def _join(scope: ReadingScope, found: list[TokenPiece], end: int) -> bool:
    """Cut the second end of a range, if there is one."""
    text = scope.text
    mark = inclusion(text, end)
    place = mark.end() if mark else end
    is_between = text[place : place + 1] in ANDS
    join = (_AND if is_between else _TO).match(text, place)
    one = None if join is None else _second(scope, join.end())
    if join is None or one is None or (is_between and not _is_between(scope, one)):
        return False
    if mark is not None:
        found.append(_end(mark))
    found += (TokenPiece("T", join.start(), join.end()), one)
    end = one.end
    plus = _PLUS.match(text, end)
    if plus is not None:
        found.append(TokenPiece("X", end, plus.end()))
        return True
    measure = _unit(scope, end, one.numeral)
    if measure is not None:
        found.append(measure)
        end = measure.end
    mark = inclusion(text, end)
    if mark is not None:
        found.append(_end(mark))
        end = mark.end()
    if is_between:
        found.append(TokenPiece("B", end, end + len(AMONG)))
        return True
    _after(text, found, end)
    return True


ANDS: Final = frozenset("与和及以同跟")
"""What begins a word that joins the two ends of 1亿元与3亿元之间."""
AMONG: Final = "之间"
"""What makes one range of them."""


def _is_between(scope: ReadingScope, second: TokenPiece) -> bool:
    """Tell 1亿元与3亿元之间, one range, from two amounts beside each other."""
    measure = _unit(scope, second.end, second.numeral)
    end = second.end if measure is None else measure.end
    mark = inclusion(scope.text, end)
    return scope.text.startswith(AMONG, mark.end() if mark else end)


def _second(scope: ReadingScope, place: int) -> TokenPiece | None:
    """Cut the second number of a range, with its sign and its currency."""
    text = scope.text
    sign = text[place : place + 1]
    is_signed = bool(sign) and sign in _SIGNS
    begin = place + is_signed
    symbol = _SYMBOL.match(text, begin)
    currency = None
    if symbol is not None:
        start, currency = front(text, symbol.end())
        if start != begin or currency is None:
            return None
        begin = symbol.end()
    match = NUMBER.match(text, begin)
    got = match and number(text, match, cell=scope.cell)
    if not got or not match:
        return None
    numeral, end = got
    if is_signed and sign != "+":
        if numeral.value is None or numeral.hedge is not _NONE:
            return None
        numeral = numeral._replace(value=numeral.value.copy_negate())
    return TokenPiece("N", match.start(), end, numeral, currency)


def _end(mark: re.Match[str]) -> TokenPiece:
    return TokenPiece("E", mark.start(), mark.end(), is_open=mark[1] is not None)


_TENTHS: Final = re.compile("[零一二三四五六七八九半多]|[1-9](?![0-9.,%年月日个家项万亿元])")
_MORE: Final = re.compile(
    "半(?![径年天月日小成导自决山数岛])|[多余](?![次个家种方样元年地部人项万平下出款额剩0-9一二三四五六七八九十])"
)
_COINS: Final = re.compile(
    r"[整正](?![0-9A-Za-z\u4e00-\u9fff])"
    r"|零?(?:([0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])角(?:([0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?"
    r"|([0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)(?:[整正](?![0-9A-Za-z\u4e00-\u9fff]))?"
)
_MAY_BELONG: Final = frozenset("半多余整正零一二三四五六七八九壹贰叁肆伍陆柒捌玖0123456789")
_GOES_ON: Final = _MAY_JOIN | _MAY_BELONG | frozenset(AFTER) | {"级"}
"""What may stand behind a number and its unit and belong to them."""
_TALL: Final = (
    Dimension.DURATION,
    Dimension.LENGTH,
    Dimension.MASS,
    Dimension.VOLUME,
    Dimension.AREA,
    Dimension.MULTIPLE,
    Dimension.PERCENT,
)


def _behind(scope: ReadingScope, found: list[TokenPiece], end: int, following: str) -> list[TokenPiece]:
    """Cut what belongs to one number but stands behind its unit, and the hedge behind."""
    text, last = scope.text, found[-1]
    word = last.word
    if word is not None and following in _MAY_BELONG:
        pattern, kind = None, "M"
        if word.word == "成":
            pattern = _TENTHS
        elif word.unit is _CNY and word.word in {"元", "圆"}:
            pattern, kind = _COINS, "C"
        elif word.unit.dimension in _TALL:
            pattern = _MORE
        match = pattern.match(text, end) if pattern is not None else None
        if match is None and pattern is _COINS and (match := _MORE.match(text, end)):
            kind = "M"
        if match is not None:
            found.append(TokenPiece(kind, end, match.end()))
            end = match.end()
            if text[end : end + 1] in _MAY_JOIN and _join(scope, found, end):
                return found
    elif following == "级" and (
        last.unit.dimension is Dimension.MONEY if last.unit is not None else is_bare_money(text, end)
    ):
        found.append(TokenPiece("O", end, end + 1))
        end += 1
    return _after(text, found, end)


def _after(text: str, found: list[TokenPiece], end: int) -> list[TokenPiece]:
    following = text[end : end + 1]
    if following in AFTER or following == "(":
        stop, hedge = behind(text, end)
        if hedge is not _NONE:
            last = found[-1]
            if last.kind == "U" and last.unit is not None and text.startswith("/", stop):  # 300万元以上/亩
                one, stop = _per(text, last.unit, stop)
                found[-1] = last._replace(unit=one)
            found.append(TokenPiece("A", end, stop, hedge=hedge))
    return found
