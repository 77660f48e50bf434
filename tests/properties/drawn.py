"""Random ledgers, profiles and questions, for the laws that hold between executors.

A ledger has everything that makes counting hard: hedges on both sides, missing and coarse dates, several currencies
and units, ended and reopened projects, phases, shares, records made later, parks, lettings and steps under way. All of
it is invented.
"""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any, Final

from tests.properties.drawn_office import with_office

from zhaoshang import Investor, Ledger, Park, Project, ServiceTeam, parse_money, parse_quantity
from zhaoshang.kpis import Kpi
from zhaoshang.model import (
    Agreement,
    Arrival,
    Assignment,
    Case,
    Chain,
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
    ServiceStep,
    Space,
    StepLimit,
    StepProgress,
    Target,
)
from zhaoshang.profiles import DEFAULT, Profile
from zhaoshang.quantities import Count, Length

STAGES: Final = (
    *("lead", "negotiating", "intent", "signed", "landed", "started", "started", "completed", "trial"),
    *("producing", "producing", "at_capacity", "on_hold", "resumed", "terminated", "exited"),
)
PAPERS: Final = ("business_license", "filing", "land_payment", "construction_permit")
AMOUNTS: Final = (
    *(
        "3亿元",
        "1.5亿元",
        "近10亿元",
        "超1亿元",
        "约5000万元",
        "2000万美元",
        "近1亿美元",
        "百亿级",
        "5000万港元",
    ),
    *("3—5亿元", "80余万元", "0.1234亿元", "5亿元", "500万元", "10亿元以上", "不足2亿元", "数十亿元"),
)
AREAS: Final = ("10亩", "20.5亩", "300平方米", "1.2万平方米", "近80亩", "超100亩", "2公顷")

OPTIONS: Final[Mapping[str, Sequence[Any]]] = {
    "signed_kinds": (["formal", "intent", "framework"], ["intent"]),
    "signed_date": ("approved_on",),
    "performing": (["not_terminated"], ["business_license+land_payment", "started"]),
    "registered": (["business_license", "filing"],),
    "landed": (["business_license+land_payment", "landed"],),
    "started": (["construction_permit", "started+landed"],),
    "completed": (["completed", "producing"],),
    "produced": (["producing", "completed+trial"],),
    "trial_counts": (False,),
    "terminated_in_denominator": (False,),
    "exclude_tracks": (["leased_plant"], []),
    "completion_base": ("started",),
    "capacity_base": ("signed",),
    "capacity_by": ("milestone",),
    "plan_base": ("full_year",),
    "fund_base": ("outside_investment",),
    "origins": (["foreign", "hk_macao_taiwan"],),
    "fai_minimum": ("1亿元",),
    "conversion_numerator": ("arrived",),
    "government_funded": (True,),
    "events": ("every",),
    "expansion": ("project", "exclude"),
    "phases": ("separate",),
    "relocation": ("count",),
    "titles": ("lead",),
    "credit": ("owner",),
    "partial_dates": ("start", "end", "touch"),
    "rates": ({"USD": "6.9"}, {"USD": "6.9", "HKD": "0.88"}),
    "order_words": ("value",),
    "foreign_edges": ({"1亿元": "1500万美元"},),
    "flagship": ({"amount": "3亿元", "flags": ["fortune_500"], "flag_amount": "1亿元", "flag_year": 2022},),
    "schedule_base": ("day",),
    "mid_month": ("started",),
    "stretch": ("1.2",),
    "day_count": ("working",),
    "stall_days": ({"negotiating": 10, "signed": 5, "started": 60},),
    "start_deadline": ({"land": {"months": 3}, "leased_plant": {"days": 20}},),
    "letting_by": ("count",),
    "letting_stages": (["intent", "contracted", "moved_in"],),
    "letting_scope": ("all",),
    "prelet": (True,),
    "intensity_by": ("booked",),
    "plot_ratio": ("1.5",),
    "tall_storey_double": (False,),
    "per_mu_exclude": ({"land_below": "15亩", "years_below": 1, "building_years": 2},),
    "compliance": ({"full": "90", "partial": "30"},),
}
"""Other values of the options of a profile than the usual ones."""

LATER: Final[Mapping[str, Any]] = {"sale_counts": False}
"""The other values of options that came later: they follow from what was drawn, and shift nothing that is drawn."""

