"""What is in doubt in an office's frame, gathered by column."""

from typing import Final, final

from attrs import field, frozen

from zhaoshang._text.messages import Message
from zhaoshang._workbooks.cells.faults import FAULTS, Fault, words_of
from zhaoshang.findings import Finding, Severity

__all__ = ["FRAME", "Doubts"]

FRAME: Final = "frame"
"""What paths of findings and errors call the frame."""


@final
@frozen
class Doubts:
    """Gathers what is in doubt: one finding for each column and kind of fault."""

    found: list[Finding] = field(factory=list)

    def say(self, fault: Fault, header: str, rows: int, example: object = None) -> None:
        """Say that cells of a column cannot be read for certain.

        Args:
            fault: what is wrong with them.
            header: the header of the column.
            rows: how many rows.
            example: one of the cells.
        """
        shown = header if example is None else str(example)
        detail = {"column": header, "rows": str(rows)}
        if example is not None:
            detail["value"] = str(example)
        message = words_of(fault, shown)
        if example is not None:
            message = Message("frame.doubt", column=header, rows=rows, fault=message)
        self.found.append(
            Finding(
                code=fault.code,
                severity=FAULTS[fault.code],
                path=f"{FRAME}[{header}]",
                detail=detail,
                message=message,
            )
        )

    def tell(self, code: str, severity: Severity, **detail: str) -> None:
        """Say something of the frame as a whole, by the message of its code."""
        message = Message(f"frame.{code}", **detail)
        self.found.append(Finding(code=code, severity=severity, path=FRAME, detail=detail, message=message))
