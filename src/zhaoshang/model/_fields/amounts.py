"""Which fields of a project and of an outcome hold amounts: what is added up, checked and written by name.

What an amount of a project is measured in is the type of its field, and nothing else says it: checks, conditions, data
frames and workbooks ask here.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, get_args

import attrs

from zhaoshang._basics import above
from zhaoshang._basics.brief import as_text
from zhaoshang.errors import UnknownCodeError
from zhaoshang.model._fields.labels import label_of
from zhaoshang.model._fields.table import name_of
from zhaoshang.quantities import KINDS
from zhaoshang.units import UNITS, Dimension


def _fields(record: str) -> "tuple[attrs.Attribute[Any], ...]":
    """Give the fields of a record by its name, as records stand upon this folder."""
    kind: Any = getattr(above.model, record)
    found: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    return found


def _measured(record: str) -> dict[str, Dimension]:
    """List the fields of a record that hold quantities of one kind, each with what it is measured in."""
    dimensions = {kind: dimension for dimension, kind in KINDS.items()}
    return {
        field.name: dimensions[held]
        for field in _fields(record)
        for held in get_args(field.type)
        if held in dimensions
    }


AMOUNT_DIMENSIONS: Final[Mapping[str, Dimension]] = _measured("Project")
"""The amounts of a project, each with what it is measured in; a quantity of any kind, such as a capacity, is none of them."""

PROJECT_AMOUNTS: Final = tuple(AMOUNT_DIMENSIONS)

_ENGLISH: Final = {
    "investment": "the total investment",
    "fixed_investment": "the fixed part",
    "outside_investment": "the part from outside",
    "foreign_investment": "the foreign capital",
    "land": "the area of land",
    "floor_area": "the area of floors",
}
"""What is not called by the words of its name."""

PROJECT_AMOUNT_WORDS: Final = {
    name: (label_of("Project", name, name_of(field)), _ENGLISH.get(name, f"the {name.replace('_', ' ')}"))
    for field in _fields("Project")
    if (name := field.name) in AMOUNT_DIMENSIONS
}
"""The amounts of a project, each with its name in Chinese and English."""

MEASURE_WORDS: Final = {
    "tax": ("税收", "taxes"),
    "output": ("产值", "output"),
    "revenue": ("营业收入", "revenue"),
    "fixed_asset_investment": ("固定资产投资", "investment in fixed assets"),
    "value_added": ("增加值", "value added"),
    "jobs": ("用工", "jobs"),
    "registered_capital": ("注册资本", "registered capital"),
    "energy": ("能耗", "energy"),
}
"""The amounts of an outcome, each with its name in Chinese and English."""

MEASURES: Final = tuple(MEASURE_WORDS)

MEASURE_DIMENSIONS: Final[Mapping[str, Dimension]] = _measured("Outcome")
"""What the amounts of an outcome are measured in; energy may be one or the other."""

_OFTEN: Final[Mapping[Dimension, tuple[str, ...]]] = {
    Dimension.AREA: ("mu", "m2", "ha"),
    Dimension.COUNT: ("个", "家", "项", "人"),
    Dimension.MONEY: ("CNY", "USD", "HKD", "EUR"),
}
_TOLD_IN: Final = {"floor_area": "m2", "jobs": "人"}


def units_shown(dimension: Dimension) -> tuple[str, ...]:
    """List the codes of units of a kind: those that are written most, else all."""
    return _OFTEN.get(dimension) or tuple(each.code for each in UNITS if each.dimension is dimension)


def kind_of(amount: str) -> tuple[Dimension, str]:
    """Tell what an amount of projects or a flow is measured in, and the unit that it is told in; payments are money."""
    dimension = {**MEASURE_DIMENSIONS, **AMOUNT_DIMENSIONS}.get(amount, Dimension.MONEY)
    return dimension, _TOLD_IN.get(amount, units_shown(dimension)[0])


MONEY_FLOWS: Final = ("tax", "output", "revenue", "fixed_asset_investment", "value_added")
"""The measures that are money and come in over a period."""

STOCKS: Final = frozenset({"jobs", "registered_capital"})
"""The measures that stand at a day; the others come in over a period."""

PER_LAND: Final = {"tax_per_mu": "tax", "output_per_mu": "output"}
"""The terms that divide a measure of the period by the land."""

STAGE_TERMS: Final = {
    "started_by": "started",
    "producing_by": "producing",
    "at_capacity_by": "at_capacity",
}
"""The terms that promise a stage by a day."""

TERM_WORDS: Final = {
    **MEASURE_WORDS,
    "intensity": ("投资强度", "investment intensity"),
    "tax_per_mu": ("亩均税收", "tax per mu"),
    "output_per_mu": ("亩均产值", "output per mu"),
    "plot_ratio": ("容积率", "plot ratio"),
    "started_by": ("开工时间", "the day of start"),
    "producing_by": ("投产时间", "the day of production"),
    "at_capacity_by": ("达产时间", "the day of full capacity"),
}
"""What an agreement may promise, each with its name in Chinese and English."""

TERM_NAMES: Final = {name: code for code, (zh, _) in TERM_WORDS.items() for name in (code, zh)}
"""The terms by code and by Chinese name."""


def unknown_measure(word: object, codes: Iterable[str]) -> UnknownCodeError:
    """Make the error about a word that is no measure, with those first whose Chinese name is like it."""
    from zhaoshang._text.nearest import nearest  # noqa: PLC0415 - loaded with the first mistake

    known = tuple(codes)
    named = {TERM_WORDS[code][0]: code for code in known if code in TERM_WORDS}
    return UnknownCodeError(
        "measure", as_text(word), known, tuple(named[near] for near in nearest(word, named))
    )


OUTCOME_TERMS: Final = frozenset({*MEASURES, *PER_LAND, "intensity"})
"""The terms of which outcomes say what came of them."""
