"""Law: a ledger of plain objects and the same ledger on any data frame engine give the same figures."""

from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhaoshang import Investor, Ledger, Park, Project, ServiceTeam, parse_money
from zhaoshang.frames import Backend, from_ledger, read_lines, write_lines
from zhaoshang.kpis import CATALOGUE, Kpi, evaluate
from zhaoshang.model import (
    Agreement,
    Arrival,
    Case,
    CreditShare,
    DatedFlag,
    Fund,
    Lease,
    LogEntry,
    Milestone,
    Outcome,
    Outreach,
    Payment,
    PromisedTerm,
    Space,
    Target,
)
from zhaoshang.profiles import DEFAULT, Profile
from zhaoshang.quantities import Area, Count

BACKENDS: tuple[Backend, ...] = ("polars", "pandas", "pyarrow", "duckdb")

STAGES = (
    *("lead", "negotiating", "intent", "signed", "landed", "started", "completed", "trial"),
    *("producing", "at_capacity", "on_hold", "terminated", "exited"),
)
PAPERS = ("business_license", "filing", "land_payment", "construction_permit")
AMOUNTS = (
    *("3亿元", "1.5亿元", "近10亿元", "超1亿元", "约5000万元", "2000万美元", "近1亿美元", "百亿级"),
    *("3—5亿元", "80余万元", "0.1234亿元", "5亿元", "500万元"),
)
PROFILES = (
    DEFAULT,
    DEFAULT.vary("a", partial_dates="touch", phases="separate", expansion="project", relocation="count"),
    DEFAULT.vary(
        "b",
        partial_dates="start",
        rates={"USD": "6.9"},
        order_words="value",
        signed_kinds=["formal", "intent", "framework"],
        government_funded=True,
        credit="owner",
    ),
    DEFAULT.vary(
        "c",
        partial_dates="end",
        events="every",
        terminated_in_denominator=False,
        signed_date="approved_on",
        started=["construction_permit", "started+landed"],
        performing=["not_terminated"],
        day_count="working",
    ),
)
GROUPINGS: tuple[tuple[str, ...], ...] = (
    (),
    ("owner",),
    ("district",),
    ("owner", "district"),
    ("event",),
    ("park",),
    ("origin", "track"),
)

# questions with the arguments that they need; together they ask for every KPI that reads facts
COMPARED = {
    *("target_completion_rate", "overfulfilment_rate", "schedule_gap", "schedule_index"),
    *("yoy_growth", "mom_growth", "pp_change", "share_of_total"),
}
MEASURED = {"cohort_benefit", "shared_credit"}
STAGED = {"milestone_count", "milestone_investment", "stage_count", "stage_investment"}


# what looks at all projects at once: the first of several, and where the ledger itself is asked for owners
WHOLE = frozenset({"leads_collected", "target_completion_rate", "agreement_compliance"})


def questions() -> list[tuple[list[Kpi], dict[str, Any]]]:
    """Part the catalogue by the arguments that its KPIs take."""
    plain = {
        "bands": ["≥1亿元", "<1亿元", "[1亿元,10亿元)"],
        "from_stage": "signed",
        "to_stage": "started",
        "chains": ["C1"],
    }
    rest = [kpi for kpi in CATALOGUE if kpi.id not in COMPARED | MEASURED | STAGED]
    listed: list[tuple[list[Kpi], dict[str, Any]]] = [
        (rest, plain),
        ([kpi for kpi in CATALOGUE if kpi.id in MEASURED], {"measure": "tax"}),
        ([kpi for kpi in CATALOGUE if kpi.id in STAGED], {"of": "started"}),
    ]
    compared = [kpi for kpi in CATALOGUE if kpi.id in {"target_completion_rate", "yoy_growth"}]
    return [*listed, (compared, {"of": "signed_investment_total"})]


