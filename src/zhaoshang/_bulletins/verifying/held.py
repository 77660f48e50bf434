"""What the ledger holds for a figure of a text, and the verdict on that figure: right, wrong, in doubt, not comparable."""

from fractions import Fraction
from typing import final

from attrs import frozen

from zhaoshang._bulletins.figures.figure import FigureReading
from zhaoshang._bulletins.verdicts.verdict import Answer, Verdict
from zhaoshang._bulletins.verifying.claims import Told, verdict_on
from zhaoshang._bulletins.verifying.comparing import expected_of, factor_of, in_words, unit_of
from zhaoshang._bulletins.verifying.reasons import reason_of
from zhaoshang._bulletins.verifying.uncertain import NOT_EXACT, Doubt, doubt_of, may_be
from zhaoshang._text.wording import Script
from zhaoshang.kpis import Figure
from zhaoshang.quantities import Hedge


@final
@frozen
class Held:
    """What the ledger holds for a figure of a text.

    Attributes:
        figure: the figure of the ledger.
        zh: its value, in the words that the text uses.
        en: the same in English, where the text is.
        doubt: what is open about the records; `None` for a target, which was set once.
    """

    figure: Figure
    zh: str
    en: str
    doubt: Doubt | None

    @classmethod
    def of(cls, figure: Figure, reading: FigureReading) -> "Held":
        """Say in words what a figure of the ledger is."""
        due = expected_of(figure, reading), unit_of(figure, reading)
        is_target = (reading.kpi or "").startswith("target:")
        doubt = None if is_target else doubt_of([figure]) or (None if figure.is_exact else NOT_EXACT)
        hedge = figure.hedge if doubt is NOT_EXACT else Hedge.NONE
        zh, en = (in_words(*due, script, hedge) for script in (Script.HANS, Script.EN))
        return cls(figure, zh, en if reading.raw.isascii() else zh, doubt)

    def right(self, item: Told) -> Verdict:
        """Say that a figure is right, and what is open for all that."""
        zh, en = ("", "") if self.doubt is None else (f"，{self.doubt.zh}", f", {self.doubt.en}")
        return self._verdict(
            item, Answer.AGREES, "matches", f"台账为 {self.zh}{zh}", f"the ledger has {self.en}{en}"
        )

    def wrong(self, item: Told) -> Verdict:
        """Say that a figure is wrong, or that it may be right by what is open about the records."""
        quantity, doubt = item.reading.quantity, self.doubt
        factor = None if doubt is None else factor_of(quantity, self.figure.unit)
        if doubt is not None and factor is not None and may_be(quantity, self.figure, factor, doubt):
            zh, en = f"台账为 {self.zh}，{doubt.zh}", f"the ledger has {self.en}, {doubt.en}"
            return self._verdict(item, Answer.UNKNOWN, doubt.code, zh, en)
        return self._verdict(item, Answer.DIFFERS, "value_differs", *self._both(item))

    def incomparable(self, item: Told, code: str) -> Verdict:
        """Say why a figure cannot be held against that of the ledger."""
        (zh, en), both = reason_of(code), self._both(item)
        return self._verdict(item, Answer.UNKNOWN, code, f"{zh}：{both[0]}", f"{en}: {both[1]}")

    def of_unusual_size(self, item: Told, band: str) -> Verdict:
        """Say that a figure is right, but of a size that projects are not counted by."""
        size = band if item.reading.band is None else item.reading.band.raw
        zh = f"台账为 {self.zh}，但“{size}”不是统计所用的规模档"
        en = f"the ledger has {self.en}, but projects are not counted by {band}"
        return self._verdict(item, Answer.DIFFERS, "unusual_size", zh, en)

    def _both(self, item: Told) -> tuple[str, str]:
        raw = item.reading.raw
        return f"文中为 {raw}，台账为 {self.zh}", f"the text has {raw}, the ledger {self.en}"

    def _verdict(self, item: Told, answer: Answer, code: str, zh: str, en: str) -> Verdict:
        return verdict_on(item, answer, code, expected=self.zh, zh=zh, en=en)


def said_of_these(figure: Figure) -> dict[str, str]:
    """Say how many of the projects named came so far."""
    has = in_words(figure.exact, figure.unit)
    return {"expected": has, "zh": f"台账中这些项目里为 {has}", "en": f"of these the ledger has {has}"}


def exact_number(figure: Figure) -> Fraction | str:
    """Give the exact number of a figure; a hedged one is none."""
    if figure.value is None or not figure.is_exact:
        return figure.reason or "no_data"
    return Fraction(figure.exact if figure.exact is not None else figure.value)
