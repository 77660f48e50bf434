"""Amounts against each other: parts and wholes, what is let and kept, scales."""

from collections.abc import Iterator
from fractions import Fraction
from statistics import median
from typing import Any, Final

from zhaoshang._checks.figures import WrittenQuantity
from zhaoshang._checks.rule import Rule, about
from zhaoshang._text.messages import Label, Message, Sentence
from zhaoshang.errors import CurrencyMismatchError, ZhaoshangError
from zhaoshang.findings import Finding
from zhaoshang.ledger import Ledger
from zhaoshang.model import Project
from zhaoshang.model._facts.arrivals import counting
from zhaoshang.model._facts.lettings import tenancies
from zhaoshang.model._fields.amounts import PROJECT_AMOUNT_WORDS
from zhaoshang.quantities import Money, Quantity
from zhaoshang.vocabulary import Relation


def _exceeds(part: Quantity | None, whole: Quantity | None) -> bool:
    """Tell whether a part is surely larger; other currencies decide nothing."""
    if part is None or whole is None:
        return False
    try:
        return part.interval.is_above(whole.interval) if part.unit == whole.unit else part > whole
    except CurrencyMismatchError:
        return False


_PARTS: Final = ("fixed_investment", "outside_investment")


def parts_of_amounts(ledger: Ledger) -> Iterator[Finding]:
    """Find parts of an investment or payment that are larger than the whole, and parts of a project that are."""
    children: dict[str, list[Money]] = {}
    for project in ledger.projects:
        for name in _PARTS:
            part = getattr(project, name)
            if _exceeds(part, project.investment):
                yield _exceeding(project, name, PROJECT_AMOUNT_WORDS[name], (part, project.investment))
        for arrival in counting(project.arrivals):
            if _exceeds(arrival.fixed, arrival.amount):
                yield _exceeding(
                    project,
                    "arrivals.fixed",
                    ("到位固定资产", "the fixed part"),
                    (arrival.fixed, arrival.amount),
                )
        if project.relation in (Relation.PART, Relation.PHASE) and project.parent and project.investment:
            children.setdefault(project.parent, []).append(project.investment)
    for parent, amounts in children.items():
        project_ = ledger.projects.get(parent)
        if project_ is None or len({amount.unit for amount in amounts}) > 1:
            continue
        total = sum(amounts[1:], amounts[0])
        if _exceeds(total, project_.investment):
            yield _exceeding(
                project_, "children", ("各子项目之和", "the sum of its parts"), (total, project_.investment)
            )


_EXCEEDS: Final = Sentence(
    "check.part_exceeds_whole.amounts",
    zh="{what}（{part}）大于总额（{whole}）",
    en="{what} ({part}) is larger than the whole ({whole})",
)


def _exceeding(project: Project, name: str, words: tuple[str, str], pair: tuple[Any, Any]) -> Finding:
    (zh, en), (part, whole) = words, pair
    return about(
        "part_exceeds_whole",
        project,
        Message(
            _EXCEEDS,
            what=Label(zh, en),
            part=WrittenQuantity(part),
            whole=WrittenQuantity(whole),
        ),
        subject=name,
        part=str(part),
        whole=str(whole),
    )


_LET: Final = Sentence(
    "check.part_exceeds_whole.leases", zh="已租面积{part}大于空间面积{whole}", en="{part} is let of {whole}"
)
_LETTABLE: Final = Sentence(
    "check.part_exceeds_whole.lettable",
    zh="可租面积{part}大于空间面积{whole}",
    en="{part} can be let of {whole}",
)


def let_too_much(ledger: Ledger) -> Iterator[Finding]:
    """Find spaces that are let beyond their area, and lettable parts larger than the space."""
    for park in ledger.parks:
        let: dict[str, Any] = {}
        day = None if ledger.as_of is None else ledger.as_of.end.toordinal()
        for part in (part for tenancy in tenancies(park.leases) for part in tenancy.held(day)):
            place = part.space
            if place and part.area is not None and part.stage in ("contracted", "moved_in"):
                area = part.area.to("m2")
                let[place] = let[place] + area if place in let else area
        for space in park.spaces:
            whole = space.area or space.lettable
            for name, size, sentence in (
                ("lettable", space.lettable, _LETTABLE),
                ("leases", let.get(space.id), _LET),
            ):
                if (
                    size is not None
                    and whole is not None
                    and size.to("m2").interval.is_above(whole.to("m2").interval)
                ):
                    yield Finding(
                        code="part_exceeds_whole",
                        subject=name,
                        ids=[park.id, space.id],
                        message=Message(sentence, part=WrittenQuantity(size), whole=WrittenQuantity(whole)),
                    )


