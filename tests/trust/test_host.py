"""The host's settings change nothing: neither its decimal context, nor hash seed, locale, time zone or stack."""

import csv
import decimal
import gc
import io
import locale
import os
import subprocess
import sys
import zipfile
from contextlib import suppress
from decimal import Context, Inexact, Overflow, Rounded, Underflow, localcontext
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

import zhaoshang
from zhaoshang import Ledger, Money, Project, check, parse_money, parse_quantity, scoring, workbooks
from zhaoshang._workbooks.files.formats import shown_code, shown_number
from zhaoshang._workbooks.layout.rowparts import counts_on
from zhaoshang.errors import ZhaoshangError
from zhaoshang.model import Agreement, CreditShare
from zhaoshang.reports import weekly_table

SCRIPT = """
import sys, tempfile
from pathlib import Path
from zhaoshang import Ledger, Money, Project, bulletins, checks, format_quantity, parse_quantity, workbooks
from zhaoshang.kpis import evaluate
from zhaoshang.model import Agreement
from zhaoshang.records import dump, load
amount = Money.of("165978.586402", "亿元")
signed = [Agreement(signed_on="2022-03")]
ledger = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(id="P1", name="虚构甲", owner="东镇", investment=amount, agreements=signed),
        Project(id="P2", name="虚构乙", owner="西镇", investment=Money.of("9999999.99", "万元"), agreements=signed),
    ],
)
names = ["signed_project_count", "signed_investment_total", "start_rate"]
for by in ([], ["owner"]):
    figures = evaluate(ledger, names, by=by, period="2022-H1")
    print(ascii(bulletins.write(figures, subject="某县")), ascii(bulletins.write(figures, subject="X", locale="en")))
print(ascii(format_quantity(amount)), ascii(parse_quantity("1234567.891万美元")), ascii(checks.check(ledger)))
for text in ("half a billion yuan", "1.2345678E+8元", "two hundred and fifty-seven projects", "165978.586402亿元"):
    read = parse_quantity(text)
    print(ascii(read), ascii(format_quantity(read, locale="en")), ascii(format_quantity(read, places=1)))
told = "上半年签约项目3个，总投资165979.59亿元，其中东镇165978.59亿元、西镇1.00亿元。"
verdicts = bulletins.verify(told, ledger, period="2022-H1").verdicts
print([(each.answer, ascii(each.raw), ascii(each.zh)) for each in verdicts])
print(ascii(bulletins.verify("投资1.2345亿元、2.3456亿元，合计3.5802亿元。").verdicts))
for told in (
    "虚构甲项目总投资165978.59亿元，虚构乙项目总投资1.85亿元。",
    "".join(f"2022年上半年，东镇签约项目{i}个，总投资{i}亿元；" for i in range(961, 974)),
    "全县签约项目41个，已开工20个，开工率48.8%。全县项目40个，开工20个，开工率60%。",
    "一季度签约的2个项目中已开工1个，占50%。同比增长33.33%。人均3.3333亿元。",
    "全市签约152个，总投资809亿元。甲类95个，总投资725.6亿元；乙类57个，总投资91.4亿元。",
    "上半年到位省外资金1234.567亿元，完成全年任务2000亿元的61.73%，较去年同期的999.9亿元增长23.47%。",
    "In the first half of 2022, 3 projects were signed, worth 165,979.59 billion yuan, a start rate of 33.3%.",
):
    judged = bulletins.verify(told, ledger, today="2022-07-05")
    print(ascii(judged.render("zh_CN")), ascii(judged.render("en")))
with tempfile.TemporaryDirectory() as folder:
    for name, write in (("a.csv", workbooks.write), ("a.xlsx", workbooks.write), ("a.json", dump), ("a.jsonl", dump)):
        write(ledger, Path(folder, name))
    print(load(Path(folder, "a.json")) == load(Path(folder, "a.jsonl")) == ledger)
    for name in ("a.csv", "a.xlsx"):
        print([str(each.investment.value) for each in workbooks.read(Path(folder, name)).ledger.projects])
"""
HOSTS = {
    "decimals of five digits, a shallow stack, a hash seed, a time zone a day ahead": (
        "import decimal, sys; decimal.getcontext().prec = 5; sys.setrecursionlimit(250)",
        {"PYTHONHASHSEED": "1", "TZ": "XXX-24"},
    ),
    "decimals that may not be rounded, a plain locale, a time zone days behind": (
        "from decimal import *; setcontext(Context(prec=2, rounding=ROUND_UP, traps=[Inexact, Rounded, FloatOperation]))",
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "TZ": "XXX+167"},
    ),
    "decimals of one digit that round up, another hash seed, a time zone that is none": (
        "import decimal; decimal.setcontext(decimal.Context(prec=1, rounding='ROUND_UP', Emax=1, Emin=-1))",
        {"PYTHONHASHSEED": "31337", "TZ": "Nowhere/At_All"},
    ),
}


