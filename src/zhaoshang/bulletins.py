"""Bulletins: figures to the sentences that officials write (通报), and articles back to figures, verified.

`write` turns figures into sentences from templates that a user can change; `read_figures` ties every quantity of a text
to what it measures; `verify` judges an article against itself and against a ledger.
"""

from zhaoshang._bulletins.figures import FigureReading
from zhaoshang._bulletins.readings import read_figures
from zhaoshang._bulletins.verdicts import Answer, Verdict, Verification
from zhaoshang._bulletins.verifying import verify
from zhaoshang._bulletins.writing import EN, ZH, Template, write

__all__ = [
    "EN",
    "ZH",
    "Answer",
    "FigureReading",
    "Template",
    "Verdict",
    "Verification",
    "read_figures",
    "verify",
    "write",
]
