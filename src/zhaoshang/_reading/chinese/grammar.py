"""Chinese amounts as rules over tokens: what each row of numbers, units and marks means.

`amount` starts at one match of `NUMBER` in a folded text and gives a `Found` with the span that belongs to it, or a
`Refused` that says where it failed. Cells and running text use the same rules; text adds the guards of `scanning`.
"""

import string
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.bounds import bounds_of
from zhaoshang._reading.chinese import numerals
from zhaoshang._reading.chinese.hedging import AHEAD, hedges_in_front
from zhaoshang._reading.chinese.lexicon import FIRSTS, UNIT_WORDS
from zhaoshang._reading.chinese.signing import SIGNS
from zhaoshang._reading.chinese.tokens import KINDS, is_bare_money, pieces, unit_word
from zhaoshang._reading.found import Found, ReadingScope, Refused, settled
from zhaoshang._reading.grammar import AmountRule, Grammar, TokenPiece
from zhaoshang._reading.numerals import Numeral, moved, scaled
from zhaoshang._reading.signs import MINUSES, Meant, NumberSign, sign_before
from zhaoshang._reading.words import FRONT, UNSURE, UnitWord, front
from zhaoshang.intervals import Interval
from zhaoshang.quantities import Hedge
from zhaoshang.units import MAGNITUDES, Dimension, Scaled, Unit, unit

__all__ = ["GRAMMAR", "amount", "order_of"]

_NONE: Final = Hedge.NONE
_CNY: Final = unit("CNY")
_PERCENT: Final = UNIT_WORDS["%"]


def amount(scope: ReadingScope, match: re.Match[str]) -> Found | Refused:
    """Read the amount whose first number is a match of `NUMBER`."""
    found = pieces(scope, match)
    if isinstance(found, Refused):
        return found
    read = GRAMMAR.read(scope, found)
    if read is None or (len(found) > _LEAST and found[-1].kind == "X"):  # 2到5+万家
        return Refused(match.start(), found[-1].end, "a number")
    if isinstance(read, Found) and read.unit is UNSURE:
        return Refused(match.start(), read.end, "a currency that is known")
    cut = _CUT.match(scope.text, read.end - 1) if isinstance(read, Found) and not scope.cell else None
    if cut is not None:
        return Refused(match.start(), cut.end(), "the end of the text")
    if isinstance(read, Found) and _is_of_two_currencies(scope, read):
        return Refused(match.start(), read.end, "currencies that agree")
    if len(found) > _LEAST and isinstance(read, Found) and _is_torn(scope, found, read.end):
        return Refused(match.start(), found[-1].end, "two ends of one range")
    return read


_CUT: Final = re.compile(
    "个半[十百千万亿]|个点(?![0-9\u4e00-\u9fff])|亩[0-9一二三四五六七八九]分|块[0-9一二三四五六七八九](?![0-9一二三四五六七八九.十百千万亿\u4e00-\u9fff])"
    "|[^对][半多余](?![0-9A-Za-z\u4e00-\u9fff])|.(?:±|以外|不到(?![0-9一二三四五六七八九十]))"
)
"""What goes on behind a unit and belongs to its number: 三个半亿, 5个点, 3亩5分, 3块5, 3亿元±5%."""


def _is_of_two_currencies(scope: ReadingScope, read: Found) -> bool:
    """Tell 3亿元美元, which nobody can tell the currency of."""
    if read.unit.dimension is not Dimension.MONEY or scope.text[read.end : read.end + 1] not in FIRSTS:
        return False
    other = unit_word(scope.text, read.end)
    return other is not None and other.unit.dimension is Dimension.MONEY and other.unit != read.unit


_LEAST: Final = 2
"""So many tokens are no range."""
_CHANGES: Final = frozenset(("至", "到"))


def _is_torn(scope: ReadingScope, found: Sequence[TokenPiece], end: int) -> bool:
    """Tell whether an amount is one end of what is written as a range and could not be read as one."""
    join = next((index for index, piece in enumerate(found) if piece.kind == "T"), 0)
    if not join or end > found[join].start:
        return False
    first, second = found[1].unit, found[join + 2].unit if len(found) > join + 2 else None
    mark = scope.text[found[join].start : found[join].end]
    if mark.strip() in _CHANGES:
        return first is second and not _is_change(scope, found[0].start, mark)
    # a doubled dash, or one between blanks, may be punctuation between two amounts
    return first is second or len(mark) == 1


