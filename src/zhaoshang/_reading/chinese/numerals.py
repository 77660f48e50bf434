"""Numbers as they are printed: digits, 一二三, 壹贰叁, magnitudes, 余 and 几, and the digits that are neighbours.

`read` takes a folded text that must wholly be a number and gives a `Numeral`, or `None` where it is not one. Nothing
is guessed: 三百五千 and 一二三 are refused.
"""

from decimal import Decimal
from functools import lru_cache
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.numerals import (
    MAX_DIGITS,
    Numeral,
    at,
    last_place,
    moved,
    odd,
    odd_number,
    plus,
    printed,
    shifted,
)
from zhaoshang.quantities import Hedge

__all__ = ["DIGITS", "HALF", "SIMPLE_TAILS", "capital", "read", "simple"]

DIGITS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACES: Final = {"十": 1, "百": 2, "千": 3}
_SECTIONS: Final = (("兆", 12), ("亿", 8), ("万", 4))
_CAPITALS: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_IRREGULAR: Final = str.maketrans({"廿": "二十", "卅": "三十"})


def capital(text: str) -> str:
    """Turn capitals (大写) into the plain numerals."""
    return text.translate(_CAPITALS)


# ---------------------------------------------------------------- Arabic digits with one magnitude word

SIMPLE_TAILS: Final[dict[str, tuple[int, bool]]] = {"": (0, False)}
for _word, _power in (
    ("十", 1), ("百", 2), ("千", 3), ("万", 4), ("十万", 5), ("百万", 6), ("千万", 7), ("亿", 8), ("十亿", 9),
    ("百亿", 10), ("千亿", 11), ("万亿", 12), ("兆", 12),
):  # fmt: skip
    SIMPLE_TAILS[_word] = (_power, False)
    for _more in "余多":
        SIMPLE_TAILS[_word + _more] = SIMPLE_TAILS[_more + _word] = (_power, True)
SIMPLE_TAILS["余"] = SIMPLE_TAILS["多"] = (0, True)


def simple(digits: str, tail: str) -> Numeral | None:
    """Read Arabic digits (no commas) with at most one magnitude word and 余, the shape of nearly every cell."""
    found = SIMPLE_TAILS.get(tail)
    if found is None or len(digits) > MAX_DIGITS:
        return None
    power, is_odd = found
    if is_odd:
        return odd(digits, power)
    value, places = shifted(digits, power)
    return printed(value, places, power)


# ---------------------------------------------------------------- the whole language

_COEFFICIENT: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_COMMAS: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3,4}(?![0-9]))")
_PAIR: Final = re.compile(
    r"(?<![一二三四五六七八九两])(?:一[二两]|[二两]三|三[四五]|四五|五六|六七|七八|八九)(?![一二三四五六七八九])"
)
_FEW: Final = re.compile(r"(?:好?几|数)([十百千万亿]+)")
_TEN_FEW: Final = re.compile(r"([0-9一二三四五六七八九百千]*十|[0-9]*0)几([百千万亿]*)")
_POINTED: Final = re.compile(
    r"([零一二三四五六七八九十百千万亿两]+)点([零一二三四五六七八九]+)([十百千万亿]*)"
)
_LONGEST: Final = 80


@lru_cache(maxsize=4096)
def read(text: str, *, short_tail: bool = False) -> Numeral | None:
    """Read a folded text that is wholly a number.

    Args:
        text: the number, folded.
        short_tail: whether Arabic digits may end in a short tail too, as in the cell 1万5.
    """
    if len(text) > _LONGEST or not text:
        return None
    text = _COMMAS.sub("", text.translate(_IRREGULAR))
    for reader in (_read_few, _read_odd, _read_pair, _read_pointed, _read_digits):
        found = reader(text)
        if found is not None:
            return found
    return _read_exact(text, short_tail=short_tail)


def _read_exact(text: str, *, short_tail: bool) -> Numeral | None:
    plain = _Descending(text, short_tail=short_tail)
    if plain.value is None:
        return None
    value, places = plain.value, plain.places
    is_arabic = text[0] <= "9"
    if plain.scale and not is_arabic:
        places = max(0, plain.scale - last_place(value)) if value else 0
    return Numeral(
        value,
        places=places,
        scale=plain.scale,
        is_bare=all(c in "十百千万亿兆" for c in text),
        is_arabic=is_arabic,
    )


