"""The words of English amounts, as data: hedges, numbers, magnitudes, units and the nouns that count.

The units are built from `zhaoshang.units`: each is known by its English name, in the singular too. What stands here
besides is the language of investment news. The tables of words are keyed by one character, as in `lexicon`.
"""

from collections.abc import Iterator
from typing import Final

from zhaoshang._reading.words import UnitWord
from zhaoshang._text.languages import singular
from zhaoshang.quantities import Hedge, kind_of
from zhaoshang.units import COUNTERS, CURRENCIES, OTHER_CURRENCIES, UNITS, Currency, Dimension, Unit, unit

__all__ = [
    "AFTER",
    "BEFORE",
    "INVARIABLE",
    "LABELS",
    "LETTERS",
    "MAGNITUDES",
    "NO_ADJECTIVES",
    "NUMBERS",
    "SEVERAL",
    "VAGUE",
    "WORDS",
]

# ---------------------------------------------------------------- hedges

_BEFORE_WORDS: Final[dict[Hedge, str]] = {
    Hedge.NEAR: "nearly, almost, close to, approaching, just under, just short of"
    ", nearing, pushing, nudging, close on, nigh on, getting on for, verging on, bordering on",
    Hedge.OVER: "over, more than, above, exceeding, exceeds, exceeded, in excess of, greater than, higher than, beyond"
    ", surpassing, surpassed, topping, topped, tops, to exceed, exceed, surpass, surpasses, north of, >",
    Hedge.AT_LEAST: "at least, no less than, not less than, no fewer than, not fewer than, no lower than, a minimum of"
    ", minimum, upwards of, greater than or equal to, more than or equal to, equal to or greater than, starting at"
    ", starting from, minimum of, at a minimum, at the very least, a floor of, min, min., >=, ≥",
    Hedge.AT_MOST: "at most, no more than, not more than, up to, a maximum of, maximum, not exceeding, not exceed"
    ", no greater than, no higher than, not over, within, less than or equal to, equal to or less than, capped at"
    ", limited to, maximum of, at a maximum, a ceiling of, a cap of, as much as, as many as, max, max., <=, ≤",
    Hedge.BELOW: "below, under, less than, shy of, just shy of, fewer than, lower than, smaller than, short of, south of, <",
    Hedge.ABOUT: "about, around, approximately, approx., approx, roughly, some, circa, an estimated, estimated at"
    ", in the region of, in the vicinity of"
    ", in the neighbourhood of, in the neighborhood of, more or less, ca, ca."
    ", ~, ≈",
    Hedge.ORDER: "on the order of, in the order of",
}
_AFTER_WORDS: Final[dict[Hedge, str]] = {
    Hedge.AT_LEAST: "or more, or above, and above, or over, and over, and up, and upwards, or greater, at least",
    Hedge.AT_MOST: "or less, or fewer, or below, and below, or under, and under, at most",
    Hedge.ABOUT: "or so, or thereabouts",
}

BEFORE: Final[dict[str, tuple[tuple[str, Hedge], ...]]] = {}
"""Hedges by their last character, longest first."""

AFTER: Final = tuple((word, hedge) for hedge, words in _AFTER_WORDS.items() for word in words.split(", "))
"""Hedges behind an amount."""


def _hedges() -> None:
    pairs = [(word, hedge) for hedge, words in _BEFORE_WORDS.items() for word in words.split(", ")]
    for word, hedge in sorted(pairs, key=lambda pair: -len(pair[0])):
        BEFORE[word[-1]] = (*BEFORE.get(word[-1], ()), (word, hedge))


_hedges()

# ---------------------------------------------------------------- numbers

NUMBERS: Final = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen".split()
    )
} | {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
"""The number words below a hundred."""

MAGNITUDES: Final = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "mn": 6, "mln": 6, "bn": 9, "tn": 12, "trn": 12,
}  # fmt: skip
"""The magnitude words with their powers of ten."""

LETTERS: Final = {"k": 3, "m": 6, "b": 9}
"""The letters that are magnitudes beside a currency; k stands alone as well."""


