"""What figures may be grouped by, and what the keys are called."""

from collections.abc import Mapping
from typing import Final

from zhaoshang._basics.frozenmap import FrozenMap

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

SEVERAL: Final[Mapping[str, str]] = FrozenMap(
    {
        "owner": "shares",
        "event": "events",
        "campaign": "campaigns",
        "chain": "chains",
        "node": "nodes",
        "tag": "tags",
        "region": "regions",
    }
)
"""The keys of which a project may have several values, each with the table that lists them."""

PLACES: Final = frozenset({"campaign", "chain", "node", "tag", "region"})
"""The keys that are no column of a project: where it stands in chains, what it lists, are tables of their own."""
