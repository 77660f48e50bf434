"""Law: a ledger of plain objects and the same ledger on any data frame engine give the same figures."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.drawing import examples
from tests.properties import drawn

from zhaoshang._engine.frames.schema import CODES, SCHEMA, SchemaField
from zhaoshang._engine.frames.store import Store
from zhaoshang._engine.results.words import WARNINGS
from zhaoshang.errors import FrameSchemaError
from zhaoshang.frames import (
    Backend,
    Frames,
    from_ledger,
    read_lines,
    read_parquet,
    write_lines,
    write_parquet,
)
from zhaoshang.kpis import CATALOGUE, Kpi, evaluate
from zhaoshang.ledger import Ledger
from zhaoshang.measures import Predicate, column
from zhaoshang.model import ServiceTeam
from zhaoshang.profiles import DEFAULT, Profile

BACKENDS: tuple[Backend, ...] = ("polars", "pandas", "pyarrow", "duckdb")

Case = tuple[Kpi, Mapping[str, Any]]
CASES: tuple[Case, ...] = tuple((kpi, case) for kpi in CATALOGUE for case in drawn.cases(kpi))
"""Every KPI with each set of arguments that it is asked with."""

BY_ID = {kpi.id: kpi for kpi in CATALOGUE}

# what is worked out from figures given, or from the day alone
WITHOUT_FACTS = frozenset(
    {
        *("share_of_total", "pipeline_velocity", "activity_index", "per_mu_score", "score_linear_capped"),
        *("score_efficacy", "score_relative_max", "score_shortfall", "bonus_penalty", "ranking"),
    }
)
NEVER_LEFT_OUT = frozenset(
    {"outbound_trips", "inbound_visits", "planned_trips", "trip_plan_rate", "agreement_compliance"}
)
OF_GIVEN = frozenset({"class_mean", "levels_unknown", "part_exceeds_whole", "negative_month"})
# asked for by name in tests/engine/frames/test_frames.py, tests/engine/test_conditions.py, tests/engine/test_one_meaning.py
# and tests/engine/test_firms_unnamed.py
RARE = frozenset(
    {"groups_exceed_total", "condition_open", "no_agreements", "negative_amount", "missing_tenant"}
)

# what is about a period and cannot be asked without one
IN_PERIOD = frozenset({"continuing_count", "continuing_investment", "mom_growth", "yoy_growth"})

# what looks at all projects at once: the first of several of a name, and each agreement by itself
WHOLE = frozenset({"leads_collected", "agreement_compliance"})


def together(cases: Iterable[Case]) -> list[tuple[list[Kpi], dict[str, Any]]]:
    """Join questions whose arguments do not get in each other's way, so that an engine is asked less often.

    At most a dozen are joined: DuckDB thinks long about queries of a thousand columns.
    """
    joined: list[tuple[list[Kpi], dict[str, Any]]] = []
    for kpi, case in cases:
        for kpis, arguments in joined:
            both = {**arguments, **case}
            if (
                kpi not in kpis
                and len(kpis) < 12
                and _reads(kpi, both) == dict(case)
                and all(_reads(each, arguments) == _reads(each, both) for each in kpis)
            ):
                kpis.append(kpi)
                arguments.update(case)
                break
        else:
            joined.append(([kpi], dict(case)))
    return joined


def _reads(kpi: Kpi, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """List the arguments that a KPI reads, itself or by another that it asks."""
    below = BY_ID.get(str(arguments.get("of")))
    read = {*kpi.arguments, *(() if below is None else below.arguments)}
    return {name: value for name, value in arguments.items() if name in read}


def figures(
    source: Any, cases: Iterable[Case], profile: Profile, asked: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Ask for everything and write the figures down, but for what names the source."""
    answers: list[dict[str, Any]] = []
    for kpis, arguments in together(cases):
        for figure in evaluate(source, kpis, profile=profile, **asked, **arguments).items_:
            told = attrs.asdict(figure, recurse=False)
            answers.append(
                {name.removeprefix("_"): told[name] for name in told if name not in {"data", "library"}}
            )
    return answers


def _fit(cases: Iterable[Case], asked: Mapping[str, Any]) -> list[Case]:
    """Leave out what cannot be asked without a period."""
    return [case for case in cases if asked["period"] is not None or case[0].id not in IN_PERIOD]


