"""Whether a figure is a fact of one measure: what is planned is none, and of which it is must be understood."""

from collections.abc import Sequence
from functools import cache
from typing import Final, final

from attrs import evolve

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures.crossed import crossed
from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.figures.neutral import NOUNS, PLAIN, PLANNED, STEPS
from zhaoshang._bulletins.figures.othertimes import other_time
from zhaoshang._bulletins.figures.owners import named_before, named_behind
from zhaoshang._bulletins.figures.templated import by_template
from zhaoshang._bulletins.figures.templates import Template
from zhaoshang._bulletins.figures.understood import BRACKET, FAR, FIGURE, NAME, TIME, Understood
from zhaoshang._bulletins.measures.scenes import BAND, NOTHING, PROJECT_UNITS, SceneMeasure
from zhaoshang._bulletins.texts.document import Document
from zhaoshang._bulletins.texts.plans import planned
from zhaoshang._bulletins.texts.steps import RATES
from zhaoshang.units import Dimension

_TARGET: Final = "target:"
_WORD: Final = re.compile("\\w")
_LONG: Final = 8
"""A label of more characters says something by itself."""
_OF_A_YEAR: Final = re.compile("[月季日]")
"""In a date without a year: the year is that of the day of writing, or may be the one before."""
_HEADING: Final = re.compile("[^，,；;。！？!?\n]{1,40}+\n")
_OF_AMOUNT: Final = re.compile("[^，,；;：:。、和及与\n]*")
_OF_SIZE: Final = re.compile(rf"{_OF_AMOUNT.pattern}(?:[中里内][，,]{_OF_AMOUNT.pattern})?")
_OF_THAT: Final = re.compile(f"的{_OF_AMOUNT.pattern}")
"""Between a figure and the next: it says of which the next is, by a size, or with 的."""
_SIZES: Final = frozenset({Dimension.MONEY, Dimension.AREA})
_SAID_OF_IT: Final = re.compile(
    "[，,；;。](?P<words>(?:此|该|这一?|上述|以上|前述)(?:数[字据]?|说法|消息|传[言闻]|信息|目标|计划|任务|设想)[^，,；;。\\n\\d]{0,12})(?=[，,；;。\\n]|$)"
)
"""Behind a figure: what is said of the figure itself, which may deny it."""
_OF_ANOTHER: Final = re.compile(f"[，,](?:[都均全]?[是属归])?{NAME}+的(?=[，,；;。\\n]|$)")
_WHERE: Final = re.compile("(?:以[上下])?(?:项目)?[的者](?=[，,])")
"""Behind a figure: whose it is (，邻县的), or what is paid or done where there are as many (签约3个以上的，奖励…)."""
_OPENS: Final = re.compile(rf"[{TIME} \t\n\u3000]*+(?:其中[，,]?)?(?:新|招商|引资)*+")
"""Before a stranger that opens a clause, and whose the figures behind are as well."""
_ONE_PROJECT: Final = re.compile(
    "(?P<kind>项目|公司|企业|工程|基地)(?:[^，,；;。\n]{0,12}[，,]){0,3}(?:计划|预计|协议|合同|估算|概算)?总?投资额?$"
)
"""Before an amount that measures nothing: the total investment of one project."""
_KIND: Final = re.compile(
    rf"[{TIME}，, \t\n\u3000]*+(?:其中[，,])?在?(?P<kind>[^从分按各，,；;。：:{FIGURE}]{{1,12}}?(?:(?<![就创企作])业|领域|板块|赛道))"
    "(?:方面|[上中里内])?[，,：:]"
)
"""Opening a sentence: the kind of which its figures are (制造业方面，签约5个)."""
_OF_PLANS: Final = ":planned"
_CHANGES: Final = ("yoy_growth", "mom_growth", "pp_change", "schedule_gap", "time_progress")
"""What is of figures told before, whose words narrow it down, and not its own."""
_OF_OTHERS: Final = (*_CHANGES, "target_completion_rate", "share_of_total")
"""What is worked out from figures beside it."""
_APART: Final = re.compile(f"[{NAME}；;]")
"""Between figures: another is named, or another statement begins."""
_OF_PROJECTS: Final = (
    "signed_",
    "milestone_",
    "stage_",
    "projects_in_band",
    "continuing_",
    "tracked_",
    "docked_",
)


