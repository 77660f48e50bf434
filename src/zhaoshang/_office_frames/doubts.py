"""What is in doubt in an office's frame, gathered by column."""

from typing import Final, final

from attrs import field, frozen

from zhaoshang._workbooks.cells.faults import FAULTS, Fault
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
        rule = FAULTS[fault.code]
        shown = header if example is None else str(example)
        detail = {"column": header, "rows": str(rows)}
        if example is not None:
            detail["value"] = str(example)
        zh, en = (words.format(value=shown, note=fault.note) for words in (rule.zh, rule.en))
        if example is not None:
            zh, en = f"“{header}”列 {rows} 行，如 {zh}", f"{rows} rows of {header}, such as: {en}"
        self.found.append(
            Finding(
                code=fault.code,
                severity=rule.severity,
                path=f"{FRAME}[{header}]",
                detail=detail,
                zh=zh,
                en=en,
            )
        )

    def tell(self, code: str, severity: Severity, zh: str, en: str, **detail: str) -> None:
        """Say something of the frame as a whole."""
        self.found.append(Finding(code=code, severity=severity, path=FRAME, detail=detail, zh=zh, en=en))
