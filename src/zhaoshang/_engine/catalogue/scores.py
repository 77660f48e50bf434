"""Plans that only compute with figures given: shares, funnels, pipelines, points, bonuses, ranks."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final

from attrs import evolve

from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Lower, Plan
from zhaoshang._engine.query.inputs import by_name, figure, known, measured, named, pair, plain, rows, text
from zhaoshang.errors import UnknownCodeError
from zhaoshang.scoring import (
    Measured,
    Result,
    bonus_points,
    efficacy_scores,
    linear_score,
    per_mu_score,
    rank,
    ratio,
    relative_scores,
    share_of_whole,
    shortfall_score,
    velocity,
    weighted_sum,
)


def of_inputs(unit: str, work: Callable[[Context], Result]) -> Lower:
    """Compute with figures given; without any there are no data."""

    def plan(context: Context) -> Plan:
        if not context.inputs:
            return Plan(result=Result(unit=unit, reason="no_data"))
        return Plan(result=work(context))

    return plan


def per_unit(unit: str, work: Callable[[Context], Mapping[str, Result]]) -> Lower:
    """Compute a figure for each unit, of figures given; the whole has none."""

    def plan(context: Context) -> Plan:
        if not context.inputs:
            return Plan(result=Result(unit=unit, reason="no_data"))
        return Plan(result=Result(unit=unit, reason="per_unit"), parts=tuple(work(context).items()))

    return plan


def given_or(name: str, unit: str, lower: Lower) -> Lower:
    """Show a figure given as it stands, else work it out of the ledger."""

    def plan(context: Context) -> Plan:
        return Plan(result=plain(figure(context, name), unit)) if name in context.inputs else lower(context)

    return plan


def given_rate(part: str, whole: str, lower: Lower) -> Lower:
    """Divide two figures given, else work the rate out of the ledger."""

    def plan(context: Context) -> Plan:
        if not context.inputs:
            return lower(context)
        return Plan(result=ratio(figure(context, part), figure(context, whole), rates=context.rates))

    return plan


def share(context: Context) -> Result:
    """Divide a part by its whole."""
    return share_of_whole(figure(context, "part"), figure(context, "whole"), rates=context.rates)


def pipeline(context: Context) -> Result:
    """Give the money that the pipeline moves in a day."""
    return velocity(*(figure(context, name) for name in ("open", "mean_amount", "win_rate", "cycle_days")))


def activity(context: Context) -> Result:
    """Add the parts of the activity index up by weight."""
    return weighted_sum(named(context, "parts"), known(context, "weights"))


def yields(context: Context) -> Result:
    """Score a firm by its yields."""
    by_place = context.profile.per_mu_method == "minmax"
    return per_mu_score(
        named(context, "values"),
        known(context, "weights"),
        bases=None if by_place else known(context, "bases"),
        ranges=by_name(context.inputs.get("ranges"), "inputs.ranges", pair) if by_place else None,
        class_mean=known(context, "class_mean"),
    )


def linear(context: Context) -> Result:
    """Score by actual over target."""
    parts = rows(context, "parts", actual=measured, target=measured, weight=measured)
    points = figure(context, "points")
    if points is None:
        return Result(unit="point", reason="no_data")
    return linear_score(parts, points, cap=context.profile.cap)


def efficacy(context: Context) -> Mapping[str, Result]:
    """Score units by their place between worst and best."""
    values = named(context, "values")
    points = figure(context, "points")
    if points is None:
        return {unit: Result(unit="point", reason="no_data") for unit in values}
    return efficacy_scores(values, points, lower_better=context.profile.lower_better)


def relative(context: Context) -> Mapping[str, Result]:
    """Score units in proportion to the best."""
    values = named(context, "values")
    points = figure(context, "points")
    if points is None:
        return {unit: Result(unit="point", reason="no_data") for unit in values}
    return relative_scores(values, points)


def shortfall(context: Context) -> Result:
    """Take points off for missing projects."""
    points = figure(context, "points")
    if points is None:
        return Result(unit="point", reason="no_data")
    bands = rows(context, "bands", target=measured, actual=measured)
    return shortfall_score(points, bands, step=context.profile.shortfall_step)


def bonus(context: Context) -> Result:
    """Add bonuses and penalties up."""
    rules = rows(context, "rules", id=text, points=measured, cap=measured)
    ids = tuple(str(rule.get("id")) for rule in rules)
    hits = rows(context, "hits", rule=text, project=text)
    for hit in hits:
        if "rule" in hit and hit["rule"] not in ids:
            raise UnknownCodeError("rule", str(hit["rule"]), ids)
    return bonus_points(rules, hits)


def ranks(context: Context) -> Mapping[str, Result]:
    """Rank units by score."""
    scores = named(context, "scores")
    rounds = context.rounds
    if context.profile.rank_on == "rounded" and rounds is not None:
        scores = {
            unit: score
            if score is None or score.value is None
            else evolve(Measured.of(Fraction(rounds(score.value))), unit=score.unit)
            for unit, score in scores.items()
        }
    given = by_name(context.inputs.get("classes"), "inputs.classes", text)
    classes = {unit: name for unit, name in given.items() if name is not None}
    return rank(scores, classes=classes, ties=context.profile.ties)


SCORES: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="share_of_total",
        zh="占比",
        en="share",
        unit="percent",
        formula_zh="部分 ÷ 整体",
        formula_en="part ÷ whole",
        plan=of_inputs("percent", share),
        edge_cases_zh="部分大于整体时照留并标出；企业数不能占项目数的比重",
        edge_cases_en="a part beyond its whole is kept and flagged; firms are no share of projects",
        references=cite("S34"),
    ),
    Kpi(
        id="pipeline_velocity",
        zh="推进速度",
        en="pipeline velocity",
        unit="CNY/day",
        formula_zh="在谈项目数 × 平均金额 × 成功率 ÷ 平均周期天数",
        formula_en="open projects × mean amount × win rate ÷ mean days of the cycle",
        plan=of_inputs("CNY/day", pipeline),
        edge_cases_zh="至少要有一个已了结的项目",
        edge_cases_en="it needs at least one closed project",
        references=cite("S76 S77"),
    ),
    Kpi(
        id="activity_index",
        zh="招商活跃指数",
        en="activity index",
        unit="point",
        formula_zh="Σ 权重 × 分项数（签约、开工、外出、来访、活动、宣传）",
        formula_en="sum of weight × part: signings, starts, trips, visits, events, news",
        plan=of_inputs("point", activity),
        edge_cases_zh="权重没有公布：须自行给出",
        edge_cases_en="the weights are not published: pass them",
        references=cite("S44"),
    ),
    Kpi(
        id="per_mu_score",
        zh="亩均综合得分",
        en="per-mu score",
        unit="point",
        formula_zh="Σ 权重 × 指标值 ÷ 基准值；或 Σ 权重 ×（20 + 80 × 位次）÷ 100",
        formula_en="sum of weight × value ÷ base, or of weight × (20 + 80 × place) ÷ 100",
        plan=of_inputs("point", yields),
        edge_cases_zh="缺项按同类平均计分并列名",
        edge_cases_en="a missing part takes the class mean and is named",
        references=cite("S45 S46 S47 S48"),
    ),
    Kpi(
        id="score_linear_capped",
        zh="比例得分",
        en="linear score",
        unit="point",
        formula_zh="min(Σ 权重 × 实际 ÷ 目标, 1) × 分值",
        formula_en="min(sum of weight × actual ÷ target, 1) × points",
        plan=of_inputs("point", linear),
        edge_cases_zh="封顶可在总分、在各部分，也可不封顶",
        edge_cases_en="the cap may be on the total, on each part, or nowhere",
        references=cite("S12 S14 S15"),
    ),
    Kpi(
        id="score_efficacy",
        zh="功效系数得分",
        en="efficacy score",
        unit="point",
        formula_zh="分值 × [0.6 + 0.4 ×（实际 − 最小）÷（最大 − 最小）]",
        formula_en="points × [0.6 + 0.4 × (value − least) ÷ (greatest − least)]",
        plan=per_unit("point", efficacy),
        edge_cases_zh="各单位相等时都得满分",
        edge_cases_en="where all are equal each gets full points",
        references=cite("S16 S17"),
    ),
    Kpi(
        id="score_relative_max",
        zh="相对最高分",
        en="score relative to the best",
        unit="point",
        formula_zh="分值 × 本单位 ÷ 最高单位",
        formula_en="points × own ÷ best",
        plan=per_unit("point", relative),
        edge_cases_zh="最高者为 0 时都得 0 分",
        edge_cases_en="where the best has 0 all get 0",
        references=cite("C1"),
    ),
    Kpi(
        id="score_shortfall",
        zh="缺额扣分",
        en="shortfall score",
        unit="point",
        formula_zh="分值 − 每缺一个项目的扣分 × 各档缺额之和，不低于 0",
        formula_en="points − cost of a missing project × missing projects of all bands, not below 0",
        plan=of_inputs("point", shortfall),
        edge_cases_zh="一档的超额不抵另一档的缺额",
        edge_cases_en="a surplus in one band does not make up for another",
        references=cite("S15"),
    ),
    Kpi(
        id="bonus_penalty",
        zh="加减分",
        en="bonus and penalty",
        unit="point",
        formula_zh="加分（每个项目取最高一项，按规则封顶）＋ 减分（全额）",
        formula_en="bonuses, the highest of each project, capped by rule, and penalties in full",
        plan=of_inputs("point", bonus),
        edge_cases_zh="一个项目只取最高的一项加分",
        edge_cases_en="a project takes its highest bonus only",
        references=cite("S14 S15 C1"),
    ),
    Kpi(
        id="ranking",
        zh="排名",
        en="ranking",
        unit="rank",
        formula_zh="按得分从高到低排列，分类分别排名",
        formula_en="places by score from the highest, each class apart",
        plan=per_unit("rank", ranks),
        edge_cases_zh="分数相同名次并列；没有得分的单位没有名次",
        edge_cases_en="equal scores share a place; a unit without a score has none",
    ),
)
"""Figures worked out of figures given: shares, points, ranks."""
