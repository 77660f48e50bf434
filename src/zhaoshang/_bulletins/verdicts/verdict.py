"""What became of a printed figure, and of a whole article."""

from collections.abc import Iterable, Iterator
from typing import final

from attrs import field, frozen

from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.verdicts.pages import page
from zhaoshang._bulletins.verdicts.papers import write_verified
from zhaoshang._text.wording import Script
from zhaoshang._word.papers import Target
from zhaoshang.findings import Report
from zhaoshang.vocabulary import Term


class Answer(Term):
    """What became of a printed figure (核对结论).

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.bulletins import Answer, verify
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲", agreements=signed)])
        >>> (verdict,) = verify("2022年上半年签约招商项目约2个。", ledger)
        >>> verdict.answer is Answer.UNKNOWN, verdict.answer.label("zh_CN"), verdict.zh
        (True, '无法判断', '约数，无法判断')
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
    zh: str = field(default="", eq=False)
    en: str = field(default="", eq=False)

    def render(self, locale: str = "en") -> str:
        """Say it in one line.

        Args:
            locale: the language: `zh_CN`, `zh_TW` and the like, otherwise English.

        Examples:
            >>> from zhaoshang.bulletins import verify
            >>> verdict = verify("上半年共签约项目40个，开工率51.2%。").differs[0]
            >>> verdict.render("zh_CN")
            '51.2%：不符，没有整数分子能使 40个 的比率为 51.2%（最接近：20、21）'
        """
        script = Script.of(locale)
        answer = script.say(self.answer.zh, self.answer.en)
        reason = script.say(self.zh, self.en)
        return f"{self.raw}{script.say('：', ': ')}{answer}{script.say('，', ', ')}{reason}"


def _verdicts(items: Iterable[Verdict]) -> tuple[Verdict, ...]:
    return tuple(items)


@final
@frozen
class Verification:
    """The verdicts on one text.

    Attributes:
        verdicts: one for each figure that was compared, and one for each contradiction, in the order of the text.
        readings: the figures as they were read.
        report: the findings of the text against itself.
        text: the text.

    Examples:
        >>> from zhaoshang import Ledger, Project
        >>> from zhaoshang.bulletins import verify
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲", agreements=signed)])
        >>> found = verify("2022年上半年签约招商项目1个，其中新能源项目1个；东镇开工率50%。", ledger)
        >>> [verdict.raw for verdict in found.agrees], [verdict.code for verdict in found.unknown]
        (['1个'], ['no_measure'])
        >>> found.is_clean, [verdict.en for verdict in found.differs]
        (False, ['the text has 50%, the ledger 0%'])
        >>> print(found.render("zh_CN").splitlines()[0])
        1个：一致，台账为 1个
    """

    verdicts: tuple[Verdict, ...] = field(converter=_verdicts)
    readings: tuple[FigureReading, ...] = field(default=(), repr=False)
    report: Report = field(factory=Report, repr=False)
    text: str = field(default="", repr=False)

    def __iter__(self) -> Iterator[Verdict]:
        return iter(self.verdicts)

    def __len__(self) -> int:
        return len(self.verdicts)

    @property
    def agrees(self) -> tuple[Verdict, ...]:
        """The verdicts on what agrees."""
        return tuple(item for item in self.verdicts if item.answer is Answer.AGREES)

    @property
    def differs(self) -> tuple[Verdict, ...]:
        """The verdicts on what differs, from the ledger or in itself."""
        return tuple(item for item in self.verdicts if item.answer is Answer.DIFFERS)

    @property
    def unknown(self) -> tuple[Verdict, ...]:
        """The verdicts on what cannot be told; each says why."""
        return tuple(item for item in self.verdicts if item.answer is Answer.UNKNOWN)

    @property
    def is_clean(self) -> bool:
        """Whether nothing differs; what cannot be told does not count."""
        return not self.differs

    def render(self, locale: str = "en") -> str:
        """Say every verdict, a line each, in the order of the text.

        Args:
            locale: the language: `zh_CN`, `zh_TW` and the like, otherwise English.
        """
        return "\n".join(item.render(locale) for item in self.verdicts)

    def to_html(self, locale: str = "zh_CN", *, title: str = "") -> str:
        """Write a page that shows the text with its figures marked, and what was found beside it.

        Each figure has a colour and a sign (✓ ✗ ?); a mark leads to its verdict and back. The page needs no script and
        no network.

        Args:
            locale: the language.
            title: the heading.

        Examples:
            >>> from zhaoshang.bulletins import verify
            >>> html = verify("签约项目80个，其中亿元以上项目36个，占比54%。").to_html(title="3月通报")
            >>> "<script" in html, html.count('<mark class="differs"')
            (False, 1)
        """
        return page(self, locale, title)

    def write_docx(self, target: Target, /, *, locale: str = "zh_CN", title: str = "") -> None:
        """Write a Word document that shows the text with its figures marked, and what was found below it.

        Each figure has a colour, a sign (✓ ✗ ?) and the number of its verdict in the table; the page is that of
        official papers (GB/T 9704-2012).

        Args:
            target: the file to write, or a stream that takes bytes.
            locale: the language.
            title: the title of the paper.

        Raises:
            MissingExtraError: when the extra `word` is not installed.
            OSError: when the file cannot be written.

        Examples:
            >>> import io
            >>> from zhaoshang.bulletins import verify
            >>> made = io.BytesIO()
            >>> verify("签约项目80个，其中亿元以上项目36个，占比54%。").write_docx(made, title="3月通报")
            >>> made.getvalue()[:2]
            b'PK'
        """
        write_verified(self, target, locale, title)
