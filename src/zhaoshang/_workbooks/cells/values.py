"""Cells to values: one reader for each kind of field; a reader gives a value, a fault, both or neither."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from math import isfinite
from typing import Final, NamedTuple, final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.cells.faults import Fault, cell_text, lost_digits
from zhaoshang._workbooks.cells.inside import is_of_other, is_restated, label_of, told_beside
from zhaoshang._workbooks.cells.translated import translated_stage
from zhaoshang._workbooks.files.grids import Cell
from zhaoshang._workbooks.words import cellwords
from zhaoshang._workbooks.words.headwords import INCLUDED
from zhaoshang._workbooks.words.text import (
    DITTO,
    EMPTY_WORDS,
    MARK,
    ORDINAL,
    bare,
    is_formula,
    key,
    tidy,
    unit_words,
)
from zhaoshang._workbooks.words.units import any_unit
from zhaoshang.errors import AmbiguousQuantityError, QuantitySyntaxError
from zhaoshang.quantities import KINDS, Quantity
from zhaoshang.reading import QuantityCell, parse_quantity_cell
from zhaoshang.units import Dimension, Scaled, scaled, unit
from zhaoshang.vocabulary import Stage, Term

__all__ = [
    "EMPTY",
    "FORMULA",
    "INEXACT",
    "NAMES_YUAN",
    "NOTHING",
    "NO_CURRENCY",
    "UNSAID",
    "QuantityReader",
    "Read",
    "Reader",
    "WordReader",
    "blank_in",
    "read_flag",
    "read_name",
    "read_stage",
    "read_text",
    "read_uscc",
]


@final
class Read(NamedTuple):
    """What a cell says."""

    value: object = None
    fault: Fault | None = None


Reader = Callable[[Cell, int], Read]
"""Reads a cell that is not empty; the second argument is its row."""

NOTHING: Final = Read()
EMPTY: Final = Read(None, Fault("empty_mark"))
INEXACT: Final = Read(None, Fault("digits_lost"))
_DITTO: Final = Read(None, Fault("ditto_mark"))
_NOT_A_QUANTITY: Final = Read(None, Fault("not_a_quantity"))
_NEGATIVE: Final = Read(None, Fault("negative_amount"))
_OTHER: Final = Read(None, Fault("other_measure"))
FORMULA: Final = Read(None, Fault("formula_text"))


_LONG: Final = 8  # a text as long as this is no mark of an empty cell


def blank_in(text: str) -> Read | None:
    """Read the marks that stand for an empty cell, or for the one above: which row that is meant is not told."""
    if len(text) > _LONG and not text.isspace():
        return None
    word = key(text)
    if bare(word):
        return NOTHING
    if word in EMPTY_WORDS:
        return EMPTY
    return _DITTO if word in DITTO else None


def read_text(raw: Cell, _row: int = 0, /) -> Read:
    """Read a plain text; a code of more digits than a number holds is none."""
    if lost_digits(raw):
        return INEXACT
    text = tidy(raw if type(raw) is str else cell_text(raw))
    blank = blank_in(text) if len(text) <= _LONG else None
    if blank is not None:
        return blank
    if text[0] in "=+-@" and is_formula(text) and isinstance(raw, str):
        return Read(text, Fault("formula_text"))
    return Read(text)


_WRAPPED: Final = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<!项目)(?<!工程)(?<!基地)(?<!中心)(?<!园区)[^\S\n\r]*+\r?\n[^\S\n\r]*+(?=[\u4e00-\u9fff])"
)
"""A line break inside a Chinese name, which a cell was too narrow for; behind a whole name another may begin."""


def read_name(raw: Cell, _row: int = 0, /) -> Read:
    """Read a project's name; it is kept as it is, whatever it looks like, but for marks that name none."""
    text = tidy(_WRAPPED.sub("", raw) if type(raw) is str else cell_text(raw))
    if len(text) < _LONG and (blank_in(text) is not None or ORDINAL.fullmatch(key(text))):
        return NOTHING
    if text[0] in "=+-@" and is_formula(text) and isinstance(raw, str):
        return Read(text, Fault("formula_text"))
    return INEXACT._replace(value=text) if lost_digits(raw) else Read(text)