def _read_few(text: str) -> Numeral | None:
    """Read 几千万 and 数十亿: from two up to ten of the unit; 十几 is one digit more than 10."""
    match = _FEW.fullmatch(text)
    if match:
        one = _Descending(match[1], short_tail=False).value
        if one is None:
            return None
        exponent = last_place(one)
        return Numeral(None, Hedge.SEVERAL, at(2, exponent), at(10, exponent), 0, _scale(match[1]))
    if text in {"几", "好几"}:
        return Numeral(None, Hedge.SEVERAL, Decimal(2), Decimal(10))
    match = _TEN_FEW.fullmatch(text)
    if match is None:
        return None
    base = _Descending(match[1] + match[2], short_tail=False).value
    step = _Descending("十" + match[2], short_tail=False).value
    if not base or step is None:
        return None
    return Numeral(
        None, Hedge.ODD, base, plus(base, last_place(step)), 0, _scale(match[2]), is_arabic=text[0] <= "9"
    )


def _read_odd(text: str) -> Numeral | None:
    """Read 二百三十余万: the number without 余, and one more of its last digit."""
    place = max(text.find("余"), text.find("多"))
    if place < 1 or text[place + 1 :].strip("十百千万亿"):
        return None
    rest = text[:place] + text[place + 1 :]
    plain = _Descending(rest, short_tail=False)
    if not plain.value:
        return None
    is_bare = all(char in "十百千万亿" for char in rest)
    return odd_number(plain.value, plain.places, plain.scale, is_arabic=text[0] <= "9", is_bare=is_bare)


def _read_pair(text: str) -> Numeral | None:
    """Read 五六千万: two neighbouring digits share their place."""
    match = _PAIR.search(text)
    if match is None:
        return None
    start, end = match.span()
    if end == len(text) and start and text[start - 1] in "百千万亿":
        return None  # 一百二三 could be 120 to 130 or 102 to 103
    low, high = (_Descending(text[:start] + digit + text[end:], short_tail=False) for digit in match[0])
    if low.value is None or high.value is None or low.value >= high.value:
        return None
    return Numeral(None, Hedge.RANGE, low.value, high.value, 0, low.scale)


def _read_pointed(text: str) -> Numeral | None:
    """Read 三点五亿."""
    match = _POINTED.fullmatch(text)
    if match is None:
        return None
    whole = _Descending(match[1], short_tail=False).value
    if whole is None and _DIGIT_BY_DIGIT.fullmatch(match[1]):
        whole = Decimal("".join(str(DIGITS[digit]) for digit in match[1]))  # 一二点五
    if whole is None or (match[3] and whole >= 10_000):
        return None
    power = 0
    if match[3]:
        unit = _Descending(match[3], short_tail=False).value
        if unit is None:
            return None
        power = last_place(unit)
    digits = f"{whole}." + "".join(str(DIGITS[digit]) for digit in match[2])
    value, places = shifted(digits, power)
    return Numeral(value, places=places, scale=power)


_DIGIT_BY_DIGIT: Final = re.compile("[一二三四五六七八九][零一二三四五六七八九]{1,15}")
_BY_DIGIT: Final = re.compile(r"([一二三四五六七八九][零一二三四五六七八九]{2,15})(万亿|[万亿]?)")


def _read_digits(text: str) -> Numeral | None:
    """Read 一八三五亿, digit by digit; neighbours in a row, 三四五, may be several numbers and are none."""
    match = _BY_DIGIT.fullmatch(text)
    if match is None or match[1] in "一二三四五六七八九":
        return None
    power = SIMPLE_TAILS[match[2]][0]
    value, _ = shifted("".join(str(DIGITS[digit]) for digit in match[1]), power)
    return Numeral(value, scale=power)


def _scale(words: str) -> int:
    return next((power for word, power in _SECTIONS if word in words), 0)


_SECTION: Final = 4
"""The power of ten from one of 万, 亿 and 兆 to the next."""


