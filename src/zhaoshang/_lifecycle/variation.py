"""A lifecycle made from another: a city adds a stage, or changes some rows, and keeps the rest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from zhaoshang._lifecycle.graph import ALL_TRACKS, Lifecycle, Row, StageRule, Transition, build_lifecycle
from zhaoshang._lifecycle.standard import LIFECYCLE
from zhaoshang.vocabulary import Track


def extend_lifecycle(
    base: Lifecycle = LIFECYCLE,
    /,
    *,
    code: str,
    zh: str,
    en: str,
    steps: Iterable[Row] = (),
    evidence: Iterable[Row] = (),
    stages: Iterable[StageRule] = (),
    labels: Mapping[str, str] | None = None,
    optional: Mapping[str, Sequence[str] | None] | None = None,
    extra_evidence: Iterable[str] = (),
) -> Lifecycle:
    """Make a lifecycle from another: rows given take the place of those of the same stage, all others stay.

    Args:
        base: the lifecycle to begin with.
        code: a short name.
        zh: its name in Chinese.
        en: its name in English.
        steps: rows of steps, as for `build_lifecycle`; each replaces all steps from its stage.
        evidence: rows of evidence; each replaces that of its stage and track.
        stages: what is said about stages.
        labels: local Chinese names of stages.
        optional: stages that may be passed over, with the tracks, or `None` for every track.
        extra_evidence: further codes of evidence.

    Returns:
        The lifecycle.

    Raises:
        LifecycleError: when the rows and the base together contradict themselves.

    Examples:
        >>> from zhaoshang.lifecycle import LIFECYCLE, extend_lifecycle
        >>> city = extend_lifecycle(
        ...     code="city",
        ...     zh="某市",
        ...     en="a city",
        ...     steps=[("approving", "landed", "started terminated on_hold breached")],
        ...     labels={"started": "落地开工"},
        ... )
        >>> city.stage("started").label(), len(city.stages) == len(LIFECYCLE.stages)
        ('落地开工', True)
    """
    rows = {source: _row(source, listed) for source, listed in _by_source(base).items()}
    rows |= {row[0]: row for row in steps}
    papers: dict[tuple[str, str], Row] = {
        (str(rule.stage), str(rule.track or "")): (str(rule.stage), str(rule.track or ""), str(rule))
        for rule in base.evidence
    }
    papers |= {(stage, track): (stage, track, needed) for stage, track, needed in evidence}
    may_lack: dict[str, Sequence[str] | None] = {
        str(rule.stage): tuple(map(str, rule.optional_on)) for rule in base.stages if rule.optional_on
    }
    return build_lifecycle(
        code=code,
        zh=zh,
        en=en,
        steps=rows.values(),
        evidence=papers.values(),
        stages={rule.stage: rule for rule in (*base.stages, *stages)}.values(),
        labels=labels,
        optional=may_lack | dict(optional or {}),
        unproved=base.unproved,
        extra_evidence=(*base.extra_evidence, *extra_evidence),
        references=base.references,
    )


def _by_source(base: Lifecycle) -> Mapping[str, list[Transition]]:
    found: dict[str, list[Transition]] = defaultdict(list)
    for step in base.transitions:
        found[str(step.source)].append(step)
    return found


def _row(source: str, listed: Iterable[Transition]) -> Row:
    normal: list[str] = []
    other: list[str] = []
    for step in listed:
        word = str(step.target)
        if step.tracks != ALL_TRACKS:
            word += "@" + ",".join(str(track) for track in Track if track in step.tracks)
        (normal if step.is_normal else other).append(word)
    return source, " ".join(normal), " ".join(other)
