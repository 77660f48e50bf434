"""The graph and a project's way as Mermaid, the rules as Markdown tables: drawn from the data that the code runs."""

from collections.abc import Iterable, Sequence
from typing import Final

from zhaoshang._files.inert import in_diagram, one_line
from zhaoshang._lifecycle.graph import ALL_TRACKS, Lifecycle, Transition
from zhaoshang._lifecycle.rules import RULES, AlarmRule
from zhaoshang._lifecycle.standard import LIFECYCLE
from zhaoshang._lifecycle.views import history
from zhaoshang._lifecycle.words import PAPERS
from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import joined, say
from zhaoshang.calendars import Limit
from zhaoshang.model import Project
from zhaoshang.periods import DateLike, to_date
from zhaoshang.vocabulary import Stage, Track

_MOVES: Final = frozenset({"stage", "reopened", "corrected", "end"})


def draw_lifecycle(
    lifecycle: Lifecycle = LIFECYCLE, /, *, locale: str = "zh_CN", overlays: bool = False
) -> str:
    """Draw a graph as a Mermaid state diagram.

    Args:
        lifecycle: the graph.
        locale: the language of the labels.
        overlays: whether overlays are drawn too.

    Returns:
        The text of the diagram.

    Examples:
        >>> from zhaoshang.lifecycle import draw_lifecycle
        >>> print(draw_lifecycle(locale="en")[:71])
        stateDiagram-v2
            state "planned" as planned
            state "lead" as lead
    """
    drawn = [rule for rule in lifecycle.stages if overlays or not rule.stage.is_overlay]
    known = {rule.stage for rule in drawn}
    lines = [f'    state "{in_diagram(rule.label(locale))}" as {rule.stage}' for rule in drawn]
    main = [rule.stage for rule in drawn if rule.stage.is_main]
    lines.append(f"    [*] --> {main[0]}")
    for step in lifecycle.transitions:
        if step.target in known:
            only = _tracks(step, locale)
            lines.append(f"    {step.source} --> {step.target}{f' : {only}' if only else ''}")
    lines += [f"    {rule.stage} --> [*]" for rule in drawn if rule.stage.is_end]
    return "\n".join(["stateDiagram-v2", *lines]) + "\n"


def _tracks(step: Transition, locale: str) -> str:
    if step.tracks == ALL_TRACKS:
        return ""
    return joined((track for track in Track if track in step.tracks), locale)


def draw_project(
    project: Project,
    /,
    *,
    as_of: DateLike | None = None,
    lifecycle: Lifecycle = LIFECYCLE,
    locale: str = "zh_CN",
) -> str:
    """Draw a project's way as a Mermaid Gantt chart, what was planned against what was done.

    Args:
        project: the project.
        as_of: today, up to which the present stage is drawn.
        lifecycle: the graph whose labels are used.
        locale: the language of the labels.

    Returns:
        The text of the chart; steps without a date are left out.

    Examples:
        >>> from zhaoshang import Project
        >>> from zhaoshang.lifecycle import draw_project
        >>> from zhaoshang.model import Agreement, Milestone
        >>> project = Project(
        ...     id="P1",
        ...     name="石墨烯产业园",
        ...     agreements=[Agreement(signed_on="2022-03-01")],
        ...     milestones=[
        ...         Milestone(stage="started", on="2022-06", planned=True),
        ...         Milestone(stage="landed", on="2022-05-10"),
        ...     ],
        ... )
        >>> print(draw_project(project, as_of="2022-06-30"))
        gantt
            title 石墨烯产业园
            dateFormat YYYY-MM-DD
            section 计划
            开工 :milestone, 2022-06-30, 0d
            section 实际
            签约 :done, 2022-03-01, 2022-05-10
            落地 :active, 2022-05-10, 2022-06-30
        <BLANKLINE>
    """
    labels = {rule.stage: in_diagram(rule.label(locale)) for rule in lifecycle.stages}
    dated = [(entry, entry.on) for entry in history(project, lifecycle=lifecycle) if entry.on is not None]
    words = ("计划", "实际", "标记") if is_chinese(locale) else ("planned", "actual", "marks")
    planned, actual, marks = [], [], []
    stays = [(entry.stage, when) for entry, when in dated if entry.effect in _MOVES]
    for entry, when in dated:
        label = labels.get(entry.stage, entry.stage.label(locale))
        if entry.effect == "planned":
            planned.append(f"    {label} :milestone, {when.end}, 0d")
        elif entry.effect not in _MOVES:
            marks.append(f"    {label} :milestone, {when.end}, 0d")
    for place, (stage, when) in enumerate(stays):
        label = labels.get(stage, stage.label(locale))
        if place + 1 < len(stays):
            actual.append(f"    {label} :done, {when.start}, {max(when.start, stays[place + 1][1].start)}")
        elif stage.is_end or as_of is None:
            actual.append(f"    {label} :milestone, {when.end}, 0d")
        else:
            actual.append(f"    {label} :active, {when.start}, {max(when.start, to_date(as_of))}")
    lines = ["gantt", f"    title {in_diagram(project.name)}", "    dateFormat YYYY-MM-DD"]
    for word, rows in zip(words, (planned, actual, marks), strict=True):
        if rows:
            lines += [f"    section {word}", *rows]
    return "\n".join(lines) + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(
        "| " + " | ".join(one_line(cell).replace("|", "/").replace("<", "&lt;") for cell in line) + " |\n"
        for line in lines
    )


