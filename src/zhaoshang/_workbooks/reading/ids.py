"""The ids that projects of a workbook are given: their codes, else the places of their rows; each once."""

from collections.abc import Sequence
from typing import final


@final
class GivenIds:
    """The ids of the projects of a workbook.

    Attributes:
        places: by id, the sheet and row of its project.
        repeated: by id, the code that another project had before.
    """

    def __init__(self) -> None:
        self.places: dict[str, str] = {}
        self.repeated: dict[str, str] = {}

    def given_to(self, sheet: str, codes: Sequence[str | None] | None, numbers: Sequence[int]) -> list[str]:
        """Give the ids of the projects of some rows: their codes, else the places of the rows."""
        if codes is None:
            codes = [None] * len(numbers)
        new = dict(zip(codes, numbers, strict=True))
        if None not in new and len(new) == len(codes) and self.places.keys().isdisjoint(new):
            found = [code for code in new if code is not None]
            self.places.update(zip(found, [f"{sheet}!{number}" for number in numbers], strict=True))
            return found
        return [self._given_to_one(sheet, code, number) for code, number in zip(codes, numbers, strict=True)]

    def _given_to_one(self, sheet: str, code: str | None, number: int) -> str:
        place = f"{sheet}!{number}"
        if code is None:
            chosen = place
        elif code not in self.places:
            chosen = code
        else:
            chosen = f"{code}~{place}"
            self.repeated[chosen] = code
        while chosen in self.places:
            chosen += "'"
        self.places[chosen] = place
        return chosen
