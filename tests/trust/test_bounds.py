"""What reading costs at most: memory by the byte that is read, and work by the character. All texts are invented.

Each reader is asked in a process of its own, whose address space the operating system ends at what the table allows; the
tables of `SECURITY.md` say the same numbers.
"""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOM: Final = 8 << 20
"""Bytes that a reader may take whatever it reads: tables of words, patterns, modules that are loaded late."""

ASK: Final = """
import gc, io, json, resource, sys, zipfile
from pathlib import Path

from zhaoshang import Ledger, Money, Project, bulletins, reading, records, workbooks
from zhaoshang.model import Agreement, Milestone

reader, folder, bound, room = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
LINE = "2022年上半年，全县新签约项目12个，总投资近130亿元，同比增长8.4%；其中东镇签约3个，亿元以上项目2个，占地80余亩。\\n"


def rows(count):
    for number in range(count):
        yield [f"虚构{number}号智能装备项目", f"虚构{number}号科技有限公司", number % 90 + 1.5, "东镇", "2022-03-12", "手续办理中"]


HEAD = ["项目名称", "投资方", "总投资（亿元）", "责任单位", "签约时间", "备注"]


def csv(size):
    lines = [",".join(HEAD), *(",".join(map(str, row)) for row in rows(size // 90))]
    return "\\n".join(lines).encode()


def xlsx(size):
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    for row in [HEAD, *rows(size // 400)]:
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def document(size, suffix):
    projects = [
        Project(
            id=f"P{number}",
            name=f"虚构{number}号智能装备项目",
            investment=Money.of(number % 9 + 1, "亿元"),
            agreements=[Agreement(signed_on="2022-03-05")],
            milestones=[Milestone(stage="started", on="2022-05-01")],
        )
        for number in range(size // 250)
    ]
    path = folder / f"{size}{suffix}"
    records.dump(Ledger(projects=projects), path)
    return path


def asked(size):
    text = LINE * (size // len(LINE.encode()) + 1)
    given = {"today": "2022-06-30"}
    if reader == "csv":
        data = csv(size)
        return len(data), lambda: workbooks.read(data, name="a.csv")
    if reader == "xlsx":
        data = xlsx(size)
        unpacked = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist())
        return unpacked, lambda: workbooks.read(data, name="a.xlsx")
    if reader in {".json", ".jsonl"}:
        path = document(size, reader)
        return path.stat().st_size, lambda: records.load(path)
    return len(text.encode()), {
        "find_mentions": lambda: reading.find_mentions(text),
        "find_periods": lambda: reading.find_periods(text, **given),
        "read_figures": lambda: bulletins.read_figures(text, subjects=["东镇"], **given),
        "verify": lambda: bulletins.verify(text, **given),
    }[reader]


small, load = asked(3_000)
load()  # what is loaded once
size, load = asked(250_000)
gc.collect()
held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
hard = resource.getrlimit(resource.RLIMIT_AS)[1]
resource.setrlimit(resource.RLIMIT_AS, (held + room + bound * size, hard))
load()
resource.setrlimit(resource.RLIMIT_AS, (hard, hard))

calls = 0


def count(frame, event, argument):
    global calls
    calls += event in {"call", "c_call"}


size, load = asked(12_000)
sys.setprofile(count)
load()
sys.setprofile(None)
print(calls / size)
"""

BOUNDS: Final = {
    "find_mentions": (40, 4),
    "find_periods": (5, 2),
    "read_figures": (130, 24),
    "verify": (150, 45),
    "csv": (40, 6),
    "xlsx": (30, 2),
    ".json": (10, 2),
    ".jsonl": (10, 2),
}
"""Bytes of memory, and calls of functions, for each byte that is read; of a workbook each byte of its parts unpacked."""


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of address space is Linux's")
@pytest.mark.parametrize("reader", BOUNDS)
def test_reading_costs_no_more_than_is_stated(reader: str, tmp_path: Path) -> None:
    """A process that may take no more memory than the table allows reads on, and calls no more functions."""
    memory, calls = BOUNDS[reader]
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", ASK, reader, str(tmp_path), str(memory), str(ROOM)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert 0 < float(done.stdout) <= calls


def test_the_page_on_security_states_these_bounds() -> None:
    """`SECURITY.md` prints the numbers that hold."""
    page = (Path(__file__).parents[2] / "SECURITY.md").read_text("utf-8")
    printed = re.findall(r"^\| `([\w.]+)` \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    assert {name: (int(memory), int(calls)) for name, memory, calls in printed} == BOUNDS