def _is_change(scope: ReadingScope, start: int, mark: str) -> bool:
    """Tell a change from one number to another from a range."""
    return not scope.cell and mark.strip() in _CHANGES and scope.text[start - 1 : start] in _FROM


_FROM: Final = frozenset(("从", "由", "自"))
_LIKE: Final = re.compile("之间|不等")
"""Behind two ends: a range, whatever stands before it (从1亿元到3亿元不等)."""
_AMID: Final = "介于"


# ---------------------------------------------------------------- one number

_NAMED: Final = re.compile("人民币|RMB|CNY")


def _with_unit(scope: ReadingScope, found: Sequence[TokenPiece]) -> Found | Refused:
    """Read 130亿元, 80余亩, 两成, 八五折, 3个多月."""
    number, measure = found[0], found[1]
    numeral, word, one = number.numeral, measure.word, measure.unit
    start, currency = number.start, None
    if start and one is not None and one.dimension is Dimension.MONEY:
        start, currency = _currency(scope, start, one)
        if word is not None and currency not in {None, one} and _NAMED.search(word.word):
            return Refused(start, measure.end, "currencies that agree")
    if word is not None and (word.rate or word.odd or word.half):
        changed = _special(numeral, word)
        if changed is None:
            return Refused(start, measure.end, "a plain number before " + word.word)
        numeral = changed
    if currency is not None and currency is not one:
        measure = measure._replace(unit=currency)
    return _finish(scope.text, start, numeral, measure, found[2:])


def _alone(scope: ReadingScope, found: Sequence[TokenPiece]) -> Found | Refused:
    """Read a number without a unit: the currency in front, the header's unit, or yuan after 万 and 亿."""
    number, after = found[0], found[1:]
    numeral, end = number.numeral, number.end
    start, currency = _currency(scope, number.start, None)
    if currency is not None:
        return _finish(scope.text, start, numeral, TokenPiece("U", end, end, unit=currency), after)
    default = scope.default
    if default is not None:
        said = scope.text[number.start : end] if default.power else ""
        if numeral.is_arabic and _SMALL.search(said) and not _GREAT.search(said):
            return _of_two_sizes(number, default)
        if default.power and not _GREAT.search(said):
            numeral = scaled(numeral, default.power)._replace(scale=default.power)
        return _finish(scope.text, start, numeral, TokenPiece("U", end, end, unit=default.unit), after)
    if is_bare_money(scope.text, end):
        return _finish(scope.text, start, numeral, TokenPiece("U", end, end, unit=_CNY), after)
    return Refused(end, end + 1, "a unit such as 亿元, 亩 or 个")


def _of_two_sizes(number: TokenPiece, default: Scaled) -> Refused:
    """Refuse 3千 below 万元, which may be as many yuan, or as many times the unit of the header."""
    name, value = default.unit.zh, number.numeral.value
    sizes = () if value is None else ("", _SIZES.get(default.power, f"×10^{default.power}"))
    readings = tuple(f"{value:f}{size}{name}" for size in sizes)
    return Refused(number.start, number.end, "one order of magnitude", readings)


_SMALL: Final = re.compile("[十百千拾佰仟]")
_GREAT: Final = re.compile("[万亿兆]")


def _currency(scope: ReadingScope, start: int, one: Unit | None) -> tuple[int, Unit | None]:
    """Take the currency in front of a number into the amount, where it agrees with the unit behind."""
    text = scope.text
    place = start - (text[start - 1 : start] == " ")
    if place <= 0 or text[place - 1] not in FRONT:
        return start, None
    begin, currency = front(text, place)
    if currency is None or (one is not None and one is not _CNY and one != currency):
        return start, None
    return begin, currency


def _special(numeral: Numeral, word: UnitWord) -> Numeral | None:
    """Read the number before a unit that changes it: 两成, 八五折, 3个多月, 两年半."""
    if word.word == "折":
        if numeral.value is None or not 0 < numeral.value < 100:
            return None
        return scaled(numeral, 1) if numeral.value < 10 else numeral
    if word.rate and not word.odd:
        return scaled(numeral, word.rate)
    if numeral.value is None or numeral.hedge is not _NONE or numeral.places:
        return None
    if word.half:
        return numeral._replace(value=Decimal(f"{numeral.value}.5"), places=1)
    return scaled(_more_than(numeral, 1), word.rate)


def _more_than(numeral: Numeral, step: int) -> Numeral:
    value = numeral.value or Decimal(0)
    return numeral._replace(hedge=Hedge.ODD, low=value, high=Decimal(int(value) + step))


