"""A column of cells: each read once, and findings about what is empty, unread, or disagrees."""

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.own import own
from zhaoshang._reading import cells
from zhaoshang._reading.records import Column, QuantityCell
from zhaoshang._text.messages import Label, Message
from zhaoshang.errors import FieldTypeError, ZhaoshangError
from zhaoshang.quantities import Quantity
from zhaoshang.units import Scaled, Unit

if TYPE_CHECKING:
    from zhaoshang.findings import Finding

__all__ = ["read"]

_ERROR_VALUES: Final = frozenset(
    ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)
"""What a workbook shows for a formula that failed."""


def read(texts: Iterable[str | None], word: Scaled | None, missing: Container[str]) -> Column:
    """Read the cells of a column under the unit of its header; no cell raises.

    Args:
        texts: the cells.
        word: the unit of the header.
        missing: what is written where nothing is known.
    """
    wanted = None if word is None else word.unit
    known: dict[str, QuantityCell | ZhaoshangError] = {}
    values: list[Quantity | None] = []
    remarks: list[str | None] = []
    findings: list[Finding] = []
    for index, text in enumerate(map(own, texts)):
        read: QuantityCell | ZhaoshangError | None = None
        plain = _plain(text)
        if text is None or plain in missing or plain in _ERROR_VALUES:
            if plain:
                findings.append(_empty(index, plain))
        else:
            read = known.get(text)
            if read is None:
                read = known[text] = _cell(text, word)
            if isinstance(read, ZhaoshangError):
                findings.append(_unread(index, text, read))
            else:
                findings += _disagreements(index, text, read, wanted)
        cell = read if isinstance(read, QuantityCell) else None
        values.append(None if cell is None else cell.quantity)
        remarks.append(None if cell is None else cell.remark)
    return Column(tuple(values), tuple(findings), tuple(remarks))


def _plain(text: object) -> str:
    """Give a text without the blanks around it; what tables of numbers hold where nothing is (NaN, NA) is no text.

    Raises:
        FieldTypeError: for anything else.
    """
    if isinstance(text, str):
        return text.strip()
    try:
        is_missing = text is None or bool(text != text)  # noqa: PLR0124 - so NaN is told from numbers
    except (TypeError, ArithmeticError):  # pandas' NA, a signalling NaN
        is_missing = True
    if is_missing:
        return ""
    raise FieldTypeError(as_python(text), "a text")


def _cell(text: str, word: Scaled | None) -> QuantityCell | ZhaoshangError:
    try:
        if any(mark in text for mark in "(（其"):  # what every remark has; without, the short way is enough
            return QuantityCell(*cells.with_remark(text, word))
        return QuantityCell(cells.quantity(text, word), None)
    except ZhaoshangError as error:
        return error


def _empty(index: int, text: str) -> "Finding":
    from zhaoshang.findings import Finding  # noqa: PLC0415 - loaded when there is one

    if text in _ERROR_VALUES:
        return Finding(
            code="error_value",
            path=f"[{index}]",
            detail={"text": text},
            message=Message("column.error_value", text=text),
        )
    return Finding(
        code="nothing_stated",
        severity="info",
        path=f"[{index}]",
        detail={"text": text},
        message=Message("column.nothing_stated", text=text),
    )


def _disagreements(index: int, text: str, cell: QuantityCell, wanted: Unit | None) -> "list[Finding]":
    """Tell where a printed unit is not the header's, and where an equal amount in the remark is another one."""
    found = []
    if wanted is not None and cell.quantity.unit != wanted:
        found.append(_disagreement(index, text, cell.quantity, wanted))
    other = None if cell.remark is None else cells.same_amount(cell.remark)
    if other is not None and not cells.agree(cell.quantity, other):
        found.append(_two_amounts(index, text, cell.quantity, other))
    return found


def _two_amounts(index: int, text: str, first: Quantity, second: Quantity) -> "Finding":
    from zhaoshang.findings import Finding  # noqa: PLC0415 - loaded when there is one

    return Finding(
        code="amounts_disagree",
        path=f"[{index}]",
        detail={"text": text, "amount": str(first), "remark": str(second)},
        message=Message("column.amounts_disagree", text=text),
    )


class _ErrorSentence(NamedTuple):
    """The sentence of an error, without the text and the caret below it."""

    error: ZhaoshangError

    def label(self, locale: str) -> str:
        """Say it in a language."""
        return self.error.render(locale).partition("\n")[0]


def _unread(index: int, text: str, error: ZhaoshangError) -> "Finding":
    from zhaoshang.findings import Finding  # noqa: PLC0415 - loaded when there is one

    return Finding(
        code="not_a_quantity",
        path=f"[{index}]",
        detail={"text": text},
        message=Message("column.not_a_quantity", fault=_ErrorSentence(error)),
    )


def _disagreement(index: int, text: str, read: Quantity, wanted: Unit) -> "Finding":
    from zhaoshang.findings import Finding  # noqa: PLC0415 - loaded when there is one

    return Finding(
        code="unit_disagrees",
        path=f"[{index}]",
        detail={"text": text, "printed": read.unit.code, "header": wanted.code},
        message=Message("column.unit_disagrees", text=text, unit=Label(wanted.zh, wanted.en)),
    )
