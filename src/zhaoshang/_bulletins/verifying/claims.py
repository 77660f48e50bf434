"""What a text claims of its own figures, read off its readings: parts, sums, rates, sizes, repeated facts."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.roles import is_mean
from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.measures.scenes import BAND, PROJECT_UNITS, TOTAL
from zhaoshang._bulletins.texts.plain import Plain
from zhaoshang._bulletins.texts.steps import RATES, SIGNED, STARTED
from zhaoshang._bulletins.verdicts.verdict import Answer, Verdict, verdict_of
from zhaoshang._bulletins.verifying.reasons import reason_of
from zhaoshang.checks import Claim, Nested, PartOf, PeriodClear, PrintedFigure, RateOf, SameFact, SumOf
from zhaoshang.quantities import Quantity  # noqa: TC001
from zhaoshang.units import Dimension

REACH: Final = 100
"""Figures before one that it may hang together with; further is not looked, so that the time stays linear."""

_OVERALL: Final = re.compile(r"共|累计|总计|合计|全年")
_BROUGHT: Final = re.compile(rf"引入|引进|招引|{SIGNED}|新签")
_NEW: Final = re.compile(rf"新(?:{STARTED}|建|上|开)")
"""Newly begun; what was newly signed is not under way, and no part of it (新签约12个、续建59个，共开工73个)."""
_NEWLY: Final = re.compile(r"新|newly")
_THE: Final = re.compile(r"\bthe\b")
_TOTALLED: Final = re.compile(r"共|合计|总计|累计")
_OTHERS: Final = re.compile("其余|其他|其它|另外|余下|剩余")
_ADDED: Final = re.compile(r"(?:合计|共计|总计)[^，,；;]{0,8}$")
_HELD_TWICE: Final = re.compile(r"[（(](?:均|各|都)?含")
"""What two of a row may have in common: 12个（含共建3个）."""
_OF_AREA: Final = re.compile(r"全[市县区省州]|[我本][市县区省州]")
"""Of a whole area, of which not every part need have been told."""
_AMONG: Final = re.compile("其中|包括|含")
_JOINED: Final = re.compile("[、和与及]|以及")
"""Before a part: that it is one, and that it is one as the figure before it."""
_STOCKS: Final = (
    "plant_built_area",
    "tenant_count",
    "fund_size_total",
    "idle_area_revived",
    "cohort_benefit",
)
_WHOLES: Final = frozenset({"signed_project_count", "docked_project_count"})


@final
@frozen
class Told:
    """A reading with its place among the others and the words before it."""

    number: int
    reading: FigureReading
    sentence: int
    paragraph: int
    near: str
    clause: str

    @property
    def id(self) -> str:
        """What claims call it."""
        return str(self.number)

    @property
    def kpi(self) -> str:
        """What it measures, a target or not."""
        return (self.reading.kpi or "").removeprefix("target:")

    @property
    def is_target(self) -> bool:
        """Whether it is yet to be reached."""
        return (self.reading.kpi or "").startswith("target:")

    @property
    def counts_projects(self) -> bool:
        """Whether it counts projects, so that an amount may be of them."""
        return self.reading.quantity.unit.code in PROJECT_UNITS


def verdict_on(item: Told, answer: Answer, code: str, **said: Any) -> Verdict:  # noqa: ANN401 - what a verdict has besides
    """Say what the ledger makes of a figure; `said` is the rest of the verdict."""
    return verdict_of(item.reading, answer, "ledger", code, **said)


def untold(item: Told, code: str) -> Verdict:
    """Say that what a figure is by the ledger cannot be told, and what is open."""
    zh, en = reason_of(code)
    return verdict_on(item, Answer.UNKNOWN, code, zh=zh, en=en)


def told(plain: Plain, readings: Sequence[FigureReading]) -> list[Told]:
    """Place readings among their sentences."""
    found = []
    for number, reading in enumerate(readings):
        at = plain.place(reading.start)
        clause, _ = plain.clause(at)
        before = plain.place(readings[number - 1].end) if number else 0
        found.append(
            Told(
                number,
                reading,
                plain.sentence(at)[0],
                plain.text.rfind("\n", 0, at) + 1,
                plain.text[max(clause, before) : at],
                plain.text[clause:at],
            )
        )
    return found


def printed(items: Sequence[Told]) -> list[PrintedFigure]:
    """Give every reading as a printed figure."""
    return [PrintedFigure(id=item.id, value=item.reading.quantity, context=item.clause) for item in items]


def claims_of(items: Sequence[Told]) -> list[Claim]:
    """Read the claims off a text."""
    return [
        *_parts(items),
        *_bands(items),
        *_sums(items),
        *_repeated(items),
        *_headline(items),
        *_rates(items),
        *(PeriodClear(of=item.id) for item in items if (item.reading.kpi or "").startswith(_STOCKS)),
    ]


def _amounts(items: Sequence[Told]) -> dict[int, Told]:
    """Map counts of projects to their total investment."""
    found: dict[int, Told] = {}
    for item in items:
        if item.kpi == TOTAL and item.reading.base is not None:
            found.setdefault(item.reading.base, item)
    return found


def _before(items: Sequence[Told], place: int) -> Iterator[Told]:
    """Walk back over the figures before one in its sentence, at most so many that the time stays linear."""
    for number in range(place - 1, max(-1, place - 1 - REACH), -1):
        if items[number].sentence != items[place].sentence:
            return
        yield items[number]


def whole_of(items: Sequence[Told], part: Told) -> Told | None:
    """Find the figure that a part is said to be of: the last like it in its sentence that is no part itself."""
    if part.reading.base is not None:
        return items[part.reading.base]
    for item in _before(items, part.number):
        is_like = item.reading.quantity.unit == part.reading.quantity.unit
        if (
            is_like
            and item.reading.kpi not in {None, BAND}
            and item.reading.band is None
            and not item.reading.is_part
        ):
            return item
    return None


def _like(items: Sequence[Told], part: Told) -> Told | None:
    """Find what a part measures among the figures before it: 签约10个、开工6个，其中工业签约5个."""
    for item in _before(items, part.number):
        is_like = item.kpi == part.kpi and item.reading.quantity.unit == part.reading.quantity.unit
        if is_like and not item.reading.is_part and item.reading.band is None:
            return item
    return None


def _is_total(item: Told) -> bool:
    """Tell whether a figure has parts that are no more than it: no mean has, and nothing by the mu."""
    dimension = item.reading.quantity.unit.dimension
    return dimension in _TOTALS and not is_mean(item.near, "")


_TOTALS: Final = frozenset({Dimension.COUNT, Dimension.MONEY, Dimension.AREA, Dimension.PERCENT})


def _parts(items: Sequence[Told]) -> Iterator[Claim]:
    amounts, named = _amounts(items), set[int]()
    for item in items:
        if _AMONG.search(item.near) or (item.number - 1 in named and _JOINED.match(item.near)):
            named.add(item.number)
        if not item.reading.is_part or item.reading.kpi in {None, BAND} or item.reading.band is not None:
            continue
        if item.reading.measure is None and item.number not in named:
            continue  # 其中东镇3个、西镇2个，重点项目20个: what a further clause counts need be none of these
        whole = _like(items, item) or whole_of(items, item)
        if whole is None or whole.is_target != item.is_target or not _is_total(whole):
            continue
        yield PartOf(part=item.id, whole=whole.id)
        mine, its = amounts.get(item.number), amounts.get(whole.number)
        if mine is not None and its is not None:
            yield PartOf(part=mine.id, whole=its.id)


def _bands(items: Sequence[Told]) -> Iterator[Claim]:
    """Tell sizes: every number by size is a part of its projects, and a higher size lies inside a lower one."""
    runs: dict[tuple[object, ...], list[tuple[Fraction, Told]]] = {}
    for item in items:
        band = item.reading.band
        if band is None:
            continue
        whole = None if item.reading.base is None else items[item.reading.base]
        is_sure = item.reading.is_part or (whole is not None and whole.reading.measure is not None)
        if whole is not None and is_sure and whole.is_target == item.is_target:
            yield PartOf(part=item.id, whole=whole.id)
        if band.interval.low is not None and band.interval.high is None:
            key = (
                item.sentence,
                None if whole is None else whole.number,
                band.unit,
                item.reading.subject,
                item.reading.measure,
            )
            runs.setdefault(key, []).append((band.interval.low, item))
    for run in runs.values():
        run.sort(key=lambda pair: -pair[0])
        if len(run) > 1 and all(one[0] != two[0] for one, two in pairwise(run)):
            yield Nested(of=[item.id for _, item in run])


def _is_rate_of(rate: Told, part: Told, whole: Told) -> bool:
    """Tell whether a rate is that of a part in a whole, rounded to a tenth."""
    values = [item.reading.quantity.value for item in (rate, part, whole)]
    if None in values or not whole.counts_projects or not values[2]:
        return False
    said, mine, its = (Fraction(value) for value in values if value is not None)
    return abs(mine / its * 100 - said) <= _TENTH


_TENTH: Final = Fraction(6, 100)


def _sums(items: Sequence[Told]) -> Iterator[Claim]:
    """Tell sums: new and continuing projects are those under way; what 合计 names is the sum of what stands before."""
    found = _amounts(items)
    for place, item in enumerate(items):
        if item.kpi == "continuing_count":
            new = next(
                (
                    other
                    for other in reversed(items[max(0, place - 8) : place])
                    if other.paragraph == item.paragraph and other.counts_projects and _NEW.search(other.near)
                ),
                None,
            )
            total = next(
                (
                    other
                    for other in items[place + 1 : place + 4]
                    if other.paragraph == item.paragraph
                    and other.kpi in {"milestone_count:started", "stage_count:started"}
                    and _TOTALLED.search(other.near)
                ),
                None,
            )
            if new is None or total is None:
                continue
            yield SumOf(parts=[new.id, item.id], total=total.id)
            amounts = [found.get(count.number) for count in (new, item, total)]
            if all(amount is not None for amount in amounts):
                first, second, whole = (amount.id for amount in amounts if amount is not None)
                yield SumOf(parts=[first, second], total=whole)
        elif (
            _ADDED.search(item.near)
            and not _OF_AREA.search(item.near)
            and not _OTHERS.match(item.reading.subject or "")
        ):
            before = [
                other
                for other in _before(items, place)
                if item.reading.kpi is not None
                and other.reading.quantity.unit == item.reading.quantity.unit
                and other.reading.kpi == item.reading.kpi
                and not other.reading.is_part
            ]
            shares = any(_HELD_TWICE.search(other.near) for other in items[max(0, place - 8) : place])
            if len(before) > 1 and not shares:
                yield SumOf(parts=[other.id for other in before], total=item.id)


def _repeated(items: Sequence[Told]) -> Iterator[Claim]:
    """Tell a fact that is stated twice: as many projects of one kind, each time with their total."""
    amounts = _amounts(items)
    told: dict[tuple[str, Quantity], tuple[Told, Told]] = {}
    for item in items:
        amount = amounts.get(item.number)
        if not item.reading.kpi or amount is None:
            continue
        key = (item.reading.kpi, item.reading.quantity)
        earlier = told.get(key)
        told[key] = (item, amount)
        if earlier is None or earlier[0].sentence == item.sentence:
            continue
        count, first = earlier
        dates = {count.reading.period, item.reading.period} - {None}
        one_subject = count.reading.subject == item.reading.subject
        one_value = first.reading.quantity.value == amount.reading.quantity.value
        if len(dates) < 2 and (one_subject or one_value):
            yield SameFact(of=[first.id, amount.id])


def _headline(items: Sequence[Told]) -> Iterator[Claim]:
    """Tell groups of what was signed: what a later sentence brings in, with its total, is part of the overall number."""
    head = next(
        (item for item in items if item.kpi in _WHOLES and not item.is_target and _OVERALL.search(item.near)),
        None,
    )
    amounts = _amounts(items)
    total = None if head is None else amounts.get(head.number)
    if head is None or total is None:
        return
    for item in items[total.number + 1 :]:
        amount = amounts.get(item.number)
        is_other = (
            amount is None
            or not item.counts_projects
            or item.is_target
            or item.reading.is_part
            or item.kpi not in {"", "signed_project_count"}
            or not _BROUGHT.search(item.near)
        )
        same = (item.reading.period, item.reading.subject) == (head.reading.period, head.reading.subject)
        is_again = item.reading.quantity == head.reading.quantity
        if amount is not None and not is_other and not is_again and same:
            yield PartOf(part=item.id, whole=head.id)
            yield PartOf(part=amount.id, whole=total.id)


def _is_more(part: Told, whole: Told) -> bool:
    values = part.reading.quantity.value, whole.reading.quantity.value
    return values[0] is not None and values[1] is not None and values[0] > values[1]


def _rates(items: Sequence[Told]) -> Iterator[Claim]:
    """Tell rates: a share of the projects signed in the same sentence must be a whole number of them."""
    for place, item in enumerate(items):
        if item.reading.kpi not in RATES or "其中" in item.near:
            continue  # 其中当年履约率60%: of some of them only
        before = [*_before(items, place)][::-1]
        whole = next(
            (other for other in reversed(before) if other.reading.kpi == "signed_project_count"), None
        )
        if whole is None or whole.reading.is_part or whole.reading.subject != item.reading.subject:
            continue
        if (whole.reading.period, whole.reading.as_of) != (item.reading.period, item.reading.as_of):
            continue  # 签约8个，上年5个，开工率50%; 签约8个，截至3月底开工率33.3%: of other days
        if whole.reading.measure is None and _THE.search(item.near):
            continue  # 5 chip projects and the start rate was 50%: of all
        wanted = RATES[item.reading.kpi]
        # what newly started in a period need not have been signed in it
        part = next(
            (
                other
                for other in before
                if wanted and other.reading.kpi == wanted and not _NEWLY.search(other.near)
            ),
            None,
        )
        if part is not None and _is_more(part, whole):
            continue  # more were started than were signed: the rate is of others
        if part is not None and any(
            _is_rate_of(item, part, items[at]) for at in range(whole.number + 1, part.number)
        ):
            continue  # 签约50个，履约45个，开工38个，开工率84.4%: of those between
        is_between = part is not None and part.number > whole.number
        yield RateOf(rate=item.id, denominator=whole.id, numerator=part.id if part and is_between else None)
