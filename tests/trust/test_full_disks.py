"""A full disk is one clear error: the old file stays, nothing is left beside it, nothing is printed.

A kill at any moment leaves the old file or the new one, whole.
"""

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from tests.trust.programs import output_of

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
    for n in range(150)
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
gc.freeze()  # what is held is not looked through again each time
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
import os, random, signal, sys, time
from pathlib import Path
from zhaoshang import Ledger, Project, frames, records, workbooks
from zhaoshang.kpis import evaluate
from zhaoshang.model import Agreement
folder = Path(sys.argv[1])
signed = [Agreement(signed_on="2022-03")]
projects = [Project(id=f"P{n}", name=f"虚构{n}", owner=f"镇{n}", agreements=signed) for n in range(90)]
ledgers = [Ledger(as_of="2022-06-30", projects=projects[:count]) for count in (60, 90)]
figures = [evaluate(each, ["signed_project_count"], by=["owner"], period="2022-H1") for each in ledgers]
sent = []
for each in ledgers:
    workbooks.write(each, folder / "sent.xlsx")
    sent.append(workbooks.read(folder / "sent.xlsx"))
writers = {
    "json": lambda path, turn: records.dump(ledgers[turn], path),
    "jsonl": lambda path, turn: records.dump(ledgers[turn], path),
    "csv": lambda path, turn: workbooks.write(ledgers[turn], path),
    "book": lambda path, turn: workbooks.write(ledgers[turn], path),
    "review": lambda path, turn: workbooks.write_review(sent[turn], path),
    "figures": lambda path, turn: figures[turn].to_excel(path),
    "tables": lambda path, turn: frames.write_parquet(ledgers[turn], path),
}
for kind, name in [words.split(":") for words in sys.argv[2:]]:
    waits = random.Random(name)
    told, telling = os.pipe()
    child = os.fork()
    if not child:
        write, path = writers[kind], folder / name
        write(path, 0)
        os.write(telling, b"ready")
        while True:
            write(path, 1)
            write(path, 0)
    os.close(telling)
    assert os.read(told, 9) == b"ready", name
    time.sleep(waits.random() / 5)
    os.kill(child, signal.SIGKILL)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL, name
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


def test_a_kill_leaves_a_whole_file(tmp_path: Path, drawn_cases: int) -> None:
    """Each writer is killed, by hand twice, in a process of its own; what it left is read here."""
    suffixes = {"json": ".json", "jsonl": ".jsonl", "csv": ".csv", "tables": ""}
    kinds = ["json", "jsonl", "csv", "book", "review", "figures", "tables"]
    killed = [
        (kind, f"{kind}{turn}{suffixes.get(kind, '.xlsx')}")
        for kind in kinds
        for turn in range(-(-drawn_cases // 30))
    ]
    output_of("-c", KILLED, str(tmp_path), *map(":".join, killed))
    counts = {name: _count(tmp_path / name, kind) for kind, name in killed}
    assert {name: count for name, count in counts.items() if count not in {60, 90}} == {}
