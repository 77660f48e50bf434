"""Which fields of a project and of an outcome hold amounts: what is added up, checked and written by name."""

from typing import Final

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
}
"""The amounts of an outcome, each with its name in Chinese and English."""

MEASURES: Final = tuple(MEASURE_WORDS)