ABOUT_GIVEN: Final = frozenset(
    {
        "disposals",
        "lifecycle",
        "calendar",
        "per_mu_method",
        "cap",
        "lower_better",
        "shortfall_step",
        "ties",
        "rank_on",
    }
)
"""Options of what is worked out from figures given, not from facts; the calendar, which has a year or has not;
and the lifecycle, of which a city has its own (tests/lifecycle/test_own_stages.py)."""

_DURING: Final = tuple(
    {"of": of}
    for of in (
        "signed_investment_total",
        "start_rate",
        "arrived_funds",
        "fdi_utilised",
        "signed_project_count",
    )
)
CASES: Final[Mapping[str, Sequence[Mapping[str, Any]]]] = {
    "intent_conversion_rate": ({}, {"within_days": 90}),
    "statistics_entry_count": ({}, {"entered_as": "investment"}),
    "projects_in_band": (
        {"bands": ["≥1亿元", "<1亿元", "[1亿元,10亿元)"]},
        {"bands": ["≥3亿元", "≥5亿元"], "of": "started"},
    ),
    "chain_fit_rate": ({}, {"chains": ["C2"]}),
    "funnel_conversion": (
        {"from_stage": "lead", "to_stage": "signed"},
        {"from_stage": "signed", "to_stage": "producing"},
    ),
    "stage_duration_days": tuple(
        {"from_stage": "signed", "to_stage": to, **stat}
        for to, stat in (
            ("started", {}),
            ("completed", {"stat": "mean"}),
            ("landed", {"stat": "max"}),
            ("started", {"stat": "min"}),
        )
    ),
    "milestone_count": ({"of": "started"}, {"of": "performing"}, {"of": "filing"}, {"of": "signed"}),
    "milestone_investment": ({"of": "started"}, {"of": "landed"}),
    "stage_count": ({"of": "started"}, {"of": "open", "count_by": "investor"}, {"of": ["signed", "landed"]}),
    "stage_investment": ({"of": "open"}, {"of": "terminated"}),
    "out_of_province_funds": ({}, {"origins": ["out_of_province", "out_of_city"]}),
    "fdi_utilised": ({}, {"origins": ["foreign"]}),
    "capital_origin_share": ({}, {"basis": "amount"}, {"origins": ["hk_macao_taiwan"], "basis": "count"}),
    "cohort_benefit": ({"measure": "tax"}, {"measure": "jobs"}, {"measure": "output"}),
    "shared_credit": (
        {},
        {"measure": "investment"},
        {"measure": "tax"},
        {"measure": "fixed_asset_investment"},
    ),
    "letting_rate": ({}, {"kind": "plant"}),
    "occupancy_rate": ({}, {"kind": ["plant", "office"]}),
    "idle_land_revival_rate": ({}, {"kind": "land"}),
    "idle_area_revived": ({}, {"kind": "plant"}),
    "policy_cash": ({}, {"measure": "firms"}, {"measure": "rate"}, {"measure": "mean"}),
    "fund_size_total": ({}, {"status": ["planned", "closed"]}),
    "agreement_compliance": (
        {},
        {"weights": {"tax": "60", "output": "30", "jobs": "10"}},
        {"weights": {"tax": "50"}},
    ),
    "jobs": ({}, {"measure": "promised"}),
    "tax_per_mu": ({}, {"measure": "revenue"}),
    "output_per_mu": ({}, {"measure": "revenue"}),
    "value_added_per_mu": ({}, {"measure": "tax"}),
    "plot_ratio": ({}, {"park": "K1"}),
    "service_coverage_rate": ({}, {"role": "lead"}),
    "target_completion_rate": (
        {"of": "signed_investment_total"},
        {"of": "milestone_count", "stage": "started"},
        {"of": "signed_project_count", "level": "county"},
        {"of": "projects_in_band", "bands": ["≥1亿元"]},
    ),
    "overfulfilment_rate": (
        {"of": "signed_investment_total"},
        {"of": "milestone_count", "stage": "started", "level": "county"},
        {"of": "projects_in_band", "bands": ["≥1亿元"]},
    ),
    "schedule_gap": (
        {"of": "signed_investment_total"},
        {"of": "milestone_count", "stage": "started", "level": "county"},
    ),
    "schedule_index": (
        {"of": "signed_project_count"},
        {"of": "milestone_count", "stage": "started", "level": "county"},
    ),
    "yoy_growth": (*_DURING, {"of": "milestone_count", "stage": "started"}),
    "mom_growth": (*_DURING, {"of": "milestone_count", "stage": "started"}),
    "pp_change": (
        {"of": "start_rate", "base_as_of": "2022-03-31"},
        {"of": "milestone_count", "stage": "started", "base_as_of": "2021-12-31"},
    ),
}
"""The arguments with which a KPI is asked, where it takes any."""

