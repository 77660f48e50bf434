"""A text read once: its sentences, quantities, dates, lists and names, for every rule to ask."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, final

from attrs import Factory, field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.dated import When
from zhaoshang._bulletins.texts.headed import Headed, filling
from zhaoshang._bulletins.texts.lists import Lists
from zhaoshang._bulletins.texts.outline import Outline
from zhaoshang._bulletins.texts.plain import Plain
from zhaoshang._bulletins.texts.subjects import Subjects, Whose
from zhaoshang._bulletins.texts.times import TextTimes
from zhaoshang._bulletins.texts.written import day_of_writing, looking_back, told_dates
from zhaoshang._text.scripts import to_hans
from zhaoshang.periods import DateLike, Period
from zhaoshang.reading import Mention, PeriodMention, find_mentions, find_periods
from zhaoshang.units import Dimension

if TYPE_CHECKING:
    from zhaoshang._bulletins.texts.subjects import NameMark

_AFTER_NAME: Final = re.compile(r"(?:为|达|有|是|完成|实现|贡献|[（(：:])?$")


def _starts(document: "Document") -> tuple[int, ...]:
    return tuple(start for start, _ in document.spans)


def _whose(document: "Document") -> tuple[Whose, ...]:
    at, lists = document.subjects.at, document.lists
    headed = Headed(document.subjects, document.outline)
    told = (at(start, lists, number) for number, (start, _) in enumerate(document.spans))
    return tuple(
        headed.of(whose, start) if whose.is_silent else whose
        for whose, (start, _) in zip(told, document.spans, strict=True)
    )


def _when(document: "Document") -> tuple[When, ...]:
    times, listed = document.times, document.lists.of
    found = []
    for number, (start, _) in enumerate(document.spans):
        run, turn = listed.get(number, (None, 0))
        is_dated = run is not None and len(run.dates) > turn
        found.append(times.of(run.dates[turn], start) if run and is_dated else times.at(start))
    return tuple(found)


@final
@frozen
class Document:
    """A text with all that was found in it.

    Attributes:
        text: the text as given.
        plain: the same in simplified characters, without glosses, cut into sentences and clauses.
        mentions: its quantities.
        spans: where they stand in the plain text.
        periods: its dates.
        today: the day of writing: the one given, else the one that the text prints.
        lists: its lists.
        subjects: the names in it.
        times: its dates by place.
        outline: its headings.
        names: the name right before a quantity, by the number of the quantity.
        starts: where the quantities begin.
        whose: whose each quantity is.
        when: for when each is.
    """

    text: str
    plain: Plain
    mentions: tuple[Mention, ...]
    spans: tuple[tuple[int, int], ...]
    periods: tuple[PeriodMention, ...]
    today: Period | None
    lists: Lists
    subjects: Subjects
    times: TextTimes
    outline: Outline
    names: dict[int, tuple[int, int]]
    starts: tuple[int, ...] = field(init=False, default=Factory(_starts, takes_self=True))
    whose: tuple[Whose, ...] = field(init=False, default=Factory(_whose, takes_self=True))
    when: tuple[When, ...] = field(init=False, default=Factory(_when, takes_self=True))

    @classmethod
    def of(cls, text: str, *, today: DateLike | None = None, subjects: Iterable[str] = ()) -> "Document":
        """Read a text."""
        plain = Plain.of(text)
        unnumbered = _NUMBER.sub(lambda match: " " * len(match[0]), text)
        mentions = tuple(find_mentions(unnumbered))
        spans = tuple((plain.place(mention.start), plain.place(mention.end)) for mention in mentions)
        given = None if today is None else Period.of(today)
        is_span = Dimension.DURATION
        told_at = zip(mentions, spans, strict=True)
        outline = Outline.of(
            plain.text, [start for each, (start, _) in told_at if each.quantity.unit.dimension is not is_span]
        )
        alone = filling(plain.text, outline)
        named = Subjects(plain, [to_hans(name) for name in subjects], alone)
        told = _without_dates_of_names(unnumbered, plain, named)
        periods = tuple(told_dates(told, given))
        written = day_of_writing(plain, periods)
        day = given or written
        printed: tuple[PeriodMention, ...] = ()
        if written is not None and written != given:
            printed = looking_back(plain, told_dates(told, written), written)
        periods = printed if given is None and written is not None else looking_back(plain, periods, given)
        times = TextTimes(plain, periods, day, printed)
        lists = Lists.find(plain, mentions, spans, named.knows, times)
        return cls(
            text,
            plain,
            mentions,
            spans,
            periods,
            day,
            lists,
            named,
            times,
            outline,
            _names(plain, spans, lists, named),
        )


def _without_dates_of_names(text: str, plain: Plain, subjects: Subjects) -> str:
    """Blank out names with a date in them, in which no date is told: 三月街镇, 一季度办; a name that is all a date stays."""
    dated = {name for name in {mark.name or "" for mark in subjects.named} if _holds_date(name)}
    signs = list(text)
    for mark in subjects.named:
        if mark.name in dated:
            start, end = plain.raw(mark.start, mark.end)
            signs[start:end] = _BLANK * (end - start)
    return "".join(signs)


def _holds_date(name: str) -> bool:
    dates = find_periods(name)
    return bool(dates) and dates[0].raw != name


_BLANK: Final = "□"
_NUMBER: Final = re.compile(
    r"(?:^|(?<=[。；;：:]))[ \t\u3000*]*(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Za-z\u2160-\u216b])?[.．·/•](?=\d{4}年)"
    r"|(?:^|(?<=。))[ \t\u3000*]*\d{1,2}[.．](?=\d{1,4}(?:[家项条户宗]|个(?!百分|月|点|亿))[\u4e00-\u9fff])",
    re.MULTILINE,
)
"""The number of a paragraph, or its bullet, right before a year or a count: 1.2022年, 2.3个项目."""


def _names(
    plain: Plain, spans: tuple[tuple[int, int], ...], lists: Lists, subjects: Subjects
) -> dict[int, tuple[int, int]]:
    """Find the name that stands right before each quantity."""
    found: dict[int, tuple[int, int]] = {}
    for run in lists.runs:
        if run.of_places and not run.is_handed_out:
            found.update((number, span) for number, span in zip(run.numbers, run.spans, strict=True) if span)
    marks: dict[int, NameMark] = {mark.end: mark for mark in subjects.marks}
    for number, (start, _) in enumerate(spans):
        if number in found:
            continue
        tail = _AFTER_NAME.search(plain.text, max(0, start - 2), start)
        end = start if tail is None else tail.start()
        mark = marks.get(start) or marks.get(end)
        if mark is not None:
            found[number] = mark.start, mark.end
    return found