def _and_more(scope: ReadingScope, found: Sequence[TokenPiece]) -> Found | Refused | None:
    """Read 100+家 and 10+亿元; a plus that no unit follows is part of a sum or a name."""
    number, plus = found[:2]
    if len(found) > 2:
        measure = found[2]
    elif is_bare_money(scope.text, plus.end):
        measure = TokenPiece("U", plus.end, plus.end, unit=_CNY)
    else:
        return None
    word = measure.word
    if word is not None and (word.rate or word.odd or word.half):
        return None
    start, currency = _currency(scope, number.start, measure.unit)
    measure = measure._replace(unit=currency or measure.unit)
    return _finish(scope.text, start, number.numeral, measure, (plus._replace(end=measure.end),))


# ---------------------------------------------------------------- what belongs to the number but stands behind its unit

_DIGIT: Final = "零一二三四五六七八九"


_GOES_ON: Final = re.compile(r"(?!的)[\u4e00-\u9fff]")
"""Behind 多 and 余: they begin a word of their own, and belong to no number (比42亿元多出28亿元, 3亿元余下的)."""


def _with_more(scope: ReadingScope, found: Sequence[TokenPiece]) -> Found | Refused | None:
    """Read 三成五, 四成半, 四成多, 3年多."""
    number, measure, more = found[:3]
    numeral, word, said = number.numeral, measure.word, scope.text[more.start]
    if numeral.value is None or numeral.hedge is not _NONE or word is None:
        return None
    if numeral.value < 0 and said in "多余":
        return None
    if word.word == "成":
        tenths = scaled(numeral, 1)
        if said == "多":
            numeral = _more_than(tenths, 10 if not numeral.places else 1)
        elif tenths.value is None or int(tenths.value) % 10 or numeral.places > 1:
            return None
        else:
            ones = 5 if said == "半" else int(_figure(said))
            numeral = tenths._replace(
                value=Decimal(int(tenths.value) + (-ones if tenths.value < 0 else ones))
            )
    elif numeral.places or numeral.scale or word.rate or word.odd or word.half:
        if _GOES_ON.match(scope.text, more.end):
            return None
        return Refused(more.start, more.end, "the end of the text")  # 3亿元多: of what order?
    elif said == "半":
        numeral = numeral._replace(value=Decimal(f"{numeral.value}.5"), places=1)
    else:
        numeral = _more_than(numeral, 1)
    return _finish(scope.text, number.start, numeral, measure._replace(end=more.end), found[3:])


def _with_coins(scope: ReadingScope, found: Sequence[TokenPiece]) -> Found | Refused | None:
    """Read the coins and the closing 整 of a contract: 3元5角, 贰万元整."""
    number, measure, coins = found[:3]
    numeral, value = number.numeral, number.numeral.value
    said = scope.text[coins.start : coins.end].strip("整正零")
    if said:
        if value is None or value != value.to_integral_value() or numeral.hedge is not _NONE:
            return None
        tenths, _, cents = said.rpartition("角")
        figures = (_figure(tenths) if tenths else "0") + (_figure(cents[0]) if cents else "")
        numeral = numeral._replace(value=Decimal(f"{value}.{figures}"), places=len(figures), scale=0)
    start, currency = _currency(scope, number.start, measure.unit)
    measure = measure._replace(unit=currency or measure.unit, end=coins.end)
    return _finish(scope.text, start, numeral, measure, found[3:])


def _figure(part: str) -> str:
    return part if part.isascii() else str(_DIGIT.index(numerals.capital(part)))


def _order(scope: ReadingScope, found: Sequence[TokenPiece]) -> Found | Refused | None:
    """Read an order of magnitude, 百亿级, 50亿元级; 第50亿级 is none, and 百亿级以上 is what 百亿以上 is."""
    number, measure = found[0], found[1]
    numeral, default = number.numeral, scope.default
    one = measure.unit
    if (numeral.value or 0) <= 0 or numeral.hedge is not _NONE or not numeral.scale or numeral.places:
        return None
    start, currency = _currency(scope, number.start, one)
    if scope.text[start - 1 : start] == "第":
        return None
    order = next(index for index, piece in enumerate(found) if piece.kind == "O")
    one = currency or one or (_CNY if default is None else default.unit)
    if one.dimension is not Dimension.MONEY:
        return None  # under the header of an area
    measure = measure._replace(unit=one, end=found[order].end)
    read = _finish(scope.text, start, numeral, measure, found[order + 1 :])
    if isinstance(read, Refused) or read.hedge in _FROM_BELOW:
        return read
    if read.hedge in _OF_AN_ORDER:
        return order_of(read)
    return Refused(
        read.start, read.end, "an order of magnitude, or a bound from below"
    )  # 百亿级以下 of what?


