"""Everything public goes to another process and comes back as itself, in whatever order it is first loaded."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from zhaoshang import (
    Ledger,
    Money,
    Project,
    bulletins,
    checks,
    kpis,
    parse_quantity,
    records,
    reports,
    workbooks,
)
from zhaoshang.errors import ZhaoshangError
from zhaoshang.measures import column, equal
from zhaoshang.model import Agreement
from zhaoshang.profiles import DEFAULT

LEDGER = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(id=f"P{number}", name=f"虚构{number}", investment=Money.of(number, "亿元"), owner="东镇", industry="C3911")
        for number in (1, 2, 3)
    ],
)  # fmt: skip
FIGURES = kpis.evaluate(LEDGER, ["signed_project_count", "start_rate"], by=["owner"])
OWN = kpis.count("own", zh="自定", en="own", where=equal(column("owner"), "东镇"))
ROUND = {
    "a ledger": LEDGER,
    "figures": FIGURES,
    "a table": reports.kpi_table(FIGURES),
    "a report of checks": checks.check(LEDGER),
    "rules": checks.RULES,
    "the catalogue": kpis.CATALOGUE,
    "bundles": dict(kpis.BUNDLES),
    "a KPI of one's own": OWN,
    "a rate of one's own": kpis.rate("own_rate", zh="率", en="rate", met=["started"]),
    "a sum of one's own": kpis.total("own_sum", zh="和", en="sum", amount="tax"),
    "a ratio of one's own": kpis.ratio("own_ratio", zh="比", en="ratio", top=kpis.find("signed_investment_total"), bottom=OWN),
    "a duration of one's own": kpis.duration("signed", "started", stat="mean"),
    "a mean of one's own": kpis.mean("investment"),
    "a share of one's own": kpis.share(equal(column("owner"), "东镇"), id="s", zh="占比", en="share"),
    "readings": bulletins.read_figures("2022年上半年东镇签约项目12个，总投资不足3亿元。"),
    "a verification": bulletins.verify("2022年上半年签约项目12个。", LEDGER),
    "an import with steps": workbooks.read("项目名称,开工时间,是否竣工,建设起止年限\n甲,2024-03,是,2023-2025\n".encode(), name="a.csv"),
    "a profile": DEFAULT,
    "an import": workbooks.read("项目名称,投资方,总投资（万元）\n虚构项目,甲公司,800\n,乙公司,1\n".encode(), name="a.csv"),
    "collected records": records.collect({"id": "A", "name": "x", "投资额": 1}, Project),
}  # fmt: skip


@pytest.mark.parametrize("value", ROUND.values(), ids=ROUND)
def test_what_is_pickled_comes_back(value: object) -> None:
    """Equal, and of the same hash where it has one."""
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - our own
        assert again == value
        try:
            told = hash(value)
        except TypeError:
            continue
        assert hash(again) == told
        assert len({again, value}) == 1


def test_a_kpi_of_the_catalogue_stays_the_one_it_is() -> None:
    """Sent by its id, it is the very same where it arrives."""
    kpi = kpis.find("start_rate")
    assert pickle.loads(pickle.dumps(kpi)) is kpi  # noqa: S301 - our own
    own = pickle.loads(pickle.dumps(OWN))  # noqa: S301 - our own
    signed = LEDGER.projects["P1"]
    ledger = Ledger(
        projects=[
            Project(id="P1", name=signed.name, owner="东镇", agreements=[Agreement(signed_on="2022-03-05")])
        ]
    )
    assert kpis.evaluate(ledger, own, as_of="2022-06-30")["own"].value == 1


FAULTS: dict[str, Callable[[], object]] = {
    "a text": lambda: parse_quantity("三角形"),
    "a KPI": lambda: kpis.find("sign_count"),
    "a file": lambda: workbooks.read("/nowhere/a.xlsx"),
    "a field": lambda: Ledger(projects=[1]),  # type: ignore[list-item]
    "units": lambda: Money.of(1, "亩"),
    "a sum": lambda: Money.of(1, "亿元") + Money.of(1, "亿美元"),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_errors_come_back_too(fault: Callable[[], object]) -> None:
    """A worker's error says in the host what it said in the worker, in both languages."""
    with pytest.raises(ZhaoshangError) as caught:
        fault()
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own
    assert type(again) is type(caught.value)
    assert [again.render("zh_CN"), again.render("en")] == [
        caught.value.render("zh_CN"),
        caught.value.render("en"),
    ]


def test_workers_read_files(tmp_path: Path) -> None:
    """Workbooks are read by workers that start from nothing, and their cells can be asked for afterwards."""
    paths = [tmp_path / f"{name}.{kind}" for name, kind in (("a", "xlsx"), ("b", "csv"), ("c", "xlsx"))]
    for path in paths:
        if path.suffix == ".csv":
            path.write_text("项目名称,投资方,总投资（亿元）\n虚构项目,虚构公司,3.5\n", encoding="utf-8")
        else:
            workbooks.write(LEDGER, path)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        there = list(pool.map(workbooks.read, paths))
    for path, found in zip(paths, there, strict=True):
        here = workbooks.read(path)
        assert found.ledger == here.ledger
        assert {found.ledger} == {here.ledger}
        assert found.findings == here.findings
        first = here.ledger.projects.ids[0]
        assert found.facts(first) == here.facts(first) != ()


