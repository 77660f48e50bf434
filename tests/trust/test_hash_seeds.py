"""The same input gives the same output whatever the seed of hashes: no set's order decides anything."""

from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path

from tests.trust.programs import output_of

SCRIPT = r"""
import sys
from zhaoshang import Ledger, Money, Project, evaluate, find_mentions
from zhaoshang.bulletins import read_figures, verify, write
from zhaoshang.checks import RULES, check
from zhaoshang.kpis import CATALOGUE, find
from zhaoshang.model import Agreement, Arrival, Milestone, Park, ServiceTeam, Target
from zhaoshang.profiles import DEFAULT
from zhaoshang.reading import find_periods
from zhaoshang.records import json_schema, structure, unstructure
from zhaoshang.reports import kpi_table, page
from zhaoshang.workbooks import read

projects = [
    Project(
        id=f"P{n}", name=f"项目{n}", district=["云岭区", "白鹭县", "江川区"][n % 3], owner=f"招商{n % 4}组",
        industry=["新能源", "C39", "C13"][n % 3], investment=Money.of(1 + n % 7, "亿元"), tags=["重点", "外资", "省级"][: n % 4],
        agreements=[Agreement(signed_on=f"2023-0{1 + n % 6}-05")],
        milestones=[Milestone(stage="started", on="2023-06-20")] if n % 2 else [],
        arrivals=[Arrival(on="2023-06-25", amount=Money.of(1, "亿元"))],
    )
    for n in range(30)
]
ledger = Ledger(as_of="2023-06-30", projects=projects, parks=[Park(id="K", name="芯谷园")])
out = []
texts = [
    "玉溪市加快招商。江川区、华宁县、通海县分别签约项目5个、3个和2个；昆明7亿元、曲靖5亿元、玉溪2亿元。全市开工项目4个，同比增长20%。",
    "上半年，云岭区、白鹭县、江川区分别签约项目10个、9个和10个，占全市的33%、30%、33%。招商1组、招商2组开工率50%、60%。",
    "昆明市、曲靖市、玉溪市推进招商，大理、楚雄、文山到位资金较多的是大理9亿元、楚雄3亿元。云岭新材料项目落地。",
]
for text in texts:
    out += [repr(item) for item in read_figures(text, today="2023-07-12")]
    found = verify(text, ledger, today="2023-07-12")
    out += [found.render("zh_CN"), found.render("en"), found.to_html("zh_CN")]
    out += [repr(find_mentions(text)), repr(find_periods(text, today="2023-07-12"))]
for by in ((), "owner", "district", "industry", "level"):
    figures = evaluate(ledger, ["signed_project_count", "signed_investment_total", "start_rate", "arrived_funds"], period="2023-H1", by=by)
    out += [repr(figures), kpi_table(figures, locale="zh_CN").to_text(), write(figures, subject="玉溪市")]
out += [page([kpi_table(figures, locale="zh_CN")], title="报告"), repr(check(ledger)), check(ledger).render("zh_CN")]
out += [repr(CATALOGUE), repr(DEFAULT), repr([rule.code for rule in RULES])]
out += [repr(unstructure(ledger)), repr(structure(unstructure(ledger), Ledger)), repr(json_schema(Ledger))]
imported = read(sys.argv[1], as_of="2023-06-30")
out += [repr(imported.ledger), repr(imported.findings), repr(imported.sheets)]
print("\n".join(out))
"""