GROUPINGS: Final[Sequence[tuple[str, ...]]] = (
    *((), ("owner",), ("district",), ("owner", "district"), ("event",), ("park",), ("origin", "track")),
    *(("kind",), ("park", "kind"), ("industry",), ("event", "owner"), ("category", "channel"), ("grade",)),
)
PERIODS: Final = ("2022", None, "2022-H1", "2022-03", "2021", "2022-Q2")


def cases(kpi: Kpi) -> Sequence[Mapping[str, Any]]:
    """List the arguments with which a KPI is asked."""
    return CASES.get(kpi.id, ({},))


def profile(random: Random) -> Profile:
    """Draw a profile: a few options that are not the usual ones."""
    chosen = random.sample(sorted(OPTIONS), random.choice((0, 3, 6, 10, 20)))
    later = LATER if "prelet" in chosen or "letting_by" in chosen else {}
    return DEFAULT.vary("drawn", **{name: random.choice(OPTIONS[name]) for name in chosen}, **later)


def question(random: Random) -> dict[str, Any]:
    """Draw what is asked beside the KPI and the profile."""
    return {
        "by": random.choice(GROUPINGS),
        "period": random.choice(PERIODS),
        "as_of": random.choice(("2022-06-30", "2022-06-30", "2022-06", "2022-12-31", "2022-06-15")),
        "known_on": random.choice((None, None, "2022-04-01", "2022-03")),
        "cohort": random.choice((None, None, None, "all", "earlier_years", "signed_in_period")),
    }


