"""What became of a whole article: a verdict on each of its figures."""

from collections.abc import Iterable, Iterator
from typing import final

from attrs import field, frozen

from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.measures.scenes import BAND
from zhaoshang._bulletins.verdicts.pages import page
from zhaoshang._bulletins.verdicts.papers import write_verified
from zhaoshang._bulletins.verdicts.verdict import Answer, Verdict
from zhaoshang._text.messages import say
from zhaoshang._word.papers import Target
from zhaoshang.findings import Report


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
        >>> from zhaoshang.model import Agreement, Milestone
        >>> signed, started = Agreement(signed_on="2022-03-05"), Milestone(stage="started", on="2022-05-06")
        >>> project = Project(id="P1", name="甲", agreements=[signed], milestones=[started])
        >>> ledger = Ledger(as_of="2022-06-30", projects=[project])
        >>> found = verify("2022年上半年签约招商项目1个，其中新能源项目1个；东镇开工率50%。", ledger)
        >>> [verdict.raw for verdict in found.agrees], [verdict.code for verdict in found.unknown]
        (['1个'], ['no_measure'])
        >>> found.is_clean, [verdict.en for verdict in found.differs]
        (False, ['the text has 50%, the ledger 100%'])
        >>> print(found.render("zh_CN").splitlines()[0])
        1个（2022年上半年）：一致，台账为 1个
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
    def judged(self) -> int:
        """How many figures and dates were judged: found to agree or to differ, each counted once."""
        return len({(item.start, item.end) for item in (*self.agrees, *self.differs)})

    @property
    def figures(self) -> int:
        """How many figures and dates there were to be judged; sizes that projects are counted by are none."""
        spans = {(item.start, item.end) for item in self.readings if item.kpi != BAND}
        return len(spans | {(item.start, item.end) for item in self.verdicts})

    @property
    def is_clean(self) -> bool:
        """Whether something was judged and nothing differs: a text of which nothing could be judged is not clean."""
        return bool(self.judged) and not self.differs

    def render(self, locale: str = "en") -> str:
        """Say every verdict, a line each, in the order of the text; where nothing was judged, the last line says so.

        Args:
            locale: the language: `zh_CN`, `zh_TW` and the like, or `en`.

        Examples:
            >>> from zhaoshang.bulletins import verify
            >>> found = verify("上半年签约项目41个，总投资80亿元。")
            >>> found.judged, found.figures, found.is_clean
            (0, 2, False)
            >>> print(found.render())
            0 of 2 figures judged
        """
        lines = [item.render(locale) for item in self.verdicts]
        if not self.judged and self.figures:
            lines.append(self._judged(locale))
        return "\n".join(lines)

    def _judged(self, locale: str) -> str:
        """Say how many of the figures were judged."""
        if not self.figures:
            return ""
        return say("verified.judged", locale, judged=str(self.judged), figures=str(self.figures))

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
        return page(self.verdicts, self.text, locale, title, self._judged(locale))

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
            FileAccessError: when the file cannot be written.

        Examples:
            >>> import io
            >>> from zhaoshang.bulletins import verify
            >>> made = io.BytesIO()
            >>> verify("签约项目80个，其中亿元以上项目36个，占比54%。").write_docx(made, title="3月通报")
            >>> made.getvalue()[:2]
            b'PK'
        """
        judged = self._judged(locale)
        write_verified(self.verdicts, self.text, target, locale, title=title, judged=judged)