@settings(
    max_examples=1, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)  # a smaller seed is no smaller case
@given(seed=st.integers(0, 2**32))
def test_frames_agree_with_objects(seed: int) -> None:
    """Values, bounds, numerators, ids, exclusions and warnings are equal on every engine, whatever is asked."""
    random = Random(seed)  # noqa: S311 - a random ledger needs no secrecy
    ledger, profile, asked = drawn.ledger(random), drawn.profile(random), drawn.question(random)
    cases = _fit(random.sample(CASES, 12), asked)
    expected = figures(ledger, cases, profile, asked)
    for backend in BACKENDS:
        assert figures(from_ledger(ledger, backend=backend), cases, profile, asked) == expected, (
            seed,
            backend,
        )


@pytest.mark.long
@settings(max_examples=examples(5), phases=[Phase.explicit, Phase.reuse, Phase.generate], deadline=None)
@given(seed=st.integers(0, 2**32))
def test_files_agree_with_objects(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every KPI of a ledger full of phases of phases is in files as it is of objects, or is refused by name."""
    random, folder = Random(seed), tmp_path_factory.mktemp("tables")  # noqa: S311 - as above
    drawn_ledger = drawn.ledger(random, 20)
    ids = [project.id for project in drawn_ledger.projects]
    projects = [
        attrs.evolve(each, parent=random.choice(ids[max(0, place - 4) : place]), relation="phase")
        if place and random.random() < 0.5
        else each
        for place, each in enumerate(drawn_ledger.projects)
    ]
    ledger = attrs.evolve(drawn_ledger, projects=projects)
    write_parquet(ledger, folder, scales=SCALES)
    frames = read_parquet(folder, evidence="ids", ledger=ledger)
    asked = drawn.question(random)
    wrong = []
    for phases in ("as_one", "separate"):
        profile = attrs.evolve(drawn.profile(random), id=phases, phases=phases)
        for case in _fit(random.sample(CASES, 25), asked):
            try:
                found = figures(frames, [case], profile, asked)
            except FrameSchemaError:
                continue
            if found != figures(ledger, [case], profile, asked):
                wrong.append((seed, phases, case[0].id))
    assert wrong == []


def _absent(random: Random, ledger: Ledger) -> Predicate:
    """Draw a condition on a value that no project has, alone or beside one that some have."""
    name, there = random.choice(
        (("owner", [team.id for team in ledger.teams]), ("event", ["E1"]), ("tag", []))
    )
    absent = column(name).is_in(*random.sample(there, random.randint(0, len(there[:2]))), "无此值")
    return random.choice(
        (absent, ~absent, absent & (column("investment") >= "1亿元"), absent | (column("land") >= "1亩"))
    )


def test_a_value_that_no_project_has_is_told_and_chooses_none(
    paired: Callable[..., Iterable[tuple[int, Backend]]],
) -> None:
    """A ledger tells it on each figure about projects, frames where nothing was found; else the figures are the same."""
    for seed, backend in paired(range(6), BACKENDS):
        random = Random(seed)  # noqa: S311 - as above
        ledger, profile, asked = drawn.ledger(random, 12), drawn.profile(random), drawn.question(random)
        asked |= {"where": _absent(random, ledger)}
        cases = _fit([(BY_ID[name], {}) for name in ABOUT_PROJECTS], asked)
        expected = figures(ledger, cases, profile, asked)
        for figure in expected:
            assert [told.partition("=")[2] for told in _taken_off(figure)] == ["无此值"], figure["kpi"]
        found = figures(from_ledger(ledger, backend=backend), cases, profile, asked)
        told = {warning.partition("=")[2] for figure in found for warning in _taken_off(figure)}
        assert told <= {"无此值"}, (seed, backend)
        assert found == expected, (seed, backend)


def _taken_off(figure: dict[str, Any]) -> list[str]:
    """Take the warnings off that tell of a value which nobody has."""
    told = [warning for warning in figure["warnings"] if warning.startswith("no_such_value")]
    figure["warnings"] = tuple(warning for warning in figure["warnings"] if warning not in told)
    return told


ABOUT_PROJECTS = ("signed_project_count", "signed_investment_total", "start_rate", "arrived_funds")


def _one_set_each(turn: int) -> list[Case]:
    """Take every KPI with one set of its arguments, in each turn the next."""
    return [(kpi, sets[turn % len(sets)]) for kpi in CATALOGUE if (sets := drawn.cases(kpi))]


@pytest.mark.parametrize(("seed", "backend"), [*enumerate(BACKENDS)])
def test_every_figure_agrees(seed: int, backend: Backend, drawn_cases: int) -> None:
    """The same over more projects, with other arguments on each engine: every fourth KPI, for the others are asked of tables below.

    Where many cases are drawn, each engine is asked with every argument: half of the catalogue on each of two ledgers.
    """
    if drawn_cases < 50:
        _agree(seed, backend, _one_set_each(seed)[seed % 2 * 2 :: 4])
        return
    for turn in (0, 1):
        _agree(seed + len(BACKENDS) * turn, backend, CASES[turn::2])


def _agree(seed: int, backend: Backend, cases: Iterable[Case]) -> None:
    random = Random(seed)  # noqa: S311 - as above
    ledger, profile, asked = drawn.ledger(random, 25), drawn.profile(random), drawn.question(random)
    asked |= {"by": drawn.GROUPINGS[seed + 1], "as_of": "2022-06-30"}  # a day on which shares run out
    cases = _fit(cases, asked)
    expected = figures(ledger, cases, profile, asked)
    assert figures(from_ledger(ledger, backend=backend), cases, profile, asked) == expected


TELLING = (0, 2, 5, 8, 9, 21, 23, 25, 28, 35)
"""Seeds whose ledgers, between them, show all that the first forty do."""


def test_what_is_drawn_asks_for_everything() -> None:
    """Every option of a profile, argument of a KPI and warning comes up, and every KPI has values and gaps."""
    options = {option.name for option in attrs.fields(Profile)} - {"id", "zh", "en", "references"}
    assert options == {*drawn.OPTIONS, *drawn.LATER} | drawn.ABOUT_GIVEN
    for kpi in CATALOGUE:
        assert set(kpi.arguments) - set().union(*drawn.cases(kpi)) == HANDED_ON.get(kpi.id, set()), kpi.id
    found: dict[str, Counter[str]] = {kpi.id: Counter() for kpi in CATALOGUE}
    codes: set[str] = set()
    for seed in TELLING:
        random = Random(seed)  # noqa: S311 - as above
        ledger, profile, asked = drawn.ledger(random, 12), drawn.profile(random), drawn.question(random)
        chosen = figures(
            ledger, [(BY_ID["start_rate"], {})], profile, {**asked, "where": _absent(random, ledger)}
        )
        codes |= {warning.partition(":")[0] for figure in chosen for warning in figure["warnings"]}
        for figure in figures(ledger, _fit(CASES, asked), profile, asked):
            seen = found[figure["kpi"]]
            seen["value"] += figure["value"] is not None
            seen["open"] += figure["value"] is not None and figure["low"] != figure["high"]
            seen["excluded"] += bool(figure["excluded"])
            codes |= {"excluded"} if figure["excluded"] else set()
            seen["ids"] += bool(figure["ids"])
            codes |= {warning.partition(":")[0] for warning in figure["warnings"]}
    given_only = {name for name, seen in found.items() if not seen["ids"] and BY_ID[name].inputs}
    assert given_only == WITHOUT_FACTS
    for name in found.keys() - WITHOUT_FACTS - {"time_progress"}:
        assert found[name]["value"], name
        assert found[name]["excluded"] or name in NEVER_LEFT_OUT, name
    assert codes >= {name.partition(":")[0] for name in WARNINGS} - OF_GIVEN - RARE


HANDED_ON = {
    **dict.fromkeys(
        ("schedule_gap", "schedule_index", "yoy_growth", "mom_growth", "pp_change"), frozenset({"bands"})
    ),
    "fdi_realisation_ratio": frozenset({"origins"}),
}
"""Arguments that a KPI hands on to another, with which that one is asked by itself."""

SCALES = dict.fromkeys(("land", "floor_area", "area", "lettable"), 10**8)
STAGES = frozenset(
    {
        *("stage_count", "stage_investment", "stalled_count", "service_coverage_rate"),
    }
)  # of a ledger only


def _tree(ledger: Ledger) -> list[ServiceTeam]:
    """Keep of the units only who they are and whom they stand under."""
    return [
        ServiceTeam(id=team.id, name=team.name, place=team.place, parent=team.parent) for team in ledger.teams
    ]


@pytest.mark.parametrize(("seed", "backend"), [(3, "polars"), (5, "pyarrow"), (6, "pandas"), (8, "duckdb")])
def test_tables_agree_with_records(seed: int, backend: Backend, drawn_cases: int, tmp_path: Path) -> None:
    """Tables written and handed over, parks, steps and promises among them, give the figures of the ledger.

    That is so whether phases are counted with their project or apart.
    """
    random = Random(seed)  # noqa: S311 - as above
    ledger, asked, profile = drawn.ledger(random, 14), drawn.question(random), drawn.profile(random)
    profile = attrs.evolve(profile, phases="separate" if seed in {3, 6} else "as_one")
    write_parquet(ledger, tmp_path, scales=SCALES)
    rest = attrs.evolve(ledger, projects=(), parks=(), teams=_tree(ledger), funds=(), payments=())
    frames = read_parquet(tmp_path, backend=backend, evidence="ids", ledger=rest)
    chosen, few = (CASES, 6) if drawn_cases >= 50 else (_one_set_each(seed)[1::2], 3)
    cases = [case for case in _fit(chosen, asked) if case[0].id not in STAGES]
    if backend == "duckdb":
        cases = cases[::few]
    elif drawn_cases < 50:
        cases = cases[seed % 2 :: 2]
    assert figures(frames, cases, profile, asked) == figures(ledger, cases, profile, asked)


@pytest.mark.parametrize("seed", [4, 8, 20, 25, 63, 114])
def test_what_was_promised_and_taken_back_is_so_in_tables(seed: int, tmp_path: Path) -> None:
    """Corrections, the order of entry where no day decides, and projects that repeat another, are told by written tables."""
    random = Random(seed)  # noqa: S311 - as above
    ledger, asked, profile = drawn.ledger(random, 14), drawn.question(random), drawn.profile(random)
    profile = attrs.evolve(profile, phases="separate" if seed % 2 else "as_one")
    write_parquet(ledger, tmp_path, scales=SCALES)
    rest = attrs.evolve(ledger, projects=(), parks=(), teams=_tree(ledger), funds=(), payments=())
    frames = read_parquet(tmp_path, evidence="ids", ledger=rest)
    kpis = {"agreement_compliance", "commitment_rate", "statistics_entry_count"}
    cases = _fit([case for case in CASES if case[0].id in kpis], asked)
    assert figures(frames, cases, profile, asked) == figures(ledger, cases, profile, asked)


OPTIONAL = [(table, field) for table, fields in SCHEMA.items() for field in fields if field.is_optional]
STANDS_IN = {
    ("parks", "park"): "id",
    ("spaces", "lettable"): "area",
    ("projects", "moved_from"): "origin",
    ("fund_sponsors", "paid"): "amount",
}
"""What stands in for a column that is left out; of all others nothing is known."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    """The tables of a ledger in which every optional field is told, made up where none is drawn."""
    folder = tmp_path_factory.mktemp("tables")
    write_parquet(drawn.ledger(Random(5), 40), folder, scales=SCALES)  # noqa: S311 - as above
    return {path.stem: told_somewhere(path.stem, pq.read_table(path)) for path in folder.glob("*.parquet")}


Rows = list[dict[str, Any]]


def rows_of(tables: dict[str, pa.Table], table: str) -> Rows:
    """Read the rows of one of several tables."""
    store = Store(tables, scales={**SCALES, "share": 1_000_000, "points": 1000}, units={})
    read = store.records.rows(table)
    return [{name: cell for name, cell in row.items() if not name.endswith(".side")} for row in read]


@pytest.fixture(scope="module")
def whole(written: dict[str, pa.Table]) -> Callable[[str], Rows]:
    """The rows of each table as it is written, read once."""
    return cache(partial(rows_of, written))


def told_somewhere(name: str, table: pa.Table) -> pa.Table:
    """Fill the columns that hold nothing; a table without rows gets one."""
    columns = {}
    for each in table.column_names:
        cells = table.column(each)
        if cells.null_count == len(cells):
            text = "none" if each.endswith("_hedge") else CODES.get((name, each), ("CNY",))[0]
            made: Any = date(2022, 3, 5) if pa.types.is_date(cells.type) else text
            made = 100 if pa.types.is_integer(cells.type) else made
            made = True if pa.types.is_boolean(cells.type) else made
            cells = pa.array([made] * max(len(cells), 1), cells.type)
        columns[each] = cells
    return pa.table(columns)


def cells_of(field: SchemaField, name: str = "") -> list[str]:
    """Name the cells of a row that hold a field, or what another field holds in their place."""
    held = attrs.evolve(field, name=name) if name else field
    if field.holds == "amount":
        return [f"{held.name}.{part}" for part in ("value", "low", "high", "unit", "hedge")]
    return list(held.columns)


@pytest.mark.parametrize(
    ("table", "field"), OPTIONAL, ids=[f"{table}.{field.name}" for table, field in OPTIONAL]
)
def test_a_column_left_out_is_missing_in_every_row(
    table: str, field: SchemaField, written: dict[str, pa.Table], whole: Callable[[str], Rows]
) -> None:
    """Without an optional column every row reads as if the field had never been told, but for what stands in for it."""
    other = STANDS_IN.get((table, field.name), "")
    assert any(row[cells_of(field)[0]] is not None for row in whole(table))
    bare = [
        {**row, **dict(zip(cells_of(field), [row[each] for each in cells_of(field, other)], strict=True))}
        if other
        else {**row, **dict.fromkeys(cells_of(field))}
        for row in whole(table)
    ]
    held = written[table]
    gone = [
        name
        for name in held.column_names
        if name in field.columns or (field.holds == "amount" and name.startswith(f"{field.name}_"))
    ]
    assert gone
    assert rows_of({**written, table: held.drop_columns(gone)}, table) == bare
    assert field.instead == other


def test_what_stands_in_for_a_column_gives_the_figures_of_the_ledger(tmp_path: Path) -> None:
    """A park is known by its id, and the area to let of a space is its area where none is stated."""
    ledger = drawn.ledger(Random(5), 12)  # noqa: S311 - as above
    write_parquet(ledger, tmp_path, scales=SCALES)
    tables = {path.stem: pq.read_table(path) for path in tmp_path.glob("*.parquet")}
    for table, name in STANDS_IN:
        gone = [column for column in tables[table].column_names if column.startswith(name)]
        tables[table] = tables[table].drop_columns(gone)
    parks = [
        attrs.evolve(park, spaces=[attrs.evolve(space, lettable=None) for space in park.spaces])
        for park in ledger.parks
    ]
    rest = attrs.evolve(ledger, projects=(), parks=(), teams=_tree(ledger), funds=(), payments=())
    frames = Frames(
        tables, scales={**SCALES, "share": 1_000_000, "points": 1000}, evidence="ids", ledger=rest
    )
    asked = ["letting_rate", "investment_intensity"]
    cases: list[Case] = [case for case in CASES if case[0].id in asked]
    assert {kpi.id for kpi, _ in cases} == {*asked}
    ledger = attrs.evolve(ledger, parks=parks)
    for by in ((), ("park",)):
        found, expected = (
            figures(each, cases, DEFAULT, {"by": by, "period": None, "as_of": "2022-06-30"})
            for each in (frames, ledger)
        )
        assert found == expected


@pytest.mark.parametrize("processes", [1, 2])
def test_chunks_agree_with_the_whole(processes: int, drawn_cases: int, tmp_path: Path) -> None:
    """A ledger worked through in chunks gives the same figures as the whole, whoever does the work."""
    whole = drawn.ledger(Random(5), 25)  # noqa: S311 - as above
    projects = [attrs.evolve(project, relation=None, shares=()) for project in whole.projects]
    whole = attrs.evolve(whole, projects=projects)
    path = tmp_path / "projects.jsonl"
    write_lines(projects, path)
    lines = read_lines(path, ledger=attrs.evolve(whole, projects=()), size=6, processes=processes)
    drawn_from = CASES if drawn_cases >= 50 else _one_set_each(processes)
    cases = [case for case in drawn_from if case[0].id not in WHOLE]
    asked = {"by": ("district",), "period": "2022"}
    assert figures(lines, cases, DEFAULT, asked) == figures(whole, cases, DEFAULT, asked)