class Drawer:
    """Draws the records of a ledger."""

    def __init__(self, random: Random, most: int) -> None:
        self.random = random
        self.most = most
        self.paid = 0  # payments drawn; told by their number, some have an id and some correct others

    def maybe(self, value: Any, chance: float = 0.8) -> Any:
        """Give a value, or nothing."""
        return value if self.random.random() < chance else None

    def some(self, make: Any, *many: int) -> list[Any]:
        """Make so many, of the numbers given."""
        return [make() for _ in range(self.random.choice(many))]

    def day(self) -> str | None:
        """Draw a date, a coarse one or none."""
        random = self.random
        year, month, of = random.choice((2021, 2022, 2022)), random.randint(1, 12), random.randint(1, 28)
        text = f"{year}-{month:02}-{of:02}"
        return random.choice((text, text, text, text[:7], f"{year}-H{month // 7 + 1}", text[:4], None))

    def known(self) -> str | None:
        """Draw the day of a record."""
        return self.random.choice((None, None, "2022-02", "2022-04-01", "2022-08-01"))

    def money(self) -> Any:
        """Draw an amount of money or none."""
        return self.maybe(parse_money(self.random.choice(AMOUNTS)))

    def area(self) -> Any:
        """Draw an area or none."""
        return self.maybe(parse_quantity(self.random.choice(AREAS)))

    def people(self) -> Any:
        """Draw a number of persons or none."""
        return self.maybe(Count.of(self.random.randint(1, 90), self.random.choice(("人", "名"))))

    def papers(self) -> list[str]:
        """Draw pieces of evidence."""
        return self.random.sample(PAPERS, self.random.choice((0, 0, 1, 2)))

    def term(self) -> PromisedTerm:
        """Draw something promised."""
        measure = self.random.choice(("tax", "output", "jobs"))
        period = self.random.choice(("2021", "2022", "2022-H1", None))
        promised = self.people() if measure == "jobs" else self.money()
        return PromisedTerm(measure=measure, period=period, promised=promised)

    def agreement(self) -> Agreement:
        """Draw an agreement."""
        return Agreement(
            kind=self.random.choice(("formal", "formal", "framework", "intent")),
            signed_on=self.day(),
            approved_on=self.maybe(self.day(), 0.4),
            recorded_on=self.known(),
            evidence=self.papers(),
            correction=self.random.random() < 0.05,
            terms=self.some(self.term, 0, 0, 1, 2),
        )

    def milestone(self) -> Milestone:
        """Draw a milestone, planned or come to."""
        return Milestone(
            stage=self.random.choice(STAGES),
            on=self.day(),
            planned=self.random.random() < 0.15,
            recorded_on=self.known(),
            evidence=self.papers(),
            correction=self.random.random() < 0.1,
        )

    def arrival(self) -> Arrival:
        """Draw a payment."""
        origins = ("out_of_province", "out_of_city", "foreign", "hk_macao_taiwan")
        self.paid += 1
        return Arrival(
            id="R1" if self.paid % 4 == 0 else None,
            correction=self.paid % 5 == 3,
            on=self.day(),
            recorded_on=self.known(),
            amount=self.money(),
            fixed=self.random.choice((None, parse_money("500万元"), self.money())),
            origin=self.maybe(self.random.choice(origins), 0.6),
        )

    def outcome(self) -> Outcome:
        """Draw what was achieved in a period."""
        return Outcome(
            period=self.random.choice(
                ("2021", "2022", "2022-Q1", "2022-03", "2022-02/2022-04", "2022-02/2022-04", "2022-Q1", None)
            ),
            recorded_on=self.known(),
            tax=self.money(),
            output=self.money(),
            revenue=self.maybe(self.money(), 0.5),
            fixed_asset_investment=self.money(),
            value_added=self.maybe(self.money(), 0.5),
            jobs=self.people(),
        )

    def shares(self) -> tuple[CreditShare, ...]:
        """Draw shares of credit: none, whole, run out, not adding up to one, not stated."""
        return self.random.choice(
            (
                (),
                (),
                (),
                (CreditShare(unit="U1", share="0.6"), CreditShare(unit="U3", share="0.4", until="2022-01")),
                (CreditShare(unit="U1", share="0.5"), CreditShare(unit="U2", share="0.5", until="2022-06")),
                (CreditShare(unit="U2", share="0.7"),),
                (CreditShare(unit="U2", share=None),),
            )
        )

    def project(self, number: int) -> Project:
        """Draw a project."""
        random, maybe = self.random, self.maybe
        relations = (*(None,) * 5, "phase", "phase", "part", "expansion", "renamed", "relocation", "spawned")
        return Project(
            id=f"P{number}",
            name=f"项目{random.randint(0, 4)}",
            owner=maybe(random.choice(("U1", "U2"))),
            district=maybe(random.choice(("东区", "西区"))),
            park=maybe(random.choice(("K1", "K2")), 0.5),
            industry=maybe(random.choice(("39", "36")), 0.5),
            category=maybe("industry", 0.5),
            channel=maybe(random.choice(("referral", "fund")), 0.3),
            grade=maybe("A", 0.3),
            investors=random.choice((["I1"], ["I1", "I2"], ["I2"], ["I9"], [])),
            chain_nodes=random.choice(((), ("C1/上游",), ("C2/下游", "C1"))),
            track=maybe(random.choice(("land", "leased_plant"))),
            investment=self.money(),
            outside_investment=self.money(),
            foreign_investment=maybe(self.money(), 0.5),
            fixed_investment=self.money(),
            land=self.area(),
            floor_area=self.area(),
            agreements=self.some(self.agreement, 0, 1, 1, 2),
            milestones=self.some(self.milestone, 0, 1, 2, 3, 4),
            arrivals=self.some(self.arrival, 0, 0, 1, 2),
            outcomes=self.some(self.outcome, 0, 0, 1, 2),
            log=self.some(lambda: LogEntry(on=self.day(), note="…"), 0, 0, 1),
            shares=self.shares(),
            relation=random.choice(relations),
            parent=maybe(f"P{random.randint(0, self.most)}", 0.6),
            events=random.choice(((), ("E1",), ("E1", "E2"))),
            government_funded=random.choice((None, None, None, True)),
        )

    def space(self, number: int) -> Space:
        """Draw a space in a park."""
        return Space(
            id=f"S{number}",
            kind=self.maybe(self.random.choice(("land", "plant", "plant", "office")), 0.9),
            area=self.area(),
            lettable=self.maybe(self.area(), 0.3),
            completed_on=self.day(),
            idle_since=self.maybe(self.day(), 0.6),
            storeys=self.maybe(self.random.choice((1, 3)), 0.7),
            height=self.maybe(Length.of(self.random.choice((6, 9)), "m"), 0.6),
        )

    def lease(self) -> Lease:
        """Draw a record of letting."""
        return Lease(
            space=self.maybe(f"S{self.random.randint(0, 3)}", 0.95),
            tenant=self.maybe(self.random.choice(("T1", "T2")), 0.8),
            project=self.maybe("P1", 0.3),
            area=self.area(),
            stage=self.maybe(
                self.random.choice(("intent", "contracted", "contracted", "moved_in", "ended")), 0.95
            ),
            on=self.day(),
            recorded_on=self.known(),
            until=self.maybe(self.day(), 0.2),
        )

    def park(self, number: int) -> Park:
        """Draw a park."""
        return Park(
            id=f"K{number}",
            name="园区",
            district=self.maybe("东区"),
            land=self.area(),
            spaces=[self.space(each) for each in range(self.random.choice((0, 2, 3)))],
            leases=self.some(self.lease, 0, 2, 5),
        )

    def progress(self) -> StepProgress:
        """Draw a step under way or done."""
        accepted, done = self.day(), self.maybe(self.day(), 0.6)
        starts = accepted is not None and self.random.random() < 0.3
        return StepProgress(
            project=f"P{self.random.randint(0, self.most)}",
            step=self.random.choice(("filing", "permit", "unknown", "free")),
            accepted_on=accepted,
            done_on=done,
            paused=[(accepted, self.maybe(accepted, 0.7))] if starts else [],
        )

    def team(self, number: int) -> ServiceTeam:
        """Draw a unit."""
        random = self.random
        return ServiceTeam(
            id=f"U{number}",
            name=f"{number}局",
            parent=self.maybe("U1", 0.5) if number > 1 else None,
            place=self.maybe("东区", 0.7),
            assignments=self.some(
                lambda: Assignment(
                    project=f"P{random.randint(0, self.most)}",
                    role=random.choice(("service", "lead")),
                    since=self.maybe(self.day(), 0.5),
                    until=self.maybe(self.day(), 0.3),
                ),
                0,
                2,
                4,
            ),
            outreach=self.some(
                lambda: Outreach(
                    on=self.day(),
                    direction=self.maybe(random.choice(("outbound", "inbound", "online")), 0.9),
                    planned=random.random() < 0.2,
                    batches=self.maybe(Count.of(random.randint(1, 3), "批"), 0.4),
                ),
                0,
                1,
                3,
            ),
            cases=[
                Case(id=f"Q{number}{each}", raised_on=self.day(), closed_on=self.maybe(self.day(), 0.6))
                for each in range(random.choice((0, 1, 3)))
            ],
            steps=[
                ServiceStep(id="filing", name="备案", limit=StepLimit(days=5, working=True)),
                ServiceStep(id="permit", name="许可", limit=StepLimit(months=1)),
                ServiceStep(id="free", name="勘察"),
            ],
            progress=self.some(self.progress, 0, 2, 4),
        )

    def target(self, number: int) -> Target:
        """Draw a target."""
        measure = self.random.choice(
            ("signed_investment_total", "signed_project_count", "milestone_count", "projects_in_band")
        )
        return Target(
            id=f"T{number}",
            unit=self.maybe(self.random.choice(("U1", "U2")), 0.7),
            measure=measure,
            period=self.random.choice(("2022", "2022", "2022-H1")),
            value=parse_money("20亿元") if measure.endswith("total") else Count.of(4, "个"),
            level=self.maybe("county", 0.4),
        )


