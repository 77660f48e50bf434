"""What a rule is: data with titles and sources, and one function that finds its faults."""

from collections.abc import Callable, Iterable
from typing import final

from attrs import field, frozen

from zhaoshang._basics.brief import by_name
from zhaoshang._calls.plain import plain_fields
from zhaoshang._files.inert import one_line
from zhaoshang._text.messages import Label, Message, said, say
from zhaoshang.findings import Finding, Severity
from zhaoshang.ledger import Ledger
from zhaoshang.model import Project
from zhaoshang.model._fields import converters as to
from zhaoshang.periods import Period
from zhaoshang.references import Reference


def _sources(value: Iterable[Reference] | None) -> tuple[Reference, ...]:
    return to.items(value, Reference)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Rule:
    """A rule of consistency over a ledger.

    A city adds its own by passing instances; the shipped tuple is never changed.

    Attributes:
        code: the code that its findings carry.
        zh: its title in Chinese.
        en: its title in English.
        find: gives the findings for a ledger; it changes nothing.
        severity: how much its findings matter; a finding of another severity keeps its own.
        sources: where it comes from.
        since: from when it holds, judged by the date of the ledger; always where absent.
        until: up to when it holds.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.checks import RULES, Rule, check
        >>> from zhaoshang.findings import Finding
        >>> def ungraded(ledger):
        ...     return [Finding(code="ungraded", ids=[p.id]) for p in ledger.projects if p.grade is None]
        >>> rule = Rule(code="ungraded", zh="项目未分级", en="project without a grade", find=ungraded)
        >>> check(Ledger(projects=[Project(id="P1", name="甲")]), rules=[*RULES, rule]).codes
        ('ungraded',)
    """

    __repr__ = by_name

    code: str = field(converter=to.text)
    zh: str = field(converter=to.text)
    en: str = field(converter=to.text)
    find: Callable[[Ledger], Iterable[Finding]]
    severity: Severity = field(default=Severity.WARNING, converter=Severity)
    sources: tuple[Reference, ...] = field(default=(), converter=_sources)
    since: Period | None = field(default=None, converter=to.period)
    until: Period | None = field(default=None, converter=to.period)

    def holds_on(self, as_of: Period | None) -> bool:
        """Tell whether the rule holds at the date of a ledger; without a date it does.

        Args:
            as_of: the date of the ledger; of a coarse date, any day of it will do.

        Examples:
            >>> from zhaoshang.checks import Rule
            >>> from zhaoshang.periods import Period
            >>> rule = Rule(code="new", zh="新规", en="a new rule", find=lambda ledger: [], since="2023")
            >>> (
            ...     rule.holds_on(Period.of("2022-06-30")),
            ...     rule.holds_on(Period.of("2023-06-30")),
            ...     rule.holds_on(None),
            ... )
            (False, True, True)
        """
        if as_of is None:
            return True
        return (self.since is None or self.since.start <= as_of.end) and (
            self.until is None or self.until.end >= as_of.start
        )


def about(code: str, project: Project, message: Message, subject: str = "", **detail: str) -> Finding:
    """Make the finding of a rule about one project."""
    return Finding(code=code, subject=subject, ids=[project.id], message=message, detail=detail)


def rule_table(rules: Iterable[Rule], /, locale: str = "zh_CN") -> str:
    """Write rules as a Markdown table: code, title, severity, sources.

    Args:
        rules: the rules, such as `RULES`.
        locale: `en` or any Chinese locale.

    Examples:
        >>> from zhaoshang.checks import RULES, rule_table
        >>> print(rule_table([rule for rule in RULES if rule.code == "future_date"], "en"))
        | code | what it finds | severity | source |
        | --- | --- | --- | --- |
        | `future_date` | dated after the ledger | warning |  |
    """
    heads = tuple(say(f"check.head.{name}", locale) for name in ("code", "finds", "severity", "source"))
    rows = [
        (
            f"`{rule.code}`",
            said(Label(rule.zh, rule.en), locale),
            rule.severity.label(locale),
            "；".join(str(source) for source in rule.sources),
        )
        for rule in rules
    ]
    lines = [heads, ("---",) * 4, *rows]
    return "\n".join(
        f"| {' | '.join(one_line(cell).replace('|', '/').replace('<', '&lt;') for cell in line)} |"
        for line in lines
    )
