"""Feed every reader with what no one would write, for a time, and keep what breaks it.

    python fuzz/everything.py --seconds 600              # each harness ten minutes
    python fuzz/everything.py csv records --seconds 60   # some of them
    python fuzz/everything.py --again                    # only what is kept in fuzz/kept

A harness makes an input from a random seed, mostly by damaging a good one, and reads it in a process that the operating
system stops at its bounds. Only errors of the library may come out; whatever else does, a hang and a growth past the
bound are kept by harness and seed. Needs nothing that the library does not; `fuzz/reading.py` goes deeper with atheris.
"""

import argparse
import json
import random
import resource
import signal
import sys
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from zhaoshang import Ledger, Money, Project, assessments, bulletins, kpis, reading, records, workbooks
from zhaoshang.errors import ZhaoshangError
from zhaoshang.model import Agreement, Milestone

KEPT = Path(__file__).parent / "kept"
MEMORY = 3 << 29
"""Bytes of address space beyond what the libraries take."""
PATIENCE = 30
"""Seconds that one input may take."""
MARKS = "甲乙项目公司亿万元亩个%、，。；：（）“”\"',;\t\n\r =+-@<>&{}[]\\/|0123456789.一二三年月日近约超不足至\x00\x1b\u202e\ufffe\ud800"
PIECES = "1%、 1个、 截至2022年6月底， 东镇 其中 去年同期 不足3亿元 近130亿元 总投资 签约项目12个 US$1.5 力争".split()


def ledger() -> Ledger:
    """Make the good input that others are damaged from."""
    return Ledger(
        as_of="2022-06-30",
        projects=[
            Project(
                id=f"P{number}",
                name=f"虚构{number}号项目",
                owner="东镇",
                investment=Money.of(number, "亿元"),
                agreements=[Agreement(signed_on="2022-03")],
                milestones=[Milestone(stage="started", on="2022-05-01")],
            )
            for number in range(1, 5)
        ],
    )


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Change, take out, double and move some bytes."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 20))):
        at, size = chance.randrange(len(found) + 1), chance.choice((1, 2, 8, 64))
        match chance.randrange(5):
            case 0:
                found[at : at + size] = chance.randbytes(size)
            case 1:
                del found[at : at + size]
            case 2:
                found[at:at] = found[at : at + size] * chance.choice((1, 2, 50))
            case 3:
                found[at:at] = chance.choice(MARKS).encode("utf-8", "surrogatepass") * size
            case _:
                found[at : at + 1] = chance.choice((b"<", b">", b'"', b"\n", b",", b"999999999", b"\xff"))
    return bytes(found)


def fuzz_text(chance: random.Random, folder: Path) -> None:  # noqa: ARG001 - as every harness
    """Read texts as quantities, dates and bulletins."""
    size = chance.choice((3, 30, 300))
    words = [chance.choice(PIECES if chance.random() < 0.6 else MARKS) for _ in range(size)]
    text = "".join(words * chance.choice((1, 1, 1, 20)))
    today = chance.choice((None, "2022-06-30", "9999-12-31"))
    for read in (
        lambda: reading.parse_quantity(text),
        lambda: reading.parse_period(text, today=today),
        lambda: reading.find_mentions(text),
        lambda: reading.find_periods(text, today=today),
        lambda: reading.parse_column([text, None]),
        lambda: bulletins.read_figures(text, today=today, subjects=["东镇"]),
        lambda: bulletins.verify(text, ledger()).render("en"),
    ):
        answered(read)


def fuzz_csv(chance: random.Random, folder: Path) -> None:
    """Read CSV files: damaged ones, and ones made of marks."""
    good = "项目名称,投资方,总投资（万元）,签约时间\n" + "".join(
        f"虚构{n}号,公司{n},{n}00,2022-03-0{n}\n" for n in range(1, 9)
    )
    data = damaged(good.encode(chance.choice(("utf-8", "gb18030", "utf-16"))), chance)
    path = folder / "a.csv"
    path.write_bytes(data)
    answered(lambda: workbooks.read(path))


