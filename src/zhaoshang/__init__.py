"""Investment attraction (招商引资) in exact, typed Python: records, lifecycle, quantities and KPIs."""

from typing import TYPE_CHECKING, Final

from zhaoshang._basics.lazy import lazy
from zhaoshang._calls.guard import guarded
from zhaoshang._version import __version__

if TYPE_CHECKING:
    from zhaoshang.checks import check
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
    "check",
    "evaluate",
    "find_mentions",
    "format_period",
    "format_quantity",
    "parse_money",
    "parse_period",
    "parse_quantity",
]

_HOMES: Final = {
    "Area": "zhaoshang.quantities",
    "Chain": "zhaoshang.model",
    "Count": "zhaoshang.quantities",
    "Currency": "zhaoshang.units",
    "Hedge": "zhaoshang.quantities",
    "Interval": "zhaoshang.intervals",
    "Investor": "zhaoshang.model",
    "Ledger": "zhaoshang.ledger",
    "Money": "zhaoshang.quantities",
    "Park": "zhaoshang.model",
    "Percent": "zhaoshang.quantities",
    "Period": "zhaoshang.periods",
    "Project": "zhaoshang.model",
    "Quantity": "zhaoshang.quantities",
    "ServiceTeam": "zhaoshang.model",
    "Stage": "zhaoshang.vocabulary",
    "Unit": "zhaoshang.units",
    "ZhaoshangError": "zhaoshang.errors",
    "advance": "zhaoshang.lifecycle",
    "check": "zhaoshang.checks",
    "evaluate": "zhaoshang.kpis",
    "find_mentions": "zhaoshang.reading",
    "format_period": "zhaoshang.writing",
    "format_quantity": "zhaoshang.writing",
    "parse_money": "zhaoshang.reading",
    "parse_period": "zhaoshang.reading",
    "parse_quantity": "zhaoshang.reading",
}

__getattr__, __dir__ = lazy(__name__, _HOMES, around=guarded)
