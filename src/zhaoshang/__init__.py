"""Investment attraction (招商引资) in exact, typed Python: records, lifecycle, quantities and KPIs."""

from zhaoshang._version import __version__
from zhaoshang.errors import ZhaoshangError
from zhaoshang.intervals import Interval
from zhaoshang.kpis import evaluate
from zhaoshang.ledger import Ledger
from zhaoshang.lifecycle import advance
from zhaoshang.model import Chain, Investor, Park, Project, ServiceTeam
from zhaoshang.periods import Period
from zhaoshang.quantities import Area, Count, Hedge, Money, Percent, Quantity
from zhaoshang.reading import find_mentions, parse_money, parse_period, parse_quantity
from zhaoshang.units import Currency, Unit
from zhaoshang.vocabulary import Stage
from zhaoshang.writing import format_period, format_quantity

__all__ = [
    "Area",
    "Chain",
    "Count",
    "Currency",
    "Hedge",
    "Interval",
    "Investor",
    "Ledger",
    "Money",
    "Park",
    "Percent",
    "Period",
    "Project",
    "Quantity",
    "ServiceTeam",
    "Stage",
    "Unit",
    "ZhaoshangError",
    "__version__",
    "advance",
    "evaluate",
    "find_mentions",
    "format_period",
    "format_quantity",
    "parse_money",
    "parse_period",
    "parse_quantity",
]
