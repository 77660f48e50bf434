"""Rebuild the table of sections and divisions from a full table of GB/T 4754-2017.

    python tools/rebuild_industries.py TABLE.csv > src/zhaoshang/_vocabulary/industries.tsv

The full table has one row per class: a code (`A`, `01` or `A01`, `011`, `0111` …) and its name, as the National
Bureau of Statistics prints it. Groups and classes are left out; the comment lines of the shipped table are kept.
"""

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

SHIPPED = Path(__file__).parents[1] / "src" / "zhaoshang" / "_vocabulary" / "industries.tsv"


def rows(table: Iterable[list[str]]) -> Iterator[tuple[str, str]]:
    """Give sections and divisions with their names, in the order of the table."""
    section = ""
    for row in table:
        if len(row) < 2:
            continue
        code, name = row[0].strip().upper(), re.sub(r"\s", "", row[1])
        if re.fullmatch(r"[A-T]", code):
            section = code
            yield code, name
        elif re.fullmatch(r"[A-T]?\d{1,2}", code) and section:
            yield f"{section}{int(code.lstrip(section)):02}", name


def main() -> None:
    """Print the table."""
    for line in SHIPPED.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            print(line)
    with Path(sys.argv[1]).open(encoding="utf-8-sig", newline="") as file:
        for code, name in rows(csv.reader(file)):
            print(f"{code}\t{name}")


if __name__ == "__main__":
    main()
