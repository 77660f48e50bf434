"""What every claim uses: the figures it may name, and how it reports."""

from collections.abc import Iterable, Mapping
from typing import Final, final

from attrs import frozen

from zhaoshang._checks.figures import PrintedFigure, said
from zhaoshang._text.messages import Message, Sentence
from zhaoshang.errors import UnknownIdError
from zhaoshang.findings import Finding, Severity
from zhaoshang.ledger import Ledger

Solved = dict[str, dict[str, tuple[str, ...]]]


@final
@frozen
class Claims:
    """What claims are judged against: the figures by id, and perhaps a ledger."""

    figures: Mapping[str, PrintedFigure]
    ledger: Ledger | None

    def figure(self, id: str) -> PrintedFigure:  # noqa: A002 - the word of the exchange format
        """Look a figure up."""
        try:
            return self.figures[id]
        except KeyError:
            raise UnknownIdError("figures", id, tuple(self.figures)[:5]) from None


def finding_of(code: str, ids: Iterable[str], message: Message, **detail: str | Iterable[str]) -> Finding:
    """Make a warning about figures."""
    return Finding(code=code, severity=Severity.WARNING, ids=ids, message=message, detail=detail)


_UNIT_MISMATCH: Final = Sentence(
    "check.unit_mismatch",
    zh="计量单位不同，不能比较：{units}",
    en="different units, which cannot be compared: {units}",
)


def unit_mismatch(ids: Iterable[str], figures: Iterable[PrintedFigure]) -> list[Finding]:
    """Report figures whose units cannot be compared."""
    units = " ".join(dict.fromkeys(figure.value.unit.code for figure in figures))
    return [
        finding_of(
            "unit_mismatch",
            ids,
            Message(_UNIT_MISMATCH, units=units),
            units=units,
        )
    ]


def words_of(figure: PrintedFigure) -> str:
    """Write a figure as it was printed."""
    return said(figure.value)