def fuzz_workbooks(chance: random.Random, folder: Path) -> None:
    """Read workbooks of which a part of the container, or the container itself, is damaged."""
    if chance.random() < 0.1:  # each is read in a process of its own, which takes its time
        opened(folder / "a.ods", chance)
        answered(lambda: workbooks.read(folder / "a.ods"))
        return
    good, path = folder / "good.xlsx", folder / "a.xlsx"
    if not good.exists():
        workbooks.write(ledger(), good)
    if chance.random() < 0.3:
        path.write_bytes(damaged(good.read_bytes(), chance))
    else:
        with zipfile.ZipFile(good) as source:
            parts = {name: source.read(name) for name in source.namelist()}
        name = chance.choice(
            [name for name in parts if "sheet" in name or "shared" in name or "style" in name] or [*parts]
        )
        parts[name] = damaged(parts[name], chance)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for part, data in parts.items():
                target.writestr(part, data)
    answered(lambda: workbooks.write_review(workbooks.read(path), folder / "b.xlsx"))


def fuzz_records(chance: random.Random, folder: Path) -> None:
    """Load damaged JSON, and collect documents whose values stand in for each other."""
    for name in ("a.json", "a.jsonl"):
        path = folder / name
        records.dump(ledger(), path)
        path.write_bytes(damaged(path.read_bytes(), chance))
        answered(lambda path=path: records.load(path))  # type: ignore[misc]
    document = records.unstructure(ledger())
    values = [
        None,
        0,
        -1,
        1e308,
        "",
        "x",
        [],
        {},
        [[]],
        True,
        "9" * 500,
        float("nan"),
        {"value": "1", "unit": "CNY", "rates": [{}]},
    ]
    for _ in range(chance.choice((1, 3, 10))):
        replaced(document, chance, values)
    answered(lambda: records.structure(document, Ledger))
    answered(lambda: records.collect(document, Ledger))


def fuzz_settings(chance: random.Random, folder: Path) -> None:
    """Read damaged mappings and schemes of assessment, as texts, files and documents."""
    rules = workbooks.Mapping.of(
        {"项目名称": "name", "总投资": {"field": "investment", "unit": "亿元"}}
    ).to_toml()
    scheme = (
        'id = "a"\nzh = "考核"\nen = "assessment"\n\n[[indicators]]\nid = "signed"\nkpi = "signed_project_count"\n'
        'zh = "签约"\nen = "signed"\npoints = "60"\n'
    )
    for text, read in ((rules, workbooks.Mapping.load), (scheme, assessments.read_scheme)):
        path = folder / "a.toml"
        path.write_bytes(damaged(text.encode(), chance))
        answered(lambda path=path, read=read: read(path))  # type: ignore[misc]
        with suppress(ValueError):
            document = tomllib.loads(text)
            replaced(document, chance, [None, 0, -1, "", "x", [], {}, [[]], True, 1.5, "9" * 500])
            answered(lambda document=document: records.structure(document, Ledger))  # type: ignore[misc]
            of = workbooks.Mapping.of if read == workbooks.Mapping.load else assessments.read_scheme
            answered(lambda document=document, of=of: of(document))  # type: ignore[misc]


def opened(path: Path, chance: random.Random) -> None:
    """Write a small document of the open format, of which a part is damaged or an element repeated."""
    names = "office table text".split()
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = "".join(
        "<table:table-row>" + "".join(map(cell.format, row)) + "</table:table-row>"
        for row in (("项目名称", "总投资（亿元）"), ("虚构甲", "1"), ("虚构乙", "2"))
    )
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="台账">{rows}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    for mark in ("<table:table-cell", "<table:table-row", "<text:p>"):
        if chance.random() < 0.3:
            times = chance.choice((1, 2, 999, 10**6, 10**12))
            more = {"<table:table-cell": f'{mark} table:number-columns-repeated="{times}"'}.get(
                mark, f'{mark} table:number-rows-repeated="{times}"'
            )
            content = content.replace(
                mark, f'<text:p><text:s text:c="{times}"/>' if mark == "<text:p>" else more, 1
            )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        target.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        data = content.encode()
        target.writestr("content.xml", damaged(data, chance) if chance.random() < 0.5 else data)


def replaced(part: object, chance: random.Random, values: list[Any]) -> None:
    """Put a value somewhere in a document."""
    while isinstance(part, dict | list) and part:
        key = chance.choice([*part]) if isinstance(part, dict) else chance.randrange(len(part))
        if chance.random() < 0.3 or not isinstance(part[key], dict | list):
            part[key] = chance.choice(values)
            return
        part = part[key]


