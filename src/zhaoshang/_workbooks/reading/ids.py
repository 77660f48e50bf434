"""The ids that projects of a workbook are given: their codes, else the places of their rows; each once."""

from collections.abc import Sequence
from typing import final


@final
class GivenIds:
    """The ids of the projects of a workbook.

    Attributes:
        rows: by id, the row of its project.
        repeated: by id, the code that another project had before.
    """

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self.repeated: dict[str, str] = {}

    def given_to(self, sheet: str, codes: Sequence[str | None] | None, numbers: Sequence[int]) -> list[str]:
        """Give the ids of the projects of some rows: their codes, else the places of the rows."""
        if codes is None:
            codes = [None] * len(numbers)
        new = dict(zip(codes, numbers, strict=True))
        if None not in new and len(new) == len(codes) and self.rows.keys().isdisjoint(new):
            found = [code for code in new if code is not None]
            self.rows.update(zip(found, numbers, strict=True))
            return found
        return [self._given_to_one(sheet, code, number) for code, number in zip(codes, numbers, strict=True)]

    def _given_to_one(self, sheet: str, code: str | None, number: int) -> str:
        place = f"{sheet}!{number}"
        if code is None:
            chosen = place
        elif code not in self.rows:
            chosen = code
        else:
            chosen = f"{code}~{place}"
            self.repeated[chosen] = code
        while chosen in self.rows:
            chosen += "'"
        self.rows[chosen] = number
        return chosen
