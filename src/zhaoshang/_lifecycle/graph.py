"""What a lifecycle is: stages, transitions and evidence as rows that an official can read, checked and indexed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, final

from attrs import evolve, field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.brief import as_python, as_text, by_name, in_order
from zhaoshang._basics.cached import cached_property
from zhaoshang._calls.plain import plain_fields
from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import Message, say
from zhaoshang.errors import UnfitValueError, UnknownCodeError, ZhaoshangError
from zhaoshang.findings import Finding, Severity
from zhaoshang.model._fields.converters import text
from zhaoshang.references import Reference
from zhaoshang.vocabulary import Evidence, Stage, Track

ALL_TRACKS: Final = frozenset(Track)
_PAPERS: Final = frozenset(Evidence)

Row = tuple[str, str, str]
"""One line of a table: three cells of text."""

_TARGET: Final = re.compile(r"(\w+)(?:@([\w,]+))?")

# what closes an overlay that stays open, and which of them stops every other step
_CLOSES: Final = {Stage.RESUMED: Stage.ON_HOLD, Stage.CURED: Stage.BREACHED}


@final
@frozen
class LifecycleError(ZhaoshangError, ValueError):
    """A lifecycle contradicts itself.

    Attributes:
        code: the lifecycle.
        faults: everything that is wrong with it, as findings.

    Examples:
        >>> from zhaoshang.lifecycle import LifecycleError, build_lifecycle
        >>> steps = [("lead", "signed", ""), ("signed", "started", "")]
        >>> try:
        ...     build_lifecycle(
        ...         code="city", zh="某市", en="a city", steps=steps, evidence=[("signed", "", "seal")]
        ...     )
        ... except LifecycleError as error:
        ...     print(error.code, error.faults[0].key)
        ...     print(error.render("zh_CN"))
        city unknown_evidence:seal
        生命周期“city”有误：seal：没有这种佐证。请修改各行；详见 error.faults。
    """

    code: str
    faults: tuple[Finding, ...]

    def _values(self, locale: str) -> dict[str, object]:
        faults = say("list.semicolon", locale).join(fault.render(locale) for fault in self.faults)
        return {"code": self.code, "faults": faults}


def _tracks(value: Iterable[str] | None) -> frozenset[Track]:
    return ALL_TRACKS if value is None else frozenset(Track(track) for track in value)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Transition:
    """A step that the table allows (流转).

    Attributes:
        source: the stage left.
        target: the stage, end or overlay reached.
        is_normal: whether it is the usual way on, not an exception.
        tracks: the tracks it is open to.

    Examples:
        >>> from zhaoshang.lifecycle import LIFECYCLE
        >>> [str(step) for step in LIFECYCLE.transitions if step.source == "signed"][:3]
        ['signed->approving', 'signed->landed', 'signed->started (leased_plant, equity)']
    """

    source: Stage = field(converter=Stage)
    target: Stage = field(converter=Stage)
    is_normal: bool = True
    tracks: frozenset[Track] = field(default=None, converter=_tracks, repr=in_order)

    def __str__(self) -> str:
        """Write it as source and target, with the tracks where it is not open to all."""
        only = "" if self.tracks == ALL_TRACKS else f" ({', '.join(t for t in Track if t in self.tracks)})"
        return f"{self.source}->{self.target}{only}"


def _requirements(value: str | Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    groups: Iterable[Iterable[str]]
    groups = (part.split("|") for part in value.split("+")) if isinstance(value, str) else value
    stripped = (tuple(code.strip() for code in group) for group in groups)
    return tuple(group for group in stripped if any(group))


def _track(value: str | None) -> Track | None:
    return Track(value) if value else None


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class EvidenceRule:
    """The papers that prove a stage (佐证要求).

    Attributes:
        stage: the stage proved.
        track: the track it holds for; `None` for every track without a rule of its own.
        requirements: each must be met; of the codes in one, any will do.

    Examples:
        >>> from zhaoshang.lifecycle import EvidenceRule
        >>> str(EvidenceRule(stage="landed", requirements="business_license + land_payment|lease"))
        'business_license + land_payment|lease'
    """

    stage: Stage = field(converter=Stage)
    track: Track | None = field(default=None, converter=_track)
    requirements: tuple[tuple[str, ...], ...] = field(converter=_requirements)

    def __str__(self) -> str:
        """Write the requirements as they stand in the table."""
        return " + ".join("|".join(group) for group in self.requirements)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class StageRule:
    """What a lifecycle says about one stage (阶段说明).

    Attributes:
        stage: the stage.
        zh: its name here, in Chinese.
        en: its name here, in English.
        meaning_zh: what it means, in Chinese.
        meaning_en: what it means, in English.
        optional_on: the tracks on which it may be passed over without a word.
        references: where that is written.

    Examples:
        >>> from zhaoshang.lifecycle import LIFECYCLE
        >>> started = LIFECYCLE.stage("started")
        >>> started.label("zh_CN"), started.meaning_zh
        ('开工', '实质性开工；租赁厂房为装修进场')
        >>> "leased_plant" in LIFECYCLE.stage("completed").optional_on
        True
    """

    stage: Stage = field(converter=Stage)
    zh: str
    en: str
    meaning_zh: str = ""
    meaning_en: str = ""
    optional_on: frozenset[Track] = field(default=frozenset(), repr=in_order)
    references: tuple[Reference, ...] = ()

    def label(self, locale: str = "zh_CN") -> str:
        """Name the stage as this lifecycle does.

        Args:
            locale: the language: any `zh` for Chinese, `en` for English.
        """
        return self.zh if is_chinese(locale) else self.en


class Index:
    """Everything that is looked up while a history is walked; made once for a lifecycle."""

    __slots__ = ("evidence", "is_end", "is_main", "known", "steps", "targets")

    def __init__(self, lifecycle: "Lifecycle") -> None:
        self.known = frozenset(rule.stage for rule in lifecycle.stages)
        self.is_main = frozenset(stage for stage in self.known if stage.is_main)
        self.is_end = frozenset(stage for stage in self.known if stage.is_end)
        self.steps: dict[tuple[Stage, Stage], frozenset[Track]] = {}
        for step in lifecycle.transitions:
            pair = (step.source, step.target)
            self.steps[pair] = self.steps.get(pair, frozenset()) | step.tracks
        self.evidence = {(rule.stage, rule.track): rule.requirements for rule in lifecycle.evidence}
        self.targets = {
            source: tuple(target for first, target in self.steps if first is source) for source in self.known
        }

    def allows(self, source: Stage, target: Stage, track: Track | None) -> bool:
        """Tell whether the table has the step; a project without a track takes only steps open to all."""
        tracks = self.steps.get((source, target))
        return tracks is not None and (tracks == ALL_TRACKS if track is None else track in tracks)

    def requirements(self, stage: Stage, track: Track | None) -> tuple[tuple[str, ...], ...]:
        """List what proves a stage on a track."""
        own = self.evidence.get((stage, track))
        return self.evidence.get((stage, None), ()) if own is None else own


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Lifecycle:
    """A graph of stages: what may follow what, on which track, and with what evidence (生命周期).

    Make one with `build_lifecycle`, which checks it. The library's own is `LIFECYCLE`.

    Attributes:
        code: a short name.
        zh: its name in Chinese.
        en: its name in English.
        stages: the stages, ends and overlays it knows, in order.
        transitions: the steps it allows.
        evidence: what proves a stage.
        unproved: steps that need no evidence, as pairs of source and target.
        extra_evidence: codes of evidence beyond the vocabulary.
        references: where it comes from.

    Examples:
        >>> from zhaoshang.lifecycle import LIFECYCLE
        >>> LIFECYCLE.label("zh_CN"), LIFECYCLE.stage("landed").label("en"), len(LIFECYCLE.stages)
        ('通用生命周期', 'landed', 21)
    """

    __repr__ = by_name

    code: str
    zh: str
    en: str
    stages: tuple[StageRule, ...]
    transitions: tuple[Transition, ...]
    evidence: tuple[EvidenceRule, ...] = ()
    unproved: frozenset[tuple[Stage, Stage]] = frozenset()
    extra_evidence: frozenset[str] = frozenset()
    references: tuple[Reference, ...] = ()

    @cached_property
    def index(self) -> Index:
        """The look-up tables of the interpreter."""
        return Index(self)

    def label(self, locale: str = "zh_CN") -> str:
        """Name the lifecycle.

        Args:
            locale: the language: any `zh` for Chinese, `en` for English.
        """
        return self.zh if is_chinese(locale) else self.en

    def stage(self, stage: str, /) -> StageRule:
        """Look up what is said about a stage.

        Args:
            stage: the code of the stage, or its label.

        Raises:
            UnknownCodeError: for a text that is no stage, and for a stage that this lifecycle does not know.

        Examples:
            >>> from zhaoshang.lifecycle import LIFECYCLE
            >>> LIFECYCLE.stage("approving").label("zh_CN")
            '在批'
        """
        wanted = Stage.named(stage)
        for rule in self.stages:
            if rule.stage is wanted:
                return rule
        vocabulary = f"Stage of {self.code}"
        raise UnknownCodeError(vocabulary, stage, tuple(str(rule.stage) for rule in self.stages))

    def is_optional(self, stage: Stage, track: Track | None) -> bool:
        """Tell whether a stage may be passed over on a track without a word.

        Args:
            stage: the stage.
            track: the track; of `None`, whether it may be on every track.

        Raises:
            UnknownCodeError: for a text that is no stage or no track.

        Examples:
            >>> from zhaoshang.lifecycle import LIFECYCLE
            >>> LIFECYCLE.is_optional("completed", "leased_plant"), LIFECYCLE.is_optional("completed", "land")
            (True, False)
        """
        optional_on = self._optional.get(Stage(stage), frozenset())
        return optional_on == ALL_TRACKS if track is None else Track(track) in optional_on

    @cached_property
    def _optional(self) -> dict[Stage, frozenset[Track]]:
        return {rule.stage: rule.optional_on for rule in self.stages}


def _targets(cell: str) -> list[tuple[str, list[str] | None]]:
    found = []
    for word in cell.split():
        match = _TARGET.fullmatch(word)
        if match is None:
            raise UnfitValueError(as_python(word), "a step, target or target@track,track")
        found.append((match[1], match[2].split(",") if match[2] else None))
    return found


def build_lifecycle(
    *,
    code: str,
    zh: str,
    en: str,
    steps: Iterable[Row],
    evidence: Iterable[Row] = (),
    stages: Iterable[StageRule] = (),
    labels: Mapping[str, str] | None = None,
    optional: Mapping[str, Sequence[str] | None] | None = None,
    unproved: Iterable[tuple[str, str]] = (),
    extra_evidence: Iterable[str] = (),
    references: Iterable[Reference] = (),
) -> Lifecycle:
    """Build a lifecycle from a table of steps and a table of evidence, and check it.

    Args:
        code: a short name.
        zh: its name in Chinese.
        en: its name in English.
        steps: one row a stage, in order: the stage, the usual steps on, the other steps allowed. Steps are separated
            by blanks; `started@leased_plant,equity` is open to those tracks only.
        evidence: one row a rule: the stage, the track or nothing, the papers (`a + b|c`: `a`, and `b` or `c`).
        stages: what is said about stages; a stage without a word has the label of the vocabulary.
        labels: local Chinese names of stages, for instance `{"started": "开工开业"}`.
        optional: stages that may be passed over, with the tracks, or `None` for every track.
        unproved: steps that need no evidence.
        extra_evidence: codes of evidence beyond `Evidence`.
        references: where it comes from.

    Returns:
        The lifecycle.

    Raises:
        LifecycleError: when a stage, track or evidence is unknown, a stage cannot be reached or is a dead end, or a
            step leads on from an end; `faults` lists all that was found.

    Examples:
        >>> from zhaoshang.lifecycle import LifecycleError, build_lifecycle
        >>> short = build_lifecycle(
        ...     code="short",
        ...     zh="简版",
        ...     en="short",
        ...     steps=[
        ...         ("negotiating", "signed", "rejected"),
        ...         ("signed", "started", "terminated"),
        ...         ("started", "producing", ""),
        ...     ],
        ... )
        >>> [rule.label() for rule in short.stages]
        ['在谈', '签约', '开工', '投产', '不引进', '终止', '流转']
        >>> try:
        ...     build_lifecycle(code="x", zh="", en="", steps=[("lead", "signed", ""), ("started", "", "")])
        ... except LifecycleError as error:
        ...     print([fault.key for fault in error.faults])
        ['unreachable:started', 'dead_end:signed']
    """
    faults: list[Finding] = []
    known, transitions = _read_steps(steps, faults)
    rules = []
    for stage, track, papers in evidence:
        stage_is_known = _is(Stage, stage, faults, "unknown_stage")
        if stage_is_known and (not track or _is(Track, track, faults, "unknown_track")):
            rules.append(EvidenceRule(stage=stage, track=track, requirements=papers))
    told = {rule.stage: rule for rule in stages}
    for place, given in (("labels", labels), ("optional", optional)):
        for stage in given or ():
            if stage not in known:
                raise UnknownCodeError("Stage", as_text(stage), tuple(map(str, known))).at(place)
    lifecycle = Lifecycle(
        code=code,
        zh=zh,
        en=en,
        stages=tuple(_stage_rule(stage, told.get(stage), labels or {}, optional or {}) for stage in known),
        transitions=tuple(transitions),
        evidence=tuple(rules),
        unproved=frozenset((Stage(source), Stage(target)) for source, target in unproved),
        extra_evidence=frozenset(map(text, extra_evidence)),
        references=tuple(references),
    )
    faults.extend(check_lifecycle(lifecycle))
    if faults:
        raise LifecycleError(code, tuple(faults))
    return lifecycle


def _read_steps(rows: Iterable[Row], faults: list[Finding]) -> tuple[list[Stage], list[Transition]]:
    """Read the rows of steps; the stages come out in the order of the vocabulary."""
    known: set[Stage] = {Stage.REASSIGNED}
    transitions: list[Transition] = []
    for source, normal, other in rows:
        if not _is(Stage, source, faults, "unknown_stage"):
            continue
        known.add(Stage(source))
        words = [(*word, True) for word in _targets(normal)] + [(*word, False) for word in _targets(other)]
        for target, tracks, is_normal in words:
            checked = [_is(Track, track, faults, "unknown_track") for track in tracks or ()]
            if _is(Stage, target, faults, "unknown_stage") and all(checked):
                known.add(Stage(target))
                transitions.append(
                    Transition(source=source, target=target, is_normal=is_normal, tracks=tracks)
                )
    known.update(closer for closer, opener in _CLOSES.items() if opener in known)
    return sorted(known, key=lambda stage: stage.rank), transitions


def _is(vocabulary: type[Stage | Track], code: str, faults: list[Finding], fault: str) -> bool:
    if code in set(vocabulary):
        return True
    faults.append(_fault(fault, code, "unknown_code"))
    return False


def _fault(code: str, subject: str, said: str = "") -> Finding:
    message = Message(f"graph.{said or code}", object=subject)
    return Finding(code=code, severity=Severity.ERROR, subject=subject, message=message)


def _stage_rule(
    stage: Stage,
    rule: StageRule | None,
    labels: Mapping[str, str],
    optional: Mapping[str, Sequence[str] | None],
) -> StageRule:
    rule = rule or StageRule(stage=stage, zh=stage.zh, en=stage.en)
    optional_on = _tracks(optional[stage]) if stage in optional else frozenset()
    return evolve(rule, zh=labels.get(stage, rule.zh), optional_on=optional_on)


def check_lifecycle(lifecycle: Lifecycle, /) -> tuple[Finding, ...]:
    """Find what is wrong with a graph.

    Args:
        lifecycle: the graph.

    Returns:
        Findings `unreachable` (no step leads from the first stage there), `dead_end` (a stage before the last that
        leads nowhere), `leaves_end` (a step on from an end) and `unknown_evidence`; none for a sound graph.

    Examples:
        >>> from zhaoshang.lifecycle import LIFECYCLE, check_lifecycle
        >>> check_lifecycle(LIFECYCLE)
        ()
    """
    targets = lifecycle.index.targets
    main = [rule.stage for rule in lifecycle.stages if rule.stage.is_main]
    faults = []
    reached, waiting = set(main[:1]), list(main[:1])
    while waiting:
        for stage in targets[waiting.pop()]:
            if stage not in reached:
                reached.add(stage)
                waiting.append(stage)
    faults += [_fault("unreachable", stage) for stage in main if stage not in reached]
    faults += [
        _fault("dead_end", stage)
        for stage in main[:-1]
        if stage in reached and not any(not target.is_overlay for target in targets[stage])
    ]
    faults += [_fault("leaves_end", str(step)) for step in lifecycle.transitions if step.source.is_end]
    codes = [code for rule in lifecycle.evidence for group in rule.requirements for code in group]
    faults += [
        _fault("unknown_evidence", code)
        for code in dict.fromkeys(codes)
        if code not in _PAPERS and code not in lifecycle.extra_evidence
    ]
    return tuple(faults)
