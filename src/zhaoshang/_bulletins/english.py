"""English bulletins read back: the notation of `zhaoshang.writing`, and the English names of the catalogue."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from zhaoshang._bulletins.figures import FigureReading
from zhaoshang.kpis import CATALOGUE, find
from zhaoshang.periods import Period
from zhaoshang.quantities import Hedge, Quantity, kind_of
from zhaoshang.units import COUNTERS, CURRENCIES, UNITS, Unit, unit

_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_LATIN: Final = re.compile(r"[A-Za-z]")


def is_english(text: str) -> bool:
    """Tell whether a text is written in English, whatever names stand in it."""
    return len(_LATIN.findall(text)) > 3 * len(_HAN.findall(text))


# amounts --------------------------------------------------------------------------------------------------------

_HEDGES: Final = {
    "nearly": Hedge.NEAR,
    "over": Hedge.OVER,
    "more than": Hedge.OVER,
    "at least": Hedge.AT_LEAST,
    "at most": Hedge.AT_MOST,
    "below": Hedge.BELOW,
    "about": Hedge.ABOUT,
}
_MAGNITUDES: Final = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}


def _words() -> dict[str, tuple[Unit, ...]]:
    """Map the English word of each unit to the units that it may stand for, the commonest first."""
    found: dict[str, list[Unit]] = {
        "projects": [unit("个")],
        "project": [unit("个")],
        "yuan/mu": [unit("CNY/mu")],
    }
    for known in (*COUNTERS, *CURRENCIES, *UNITS):
        if known.en and not known.en.startswith(("points", "rank")):
            found.setdefault(known.en, []).append(known)
    return {word: tuple(units) for word, units in found.items()}


_UNITS: Final = _words()
_AMOUNT: Final = re.compile(
    rf"(?:\b(?P<hedge>{'|'.join(_HEDGES)}) )?(?<![\w.,])-?(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"(?: (?P<magnitude>{'|'.join(_MAGNITUDES)}))?\s?"
    rf"(?P<unit>{'|'.join(re.escape(word) for word in sorted(_UNITS, key=len, reverse=True))})(?![\w/])"
)

# figures --------------------------------------------------------------------------------------------------------

_OWN: Final = (
    ("signed_investment_total", r"total investment of"),
    ("signed_project_count", r"\bsigned"),
    *(
        (f"milestone_count:{stage}", rf"projects newly {stage}")
        for stage in ("performing", "landed", "started", "completed", "producing")
    ),
    ("stage_count:negotiating", r"projects in negotiation"),
)
_TAIL: Final = r"(?::| was| were| is| are| of| reached)?\s*$"
_CUES: Final = tuple(
    (kpi, re.compile(words + _TAIL, re.IGNORECASE))
    for kpi, words in (
        *((kpi.id, rf"\b{re.escape(kpi.en)}") for kpi in sorted(CATALOGUE, key=lambda kpi: -len(kpi.en))),
        *_OWN,
    )
)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z\u3400-\u9fff])|\n")

# dates ----------------------------------------------------------------------------------------------------------

_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        "January February March April May June July August September October November December".split(), 1
    )
}
_MONTH: Final = "|".join(_MONTHS)
DATE: Final = re.compile(
    rf"(?P<half>first|second) half of (?P<half_year>\d{{4}})|Q(?P<quarter>[1-4]) (?P<quarter_year>\d{{4}})"
    rf"|(?P<month>{_MONTH}) (?:(?P<day>\d{{1,2}}), )?(?P<month_year>\d{{4}})|\b(?P<year>(?:19|20)\d{{2}})\b(?! (?:{_MONTH}))"
)


def period_of(match: re.Match[str]) -> Period | None:
    """Make a period of a date that was found; `None` where there is no such date."""
    try:
        if match["half"]:
            return Period.of(f"{match['half_year']}-H{1 if match['half'] == 'first' else 2}")
        if match["quarter"]:
            return Period.of(f"{match['quarter_year']}-Q{match['quarter']}")
        if match["month"]:
            year, month = int(match["month_year"]), _MONTHS[match["month"]]
            return Period.day(year, month, int(match["day"])) if match["day"] else Period.month(year, month)
        return Period.year(int(match["year"]))
    except ValueError:
        return None


def find_dates(text: str) -> Iterator[tuple[int, int, Period | None]]:
    """Find the dates of an English text."""
    for match in DATE.finditer(text):
        yield match.start(), match.end(), period_of(match)


def read_english(text: str, subjects: Iterable[str]) -> list[FigureReading]:
    """Tie every quantity of an English text to what it measures."""
    dates = list(find_dates(text))
    starts = [0, *(match.end() for match in _SENTENCE.finditer(text))]
    names = sorted(subjects, key=len, reverse=True)
    found: list[FigureReading] = []
    last = 0
    for match in _AMOUNT.finditer(text):
        sentence = max(start for start in starts if start <= match.start())
        near_from = max(sentence, last)
        near = text[near_from : match.start()]
        cue = next(((kpi, said) for kpi, words in _CUES if (said := words.search(near))), None)
        kpi = None if cue is None else cue[0]
        span = None if cue is None else (near_from + cue[1].start(), near_from + cue[1].end())
        period, as_of = _dated(text, match.start(), dates)
        found.append(
            FigureReading(
                match.start(),
                match.end(),
                match[0],
                _quantity(match, kpi),
                kpi=kpi,
                measure=kpi,
                subject=_subject(text[sentence : match.start()], names),
                period=period,
                is_to_date=as_of is not None,
                as_of=as_of,
                cues="" if span is None else text[slice(*span)],
                cue_span=span,
            )
        )
        last = match.end()
    return found


def _quantity(match: re.Match[str], kpi: str | None) -> Quantity:
    """Make the quantity; a word of several units takes that of the KPI."""
    candidates = _UNITS[match["unit"]]
    wanted = "" if kpi is None else find(kpi.partition(":")[0]).unit
    one = next((known for known in candidates if known.code == wanted), candidates[0])
    digits = match["number"].replace(",", "")
    power = _MAGNITUDES.get(match["magnitude"] or "", 0)
    value = Decimal(digits).scaleb(power)
    return kind_of(one)(
        value=value if value == 0 or not power else Decimal(f"{value:f}"),
        unit=one,
        hedge=_HEDGES.get(match["hedge"] or "", Hedge.NONE),
        places=len(digits.partition(".")[2]),
        scale=power,
        raw=match[0],
    )


def _dated(
    text: str, place: int, dates: Iterable[tuple[int, int, Period | None]]
) -> tuple[Period | None, Period | None]:
    """Take the period, and the day that figures stand on (by, as of), last named before a place."""
    period: Period | None = None
    as_of: Period | None = None
    for start, _, found in dates:
        if start >= place:
            break
        if re.search(r"(?:\bby|\bas of) $", text[:start], re.IGNORECASE):
            as_of = found
        else:
            period = found
    return period or as_of, as_of


_OPENING: Final = re.compile(r"(?:^|, )(?P<name>[^,;:]{1,60}?) (?:signed|had|has|reported)\b")


def _subject(sentence: str, names: list[str]) -> str | None:
    for name in names:
        if name in sentence:
            return name
    match = next(reversed(list(_OPENING.finditer(sentence))), None)
    return match["name"] if match else None
