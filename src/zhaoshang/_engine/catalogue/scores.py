"""Plans that only compute with figures given: shares, funnels, pipelines, points, bonuses, ranks."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from attrs import evolve

from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Lower, Plan
from zhaoshang._engine.query.inputs import figure, known, measured, named, plain
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
    return weighted_sum(named(context.inputs.get("parts")), known(context.inputs.get("weights")))


def yields(context: Context) -> Result:
    """Score a firm by its yields."""
    inputs = context.inputs
    ranges = {
        name: [end for end in map(measured, ends) if end is not None]
        for name, ends in (inputs.get("ranges") or {}).items()
    }
    by_place = context.profile.per_mu_method == "minmax"
    return per_mu_score(
        named(inputs.get("values")),
        known(inputs.get("weights")),
        bases=None if by_place else known(inputs.get("bases")),
        ranges=ranges if by_place else None,
        class_mean=known(inputs.get("class_mean")),
    )


def linear(context: Context) -> Result:
    """Score by actual over target."""
    parts = [named(part) for part in context.inputs.get("parts") or ()]
    points = figure(context, "points")
    if points is None:
        return Result(unit="point", reason="no_data")
    return linear_score(parts, points, cap=context.profile.cap)


def efficacy(context: Context) -> Mapping[str, Result]:
    """Score units by their place between worst and best."""
    values = named(context.inputs.get("values"))
    points = figure(context, "points")
    if points is None:
        return {unit: Result(unit="point", reason="no_data") for unit in values}
    return efficacy_scores(values, points, lower_better=context.profile.lower_better)


def relative(context: Context) -> Mapping[str, Result]:
    """Score units in proportion to the best."""
    values = named(context.inputs.get("values"))
    points = figure(context, "points")
    if points is None:
        return {unit: Result(unit="point", reason="no_data") for unit in values}
    return relative_scores(values, points)


def shortfall(context: Context) -> Result:
    """Take points off for missing projects."""
    points = figure(context, "points")
    if points is None:
        return Result(unit="point", reason="no_data")
    bands = [named(band) for band in context.inputs.get("bands") or ()]
    return shortfall_score(points, bands, step=context.profile.shortfall_step)


def bonus(context: Context) -> Result:
    """Add bonuses and penalties up."""
    rules = [
        {"id": rule["id"], "points": measured(rule["points"]), "cap": measured(rule.get("cap"))}
        for rule in context.inputs.get("rules") or ()
    ]
    ids = tuple(str(rule["id"]) for rule in rules)
    hits = list(context.inputs.get("hits") or ())
    for hit in hits:
        if hit["rule"] not in ids:
            raise UnknownCodeError("rule", str(hit["rule"]), ids)
    return bonus_points(rules, hits)


def ranks(context: Context) -> Mapping[str, Result]:
    """Rank units by score."""
    scores = named(context.inputs.get("scores"))
    rounds = context.rounds
    if context.profile.rank_on == "rounded" and rounds is not None:
        scores = {
            unit: score
            if score is None or score.value is None
            else evolve(Measured.of(Fraction(rounds(score.value))), unit=score.unit)
            for unit, score in scores.items()
        }
    classes = context.inputs.get("classes")
    return rank(scores, classes=classes, ties=context.profile.ties)
