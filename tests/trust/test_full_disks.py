"""A full disk is one clear error: the old file stays, nothing is left beside it, nothing is printed.

A kill at any moment leaves the old file or the new one, whole.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from zhaoshang import frames, workbooks
from zhaoshang.kpis import evaluate
from zhaoshang.records import load

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and devices of Linux")

# no file past the limit may be written, as on a full disk; a device that is always full is written to as it is
SCRIPT = """
import gc, resource, signal, sys
from itertools import product
from pathlib import Path
from zhaoshang import Ledger, Money, Project, ZhaoshangError, bulletins, frames, records, reports, workbooks
from zhaoshang.kpis import evaluate
from zhaoshang.model import Agreement
from zhaoshang.reports import Column, Table
folder = Path(sys.argv[1])
signed = [Agreement(signed_on="2022-03")]
projects = [
    Project(id=f"P{n}", name=f"虚构{n * 7919}", owner=f"镇{n}", investment=Money.of(n + 1, "亿元"), agreements=signed)
    for n in range(400)
]
ledger = Ledger(as_of="2022-06-30", projects=projects)
workbooks.write(ledger, folder / "sent.xlsx")
sent = workbooks.read(folder / "sent.xlsx")
figures = evaluate(ledger, ["signed_project_count"], by=["owner"], period="2022-H1")
table = Table(title="开工", columns=[Column(title="单位")], rows=[(f"甲镇{n * 7919}",) for n in range(400)])
verdicts = bulletins.verify("上半年签约项目300个。", ledger, period="2022-H1")
writers = {
    "a.json": lambda path: records.dump(ledger, path),
    "a.jsonl": lambda path: records.dump(ledger, path),
    "a.xlsx": lambda path: workbooks.write(ledger, path),
    "a.csv": lambda path: workbooks.write(ledger, path),
    "review.xlsx": lambda path: workbooks.write_review(sent, path),
    "lines.jsonl": lambda path: frames.write_lines(ledger.projects, path),
    "figures.xlsx": figures.to_excel,
    "report.xlsx": lambda path: reports.write_excel(table, path),
    "report.docx": lambda path: reports.write_docx([table], path, title="报告"),
    "verdicts.docx": lambda path: verdicts.write_docx(path),
    "tables": lambda path: frames.write_parquet(ledger, path),
}
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for limit, (name, write) in product(map(int, sys.argv[2:]), writers.items()):
    path = folder / name if limit else Path("/dev/full")
    if not limit and name == "tables":
        continue
    if name == "tables":
        frames.write_parquet(Ledger(as_of="2021"), path)
    elif limit:
        path.write_text("old")
    before = {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        write(path)
    except ZhaoshangError as error:
        told = error
    else:
        told = None
    gc.collect()  # what is collected says nothing either
    if limit:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert told is not None, name
    assert getattr(told, "reason", "full") == "full", told
    assert path.name in str(told) or name == "tables", (limit, name, told)
    assert {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()} == before, name
    print(limit, name, sep=":")
"""


def test_a_full_disk_is_one_error_and_nothing_is_printed(tmp_path: Path) -> None:
    """Every writer: one error that names the file, the old one whole, no traceback of what is collected later."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", SCRIPT, str(tmp_path), "0", "50", "3000"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
    )
    assert not done.stderr
    assert len(done.stdout.split()) == 10 + 11 + 11


KILLED = """
import sys
from pathlib import Path
from zhaoshang import Ledger, Project, frames, records, workbooks
from zhaoshang.kpis import evaluate
from zhaoshang.model import Agreement
path, kind = Path(sys.argv[1]), sys.argv[2]
signed = [Agreement(signed_on="2022-03")]
projects = [Project(id=f"P{n}", name=f"虚构{n}", owner=f"镇{n}", agreements=signed) for n in range(90)]
ledgers = [Ledger(as_of="2022-06-30", projects=projects[:count]) for count in (60, 90)]
figures = [evaluate(each, ["signed_project_count"], by=["owner"], period="2022-H1") for each in ledgers]
sent = []
for each in ledgers:
    workbooks.write(each, path.parent / "sent.xlsx")
    sent.append(workbooks.read(path.parent / "sent.xlsx"))
write = {
    "json": lambda turn: records.dump(ledgers[turn], path),
    "jsonl": lambda turn: records.dump(ledgers[turn], path),
    "csv": lambda turn: workbooks.write(ledgers[turn], path),
    "book": lambda turn: workbooks.write(ledgers[turn], path),
    "review": lambda turn: workbooks.write_review(sent[turn], path),
    "figures": lambda turn: figures[turn].to_excel(path),
    "tables": lambda turn: frames.write_parquet(ledgers[turn], path),
}[kind]
write(0)
print("ready", flush=True)
while True:
    write(1)
    write(0)
"""


def _count(path: Path, kind: str) -> int:
    """Read a file whole, and say how many projects stand in it."""
    if kind in {"json", "jsonl"}:
        return len(load(path).projects)
    if kind == "tables":
        asked = evaluate(frames.read_parquet(path), ["signed_project_count"], period="2022-H1")
        return int(asked["signed_project_count"].value or 0)
    if kind == "figures":
        return len(openpyxl.load_workbook(path).worksheets[0]["A"]) - 2  # a head and the whole
    return len(workbooks.read(path).ledger.projects)


@pytest.mark.parametrize("kind", ["json", "jsonl", "csv", "book", "review", "figures", "tables"])
def test_a_kill_leaves_a_whole_file(tmp_path: Path, kind: str) -> None:
    suffix = {"json": ".json", "jsonl": ".jsonl", "csv": ".csv", "tables": ""}.get(kind, ".xlsx")
    path = tmp_path / f"ledger{suffix}"
    waits = random.Random(kind)  # noqa: S311 - moments, no secret
    for _ in range(2):
        child = subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, "-c", KILLED, str(path), kind],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        with child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(waits.random() / 5)
            child.send_signal(signal.SIGKILL)
        assert _count(path, kind) in {60, 90}
