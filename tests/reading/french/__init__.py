"""French, as far as a test needs it: a folder that joins by one row of each list."""

import re
from typing import Final

from tests.reading.french import amounts, dates, writing

from zhaoshang._reading.languages import Language
from zhaoshang._writing.languages import Writer

_SPOKEN: Final = re.compile("|".join((*amounts.UNITS, *amounts.SCALES, "trimestre", "année", *dates.MONTHS)))


def _is_in(text: str) -> bool:
    return _SPOKEN.search(text) is not None


LANGUAGE: Final = Language("fr", _is_in, _is_in, dates, amounts)
WRITER: Final = Writer("fr", writing.quantity_text, writing.period_text, writing.rounded_quantity)
