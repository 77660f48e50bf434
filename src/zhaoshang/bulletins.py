"""Bulletins: figures to the sentences that officials write (通报), and articles back to figures, verified.

`write` turns figures into sentences from templates that a user can change; `read_figures` ties every quantity of a text
to what it measures; `verify` judges an article against itself and against a ledger, `verify_corpus` many of them.
`write_docx` writes a bulletin in Word.

Examples:
    The sentences are data: two templates are shipped, and a city makes its own of them.

    >>> from attrs import evolve
    >>> from zhaoshang import Ledger, Project, evaluate
    >>> from zhaoshang.bulletins import EN, ZH, write
    >>> from zhaoshang.model import Agreement
    >>> signed = [Agreement(signed_on="2022-03-05")]
    >>> ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲", agreements=signed)])
    >>> figures = evaluate(ledger, "signed_project_count", period="2022-H1")
    >>> ours = evolve(
    ...     ZH, opening_period="{period}{subject}", clauses=["新签{signed_project_count}", *ZH.clauses]
    ... )
    >>> write(figures, subject="东镇", template=ours)
    '2022年上半年东镇新签1个。'
    >>> write(figures, subject="Dongzhen", locale="en", template=evolve(EN, closing="!"))
    'In the first half of 2022, Dongzhen signed 1 project!'
"""

from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.figures.readings import read_figures
from zhaoshang._bulletins.figures.templates import EN, ZH, Template
from zhaoshang._bulletins.figures.writing import write
from zhaoshang._bulletins.verdicts.papers import write_docx
from zhaoshang._bulletins.verdicts.verdict import Answer, Verdict
from zhaoshang._bulletins.verdicts.verification import Verification
from zhaoshang._bulletins.verifying.corpora import Accuracy, Corpus, Place, verify_corpus
from zhaoshang._bulletins.verifying.verify import verify
from zhaoshang._calls.guard import guard_room

__all__ = [
    "EN",
    "ZH",
    "Accuracy",
    "Answer",
    "Corpus",
    "FigureReading",
    "Place",
    "Template",
    "Verdict",
    "Verification",
    "read_figures",
    "verify",
    "verify_corpus",
    "write",
    "write_docx",
]

guard_room(globals())
