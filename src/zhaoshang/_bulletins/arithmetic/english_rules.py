"""Arithmetic that English sentences tell in one breath: patterns from the first figure of a relation to the last.

Each pattern holds for a whole relation, nothing left out: which figure is now and which before, which is the whole and
which its part, or what lacks. Between them stand words of one clause, and never another figure.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.bounds import Bounds, room_within, total
from zhaoshang._bulletins.arithmetic.english_lines import (
    ANY,
    COUNT,
    DATE,
    LEVEL,
    MONEY,
    PART,
    PERCENT,
    POINTS,
    TIMES,
    EnglishLine,
    lines,
    part_of,
)
from zhaoshang._bulletins.arithmetic.printed import Worked
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang.periods import Period

_W: Final = rf"[^{ANY}\d;:]{{0,90}}?"  # words of the sentence, without a figure
_C: Final = rf"[^{ANY}\d;:,]{{0,70}}?"  # words of one clause
_THE: Final = r"(?:the |a total of |some )?"
_RISE: Final = r"(?:increase|rise|growth|gain|jump|climb)"
_FALL: Final = r"(?:fall|drop|decline|decrease|reduction)"
_GREW: Final = r"(?:rose|risen|grew|grown|increased|climbed|gained|jumped)"
_FELL: Final = r"(?:fell|fallen|dropped|declined|decreased|shrank)"
_MOVED: Final = rf"(?P<d>{_GREW}|{_FELL}|up|down)(?: by)?"
_MOVE: Final = (
    rf"(?:representing |marking |or |for )?(?:(?:an? )?(?P<d>{_RISE}|{_FALL}) of|(?P<dd>up|down)(?: by)?)"
)
_ALONE: Final = r"(?!,? (?:on|from|over|against|compared|year[ -]on|above|below|ahead|more|less)\b)"  # of nothing else than what was told
_FALLS: Final = re.compile(rf"(?:{_FALL}|{_FELL}|down|fewer|less|lower|below)$", re.IGNORECASE)
_FROM: Final = r"(?:from|on|over|against|compared with|compared to)"
_AIM: Final = r"(?:the |its |their |a |an )*(?:[a-z-]+ )?(?:target|goal|quota|plan) of"

_RANGE: Final = re.compile(rf" (?:to|or) (?:{LEVEL}|\d)|[-–]")

Numbers = dict[str, int]
Handler = Callable[[ArithmeticText, "re.Match[str]", Numbers, EnglishLine], Iterator[Worked]]


def told(context: ArithmeticText) -> Iterator[Worked]:
    """Judge what English sentences tell of their figures."""
    if not context.is_english:
        return
    for line in lines(context):
        for form, handler in _RULES:
            for said in form.finditer(line.text):
                numbers = {
                    name: line.numbers[said.start(name)]
                    for name in said.groupdict()
                    if said.start(name) in line.numbers
                }
                is_range = any(
                    _RANGE.match(line.text, said.end(name)) is not None
                    for name in numbers
                    if name in "ow" and line.numbers.get(said.end(name) + len(" to ")) not in numbers.values()
                )
                if not is_range and all(context.bounds(number) is not None for number in numbers.values()):
                    yield from handler(context, said, numbers, line)


def _value(context: ArithmeticText, number: int) -> Bounds:
    value = context.bounds(number)
    return Bounds.exactly(Fraction(0)) if value is None else value


def _make(
    context: ArithmeticText, number: int, rule: str, of: tuple[int, ...], made: Bounds | None
) -> Iterator[Worked]:
    if made is not None:
        yield Worked(number, rule, of, made, _value(context, number))


def _alike(context: ArithmeticText, *numbers: int) -> bool:
    return all(context.alike(numbers[0], other) for other in numbers[1:])


def _is_one_time(said: re.Match[str], line: EnglishLine, context: ArithmeticText, now: int) -> bool:
    """Tell whether an older level is of a time as long: 60 projects in the half year are not held against 90 in 2023."""
    start, end = said.span("o")
    behind = re.match(rf"[^{ANY}\d;:,]{{0,40}}?{DATE}", line.text[end:])
    if line.text[start - 3 : start] in {"'s ", "’s "}:  # than last year's 38
        older, before = line.dates_in(start - 4, start), line.dates_in(0, start - 4)
        return bool(older and before) and abs(_length(older[0]) - _length(before[-1])) <= 1
    if behind is None or "same period" in behind[0]:
        return True
    dates = line.dates_in(end, end + behind.end())
    before = line.dates_in(0, start)
    period = before[-1] if before else context.readings[now].period
    return period is not None and all(abs(_length(date) - _length(period)) <= 1 for date in dates)


def _length(period: Period) -> int:
    return (period.end - period.start).days


def _grown(context: ArithmeticText, said: re.Match[str], of: Numbers, line: EnglishLine) -> Iterator[Worked]:
    now, old, by = of["n"], of["o"], of["p"]
    if not _alike(context, now, old) or not _is_one_time(said, line, context, now):
        return
    made = _value(context, now).grown(_value(context, old), 100)
    groups = said.groupdict()
    years = [line.dates.get(said.start(name)) for name in "xy" if name in groups]
    if years and not (years[0] is not None and years[1] is not None and years[0].start > years[1].start):
        return
    is_fall = _FALLS.search(groups["d"] or groups.get("dd") or "") is not None
    yield from _make(
        context, by, "growth_of_levels", (now, old), -made if made is not None and is_fall else made
    )


def _changed(
    context: ArithmeticText, said: re.Match[str], of: Numbers, line: EnglishLine
) -> Iterator[Worked]:
    now, old, by = of["n"], of["o"], of["c"]
    if not _alike(context, now, old, by) or not _is_one_time(said, line, context, now):
        return
    made = _value(context, now) - _value(context, old)
    is_fall = _FALLS.search(said["d"]) is not None
    yield from _make(context, by, "change_of_levels", (now, old), -made if is_fall else made)


def _grown_by(context: ArithmeticText, said: re.Match[str], of: Numbers, _: EnglishLine) -> Iterator[Worked]:
    """60 projects, 12 more than a year earlier, an increase of 25%."""
    now, by, rate = of["n"], of["c"], of["p"]
    falls = [_FALLS.search(said[name]) is not None for name in ("d", "dd")]
    if not _alike(context, now, by) or falls[0] != falls[1]:
        return
    level, change = _value(context, now), _value(context, by)
    old = level + change if falls[0] else level - change
    yield from _make(context, rate, "growth_of_levels", (now, by), change.over(old, 100))


_MULTIPLES: Final = {"dou": 2, "twi": 2, "tri": 3, "tre": 3, "thr": 3, "qua": 4, "fou": 4, "fiv": 5}
_LOOSE: Final = Fraction(1, 10)


def _timed(context: ArithmeticText, said: re.Match[str], of: Numbers, line: EnglishLine) -> Iterator[Worked]:
    """60 projects, double the 30 of a year earlier: as loosely as such words are said."""
    now, old = of["n"], of["o"]
    if not _alike(context, now, old) or not _is_one_time(said, line, context, now):
        return
    base = _value(context, old)
    if "k" in of:
        yield from _make(context, of["k"], "times_of_level", (now, old), _value(context, now).over(base))
        return
    word = said["m"].lower()
    times = Fraction(1, 2) if word.startswith("hal") else Fraction(_MULTIPLES[word[:3]])
    most = times + 1 if "fold" in word else times  # a threefold increase: to three times, or by
    room = Bounds(base.mid * times * (1 - _LOOSE), base.mid * most * (1 + _LOOSE), base.mid * times)
    yield from _make(context, now, "times_of_level", (old,), room)


_WIDE: Final = Fraction(1, 20)


def _part(context: ArithmeticText, said: re.Match[str], of: Numbers, _: EnglishLine) -> Iterator[Worked]:
    """A third of the 90 projects, or 30: as loosely as such words are said."""
    part, whole = of["n"], of["w"]
    if not _alike(context, part, whole) or re.search(_ABOUT, said.string[: said.start("f")]):
        return
    share = Fraction(*part_of(said["f"]))
    base = _value(context, whole)
    room = Bounds(base.low * (share - _WIDE), base.high * (share + _WIDE), base.mid * share)
    yield from _make(context, part, "share_of_whole", (whole,), room)


_ABOUT: Final = (
    r"(?:about|nearly|almost|around|roughly|some|over|under|than|least|most|approximately|close to|up to) $"
)


def _shared(context: ArithmeticText, _: re.Match[str], of: Numbers, __: EnglishLine) -> Iterator[Worked]:
    part, whole, rate = of["n"], of["w"], of["p"]
    mine, its = _value(context, part), _value(context, whole)
    if _alike(context, part, whole) and its.mid >= mine.mid:
        yield from _make(context, rate, "share_of_whole", (part, whole), mine.over(its, 100))


def _left(context: ArithmeticText, _: re.Match[str], of: Numbers, __: EnglishLine) -> Iterator[Worked]:
    part, whole, rest = of["n"], of["w"], of["r"]
    if _alike(context, part, whole, rest):
        made = _value(context, whole) - _value(context, part)
        yield from _make(context, rest, "what_is_left", (whole, part), made)


def _over(context: ArithmeticText, _: re.Match[str], of: Numbers, __: EnglishLine) -> Iterator[Worked]:
    done, aim = of["n"], of["w"]
    if not _alike(context, done, aim):
        return
    if "p" in of:
        made = _value(context, done).grown(_value(context, aim), 100)
        yield from _make(context, of["p"], "growth_of_levels", (done, aim), made)
    elif _alike(context, done, of["r"]):
        made = _value(context, done) - _value(context, aim)
        yield from _make(context, of["r"], "what_is_left", (done, aim), made)


def _meant(context: ArithmeticText, _: re.Match[str], of: Numbers, __: EnglishLine) -> Iterator[Worked]:
    count, amount, mean = of["k"], of["m"], of["q"]
    if _alike(context, amount, mean) and _value(context, count).low > 0:
        made = _value(context, amount).over(_value(context, count))
        yield from _make(context, mean, "mean_size", (amount, count), made)


def _mean_times(context: ArithmeticText, _: re.Match[str], of: Numbers, __: EnglishLine) -> Iterator[Worked]:
    count, amount, mean = of["k"], of["m"], of["q"]
    if _alike(context, amount, mean):
        made = _value(context, mean).times(_value(context, count))
        yield from _make(context, amount, "mean_size", (mean, count), made)


def _added(context: ArithmeticText, said: re.Match[str], of: Numbers, line: EnglishLine) -> Iterator[Worked]:
    parts = tuple(of[name] for name in "abe" if name in of)
    whole = of["t"]
    if DATE in said[0] and "quarter" not in said[0]:
        return  # what was signed in March and in June is not all of the year
    if not _alike(context, whole, *parts) or re.match(
        rf"(?:,|,? and){_C}{LEVEL}", line.text[max(said.end(name) for name in "abt") :]
    ):
        return
    made = total([_value(context, part) for part in parts])
    yield from _make(context, whole, "parts_of_whole", parts, made)


def _within(context: ArithmeticText, _: re.Match[str], of: Numbers, __: EnglishLine) -> Iterator[Worked]:
    part, whole = of["n"], of["w"]
    if not _alike(context, part, whole) or not all(
        _is_one_count(context, number) for number in (part, whole)
    ):
        return
    quantities = context.readings[part].quantity, context.readings[whole].quantity
    room = room_within(*quantities, _value(context, whole))
    made = Worked(part, "parts_within_whole", (whole,), room, _value(context, part))
    if not made.holds:
        yield made  # that a part is no more than its whole makes it right in nothing else


def _is_one_count(context: ArithmeticText, number: int) -> bool:
    """Tell whether a figure counts projects or is an amount: what else is counted need be no part."""
    raw = context.readings[number].raw.lower()
    return "project" in raw or not re.search("[a-z]{3,}$", raw) or context.kind(number) == "CNY"


def _pointed(context: ArithmeticText, said: re.Match[str], of: Numbers, _: EnglishLine) -> Iterator[Worked]:
    now, old, by = of["n"], of["o"], of["c"]
    made = _value(context, now) - _value(context, old)
    is_fall = _FALLS.search(said["d"]) is not None
    yield from _make(context, by, "change_of_levels", (now, old), -made if is_fall else made)


def _forms(*forms: str, handler: Handler) -> Iterator[tuple[re.Pattern[str], Handler]]:
    for form in forms:
        yield re.compile(form), handler


_NOW, _OLD, _BY, _RATE = f"(?P<n>{LEVEL})", f"(?P<o>{LEVEL})", f"(?P<c>{LEVEL})", f"(?P<p>{PERCENT})"
_WHOLE, _REST, _SUM = f"(?P<w>{LEVEL})", f"(?P<r>{LEVEL})", f"(?P<t>{LEVEL})"
_A, _B, _E = f"(?P<a>{LEVEL})", f"(?P<b>{LEVEL})", f"(?P<e>{LEVEL})"
_COUNTED, _AMOUNT, _EACH = f"(?P<k>{COUNT})", f"(?P<m>{MONEY})", f"(?P<q>{MONEY})"
_EARLIER: Final = (
    r"(?:a year (?:earlier|ago|before)|the year before|the previous year"
    rf"|(?:in )?the same period(?: of)?(?: {DATE})?|(?:in )?{DATE})"
)
_ITEMS: Final = rf"{_A}{_C}(?:, {_C}{_E}{_C})?,? and {_C}{_B}"
_MULTIPLE: Final = r"(?P<m>[Dd]ouble|[Tt]wice|[Tt]riple|[Tt]reble|[Tt]hree times|[Qq]uadruple|[Ff]our times|[Ff]ive times|[Hh]alf)"
_MULTIPLIED: Final = r"(?P<m>doubled|tripled|trebled|quadrupled|halved)"

_RULES: Final = (
    *_forms(
        rf"{_NOW}{_W},? (?P<d>up|down)(?: by)? {_RATE} {_FROM} {_THE}{_OLD}",
        rf"\bfrom {_THE}{_OLD}{_C} to {_NOW}{_C}, {_MOVE} {_RATE}{_ALONE}",
        rf"{_MOVED} {_RATE}{_C} to {_NOW}{_C},? from {_THE}{_OLD}",
        rf"{_NOW}{_C},? (?:compared with|compared to|against|versus|up from|down from) {_THE}{_OLD}{_C}, {_MOVE} {_RATE}{_ALONE}",
        rf"{_NOW} in {DATE},? (?:against|compared with|compared to|versus|up from|down from) {_THE}{_OLD}"
        rf" in {DATE}, {_MOVE} {_RATE}{_ALONE}",
        rf"{_NOW} in (?P<x>{DATE}),? and {_OLD} in (?P<y>{DATE}), {_MOVE} {_RATE}{_ALONE}",
        handler=_grown,
    ),
    *_forms(
        rf"{_NOW}{_W},? (?P<d>up|down)(?: by)? {_BY} {_FROM} {_THE}{_OLD}",
        rf"{_MOVED} {_BY}{_C} to {_NOW}{_C},? from {_THE}{_OLD}",
        rf"{_NOW}{_C}, {_BY} (?P<d>more|fewer|less|higher|lower) than (?:{DATE}['’]s |{_THE}){_OLD}",
        rf"{_NOW}{_C}, (?:an? )(?P<d>{_RISE}|{_FALL}) of {_BY} (?:from|on|over) {_THE}{_OLD}",
        handler=_changed,
    ),
    *_forms(
        rf"{_NOW}{_C}, {_BY} (?P<d>more|fewer|less) than {_EARLIER},?"
        rf" (?:or |and )?(?:an? )(?P<dd>{_RISE}|{_FALL}) of {_RATE}",
        handler=_grown_by,
    ),
    *_forms(
        rf"{_NOW}{_C}, {_MULTIPLE}(?: as many as| that of| of)? the {_OLD}",
        rf"{_NOW}{_C}, (?P<k>{TIMES})(?: as many as| as much as)? the {_OLD}",
        rf"{_NOW}{_C}, a (?P<m>(?:two|three|four|five)fold) (?:increase|rise) (?:on|from|over) the {_OLD}",
        rf"\b{_MULTIPLIED} from {_THE}{_OLD}{_C} to {_NOW}",
        rf"\b{_MULTIPLIED} to {_NOW}{_C} from {_THE}{_OLD}",
        handler=_timed,
    ),
    *_forms(
        rf"\b(?i:{PART}) of (?:the |its |all )+{_WHOLE}{_C}, (?:or )?{_NOW},? (?:are|is|have|has|were|had)\b",
        rf"{_WHOLE}{_C}, {PART} of (?:which|them|these),? or {_NOW},",
        handler=_part,
    ),
    *_forms(
        rf"{_NOW} of (?:the |its |all |these )*(?:[A-Za-z]+'s )?{_WHOLE}{_C},? (?:or|an? share of|accounting for|which is|equal to"
        rf"|making up) {_RATE}",
        rf"{_NOW} of (?:the |its |all |these )*(?:[A-Za-z]+'s )?{_WHOLE}{_C}, an? [a-z]+ rate of {_RATE}",
        handler=_shared,
    ),
    *_forms(
        rf"{_NOW} of (?:the |its |these )*{_WHOLE}{_C}[,;] (?:the (?:other|remaining) )?{_REST}"
        rf" (?:have yet|are yet|have not|are still|had yet|had not|remain)\b",
        rf"\b[Oo]f (?:the |its )?{_WHOLE}{_C}, {_NOW}{_C}[,;] (?:and )?(?:the rest, |leaving |the (?:other|remaining) ){_REST}",
        rf"\b[Aa]ll but {_REST} of the {_WHOLE}{_C}, or {_NOW}",
        rf"\btarget (?:is|was|of|stands at|stood at) {_WHOLE}, of which {_NOW}{_C}, leaving {_REST}",
        rf"{_NOW}{_C}, {_REST} (?:short of|below|shy of) {_AIM} {_WHOLE}",
        handler=_left,
    ),
    *_forms(
        rf"{_NOW}{_C}, (?:beating|exceeding|surpassing|topping) {_AIM} {_WHOLE} by (?:{_REST}|{_RATE})",
        rf"{_NOW}{_C}, (?:beating|exceeding|surpassing|topping) {_AIM} {_WHOLE} by {LEVEL}, or {_RATE}",
        handler=_over,
    ),
    *_forms(
        rf"{_COUNTED} (?!including){_C}{_AMOUNT},? (?:or|an average of|or an average of|averaging)"
        rf" {_EACH} (?:each|per project|apiece)\b",
        rf"{_COUNTED} (?!including){_C}{_AMOUNT}[;,] (?:with |and )?(?:the|an) average (?:project size|investment|size)(?: per project)?"
        rf" (?:was|of|being|came to|stood at) {_EACH}",
        handler=_meant,
    ),
    *_forms(
        rf"{_COUNTED} average(?:d)? {_EACH} each, (?:for|making|with) a total of {_AMOUNT}",
        handler=_mean_times,
    ),
    *_forms(
        rf"\b(?:[Tt]ogether|[Cc]ombined),? (?:the )?{_ITEMS}{_C} (?:make|add up to|total|come to|amount to|sum to) {_SUM}",
        rf"{_ITEMS}{_C} (?:add up to|sum to) {_SUM}",
        rf"\b[Ww]ith {_ITEMS}{_C}, {_C}{_SUM} (?:[a-z]+ )?(?:altogether|in all|in total)\b",
        rf"{_SUM}{_C},? (?:comprise|comprised|comprising|consist of|consisting of|(?:is |are )?made up of) {_ITEMS}",
        rf"{_A} in the first quarter,? and {_B} in the second(?: quarter)?, (?:making |or |for )?{_SUM} in the first half\b",
        handler=_added,
    ),
    *_forms(
        rf"{_WHOLE}{_C}, (?:including|of which) (?P<n>{LEVEL})",
        rf"\b[Oo]f the {_WHOLE}{_C}, (?P<n>{LEVEL}) (?:have|has|are|were|had)\b",
        handler=_within,
    ),
    *_forms(
        rf"(?P<n>{PERCENT}), (?P<c>{POINTS}) (?P<d>higher|lower|more|less) than (?:the )?(?P<o>{PERCENT})",
        rf"(?P<n>{PERCENT}), (?P<c>{POINTS}) (?P<d>above|below) (?:the )?(?P<o>{PERCENT})",
        rf"(?P<n>{PERCENT}), (?P<d>up|down)(?: by)? (?P<c>{POINTS}) from (?:the )?(?P<o>{PERCENT})",
        rf"\bfrom (?P<o>{PERCENT}) to (?P<n>{PERCENT}), (?P<d>up|down)(?: by)? (?P<c>{POINTS})",
        handler=_pointed,
    ),
)
