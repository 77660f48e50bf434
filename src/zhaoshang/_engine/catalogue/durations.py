"""How long projects take from one stage to another."""

from typing import Final

from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Plan
from zhaoshang._engine.query.durations import days_between, stat_named
from zhaoshang._engine.query.facts import Facts


def stage_duration(context: Context) -> Plan:
    """Measure from the day after one stage to the day of another."""
    stages = context.argument("from_stage"), context.argument("to_stage")
    return days_between(Facts(context), *stages, stat_named(context.arguments.get("stat")))


DURATIONS: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="stage_duration_days",
        zh="阶段用时",
        en="days from stage to stage",
        unit="day",
        formula_zh="后一阶段日期 − 前一阶段日期，取中位数、平均、最长或最短",
        formula_en="date of a stage − date of an earlier stage; median, mean, longest or shortest",
        plan=stage_duration,
        edge_cases_zh="日期只到月的得出区间；尚未到达的项目列名",
        edge_cases_en="month-precision dates give a range; projects that have not arrived are named",
        references=cite("S75"),
    ),
)
"""Days from stage to stage."""
