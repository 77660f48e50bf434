"""Which fields of a project and of an outcome hold amounts: what is added up, checked and written by name."""

from typing import Final

PROJECT_AMOUNTS: Final = (
    "investment",
    "fixed_investment",
    "outside_investment",
    "foreign_investment",
    "land",
    "floor_area",
)
MEASURES: Final = ("tax", "output", "revenue", "fixed_asset_investment", "value_added", "jobs")
