"""Bundles: figures that are reported together, with the definitions and arguments that belong to them."""

from collections.abc import Mapping
from typing import Any, Final, final

from attrs import field, frozen

from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._calls.plain import plain_fields
from zhaoshang._calls.registry import Registry
from zhaoshang._engine.catalogue.sources import cite
from zhaoshang.profiles import PROFILES, Profile
from zhaoshang.references import Reference


def _arguments(given: Mapping[str, Any]) -> FrozenMap[str, Any]:
    return FrozenMap(given)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Bundle:
    """Figures that are reported together (指标组).

    Attributes:
        id: the name.
        zh: the Chinese name.
        en: the English name.
        kpis: the ids of the KPIs.
        profile: the local definitions.
        arguments: the arguments that the KPIs are asked with.
        references: where they appear together.

    Examples:
        >>> from zhaoshang import Ledger, evaluate
        >>> from zhaoshang.kpis import BUNDLES
        >>> three = BUNDLES["guangxi_three"]
        >>> three.kpis
        ('contract_performance_rate', 'start_completion_rate', 'fund_arrival_rate')
        >>> evaluate(Ledger(), three.kpis, profile=three.profile, as_of="2022-06-30")[
        ...     "start_completion_rate"
        ... ].reason
        'no_denominator'
    """

    id: str
    zh: str
    en: str
    kpis: tuple[str, ...]
    profile: Profile
    arguments: Mapping[str, Any] = field(default=FrozenMap(), converter=_arguments)
    references: tuple[Reference, ...] = ()


BUNDLES: Final[Mapping[str, Bundle]] = Registry(
    "bundle",
    (
        Bundle(
            id="guangxi_three",
            zh="三率（广西）",
            en="three rates (Guangxi)",
            kpis=("contract_performance_rate", "start_completion_rate", "fund_arrival_rate"),
            profile=PROFILES["guangxi"],
            references=cite("S8 S9"),
        ),
        Bundle(
            id="sichuan_three",
            zh="三率（四川）",
            en="three rates (Sichuan)",
            kpis=("contract_performance_rate", "start_rate", "fund_arrival_rate"),
            profile=PROFILES["sichuan"],
            references=cite("S1 S7 S10"),
        ),
        Bundle(
            id="anhui_fair_three",
            zh="展会项目三率（安徽）",
            en="three rates of fair projects (Anhui)",
            kpis=("registration_rate", "start_rate", "fund_arrival_rate"),
            profile=PROFILES["anhui_fair"],
            references=cite("S6"),
        ),
        Bundle(
            id="yunnan_four",
            zh="四率（云南）",
            en="four rates (Yunnan)",
            kpis=("contract_performance_rate", "landing_rate", "start_rate", "fund_arrival_rate"),
            profile=PROFILES["yunnan"],
            references=cite("S5"),
        ),
        Bundle(
            id="gansu_two",
            zh="开工投产两率（甘肃）",
            en="two rates (Gansu)",
            kpis=("start_rate", "production_rate"),
            profile=PROFILES["gansu"],
            references=cite("S3"),
        ),
        Bundle(
            id="fujian_campaign",
            zh="招商行动（福建）",
            en="campaign (Fujian)",
            kpis=(
                "signed_project_count",
                "signed_investment_total",
                "projects_in_band",
                "contract_performance_rate",
                "start_rate_current",
                "start_rate_prior",
            ),
            profile=PROFILES["fujian_campaign"],
            arguments={"bands": ("≥20亿元",)},
            references=cite("S22 S23 S24 S25"),
        ),
    ),
    home=("zhaoshang.kpis", "BUNDLES"),
)
"""The bundles that are shipped, by id or Chinese name."""
