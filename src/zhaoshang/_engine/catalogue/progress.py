"""Plans over how far signed projects have come, and their words: rates, plans, what is overdue."""

from collections.abc import Callable
from typing import Final

from attrs import evolve

from zhaoshang._engine.catalogue.scores import given_rate
from zhaoshang._engine.catalogue.signing import end_stages
from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.cohorts import Cohort
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Lower, Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.history import DAY
from zhaoshang._engine.query.shapes.counting import CohortRate, Note, Tally
from zhaoshang._engine.query.shapes.fuzzy import FuzzyDay, all_of, any_of, first_in
from zhaoshang.measures import (
    Column,
    Exists,
    Not,
    Predicate,
    Present,
    equal,
    every,
    some,
)
from zhaoshang.periods import Period

Conditions = Callable[[Facts], tuple[str, ...]]


def signed_rate(conditions: Conditions, tracks: tuple[str, ...] = ()) -> Lower:
    """Divide the projects that meet a condition by the signed ones."""

    def plan(context: Context) -> Plan:
        facts = Facts(context)
        cohort = Cohort(facts, rate=True, tracks=tracks)
        met, notes = cohort.met(conditions(facts))
        shape = CohortRate(met=met, cohort=cohort.members)
        return Plan(shape=shape, notes=(*cohort.notes, *notes), cohort=facts.cohort_kind)

    return plan


def completion_rate(context: Context) -> Plan:
    """Divide the completed projects by the signed or by the started ones."""
    facts = Facts(context)
    cohort = Cohort(facts, rate=True, tracks=("leased_plant",))
    met, notes = cohort.met(facts.profile.completed)
    base = cohort.members
    if context.profile.completion_base == "started":
        base = all_of(base, facts.reached(facts.profile.started))
    return Plan(
        shape=CohortRate(met=met, cohort=base), notes=(*cohort.notes, *notes), cohort=facts.cohort_kind
    )


def start_rate_current(context: Context) -> Plan:
    """Give the start rate of the projects signed in the as-of year."""
    year = Period.year(context.year)
    inner = evolve(context, period=year, cohort="signed_in_period")
    return evolve(signed_rate(lambda facts: facts.profile.started)(inner), cohort="as_of_year")


def start_rate_prior(context: Context) -> Plan:
    """Give the start rate of the projects signed in earlier years."""
    inner = evolve(context, cohort="earlier_years")
    return signed_rate(lambda facts: facts.profile.started)(inner)


def plan_start_rate(context: Context) -> Plan:
    """Divide the started projects by those planned to start by `as_of`, or in its year."""
    facts = Facts(context)
    rows = facts.planned_starts
    due = first_in("plans", rows, DAY)
    if context.profile.plan_base == "full_year":
        year = Period.year(context.year)
        falls = facts.within((year.start.toordinal(), year.end.toordinal()), due)
    else:
        falls = facts.by(context.day, due)
    dropped = facts.dropped()
    if not context.profile.terminated_in_denominator:
        dropped = some(dropped, facts.terminated)
    stays = every(Not(facts.is_outside), Not(dropped))
    planned = all_of(stays, falls)
    met = facts.reached(facts.profile.started)
    dated = facts.reached(facts.profile.started, undated=False)
    out = every(Not(facts.is_outside), dropped, falls.possible)
    notes = (
        *facts.exclusion_notes(out),
        Note("missing_date", every(stays, Exists("plans", rows), due.is_undated), is_excluded=True),
        Note("missing_date", every(planned.counted, met.counted, Not(dated.counted))),
        Note("date_straddles", planned.maybe, is_excluded=True),
        Note("date_straddles", every(planned.counted, met.maybe)),
    )
    return Plan(shape=CohortRate(met=met, cohort=planned), notes=notes)


