"""How dates and periods are written in English: tokens, rules, and what only looks like a date."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.calendar import DateBound, DateReading
from zhaoshang._reading.english.lexicon import NUMBERS
from zhaoshang._reading.rules import FormRule, RuleTable, Token

__all__ = [
    "CANDIDATE",
    "JOIN",
    "RULES",
    "SENTENCE",
    "WEEKDAY",
    "bound",
    "is_date",
    "is_tail",
    "read",
    "read_cell",
    "rest",
]

_NAMES: Final = (
    "January February March April May June July August September October November December".split()
)
_SHORT: Final = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_MONTHS: Final = {name[:3].lower(): number for number, name in enumerate(_NAMES, 1)}
_MONTH: Final = rf"(?:{'|'.join(_NAMES)}|(?:{_SHORT})(?:\.|(?![a-z])))"
_YEAR: Final = r"(?:19|20)[0-9]{2}(?![0-9])"
_DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:st|nd|rd|th)?"
_TO: Final = r"(?: ?(?:[-–—~]|--) ?| (?:to|through|until|till) (?:the end of )?)"
_BETWEEN: Final = r"(?<=[Bb]etween )"
_ORDINALS: Final = {
    word: number
    for number, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th"), 1)
    for word in words.split()
}
_SMALL: Final = {word: value for word, value in NUMBERS.items() if 2 <= value <= 11}


def _words(says: str, words: dict[str, int]) -> Token:
    pattern = "|".join(sorted(words, key=len, reverse=True))
    return Token(f"(?i:{pattern})", says, lambda text: words[text.lower()])


def _month(text: str) -> int:
    return _MONTHS[text[:3].lower()]


def _figures(text: str) -> int:
    return int(text.rstrip("stndrh"))


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else _SMALL[text.lower()]


def _tokens(year: str) -> dict[str, Token]:
    relative = {"this": 0, "last": -1, "next": 1, "the": 0, "current": 0, "previous": -1}
    steps = {"this": 0, "last": -1, "next": 1}
    return {
        "to": Token(_TO),
        "year": Token(year, "year"),
        "year_before": Token(year, "year"),
        "year_to": Token(year, "year_to"),
        "short_year": Token("[0-9]{2}(?![0-9])", "year", lambda text: 2000 + int(text)),
        "relative": _words("year_off", relative),
        "near_year": _words("year_off", steps),
        "half": _words("half", {word: number for word, number in _ORDINALS.items() if number < 3}),
        "half_digit": Token("[12]", "half"),
        "quarter": _words("quarter", _ORDINALS),
        "quarter_digit": Token("[1-4]", "quarter"),
        "quarter_to": Token("[2-4]", "quarter_to"),
        "quarters": Token("two|three|[23]", "quarter_to", _count),
        "quarter_step": _words("quarter_off", steps),
        "months": Token(rf"{'|'.join(_SMALL)}|1[01]|[2-9]", "month_to", _count),
        "month": Token(_MONTH, "month", _month),
        "month_short": Token(f"(?i:{_SHORT})", "month", _month),
        "month_to": Token(_MONTH, "month_to", _month),
        "month_step": _words("month_off", steps),
        "day": Token(_DAY, "day", _figures),
        "day_to": Token(_DAY, "day_to", _figures),
        "third": _words("third", {"early": 1, "mid": 2, "late": 3}),
        "edge": _words("edge", {"beginning": 0, "start": 0, "end": 1}),
        "week": _words("week_off", steps),
        "day_word": _words("day_off", {"today": 0, "yesterday": -1, "tomorrow": 1}),
        "season": _words("season", {"spring": 0, "summer": 1, "autumn": 2, "fall": 2, "winter": 3}),
        "plan": Token("1?[0-9]|20", "plan"),
    }


_YEAR_OF_REST: Final = r"(?:<year>|<relative>(?: current)? year(?!['’A-Za-z-]))"
# the year behind a part of it: of 2026, 2026, this year
_OF: Final = rf"(?:,? (?:of |in )?(?:the year )?{_YEAR_OF_REST})"

_LETTER_END: Final = r"(?![0-9A-Za-z])(?:,? ?(?:of )?<year>)?"

RULES: Final = (
    FormRule("plan of five years", r"<plan>(?:st|nd|rd|th) (?i:five-year plan)(?: (?i:period))?", "14th Five-Year Plan"),
    FormRule("half as a letter", r"(?:<year_before>[ -])?H<half_digit>(?![0-9A-Za-z])(?:,? ?(?:of )?<year>)?", "H1 2026", 46),
    FormRule("quarter as a letter", rf"(?:<year_before>[ -])?Q<quarter_digit>{_LETTER_END}", "Q1 2026", 46),
    FormRule("quarters as letters", rf"(?:<year_before>[ -])?Q<quarter_digit><to>Q<quarter_to>{_LETTER_END}", "Q1–Q3 2026"),
    FormRule("letter behind a half", r"<half_digit>H(?![0-9A-Za-z]) ?<year>", "1H 2026"),
    FormRule("letter behind a quarter", r"<quarter_digit>Q(?![0-9A-Za-z]) ?<year>", "3Q 2026"),
    FormRule("half", rf"<half> half{_OF}?(?![A-Za-z-])", "the first half of 2026"),
    FormRule("quarter", rf"<quarter> quarter{_OF}?(?![A-Za-z-])", "second quarter of 2026"),
    FormRule("first quarters", rf"(?i:first) <quarters> quarters{_OF}?", "first three quarters of 2026", says={"quarter": 1}),
    FormRule("first months", rf"(?i:first) <months> months{_OF}?", "first eight months of 2026", 43, says={"month": 1}),
    FormRule("months", rf"<month><to><month_to>(?! [0-9]{{1,2}}(?![0-9])){_OF}?", "January–June 2026"),
    FormRule("between months", rf"{_BETWEEN}<month> and <month_to>{_OF}?", "between January and June 2026"),
    FormRule("listed month", rf"<month>(?=(?:, {_MONTH}){{0,10}},? and {_MONTH},? (?:of )?<year>)", "May, June and July 2026", 48),
    FormRule("third of a month", rf"<third>[- ]<month>{_OF}?", "early March 2026"),
    FormRule("edge of a month", rf"<edge>(?: of |-)<month>{_OF}?", "end of June 2026"),
    FormRule("month and day", r"<month> <day>(?:<to><day_to>)?(?:,? <year>)?", "March 5, 2026"),
    FormRule("day and month", r"<day>(?:<to><day_to>)? (?:of )?<month>(?:,? <year>)?", "5 March 2026", 48),
    FormRule("month of a year", rf"<month>{_OF}", "March 2026"),
    FormRule("edge of a year", rf"<edge>(?: of (?:the year )?|-){_YEAR_OF_REST}", "end of 2026"),
    FormRule("end of a year", r"(?i:year-end) <year>", "year-end 2026", says={"edge": 1}),
    FormRule("year", r"(?:(?i:year) )?<year>(?:<to><year_to>)?", "2026"),
    FormRule("between years", rf"{_BETWEEN}<year> and <year_to>", "between 2024 and 2026"),
    FormRule("season", r"<season>(?: of)? <year>", "autumn 2026", 48),
    FormRule("relative year", r"<near_year> year(?!['’A-Za-z-])", "last year"),
    FormRule("relative quarter", r"<quarter_step> quarter(?!['’A-Za-z-])", "last quarter", 45),
    FormRule("relative month", r"<month_step> month(?!['’A-Za-z-])", "this month"),
    FormRule("relative week", r"<week> week(?!['’A-Za-z-])", "next week"),
    FormRule("relative day", r"<day_word>(?![A-Za-z])", "yesterday"),
    FormRule("month", r"<month>(?! [0-9])", "March"),
    FormRule("day with dashes", r"<day>[- /]<month_short>[- /](?:<year>|<short_year>)", "3-Mar-22", 46, is_cell=True),
    FormRule("month with a dash", r"<month_short>[- ](?:<year>|<short_year>)", "Mar-22", 46, is_cell=True),
)  # fmt: skip

_TEXT: Final = RuleTable(RULES, _tokens(_YEAR), is_cell=False)
_CELL: Final = RuleTable(RULES, _tokens(_YEAR), is_cell=True)
# a cell may hold any year of four digits, where more than the year says so
_OLD: Final = RuleTable(
    (rule._replace(pattern=rule.pattern.replace("(?:(?i:year) )?", "(?i:year) ")) for rule in RULES),
    _tokens("[0-9]{4}(?![0-9])"),
    is_cell=True,
)

CANDIDATE: Final = re.compile(
    rf"(?<![A-Za-z])(?:[0-9]|(?:{'|'.join(_NAMES)}|{_SHORT})(?![a-z])|[HQ][1-4]"
    rf"|(?i:early|mid|late|first|second|third|fourth|end|beginning|start|this|last|next|today|yesterday|tomorrow|year"
    rf"|spring|summer|autumn|fall|winter)(?![a-z]))"
)
SENTENCE: Final = re.compile(r"[.] (?=[A-Z])")
CLOCK: Final = (
    r"(?:,? (?:at )?(?:[0-9]{1,2}:[0-9]{2}(?: ?[ap]\.?m\.?)?|[0-9]{1,2} ?[ap]\.?m\.?|noon|midnight))?"
)
"""A time of day behind a date, or none."""
JOIN: Final = re.compile(
    rf"{CLOCK}(?: ?(?:[-–—~]|--) ?| (?:to|through|until|till) (?:the end of |[0-9]{{1,2}}(?::[0-9]{{2}})? ?[ap]\.?m\.? on )?)"
)


def read(text: str, start: int) -> DateReading | None:
    """Read the English date that starts at a position of a folded text."""
    return _reading(_TEXT, text, start)


def _reading(table: RuleTable, text: str, start: int) -> DateReading | None:
    match = table.longest(text, start)
    return None if match is None else DateReading(start, match.end, match.said)


# ---------------------------------------------------------------- cells

WEEKDAY: Final = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?(?![A-Za-z])\.?)"
"""A day of the week, which says nothing more than its date."""

_LEAD: Final = re.compile(
    r"(?:(?i:as of|by|before|no later than|from|since|until|till|in|on|during|for|at|between) )?(?:(?i:the) )?"
    rf"(?:{WEEKDAY},? )?"
)


def read_cell(text: str, start: int) -> DateReading | None:
    """Read one date of a cell, of any year."""
    lead = _LEAD.match(text, start)
    begin = lead.end() if lead else start
    readings = [one for table in (_CELL, _OLD) if (one := _reading(table, text, begin)) is not None]
    return max(readings, key=lambda one: one.end, default=None)


# ---------------------------------------------------------------- running text

_YEAR_AFTER: Final = re.compile(
    r"(?:(?<![A-Za-z])(?i:in|by|of|since|during|until|till|for|from|to|through|and|year|before|after|around)|[,;:]) $"
    r"|[(]$|(?<=[A-Za-z]):$"
)
# the 2022 projects; but the 2000 firms
_THE: Final = re.compile(r"(?<![A-Za-z])(?i:the) $")
_QUALIFIED: Final = re.compile(r"(?<!00) [a-z]")
_MONTH_AFTER: Final = re.compile(
    r"(?<![A-Za-z])(?i:in|by|since|until|till|from|to|through|during|for|of|before|after) $"
)
_RANGE_OF_AMOUNTS: Final = re.compile(r" ?[-–—~～至到]{1,2} ?[0-9]")
_JOINED: Final = re.compile(r"[0-9A-Za-z./+_:$¥€£#-]")


def is_date(text: str, reading: DateReading) -> bool:
    """Tell a date in running text from other words that look like one."""
    start, said = reading.start, reading.said
    before = text[start - 1 : start]
    if before and _JOINED.match(before):
        further = text[start - 2 : start - 1]
        # a colon behind a word is punctuation, behind a digit it makes a time or a ratio
        if not (before in "/-:" and not (further.isdecimal() if before == ":" else further.isalnum())):
            return False
    if text[reading.end : reading.end + 1].isalnum():
        return False
    lead = text[max(0, start - 12) : start]
    if said.keys() == {"year"}:
        if _RANGE_OF_AMOUNTS.match(text, reading.end):
            return False
        is_named = text[start : start + 4].lower() == "year"
        is_meant = is_named or _YEAR_AFTER.search(lead) is not None or not lead.strip()
        return is_meant or (_THE.search(lead) is not None and _QUALIFIED.match(text, reading.end) is not None)
    if said.keys() == {"month"} or (text[start] in "HQ" and "year" not in said):
        return _MONTH_AFTER.search(lead) is not None
    return True


_PART_OF: Final = re.compile(
    r"(?<![A-Za-z])(?:quarters?|hal(?:f|ves)|months?|weeks?|fortnights?|days?|thirds?|decades?|weekends?) (?:of|in) (?:the )?$"
    r"|(?<![A-Za-z])(?:lunar|[Ff]iscal|[Ff]inancial|[Aa]cademic|school|tax|all but|except|excluding|New) (?:year )?$"
    r"|(?<![A-Za-z])(?:[Ww]eek|[Dd]ay|W) ?[0-9]{1,3},? (?:of )?$"
)
# of a day the hour, of anything longer a part whose days nobody has named
_PART_WITHOUT_DAYS: Final = re.compile(
    r"(?<![A-Za-z])(?i:early|mid|late|middle|mid-?year|part|turn|most|much|rest|remainder|balance|bulk|close|dawn|eve|outset|ides|run-up"
    r"|sometime|around|about|roughly|approximately|circa)(?: (?:in|of|to))? (?:the )?$"
)
_OF_DAYS: Final = frozenset({"day", "day_off"})
_DAY_BEFORE: Final = re.compile(rf"{_MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?,? $")
_OF_MORE: Final = re.compile(rf" of (?:the )?(?:{_MONTH}|{_YEAR}|(?i:last|this|next) )")
_REACH: Final = 24
_GOES_ON: Final = re.compile(
    r"[-/.–—][0-9][-/.–—0-9]*|(?<=[0-9])[- ]?[QHW][0-9]{1,2}(?![0-9A-Za-z])| \(lunar\)"
    # H1 FY2024, 2024 fiscal year, Q1'24, 2024's first half, March 2024 YTD
    r"|,? (?:of |in )?(?:the )?(?:FY|[Ff]iscal|[Ff]inancial year|[Aa]cademic year)(?: ?(?:year )?[0-9]{2,4})?"
    r"| (?:YTD|year[- ]to[- ]date)(?![A-Za-z])"
    r"|(?<=[QH][1-4])(?:['’][0-9]{2}(?![0-9])| [0-9]{2}(?=[.,;)]|$))"
    r"|(?<=[0-9])(?:['’]s)? (?:first|second|third|fourth|last|final|opening|closing|latter) (?:half|quarter|months?|weeks?)(?![A-Za-z])"
    # March or April 2024, March 1 and 15, 2024
    rf"|(?:/| or (?:in )?)(?:{_MONTH}(?:,? {_YEAR})?|{_YEAR})|(?<=[0-9])(?: and| or|,| &) {_DAY},? {_YEAR}"
    # H1 and H2 2024, Q1, Q2 and Q3 of 2024
    rf"|(?<=[QH][1-4])(?:(?:,? and|,? or|,| &) [QH][1-4]){{1,3}},? (?:of |in )?{_YEAR}"
)


def rest(text: str, end: int) -> int:
    """Tell where that ends what goes on behind a date and was not read: Mar 2024-8, 2024 Q5."""
    found = _GOES_ON.match(text, end)
    return end if found is None else found.end()


def is_tail(text: str, reading: DateReading) -> bool:
    """Tell the end of a date that cannot be read whole: the fifth quarter of 2024, March 32, 2024, lunar March, late 2024."""
    start, said = reading.start, reading.said
    low = max(0, start - _REACH)
    if text[start - 1 : start] == " " and (
        _PART_OF.search(text, low, start)
        or (_OF_DAYS.isdisjoint(said) and _PART_WITHOUT_DAYS.search(text, low, start))
        or (said.keys() == {"year"} and _DAY_BEFORE.search(text, low, start))
    ):
        return True
    return "year" not in said and _OF_MORE.match(text, reading.end) is not None


# ---------------------------------------------------------------- bounds in words

_COPULA: Final = r"(?: (?:in|on|by|at))?(?: the)? $"
_UNTIL_AHEAD: Final = re.compile(
    r"(?<![A-Za-z])(?i:(?:no|not) later than|(?<!not )(?<!never )(?:(?:on or )?before|prior to)|ahead of"
    rf"|at (?:the )?latest(?: by)?){_COPULA}"
)
_OPEN_AHEAD: Final = re.compile(
    r"(?<![A-Za-z])(?i:(?:no|not) (?:earlier|sooner) than|(?:not|never) before|(?:on or )?after|later than|earlier than|past"
    r"|beyond|following|not|never|nor|as (?:early|soon|late) as|at (?:the )?earliest|(?:as )?soon after|possibly|perhaps|maybe"
    r"|likely|approximately|circa|(?:other|rather) than|instead of|except(?: for)?|every|each|nearly|almost|outside"
    r"|until|till|through|up to|the eve of)"
    rf"{_COPULA}"
)
_OPEN_BEHIND: Final = re.compile(
    r" (?:or|and) (?:later|earlier|after|before|beyond|thereabouts|so)(?![A-Za-z])| at (?:the )?earliest(?![A-Za-z])| onwards?(?![A-Za-z])"
    r"| or (?:so|thereabouts)(?![A-Za-z])| at the very earliest"
    r"| \((?:\?{1,3}|approx(?:imately|\.)?|about|around|or so|roughly|unconfirmed|tbc|TBC)\)"
)
_UNTIL_BEHIND: Final = re.compile(r" at (?:the )?(?:very )?latest(?![A-Za-z])")


def bound(text: str, start: int, end: int) -> DateBound | None:
    """Read the words beside a date that make another time of it: before March 2024, not in March 2024."""
    low = max(0, start - _REACH)
    until, opened, last = None, None, None
    if text[start - 1 : start] == " ":
        until = _UNTIL_AHEAD.search(text, low, start)
        opened = None if until else _OPEN_AHEAD.search(text, low, start)
    is_open = opened is not None
    if text[end : end + 1] == " ":
        last = _OPEN_BEHIND.match(text, end)
        is_open = is_open or last is not None
        last = last or _UNTIL_BEHIND.match(text, end)
    first = until or opened
    if first is None and last is None:
        return None
    return DateBound(
        start if first is None else first.start(), end if last is None else last.end(), not is_open
    )