def facts(
    document: Document, readings: Sequence[FigureReading], template: Template | None = None
) -> list[FigureReading]:
    """Take from the readings of a text what is no fact of one measure.

    A figure that is planned, or for a time to come, measures nothing. One with words beside it that were not understood
    is told with these, for they may deny it, put it off or narrow it down; and so is what goes on from it.

    Args:
        document: the text.
        readings: its figures, with what the words name.
        template: the template that it was written from, whose own words leave no doubt.
    """
    settled: list[SceneMeasure] = [NOTHING] * len(readings)
    if template is not None:
        settled = by_template(document.plain.text, document.spans, settled, template)
    return _ToldFacts(document, readings, [item.kpi is not None for item in settled]).found


@final
class _ToldFacts:
    """The facts of a text."""

    def __init__(
        self, document: Document, readings: Sequence[FigureReading], settled: Sequence[bool]
    ) -> None:
        self._document, self._readings = document, readings
        self._words = Understood(document, readings)
        self._planned = planned(document)
        self._opened: tuple[str, int] = "", 0
        """The words that narrow down what the clauses behind tell as well, and where the figure behind them ends."""
        self._of_size = ""
        """The size that opened them so, until another is told."""
        self.found: list[FigureReading] = []
        for number, reading in enumerate(readings):
            is_told = reading.kpi not in {None, BAND} and not settled[number]
            self.found.append(self._told(number, reading) if is_told else reading)
            self._open(number)

    def _told(self, number: int, reading: FigureReading) -> FigureReading:
        kpi = reading.kpi or ""
        if kpi.startswith(_TARGET):
            return reading
        is_plan = number in self._planned and not kpi.endswith(_OF_PLANS)
        if is_plan or self._is_to_come(number, reading):
            return evolve(reading, kpi=None, measure=None, cues="", cue_span=None, narrow="")
        other = named_before(number, self._document, self._words)
        if other:
            return evolve(reading, measure=None, subject=None, narrow=reading.narrow or other)
        narrow = (
            ""
            if reading.measure is None
            else named_behind(number, self._document, self._words)
            or self._words.doubt(self._document.starts[number])
            or self._words.narrowed(self._document.starts[number])
            or self._beside(number, reading)
            or self._held(number, reading)
            or self._of_another_time(number, reading)
            or crossed(number, self._document, self._words, self._readings, self.found)
        )
        return evolve(reading, measure=None, narrow=narrow) if narrow else reading

    def _open(self, number: int) -> None:
        """Keep whose a figure is where a stranger stands before its measure: 高新区签约5个，到位资金2亿元."""
        reading, (start, end) = self.found[number], self._document.spans[number]
        sentence = max(self._document.plain.sentence(start)[0], start - FAR)
        if reading.kpi is None and reading.quantity.unit.dimension is Dimension.MONEY:
            one = _ONE_PROJECT.search(self._words.flat, sentence, start)
            if one is not None and (named := self._left(sentence, one.end("kind"), number)):
                self._opened = named, end
        elif reading.kpi == BAND:
            if self._of_size == self._opened[0]:
                self._opened = "", 0
            self._of_size = reading.raw if self._is_opening(start) else ""
        elif reading.band is not None and reading.band.raw == self._of_size:
            self._opened = self._of_size, end
        elif reading.measure is None and reading.narrow and not reading.is_part and reading.cue_span:
            cue = self._document.plain.place(reading.cue_span[0])
            place = self._document.plain.text.rfind(reading.narrow, sentence, cue)
            if place >= 0 and self._is_opening(place):
                self._opened = reading.narrow, end

    def _is_opening(self, place: int) -> bool:
        """Tell whether nothing but a time stands before a place in its clause."""
        return bool(_OPENS.fullmatch(self._words.flat, self._document.plain.clause(place)[0], place))

    def _held(self, number: int, reading: FigureReading) -> str:
        """Give whose a figure is by the clauses before in its sentence, where nobody else is named since."""
        (narrow, stop), start = self._opened, self._document.spans[number][0]
        sentence = self._document.plain.sentence(start)[0]
        if not narrow or stop < start - FAR or stop < sentence:
            lead = _KIND.match(self._words.flat, sentence, start)
            if lead is None or lead.end() < start - FAR or not self._left(*lead.span("kind"), number):
                return ""
            narrow, stop = self._document.plain.text[slice(*lead.span("kind"))], lead.end()
        is_other = (reading.kpi or "").startswith(_OF_OTHERS) or _APART.search(self._words.text, stop, start)
        return "" if is_other else narrow

    def _opening(self, number: int, pieces: Sequence[tuple[int, int]]) -> str:
        """Give the first of some clauses before that of a figure that narrows it down: 在装备制造领域, 含结转项目."""
        reading = self._readings[number]
        for low, high in pieces:
            is_label = self._words.flat[high - 1] in "：:"
            if is_label or not _WORD.search(self._words.flat, low, high) or self._words.says(low, high):
                continue
            if self._words.left(low, high, number, *_around(reading.kpi, reading.measure)).replace("?", ""):
                return self._document.plain.text[low:high].strip("，,：: \n")
        return ""

    def _is_to_come(self, number: int, reading: FigureReading) -> bool:
        """Tell whether a figure is for a time that begins after the day of writing, in a year that its sentence or a heading tells."""
        today, period = self._document.today, reading.period
        place = self._document.when[number].place
        if today is None or period is None or place is None or period.start <= today.end:
            return False
        text, begin = (
            self._document.plain.text,
            self._document.plain.sentence(self._document.spans[number][0])[0],
        )
        if place < begin and _HEADING.match(text, text.rfind("\n", 0, place) + 1, begin) is None:
            return False
        said = [text[dated.start : dated.end] for dated in self._document.times.within(place, place + 1)]
        return any("年" in raw or not _OF_A_YEAR.search(raw) for raw in said)

    def _beside(self, number: int, reading: FigureReading) -> str:
        """Give the words that were not understood beside a figure, or beside the one that it goes on from."""
        kpi = reading.kpi or ""
        if kpi.startswith(_CHANGES):
            return ""
        start = self._document.spans[number][0]
        before = self._before(number)
        stop = 0 if before is None else self._document.spans[before][1]
        *others, (low, high) = self._words.clauses(number, max(self._document.plain.sentence(start)[0], stop))
        cue = None if reading.cue_span is None else self._document.plain.place(reading.cue_span[0])
        if kpi == "share_of_total":
            return self._left(cue or low, high, number)
        label = self._words.flat.rfind("：", low, cue or low) + 1
        low = label if label - low > _LONG else low
        if left := self._left(low, high, number) or self._behind(number) or self._of_which(number, reading):
            return left
        is_of_others = kpi.startswith(_OF_OTHERS)
        others = [] if is_of_others else [piece for piece in others if before is None or piece[0] > stop]
        if others and (left := self._opening(number, others)):
            return left
        if reading.base is not None and reading.base < number:
            return self._narrow(reading.base)
        is_on = before is not None and NAME not in self._words.text[stop:start]
        is_its = kpi in RATES or kpi.startswith(_OF_PROJECTS)
        return (
            self._narrow(before) or self._size(before, reading)
            if before is not None and is_on and is_its
            else ""
        )

    def _size(self, number: int, reading: FigureReading) -> str:
        """Give the size that projects before are of, where what came of them has none: 5亿元以上项目签约8个、开工6个."""
        before = self._readings[number]
        is_of_all = before.band is None or before.is_part or reading.band is not None
        return "" if is_of_all or before.band is None else before.band.raw or ""

    def _of_another_time(self, number: int, reading: FigureReading) -> str:
        """Give the time nearest to a figure of its own where it was taken to be of another."""
        start, before = self._document.spans[number][0], self._before(number)
        stop = 0 if before is None else self._document.spans[before][1]
        clauses = self._words.clauses(number, max(self._document.plain.sentence(start)[0], stop))
        return other_time(number, reading, self._document, self._words, clauses)

    def _of_which(self, number: int, reading: FigureReading) -> str:
        """Give the figure before one that says of which it is: 100亩以上的签约项目, 10亿元以上的项目中，开工8个."""
        if not number or reading.band is not None:
            return ""
        before, place = self._readings[number - 1], self._document.spans[number - 1][1]
        between = self._document.plain.text[place : self._document.spans[number][0]]
        if before.kpi == BAND:
            pattern = _OF_SIZE
        elif before.kpi is not None or before.quantity.unit.code in PROJECT_UNITS:
            return ""
        else:
            pattern = _OF_AMOUNT if before.quantity.unit.dimension in _SIZES else _OF_THAT
        return before.raw if pattern.fullmatch(between) else ""

    def _narrow(self, number: int) -> str:
        """Give the words that narrow down a number of projects before, or what is theirs."""
        before = self.found[number]
        is_theirs = before.quantity.unit.code in PROJECT_UNITS or before.base is not None
        is_plan = PLANNED.fullmatch(before.narrow) is not None  # 9个计划开工项目，其中4个已开工
        return before.narrow if is_theirs and before.measure is None and not is_plan else ""

    def _before(self, number: int) -> int | None:
        """Give the figure before one in its sentence that measures something else, and is no size or span of it."""
        start = self._document.spans[number][0]
        sentence = max(self._document.plain.sentence(start)[0], start - FAR)
        for before in range(number - 1, -1, -1):
            if self._document.spans[before][0] < sentence:
                return None
            reading = self._readings[before]
            is_span = reading.quantity.unit.dimension is Dimension.DURATION
            if (
                reading.kpi != BAND
                and not is_span
                and (reading.kpi is not None or reading.quantity.unit.code in PROJECT_UNITS)
            ):
                return before
        return None

    def _behind(self, number: int) -> str:
        low, high = self._words.behind(number)
        is_joined = self._words.text[low : low + 1] in {"和", "与", "及"}
        text = self._document.plain.text
        said = _WHERE.match(text, low) or _OF_ANOTHER.match(self._words.text, high)
        if said is not None:
            return text[said.start() : said.end()].strip("，,")
        said = _SAID_OF_IT.match(text, high)
        return ("" if is_joined else self._left(low, high, number)) or ("" if said is None else said["words"])

    def _left(self, low: int, high: int, number: int) -> str:
        """Give the words of a stretch that were not understood, those in brackets where nothing else was."""
        reading = self._readings[number]
        left, text = (
            self._words.left(low, high, number, PLAIN, *_around(reading.kpi, reading.measure)),
            self._document.plain.text,
        )
        if words := left.replace("?", ""):
            words = text[text.find(words[0], low, high) : text.rfind(words[-1], low, high) + 1] or words
            return (
                "" if self._document.subjects.places.knows(words) else words
            )  # whose it is makes it no other
        return "".join(BRACKET.findall(text, low, high)) if left else ""


@cache
def _around(kpi: str | None, measure: str | None) -> tuple[re.Pattern[str], ...]:
    """Give the nouns and verbs that stand around what a figure measures."""
    nouns = NOUNS.get((kpi or "").partition(":")[0])
    step = STEPS.get((measure or "").partition(":")[2])
    return tuple(words for words in (nouns, step) if words is not None)
