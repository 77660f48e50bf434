"""What each blocker and warning says: its message, with what it is about named in words."""

from collections.abc import Iterable
from typing import Final, final

from attrs import evolve, frozen

from zhaoshang._text.messages import Message, said, say
from zhaoshang.findings import Finding, Severity
from zhaoshang.vocabulary import Evidence, Stage

_OF_PAPERS: Final = frozenset({"missing_evidence", "promised"})
_STAGES: Final = {str(stage): stage for stage in Stage}
PAPERS: Final = {str(paper): paper for paper in Evidence}


@final
@frozen
class Subject:
    """The object of a finding, said in words: a stage, the stages of a step, or papers of which one will do.

    A stage or paper of a city, which the vocabulary does not have, keeps its code.

    Attributes:
        codes: the codes, as the finding has them: `signed`, `signed->closed`, `permit|site_works`.
        is_paper: whether they are papers and not stages.
    """

    codes: str
    is_paper: bool = False

    def render(self, locale: str) -> str:
        """Name it in a language."""
        words = PAPERS if self.is_paper else {"none": Message("step.nothing"), **_STAGES}
        return " → ".join(
            say("step.or", locale).join(said(words.get(code, code), locale) for code in step.split("|"))
            for step in str(self.codes).split("->")
        )


def no_stage(word: str, known: Iterable[Stage], project: str) -> Finding:
    """Say that a word names no stage, and which it resembles, by its code or Chinese name."""
    from zhaoshang._text.nearest import meant, nearest  # noqa: PLC0415 - loaded with the first mistake

    found = finding("unknown_stage", word, project, blocks=True)
    names = [name for stage in known for name in (str(stage), stage.zh)]
    near = meant("stage", str(word), names) or nearest(word, names)
    if not near:
        stages = tuple(sorted(known, key=[*Stage].index))
        return evolve(
            found, message=Message("step.unknown_stage_known", object=Subject(word or '""'), known=stages)
        )
    return evolve(found, message=Message("step.unknown_stage_near", object=Subject(word), near=tuple(near)))


def finding(code: str, subject: str, project: str, *, blocks: bool) -> Finding:
    """Make the finding for one code."""
    return Finding(
        code=code,
        severity=Severity.ERROR if blocks else Severity.WARNING,
        subject=subject,
        ids=(project,),
        message=Message(f"step.{code}", object=Subject(subject, is_paper=code in _OF_PAPERS)),
    )
