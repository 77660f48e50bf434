"""What a column of days may hold, wherever it is read."""

from typing import Final

ZONELESS: Final = "timestamps without a zone: take the date in the zone of the place first"
YEARS: Final = "days of the years 1 to 9999"
