"""The catalogue: every official figure with its names, its formula in words, and its plan."""

from typing import Final

from zhaoshang._engine.catalogue.words_money import FUNDS
from zhaoshang._engine.catalogue.words_office import OFFICE
from zhaoshang._engine.catalogue.words_places import PLACES, SERVICE
from zhaoshang._engine.catalogue.words_projects import MILESTONES, PROGRESS, SIGNING
from zhaoshang._engine.catalogue.words_scores import COMPARISONS, SCORES
from zhaoshang._engine.query.definitions import Kpi

CATALOGUE: Final[tuple[Kpi, ...]] = (
    *SIGNING,
    *PROGRESS,
    *MILESTONES,
    *FUNDS,
    *PLACES,
    *SERVICE,
    *OFFICE,
    *COMPARISONS,
    *SCORES,
)
"""Every KPI of the library, in the order of the reference; `find` looks one up by its id or Chinese name."""
