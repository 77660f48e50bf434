"""The catalogue: every official figure with its names, its formula in words, and its plan."""

from typing import Final

from zhaoshang._engine.bands import in_band
from zhaoshang._engine.definitions import Kpi
from zhaoshang._engine.durations import stage_duration
from zhaoshang._engine.plans import signed_count, signed_mean, signed_rate, signed_total

CATALOGUE: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="signed_project_count",
        zh="签约项目数",
        en="signed projects",
        unit="个",
        formula_zh="期内（或截至日）签订正式合同的项目数",
        formula_en="projects whose formal contract was signed in the period, or to date",
        plan=signed_count,
        edge_cases="a project signed at several events counts once; letters of intent do not count by default",
    ),
    Kpi(
        id="signed_investment_total",
        zh="签约总投资",
        en="signed investment",
        unit="CNY",
        formula_zh="期内签约项目的协议总投资之和",
        formula_en="sum of the agreed investment of the projects signed in the period",
        plan=signed_total,
        edge_cases="currencies are kept apart without a rate; missing amounts are named, not added as 0",
    ),
    Kpi(
        id="contract_performance_rate",
        zh="履约率",
        en="contract performance rate",
        unit="percent",
        formula_zh="已履约项目数 ÷ 签约项目数",
        formula_en="performing projects ÷ signed projects",
        plan=signed_rate(lambda facts: facts.profile.performing),
        edge_cases="what performing means is an option: a licence, payment for land, a filing or a start by default",
    ),
    Kpi(
        id="start_rate",
        zh="开工率",
        en="start rate",
        unit="percent",
        formula_zh="已开工（含在建、竣工、投产）项目数 ÷ 签约项目数",
        formula_en="started projects, those built and producing included ÷ signed projects",
        plan=signed_rate(lambda facts: facts.profile.started),
        edge_cases="the denominator is signed, not performing, projects; terminated ones stay in it by default",
    ),
    Kpi(
        id="production_rate",
        zh="投产率",
        en="production rate",
        unit="percent",
        formula_zh="已投产项目数 ÷ 签约项目数",
        formula_en="producing projects ÷ signed projects",
        plan=signed_rate(lambda facts: facts.profile.produced),
        edge_cases="trial production counts by default",
    ),
    Kpi(
        id="projects_in_band",
        zh="分规模项目数",
        en="projects by size band",
        unit="个",
        formula_zh="期内签约且总投资在给定档次内的项目数",
        formula_en="projects signed in the period whose investment lies in the bands",
        plan=in_band,
        arguments=("bands",),
        edge_cases="the lower edge is in, the upper edge out; 近X is just under X",
    ),
    Kpi(
        id="average_project_size",
        zh="平均投资规模",
        en="average project size",
        unit="CNY",
        formula_zh="签约总投资 ÷ 有总投资的签约项目数",
        formula_en="signed investment ÷ signed projects that state one",
        plan=signed_mean,
    ),
    Kpi(
        id="stage_duration_days",
        zh="阶段用时",
        en="days from stage to stage",
        unit="day",
        formula_zh="后一阶段日期 − 前一阶段日期，取中位数、平均、最长或最短",
        formula_en="date of a stage − date of an earlier stage; median, mean, longest or shortest",
        plan=stage_duration,
        arguments=("from_stage", "to_stage", "stat"),
        edge_cases="month-precision dates give a range; projects that have not arrived are named",
    ),
)
