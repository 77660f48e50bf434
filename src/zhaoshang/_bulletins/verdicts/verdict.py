"""What became of a printed figure."""

from typing import Any, final

from attrs import field, frozen

from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._files.inert import one_line
from zhaoshang._text.messages import say
from zhaoshang._text.wording import Script
from zhaoshang.periods import Period
from zhaoshang.vocabulary import Term
from zhaoshang.writing import format_period


class Answer(Term):
    """What became of a printed figure (核对结论).

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.bulletins import Answer, verify
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> ledger = Ledger(
        ...     as_of="2022-06-30",
        ...     projects=[Project(id=name, name=name, agreements=signed) for name in "甲乙丙"],
        ... )
        >>> (verdict,) = verify("2022年上半年签约招商项目约4个。", ledger)
        >>> verdict.answer is Answer.UNKNOWN, verdict.answer.label("zh_CN"), verdict.zh
        (True, '无法判断', '约数，无法判断：文中为 约4个，台账为 3个')
    """

    AGREES = "agrees", "一致", "agrees"
    DIFFERS = "differs", "不符", "differs"
    UNKNOWN = "unknown", "无法判断", "cannot be told"


@final
@frozen(kw_only=True)
class Verdict:
    """What became of one figure, or of one statement about several.

    Attributes:
        answer: agrees, differs, or cannot be told.
        against: `ledger`, or `text` where the article contradicts itself.
        code: why, in a word: `matches`, `value_differs`, or the code of a finding or a reason.
        start: where the figure begins in the text.
        end: where it ends.
        raw: the figure as printed.
        kpi: what it measures.
        expected: the other number, in words; empty where there is none.
        others: the spans of further figures that it is about.
        period: what it is for: the period that the ledger was asked about, or that the text tells; `None` where none is.
        unit: whose figure it is, as the text names it; `None` for the whole.
        as_of: the day that it stands on.
        zh: the reason in Chinese.
        en: the reason in English.

    Examples:
        >>> from zhaoshang.bulletins import verify
        >>> text = "上半年签约项目41个，其中新能源项目47个。"
        >>> (verdict,) = verify(text).differs
        >>> verdict.raw, verdict.against, verdict.code
        ('47个', 'text', 'part_exceeds_whole')
        >>> [text[start:end] for start, end in verdict.others]
        ['41个']
        >>> (told,) = verify("2022年上半年，东镇签约项目41个，其中亿元以上项目47个。").differs
        >>> str(told.period), told.unit
        ('2022-H1', '东镇')
    """

    answer: Answer = field(converter=Answer)
    against: str
    code: str
    start: int
    end: int
    raw: str
    kpi: str | None = None
    expected: str = ""
    others: tuple[tuple[int, int], ...] = ()
    period: Period | None = None
    unit: str | None = None
    as_of: Period | None = None
    zh: str = field(default="", eq=False)
    en: str = field(default="", eq=False)

    def render(self, locale: str = "en") -> str:
        """Say it in one line, with period and unit in brackets where they are known, and the day where it is another.

        Args:
            locale: the language: `zh_CN`, `zh_TW` and the like, or `en`.

        Examples:
            >>> from zhaoshang.bulletins import verify
            >>> verdict = verify("上半年共签约项目40个，开工率51.2%。").differs[0]
            >>> verdict.render("zh_CN")
            '51.2%：不符，没有整数分子能使 40个 的比率为 51.2%（最接近：20、21）'
        """
        script = Script.of(locale)
        answer = script.say(self.answer.zh, self.answer.en)
        reason = script.say(self.zh, self.en)
        said = f"{head_of(self, script)}{script.say('：', ': ')}{answer}{script.say('，', ', ')}{reason}"
        return one_line(said)


def head_of(verdict: Verdict, script: Script) -> str:
    """Give a figure as printed, with period and unit in brackets: 7个（2022年上半年，东镇）."""
    of = told_of(verdict, script)
    return say("report.bracketed", script, text=verdict.raw, said=of) if of else verdict.raw


def told_of(verdict: Verdict, script: Script) -> str:
    """Say of when and of whom a figure is, shortly: 2022年上半年，东镇; the day where the period does not end on it."""
    period, day = verdict.period, verdict.as_of
    parts = [] if period is None else [format_period(period, locale=script)]
    if day is not None and (period is None or day.end != period.end):
        parts.append(say("verified.as_of", script, day=format_period(day, locale=script)))
    return script.say("，", ", ").join([*parts, *([] if verdict.unit is None else [verdict.unit])])


def verdict_of(reading: FigureReading, answer: Answer, against: str, code: str, **said: Any) -> Verdict:  # noqa: ANN401 - what a verdict has besides
    """Say what became of a figure, for when and for whom it was read; `said` is the rest of the verdict."""
    told = {
        "kpi": reading.kpi,
        "period": None if reading.period == reading.as_of else reading.period,  # 截至 names a day alone
        "unit": reading.subject,
        "as_of": None if reading.as_of is None else Period.of(reading.as_of.end),
    }
    return Verdict(
        answer=answer,
        against=against,
        code=code,
        start=reading.start,
        end=reading.end,
        raw=reading.raw,
        **(told | said),
    )
