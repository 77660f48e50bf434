"""Run in a clean environment that holds the wheel and what it asks for, nothing else: does it work?

    python -I tools/wheel_probe.py VERSION [EXTRA …]

Takes the version that was built, and the extras that were installed. Rooms that need another extra may say so with
`MissingExtraError`; all others must import, their workshops behind them. The main job runs on a CSV ledger with the core
alone; each extra then does something of its own.
"""

import importlib
import importlib.metadata
import pkgutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import zhaoshang
from zhaoshang.errors import MissingExtraError, UnknownIdError

BOOK = Path(__file__).resolve().parent.parent / "examples" / "data" / "ledger_2022h1.xlsx"
CSV = (
    "2022年上半年招商项目台账（虚构）\n"
    "项目名称,投资方,总投资（亿元）,责任单位,签约时间,开工时间\n"
    "虚构阀门项目,虚构甲公司,3.5,甲镇,2022年3月,2022年5月\n"
    "虚构隔膜项目,虚构乙公司,近2亿元,乙镇,2022.4,\n"
)


def expect(fact: object, meaning: str) -> None:
    """Stop where something is not so."""
    if not fact:
        raise SystemExit(meaning)


def command(*words: str) -> str:
    """Run `python -m zhaoshang` and give what it prints."""
    line = [sys.executable, "-I", "-W", "error", "-X", "utf8", "-m", "zhaoshang", *words]
    done = subprocess.run(line, capture_output=True, check=False, encoding="utf-8")
    expect(done.returncode == 0, f"exit code {done.returncode} from: {' '.join(words)}\n{done.stderr}")
    return done.stdout


def core(version: str) -> None:
    """Import every room, read an amount, and report on a CSV ledger."""
    expect(
        "site-packages" in str(zhaoshang.__file__), f"imported from {zhaoshang.__file__}, not from the wheel"
    )
    expect(importlib.metadata.version("zhaoshang") == version, f"the wheel is not {version}")
    for module in pkgutil.walk_packages(zhaoshang.__path__, "zhaoshang."):
        if not any(part.startswith("_") for part in module.name.split(".")):
            try:
                importlib.import_module(module.name)
            except MissingExtraError as error:
                print(f"   {module.name}: {error}")
    expect(zhaoshang.parse_quantity("近130亿元").value == 13_000_000_000, "an amount is not read right")
    catalogues = Path(str(zhaoshang.__file__)).parent / "_locale"
    expect(
        {path.name for path in catalogues.iterdir()} >= {"en.mo", "zh.mo"}, "the catalogues are not compiled"
    )
    refused = UnknownIdError("projects", "P1").render("zh_TW")
    expect(refused.startswith("項目中沒有"), f"the catalogues are not read: {refused}")
    expect("13000000000" in command("read", "近130亿元"), "the command reads no amount")
    with TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.csv"
        ledger.write_text(CSV, encoding="gb18030")
        said = command("report", str(ledger), "--period", "2022-H1", "--by", "责任单位", "--locale", "zh_CN")
    expect("近5.5" in said and "50.00" in said, f"the report is not right:\n{said}")


def excel() -> None:
    """Report on the example workbook, write it and read it back."""
    from zhaoshang import workbooks  # noqa: PLC0415 - only where the extra is installed

    said = command("report", str(BOOK), "--period", "2022-H1", "--by", "责任单位", "--locale", "zh_CN")
    expect("55.56" in said, f"the report is not right:\n{said}")
    ledger = workbooks.read(BOOK, as_of="2022-06-30").ledger
    with TemporaryDirectory() as folder:
        workbooks.write(ledger, Path(folder) / "again.xlsx")
        again = workbooks.read(Path(folder) / "again.xlsx", as_of="2022-06-30").ledger
    expect(again == workbooks.writable(ledger), "a workbook does not come back as it was written")


def testing() -> None:
    """Draw a ledger."""
    from hypothesis import HealthCheck, Phase, given, settings  # noqa: PLC0415 - only where the extra is installed

    from zhaoshang import Ledger  # noqa: PLC0415
    from zhaoshang.testing import ledgers  # noqa: PLC0415

    drawn: list[Ledger] = []
    quick = settings(
        max_examples=2, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )

    @quick
    @given(ledgers())
    def draw(ledger: Ledger) -> None:
        drawn.append(ledger)

    draw()
    expect(drawn, "no ledger was drawn")


def imported(*names: str) -> Callable[[], None]:
    """Make a trial that imports packages."""

    def trial() -> None:
        for name in names:
            importlib.import_module(name)

    return trial


def framed(backend: Any) -> Callable[[], None]:  # noqa: ANN401 - one of `zhaoshang.frames.BACKENDS`
    """Make a trial that works a KPI out on data frames, and compares with the ledger."""

    def trial() -> None:
        from zhaoshang import evaluate, frames, workbooks  # noqa: PLC0415 - only where the extra is installed

        with TemporaryDirectory() as folder:
            path = Path(folder) / "ledger.csv"
            path.write_text(CSV, encoding="gb18030")
            ledger = workbooks.read(path, as_of="2022-06-30").ledger
        asked = ("signed_investment_total", "start_rate")
        told = [
            [figure.value for figure in evaluate(source, asked, period="2022-H1").values()]
            for source in (ledger, frames.from_ledger(ledger, backend=backend))
        ]
        expect(told[0] == told[1], f"{backend} and the ledger give other figures: {told}")

    return trial


EXTRAS: Mapping[str, Callable[[], None]] = {
    "calendar": imported("chinese_calendar", "zhaoshang.calendars"),
    "charts": imported("vl_convert", "zhaoshang.reports"),
    "duckdb": framed("duckdb"),
    "excel": excel,
    "frames": imported("narwhals", "zhaoshang.frames"),
    "pandas": framed("pandas"),
    "polars": framed("polars"),
    "pyarrow": framed("pyarrow"),
    "spark": imported("pyspark", "zhaoshang.frames"),  # a session would need Java
    "terminal": imported("tqdm"),
    "pydantic": imported("pydantic", "zhaoshang.integrations.pydantic"),
    "sqlalchemy": imported("sqlalchemy", "zhaoshang.integrations.sqlalchemy"),
    "testing": testing,
    "word": imported("docx", "zhaoshang.reports"),
}


def main(version: str, *extras: str) -> int:
    """Try the core, then each extra that was named."""
    core(version)
    for extra in extras:
        expect(extra in EXTRAS, f"tools/wheel_probe.py says nothing of the extra {extra}")
        EXTRAS[extra]()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