def _several() -> dict[str, int]:
    """List the phrases that name a decade and no number, from two up to ten of it: several million, tens of."""
    found = {"several": 0, "several tens of": 1, "tens of": 1, "several hundred": 2, "hundreds of": 2}
    for word, power in (("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)):
        found |= {
            f"several {word}": power,
            f"several {word}s of": power,
            f"{word}s of": power,
            f"several tens of {word}s of": power + 1,
            f"tens of {word}s of": power + 1,
            f"several hundred {word}": power + 2,
            f"hundreds of {word}s of": power + 2,
        }
    return found


SEVERAL: Final = _several()
"""The phrases that name no number, with the powers of ten of their decades."""

# ---------------------------------------------------------------- units

_CURRENCY_WORDS: Final = {
    "CNY": "yuan renminbi, renminbi yuan, renminbi, RMB yuan",
    "USD": "U.S. dollars, American dollars",
    "HKD": "HK dollars",
    "TWD": "NT dollars, Taiwan dollars",
    "MOP": "patacas",
    "EUR": "euro",
    "JPY": "yen",
    "GBP": "British pounds",
    "MYR": "ringgit",
    "THB": "baht",
    "KRW": "Korean won",
}
_MEASURE_WORDS: Final = {
    "m2": "square metres, square meters, sq m, sq. m, sqm, m2",
    "ha": "hectares",
    "acre": "acre",
    "ft2": "square foot, sq ft, sq. ft",
    "m3": "cubic metres, cubic meters, cu m, cu. m, m3",
    "L": "liters",
    "km2": "square kilometres, square kilometers, sq km, sq. km, km2",
    "percent": "percent, per cent, pct",
    "pp": "pct points",
    "workday": "workdays, business days",
    "month": "calendar months",
    "W": "watts",
    "kW": "kilowatts",
    "MW": "megawatts",
    "GW": "gigawatts",
    "kWh": "kilowatt-hours, kilowatt hours",
    "MWh": "megawatt-hours, megawatt hours",
    "GWh": "gigawatt-hours, gigawatt hours",
    "t": "tonnes, metric tons, metric tonnes",
    "kg": "kilograms, kilogrammes",
    "g": "grams, grammes",
    "m": "metres, meters",
    "km": "kilometres, kilometers",
    "times": "fold",
}
# what English counts by its own name, and the counter that Chinese counts it with
_NOUNS: Final = {
    "个": "projects, subprojects, jobs, posts, positions, parks, zones, platforms, centres, centers, clusters, bases"
    ", problems, issues, sectors, industries, production lines, laboratories, opportunities, delegations"
    ", deals, transactions, stations, airports, ports, forums, seminars, roadshows, robots, machines, containers",
    "家": "enterprises, companies, businesses, banks, factories, manufacturers, suppliers, investors, tenants, exhibitors, startups"
    ", start-ups, subsidiaries"
    ", hotels, hospitals, shops, stores, institutes",
    "人": "people, employees, workers, staff, residents, graduates, students, experts, entrepreneurs, delegates, visitors"
    ", teachers, scientists, researchers, engineers, officials, executives, representatives, participants, guests, professionals",
    "户": "families",
    "条": "leads, policies",
    "件": "patents",
    "份": "contracts, agreements, memorandums, memoranda",
    "次": "visits, trips, meetings",
    "支": "funds",
}
_BASIS_POINTS: Final = ("basis points", "bps")

WORDS: Final[dict[str, tuple[UnitWord, ...]]] = {}
"""The words behind a number by their first character in lower case, longest first."""

INVARIABLE: Final[set[str]] = set()
"""The words that are the same in the singular."""

VAGUE: Final = {
    "dollars": ("US dollars", "Hong Kong dollars", "Singapore dollars"),
    "tons": ("tonnes", "short tons", "long tons"),
    "pounds": ("pounds sterling", "pounds of mass"),
}
"""Words that name more than one unit; none of them is preferred."""


def _named() -> Iterator[tuple[str, Unit, int]]:
    """Name every unit, the library's own names first, with the power of ten that a word adds."""
    for one in (*UNITS, *CURRENCIES, *COUNTERS):
        if one.dimension is not Dimension.NUMBER:
            yield one.en, one, 0
            if isinstance(one, Currency):
                yield from (
                    (word, one, 0) for word in (one.code, *one.words) if word.isascii() and len(word) > 1
                )
    for code in OTHER_CURRENCIES:
        yield code, unit(code), 0
    for name, words in (*_CURRENCY_WORDS.items(), *_MEASURE_WORDS.items(), *_NOUNS.items()):
        for word in words.split(", "):
            yield word, unit(name), 0
    for word in _BASIS_POINTS:
        yield word, unit("pp"), -2


def _units() -> None:
    entries: dict[str, UnitWord] = {}
    for name, one, rate in _named():
        if singular(name) == name:
            INVARIABLE.add(name)
        for word in (name, singular(name)):
            is_latin = word[-1].isalnum()
            entries.setdefault(word, UnitWord(word, one, kind_of(one), rate=rate, is_latin=is_latin))
    for entry in sorted(entries.values(), key=lambda entry: -len(entry.word)):
        first = entry.word[0].lower()
        WORDS[first] = (*WORDS.get(first, ()), entry)


_units()

NO_ADJECTIVES: Final = frozenset(
    "a an and are as at be been being but by can did do does for from had has have he her his if in into is it its may"
    " million billion trillion thousand hundred more most new-found no nor not of off on onto or other our out over per"
    " plus she so than that the their them then there these they this those through to under until up upon was we were"
    " what when where which while who whose will with within would yet you your percent yuan mu each every all both"
    " about above after against along among around before behind below between during near since times versus via vs"
    " half ish odd non ex quasi pseudo would-be".split()
)
"""What cannot stand between a number and the noun that it counts."""

LABELS: Final = frozenset(
    "no nos number phase stage fortune global top article section chapter block building room floor tower area table"
    " figure fig page type class grade tier industry version route highway road line gate batch round group document order"
    " circular item clause rule vol issue tel fax phone telephone mobile code iso gb step part plot lot unit zone day week"
    " model series year china".split()
)
"""What numbers the thing that it names: Phase 2, Fortune Global 500, No. 35."""
