"""Dates and periods in English text: the same parts as in Chinese, so that `dates.resolve` gives them days.

`read` takes a folded text and a position and gives a `Reading` of `dates`; its parts have the names and values of the
Chinese grammar (the first half is 上, the last ten days are 下), which one arithmetic serves.
"""

import re
from collections.abc import Callable
from typing import Final

from zhaoshang._reading.dates import Reading
from zhaoshang._reading.english.lexicon import NUMBERS

__all__ = ["CANDIDATE", "SENTENCE", "is_date", "read", "read_whole"]

_NAMES: Final = (
    "January February March April May June July August September October November December".split()
)
_MONTHS: Final = {name[:3]: str(number) for number, name in enumerate(_NAMES, 1)}
_SHORT: Final = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_MONTH: Final = rf"(?:{'|'.join(_NAMES)}|(?:{_SHORT})(?:\.|(?![a-z])))"
_YEAR: Final = r"(?:19|20)[0-9]{2}(?![0-9])"
_DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:st|nd|rd|th)?"
_TO: Final = r"(?: ?(?:[-–—~]|--) ?| (?:to|through|until|till|and) (?:the end of )?)"
_ORDINALS: Final = {
    "first": "1",
    "1st": "1",
    "second": "2",
    "2nd": "2",
    "third": "3",
    "3rd": "3",
    "fourth": "4",
    "4th": "4",
}
_ORDINAL: Final = "|".join(_ORDINALS)
_SMALL: Final = {word: str(value) for word, value in NUMBERS.items() if 2 <= value <= 11}
_COUNT: Final = rf"(?:{'|'.join(_SMALL)}|1[01]|[2-9])"
_RELATIVE: Final = {"this": "今", "last": "去", "next": "明", "the": "今", "current": "今", "previous": "去"}
_MONTH_STEPS: Final = {"this": "本", "last": "上", "next": "下"}
_DAYS: Final = {"today": "今", "yesterday": "昨", "tomorrow": "明"}
_THIRDS: Final = {"early": "上", "mid": "中", "late": "下"}
_EDGES: Final = {"beginning": "初", "start": "初", "end": "底"}
_RELATIVE_YEAR: Final = rf"(?P<relative>(?i:{'|'.join(_RELATIVE)}))(?: current)? year(?!['’A-Za-z-])"


def _forms(year: str, alone: str) -> tuple[re.Pattern[str], ...]:
    """Make the patterns of dates with a pattern of years, and what stands before one alone."""
    # the year behind a part of it: of 2026, 2026, this year
    of = rf"(?:,? (?:of |in )?(?:the year )?(?:(?P<year>{year})|{_RELATIVE_YEAR}))"
    quarters = rf"Q(?P<quarter>[1-4])(?:{_TO}Q(?P<quarter_to>[2-4]))?"
    forms = (
        r"(?P<plan>1?[0-9]|20)(?:st|nd|rd|th) (?i:five-year plan)(?: (?i:period))?",
        rf"(?:(?P<lead>{year}) )?(?:H(?P<half>[12])|{quarters})(?![0-9A-Za-z])(?:,? ?(?:of )?(?P<year>{year}))?",
        rf"(?:(?P<half>[12])H|(?P<quarter>[1-4])Q)(?![0-9A-Za-z]) ?(?P<year>{year})",
        rf"(?P<half>(?i:{_ORDINAL})) half{of}?(?![A-Za-z-])",
        rf"(?P<quarter>(?i:{_ORDINAL})) quarter{of}?(?![A-Za-z-])",
        rf"(?i:first) (?P<first_quarters>two|three|[23]) quarters{of}?",
        rf"(?i:first) (?P<first_months>{_COUNT}) months{of}?",
        rf"(?P<months>{_MONTH}){_TO}(?P<months_to>{_MONTH})(?! [0-9]{{1,2}}(?![0-9])){of}?",
        rf"(?P<third>(?i:early|mid|late))[- ](?P<month>{_MONTH}){of}?",
        rf"(?P<month_edge>(?i:{'|'.join(_EDGES)}))(?: of |-)(?P<month>{_MONTH}){of}?",
        rf"(?P<month>{_MONTH}) (?P<day>{_DAY})(?:{_TO}(?P<day_to>{_DAY}))?(?:,? (?P<year>{year}))?",
        rf"(?P<day>{_DAY})(?:{_TO}(?P<day_to>{_DAY}))? (?:of )?(?P<month>{_MONTH})(?:,? (?P<year>{year}))?",
        rf"(?P<month>{_MONTH}){of}",
        rf"(?P<edge>(?i:{'|'.join(_EDGES)}))(?: of (?:the year )?|-)(?:(?P<year>{year})|{_RELATIVE_YEAR})",
        rf"(?i:year-end) (?P<year>{year})(?P<year_end>)",
        rf"{alone}(?P<year>{year})(?:{_TO}(?P<to>{year}))?",
        r"(?i:(?P<relative>this|last|next)) year(?!['’A-Za-z-])",
        r"(?i:(?P<relative_month>this|last|next)) month(?!['’A-Za-z-])",
        r"(?i:(?P<week>this|last|next)) week(?!['’A-Za-z-])",
        r"(?i:(?P<relative_day>today|yesterday|tomorrow))(?![A-Za-z])",
        rf"(?P<month>{_MONTH})(?! [0-9])",
    )
    return tuple(map(re.compile, forms))