def ledger(random: Random, most: int = 8) -> Ledger:
    """Draw a ledger of at most so many projects, and one more."""
    draw = Drawer(random, most)
    flags = [DatedFlag(flag="fortune_500", year=random.choice((2021, 2022)))]
    found = Ledger(
        as_of="2022-06-30",
        projects=[draw.project(number) for number in range(random.randint(most // 2, most))],
        investors=[
            Investor(id="I1", name="甲", origin="hk", ownership="central_state", flags=flags),
            Investor(id="I2", name="乙", origin=draw.maybe("out_of_province", 0.5)),
        ],
        chains=[Chain(id="C1", name="链一", priority=True), Chain(id="C2", name="链二")],
        parks=[draw.park(number) for number in (1, 2)],
        teams=[draw.team(number) for number in (1, 2)],
        funds=[
            Fund(
                id=f"F{number}",
                name="基金",
                size=draw.money(),
                status=draw.maybe(random.choice(("planned", "raised", "closed")), 0.9),
                on=draw.day(),
            )
            for number in range(random.choice((0, 2)))
        ],
        payments=[
            Payment(
                id=f"Y{number}",
                investor=draw.maybe(random.choice(("I1", "I2")), 0.9),
                programme="奖补",
                amount=draw.money(),
                planned=draw.maybe(draw.money(), 0.6),
                on=draw.day(),
            )
            for number in range(random.choice((0, 3)))
        ],
        targets=[draw.target(number) for number in range(random.choice((1, 3)))],
    )
    return with_office(found)