THREADS = """
import sys, threading
start = threading.Barrier(16)
faults = []
def work(number):
    start.wait()
    try:
        import zhaoshang
        from zhaoshang import kpis, reading, bulletins, reports, records, checks, workbooks, profiles
        if number % 4 == 0: kpis.evaluate(zhaoshang.Ledger(projects=[zhaoshang.Project(id="P", name="x")]), "start_rate", as_of="2022")
        elif number % 4 == 1: assert len(reading.find_mentions("签约12个，总投资42亿元")) == 2
        elif number % 4 == 2: bulletins.read_figures("签约12个，总投资42亿元")
        else: checks.check(zhaoshang.Ledger(projects=[zhaoshang.Project(id="P", name="x")]))
    except BaseException as error:
        faults.append(f"{type(error).__name__}: {error}")
sys.setswitchinterval(1e-6)
threads = [threading.Thread(target=work, args=(number,)) for number in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join(60)
print(faults, any(thread.is_alive() for thread in threads))
"""


def test_many_threads_load_the_library_at_once(drawn_cases: int) -> None:
    """The first import of everything from sixteen threads ends, and each of them gets its answer."""
    for _ in range(-(-drawn_cases // 12)):
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, "-c", THREADS],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert done.stdout.strip() == "[] False", done.stderr[-2000:]


FORKS = """
import os, pickle, sys, tempfile, time, warnings
from datetime import date
warnings.simplefilter("ignore")  # Python warns of forks beside threads, which are what is tried here
import pandas as pd
import polars as pl
from zhaoshang import Ledger, Project, evaluate, frames, workbooks
from zhaoshang.errors import ForkedProcessError
ledger = Ledger(projects=[Project(id="P", name="x")], as_of="2022-06-30")
office = pl.DataFrame({"项目名称": ["甲"], "总投资（亿元）": ["3"]})
table = pl.LazyFrame({"id": ["P"], "signed_on": [date(2022, 3, 5)]})
other = pd.DataFrame({"项目名称": ["甲"], "总投资（亿元）": ["3"]})
lazy = None if sys.argv[1] == "nothing" else frames.Frames({"projects": table})
folder = tempfile.mkdtemp()
made = frames.from_ledger(ledger)  # the frames are made when they are first asked
frames.write_parquet(ledger, folder)
if sys.argv[1] == "host":
    table.collect()
elif sys.argv[1] == "library":
    evaluate(made, "start_rate", by="owner")
ways = {
    "evaluate": lambda: evaluate(made, "start_rate", by="owner")["start_rate"].value,
    "a table": lambda: evaluate(frames.Frames({"projects": table}), "signed_project_count", as_of="2022-06-30"),
    "checks": lambda: frames.Frames({"projects": table}).check(),
    "Parquet": lambda: evaluate(frames.read_parquet(folder), "start_rate", as_of="2022-06-30"),
    "writing": lambda: frames.write_parquet(lazy or frames.Frames({"projects": table}), folder + "/there"),
    "an office": lambda: frames.read_frame(office, as_of="2022-06-30"),
    "rows": lambda: workbooks.read_frame(office),
    "a column": lambda: frames.parse_amounts(office, "总投资（亿元）", name="investment"),
    "pandas": lambda: evaluate(frames.from_ledger(ledger, backend="pandas"), "start_rate"),
    "an office of pandas": lambda: frames.read_frame(other, as_of="2022-06-30"),
    "records": lambda: evaluate(ledger, "start_rate"),
}
for name, ask in ways.items():
    child = os.fork()
    if not child:
        try:
            ask()
        except ForkedProcessError as error:
            os._exit(3 if error.engine == "polars" else 1)
        except BaseException as error:
            print(name, type(error), error, file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    for _ in range(400):
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        time.sleep(0.05)
    else:
        os.kill(child, 9)
        os.waitpid(child, 0)
        status = 9 << 8
    print(name, ["done", "?", "?", "told"][status >> 8] if status in (0, 256, 768) else "hangs", sep=": ")
"""
OTHERS = {"pandas", "an office of pandas", "records"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")
@pytest.mark.parametrize("before", ["host", "library", "nothing"])
def test_a_forked_process_is_told_what_it_cannot_ask(before: str) -> None:
    """Once polars has worked, a fork has none of its threads: an error says so, where the answer would never come."""
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", FORKS, before],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )
    found = dict(line.split(": ") for line in done.stdout.splitlines())
    assert found, done.stderr[-2000:]
    assert found == {name: "done" if before == "nothing" or name in OTHERS else "told" for name in found}, (
        done.stderr[-2000:]
    )


WORKED_OUT = """
import os, sys, threading, warnings
warnings.simplefilter("ignore")
from zhaoshang._basics.cached import cached_property
begun, may_end = threading.Event(), threading.Event()
class Slow:
    @cached_property
    def value(self):
        if os.getpid() == parent:
            begun.set()
            may_end.wait(20)
        return 3
parent = os.getpid()
threading.Thread(target=lambda: Slow().value).start()
begun.wait(20)
child = os.fork()
if not child:
    os._exit(Slow().value)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
may_end.set()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is forked here")
def test_a_fork_waits_for_no_value_that_another_thread_works_out() -> None:
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, "-c", WORKED_OUT],
        capture_output=True,
        text=True,
        check=False,
        timeout=15,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert (done.stdout.strip(), done.stderr) == ("3", "")
