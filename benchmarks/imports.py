"""How long the everyday import takes, beside the import of attrs and cattrs in the same run.

    python benchmarks/imports.py

The goal is a ratio of at most 1.5. What is imported was compiled before, as an installed library is.
"""

import os
import subprocess
import sys
from statistics import median
from time import perf_counter

EVERYDAY = "from zhaoshang import Project, Ledger, Money, parse_money, evaluate"
STATEMENTS = ("pass", "import attrs, cattrs", EVERYDAY, "import zhaoshang")
ROUNDS = 15
COMPILED = {name: told for name, told in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def seconds(statement: str) -> float:
    """Time one fresh interpreter that runs a statement."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True, env=COMPILED)  # noqa: S603 - our own statements
    return perf_counter() - start


def main() -> None:
    """Interleave the statements over several rounds and print the median of each, and of the ratio."""
    for statement in STATEMENTS:
        seconds(statement)
    rounds = [[seconds(statement) for statement in STATEMENTS] for _ in range(ROUNDS)]
    for statement, times in zip(STATEMENTS, zip(*rounds, strict=True), strict=True):
        print(f"{median(times) * 1000:7.1f} ms  {statement}")
    print(f"ratio: {median(times[2] / times[1] for times in rounds):.2f}")


if __name__ == "__main__":
    main()