def funnel(context: Context) -> Plan:
    """Divide the projects that reached a stage by those that reached an earlier one in the period."""
    facts = Facts(context)
    cohort = Cohort(facts, facts.event(context.argument("from_stage")), rate=True)
    met, notes = cohort.reached_event(facts.event(context.argument("to_stage")))
    shape = CohortRate(met=met, cohort=cohort.members)
    return Plan(shape=shape, notes=(*cohort.notes, *notes), cohort=facts.cohort_kind)


def overdue_not_started(context: Context) -> Plan:
    """Count the signed projects that are open and not started after their last day to start."""
    facts = Facts(context)
    profile = context.profile
    day = context.day
    signing = facts.signing.day
    if isinstance(profile.start_deadline, str):
        rows = facts.planned_starts
        deadlines: list[tuple[Predicate, FuzzyDay]] = [(Exists("plans", rows), first_in("plans", rows, DAY))]
    else:
        deadlines = [
            (equal(Column("track"), track), signing.after(limit, profile.calendar))
            for track, limit in profile.start_deadline.items()
        ]
    past = any_of(*(all_of(where, last.before(day, facts.reading)) for where, last in deadlines))
    has_deadline = some(*(every(where, Present(last.hi)) for where, last in deadlines))
    signed = some(facts.by(day, signing).counted, facts.signing.undated)
    waiting = every(
        signed, Not(facts.ended(end_stages()).counted), Not(facts.reached(profile.started).counted)
    )
    stays = facts.population(amounts=False)
    overdue = all_of(stays, waiting, past)
    missing = every(stays, waiting, Not(has_deadline))
    notes = (
        *facts.left_out(every(waiting, past.counted)),
        Note("no_deadline", missing, is_excluded=True),
        Note("date_straddles", overdue.maybe, is_excluded=True),
    )
    return Plan(shape=Tally(where=overdue), notes=notes)


RATES: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="contract_performance_rate",
        zh="履约率",
        en="contract performance rate",
        unit="percent",
        formula_zh="已履约项目数 ÷ 签约项目数",
        formula_en="performing projects ÷ signed projects",
        plan=signed_rate(lambda facts: facts.profile.performing),
        edge_cases_zh="何为履约由口径定：默认为办照、付地款、备案或开工之一",
        edge_cases_en="what performing means is an option: a licence, payment for land, a filing or a start by default",
        references=cite("S1 S2 S5 S9"),
    ),
    Kpi(
        id="registration_rate",
        zh="项目注册率",
        en="registration rate",
        unit="percent",
        formula_zh="已办理工商注册的项目数 ÷ 签约项目数",
        formula_en="projects with a business licence ÷ signed projects",
        plan=signed_rate(lambda facts: facts.profile.registered),
        edge_cases_zh="增资扩产无需新办执照，可按落地方式剔除",
        edge_cases_en="expansions need no new licence and may be left out by track",
        references=cite("S6"),
    ),
    Kpi(
        id="landing_rate",
        zh="落地率",
        en="landing rate",
        unit="percent",
        formula_zh="已落地项目数 ÷ 签约项目数",
        formula_en="landed projects ÷ signed projects",
        plan=signed_rate(lambda facts: facts.profile.landed),
        edge_cases_zh="已开工不等于已落地，落地的佐证可能后补",
        edge_cases_en="a start does not imply landing, whose papers may come later",
        references=cite("S5 S17 C3"),
    ),
    Kpi(
        id="start_rate",
        zh="开工率",
        en="start rate",
        unit="percent",
        formula_zh="已开工（含在建、竣工、投产）项目数 ÷ 签约项目数",
        formula_en="started projects, those built and producing included ÷ signed projects",
        plan=signed_rate(lambda facts: facts.profile.started),
        edge_cases_zh="分母是签约项目而非履约项目；终止项目默认仍在分母",
        edge_cases_en="the denominator is signed, not performing, projects; terminated ones stay in it by default",
        references=cite("S1 S2 S3 S4 S24"),
    ),
    Kpi(
        id="start_rate_current",
        zh="当年签约项目开工率",
        en="start rate of this year's projects",
        unit="percent",
        formula_zh="当年签约项目中已开工项目数 ÷ 当年签约项目数",
        formula_en="started ÷ signed, of the projects signed in the as-of year",
        plan=start_rate_current,
        edge_cases_zh="年初可能没有分母",
        edge_cases_en="early in the year there may be nothing to divide by",
        references=cite("S22"),
    ),
    Kpi(
        id="start_rate_prior",
        zh="往年签约项目开工率",
        en="start rate of earlier projects",
        unit="percent",
        formula_zh="往年签约项目中已开工项目数 ÷ 往年签约项目数",
        formula_en="started ÷ signed, of the projects signed before the as-of year",
        plan=start_rate_prior,
        edge_cases_zh="以往各年都算，不限上一年",
        edge_cases_en="every earlier year counts, not only the last",
        references=cite("S22"),
    ),
    Kpi(
        id="start_completion_rate",
        zh="开竣工率",
        en="start and completion rate",
        unit="percent",
        formula_zh="已开工或已竣工的项目数（不重复）÷ 签约项目数",
        formula_en="projects started or completed, each once ÷ signed projects",
        plan=signed_rate(lambda facts: (*facts.profile.started, *facts.profile.completed)),
        edge_cases_zh="既开工又竣工的项目只计一次",
        edge_cases_en="a project that is both counts once",
        references=cite("S8 S9"),
    ),
    Kpi(
        id="completion_rate",
        zh="竣工率",
        en="completion rate",
        unit="percent",
        formula_zh="已竣工项目数 ÷ 签约（或已开工）项目数，租赁厂房项目除外",
        formula_en="completed projects ÷ signed or started ones, leased plants left out",
        plan=completion_rate,
        edge_cases_zh="租赁厂房没有建设，剔除并列名",
        edge_cases_en="leased plants build nothing and are left out and named",
        references=cite("S71"),
    ),
    Kpi(
        id="production_rate",
        zh="投产率",
        en="production rate",
        unit="percent",
        formula_zh="已投产项目数 ÷ 签约项目数",
        formula_en="producing projects ÷ signed projects",
        plan=signed_rate(lambda facts: facts.profile.produced),
        edge_cases_zh="试生产默认计入",
        edge_cases_en="trial production counts by default",
        references=cite("S3 S4 S41"),
    ),
)
"""How many of the signed projects have come so far."""