def ledger(random: Random, most: int = 8) -> Ledger:  # noqa: C901 - one drawer for each kind of record
    """Draw a ledger with coarse and missing dates, hedged amounts, several currencies, shares, phases and ends."""

    def maybe(value: Any, chance: float = 0.8) -> Any:
        return value if random.random() < chance else None

    def day() -> str | None:
        year, month, of = random.choice((2021, 2022)), random.randint(1, 12), random.randint(1, 28)
        text = f"{year}-{month:02}-{of:02}"
        return random.choice((text, text, text[:7], text[:4], None))

    def money() -> Any:
        return maybe(parse_money(random.choice(AMOUNTS)))

    def area() -> Any:
        return maybe(Area.of(random.choice((10, "20.5", 300)), random.choice(("亩", "平方米"))))

    def papers() -> list[str]:
        return random.sample(PAPERS, random.choice((0, 0, 1, 2)))

    def known() -> str | None:
        return random.choice((None, None, "2022-02", "2022-08-01"))

    def agreement() -> Agreement:
        return Agreement(
            kind=random.choice(("formal", "formal", "framework", "intent")),
            signed_on=day(),
            approved_on=maybe(day(), 0.4),
            recorded_on=known(),
            evidence=papers(),
            terms=[
                PromisedTerm(measure=random.choice(("tax", "output")), period="2022", promised=money())
                for _ in range(random.choice((0, 0, 1)))
            ],
        )

    def milestone() -> Milestone:
        return Milestone(
            stage=random.choice(STAGES),
            on=day(),
            planned=random.random() < 0.15,
            recorded_on=known(),
            evidence=papers(),
        )

    def outcome() -> Outcome:
        return Outcome(
            period=random.choice(("2021", "2022", "2022-Q1", None)),
            recorded_on=known(),
            tax=money(),
            output=money(),
            fixed_asset_investment=money(),
            jobs=maybe(Count.of(random.randint(1, 90), "人")),
        )

    def project(number: int) -> Project:
        return Project(
            id=f"P{number}",
            name=f"项目{random.randint(0, 4)}",
            owner=maybe(random.choice(("U1", "U2"))),
            district=maybe(random.choice(("东区", "西区"))),
            park=maybe("K1", 0.5),
            investors=[random.choice(("I1", "I2"))] if random.random() < 0.7 else [],
            chain_nodes=random.choice(((), ("C1/上游",), ("C2/下游",))),
            track=maybe(random.choice(("land", "leased_plant"))),
            investment=money(),
            outside_investment=money(),
            foreign_investment=maybe(money(), 0.3),
            fixed_investment=money(),
            land=area(),
            floor_area=area(),
            agreements=[agreement() for _ in range(random.choice((0, 1, 1, 2)))],
            milestones=[milestone() for _ in range(random.randint(0, 4))],
            arrivals=[
                Arrival(
                    on=day(),
                    recorded_on=known(),
                    amount=money(),
                    fixed=maybe(money(), 0.3),
                    origin=maybe(random.choice(("out_of_province", "foreign", "hk_macao_taiwan")), 0.6),
                )
                for _ in range(random.choice((0, 0, 1, 2)))
            ],
            outcomes=[outcome() for _ in range(random.choice((0, 0, 1, 2)))],
            log=[LogEntry(on=day(), note="…") for _ in range(random.choice((0, 0, 1)))],
            shares=random.choice(
                (
                    (),
                    (),
                    (
                        CreditShare(unit="U1", share="0.6"),
                        CreditShare(unit="U3", share="0.4", until="2022-01"),
                    ),
                    (CreditShare(unit="U2", share="0.7"),),
                )
            ),
            relation=random.choice((None, None, None, "phase", "part", "expansion", "renamed", "relocation")),
            parent=maybe(f"P{random.randint(0, most)}", 0.5),
            events=random.choice(((), ("E1",), ("E1", "E2"))),
            government_funded=random.choice((None, None, None, True)),
        )

    spaces = [
        Space(
            id=f"S{number}",
            kind=random.choice(("land", "plant", "office")),
            area=area(),
            completed_on=day(),
            idle_since=maybe(day(), 0.4),
        )
        for number in range(3)
    ]
    leases = [
        Lease(
            space=f"S{random.randint(0, 2)}",
            tenant=random.choice(("T1", "T2")),
            area=area(),
            stage=random.choice(("intent", "contracted", "moved_in", "ended")),
            on=day(),
            recorded_on=known(),
        )
        for _ in range(random.randint(0, 4))
    ]
    return Ledger(
        as_of="2022-06-30",
        projects=[project(number) for number in range(random.randint(0, most))],
        investors=[
            Investor(
                id="I1",
                name="甲",
                origin="hk",
                ownership="central_state",
                flags=[DatedFlag(flag="fortune_500", year=2022)],
            ),
            Investor(id="I2", name="乙", origin=maybe("out_of_province", 0.5)),
        ],
        parks=[Park(id="K1", name="园区", district="东区", spaces=spaces, leases=leases)],
        teams=[
            ServiceTeam(
                id="U1",
                name="一局",
                outreach=[Outreach(on=day(), direction="outbound")],
                cases=[Case(id="Q1", raised_on=day(), closed_on=day())],
            ),
            ServiceTeam(id="U2", name="二局"),
        ],
        funds=[Fund(id="F1", name="基金", size=money(), status="raised", on=day())],
        payments=[Payment(id="Y1", investor="I1", programme="奖补", amount=money(), on=day())],
        targets=[
            Target(
                id="T1",
                unit="U1",
                measure="signed_investment_total",
                period="2022",
                value=parse_money("20亿元"),
            )
        ],
    )


