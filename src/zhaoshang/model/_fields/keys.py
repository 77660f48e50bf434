"""What figures may be grouped by, what the keys are called, and which name in Chinese means which column."""

from collections.abc import Mapping
from typing import Final

from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang.model._fields.amounts import MEASURE_WORDS, PROJECT_AMOUNT_WORDS
from zhaoshang.vocabulary import Stage

KEYS: Final[Mapping[str, tuple[str, str]]] = FrozenMap(
    {
        "owner": ("责任单位", "unit in charge"),
        "owner_direct": ("责任单位（不含下级）", "unit in charge, alone"),
        "district": ("所属地", "district"),
        "park": ("园区", "park"),
        "chain": ("产业链", "chain"),
        "node": ("产业链环节", "node of a chain"),
        "event": ("活动", "event"),
        "campaign": ("专项行动", "campaign"),
        "level": ("层级", "level"),
        "origin": ("来源地", "origin"),
        "source": ("来源省市", "province or city of origin"),
        "country": ("国别地区", "country"),
        "arrival_origin": ("资金来源地", "origin of funds"),
        "form": ("出资方式", "form of capital"),
        "track": ("落地方式", "track"),
        "category": ("项目类别", "category"),
        "channel": ("招商方式", "channel"),
        "fund": ("基金", "fund"),
        "industry": ("行业", "industry"),
        "industry_section": ("行业门类", "section of industry"),
        "industry_group": ("行业中类", "group of industry"),
        "industry_class": ("行业小类", "class of industry"),
        "tag": ("标签", "tag"),
        "region": ("辐射区域", "region served"),
        "grade": ("等级", "grade"),
        "stage": ("阶段", "stage"),
        "ownership": ("企业性质", "ownership"),
        "kind": ("空间类型", "kind of space"),
        "department": ("承办部门", "department"),
        "programme": ("兑现事项", "programme"),
        "leader": ("带队领导", "leader"),
        "direction": ("往来方向", "direction"),
        "month": ("月份", "month"),
        "quarter": ("季度", "quarter"),
        "year": ("年度", "year"),
    }
)
"""The keys that figures may be grouped by, each with its Chinese and English name."""

TIME_KEYS: Final = frozenset({"month", "quarter", "year"})
"""The keys that ask the same of each month, quarter or year."""

KEY_ALIASES: Final[Mapping[str, str]] = FrozenMap(
    {
        **{zh: key for key, (zh, _) in KEYS.items()},
        "区域": "district",
        "区县": "district",
        "月": "month",
        "年": "year",
    }
)
"""The keys by their Chinese names."""

COLUMN_ALIASES: Final[Mapping[str, str]] = FrozenMap(
    {
        **{zh: name for name, (zh, _) in MEASURE_WORDS.items()},
        **{zh: name for name, (zh, _) in PROJECT_AMOUNT_WORDS.items()},
        **{zh: key for zh, key in KEY_ALIASES.items() if key not in TIME_KEYS},
        **{f"{stage.zh}时间": f"{stage}_on" for stage in Stage},
    }
)
"""The columns of projects and outcomes by their Chinese names: amounts, keys, days of stages."""