def transition_table(lifecycle: Lifecycle = LIFECYCLE, /, *, locale: str = "zh_CN") -> str:
    """Write the steps that a graph allows as a Markdown table that an official can read.

    Args:
        lifecycle: the graph.
        locale: the language: any `zh` for Chinese, `en` for English.

    Examples:
        >>> from zhaoshang.lifecycle import transition_table
        >>> transition_table().splitlines()[2]
        '| 谋划 | 线索 | 不引进 |'
    """
    zh = is_chinese(locale)
    labels = {rule.stage: rule.label(locale) for rule in lifecycle.stages}

    def cell(source: Stage, *, is_normal: bool) -> str:
        steps = [
            step for step in lifecycle.transitions if step.source is source and step.is_normal is is_normal
        ]
        words = []
        for step in steps:
            only = _tracks(step, locale)
            words.append(labels[step.target] + ((f"（{only}）" if zh else f" ({only})") if only else ""))
        return say("list.comma", locale).join(words) or "—"

    head = tuple(say(f"lifecycle.stage.{name}", locale) for name in ("stage", "usual", "allowed"))
    rows = [
        (labels[rule.stage], cell(rule.stage, is_normal=True), cell(rule.stage, is_normal=False))
        for rule in lifecycle.stages
        if rule.stage.is_main
    ]
    return _table(head, rows)


def evidence_table(lifecycle: Lifecycle = LIFECYCLE, /, *, locale: str = "zh_CN") -> str:
    """Write what proves each stage as a Markdown table.

    Args:
        lifecycle: the graph.
        locale: the language: any `zh` for Chinese, `en` for English.

    Examples:
        >>> from zhaoshang.lifecycle import evidence_table
        >>> print(evidence_table(locale="en").splitlines()[6])
        | landed | every other | business licence + land grant contract or payment for land or lease |
    """
    is_chinese(locale)
    labels = {rule.stage: rule.label(locale) for rule in lifecycle.stages}
    own = {rule.stage for rule in lifecycle.evidence if rule.track is not None}

    default = say("lifecycle.evidence.all", locale), say("lifecycle.evidence.other", locale)

    def name(code: str) -> str:
        paper = PAPERS.get(code)
        return code if paper is None else paper.label(locale)

    rows = []
    for rule in lifecycle.evidence:
        track = rule.track.label(locale) if rule.track else default[rule.stage in own]
        groups = [say("lifecycle.evidence.or", locale).join(map(name, group)) for group in rule.requirements]
        rows.append((labels[rule.stage], track, " + ".join(groups)))
    return _table(
        (
            say("lifecycle.stage.stage", locale),
            say("lifecycle.evidence.track", locale),
            say("lifecycle.evidence.evidence", locale),
        ),
        rows,
    )


def stage_table(lifecycle: Lifecycle = LIFECYCLE, /, *, locale: str = "zh_CN") -> str:
    """Write what each stage means as a Markdown table.

    Args:
        lifecycle: the graph.
        locale: the language: any `zh` for Chinese, `en` for English.

    Examples:
        >>> from zhaoshang.lifecycle import stage_table
        >>> print(stage_table().splitlines()[8])
        | `landed` | 落地 | 公司注册且场地落实 |  | 三明市商务局“五比五晒”招商引资考评通知；招商引资与项目建设考评制度 |
    """
    zh = is_chinese(locale)
    rows = []
    for rule in lifecycle.stages:
        optional = ""
        if rule.optional_on:
            optional = (
                say("lifecycle.evidence.all", locale)
                if rule.optional_on == ALL_TRACKS
                else joined((track for track in Track if track in rule.optional_on), locale)
            )
        sources = "；".join(str(reference) for reference in rule.references)
        rows.append(
            (
                f"`{rule.stage}`",
                rule.label(locale),
                rule.meaning_zh if zh else rule.meaning_en,
                optional,
                sources,
            )
        )
    head = tuple(
        say(f"lifecycle.meaning.{name}", locale) for name in ("code", "name", "meaning", "optional", "source")
    )
    return _table(head, rows)


def alarm_table(rules: Iterable[AlarmRule] = RULES, /, *, locale: str = "zh_CN") -> str:
    """Write the time limits that are watched as a Markdown table.

    Args:
        rules: the rules.
        locale: the language: any `zh` for Chinese, `en` for English.

    Examples:
        >>> from zhaoshang.lifecycle import alarm_table
        >>> print(alarm_table().splitlines()[3])
        | `talks_30` | 在谈超过30天 | 30天 | 提前7天 | 武汉某高新区项目全周期原型 |
    """
    zh = is_chinese(locale)
    rows = []
    for rule in rules:
        warn = "—" if rule.warn_days is None else say("lifecycle.alarm.before", locale, days=rule.warn_days)
        sources = "；".join(str(reference) for reference in rule.references)
        rows.append((f"`{rule.code}`", rule.zh if zh else rule.en, _limit(rule.limit, zh=zh), warn, sources))
    head = (
        say("lifecycle.meaning.code", locale),
        *(say(f"lifecycle.alarm.{name}", locale) for name in ("rule", "limit", "amber")),
        say("lifecycle.meaning.source", locale),
    )
    return _table(head, rows)


def _limit(limit: Limit | None, *, zh: bool) -> str:
    if limit is None:
        return "—"
    if not zh:
        return str(limit)
    if limit.months is not None:
        return f"{limit.months}个月"
    return f"{limit.days}个工作日" if limit.is_working else f"{limit.days}天"
