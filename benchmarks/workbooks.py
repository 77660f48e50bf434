"""How long reading a ledger workbook takes, and how much memory, beside the bare reader.

    python benchmarks/workbooks.py LEDGER.xlsx [--rounds 3]

The bare reader is python-calamine's `to_python` on every sheet: cells as Python values and nothing more. Both sides run
in processes of their own, in turn; the medians of time and the peaks of memory are compared.
"""

import argparse
import gc
import json
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

SIDES = ("bare", "read")


def peak() -> int:
    """Give the peak memory of this process in KiB."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in text.splitlines() if line.startswith("VmHWM")).split()[1])


def current() -> int:
    """Give the memory of this process in KiB."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in text.splitlines() if line.startswith("VmRSS")).split()[1])


def bare(path: str) -> dict[str, float]:
    """Read every cell with calamine alone."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - each side loads only its own

    start, before = time.perf_counter(), current()
    book = CalamineWorkbook.from_path(path)
    sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    rows = sum(map(len, sheets))
    return {"seconds": time.perf_counter() - start, "peak": peak() - before, "rows": rows}


def read(path: str) -> dict[str, float]:
    """Read the workbook into a ledger."""
    from zhaoshang import workbooks  # noqa: PLC0415 - as above

    before = current()
    start = time.perf_counter()
    imported = workbooks.read(path)
    seconds = time.perf_counter() - start
    highest = peak() - before
    projects, findings, rows = len(imported.ledger.projects), len(imported.findings), len(imported.rows)
    ledger = imported.ledger
    del imported
    gc.collect()
    kept = current() - before
    return {
        "seconds": seconds, "peak": highest, "ledger": kept, "rows": rows, "projects": projects, "findings": findings,
        "ids": len(ledger.projects.ids),
    }  # fmt: skip


def run(side: str, path: str) -> dict[str, float]:
    """Run one side in a process of its own."""
    command = [sys.executable, __file__, path, "--side", side]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this very script
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print times, memory and their ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.side:
        print(json.dumps(globals()[arguments.side](arguments.path)))
        return
    results: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    for _ in range(arguments.rounds):
        for side in SIDES:
            results[side].append(run(side, arguments.path))
    ratio = median(ours["seconds"] / floor["seconds"] for floor, ours in zip(*results.values(), strict=True))
    for side in SIDES:
        seconds = median(found["seconds"] for found in results[side])
        memory = max(found["peak"] for found in results[side]) / 1024
        print(
            f"{side:5} {seconds:6.2f} s  {results[side][0]['rows'] / seconds:9.0f} rows/s  {memory:6.0f} MiB peak"
        )
    last = results["read"][-1]
    print(f"{last['projects']:.0f} projects, {last['findings']:.0f} findings")
    print(f"time:   {ratio:.2f} × the bare reader")
    print(f"memory: {last['peak'] / last['ledger']:.2f} × the ledger's own ({last['ledger'] / 1024:.0f} MiB)")


if __name__ == "__main__":
    main()
