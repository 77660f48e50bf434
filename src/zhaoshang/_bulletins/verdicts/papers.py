"""Bulletins and verified articles as Word documents in the layout of official papers."""

from collections.abc import Mapping, Sequence
from typing import Final

from zhaoshang._bulletins.figures.templates import Template
from zhaoshang._bulletins.figures.writing import sentences
from zhaoshang._bulletins.verdicts.labels import code_shown
from zhaoshang._bulletins.verdicts.pages import SIGNS, marks_of, ranked
from zhaoshang._bulletins.verdicts.verdict import Verdict, head_of
from zhaoshang._text.messages import joined, say
from zhaoshang._text.wording import Script
from zhaoshang._word.papers import MarkedWords, Paper, Target, refuse_another_kind
from zhaoshang._word.sources import source_title, write_sources
from zhaoshang.kpis import Figure, Figures
from zhaoshang.periods import DateLike

_FOUND: Final = ("核对结果", "What was found")
_STOP: Final = ("。", ".")
_NONE: Final = ("没有可核对的数字。", "There was no figure to check.")
_HEADS: Final = (
    ("序号", "No."),
    ("结论", "Verdict"),
    ("数字", "Figure"),
    ("核对对象", "Held against"),
    ("理由", "Reason"),
    ("相关数字", "Beside"),
)
_AGAINST: Final = {"ledger": ("台账", "the ledger"), "text": ("文中其他数字", "the text itself")}


def write_docx(
    figures: Figures | Mapping[str, Figure],
    target: Target,
    /,
    *,
    title: str,
    subject: str = "",
    locale: str = "zh_CN",
    template: Template | None = None,
    names: Mapping[str, str] | None = None,
    addressee: str = "",
    issuer: str = "",
    issued_on: DateLike | None = None,
    sources: bool = True,
) -> None:
    """Write figures as a bulletin in Word, in the layout of official papers (GB/T 9704-2012).

    The sentences are those of `write`, a paragraph for the whole and one for each group. What is attached (附件) says
    of every figure printed how it was worked out, by which definition, for which period and day, and of which records.
    Equal figures give equal bytes. With tables and charts, see `zhaoshang.reports.write_docx`.

    Args:
        figures: what `zhaoshang.kpis.evaluate` gave, or figures by their ids.
        target: the file to write, or a stream that takes bytes.
        title: the title of the paper.
        subject: whose figures they are, such as 东镇.
        locale: `zh_CN`, `zh_TW` or `en`.
        template: the sentences; `ZH` or `EN` unless given.
        names: names to show for groups.
        addressee: whom it goes to (主送机关).
        issuer: whose paper it is (发文机关署名).
        issued_on: its day (成文日期).
        sources: whether the sources of the figures are attached.

    Raises:
        MissingExtraError: when the extra `word` is not installed.
        UnfitValueError: for the name of a file of another kind, such as `.doc`.
        FileAccessError: when the file cannot be written.

    Examples:
        >>> import io
        >>> from zhaoshang import Ledger, Project, evaluate
        >>> from zhaoshang.bulletins import write_docx
        >>> from zhaoshang.model import Agreement
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲", agreements=signed)])
        >>> figures = evaluate(ledger, "signed_project_count", period="2022-H1")
        >>> made = io.BytesIO()
        >>> write_docx(figures, made, title="上半年招商引资情况通报", subject="东镇", issued_on="2022-07-05")
        >>> made.getvalue()[:2]
        b'PK'
    """
    refuse_another_kind(target)
    told, printed = sentences(figures, subject=subject, locale=locale, template=template, names=names)
    paper = Paper(title, locale)
    paper.addressee(addressee)
    for sentence in told:
        paper.paragraph(sentence.strip())
    if sources and printed:
        paper.names_attachment(source_title(paper.script))
    paper.signature(issuer, issued_on)
    if sources:
        write_sources(paper, printed)
    paper.save(target)


def write_verified(
    verdicts: Sequence[Verdict], text: str, target: Target, locale: str, *, title: str, judged: str
) -> None:
    """Write an article with its figures marked, below it what was found of each, and how many were judged."""
    refuse_another_kind(target)
    script = Script.of(locale)
    colon = script.say("：", ": ")
    paper = Paper(title or say("verified.title", locale), locale)
    order = {number: place for place, (number, _) in enumerate(ranked(verdicts), 1)}
    for pieces in _paragraphs(verdicts, text, order):
        paper.paragraph(pieces)
    paper.heading(script.say(*_FOUND), is_numbered=False)
    if not verdicts:
        paper.paragraph(script.say(*_NONE))
    else:
        rows = [
            (
                str(order[number]),
                f"{SIGNS[str(verdict.answer)]} {verdict.answer.label(locale)}{colon}{code_shown(verdict.code, script)}",
                head_of(verdict, script),
                script.say(*_AGAINST.get(verdict.against, (verdict.against, verdict.against))),
                script.say(verdict.zh, verdict.en),
                joined((text[start:end] for start, end in verdict.others), locale),
            )
            for number, verdict in ranked(verdicts)
        ]
        paper.table([script.say(*head) for head in _HEADS], rows)
    if judged:
        paper.paragraph(judged + script.say(*_STOP))
    paper.save(target)


def _paragraphs(verdicts: Sequence[Verdict], text: str, order: Mapping[int, int]) -> list[list[MarkedWords]]:
    """Cut the text into paragraphs of pieces, each figure marked with its sign and the number of its verdict."""
    made: list[list[MarkedWords]] = [[]]

    def add(text: str) -> None:
        for number, line in enumerate(text.splitlines() or [""]):
            if number:
                made.append([])
            if line:
                made[-1].append(MarkedWords(line))
        if text.endswith(("\n", "\r")):
            made.append([])

    place = 0
    for start, end, number in marks_of(verdicts):
        add(text[place:start])
        sign = verdicts[number].answer.value
        made[-1] += [
            MarkedWords(text[start:end], sign),
            MarkedWords(f"{SIGNS[sign]}{order[number]}", sign, is_raised=True),
        ]
        place = end
    add(text[place:])
    return [pieces for pieces in made if _said(pieces)]


def _said(pieces: Sequence[MarkedWords]) -> bool:
    return any(piece.text.strip() for piece in pieces)
