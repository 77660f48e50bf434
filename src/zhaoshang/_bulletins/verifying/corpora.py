"""Many articles at once, read with the error rate that a hand-checked sample gives."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from math import comb
from typing import Any, Final, final

from attrs import field, frozen

from zhaoshang._basics.decimals import shifted
from zhaoshang._basics.frozenmap import FrozenMap
from zhaoshang._bulletins.verdicts.verdict import Answer, Verdict
from zhaoshang._bulletins.verdicts.verification import Verification
from zhaoshang._bulletins.verifying.verify import verify
from zhaoshang._calls.plain import plain_fields
from zhaoshang._text.messages import say
from zhaoshang._text.wording import Script
from zhaoshang.errors import DuplicateIdError
from zhaoshang.ledger import Ledger
from zhaoshang.quantities import exact_decimal

_PLACES: Final = 4
_STEPS: Final = 60


@final
@frozen
class Place:
    """One verdict of a corpus.

    Attributes:
        name: the name of the text.
        number: the place of the verdict among those of the text.
        verdict: the verdict.

    Examples:
        >>> from zhaoshang.bulletins import Place, verify_corpus
        >>> place: Place = next(
        ...     iter(verify_corpus({"通报": "签约项目80个，其中亿元以上项目36个，占比54%。"}))
        ... )
        >>> place.name, place.number
        ('通报', 0)
    """

    name: str
    number: int
    verdict: Verdict


@final
@frozen(field_transformer=plain_fields)
class Accuracy:
    """How often verdicts of one kind were found to be right, and how often they may be.

    Attributes:
        checked: how many were checked by hand.
        right: how many of those were right.
        low: the least share that is right, at the confidence asked for.
        high: the greatest.
        total: how many such verdicts the corpus has.

    Examples:
        >>> from decimal import Decimal
        >>> from zhaoshang.bulletins import Accuracy
        >>> Accuracy(checked=8, right=6, low=Decimal("0.35"), high=Decimal("0.97"), total=40).share
        Decimal('0.7500')
    """

    checked: int
    right: int
    low: Decimal = field(converter=exact_decimal)
    high: Decimal = field(converter=exact_decimal)
    total: int

    @property
    def share(self) -> Decimal:
        """The share of right ones among those checked."""
        return _rounded(Fraction(self.right, self.checked))


def _frozen(items: Mapping[str, Verification]) -> "FrozenMap[str, Verification]":
    return FrozenMap(items)


@final
@frozen
class Corpus:
    """The verdicts on many articles.

    Attributes:
        texts: what was found in each, by its name.

    Examples:
        >>> from zhaoshang.bulletins import Answer, verify_corpus
        >>> articles = {
        ...     "3月通报": "签约项目80个，其中亿元以上项目36个，占比45%。",
        ...     "4月通报": "签约项目80个，其中亿元以上项目36个，占比54%。",
        ... }
        >>> found = verify_corpus(articles)
        >>> found.counts[Answer.AGREES], found.counts[Answer.DIFFERS]
        (1, 1)
        >>> [(place.name, place.verdict.raw) for place in found.of(Answer.DIFFERS)]
        [('4月通报', '54%')]

        Some verdicts are checked by hand; what that says of all of them has bounds:

        >>> checked = {(place.name, place.number): True for place in found.sample(Answer.DIFFERS, 5)}
        >>> rate = found.accuracy(Answer.DIFFERS, checked)
        >>> rate.checked, rate.share, rate.low, rate.high
        (1, Decimal('1.0000'), Decimal('0.0250'), Decimal('1.0000'))
    """

    texts: Mapping[str, Verification] = field(converter=_frozen)

    def __iter__(self) -> Iterator[Place]:
        """Walk over every verdict, in the order of the texts."""
        for name, found in self.texts.items():
            for number, verdict in enumerate(found.verdicts):
                yield Place(name, number, verdict)

    @property
    def counts(self) -> dict[Answer, int]:
        """How many verdicts there are of each kind."""
        counts = dict.fromkeys(Answer, 0)
        for place in self:
            counts[place.verdict.answer] += 1
        return counts

    def of(self, answer: Answer | str) -> list[Place]:
        """List the verdicts of one kind."""
        wanted = Answer(answer)
        return [place for place in self if place.verdict.answer is wanted]

    def sample(self, answer: Answer | str, size: int, *, seed: int = 0) -> list[Place]:
        """Draw verdicts to be checked by hand, the same ones each time.

        Args:
            answer: the kind of verdicts.
            size: how many; all of them where there are fewer.
            seed: another draw.
        """
        found = self.of(answer)
        draw = random.Random(seed)  # noqa: S311 - a sample needs no secrecy
        return (
            found
            if len(found) <= size
            else sorted(
                draw.sample(found, size), key=lambda place: (list(self.texts).index(place.name), place.number)
            )
        )

    def accuracy(
        self, answer: Answer | str, checked: Mapping[tuple[str, int], bool], *, confidence: float = 0.95
    ) -> Accuracy:
        """Tell how many verdicts of a kind are right, from those that were checked by hand.

        The bounds are those of Clopper and Pearson: they hold at least as often as the confidence says, however few
        were checked.

        Args:
            answer: the kind of verdicts.
            checked: whether each of a sample is right, by the name of the text and the place of the verdict in it.
            confidence: how often the bounds are to hold.
        """
        found = self.of(answer)
        told = [checked[place.name, place.number] for place in found if (place.name, place.number) in checked]
        right = sum(told)
        low, high = _bounds(right, len(told), (1 - confidence) / 2)
        return Accuracy(len(told), right, low, high, len(found))

    def render(self, locale: str = "en") -> str:
        """Say for each text what agrees, differs and cannot be told, and how many figures were judged, then the totals.

        Examples:
            >>> from zhaoshang.bulletins import verify_corpus
            >>> print(verify_corpus({"通报": "签约项目80个，其中亿元以上项目36个，占比54%。"}).render())
            通报: 1 differ, 0 cannot be told, 0 agree; 1 of 3 figures judged
            1 texts: 1 differ, 0 cannot be told, 0 agree; 1 of 3 figures judged
        """
        script = Script.of(locale)
        lines = []
        for name, found in self.texts.items():
            sizes = len(found.differs), len(found.unknown), len(found.agrees)
            told = _counted(sizes, found.judged, found.figures, script)
            lines.append(f"{name}{script.say('：', ': ')}{told}")
        counts = self.counts
        sizes = counts[Answer.DIFFERS], counts[Answer.UNKNOWN], counts[Answer.AGREES]
        said = say("verified.texts", locale, number=len(self.texts))
        judged = sum(found.judged for found in self.texts.values())
        figures = sum(found.figures for found in self.texts.values())
        return "\n".join([*lines, f"{said}{_counted(sizes, judged, figures, script)}"])


def _counted(sizes: tuple[int, int, int], judged: int, figures: int, script: Script) -> str:
    differs, unknown, agrees = sizes
    told = say("verified.answers", script, differs=str(differs), unknown=str(unknown), agrees=str(agrees))
    of_all = say("verified.judged", script, judged=str(judged), figures=str(figures))
    return f"{told}{script.say('；', '; ')}{of_all}"


def _rounded(share: Fraction) -> Decimal:
    return shifted(Decimal(round(share * 10**_PLACES)), -_PLACES)


def _bounds(right: int, checked: int, tail: float) -> tuple[Decimal, Decimal]:
    if not checked:
        return Decimal(0), Decimal(1)

    def at_least(share: float) -> float:
        return sum(
            comb(checked, k) * share**k * (1 - share) ** (checked - k) for k in range(right, checked + 1)
        )

    def at_most(share: float) -> float:
        return sum(comb(checked, k) * share**k * (1 - share) ** (checked - k) for k in range(right + 1))

    low = 0.0 if not right else _solved(lambda share: at_least(share) < tail)
    high = 1.0 if right == checked else _solved(lambda share: at_most(share) > tail)
    return _rounded(Fraction(low)), _rounded(Fraction(high))


def _solved(is_below: Callable[[float], bool]) -> float:
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return (low + high) / 2


def verify_corpus(
    texts: Mapping[str, str] | Iterable[tuple[str, str]],
    /,
    ledger: Ledger | None = None,
    **options: Any,  # noqa: ANN401 - what `verify` takes
) -> Corpus:
    """Judge many articles, each by itself.

    Args:
        texts: the articles by their names.
        ledger: what to compare with.
        options: what `verify` takes beside these.

    Raises:
        DuplicateIdError: where two articles have one name.

    Returns:
        The verdicts on each, with totals; `Corpus.accuracy` gives how far they may be trusted.

    Examples:
        >>> from zhaoshang.bulletins import verify_corpus
        >>> list(verify_corpus({"3月": "签约项目8个。", "4月": "签约项目9个。"}).texts)
        ['3月', '4月']
    """
    items: Iterable[Any] = texts.items() if isinstance(texts, Mapping) else texts
    found: dict[str, Verification] = {}
    for item in items:
        name, text = item
        if isinstance(item, str) or not isinstance(name, str):
            raise TypeError  # the guard says which; two letters are no name and text
        if name in found:
            raise DuplicateIdError("texts", name)
        found[name] = verify(text, ledger, **options)
    return Corpus(found)
