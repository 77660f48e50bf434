"""Figures in running text: what each measures, whose it is and for when, with the words that decided it."""

from collections.abc import Iterable, Sequence

from zhaoshang._bulletins.figures.english import English, is_english
from zhaoshang._bulletins.figures.facts import facts
from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.figures.templated import by_template
from zhaoshang._bulletins.figures.templates import Template
from zhaoshang._bulletins.measures import cues
from zhaoshang._bulletins.measures.measuring import measure
from zhaoshang._bulletins.measures.scenes import SceneMeasure
from zhaoshang._bulletins.measures.sizes import joined
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.plain import refuse_file_name
from zhaoshang._bulletins.texts.written import told_dates
from zhaoshang.model._fields.converters import text as filled
from zhaoshang.periods import DateLike
from zhaoshang.reading import find_mentions


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
    what is only to be reached (力争, 目标). What no rule knows is `None`, never a guess. What is planned (拟, 预计) measures
    nothing; words beside a figure that no rule knows (外资签约项目, 暂缓开工) stand in `narrow`, and its `measure` is `None`.
    An English text is read by the names of the catalogue, as `write` writes them.

    Args:
        text: any text.
        today: the day of writing, which relative dates count from; by default the day that the text prints for itself.
        subjects: names that figures may belong to, such as those of units and parks, where the text's own words for
            places are not enough.
        template: the template that a Chinese text was written from, whose own words then decide before the rules.

    Returns:
        One reading a quantity, in order.

    Raises:
        UnfitValueError: for the name of a file in the place of a text.

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
    refuse_file_name(text)
    subjects = tuple(map(filled, subjects))
    if is_english(text):
        found = English.of(text, subjects, find_mentions(text), told_dates(text, today), today)
        return list(found.readings)
    document = Document.of(text, today=today, subjects=subjects)
    return facts(document, read_document(document, template), template)


def read_document(document: Document, template: Template | None = None) -> list[FigureReading]:
    """Tie every quantity of a text that was read to what its words name, whether or not it is a fact."""
    plain, mentions, spans = document.plain, document.mentions, document.spans
    measured = measure(document)
    if template is not None:
        measured = by_template(plain.text, spans, measured, template)
    measured = _targets(document, measured)
    found: list[FigureReading] = []
    for number, (mention, item) in enumerate(zip(mentions, measured, strict=True)):
        at = spans[number][0]
        span = None if item.cue is None else plain.raw(*item.cue)
        when = document.when[number]
        found.append(
            FigureReading(
                mention.start,
                mention.end,
                mention.raw,
                mention.quantity,
                kpi=item.kpi,
                measure=item.measure,
                subject=document.whose[number].name,
                period=when.period,
                is_to_date=when.is_to_date,
                as_of=document.times.as_of(at),
                cues="" if span is None else document.text[slice(*span)],
                cue_span=span,
                is_part=item.is_part,
                base=item.base,
                narrow=item.narrow,
                band=None if item.band is None else joined([mentions[end].quantity for end in item.band]),
            )
        )
    return found


def _targets(document: Document, measured: Sequence[SceneMeasure]) -> list[SceneMeasure]:
    """Let a target that is printed beside what was reached of it (完成目标任务20亿元的56.3%) be one of that measure."""
    found = list(measured)
    for number, item in enumerate(measured):
        target = number - 1
        if item.kpi != "target_completion_rate" or target < 1 or found[target].kpi is not None:
            continue
        if not cues.OF_IT.fullmatch(
            document.plain.text, document.spans[target][1], document.spans[number][0]
        ):
            continue
        sentence = document.plain.sentence(document.spans[number][0])[0]
        for other in range(target - 1, max(-1, target - 8), -1):
            if document.spans[other][0] < sentence:
                break
            if document.mentions[other].quantity.unit == document.mentions[target].quantity.unit:
                kpi = found[other].measure
                if kpi in cues.TARGETS and found[other].band is None:
                    found[target] = SceneMeasure(f"target:{kpi}", f"target:{kpi}")
                break
    return found