_OVER_RESERVED: Final = Sentence(
    "check.over_reserved",
    zh="{resource}预留超出总量：{free}",
    en="more {resource} is kept than there is: {free}",
)


def promised_too_much(ledger: Ledger) -> Iterator[Finding]:
    """Find capacities of which more is kept for projects than there is."""
    for park in ledger.parks:
        for capacity in park.capacity:
            try:
                free = capacity.free
            except ZhaoshangError:
                continue
            if free is not None and free.interval.high is not None and free.interval.high < 0:
                yield Finding(
                    code="over_reserved",
                    subject=str(capacity.resource),
                    ids=[park.id],
                    message=Message(_OVER_RESERVED, resource=capacity.resource, free=WrittenQuantity(free)),
                )


_ZERO_AMOUNT: Final = Sentence("check.zero_amount", zh="{what}为 {amount}", en="{what} is {amount}")


def zero_amounts(ledger: Ledger) -> Iterator[Finding]:
    """Find amounts of 0 where 0 cannot be meant: what is not known is left out."""
    for project in ledger.projects:
        for name in ("investment", "land"):
            amount = getattr(project, name)
            zh, en = PROJECT_AMOUNT_WORDS[name]
            if amount is not None and amount.value is not None and amount.value <= 0:
                yield about(
                    "zero_amount",
                    project,
                    Message(_ZERO_AMOUNT, what=Label(zh, en), amount=amount.value),
                    subject=name,
                )


_SUSPECT: Final = Fraction(3000)
_ENOUGH: Final = 5
_SCALE_SUSPICION_HIGH: Final = Sentence(
    "check.scale_suspicion.high",
    zh="{what}约为同列中位数的万倍以上，疑为单位错误",
    en="{what} is some ten thousand times off the middle of its column: a wrong unit?",
)
_SCALE_SUSPICION_LOW: Final = Sentence(
    "check.scale_suspicion.low",
    zh="{what}约为同列中位数的万分之一以下，疑为单位错误",
    en="{what} is some ten thousand times off the middle of its column: a wrong unit?",
)


def scale_suspicion(ledger: Ledger) -> Iterator[Finding]:
    """Find amounts about ten thousand times off the middle of their column: 万元 read as 亿元, or the reverse."""
    for name, (zh, en) in PROJECT_AMOUNT_WORDS.items():
        columns: dict[str, list[tuple[Project, Fraction]]] = {}
        for project in ledger.projects:
            amount = getattr(project, name)
            if amount is not None and amount.value:
                columns.setdefault(amount.unit.base, []).append(
                    (project, Fraction(amount.value) * amount.unit.factor)
                )
        for code, rows in columns.items():
            if len(rows) < _ENOUGH:
                continue
            middle = median(value for _, value in rows)
            for project, value in rows:
                if value > middle * _SUSPECT or value * _SUSPECT < middle:
                    yield about(
                        "scale_suspicion",
                        project,
                        Message(
                            _SCALE_SUSPICION_HIGH if value > middle else _SCALE_SUSPICION_LOW,
                            what=Label(zh, en),
                        ),
                        subject=name,
                        unit=code,
                        value=str(value),
                        median=str(middle),
                    )


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        code="part_exceeds_whole",
        zh="部分大于整体",
        en="a part larger than its whole",
        find=parts_of_amounts,
    ),
    Rule(code="part_exceeds_whole", zh="出租面积超出", en="more let than there is", find=let_too_much),
    Rule(
        code="over_reserved",
        zh="承载能力预留超出",
        en="more kept than there is",
        find=promised_too_much,
    ),
    Rule(code="zero_amount", zh="金额或面积为零", en="an amount of nothing", find=zero_amounts),
    Rule(
        code="scale_suspicion",
        zh="金额量级可疑（万元与亿元）",
        en="an amount of suspicious scale",
        find=scale_suspicion,
    ),
)
