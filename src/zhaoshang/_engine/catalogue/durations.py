"""How long projects take from one stage to another."""

from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Plan
from zhaoshang._engine.query.durations import days_between, stat_named
from zhaoshang._engine.query.facts import Facts


def stage_duration(context: Context) -> Plan:
    """Measure from the day after one stage to the day of another."""
    stages = context.argument("from_stage"), context.argument("to_stage")
    return days_between(Facts(context), *stages, stat_named(context.arguments.get("stat")))
