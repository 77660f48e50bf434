"""Figures in running text: what each measures, whose it is and for when, with the words that decided it."""

from collections.abc import Iterable
from typing import final

from attrs import frozen

from zhaoshang._bulletins.measuring import measure
from zhaoshang._bulletins.surroundings import Subjects, Times
from zhaoshang._bulletins.text import Plain
from zhaoshang._wording import to_hans
from zhaoshang.periods import DateLike, Period
from zhaoshang.quantities import Quantity
from zhaoshang.reading import find_mentions, find_periods


@final
@frozen
class FigureReading:
    """A quantity of a text and what it measures.

    Attributes:
        start: where it begins in the text as given.
        end: where it ends.
        raw: the text of it.
        quantity: the quantity.
        kpi: the id of the KPI, with its argument after a colon (`milestone_count:started`, `target:…`); `band` for a
            size that projects are counted by; `None` where it measures nothing in the catalogue. A total investment
            is `signed_investment_total` whatever projects it is of.
        measure: the same, told exactly: the investment of projects started is `milestone_investment:started` here;
            `None` where that cannot be told.
        subject: whose figure it is, as far as the text says.
        period: what it is for, as far as the text says.
        is_to_date: whether it is said to have been added up to a day (截至, 累计).
        as_of: the day it is said to stand on (截至).
        cues: the words that decided it.
        cue_span: where they stand.
        is_part: whether it is said to be a part of a figure before it (其中).
        base: the place, in the list of readings, of the figure that it belongs to.
        band: the size that it is about.
    """

    start: int
    end: int
    raw: str
    quantity: Quantity
    kpi: str | None = None
    measure: str | None = None
    subject: str | None = None
    period: Period | None = None
    is_to_date: bool = False
    as_of: Period | None = None
    cues: str = ""
    cue_span: tuple[int, int] | None = None
    is_part: bool = False
    base: int | None = None
    band: Quantity | None = None


def read_figures(
    text: str,
    /,
    *,
    today: DateLike | None = None,
    subjects: Iterable[str] = (),
) -> list[FigureReading]:
    """Tie every quantity of a text to what it measures.

    Rules of wording decide, in either script: verbs and nouns beside the number, 其中, lists, sizes (20亿元以上项目), and
    what is only to be reached (力争, 目标). What no rule knows is `None`, never a guess.

    Args:
        text: any text.
        today: the day of writing, which relative dates count from.
        subjects: names that figures may belong to, such as those of units and parks, where the text's own words for
            places are not enough.

    Returns:
        One reading a quantity, in order.

    Examples:
        >>> from zhaoshang.bulletins import read_figures
        >>> for item in read_figures(
        ...     "2022年上半年，东镇签约项目12个，总投资42亿元，开工率50%；投资额10亿元以上项目3个。"
        ... ):
        ...     print(item.raw, item.kpi, item.subject, item.period, item.cues)
        12个 signed_project_count 东镇 2022-H1 签约
        42亿元 signed_investment_total 东镇 2022-H1 总投资
        50% start_rate 东镇 2022-H1 开工率
        10亿元以上 band 东镇 2022-H1
        3个 projects_in_band 东镇 2022-H1 10亿元以上项目
    """
    mentions = find_mentions(text)
    plain = Plain.of(text)
    times = Times(plain, find_periods(text, today=today), today)
    named = Subjects(plain, [to_hans(name) for name in subjects])
    found: list[FigureReading] = []
    measured = measure(plain, mentions)
    for mention, item in zip(mentions, measured, strict=True):
        at = plain.place(mention.start)
        span = None if item.cue is None else plain.raw(*item.cue)
        period, is_to_date = times.at(at)
        found.append(
            FigureReading(
                mention.start,
                mention.end,
                mention.raw,
                mention.quantity,
                kpi=item.kpi,
                measure=item.measure,
                subject=named.at(at),
                period=period,
                is_to_date=is_to_date,
                as_of=times.as_of(at),
                cues="" if span is None else text[slice(*span)],
                cue_span=span,
                is_part=item.is_part,
                base=item.base,
                band=None if item.band is None else mentions[item.band].quantity,
            )
        )
    return found
