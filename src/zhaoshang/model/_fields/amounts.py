"""Which fields of a project and of an outcome hold amounts: what is added up, checked and written by name."""

from collections.abc import Iterable
from typing import Final

from zhaoshang.errors import UnknownCodeError

PROJECT_AMOUNT_WORDS: Final = {
    "investment": ("总投资", "the total investment"),
    "fixed_investment": ("固定资产投资", "the fixed part"),
    "outside_investment": ("引资额", "the part from outside"),
    "foreign_investment": ("合同外资", "the foreign capital"),
    "land": ("用地面积", "the area of land"),
    "floor_area": ("建筑面积", "the area of floors"),
}
"""The amounts of a project, each with its name in Chinese and English."""

PROJECT_AMOUNTS: Final = tuple(PROJECT_AMOUNT_WORDS)

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
    return UnknownCodeError("measure", str(word), known, tuple(named[near] for near in nearest(word, named)))


OUTCOME_TERMS: Final = frozenset({*MEASURES, *PER_LAND, "intensity"})
"""The terms of which outcomes say what came of them."""