def run(first: str, variables: dict[str, str]) -> str:
    # modules are loaded before the host is set up: a host is what a program does later
    head = (
        "import zhaoshang.bulletins, zhaoshang.workbooks, zhaoshang.records, zhaoshang.checks, xlsxwriter\n"
    )
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", f"{head}{first}\nexec({SCRIPT!a})"],  # a plain locale takes plain letters
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **variables},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@cache
def usual() -> str:
    return run("", {})


@pytest.mark.parametrize(("first", "variables"), HOSTS.values(), ids=HOSTS)
def test_the_host_changes_nothing(first: str, variables: dict[str, str]) -> None:
    """The same output, byte for byte, as under the settings of the tests."""
    assert run(first, variables) == usual()


WRITTEN = """
import hashlib, sys
from pathlib import Path
from zhaoshang import Ledger, Project, bulletins, evaluate, frames, parse_money, records, workbooks
from zhaoshang.errors import ZhaoshangError
from zhaoshang.model import Agreement
try:
    parse_money("x")
except ZhaoshangError as error:
    print(ascii(error.render("zh_CN")), ascii(error.render("en")))
signed = [Agreement(signed_on="2022-03-05")]
ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="x", investment=parse_money("3亿元"), agreements=signed)])
folder = Path(sys.argv[1])
for name, write in (
    ("a.xlsx", workbooks.write),
    ("a.csv", workbooks.write),
    ("a.json", records.dump),
    ("tables", frames.write_parquet),
):
    write(ledger, folder / name)
workbooks.write_review(workbooks.read(folder / "a.xlsx"), folder / "b.xlsx")
bulletins.verify("上半年签约项目3个，总投资5亿元。", ledger, period="2022-H1").write_docx(folder / "v.docx")
figures = evaluate(frames.read_parquet(folder / "tables"), "signed_project_count", by="month")
print(ascii([(each.group, each.value) for each in figures.items_]))
for path in sorted(folder.rglob("*.*")):
    print(path.name, hashlib.sha256(path.read_bytes()).hexdigest())
"""


def test_no_time_zone_changes_what_is_written(tmp_path: Path) -> None:
    """In a zone of a day and more the catalogues of a source tree could not be read; a zip keeps times of the host's."""
    told = set()
    for zone in ("XXX-24", "XXX+167"):
        folder = tmp_path / zone.replace("/", "_")
        folder.mkdir()
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-c", WRITTEN, str(folder)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TZ": zone},
        )
        assert done.returncode == 0, done.stderr[-2000:]
        told.add(done.stdout)
    assert len(told) == 1


def test_reading_leaves_the_process_alone(tmp_path: Path) -> None:
    """The collector runs, and no setting of the process is another, while a workbook is read."""
    path = tmp_path / "ledger.csv"
    path.write_text("项目名称,投资方\n" + "虚构,公司\n" * 3000, encoding="utf-8")
    seen = []

    def settings() -> tuple[object, ...]:
        context = decimal.getcontext()
        return (
            gc.isenabled(),
            gc.get_threshold(),
            sys.getrecursionlimit(),
            (context.prec, context.rounding),
            locale.setlocale(locale.LC_ALL),
            csv.field_size_limit(),
            os.getcwd(),  # noqa: PTH109 - what the process says
        )

    workbooks.read(path, on_progress=lambda *_: seen.append(settings()))
    assert len(seen) > 2
    assert {*seen} == {settings()}