# ------------------------------------------------------------------ amounts


def _scaled(number: float, power: int) -> tuple[Decimal, int]:
    """Take a cell's number to the 15 digits that Excel shows, times a power of ten; also give the places it shows.

    Examples:
        >>> _scaled(7.007000000000001, 0), _scaled(12.0, 8)
        ((Decimal('7.007'), 3), (Decimal('1200000000'), 0))
    """
    if number.is_integer() and abs(number) < 1e15:
        return Decimal(int(number) * 10**power), 0
    return _shifted(f"{number:.15g}", power)


def _shifted(shown: str, power: int) -> tuple[Decimal, int]:
    """Take digits as they are written, times a power of ten; also give their decimal places.

    Examples:
        >>> _shifted("10.00", 8), _shifted("0.12345678901234567890123456789012", 8)
        ((Decimal('1000000000'), 2), (Decimal('12345678.901234567890123456789012'), 32))
        >>> _shifted("1.5e3", 4)
        (Decimal('15000000'), 0)
    """
    digits, _, exponent = shown.replace(",", "").partition("e")
    whole, _, rest = digits.partition(".")
    places = 0 if exponent else len(rest)
    power += int(exponent or 0) - len(rest)
    if power >= 0:
        return Decimal(int(whole + rest) * 10**power), places
    sign, figures, _ = Decimal(whole + rest).as_tuple()
    value = Decimal((sign, figures, power))
    return (Decimal(int(value)) if exponent and value == int(value) else value), places


_PARTED: Final = re.compile(
    r"\d[^\S\n\r]*[\n\r]\s*\d|\d[^\S\n\r]+(?!\d{3}(?!\d))\d|\d{4}[^\S\n\r]+\d|\d(?:\s+[.．]\s*|[.．]\s+)\d"
)
"""Digits that a line break parts, or a blank that groups no thousands: two numbers, or one whose middle is lost."""
_SIZED: Final = re.compile("[万萬亿億兆]")
_OF_POWER: Final = {4: "万萬", 8: "亿億", 12: "兆"}
_RESTATED: Final = Fault("restated_amount")
NO_CURRENCY: Final = "XXX"
"""The code of ISO 4217 for none: what a row is said to be in is not known, and yuan is not meant."""
UNSAID: Final = "?"
"""Stands for the empty cell of a column that tells the currency of other rows."""
NAMES_YUAN: Final = re.compile("[元圆圓币幣¥￥]|CNY|RMB", re.IGNORECASE)
_UNIT_MISSING: Final = Fault("unit_missing")
_MOST_DIGITS: Final = 60
_NUMBER_TEXT: Final = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?")
"""A comma parts thousands and nothing else: `3,5` may be a decimal, and is no number."""


def number_in(raw: Cell) -> float | None:
    """Give the number of a cell that states one without a unit, as a number or as text; nearly, to compare it."""
    if isinstance(raw, int | float):
        return None if isinstance(raw, bool) else float(raw)
    word = _number_text(raw) if isinstance(raw, str) else None
    return None if word is None else float(word.replace(",", ""))


def _number_text(raw: str) -> str | None:
    if _PARTED.search(raw):
        return None
    word = key(raw)
    return word if _NUMBER_TEXT.fullmatch(word) else None


