"""Checks: what contradicts itself, reported and never repaired.

`verify_claims` judges printed figures against each other and against a ledger; `check` walks the rules over a ledger.
Both give a `Report` whose findings speak Chinese and English.

Examples:
    Rules and what a complete row states are data, to be listed and added to:

    >>> from zhaoshang.checks import REQUIREMENTS, RULES
    >>> [need.zh for need in REQUIREMENTS if need.stage == "signed"]
    ['签约日期', '总投资']
    >>> RULES[1].zh, RULES[1].severity.value
    ('上级关系成环', 'error')

    What the regulation on fair competition forbids, and what a limit of admission may look at:

    >>> from zhaoshang.checks import ADMISSION_MEASURES, PRACTICES
    >>> [practice.code for practice in PRACTICES]
    ['tax_favour', 'selective_subsidy', 'factor_favour']
    >>> list(ADMISSION_MEASURES)[3], ADMISSION_MEASURES["intensity"][0]
    ('intensity', '投资强度（万元/亩）')

    A claim about printed figures is an instance of one of nine classes:

    >>> from zhaoshang.checks import Claim, PartOf, SameFact, verify_claims
    >>> claims: list[Claim] = [PartOf(part="chain", whole="all"), SameFact(of=["all", "again"])]
    >>> printed = {"chain": "12个", "all": "41个", "again": "14个"}
    >>> verify_claims([{"id": name, "value": value} for name, value in printed.items()], claims).codes
    ('value_differs',)
"""

from collections.abc import Iterable, Mapping

from attrs import evolve

from zhaoshang._calls.guard import guard_room
from zhaoshang._checks.admission import (
    ADMISSION_MEASURES,
    Admission,
    Limit,
    LimitResult,
    ListedIndustry,
    Screening,
    screen,
)
from zhaoshang._checks.base import Claims, Solved
from zhaoshang._checks.claims import Claim, Nested, OneDate, PartOf, PeriodClear, SameFact, SumOf, claim_of
from zhaoshang._checks.figures import PrintedFigure, figure_of
from zhaoshang._checks.rates import ChangeOf, GapTo, RateOf
from zhaoshang._checks.rule import Rule, rule_table
from zhaoshang._checks.rules import RULES
from zhaoshang._checks.rules.practices import PRACTICES, ListKind, Practice, practices
from zhaoshang._checks.rules.rows import REQUIREMENTS, Requirement, completeness
from zhaoshang.errors import DuplicateIdError
from zhaoshang.findings import Finding, Report, Severity
from zhaoshang.ledger import Ledger

__all__ = [
    "ADMISSION_MEASURES",
    "PRACTICES",
    "REQUIREMENTS",
    "RULES",
    "Admission",
    "ChangeOf",
    "Claim",
    "GapTo",
    "Limit",
    "LimitResult",
    "ListKind",
    "ListedIndustry",
    "Nested",
    "OneDate",
    "PartOf",
    "PeriodClear",
    "Practice",
    "PrintedFigure",
    "RateOf",
    "Requirement",
    "Rule",
    "SameFact",
    "Screening",
    "SumOf",
    "check",
    "completeness",
    "practices",
    "rule_table",
    "screen",
    "verify_claims",
]


def check(ledger: Ledger, /, *, rules: Iterable[Rule] = RULES) -> Report:
    """Walk rules over a ledger and report what they find; nothing is changed.

    Args:
        ledger: the ledger to check.
        rules: the rules; pass `[*RULES, my_rule]` for more. Rules that do not hold at the date of the ledger are
            left out.

    Returns:
        The findings in the order of the rules and of the ledger.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project
        >>> from zhaoshang.checks import check
        >>> ledger = Ledger(
        ...     projects=[
        ...         Project(
        ...             id="P1",
        ...             name="石墨烯产业园",
        ...             investment=Money.of(3, "亿元"),
        ...             fixed_investment=Money.of(4, "亿元"),
        ...         )
        ...     ]
        ... )
        >>> [(finding.key, finding.ids) for finding in check(ledger)]
        [('part_exceeds_whole:fixed_investment', ('P1',))]
    """
    found: list[Finding] = []
    for rule in rules:
        if not rule.holds_on(ledger.as_of):
            continue
        for finding in rule.find(ledger):
            # a rule speaks with its own severity and source, unless the finding says otherwise
            own = finding.severity if finding.severity is not Severity.WARNING else rule.severity
            source = finding.source or (rule.sources[0] if rule.sources else None)
            found.append(evolve(finding, severity=own, source=source))
    return Report(found)


def verify_claims(
    figures: Iterable[PrintedFigure | Mapping[str, object]],
    claims: Iterable[Claim | Mapping[str, object]],
    /,
    *,
    ledger: Ledger | None = None,
) -> Report:
    """Judge printed figures by what is claimed of them.

    近X counts as just under X and 超X as just over X; 约X and 百亿级 decide nothing; ranges and 余 decide by their
    bounds. The figures are never changed.

    Args:
        figures: `PrintedFigure`s, or mappings with `id`, `value` and perhaps `period`, `label`, `context`.
        claims: claims, or mappings with `claim` (`part_of`, `sum`, `same`, `rate`, `gap`, `change`, `nested`,
            `one_date`, `period_clear`) and the ids it names.
        ledger: where `one_date` looks for its project.

    Returns:
        The findings, and in `solved` every whole numerator that gives a printed rate, or the base of a gap.

    Raises:
        UnknownIdError: when a claim names a figure or project that is not there.
        UnknownCodeError: for a claim of an unknown kind.
        UnknownFieldError: for a key that a figure or a claim does not have.
        DuplicateIdError: for two figures of one id.

    Examples:
        51.2 % of 41 projects are 21; of 40 no whole number is:

        >>> from zhaoshang.checks import verify_claims
        >>> figures = [
        ...     {"id": "rate", "value": "51.2%"},
        ...     {"id": "all", "value": "41个"},
        ...     {"id": "other", "value": "40个"},
        ... ]
        >>> report = verify_claims(figures, [{"claim": "rate", "rate": "rate", "denominator": "all"}])
        >>> len(report), report.solved["rate"]["half_up"]
        (0, ('21',))
        >>> print(verify_claims(figures, [{"claim": "rate", "rate": "rate", "denominator": "other"}])[0])
        rate, other: no whole number of 40个 is 51.2% (nearest: 20, 21)
    """
    known: dict[str, PrintedFigure] = {}
    for figure in map(figure_of, figures):
        if figure.id in known:
            raise DuplicateIdError("figures", figure.id)
        known[figure.id] = figure
    given = Claims(known, ledger)
    solved: Solved = {}
    findings: list[Finding] = []
    for claim in map(claim_of, claims):
        findings += claim._verify(given, solved)  # noqa: SLF001 - to users a claim is data; it is judged here alone
    return Report(findings, solved)


guard_room(globals())