def fuzz_frames(chance: random.Random, folder: Path) -> None:  # noqa: ARG001 - as every harness
    """Ask tables with columns of any name and kind for any KPI."""
    import polars as pl  # noqa: PLC0415 - an extra

    from zhaoshang.frames import Frames  # noqa: PLC0415 - needs the extra

    names = [
        "id",
        "owner",
        "investment",
        "investment_unit",
        "signed_on",
        "started_on",
        "sign_on",
        "x",
        "parent",
        "row",
        "industry",
        "has_signed",
    ]
    kinds: list[list[Any]] = [
        ["P1", "P2"],
        [1, None],
        [None, None],
        [1.5, 2.5],
        [True, False],
        ["2022-01-01", ""],
        ["P1", "P1"],
    ]
    columns = {name: chance.choice(kinds) for name in chance.sample(names, chance.randrange(1, 8))}
    kpi = chance.choice(kpis.CATALOGUE).id

    def ask() -> object:
        frames = Frames({"projects": pl.DataFrame({"id": ["P1", "P2"], **columns})}, evidence="ids")
        frames.check()
        return kpis.evaluate(frames, [kpi], as_of="2022-06-30", period="2022-H1")

    answered(ask)


def answered(read: Callable[[], object]) -> None:
    """Call a reader; the library's own errors are answers, in both languages."""
    try:
        read()
    except ZhaoshangError as error:
        error.render("zh_CN")
        str(error)


HARNESSES: dict[str, Callable[[random.Random, Path], None]] = {
    "text": fuzz_text,
    "csv": fuzz_csv,
    "workbooks": fuzz_workbooks,
    "records": fuzz_records,
    "settings": fuzz_settings,
    "frames": fuzz_frames,
}


def work(name: str, seed: int, seconds: float, told: Connection) -> None:
    """Run a harness from a seed on, until the time is over; tell each seed before it is tried."""
    held = (
        int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
        if sys.platform == "linux"
        else 0
    )
    resource.setrlimit(resource.RLIMIT_AS, (held + MEMORY, held + MEMORY))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        while True:
            told.send((seed, ""))
            signal.alarm(PATIENCE)
            try:
                HARNESSES[name](random.Random(seed), Path(folder))  # noqa: S311 - inputs need no secrecy
            except BaseException as error:  # noqa: BLE001 - whatever comes out is what is looked for
                told.send((seed, f"{type(error).__name__}: {error}"[:300]))
            signal.alarm(0)
            seed += 1
            if time.monotonic() >= until:
                return


def run(name: str, seed: int, seconds: float) -> tuple[int, dict[int, str]]:
    """Run a harness in processes of its own; give how many inputs there were, and what broke it."""
    context, faults, first, until = get_context("spawn"), dict[int, str](), seed, time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0 or seed == first:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=work, args=(name, seed, left, there))
        process.start()
        there.close()
        try:
            while True:
                seed, fault = here.recv()
                if fault:
                    faults[seed] = fault
        except EOFError:
            process.join()
        if process.exitcode == 0:
            break
        faults[seed] = (
            "no answer in time" if process.exitcode == -signal.SIGALRM else f"ended by {process.exitcode}"
        )
        seed += 1
    return seed - first + 1, faults


def main() -> int:
    """Run the harnesses named, or all; what breaks one is printed and kept."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("harnesses", nargs="*", metavar="harness", help=", ".join(HARNESSES))
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--again", action="store_true", help="only what is kept")
    given = parser.parse_args()
    broken = 0
    for name in given.harnesses or HARNESSES:
        kept = KEPT / f"{name}.json"
        known: dict[str, str] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
        found: dict[int, str] = {}
        for seed in map(int, known):
            found |= run(name, seed, 0)[1]
        tried = len(known)
        if not given.again:
            more, faults = run(name, given.seed, given.seconds)
            tried, found = tried + more, {**found, **faults}
        sys.stdout.write(f"{name}: {tried} inputs, {len(found)} faults\n")
        sys.stdout.writelines(f"  seed {seed}: {fault}\n" for seed, fault in found.items())
        if new := {str(seed): fault for seed, fault in found.items()}:
            KEPT.mkdir(exist_ok=True)
            kept.write_text(json.dumps({**known, **new}, ensure_ascii=False, indent=1) + "\n", "utf-8")
        broken += len(found)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