_FORMS: Final = _forms(_YEAR, "(?:(?i:year) )?")
CANDIDATE: Final = re.compile(
    rf"(?<![A-Za-z])(?:[0-9]|(?:{'|'.join(_NAMES)}|{_SHORT})(?![a-z])|[HQ][1-4]"
    rf"|(?i:early|mid|late|first|second|third|fourth|end|beginning|start|this|last|next|today|yesterday|tomorrow|year)(?![a-z]))"
)
SENTENCE: Final = re.compile(r"[.] (?=[A-Z])")


def read(text: str, start: int) -> Reading | None:
    """Read the English date that starts at a position of a folded text."""
    for form in _FORMS:
        match = form.match(text, start)
        if match is not None:
            given = {name: value for name, value in match.groupdict().items() if value is not None}
            parts = _parts(given)
            is_absolute = bool(parts.keys() & {"year", "plan"})
            return Reading(start, match.end(), parts, is_relative=not is_absolute)
    return None


def _parts(given: dict[str, str]) -> dict[str, str]:
    """Say the parts of a date as the Chinese grammar does."""
    parts = {name: _SAID[name](value) if name in _SAID else value for name, value in given.items()}
    if "lead" in parts:
        parts["year"] = parts.pop("lead")
    if "year_end" in parts:
        del parts["year_end"]
        parts["edge"] = "底"
    return parts


def _month(text: str) -> str:
    return _MONTHS[text[:3]]


def _figures(text: str) -> str:
    return text.rstrip("stndrh")


def _half(text: str) -> str:
    return "上" if _ordinal(text) == "1" else "下"


def _ordinal(text: str) -> str:
    return _ORDINALS.get(text.lower(), text)


_SAID: Final[dict[str, Callable[[str], str]]] = {
    "month": _month,
    "months": _month,
    "months_to": _month,
    "day": _figures,
    "day_to": _figures,
    "half": _half,
    "quarter": _ordinal,
    "first_quarters": lambda text: _SMALL.get(text, text),
    "first_months": lambda text: _SMALL.get(text, text),
    "third": lambda text: _THIRDS[text.lower()],
    "month_edge": lambda text: _EDGES[text.lower()],
    "edge": lambda text: _EDGES[text.lower()],
    "relative": lambda text: _RELATIVE[text.lower()],
    "relative_month": lambda text: _MONTH_STEPS[text.lower()],
    "week": lambda text: _MONTH_STEPS[text.lower()],
    "relative_day": lambda text: _DAYS[text.lower()],
}

# ---------------------------------------------------------------- cells

_LEAD: Final = re.compile(r"(?:(?i:as of|by|from|since|until|till|in|on|during|for|at) )?(?:(?i:the) )?")
_OLD: Final = _forms("[0-9]{4}(?![0-9])", "(?i:year) ")
_JOIN: Final = re.compile(_TO)


def read_whole(text: str, start: int) -> Reading | None:
    """Read the date that a cell holds: any four-digit year, and ranges from one date to another."""
    lead = _LEAD.match(text, start)
    begin = lead.end() if lead else start
    first = _longest(text, begin)
    if first is None:
        return None
    join = _JOIN.match(text, first.end)
    last = _longest(text, join.end()) if join else None
    if last is None:
        return first
    parts = {**first.parts, **{f"last_{name}": value for name, value in last.parts.items()}}
    return Reading(begin, last.end, parts, is_relative=first.is_relative)


def _longest(text: str, start: int) -> Reading | None:
    """Read a date of any year."""
    found = read(text, start)
    for form in _OLD:
        match = form.match(text, start)
        if match is not None and (found is None or match.end() > found.end):
            given = {name: value for name, value in match.groupdict().items() if value is not None}
            found = Reading(start, match.end(), _parts(given), is_relative=False)
    return found


# ---------------------------------------------------------------- running text

_YEAR_AFTER: Final = re.compile(
    r"(?:(?<![A-Za-z])(?i:in|by|of|since|during|until|till|for|from|to|through|and|year|before|after|around|late|early)|[,;:]) $|[(]$"
)
# the 2022 projects; but the 2000 firms
_THE: Final = re.compile(r"(?<![A-Za-z])(?i:the) $")
_QUALIFIED: Final = re.compile(r"(?<!00) [a-z]")
_MONTH_AFTER: Final = re.compile(
    r"(?<![A-Za-z])(?i:in|by|since|until|till|from|to|through|during|for|of|before|after) $"
)
_JOINED: Final = re.compile(r"[0-9A-Za-z./+_:$¥€£#-]")


def is_date(text: str, reading: Reading) -> bool:
    """Tell a date in running text from other words that look like one."""
    start, parts = reading.start, reading.parts
    before = text[start - 1 : start]
    if (
        before
        and _JOINED.match(before)
        and not (before in "/-" and not text[start - 2 : start - 1].isalnum())
    ):
        return False
    if text[reading.end : reading.end + 1].isalnum():
        return False
    lead = text[max(0, start - 12) : start]
    if parts.keys() == {"year"}:
        is_named = text[start : start + 4].lower() == "year"
        is_meant = is_named or _YEAR_AFTER.search(lead) is not None or not lead.strip()
        return is_meant or (_THE.search(lead) is not None and _QUALIFIED.match(text, reading.end) is not None)
    if parts.keys() == {"month"} or (text[start] in "HQ" and "year" not in parts):
        return _MONTH_AFTER.search(lead) is not None
    return True