def figures(  # noqa: PLR0917 - one question
    source: Any,
    wanted: frozenset[str],
    profile: Profile,
    by: tuple[str, ...],
    period: str | None,
    known_on: str | None = None,
) -> list[dict[str, Any]]:
    """Ask for everything and write the figures down, but for what names the source."""
    answers: list[dict[str, Any]] = []
    for listed, arguments in questions():
        asked = [
            kpi
            for kpi in listed
            if kpi.id in wanted and (period is not None or not kpi.id.startswith("continuing_"))
        ]
        found = evaluate(source, asked, by=by, period=period, known_on=known_on, profile=profile, **arguments)
        for figure in found.items_:
            told = attrs.asdict(figure, recurse=False)
            answers.append({name: told[name] for name in told if name not in {"data", "library"}})
    return answers


ALL = frozenset(kpi.id for kpi in CATALOGUE)


@settings(max_examples=5, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    random=st.randoms(use_true_random=False),
    profile=st.sampled_from(PROFILES),
    by=st.sampled_from(GROUPINGS),
    period=st.sampled_from((None, "2022", "2022-H1", "2022-03")),
    known_on=st.sampled_from((None, None, "2022-04-01")),
)
def test_frames_agree_with_objects(
    random: Random, profile: Profile, by: tuple[str, ...], period: str | None, known_on: str | None
) -> None:
    """Values, bounds, numerators, ids, exclusions and warnings are equal on every engine."""
    drawn = ledger(random)
    wanted = frozenset(random.sample(sorted(ALL), 10))
    expected = figures(drawn, wanted, profile, by, period, known_on)
    for backend in BACKENDS:
        given_back = figures(from_ledger(drawn, backend=backend), wanted, profile, by, period, known_on)
        assert given_back == expected, backend


@pytest.mark.parametrize(
    ("seed", "backend"), [(0, "polars"), (1, "polars"), (2, "pyarrow"), (3, "pandas"), (1, "duckdb")]
)
def test_every_figure_agrees(seed: int, backend: Backend) -> None:
    """The same for the whole catalogue at once, over more projects."""
    drawn = ledger(Random(seed), 25)  # noqa: S311 - a random ledger needs no secrecy
    profile, by = PROFILES[seed], GROUPINGS[seed + 1]
    expected = figures(drawn, ALL, profile, by, "2022")
    assert figures(from_ledger(drawn, backend=backend), ALL, profile, by, "2022") == expected


@pytest.mark.parametrize("processes", [1, 2])
def test_chunks_agree_with_the_whole(processes: int, tmp_path: Path) -> None:
    """A ledger worked through in chunks gives the same figures as the whole, whoever does the work."""
    drawn = ledger(Random(5), 25)  # noqa: S311 - as above
    projects = [attrs.evolve(project, relation=None, shares=()) for project in drawn.projects]
    whole = attrs.evolve(drawn, projects=projects)
    path = tmp_path / "projects.jsonl"
    write_lines(projects, path)
    lines = read_lines(path, ledger=attrs.evolve(whole, projects=()), size=6, processes=processes)
    wanted = ALL - WHOLE
    expected = figures(whole, wanted, DEFAULT, ("district",), "2022")
    assert figures(lines, wanted, DEFAULT, ("district",), "2022") == expected
