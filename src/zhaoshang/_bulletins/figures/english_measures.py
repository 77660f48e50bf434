"""What the figures of an English bulletin measure: by nouns and verbs beside a figure, where every other word is understood.

What a figure measures is told by the words that touch it. Whether it is the whole of that is told by what is left of its
clause once times, names and words of grammar are taken out: a word that is left may narrow it down (34 projects in
chips, signed at the fair, each county, plans to have signed), and then it is known of what kind the figure is, and no more.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures import english_words as words
from zhaoshang._bulletins.figures.english_headed import EnglishHeaded
from zhaoshang._bulletins.figures.english_names import EnglishWhose, name_of
from zhaoshang._bulletins.figures.english_signs import ENGLISH
from zhaoshang._bulletins.figures.english_times import FAR
from zhaoshang._bulletins.figures.stated import StatedFigures
from zhaoshang._bulletins.texts.outline import Outline
from zhaoshang._bulletins.texts.subjects import NameMark
from zhaoshang.reading import Mention
from zhaoshang.units import Dimension

_SENTENCE: Final = re.compile(
    r"(?<=[.!?])\s+(?=[A-Z\u3400-\u9fff])|(?<=[a-z]{3}[.!?])(?<!approx\.)\s+(?=\d)|\n"
)
_LETTERS: Final = re.compile(r"[A-Za-z][A-Za-z-]*")
_NUMERALS: Final = frozenset(
    "a an and one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen".split()
)


def _is_number_or_noun(word: str) -> bool:
    """Tell whether a word inside a figure says how many there are, or that they are projects: it narrows nothing down."""
    return word in words.NOUNS or all(part in _NUMERALS for part in word.split("-"))


_Cue = tuple[str, tuple[int, int]]


@final
@frozen
class EnglishMeasures:
    """A text with its names and times blanked out, asked what its figures measure, in order.

    Attributes:
        text: the text.
        bare: the text with blanks for names, times and spans of time.
        mentions: its quantities.
        marks: its names.
        starts: where its sentences begin.
        ends: where the figure before each ends; a span of time is no figure.
        after: the figure behind each.
        told: what was told of each figure so far: its cue, what narrows it down, and whose it is.
        openings: what narrows all the figures of a sentence down, by where it begins.
        said: the words before each figure that tell what it measures, as far as asked for.
        stated: what it says of its own figures.
        headed: whose those are that name nobody.
    """

    text: str
    bare: str
    mentions: Sequence[Mention]
    marks: Sequence[NameMark]
    starts: Sequence[int]
    ends: Sequence[int]
    after: Sequence[int | None]
    told: list[tuple[_Cue | None, str, EnglishWhose]] = field(factory=list)
    openings: dict[int, str] = field(factory=dict)
    said: dict[int, re.Match[str] | None] = field(factory=dict)
    stated: StatedFigures = field(init=False)
    headed: EnglishHeaded = field(init=False)

    @stated.default
    def _stated(self) -> StatedFigures:
        is_span = Dimension.DURATION
        starts = [each.start for each in self.mentions if each.quantity.unit.dimension is not is_span]
        outline = Outline.of(self.text, starts)
        return StatedFigures(self.text, self.bare, self.starts, ENGLISH, outline)

    @headed.default
    def _headed(self) -> EnglishHeaded:
        return EnglishHeaded(self.text, self.marks, self.stated.outline)

    @classmethod
    def of(
        cls, text: str, bare: str, mentions: Sequence[Mention], marks: Sequence[NameMark]
    ) -> "EnglishMeasures":
        starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
        ends, after = _neighbours(mentions)
        return cls(text, bare, mentions, marks, starts, ends, after)

    def measured(self, number: int) -> tuple[_Cue | None, str | None, str | None, str]:
        """Tell the cue of a figure, its measure where that is all there is to it, whose it is, and what narrows it down."""
        cue, measure, whose, narrow = self._measured(number)
        doubt = "" if measure is None else self._doubt(self.mentions[number].start)
        return cue, None if doubt else measure, whose, doubt or narrow

    def _doubt(self, place: int) -> str:
        return self.stated.doubt(place) or self.stated.narrowed(place)

    def _measured(self, number: int) -> tuple[_Cue | None, str | None, str | None, str]:
        mention = self.mentions[number]
        sentence = self.starts[bisect_right(self.starts, mention.start) - 1]
        low, high = self._span(number, sentence)
        near = self.bare[low : mention.start]
        cue, lead, end = self._cue(number, low, high)
        attached = words.ATTACHED.search(near) if mention.quantity.unit.dimension is Dimension.MONEY else None
        base = None if attached is None else self._base(number, sentence)
        whose = self._whose(number, (low, high), end, sentence)
        if base is not None and attached is not None:
            return self._of_base(number, base, low + attached.start(), high)
        narrow = self._narrow(number, sentence, lead, (low, high), end)
        name = name_of(narrow)
        if whose.is_free and name is not None:
            whose, narrow = EnglishWhose(name), ""
        if cue is not None and (
            (end > mention.end and words.VERB.search(narrow)) or not _fits(cue[0], mention)
        ):
            cue = None  # 18 projects signed last year started construction
        if mention.quantity.unit.dimension is Dimension.PERCENT and self._is_own_part(narrow, whose):
            narrow = ""  # of the 4 projects signed 3 have started, a start rate of 75%: of the 4
        narrow = narrow or ("?" if whose.is_open else "")
        if cue is None and mention.quantity.unit.dimension is Dimension.PERCENT:
            cue, narrow = self._rate(number, low, high), narrow or "?"
        self.told.append((cue, narrow, whose))
        return cue, (None if cue is None or narrow else cue[0]), whose.name, narrow.strip("?")

    def _is_own_part(self, narrow: str, whose: EnglishWhose) -> bool:
        """Tell whether all that narrows a rate down is its own numerator, and the figure before is all the projects signed."""
        if not self.told or words.OWN_PART.fullmatch(narrow) is None:
            return False
        cue, narrowed, before = self.told[-1]
        return (
            cue is not None
            and cue[0] == "signed_project_count"
            and not narrowed
            and before.name == whose.name
        )

    def _cue(self, number: int, low: int, high: int) -> tuple[_Cue | None, str, int]:
        """Find the words that tell what a figure measures, those before them, and where they end."""
        mention = self.mentions[number]
        near = self.bare[low : mention.start]
        said = self._said(number)
        if said is not None and said.lastgroup is not None:
            cue = words.KPIS[said.lastgroup], said.span()
            return cue, near[: said.start() - low], mention.end
        if mention.quantity.unit.dimension is Dimension.COUNT and self._is_project(number):
            tail = self.bare[mention.end : min(high, mention.end + FAR)]
            for kpi, form in words.BEHIND:
                match = form.match(tail)
                if match is not None:
                    end = mention.end + match.end()
                    return (kpi, (mention.end, end)), near, end
            return self._cue_behind_amount(number) or (self._cue_said(number, low, near), near, mention.end)
        return self._cue_said(number, low, near), near, mention.end

    def _rate(self, number: int, low: int, high: int) -> _Cue | None:
        """Find what a percentage is that no noun names: growth on a year, what was reached of a target, a share."""
        mention = self.mentions[number]
        for kpi, before, behind in words.PERCENT:
            said = before.search(self.bare, low, mention.start)
            match = behind.match(self.bare, mention.end, high)
            if said is not None and match is not None:
                return kpi, match.span()
        return None

    def _cue_behind_amount(self, number: int) -> tuple[_Cue, str, int] | None:
        """Find what was done behind the amount of a number: 34 projects worth 17 billion yuan were signed."""
        mention, after = self.mentions[number], self.after[number]
        if after is None or self.mentions[after].quantity.unit.dimension is not Dimension.MONEY:
            return None
        said = words.ATTACHED.search(self.bare, mention.end, self.mentions[after].start)
        end = self.mentions[after].end
        tail = self.bare[end : end + FAR]
        if said is None or left_over(self.bare[mention.end : said.start()]):
            return None
        found = ((kpi, match) for kpi, form in words.BEHIND if (match := form.match(tail)))
        kpi, match = next(found, (None, None))
        if kpi is None or match is None:
            return None
        own, low = words.SPLIT.split(tail[match.end() :].split(".")[0])[0], self.ends[number]
        lead = self.bare[max(low, mention.start - FAR) : mention.start]
        return None if left_over(own) else ((kpi, (end, end + match.end())), lead, mention.end)

    def _cue_said(self, number: int, low: int, near: str) -> _Cue | None:
        """Take the cue of the figure before, where a name is all that is new: Donghe signed 14 projects, Xishan 8 projects."""
        mention = self.mentions[number]
        if not self.told or not number or low != self.mentions[number - 1].end:
            return None
        cue, narrow, _ = self.told[-1]
        is_like = self.mentions[number - 1].quantity.unit == mention.quantity.unit
        own = self._own(low, mention.start, low - 1)
        is_named = self._marks(own, mention.start) or re.match(
            r" in \x1f", self.bare[mention.end : mention.end + 6]
        )
        is_next = _LIST.fullmatch(near, own - low) is not None
        return cue if is_like and is_named and is_next and not narrow else None

    def _is_project(self, number: int) -> bool:
        mention = self.mentions[number]
        return "project" in mention.raw or self.bare.startswith("project", mention.end + 1)

    def _span(self, number: int, sentence: int) -> tuple[int, int]:
        """Give how far the words before and behind a figure go: to the figures beside it, in its sentence."""
        mention = self.mentions[number]
        low = max(self.ends[number], sentence, mention.start - FAR)
        place = bisect_right(self.starts, mention.start)
        stop = self.starts[place] if place < len(self.starts) else len(self.text)
        after = self.after[number]
        return low, min(
            stop, mention.end + FAR, len(self.text) if after is None else self.mentions[after].start
        )

    # whose it is --------------------------------------------------------------------------------------------

    def _whose(self, number: int, span: tuple[int, int], end: int, sentence: int) -> EnglishWhose:
        """Tell whose a figure is: by the names beside it, else by those said last."""
        start, (low, high) = self.mentions[number].start, span
        before = self._marks(self._own(low, start, sentence), start)
        cut = words.SPLIT.search(self.bare, end, high)
        stop = high if cut is None else cut.start()
        behind = [mark.name for mark in self._marks(self.mentions[number].end, stop) if mark.name is not None]
        names = list(dict.fromkeys(mark.name for mark in before if mark.name is not None))
        both = list(dict.fromkeys((*names, *behind)))
        is_joint = (
            cut is not None and bool(behind) and _AND_NAME.match(self.bare, cut.start(), high) is not None
        )
        if is_joint or len(both) > 1:
            return EnglishWhose(None, is_open=True)
        if both:
            return EnglishWhose(both[0], is_behind=not names)
        if before:
            return EnglishWhose(None, before[-1].level)
        follows = self.after[number]
        is_last = follows is None or self.mentions[follows].start > high
        named = [mark for mark in self._marks(stop, high) if mark.name is not None]
        if is_last and named and not any(map(str.isdigit, self.bare[named[0].end : high])):
            return EnglishWhose(None, is_open=True)  # named behind a comma, without a figure of its own
        if low > sentence and self.told:
            last = self.told[-1][2]
            return EnglishWhose(
                last.name, last.level, is_open=last.is_open or (last.is_behind and last.name is not None)
            )
        return self._from_before(sentence, low, start)

    def _own(self, low: int, start: int, sentence: int) -> int:
        """Give where the words of a figure begin: behind those of the figure before it."""
        cut = words.SPLIT.search(self.bare, low, start) if low > sentence else None
        return low if cut is None else cut.start()

    def _marks(self, low: int, high: int) -> Sequence[NameMark]:
        first = bisect_left(self.marks, low, key=lambda mark: mark.start)
        return self.marks[first : bisect_left(self.marks, high, key=lambda mark: mark.start)]

    def _from_before(self, sentence: int, low: int, start: int) -> EnglishWhose:
        """Tell whose a figure is that names nobody: the last one's if it says so; after a unit's it is open."""
        paragraph = self.text.rfind("\n", max(0, sentence - FAR), sentence) + 1
        marks = self._marks(max(paragraph, sentence - FAR), sentence)
        headed = None if marks else self.headed.at(start)
        if headed is not None:
            return headed
        name = marks[-1].name if marks else None
        if name is None:
            return EnglishWhose(None, marks[-1].level if marks else "", is_free=True)
        if words.PRONOUN.search(self.bare, low, start) and len({mark.name for mark in marks}) == 1:
            return EnglishWhose(name)
        return EnglishWhose(None, is_open=True, is_free=True)

    # what it is of ------------------------------------------------------------------------------------------

    def _base(self, number: int, sentence: int) -> int | None:
        """Find the number that an amount belongs to: the last one of its sentence that is known."""
        for other in range(number - 1, max(-1, number - _BACK), -1):
            if self.mentions[other].start < sentence:
                return None
            if self.mentions[other].quantity.unit.dimension is Dimension.COUNT:
                return other
        return None

    def _of_base(
        self, number: int, base: int, start: int, high: int
    ) -> tuple[_Cue | None, str | None, str | None, str]:
        """Tell what an amount is that belongs to a number: the investment of those, or what each has on average."""
        mention = self.mentions[number]
        said, narrow, whose = self.told[base]
        words_of = self.bare[start : mention.start]
        is_mean = words.MEAN.search(words_of) is not None
        kpi = "average_project_size" if is_mean else _TOTAL
        own = self._behind(number, mention.end, high)
        is_each = _EACH.match(own) is not None
        narrow = narrow or ("" if is_mean and is_each else own)
        between = self.bare[self.mentions[base].end : start]
        pieces = _JOINTS.split(between)
        if len(pieces) > 1:  # 34 projects, 3 of them with a total investment of; and credit lines worth
            narrow = narrow or left_over(pieces[-1]) or ("?" if words.PART.search(between) else "")
        if not is_mean and not words.SUMMED.search(words_of) and not mention.quantity.is_exact:
            narrow, kpi = "?", ""
        measure: str | None = None
        if said is not None and not narrow:
            stage = said[0].partition(":")[2]
            measure = kpi if said[0] == _SIGNED else None
            if stage and said[0].startswith("milestone_count:") and not is_mean:
                measure = f"milestone_investment:{stage}"
        cue = (kpi, (start, mention.start)) if kpi else None
        self.told.append((cue, narrow or ("" if measure else "?"), whose))
        return cue, measure, whose.name, narrow.strip("?")

    def _narrow(self, number: int, sentence: int, lead: str, span: tuple[int, int], end: int) -> str:
        """Give the words about a figure that may narrow it down."""
        mention, (low, high) = self.mentions[number], span
        pieces = words.SPLIT.split(lead)
        if low == sentence:
            opening = "".join(left_over(piece) for piece in pieces[:-1] if not words.OPENS.match(piece))
            self.openings[sentence] = opening
            own = pieces[-1]
        else:
            own = " ".join(pieces[1:]) if len(pieces) > 1 else lead
        noun = ""
        if mention.quantity.unit.dimension is Dimension.COUNT:
            inside = (word for word in _LETTERS.findall(mention.raw) if not _is_number_or_noun(word.lower()))
            noun = " ".join(inside)
        part = "?" if words.PART.search(lead) or (low == sentence and words.WISH.match(lead)) else ""
        if low > sentence and len(pieces) == 1 and self._is_said_by_verb(number):
            part = "?"  # the three counties signed 34 projects: what was counted before is who did it
        inherited = self._inherited(number, sentence, low)
        told = (
            self.openings.get(sentence, ""),
            left_over(own),
            noun,
            self._behind(number, end, high),
            part,
            inherited,
        )
        return " ".join(word for word in told if word)

    def _inherited(self, number: int, sentence: int, low: int) -> str:
        """Give what narrows the figure before, where this one is told of the same: 5 chip projects, a start rate of 40%."""
        if low == sentence or not self.told or self._marks(low, self.mentions[number].start):
            return ""
        said = self._said(number)
        is_noun = said is not None and said.lastgroup not in words.VERBAL
        return self.told[-1][1] if is_noun else ""

    def _said(self, number: int) -> re.Match[str] | None:
        """Find the words before a figure that tell what it measures; they are asked for more than once, and kept."""
        if number not in self.said:
            start = self.mentions[number].start
            sentence = self.starts[bisect_right(self.starts, start) - 1]
            low = max(self.ends[number], sentence, start - FAR)
            self.said[number] = words.BEFORE.search(self.bare, low, start)
        return self.said[number]

    def _is_said_by_verb(self, number: int) -> bool:
        said = self._said(number)
        return said is not None and said.lastgroup in words.VERBAL

    def _behind(self, number: int, end: int, high: int) -> str:
        """Give the words right behind a figure that may narrow it down."""
        after = self.after[number]
        cut = words.SPLIT.search(self.bare, end, high)
        rest = self.bare[end:high]
        if cut is None and after is not None and self.mentions[after].start == high:
            said = self._said(after)
            is_next = said is not None and said.start() >= end
            return (
                left_over(rest[: said.start() - end])
                if said is not None and is_next
                else f"{left_over(rest)}?"
            )
        if cut is None:
            return left_over(rest)
        own = left_over(self.bare[end : cut.start()])
        leads_on = after is not None and words.ATTACHED.search(self.bare, cut.start(), high) is not None
        if words.TIES.fullmatch(cut[0]) and not (leads_on and self.mentions[after or 0].start == high):
            own = (
                f"{own} {left_over(words.BREAK.split(rest[cut.start() - end :])[0])}".strip()
            )  # with foreign investors
        is_alone = after is None or self.mentions[after].start != high or words.BREAK.search(rest) is not None
        if (
            end > self.mentions[number].end
            and not own
            and is_alone
            and _AND_MORE.match(self.bare, cut.start())
        ):
            return "?"  # were completed and accepted by the province
        if words.ALL.match(self.bare, cut.start(), high) or _AND_DONE.match(self.bare, cut.start(), high):
            return own or "?"
        if after is not None and self.mentions[after].start == high and self._is_size(after, cut.start()):
            return own or "?"
        return own

    def _is_size(self, number: int, low: int) -> bool:
        """Tell whether an amount is what each of a number is worth at least: 34 projects worth over 100 million yuan."""
        mention = self.mentions[number]
        if mention.quantity.unit.dimension is not Dimension.MONEY or mention.quantity.is_exact:
            return False
        said = words.ATTACHED.search(self.bare, low, mention.start)
        return said is not None and not words.SUMMED.search(said[0])


_TOTAL: Final = "signed_investment_total"
_SIGNED: Final = "signed_project_count"
_BACK: Final = 8
_JOINTS: Final = re.compile(r"[,;:()（）—–]|\b(?:and|while|whereas|but)\b")
_AND_MORE: Final = re.compile(r"and (?!construction|production|work)[a-z]")
_LIST: Final = re.compile(r"[\s,:;]*(?:and\s*)?[\s\x1f]*")
_AND_NAME: Final = re.compile(r"(?:,|and| )*\x1f+\s*(?:$|[.,;)]|were|was|have|had|has)")
_AND_DONE: Final = re.compile(rf"and (?:then |also )?{words.VERB.pattern}(?!\s*\d)[^,;]*$", re.IGNORECASE)
_EACH: Final = re.compile(r"\s*(?:each|per project|apiece|on average)\s*$")


def _neighbours(mentions: Sequence[Mention]) -> tuple[list[int], list[int | None]]:
    ends: list[int] = []
    after: list[int | None] = []
    end = 0
    for mention in mentions:
        ends.append(end)
        end = end if mention.quantity.unit.dimension is Dimension.DURATION else mention.end
    last: int | None = None
    for number in range(len(mentions) - 1, -1, -1):
        after.append(last)
        last = last if mentions[number].quantity.unit.dimension is Dimension.DURATION else number
    return ends, after[::-1]


def left_over(piece: str) -> str:
    """Give the words of a piece that may narrow something down."""
    return " ".join(words.LIGHT.sub(" ", piece).split())


def _fits(kpi: str, mention: Mention) -> bool:
    dimension = words.DIMENSIONS.get(kpi.partition(":")[0])
    return dimension is None or dimension is mention.quantity.unit.dimension