_OF_AN_ORDER: Final = frozenset({_NONE, Hedge.ABOUT})
_FROM_BELOW: Final = frozenset({Hedge.OVER, Hedge.AT_LEAST})


def _decade(numeral: Numeral) -> Numeral:
    low = numeral.value or Decimal(0)
    return numeral._replace(value=None, hedge=Hedge.ORDER, low=low, high=moved(low, 1))


def order_of(found: Found) -> Found:
    """Make the order of magnitude of an amount that prints a magnitude alone: 百亿 of 3个百亿项目."""
    numeral = _decade(found.numeral)
    return found._replace(numeral=numeral, hedge=Hedge.ORDER, bounds=bounds_of(numeral))


# ---------------------------------------------------------------- shares in words


def _share(scope: ReadingScope, found: Sequence[TokenPiece]) -> Found | Refused:
    """Read 百分之五十一."""
    parts, number = found[:2]
    measure = TokenPiece("U", number.end, number.end, unit=_PERCENT.unit, word=_PERCENT)
    return _finish(scope.text, parts.start, scaled(number.numeral, parts.power), measure, found[2:])


def _shares(scope: ReadingScope, found: Sequence[TokenPiece]) -> Found | Refused | None:
    """Read 百分之三十到四十."""
    last = max(index for index, piece in enumerate(found) if piece.kind == "N")
    parts, first, second = found[0], found[1], found[last]
    if first.numeral.value is None or second.numeral.value is None:
        return None
    pair = (scaled(first.numeral, parts.power), scaled(second.numeral, parts.power))
    measure = TokenPiece("U", second.end, second.end, unit=_PERCENT.unit, word=_PERCENT)
    refused = Refused(parts.start, second.end, "two plain numbers")
    return _ranged(scope.text, parts.start, pair, measure, found[last + 1 :], is_shared=False) or refused


# ---------------------------------------------------------------- ranges

_SIZES: Final = {power: word for word, power in MAGNITUDES.items()}


def _range(scope: ReadingScope, found: Sequence[TokenPiece]) -> Found | Refused | None:
    """Read 10-20亿元 and 5000万元至1亿元."""
    text, start, first = scope.text, found[0].start, found[0].numeral
    join = next(index for index, piece in enumerate(found) if piece.kind == "T")
    second, after = found[join + 1].numeral, found[join + 2 :]
    if _is_change(scope, start, text[found[join].start : found[join].end]) and not _LIKE.match(
        text, found[-1].end
    ):
        return None
    if first.hedge is not _NONE or second.hedge is not _NONE:
        return None
    before, end = found[1].unit, found[join + 1].end
    if after and after[0].kind == "U":
        measure, after = after[0], after[1:]
    elif before is not None:
        return None
    else:
        measure = TokenPiece("U", end, end, unit=None if scope.default is None else scope.default.unit)
        power = 0 if scope.default is None else scope.default.power
        if power and not second.scale and not first.scale:
            first, second = (scaled(one, power)._replace(scale=power) for one in (first, second))
    start, currency = _currency(scope, start, measure.unit)
    one = currency or measure.unit or (_CNY if is_bare_money(text, end) else None)
    if one is None or before not in {None, measure.unit} or found[join + 1].unit not in {None, currency}:
        return None
    measure = measure._replace(unit=one)
    start, meant = _sign(scope, start, measure)
    if meant is Meant.UNSURE:
        return Refused(start, measure.end, "a sign that is sure")
    if meant is Meant.MINUS and first.value is not None:
        first = first._replace(value=first.value.copy_negate())
    is_open = found[join - 1].is_open
    return _ranged(text, start, (first, second), measure, after, is_shared=before is None, is_open=is_open)


_JOINS: Final = frozenset("-—–~～%)）") | frozenset(string.ascii_letters + string.digits)


def _sign(scope: ReadingScope, start: int, measure: TokenPiece) -> NumberSign:
    """Read the sign of the lower end of a range: -3%～2%; of a cell any dash is one that joins nothing."""
    text = scope.text
    mark = text[start - 1 : start]
    if scope.cell or (start == 1 and mark):
        if mark and mark in _CELL_SIGNS and (start == 1 or text[start - 2] not in _JOINS):
            return NumberSign(start - 1, Meant.PLUS if mark == "+" else Meant.MINUS)
        return NumberSign(start, Meant.NO_SIGN)
    assert measure.unit is not None  # noqa: S101 - the range has one
    return sign_before(text, start, measure.unit, SIGNS)


