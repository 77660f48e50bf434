"""The catalogue: every official figure with its names, its formula in words, and its plan."""

from typing import Final

from zhaoshang._engine.catalogue.commitments import COMMITMENTS
from zhaoshang._engine.catalogue.comparisons import COMPARISONS
from zhaoshang._engine.catalogue.durations import DURATIONS
from zhaoshang._engine.catalogue.duties import DUTIES
from zhaoshang._engine.catalogue.land import LAND
from zhaoshang._engine.catalogue.milestones import LEADS, MILESTONES
from zhaoshang._engine.catalogue.money import ARRIVED, SHARES
from zhaoshang._engine.catalogue.outcomes import BENEFITS, INVESTED
from zhaoshang._engine.catalogue.parks import PARKS
from zhaoshang._engine.catalogue.policy import POLICY
from zhaoshang._engine.catalogue.progress import OVERDUE, PLANNED, RATES
from zhaoshang._engine.catalogue.promises import CAPACITY, PROMISES
from zhaoshang._engine.catalogue.scores import SCORES
from zhaoshang._engine.catalogue.service import SERVICE
from zhaoshang._engine.catalogue.signing import SIGNING
from zhaoshang._engine.catalogue.statistics import STATISTICS
from zhaoshang._engine.catalogue.stocks import STALLED, STOCKS
from zhaoshang._engine.catalogue.targets import TARGETS
from zhaoshang._engine.query.definitions import Kpi

CATALOGUE: Final[tuple[Kpi, ...]] = (
    *SIGNING,
    *RATES,
    *CAPACITY,
    *PLANNED,
    *DURATIONS,
    *OVERDUE,
    *STALLED,
    *MILESTONES,
    *STOCKS,
    *LEADS,
    *ARRIVED,
    *INVESTED,
    *SHARES,
    *BENEFITS,
    *POLICY,
    *PROMISES,
    *PARKS,
    *LAND,
    *SERVICE,
    *COMMITMENTS,
    *DUTIES,
    *STATISTICS,
    *TARGETS,
    *COMPARISONS,
    *SCORES,
)
"""Every KPI of the library, in the order of the reference; `find` looks one up by its id or Chinese name."""