@final
class QuantityReader:
    """Reads amounts of one kind.

    Args:
        default: the unit of a bare number, from the header; `None` where there is none.
        dimension: what they are measured in.
        suspect: the numbers below the first or above the second are about 10⁴ off their column.
        zero_is_odd: whether 0 is doubtful.
        field: the path of the field, of which a cell that names its measure must speak.
        is_size: whether the header names a size alone, and the rows the currency.

    Attributes:
        way: how cells are read; readers of one way read equal cells alike.
    """

    def __init__(
        self,
        default: Scaled | None,
        dimension: Dimension,
        *,
        suspect: tuple[float, float] | None = None,
        zero_is_odd: bool = False,
        field: str | None = None,
        is_size: bool = False,
    ) -> None:
        self._field = field
        self._is_size = is_size
        self._default = default
        self._kind: type[Quantity] = KINDS[dimension]
        self._dimension = dimension
        self.suspect = suspect
        self._zero_is_odd = zero_is_odd
        self._defaults: dict[str, Scaled | None] = {"": default}
        self.way: Final = (default, dimension, suspect, zero_is_odd, field, self._is_size)
        self._torn: dict[str, Fault] = {}

    def __call__(self, raw: Cell, _row: int = 0, /, context: str = "") -> Read:
        """Read one cell; the row may give a currency, or a unit where the header has none."""
        default = self._unit(context)
        if isinstance(raw, str):
            found = self._text(raw, default)
        elif isinstance(raw, bool) or not isinstance(raw, float | int):
            return _NOT_A_QUANTITY
        else:
            found = self._number(float(raw), default, None)
        torn = self._torn.get(context)
        if torn is not None and found.fault == _UNIT_MISSING:
            return Read(None, torn)
        is_unsaid = default is None and UNSAID in context and not NAMES_YUAN.search(str(raw))
        is_yuan = isinstance(found.value, Quantity) and found.value.unit.code == "CNY"
        return Read(None, _UNIT_MISSING) if is_unsaid and is_yuan else found

    def _unit(self, context: str) -> Scaled | None:
        """Find the unit of bare numbers in a row: the currency takes the place of yuan in the scale of the unit.

        In whatever order the two stand; a unit of the row that names another currency speaks against it.
        """
        if context in self._defaults:
            return self._defaults[context]
        default, named = self._default, ""
        words = context.split() if self._dimension is Dimension.MONEY else []
        for word in sorted(
            words, key=str.isascii
        ):  # the scale before the currency, which has the form of a code
            if word == UNSAID:
                is_named = named or (self._default is not None and not self._is_size)
                default = default if is_named else None
            elif word.isascii():
                is_other = default is not None and default.unit.code != word
                if word == NO_CURRENCY:
                    named, default = word, None
                elif default is not None and is_other and (named or default.unit.code == "CNY"):
                    default = None if named else Scaled(unit(word), default.power)
            else:
                stated = scaled(word.removeprefix("人民币").removesuffix("人民币") or "元")
                named = word if stated.unit.code != "CNY" or "元" in word or "人民币" in word else ""
                if default is None:
                    default = stated
                elif default.power != stated.power or (named and default.unit != stated.unit):
                    named, default = word, None
            if named and default is None:
                self._torn[context] = Fault("row_units_disagree", self._said(context))
                break
        self._defaults[context] = default
        return default

    def _said(self, context: str) -> str:
        """Name what the header and the row say of the unit."""
        return "、".join(
            [
                *([unit_words(self._default)] if self._default else ()),
                *context.replace(NO_CURRENCY, "?").split(),
            ]
        )

    def _number(self, number: float, default: Scaled | None, text: str | None) -> Read:
        if default is None:
            return Read(None, _UNIT_MISSING)
        if not isfinite(number):
            return _NOT_A_QUANTITY
        if self.suspect is not None and not self.suspect[0] < number < self.suspect[1] and number:
            return Read(None, Fault("scale_suspect", unit_words(default)))
        if number < 0:
            return _NEGATIVE
        value, places = _scaled(number, default.power) if text is None else _shifted(text, default.power)
        quantity = self._kind(value=value, unit=default.unit, places=places, scale=default.power)
        return Read(quantity, Fault("zero_amount") if not number and self._zero_is_odd else None)

    def _text(self, raw: str, default: Scaled | None) -> Read:
        blank = blank_in(raw)
        if blank is not None:
            return blank
        word = _number_text(raw)
        if word is not None and len(word) <= _MOST_DIGITS:
            return self._digits(word, default)
        if is_formula(raw):
            return FORMULA
        if MARK.search(raw):
            return _NOT_A_QUANTITY
        label = label_of(raw)
        if self._field is not None and is_of_other(raw, label, self._field):
            return _OTHER
        found = self._stated(raw, default)
        is_told = found.value is None or found.fault is not None or not INCLUDED.match(label)
        return found if is_told else found._replace(fault=Fault("remark_beside", label))

    def _stated(self, raw: str, default: Scaled | None) -> Read:
        """Read an amount in words, or with a unit."""
        if _PARTED.search(raw.partition("(")[0].partition("（")[0]):
            return _NOT_A_QUANTITY
        own = self._parse(raw, None)
        if own is not None:
            if default is not None and own.quantity.unit == default.unit and own.quantity.scale == 0:
                own = self._parse(raw, unit_words(default)) or own  # a currency in brackets says no size
            return self._with_own_unit(own.quantity, own.remark, default)
        if default is None:
            missing = self._parse(raw, any_unit(self._dimension)) is not None
            return Read(None, _UNIT_MISSING) if missing else _NOT_A_QUANTITY
        return self._under_header(raw, default)

    def _under_header(self, raw: str, default: Scaled) -> Read:
        """Read an amount whose unit, or whose size too, is that of the header."""
        cell = self._parse(raw, unit_words(default))
        if cell is None:
            return _NOT_A_QUANTITY
        found = cell.quantity
        if _is_negative(found):
            return _NEGATIVE
        sizes = frozenset(_SIZED.findall(raw))  # 3亿5 below 万元
        is_other = bool(sizes) and sizes.isdisjoint(_OF_POWER.get(default.power, ""))
        is_other |= bool(default.power) and found.scale not in {None, default.power}  # 3k below 万元
        return Read(
            found,
            Fault("unit_conflict", unit_words(default)) if is_other else told_beside(cell.remark, found.unit),
        )

    def _digits(self, word: str, default: Scaled | None) -> Read:
        """Take digits as they stand; what a program wrote with an exponent was a float before."""
        number = float(word.replace(",", ""))
        if "e" not in word:
            return self._number(number, default, word)
        has_vanished = not number and word.partition("e")[0].strip("+-0.,")
        return _NOT_A_QUANTITY if has_vanished else self._number(number, default, None)

    def _with_own_unit(self, own: Quantity, remark: str | None, default: Scaled | None) -> Read:
        if type(own) is not self._kind:
            return _NOT_A_QUANTITY
        if _is_negative(own):
            return _NEGATIVE
        if is_restated(own.raw or "", own.unit):
            return Read(own, _RESTATED)
        if default is None or (own.unit == default.unit and own.scale == default.power):
            return Read(own, told_beside(remark, own.unit))
        return Read(own, Fault("unit_conflict", unit_words(default)))

    def _parse(self, raw: str, default: str | None) -> QuantityCell | None:
        try:
            return parse_quantity_cell(raw, default_unit=default)
        except (QuantitySyntaxError, AmbiguousQuantityError):
            return None