_CELL_SIGNS: Final = MINUSES | SIGNS.last | {"+"}


def _shared_place(first: Numeral, second: Numeral) -> int:
    """Find the power of ten that 二 takes from 三千万 in 二至三千万: a lone numeral shares the place of the next."""
    low, high = first.value, second.value
    if low is None or high is None or first.is_arabic or second.is_arabic or second.is_bare:
        return 0
    printed = f"{high:f}"
    if not 0 < low < 10 or not low < high or printed.strip("0") != printed[:1] or not low < int(printed[0]):
        return 0
    return len(printed) - 1


def _ranged(
    text: str,
    start: int,
    pair: tuple[Numeral, Numeral],
    measure: TokenPiece,
    after: Sequence[TokenPiece],
    *,
    is_shared: bool,
    is_open: bool = False,
) -> Found | Refused | None:
    """Put the two ends of a range together; a bare first number takes the second's scale if it is the smaller."""
    first, second = pair
    word = measure.word
    if word is not None and word.rate:
        changed = [_special(side, word) for side in pair]
        first, second = changed[0] or first, changed[1] or second
    low, high = first.value, second.value
    if low is None or high is None:
        return None
    step = _shared_place(first, second) if is_shared else 0
    if step:
        low = moved(low, step)
    elif is_shared and second.scale and not first.scale:
        top = moved(high, -second.scale)
        if not low < top:
            size = _SIZES.get(second.scale, f"×10^{second.scale}")
            readings = (f"{low:f}–{top:f}{size}", f"{low:f}{size}–{top:f}{size}")
            return Refused(start, measure.end, "one order of magnitude", readings)
        low = moved(low, second.scale)
    if not low < high:
        return Refused(start, measure.end, "a second number above the first")
    numeral = Numeral(None, Hedge.RANGE, low, high, max(first.places, second.places), second.scale)
    is_top_open = False
    if after and after[0].kind == "E":
        is_top_open, measure, after = after[0].is_open, measure._replace(end=after[0].end), after[1:]
    if after and after[0].kind == "B":
        measure, after = measure._replace(end=after[0].end), after[1:]
        start -= len(_AMID) if text.endswith(_AMID, 0, start) else 0
    bounds = Interval(low, high, not is_open, not is_top_open)
    return _finish(text, start, numeral, measure, after, bounds=bounds)


# ---------------------------------------------------------------- the hedges on both sides


def _finish(
    text: str,
    start: int,
    numeral: Numeral,
    measure: TokenPiece,
    behind: Sequence[TokenPiece],
    *,
    bounds: Interval | None = None,
) -> Found | Refused:
    """Take the hedges on both sides and make the interval."""
    word, one, end = measure.word, measure.unit, measure.end
    assert one is not None  # noqa: S101 - the rules found a unit
    after = _NONE
    if behind:
        end, after = behind[-1].end, behind[-1].hedge
    if numeral.hedge is Hedge.ABOUT and after is _NONE:
        after = Hedge.ABOUT
    hedge: Hedge | None = after
    if start and (text[start - 1] in AHEAD or text[start - 1] == "币"):
        start, hedge = hedges_in_front(text, start, numeral, after)
    if hedge is None:
        return Refused(start, end, "hedges that agree")
    return settled(start, end, numeral, one, word, hedge, bounds)


# ---------------------------------------------------------------- the rules

GRAMMAR: Final = Grammar(
    KINDS,
    (
        AmountRule("number and unit", "<number><unit><after>?", _with_unit, "近130亿元", 1),
        AmountRule("number alone", "<number><after>?", _alone, "3690亿", 34),
        AmountRule("plus before the unit", "<number><plus><unit>?", _and_more, "100+家", 40),
        AmountRule(
            "part of one more behind the unit", "<number><unit><more><after>?", _with_more, "三成五", 15
        ),
        AmountRule("coins", "<number><unit><coins><after>?", _with_coins, "3元5角", 14),
        AmountRule("order of magnitude", "<number><unit>?<order><after>?", _order, "百亿级", 11),
        AmountRule("share in words", "<parts><number><after>?", _share, "百分之五十一", 15),
        AmountRule(
            "range of shares", "<parts><number><to><parts>?<number><after>?", _shares, "百分之三十到四十", 31
        ),
        AmountRule(
            "range",
            "<number><unit>?<end>?<to><number><unit>?<end>?<between>?<after>?",
            _range,
            "5000万元至1亿元",
            12,
        ),
    ),
)
"""How Chinese amounts are written."""
