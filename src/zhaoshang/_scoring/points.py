"""Points, bonuses and ranks."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

from attrs import evolve

from zhaoshang._basics.brief import as_text
from zhaoshang._calls.limits import within
from zhaoshang._scoring.numbers import (
    ONE,
    PERCENT,
    Measured,
    Number,
    Result,
    chosen,
    exactly,
    nothing,
    points_of,
    single,
)
from zhaoshang._scoring.quotients import ratio
from zhaoshang._scoring.rows import refuse_other_keys, rows_of
from zhaoshang.errors import NumberRangeError, UnfitValueError, UnknownIdError


def _from_nought(number: Number, place: str) -> Fraction:
    """Take full points and their like, which nobody has less than none of."""
    taken = single(number)
    within(taken, 0, None, "a number from 0", place)
    return taken


def weighted_sum(parts: Mapping[str, Number | None], weights: Mapping[str, Number] | None, /) -> Result:
    """Add parts up by weight (加权合计); without a weight for each part, and a part for each weight, there is no sum.

    Examples:
        >>> from zhaoshang.scoring import weighted_sum
        >>> weighted_sum({"signing": 3, "starts": 2}, {"signing": 10, "starts": 8}).value
        Fraction(46, 1)
    """
    if not weights or any(name not in weights for name in parts):
        return nothing("missing_weights", "point")
    values = {name: Measured.of(parts.get(name)).value for name in weights}
    known = [value * single(weights[name]) for name, value in values.items() if value is not None]
    if len(known) < len(values):
        return nothing("no_data", "point")
    return points_of(sum(known, Fraction(0)))


def per_mu_score(
    values: Mapping[str, Number | None],
    weights: Mapping[str, Number] | None,
    /,
    *,
    bases: Mapping[str, Number] | None = None,
    ranges: Mapping[str, Sequence[Number]] | None = None,
    class_mean: Mapping[str, Number] | None = None,
) -> Result:
    """Score a firm by its yields (亩均综合得分): Σ weight × value ÷ base, or by its place between least and greatest.

    Args:
        values: the yields; a missing one takes the mean of its class.
        weights: the weight of each.
        bases: what each is divided by.
        ranges: least and greatest of each, for Σ weight × (20 + 80 × place) ÷ 100; where they are equal the part
            is given in full.
        class_mean: the means of the class.

    Examples:
        >>> from zhaoshang.scoring import per_mu_score
        >>> per_mu_score({"tax": 15}, {"tax": 100}, ranges={"tax": (5, 25)}).value
        Fraction(60, 1)
    """
    if bases is not None and ranges is not None:
        raise UnfitValueError("bases, ranges", "either bases= or ranges=").at("bases")
    if not weights or any(name not in weights for name in values):
        return nothing("missing_weights", "point")
    for place, given in (("bases", bases), ("ranges", ranges), ("class_mean", class_mean)):
        refuse_other_keys(given, weights, place)
    warnings = [] if sum(map(single, weights.values())) == PERCENT else ["weights_not_100"]
    total = Fraction(0)
    for name, weight in weights.items():
        value = Measured.of(values.get(name)).value
        if value is None:
            value = Measured.of((class_mean or {}).get(name)).value
            if value is None:
                return nothing("no_data", "point", warnings=tuple(warnings))
            warnings.append(f"class_mean:{name}")
        part = _place(value, (ranges or {}).get(name), (bases or {}).get(name))
        if part is None:
            return nothing("no_denominator", "point", warnings=tuple(warnings))
        total += single(weight) * part
    return evolve(points_of(total), warnings=tuple(warnings))


def _place(value: Fraction, ends: Sequence[Number] | None, base: Number | None) -> Fraction | None:
    """Give the part of the full points that a yield earns."""
    if ends is not None:
        least, *others = (single(end) for end in ends)
        greatest = others[0] if len(others) == 1 else None
        if greatest is None or least > greatest:
            shown = " – ".join(map(str, (least, *others)))
            raise UnfitValueError(shown, "the least, then the greatest").at("ranges")
        if least == greatest:
            return ONE
        return (20 + 80 * (value - least) / (greatest - least)) / PERCENT
    divisor = Measured.of(base).value
    return value / divisor if divisor else None


def linear_score(
    parts: Iterable[Mapping[str, Number | None]],
    points: Number,
    /,
    *,
    cap: Literal["total", "each", "none"] = "total",
) -> Result:
    """Score by actual ÷ target (比例得分), capped in total, in each part, or not at all.

    Args:
        parts: mappings with `actual`, `target` and perhaps `weight`; without weights all parts weigh the same.
        points: the full points.
        cap: where the score is capped.

    Raises:
        UnknownCodeError: for another cap.

    Examples:
        >>> from zhaoshang.scoring import linear_score
        >>> halves = [{"actual": 20, "target": 40}, {"actual": 90, "target": 60}]
        >>> linear_score(halves, 10).value, linear_score(halves, 10, cap="each").value
        (Fraction(10, 1), Fraction(15, 2))
    """
    chosen("cap", cap, ("total", "each", "none"))
    listed = rows_of(parts, "parts", needed=("actual", "target"), more=("weight",))
    given = [Measured.of(part.get("weight")).value for part in listed]
    if not listed:
        return nothing("no_data", "point")
    if all(weight is None for weight in given):
        weights = [Fraction(1, len(listed))] * len(listed)
    elif any(weight is None for weight in given):
        return nothing("missing_weights", "point")
    else:
        weights = [weight for weight in given if weight is not None]
    warnings: tuple[str, ...] = ()
    if sum(weights) == PERCENT:
        weights = [weight / PERCENT for weight in weights]
    elif sum(weights) != 1:
        warnings = ("weights_not_100",)
    total = Fraction(0)
    for part, weight in zip(listed, weights, strict=True):
        done = ratio(part.get("actual"), part.get("target"), scale=1)
        if done.value is None:
            return nothing(done.reason or "no_data", "point", warnings=warnings)
        total += weight * (min(Fraction(done.value), ONE) if cap == "each" else done.value)
    if cap == "total":
        total = min(total, ONE)
    return evolve(points_of(total * _from_nought(points, "points")), warnings=warnings)


def efficacy_scores(
    values: Mapping[str, Number | None], points: Number, /, *, lower_better: bool = False
) -> dict[str, Result]:
    """Score units by their place between the worst and the best: points × (0.6 + 0.4 × place) (功效系数法).

    Where all are equal, each gets the full points; a unit without a value gets none.

    Examples:
        >>> from zhaoshang.scoring import efficacy_scores
        >>> {unit: score.value for unit, score in efficacy_scores({"A": 30, "B": 10}, 5).items()}
        {'A': Fraction(5, 1), 'B': Fraction(3, 1)}
    """
    known = {unit: Measured.of(value).value for unit, value in values.items()}
    there = [value for value in known.values() if value is not None]
    full = _from_nought(points, "points")

    def score(value: Fraction | None) -> Result:
        if value is None:
            return nothing("no_data", "point")
        span = max(there) - min(there)
        if not span:
            return points_of(full)
        place = (max(there) - value if lower_better else value - min(there)) / span
        return points_of(full * (Fraction(3, 5) + Fraction(2, 5) * place))

    return {unit: score(value) for unit, value in known.items()}


def relative_scores(values: Mapping[str, Number | None], points: Number, /) -> dict[str, Result]:
    """Score units in proportion to the best of them (相对最高分); where the best has 0, all get 0.

    Examples:
        >>> from zhaoshang.scoring import relative_scores
        >>> {unit: score.value for unit, score in relative_scores({"A": 40, "B": 30}, 20).items()}
        {'A': Fraction(20, 1), 'B': Fraction(15, 1)}
    """
    known = {unit: Measured.of(value).value for unit, value in values.items()}
    best = max((value for value in known.values() if value is not None), default=Fraction(0))
    full = _from_nought(points, "points")
    return {
        unit: nothing("no_data", "point")
        if value is None
        else points_of(full * value / best if best > 0 else Fraction(0))
        for unit, value in known.items()
    }


def shortfall_score(
    points: Number, bands: Iterable[Mapping[str, Number | None]], /, *, step: Number = Fraction(1, 10)
) -> Result:
    """Take points off for every project that a band falls short of its target, down to 0 (缺额扣分).

    Args:
        points: the full points.
        bands: mappings with `target` and `actual`.
        step: how much each missing project costs.

    Examples:
        >>> from zhaoshang.scoring import shortfall_score
        >>> shortfall_score(2, [{"target": 27, "actual": 25}]).value
        Fraction(9, 5)
    """
    missing = Fraction(0)
    for band in rows_of(bands, "bands", needed=("target", "actual")):
        target, actual = Measured.of(band.get("target")).value, Measured.of(band.get("actual")).value
        if target is None or actual is None:
            return nothing("no_target" if target is None else "no_data", "point")
        missing += max(target - actual, Fraction(0))
    return points_of(max(_from_nought(points, "points") - _from_nought(step, "step") * missing, Fraction(0)))


def bonus_points(rules: Iterable[Mapping[str, Any]], hits: Iterable[Mapping[str, Any]], /) -> Result:
    """Add bonuses and penalties up (加减分).

    A project takes its highest bonus only; then each rule is capped; penalties count in full.

    Args:
        rules: mappings with `id`, `points` and perhaps `cap`.
        hits: mappings with `rule` and perhaps `project`.

    Raises:
        UnknownIdError: when a hit names a rule that is not there.

    Examples:
        >>> from zhaoshang.scoring import bonus_points
        >>> rules = [{"id": "big", "points": 4, "cap": 6}, {"id": "absent", "points": -1}]
        >>> hits = [{"rule": "big", "project": "A"}, {"rule": "big", "project": "B"}, {"rule": "absent"}]
        >>> bonus_points(rules, hits).value
        Fraction(5, 1)
    """
    listed = rows_of(rules, "rules", needed=("id", "points"), more=("cap",))
    points = {rule["id"]: single(rule["points"]) for rule in listed}
    caps = {rule["id"]: Measured.of(rule.get("cap")).value for rule in listed}
    if len(points) < len(listed):
        raise UnfitValueError(", ".join(as_text(rule["id"]) for rule in listed), "each rule once").at("rules")
    best: dict[object, str] = {}
    total, place = Fraction(0), 0
    for hit in rows_of(hits, "hits", needed=("rule",), more=("project",)):
        name, place = hit["rule"], place + 1
        if name not in points:
            raise UnknownIdError("rules", as_text(name), tuple(map(str, points)))
        worth = points[name]
        if worth <= 0:
            total += worth
            continue
        project = hit.get("project")
        key: object = ("hit", place) if project is None else project
        if key not in best or worth > points[best[key]]:
            best[key] = name
    earned: dict[str, Fraction] = {}
    for name in best.values():
        earned[name] = earned.get(name, Fraction(0)) + points[name]
    for name, sum_ in earned.items():
        cap = caps[name]
        total += sum_ if cap is None else min(sum_, cap)
    return points_of(total)


def rank(
    scores: Mapping[str, Number | None],
    /,
    *,
    classes: Mapping[str, str] | None = None,
    ties: Literal["competition", "dense"] = "competition",
) -> dict[str, Result]:
    """Rank units by score, the highest first, each class apart (排名).

    Args:
        scores: the scores; a unit without one has no rank.
        classes: the class of each unit, where several are ranked apart.
        ties: 1-2-2-4 or 1-2-2-3.

    Raises:
        UnknownCodeError: for another way with ties.

    Examples:
        >>> from zhaoshang.scoring import rank
        >>> {unit: place.value for unit, place in rank({"A": 90, "B": 95, "C": 90, "D": 88}).items()}
        {'A': Fraction(2, 1), 'B': Fraction(1, 1), 'C': Fraction(2, 1), 'D': Fraction(4, 1)}
    """
    chosen("ties", ties, ("competition", "dense"))
    refuse_other_keys(classes, scores, "classes")
    known = {unit: Measured.of(score).value for unit, score in scores.items()}

    def place(unit: str, score: Fraction | None) -> Result:
        if score is None:
            return Result(unit="rank", reason="no_data", is_quotient=False)
        rivals = [
            other
            for name, other in known.items()
            if other is not None and other > score and (classes or {}).get(name) == (classes or {}).get(unit)
        ]
        ahead = len(rivals) if ties == "competition" else len(set(rivals))
        return evolve(exactly(Fraction(ahead + 1), "rank"), is_quotient=False)

    return {unit: place(unit, score) for unit, score in known.items()}


def grades_by_share(
    scores: Mapping[str, Number | None], shares: Iterable[tuple[str, Number]], /, *, rest: str
) -> dict[str, str | None]:
    """Grade by the share of places (按比例分档): the first 20 % A, the next 60 % B, and what is left.

    Each grade takes what the shares so far come to of all that have a score, rounded half up; units of one score stand
    in one grade, the better one.

    Args:
        scores: the score of each unit; one without a single number has no grade.
        shares: the grades from the best on, each with its share in per cent.
        rest: the grade of what is left.

    Returns:
        The grade of each unit, in the order given.

    Raises:
        ValueError: when the shares come to more than 100 %.

    Examples:
        >>> from zhaoshang.scoring import grades_by_share
        >>> scores = {"甲": 90, "乙": 80, "丙": 70, "丁": 60, "戊": None}
        >>> grades_by_share(scores, [("A", 25), ("B", 50)], rest="C")
        {'甲': 'A', '乙': 'B', '丙': 'B', '丁': 'C', '戊': None}
    """
    values = {unit: Measured.of(score).value for unit, score in scores.items()}
    known = sorted((value for value in values.values() if value is not None), reverse=True)
    edges: list[tuple[str, Fraction | None]] = []
    part = Fraction(0)
    for grade, share in shares:
        part += _from_nought(share, "shares")
        if part > PERCENT:
            msg = f"{part} %"
            raise NumberRangeError(msg, "shares of at most 100 % together").at("shares")
        places = (2 * len(known) * part + PERCENT) // (2 * PERCENT)
        edges.append((grade, known[int(places) - 1] if places else None))

    def graded(value: Fraction | None) -> str | None:
        if value is None:
            return None
        return next((grade for grade, least in edges if least is not None and value >= least), rest)

    return {unit: graded(value) for unit, value in values.items()}