def _is_negative(amount: Quantity) -> bool:
    high = amount.value if amount.is_exact else amount.interval.high
    return high is not None and high < 0


# ------------------------------------------------------------------ words


@final
class WordReader:
    """Reads the words of a closed list."""

    def __init__(self, table: Mapping[str, Term], label: str, /) -> None:
        """Keep the words, and what the list is called."""
        self._table, self._label = table, label

    def __call__(self, raw: Cell, _row: int = 0, /) -> Read:
        """Read one cell."""
        text = cell_text(raw)
        word = key(text)
        table = self._table
        member = table.get(word) or table.get(word.removesuffix("类")) or table.get(word.removesuffix("项目"))
        if member is not None:
            return Read(member)
        return blank_in(text) or Read(None, Fault("unknown_word", self._label))


_AROUND_STATUS: Final = re.compile(r"^(?:项目|目前|现|当前)|[。.;,!\s]+$|(?:阶段|状态|项目)$")


def read_stage(raw: Cell, _row: int = 0, /) -> Read:
    """Read a status; a word with two meanings is asked about, running text is left alone."""
    text = cell_text(raw)
    blank = blank_in(text)
    if blank is not None:
        return blank
    word = key(text)
    for form in (word, _AROUND_STATUS.sub("", word)):
        stage = cellwords.STAGES.get(form)
        if stage is not None:
            return Read(stage)
        several = cellwords.AMBIGUOUS_STAGES.get(form)
        if several is not None:
            return Read(None, Fault("ambiguous_status", " / ".join(member.zh for member in several)))
        own = next(
            (each for each in Stage.declared() if form in {each.zh, f"已{each.zh}", each.en, each}), None
        )
        if own is not None:
            return Read(own)
    composed = _composed(word)
    if composed is not None:
        return Read(composed)
    said_twice = translated_stage(text)
    if said_twice is not None:
        return Read(said_twice)
    return Read(None, Fault("unknown_status" if len(word) <= 6 else "status_in_text"))