PLANNED: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="plan_start_rate",
        zh="计划开工率",
        en="rate of planned starts",
        unit="percent",
        formula_zh="计划开工项目中已开工项目数 ÷ 计划于截至日前（或当年）开工的项目数",
        formula_en="started ÷ projects planned to start by the as-of day, or in its year",
        plan=plan_start_rate,
        edge_cases_zh="按截至日的计划与按全年的计划得出不同的比率",
        edge_cases_en="the plan to date and the plan of the year give different rates",
        references=cite("S28"),
    ),
    Kpi(
        id="funnel_conversion",
        zh="转化率",
        en="funnel conversion",
        unit="percent",
        formula_zh="期内到达前一阶段的项目中已到达后一阶段的项目数 ÷ 期内到达前一阶段的项目数",
        formula_en="projects that reached a stage ÷ projects that reached an earlier one in the period",
        plan=given_rate("to", "from", funnel),
        edge_cases_zh="分子分母是同一批项目；会议、活动不是项目，不予计算",
        edge_cases_en="one cohort on both sides; meetings are not projects and are refused",
        references=cite("C13 S77"),
    ),
)
"""Starts that were planned, and the way from stage to stage."""


OVERDUE: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="overdue_not_started",
        zh="超时限未开工数",
        en="projects overdue to start",
        unit="个",
        formula_zh="已签约、未终止、超过约定时限仍未开工的项目数",
        formula_en="signed and open projects that have not started after their last day to start",
        plan=overdue_not_started,
        edge_cases_zh="期限当日仍算按时；没有期限的项目列名",
        edge_cases_en="the last day is still in time; a project without a deadline is named",
        references=cite("S15 S67"),
    ),
)
"""What has not started in time."""
