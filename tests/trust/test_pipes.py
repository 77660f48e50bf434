"""A pipe that nobody reads, a device without end and a stream that is closed are told at once, and never waited for."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="pipes and devices of Linux")

ENVIRONMENT = {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1", "PATH": os.environ["PATH"]}

WRITERS = """
import sys
from pathlib import Path
from zhaoshang import Ledger, Project, ZhaoshangError, bulletins, frames, records, reports, workbooks
from zhaoshang.kpis import evaluate
from zhaoshang.reports import Column, Table
folder = Path(sys.argv[1])
ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P", name="甲")])
workbooks.write(ledger, folder / "sent.xlsx")
sent = workbooks.read(folder / "sent.xlsx")
table = Table(title="开工", columns=[Column(title="单位")], rows=[("甲镇",)])
writers = [
    lambda: records.dump(ledger, pipe),
    lambda: workbooks.write(ledger, pipe),
    lambda: workbooks.write_review(sent, pipe),
    lambda: frames.write_lines(ledger.projects, pipe),
    lambda: frames.write_parquet(ledger, pipe),
    lambda: evaluate(ledger, "签约项目数", period="2022").to_excel(pipe),
    lambda: reports.write_excel(table, pipe),
    lambda: reports.write_docx([table], pipe, title="报告"),
    lambda: bulletins.verify("上半年签约3个。", ledger, period="2022").write_docx(pipe),
]
for name in sys.argv[2:]:
    pipe = folder / name
    for write in writers:
        try:
            write()
        except ZhaoshangError:
            continue
        raise SystemExit(f"written to {name}: {write}")
"""


def test_no_writer_waits_for_a_reader(tmp_path: Path) -> None:
    names = ["p.json", "p.jsonl", "p.xlsx", "p.csv", "p.docx"]
    for name in names:
        os.mkfifo(tmp_path / name)
    done = _run(tmp_path, sys.executable, "-c", WRITERS, str(tmp_path), *names)
    assert (done.returncode, done.stderr) == (0, "")


TABLES = """
import os, sys
from pathlib import Path
from zhaoshang import Ledger, Project, frames
from zhaoshang.errors import FileAccessError
ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P", name="甲")])
for name in ("projects.parquet", "frames.json"):
    for kind in ("pipe", "device"):
        folder = Path(sys.argv[1], f"{name}-{kind}")
        frames.write_parquet(ledger, folder)
        (folder / name).unlink()
        os.mkfifo(folder / name) if kind == "pipe" else (folder / name).symlink_to("/dev/zero")
        asked = [lambda backend=backend: frames.read_parquet(folder, backend=backend) for backend in sys.argv[2:]]
        for ask in [*asked, lambda: frames.write_parquet(ledger, folder)]:
            try:
                ask()
            except FileAccessError as error:
                assert str(folder / name) in str(error), error
            else:
                raise SystemExit(f"{name}, {kind}: taken")
        assert not (folder / name).is_file()
"""


def test_tables_that_are_pipes_or_devices_are_refused(tmp_path: Path) -> None:
    done = _run(
        tmp_path, sys.executable, "-c", TABLES, str(tmp_path), "polars", "duckdb", "pandas", "pyarrow"
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a book, an article and a pipe."""
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "book.csv").write_text("项目名称,总投资（万元）\n甲,300\n", "utf-8")
    (tmp_path / "article.txt").write_text("上半年签约3个。", "utf-8")
    return tmp_path


FILES = {
    "verify pipe.csv": "pipe.csv",
    "verify article.txt --ledger book.csv --as-of 2022-06-30 --period 2022 --html pipe.csv": "pipe.csv",
    "convert book.csv pipe.csv": "pipe.csv",
    "columns book.csv --write pipe.csv": "pipe.csv",
    "verify /dev/zero": "/dev/zero",
}
COMMANDS = """
import io, json, resource, sys
from contextlib import redirect_stderr, redirect_stdout
from zhaoshang.__main__ import main
resource.setrlimit(resource.RLIMIT_AS, (4_000_000 << 10, 4_000_000 << 10))
for line in sys.argv[1:]:
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as told:
        try:
            status = main(line.split())
        except SystemExit as end:
            status = end.code
    print(json.dumps([line, status, told.getvalue()]))
"""


def test_a_command_waits_for_no_file(folder: Path) -> None:
    """Status 2 and a line that names what cannot be used."""
    done = _run(folder, sys.executable, "-c", COMMANDS, *FILES)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line for line, *_ in told] == [*FILES], done.stderr
    assert [line for line, status, said in told if status != 2 or FILES[line] not in said] == []


@pytest.mark.parametrize(
    ("line", "streams", "told"),
    [
        ("verify - --as-of 2022-06-30 --period 2022", "< /dev/zero", "16000000"),
        ("verify - --as-of 2022-06-30 --period 2022", "<&-", "-: "),
        ("kpis --json", ">&-", "stdout"),
        ("report book.csv --period 2022", ">&-", "stdout"),
        ("kpis --json", ">&- 2>&-", ""),
        ("no such command", "2>&-", ""),
    ],
)
def test_a_command_waits_for_nobody(folder: Path, line: str, streams: str, told: str) -> None:
    """Status 2 and a line that names what cannot be used, where a line can be told."""
    script = f"ulimit -v 4000000; exec {sys.executable} -m zhaoshang {line} {streams}"
    done = _run(folder, "/bin/sh", "-c", script)
    assert done.returncode == 2, done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=60, env=ENVIRONMENT
    )
