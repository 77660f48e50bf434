"""Figures in running text: what each measures, whose it is and for when, with the words that decided it."""

from collections.abc import Iterable

from zhaoshang._bulletins.english import is_english, read_english
from zhaoshang._bulletins.figures import FigureReading
from zhaoshang._bulletins.measuring import measure
from zhaoshang._bulletins.sizes import joined
from zhaoshang._bulletins.subjects import Subjects
from zhaoshang._bulletins.templated import by_template
from zhaoshang._bulletins.text import Plain
from zhaoshang._bulletins.times import Times
from zhaoshang._bulletins.writing import Template
from zhaoshang._wording import to_hans
from zhaoshang.periods import DateLike
from zhaoshang.reading import find_mentions, find_periods


def read_figures(
    text: str,
    /,
    *,
    today: DateLike | None = None,
    subjects: Iterable[str] = (),
    template: Template | None = None,
) -> list[FigureReading]:
    """Tie every quantity of a text to what it measures.

    Rules of wording decide, in either script: verbs and nouns beside the number, 其中, lists, sizes (20亿元以上项目), and
    what is only to be reached (力争, 目标). What no rule knows is `None`, never a guess. An English text is read by the
    names of the catalogue, as `write` writes them.

    Args:
        text: any text.
        today: the day of writing, which relative dates count from.
        subjects: names that figures may belong to, such as those of units and parks, where the text's own words for
            places are not enough.
        template: the template that a Chinese text was written from, whose own words then decide before the rules.

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
    if is_english(text):
        return read_english(text, subjects, today)
    mentions = find_mentions(text)
    plain = Plain.of(text)
    times = Times(plain, find_periods(text, today=today), today)
    named = Subjects(plain, [to_hans(name) for name in subjects])
    found: list[FigureReading] = []
    measured = measure(plain, mentions)
    if template is not None:
        spans = [(plain.place(mention.start), plain.place(mention.end)) for mention in mentions]
        measured = by_template(plain.text, spans, measured, template)
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
                band=None if item.band is None else joined([mentions[end].quantity for end in item.band]),
            )
        )
    return found