class _Descending:
    """The value of descending parts: 3亿2000万, 一万五千亿, 两千零五."""

    __slots__ = ("places", "scale", "short_tail", "value")

    def __init__(self, text: str, *, short_tail: bool) -> None:
        self.places = 0
        self.scale = 0
        self.short_tail = short_tail
        self.value = self._sections(text, 0)
        if self.value is not None:
            self.scale = self._trailing(text) if text[0] <= "9" else _scale(text)

    @staticmethod
    def _trailing(text: str) -> int:
        """Find the power of the magnitude words at the end of Arabic digits: 7 for 5千万, 4 for 3亿2000万."""
        words = text[len(text.rstrip("十百千万亿兆")) :]
        found = SIMPLE_TAILS.get(words)
        return found[0] if found else _scale(words)

    def _sections(self, text: str, level: int) -> Decimal | None:
        for depth in range(level, len(_SECTIONS)):
            word, power = _SECTIONS[depth]
            left, found, right = text.rpartition(word)
            if found:
                return self._joined(left, right, depth, power)
        return self._small(text)

    def _joined(self, left: str, right: str, depth: int, power: int) -> Decimal | None:
        """Add the part in front of 万 or 亿 and the part behind it, which must be smaller than one of them."""
        top = self._sections(left, depth + 1) if left else Decimal(1)
        if not top:
            return None
        base = moved(top, power)
        if not right:
            return base
        if self.places or not left:
            return None
        tail = self._tail(right, depth + 1, power)
        if tail is None or not tail < 10**power:
            return None
        if tail < 10 ** (power - _SECTION) and len(right) > 1 and right[0] != "零":
            return None  # 3亿5千 says 3.5亿 to some, and 300,005,000 to others
        return Decimal(int(base) + int(tail)) if tail == int(tail) else None

    def _tail(self, text: str, level: int, power: int) -> Decimal | None:
        if text[0] == "零" and "0" < text[1:2] <= "9":
            text = text[1:]  # 1亿零500万
            if text.isdecimal():
                return Decimal(int(text))
        if len(text) == 1:
            if text in DIGITS and text != "零":
                return Decimal(DIGITS[text] * 10 ** (power - 1))
            if self.short_tail and text.isdecimal():
                return Decimal(int(text) * 10 ** (power - 1))
            return None
        if power == 4 and text.isdecimal() and 3 <= len(text) <= 4:  # 3万4000, 1万600
            return Decimal(int(text))
        was = self.places
        value = self._sections(text, level)
        if self.places > was or (text[0] <= "9" and text[-1] <= "9"):
            return None  # 3亿5.5 and 3亿2000 say nothing certain
        return value

    def _small(self, text: str) -> Decimal | None:
        """Read a part below 万: 1.5, 3千, 二千零五, 十五."""
        match = _COEFFICIENT.match(text)
        if match is None:
            return _chinese(text)
        digits, rest = match[0], text[match.end() :]
        if len(digits) > MAX_DIGITS:
            return None
        if not rest:
            value, places = shifted(digits, 0)
            self.places = max(self.places, places)
            return value
        power = _PLACES.get(rest)
        if power is not None:
            value, places = shifted(digits, power)
            self.places = max(self.places, places)
            return value
        return self._mixed(text)

    @staticmethod
    def _mixed(text: str) -> Decimal | None:
        """Read 2千5百: digits used as numerals."""
        if "." in text or re.search("[0-9]{2}", text):
            return None
        return _chinese(text.translate(str.maketrans("0123456789", "零一二三四五六七八九")))


HALF: Final = Numeral(Decimal("0.5"), places=1)
"""半."""


def _chinese(text: str) -> Decimal | None:
    """Read a Chinese numeral below 万; a digit after 百 or 千 without 零 counts in the next place (一百五)."""
    if text == "零":
        return Decimal(0)
    total, place, digit, after_zero = 0, 4, None, False
    for index, char in enumerate(text):
        value = DIGITS.get(char)
        if value is not None:
            if digit is not None or (value == 0 and (after_zero or index == len(text) - 1)):
                return None
            if value == 0:
                after_zero = True
            else:
                digit = value
            continue
        power = _PLACES.get(char)
        if power is None or power >= place:
            return None
        if digit is None and not (power == 1 or (index == 0 and len(text) == 1)):
            return None
        total += (1 if digit is None else digit) * 10**power
        place, digit, after_zero = power, None, False
    if digit is not None:
        total += digit * 10 ** (place - 1 if place < 4 and not after_zero else 0)
    return Decimal(total) if text else None