_IN_ORDER: Final = (
    Stage.SIGNED,
    Stage.LANDED,
    Stage.STARTED,
    Stage.COMPLETED,
    Stage.PRODUCING,
    Stage.AT_CAPACITY,
)
_LONGEST_STATUS: Final = 8
_GOES_ON: Final = frozenset("建设 在建 施工 运营 正在建设 建设中 施工中 运营中".split())


def _composed(word: str) -> Stage | None:
    """Read a status of two words, each of which says a stage, the later behind the earlier: 建成运营, 签约落地."""
    for cut in range(2, len(word) - 1) if len(word) <= _LONGEST_STATUS else ():
        first, second = (cellwords.STAGES.get(part) for part in (word[:cut], word[cut:].lstrip("并且、,")))
        is_done = word[:cut] not in _GOES_ON
        if (
            is_done
            and first in _IN_ORDER
            and second in _IN_ORDER
            and _IN_ORDER.index(first) <= _IN_ORDER.index(second)
        ):
            return second
    return None


def read_flag(raw: Cell, _row: int = 0, /) -> Read:
    """Read yes or no: `True`, `False` or nothing."""
    if isinstance(raw, bool):
        return Read(raw)
    word = key(cell_text(raw))
    if word in cellwords.YES:
        return Read(True)  # noqa: FBT003 - the value read
    if word in cellwords.NO:
        return Read(False)  # noqa: FBT003 - the value read
    blank = blank_in(word)
    return blank if blank is not None else Read(None, Fault("unknown_word", "是/否"))


def read_uscc(raw: Cell, _row: int = 0, /) -> Read:
    """Read a unified social credit code; blanks and lower case are mended, a wrong check character is not."""
    from stdnum.cn import uscc  # noqa: PLC0415 - loaded where codes are read
    from stdnum.exceptions import ValidationError  # noqa: PLC0415 - as above

    text = cell_text(raw)
    word = key(text)
    if bare(word) or word in EMPTY_WORDS:
        return NOTHING if bare(word) else EMPTY
    try:
        return Read(str(uscc.validate(word.upper())))
    except ValidationError:
        return Read(None, Fault("bad_uscc"))


_INDUSTRY: Final = re.compile(r"([A-T])?(\d{2,4})|[A-T]")


def read_industry(raw: Cell, _row: int = 0, /) -> Read:
    """Read a code of GB/T 4754."""
    text = cell_text(raw)
    blank = blank_in(text)
    if blank is not None:
        return blank
    word = key(text).upper()
    if _INDUSTRY.fullmatch(word):
        return Read(word)
    return Read(None, Fault("unknown_word", "行业代码"))