PARTED = "---- every other room ----"
EVERY_ROOM = r"""
from random import Random

import attrs
from tests.properties import drawn

from zhaoshang import errors
from zhaoshang.assessments import SCHEMES, assess, notice, score_table
from zhaoshang.boards import BOARDS, board_table
from zhaoshang.calendars import due_on
from zhaoshang.checks import check
from zhaoshang.frames import from_ledger
from zhaoshang.industries import industry
from zhaoshang.kpis import CATALOGUE, KEYS, chain_nodes, evaluate
from zhaoshang.lifecycle import alarms, draw_lifecycle, draw_project, stage_at, supervise, LIFECYCLE
from zhaoshang.profiles import DEFAULT, PROFILES
from zhaoshang.records import structure, unstructure
from zhaoshang.reports import chain_table, park_table, progress, progress_table, ranking, ranking_table, stage_board
from zhaoshang.vocabulary import Stage

ledger = drawn.ledger(Random(3), 14)
asked = {"period": "2022", "as_of": "2022-06-30", "by": ("owner",)}
for kpi in CATALOGUE:
    for case in drawn.cases(kpi)[:1]:
        for source in (ledger, from_ledger(ledger, backend="polars")) if kpi.id < "c" else (ledger,):
            for figure in evaluate(source, kpi, **asked, **case).items_:
                print(figure.explain("zh_CN"), figure.explain("en"), *figure.ids, *figure.excluded)
for board in BOARDS.values():
    print(board_table(ledger, board, as_of="2022-06-30").to_text())
for scheme in SCHEMES.values():
    read = {"chains": ["C1"]} if scheme.id == "industry_teams" else {}
    found = assess(scheme, ledger, period="2022", as_of="2022-06-30", **read)
    print(score_table(found).to_text(), notice(found), found.gaps())
for project in ledger.projects:
    print(stage_at(project, "2022-06-30").stage, *(attrs.asdict(each) for each in supervise(project, as_of="2022-06-30")))
    print(draw_project(project, as_of="2022-06-30") if "as_of" in draw_project.__kwdefaults__ else draw_project(project))
print(*(alarm.render("zh_CN") for alarm in alarms(ledger, as_of="2022-06-30")), draw_lifecycle(LIFECYCLE))
print(check(ledger).render("zh_CN"), unstructure(ledger))
print(stage_board(ledger, as_of="2022-06-30").to_text(), chain_table(ledger).to_text(), park_table(ledger).to_text())
print(ranking_table(ranking(evaluate(ledger, "signed_project_count", **{**asked, "by": "owner"}))).to_text())
print([*KEYS], [*PROFILES], *(str(stage) for stage in Stage), industry("C39"), due_on("2022-03-05", {"days": 20}))
for wrong in (
    lambda: evaluate(ledger, "signd_project_count"),
    lambda: evaluate(ledger, "signed_project_count", perod="2022"),
    lambda: DEFAULT.vary("x", startd=["started"]),
    lambda: structure({"projects": [{"id": "1", "nmae": "x", "onwer": "y"}]}, type(ledger)),
    lambda: Stage("strated"),
):
    try:
        wrong()
    except errors.ZhaoshangError as error:
        print(error.render("zh_CN"), error.render("en"))
"""


def first_difference(one: str, other: str) -> tuple[str, str]:
    """Find the first line in which two outputs differ."""
    return next(
        (left, right)
        for left, right in zip_longest(one.splitlines(), other.splitlines(), fillvalue="")
        if left != right
    )


def test_every_seed_gives_one_output(tmp_path: Path, one_in: Callable[..., list[str]]) -> None:
    """Texts, tables, records and workbooks, all KPIs on objects and frames, boards, schemes, the lifecycle, errors, lists of words."""
    book = tmp_path / "book.csv"
    rows = [f"项目{n},{n + 1},2023-0{1 + n % 6}-05,云岭区,在建" for n in range(12)]
    book.write_text("\n".join(["项目名称,投资额（亿元）,签约日期,所属区县,备注项", *rows]), "utf-8")
    script = f"{SCRIPT}\nprint({PARTED!r})\n{EVERY_ROOM}"
    seeds = ("0", *one_in(2, ("17", "4242")))
    told, *others = (output_of("-c", script, str(book), PYTHONHASHSEED=seed) for seed in seeds)
    read, _, asked = told.partition(PARTED)
    assert len(read) > 20_000
    assert len(asked) > 100_000
    for other in others:
        assert other == told, first_difference(told, other)
