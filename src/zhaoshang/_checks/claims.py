"""Claims about printed figures, each with what it checks."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._checks import arithmetic
from zhaoshang._checks.base import Claims, Solved, finding_of, unit_mismatch, words_of
from zhaoshang._checks.figures import (
    PrintedFigure,
    Range,
    factor,
    factors,
    is_above,
    may_be_same,
    numbers_of,
    plus,
    range_of,
)
from zhaoshang._checks.rates import ChangeOf, GapTo, RateOf
from zhaoshang._checks.rules.dates import two_dates
from zhaoshang._text.messages import Message, Sentence
from zhaoshang.errors import UnknownCodeError, UnknownFieldError
from zhaoshang.findings import Finding
from zhaoshang.ledger import Ledger
from zhaoshang.model._fields import converters as to
from zhaoshang.vocabulary import Stage

_PART_EXCEEDS_WHOLE: Final = Sentence(
    "check.part_exceeds_whole",
    zh="部分（{part}）大于整体（{whole}）",
    en="the part ({part}) is larger than the whole ({whole})",
)


@final
@frozen(kw_only=True)
class PartOf:
    """One figure is a part of another, so it cannot be larger.

    Attributes:
        part: the id of the part.
        whole: the id of the whole.

    Examples:
        >>> from zhaoshang.checks import PartOf, verify_claims
        >>> figures = [{"id": "chain", "value": "47个"}, {"id": "signed", "value": "41个"}]
        >>> print(verify_claims(figures, [PartOf(part="chain", whole="signed")])[0])
        chain, signed: the part (47个) is larger than the whole (41个)
    """

    part: str = field(converter=to.text)
    whole: str = field(converter=to.text)

    def _verify(self, given: Claims, solved: Solved) -> list[Finding]:  # noqa: ARG002 - one signature for all
        """Report a part that is surely larger than its whole."""
        part, whole = given.figure(self.part), given.figure(self.whole)
        by = factor(part, whole)
        if by is None:
            return unit_mismatch((self.part, self.whole), (part, whole))
        if not is_above(range_of(part, by), range_of(whole)):
            return []
        return [
            finding_of(
                "part_exceeds_whole",
                (self.part, self.whole),
                Message(_PART_EXCEEDS_WHOLE, part=words_of(part), whole=words_of(whole)),
            )
        ]


_SUM_MISMATCH: Final = Sentence(
    "check.sum_mismatch",
    zh="各项之和 {sum} 与合计（{total}）不符",
    en="the parts add up to {sum}, not to the total ({total})",
)


@final
@frozen(kw_only=True)
class SumOf:
    """Several figures add up to another.

    Attributes:
        parts: the ids of the parts.
        total: the id of the total.

    Examples:
        >>> from zhaoshang.checks import SumOf, verify_claims
        >>> printed = {"east": "12个", "west": "30个", "all": "41个"}
        >>> figures = [{"id": name, "value": value} for name, value in printed.items()]
        >>> (finding,) = verify_claims(figures, [SumOf(parts=["east", "west"], total="all")])
        >>> finding.code, finding.detail["sum"], finding.detail["difference"]
        ('sum_mismatch', '42', '-1')
    """

    parts: tuple[str, ...] = field(converter=to.texts)
    total: str = field(converter=to.text)

    def _verify(self, given: Claims, solved: Solved) -> list[Finding]:  # noqa: ARG002 - one signature for all
        """Report parts that surely do not add up, unless the total is their sum rounded as printed."""
        ids = (self.total, *self.parts)
        total = given.figure(self.total)
        parts = [given.figure(part) for part in self.parts]
        into = factors(parts, total)
        if into is None:
            return unit_mismatch(ids, (total, *parts))
        ranges = [range_of(part, by) for part, by in zip(parts, into, strict=True)]
        known = [item for item in ranges if item is not None]
        wanted = range_of(total)
        if len(known) < len(ranges) or wanted is None:
            return []
        found = plus(known)
        if not _differ(found, wanted, total):
            return []
        detail = {}
        values = numbers_of(parts)
        if total.number is not None and values is not None:
            added = sum((value * by for value, by in zip(values, into, strict=True)), Fraction(0))
            detail = {
                "sum": arithmetic.shown(added),
                "total": arithmetic.shown(total.number),
                "difference": arithmetic.shown(total.number - added),
            }
        shown = detail.get("sum", _range_words(found))
        return [
            finding_of(
                "sum_mismatch",
                ids,
                Message(_SUM_MISMATCH, sum=shown, total=words_of(total)),
                **detail,
            )
        ]


def _differ(found: Range, wanted: Range, total: PrintedFigure) -> bool:
    """Tell whether a sum surely differs from a total: a side alone (just under, just over) does not count."""
    low, high = found
    if low is not None and high is not None and low[0] == high[0] and total.number is not None:
        if wanted == (wanted[0], wanted[0]) and wanted[0] is not None:
            return arithmetic.rounded(low[0] / total.step, 0) * total.step != total.number
        if low[0] == total.number:
            return False
    return not may_be_same(found, wanted)


_HEDGE_DIFFERS: Final = Sentence(
    "check.hedge_differs", zh="同一数值，约数词不同：{words}", en="one value under different hedges: {words}"
)
_VALUE_DIFFERS: Final = Sentence(
    "check.value_differs", zh="同一事实，数值不同：{words}", en="one fact with different values: {words}"
)


@final
@frozen(kw_only=True)
class SameFact:
    """Several figures state one fact: in the headline and in the text.

    Attributes:
        of: the ids of the figures.

    Examples:
        >>> from zhaoshang.checks import SameFact, verify_claims
        >>> printed = {"headline": "近130亿元", "text": "130亿元", "table": "31亿元"}
        >>> figures = [{"id": name, "value": value} for name, value in printed.items()]
        >>> claims = [SameFact(of=["headline", "text"]), SameFact(of=["text", "table"])]
        >>> verify_claims(figures, claims).codes
        ('hedge_differs', 'value_differs')
    """

    of: tuple[str, ...] = field(converter=to.texts)

    def _verify(self, given: Claims, solved: Solved) -> list[Finding]:  # noqa: ARG002 - one signature for all
        """Report values that differ, or one value under different hedges."""
        figures = [given.figure(id_) for id_ in self.of]
        if len(figures) < 2:
            return []
        into = factors(figures, figures[0])
        if into is None:
            return unit_mismatch(self.of, figures)
        numbers = {
            None if figure.number is None else figure.number * by
            for figure, by in zip(figures, into, strict=True)
        }
        words = " / ".join(words_of(figure) for figure in figures)
        if len(numbers) == 1 and None not in numbers:
            if len({figure.value.hedge for figure in figures}) == 1:
                return []
            return [
                finding_of(
                    "hedge_differs",
                    self.of,
                    Message(_HEDGE_DIFFERS, words=words),
                )
            ]
        ranges = [range_of(figure, by) for figure, by in zip(figures, into, strict=True)]
        lows = [item[0] for item in ranges if item is not None and item[0] is not None]
        highs = [item[1] for item in ranges if item is not None and item[1] is not None]
        if not lows or not highs or max(lows) <= min(highs):
            return []  # none is surely above another
        return [
            finding_of(
                "value_differs",
                self.of,
                Message(_VALUE_DIFFERS, words=words),
            )
        ]


_NESTING_VIOLATED: Final = Sentence(
    "check.nesting_violated",
    zh="内层（{inner}）大于外层（{outer}）",
    en="the inner ({inner}) is larger than the outer ({outer})",
)


@final
@frozen(kw_only=True)
class Nested:
    """Each figure lies inside the next.

    Attributes:
        of: the ids of the figures, the smallest first.

    Examples:
        Projects above 20亿元 are among those above 10亿元, and these among all:

        >>> from zhaoshang.checks import Nested, verify_claims
        >>> printed = {"over_20": "3个", "over_10": "12个", "all": "10个"}
        >>> figures = [{"id": name, "value": value} for name, value in printed.items()]
        >>> print(verify_claims(figures, [Nested(of=["over_20", "over_10", "all"])])[0])
        over_10, all: the inner (12个) is larger than the outer (10个)
    """

    of: tuple[str, ...] = field(converter=to.texts)

    def _verify(self, given: Claims, solved: Solved) -> list[Finding]:  # noqa: ARG002 - one signature for all
        """Report each figure that is surely larger than one it lies in, unless a fault between them is reported."""
        figures = [given.figure(id_) for id_ in self.of]
        found: list[Finding] = []
        into = factors(figures, figures[0]) if figures else []
        if into is None:
            return unit_mismatch(self.of, figures)
        ranges = [(figure, range_of(figure, by)) for figure, by in zip(figures, into, strict=True)]
        deciding = [(figure, span) for figure, span in ranges if span is not None]
        first = 0
        for last, (outer, outside) in enumerate(deciding):
            larger = [place for place in range(first, last) if is_above(deciding[place][1], outside)]
            if larger:
                inner, first = deciding[larger[-1]][0], larger[-1] + 1
                found.append(
                    finding_of(
                        "nesting_violated",
                        (inner.id, outer.id),
                        Message(_NESTING_VIOLATED, inner=words_of(inner), outer=words_of(outer)),
                    )
                )
        return found


@final
@frozen(kw_only=True)
class OneDate:
    """A project reached a stage on one date.

    Attributes:
        project: the id of the project.
        stage: the stage.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.checks import OneDate, verify_claims
        >>> from zhaoshang.model import Milestone
        >>> steps = [Milestone(stage="started", on="2022-03"), Milestone(stage="started", on="2022-05-10")]
        >>> ledger = Ledger(projects=[Project(id="P1", name="甲", milestones=steps)])
        >>> print(verify_claims([], [OneDate(project="P1", stage="started")], ledger=ledger)[0])
        P1: two dates for started: 2022-03, 2022-05-10
    """

    project: str = field(converter=to.text)
    stage: Stage = field(converter=Stage)

    def _verify(self, given: Claims, solved: Solved) -> list[Finding]:  # noqa: ARG002 - one signature for all
        """Report two dates that exclude each other."""
        projects = given.ledger.projects if given.ledger is not None else Ledger().projects
        return two_dates(projects[self.project], self.stage)


_PERIOD_WORD: Final = re.compile(
    r"[上下]半年|半年|[一二三四1-4]季度|前[二两三23]季度|季度|[今本全去当前明]年|[本当上]月|[本当上]季|年度|年内|本周|上旬|中旬|下旬"
    r"|\d{1,2}\s*[-—–－~～至到]\s*\d{1,2}\s*月|(?<!\d)\d{1,2}月|[一二三四五六七八九十]+月份?|\d{4}\s*年"
)
_STOCK: Final = re.compile(r"截至|截止|以来|至今|迄今|目前")


_AMBIGUOUS_PERIOD: Final = Sentence(
    "check.ambiguous_period",
    zh="“{words}”：期间数还是累计数不明",
    en="{words}: it is not said whether the figure is of the period or to date",
)


@final
@frozen(kw_only=True)
class PeriodClear:
    """The text says whether a figure is of the period or to date.

    Attributes:
        of: the id of the figure.

    Examples:
        >>> from zhaoshang.checks import PeriodClear, verify_claims
        >>> figures = [{"id": "signed", "value": "41个", "context": "上半年累计签约"}]
        >>> verify_claims(figures, [PeriodClear(of="signed")]).codes
        ('ambiguous_period',)
        >>> verify_claims([{**figures[0], "period": "2022-H1"}], [PeriodClear(of="signed")]).codes
        ()
    """

    of: str = field(converter=to.text)

    def _verify(self, given: Claims, solved: Solved) -> list[Finding]:  # noqa: ARG002 - one signature for all
        """Report 累计 beside a period word where no period is given: flow or stock is not said."""
        figure = given.figure(self.of)
        words = figure.context + figure.label
        plain = "累计" in words and _PERIOD_WORD.search(words) and not _STOCK.search(words)
        if figure.period is not None or not plain:
            return []
        return [
            finding_of(
                "ambiguous_period",
                (self.of,),
                Message(_AMBIGUOUS_PERIOD, words=words),
            )
        ]


Claim = PartOf | SumOf | SameFact | RateOf | GapTo | ChangeOf | Nested | OneDate | PeriodClear
"""A statement about printed figures that can be judged: an instance of one of these classes."""

KINDS: Final[dict[str, tuple[Callable[..., Claim], dict[str, str]]]] = {
    "part_of": (PartOf, {"part": "part", "whole": "whole"}),
    "sum": (SumOf, {"parts": "parts", "total": "total"}),
    "same": (SameFact, {"of": "of"}),
    "rate": (RateOf, {"rate": "rate", "denominator": "denominator", "numerator": "numerator"}),
    "gap": (GapTo, {"completion": "completion", "gap": "gap", "as_of": "as_of", "period": "period"}),
    "change": (ChangeOf, {"from": "from_figure", "to": "to_figure", "change": "change"}),
    "nested": (Nested, {"of": "of"}),
    "one_date": (OneDate, {"project": "project", "stage": "stage"}),
    "period_clear": (PeriodClear, {"of": "of"}),
}


def claim_of(data: Claim | Mapping[str, object]) -> Claim:
    """Take a claim, or the mapping that describes it."""
    if not isinstance(data, Mapping):
        return data
    name = str(data.get("claim"))
    if name not in KINDS:
        raise UnknownCodeError("claim", name, tuple(KINDS))
    make, names = KINDS[name]
    given = {}
    for key, value in data.items():
        if key == "claim":
            continue
        if key not in names:
            raise UnknownFieldError(name, key, tuple(names))
        given[names[key]] = value
    return make(**given)


def _range_words(found: Range) -> str:
    low, high = found
    left = "" if low is None else arithmetic.shown(low[0])
    right = "" if high is None else arithmetic.shown(high[0])
    return f"{left}…{right}"