def test_no_flag_of_the_decimals_of_the_host_is_set() -> None:
    """What is no number is found without telling the host, who may look at the flags of its own arithmetic."""
    context = decimal.getcontext()
    context.clear_flags()
    ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P", name="甲", investment=Money.of(3, "亿元"))])
    for kind in ("xlsx", "csv"):
        file = io.BytesIO()
        workbooks.write(ledger, file, kind=kind)
        workbooks.read(file.getvalue(), name=f"a.{kind}")
    for wrong in ("abc", "sNaN", "", "1e999", "1.2.3"):
        for read in (
            lambda text: Money.of(text, "亿元"),
            parse_money,
            lambda text: scoring.completion(text, 100),
        ):
            with suppress(ZhaoshangError):
                read(wrong)
    assert [flag for flag, is_set in context.flags.items() if is_set] == []


def test_the_library_says_its_words_from_an_archive(tmp_path: Path) -> None:
    """Programs that are shipped as one file import the library from it."""
    package = Path(zhaoshang.__file__).parent
    with zipfile.ZipFile(tmp_path / "program.zip", "w") as archive:
        for path in package.rglob("*"):
            if path.is_file() and path.suffix != ".pyc":
                archive.write(path, Path("zhaoshang", path.relative_to(package)))
    lines = (
        "import sys; sys.path.insert(0, sys.argv[1])",
        "import zhaoshang; from zhaoshang import Ledger, evaluate, kpis, reports",
        "assert sys.argv[1] in zhaoshang.__file__",
        "figures = evaluate(Ledger(as_of='2022-06-30'), 'signed_project_count')",
        "print(ascii(reports.kpi_table(figures, locale='zh_TW').to_text()))",
        "print(figures.to_dicts(), kpis.find('start_rate').id)",
    )
    told = [
        subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-c", "\n".join(lines[:2] + lines[2 + skipped :]), place],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        ).stdout
        for skipped, place in enumerate((str(tmp_path / "program.zip"), ""))
    ]
    assert told[0] == told[1] != ""


def test_a_host_of_small_decimals_before_loading_changes_nothing() -> None:
    """Contexts of our own take nothing from that which Python makes new ones of."""
    lines = (
        "import decimal; of = decimal.DefaultContext; of.prec, of.Emax, of.Emin, of.clamp = 2, 2, -2, 1",
        "from fractions import Fraction; from zhaoshang import Money",
        "from zhaoshang._basics.decimals import nearest",
        "print(Money.of(3, '亿元') + Money.of('1.25', '万元'), Money.of('1.234', '万元') * 3, nearest(Fraction(1, 8)))",
    )
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", "\n".join(lines)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
    )
    assert done.stdout.split("\n")[0] == "300012500 CNY 37020 CNY 0.125", done.stderr[-2000:]


def test_numbers_of_formats_and_of_two_weeks_keep_their_digits_under_any_host() -> None:
    """What a cell shows, ordinals, shares and differences of weeks are worked out in contexts of our own."""
    before = Ledger(projects=[Project(id="1", name="甲", agreements=[Agreement(signed_on="2022-05-06")])])
    after = evolve(
        before, projects=[evolve(before.projects["1"], investment=Money.of("16597858.6402", "万元"))]
    )
    shared = [CreditShare(unit="A", share="0.125"), CreditShare(unit="B", share="0.875")]

    def answers() -> list[object]:
        return [
            shown_number('0!.0,"万元"', 12345.678, "亿元"),
            shown_code("0000-00", 202405),
            counts_on([11, "乙"], [10, "甲"], 1),
            weekly_table(after, before).rows,
            check(Ledger(projects=[evolve(before.projects["1"], shares=shared)])).codes,
            str(parse_quantity("三成五")),
        ]

    right = answers()
    with localcontext(Context(prec=1, Emax=0, Emin=0, traps=[Inexact, Rounded, Overflow, Underflow])):
        assert answers() == right
