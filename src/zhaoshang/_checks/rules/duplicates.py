"""Records that may be one."""

from collections.abc import Iterator
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._checks.rule import Rule
from zhaoshang._text.messages import Message, Sentence
from zhaoshang.findings import Finding, Severity
from zhaoshang.ledger import Ledger
from zhaoshang.model import Project, duplicates, normalised_name
from zhaoshang.references import Reference

_SANMING: Final = Reference(
    key="明政办2006年95号", title="三明市招商引资签约项目甄别及跟踪管理工作方案（试行）", issued_on="2006"
)
_DUPLICATE_PROJECT: Final = Sentence(
    "check.duplicate_project",
    zh="“{project}”与“{other}”疑为同一项目",
    en="{project} and {other} may be one project",
)
_DUPLICATE_PROJECT_EVENTS: Final = Sentence(
    "check.duplicate_project.events",
    zh="“{project}”与“{other}”疑为同一项目（活动：{events}）",
    en="{project} and {other} may be one project (events: {events})",
)


def duplicate_projects(ledger: Ledger) -> Iterator[Finding]:
    """Find projects that may be one: the same name, or the same lead investor under the core of the name.

    Phases and parts of one project, and a project and its parent, are not reported.
    """
    names: dict[tuple[str, ...], Project] = {}
    for project in ledger.projects:
        name = normalised_name(project.name).removesuffix("项目")
        core = normalised_name(project.name, core=True).removesuffix("项目")
        keys: list[tuple[str, ...]] = [("name", name)]
        if project.lead_investor and "期" not in name:
            keys.append(("core", core, project.lead_investor))
        for key in keys:
            other = names.setdefault(key, project)
            if other is project or _are_kin(other, project):
                continue
            shared = tuple(sorted({*other.events} | {*project.events}))
            yield Finding(
                code="duplicate_project",
                subject=key[0],
                ids=[other.id, project.id],
                message=Message(
                    _DUPLICATE_PROJECT_EVENTS if shared else _DUPLICATE_PROJECT,
                    project=other.name,
                    other=project.name,
                    events=shared,
                ),
            )
            break


def _are_kin(one: Project, other: Project) -> bool:
    same_parent = one.parent is not None and one.parent == other.parent
    return same_parent or one.parent == other.id or other.parent == one.id


_PHASE: Final = re.compile(r"[(（]?第?[一二三四五六七八九首\d]{1,2}期(?:工程)?[)）]?(?=项目$|$)")
_PHASES_BESIDE_WHOLE: Final = Sentence(
    "check.phases_beside_whole",
    zh="“{project}”与其各期（{phases}）分列为不同项目，会重复计数；属于同一项目的，请把各期的上级项目（parent）填为该项目",
    en="{project} and its phases ({phases}) stand as projects of their own, and count twice; where they are one, name "
    "it as the parent of its phases",
)


def phases_beside_whole(ledger: Ledger) -> Iterator[Finding]:
    """Find several phases of a project that stand beside it as projects of their own, so that all of it counts twice."""
    alone = [project for project in ledger.projects if project.parent is None]
    phases: dict[str, list[Project]] = {}
    for project in alone:
        whole = _PHASE.sub("", project.name)
        if whole != project.name:
            phases.setdefault(_whole(whole), []).append(project)
    for project in alone if phases else ():
        found = phases.get(_whole(project.name), ())
        if len(found) > 1 and project not in found:
            yield Finding(
                code="phases_beside_whole",
                ids=[project.id, *(phase.id for phase in found)],
                message=Message(
                    _PHASES_BESIDE_WHOLE,
                    project=project.name,
                    phases=tuple(phase.name for phase in found),
                ),
            )


def _whole(name: str) -> str:
    return normalised_name(name).removesuffix("项目")


_DUPLICATE_INVESTOR: Final = Sentence(
    "check.duplicate_investor",
    zh="疑为同一企业（{level}：{shared}）",
    en="they may be one firm ({level}: {shared})",
)


def duplicate_investors(ledger: Ledger) -> Iterator[Finding]:
    """Find investors that may be one firm."""
    for pair in duplicates(ledger.investors):
        yield Finding(
            code="duplicate_investor",
            severity=Severity.INFO,
            subject=str(pair.level),
            ids=pair.ids,
            message=Message(_DUPLICATE_INVESTOR, level=pair.level, shared=pair.shared),
        )


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        code="duplicate_project",
        zh="疑似重复项目",
        en="projects that may be one",
        find=duplicate_projects,
        sources=(_SANMING,),
    ),
    Rule(
        code="phases_beside_whole",
        zh="整体与各期并列",
        en="a project beside its phases",
        find=phases_beside_whole,
    ),
    Rule(
        code="duplicate_investor",
        zh="疑似重复投资方",
        en="investors that may be one",
        find=duplicate_investors,
        severity=Severity.INFO,
    ),
)
