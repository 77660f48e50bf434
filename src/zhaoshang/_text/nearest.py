"""Which names of a list a word is nearest to: spelt nearly so, or made of the same words; loaded with the first mistake."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Final

from zhaoshang._basics import above
from zhaoshang._basics import deferred_re as re

MOST: Final = 5
"""How many names are offered at most: what a reader takes in at a glance."""

_ALIKE: Final = 0.7
_SHARED: Final = 0.5
_OF_WORD: Final = 0.7  # what of the word is found again weighs more than what the name has besides
_STEM: Final = 4
_SLIP: Final = 3
_MANY: Final = 20_000  # similar names are looked for in lists shorter than this
_LONGEST: Final = 200
_PARTS: Final = re.compile(r"[a-z]+|[0-9]+|[\u3400-\u9fff]")
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


def nearest(word: object, names: Iterable[str], /, *, most: int = MOST) -> tuple[str, ...]:
    """Find the names that a word was likely meant for, the likeliest first.

    A name is near that is spelt nearly so, whatever its capitals and underlines, or of which the word has half the
    parts: characters of a Chinese name that stand together, words of another.

    Args:
        word: what was given.
        names: those that there are.
        most: how many are given at most.

    Examples:
        >>> nearest("investmnet", ["id", "name", "investment"])
        ('investment',)
        >>> nearest("signedOn", ["signed_on", "recorded_on"])[0], nearest("动工", ["签约", "开工", "投产"])
        ('signed_on', ('开工',))
        >>> nearest("签约金额", ["签约总投资", "履约率", "正式合同金额"]), nearest("x", ["id", "name"])
        (('签约总投资', '正式合同金额'), ())
    """
    return _nearest(str(word)[:_LONGEST], tuple(filter(None, dict.fromkeys(names))), most)


@lru_cache(maxsize=512)  # a file has the same field wrong in every row
def _nearest(word: str, listed: tuple[str, ...], most: int) -> tuple[str, ...]:
    asked = _plain(word)
    if not asked or len(listed) > _MANY:
        return ()
    likeness = _Likeness(asked)
    rated = [(likeness.of(_plain(name[:_LONGEST])), -at, name) for at, name in enumerate(listed)]
    near = sorted((each for each in rated if each[0] > 0), reverse=True)
    # a short word with one other sign shares no two signs with what was meant: 总头资 for 总投资
    chosen = slips(word, [name for _, _, name in near] or listed)
    return chosen[:most] or tuple(name for rate, _, name in near if rate >= near[0][0] / 2)[:most]


def slips(word: object, names: Iterable[str], /) -> tuple[str, ...]:
    """Find the names of which a word is a slip of the pen: one sign too much, too little, another or out of its place.

    Examples:
        >>> slips("investmnet", ["investment", "fixed_investment"]), slips("开工绿", ["开工率", "履约率"])
        (('investment',), ('开工率',))
        >>> nearest("总头资", ["总投资", "总产值"])
        ('总投资',)
    """
    asked = _plain(str(word)[:_LONGEST]).replace(" ", "")
    plain = {name: _plain(name[:_LONGEST]).replace(" ", "") for name in names}
    found = [name for name, signs in plain.items() if _is_slip(asked, signs)]
    return tuple(sorted(found, key=lambda name: plain[name] != asked))


@lru_cache(maxsize=4096)  # the names are the same ones again and again
def _plain(name: str) -> str:
    return " ".join(_PARTS.findall(_CAMEL.sub(" ", name).casefold()))


@lru_cache(maxsize=4096)
def _parts(plain: str) -> tuple[list[str], frozenset[str]]:
    """Give the parts of a name, and how they begin: names of which no part begins alike share none."""
    parts = plain.split()
    return parts, frozenset(part[:_STEM] for part in parts)


class _Likeness:
    """Rates from 0 to 1 how near names are to a word."""

    def __init__(self, asked: str) -> None:
        self._asked = asked
        self._joined = asked.replace(" ", "")
        self._wanted, self._beginnings = _parts(asked)
        self._match = SequenceMatcher(None, "", self._joined, autojunk=False)

    def of(self, name: str) -> float:
        """Rate a name; 0 where it is not near."""
        if self._asked == name:
            return 1.0
        there, beginnings = _parts(name)
        joined = "".join(there)
        if self._joined == joined:
            return 0.99
        spelt, wanted = self._spelt(joined), self._wanted
        if self._beginnings.isdisjoint(beginnings):
            return spelt
        shared = sum(_found(wanted, there)) / len(wanted)
        mean = _OF_WORD * shared + (1 - _OF_WORD) * min(1.0, shared * len(wanted) / len(there))
        return max(spelt, mean if shared >= _SHARED else 0.0)

    def _spelt(self, joined: str) -> float:
        match = self._match
        match.set_seq1(joined)
        if match.real_quick_ratio() < _ALIKE or match.quick_ratio() < _ALIKE:
            return 0.0
        rate = match.ratio()
        return rate if rate >= _ALIKE else 0.0


def _is_slip(one: str, two: str) -> bool:
    """Tell whether two words differ in one sign alone, too much, too little, another or out of its place."""
    longer = max(len(one), len(two))
    if longer < _SLIP or abs(len(one) - len(two)) > 1 or len(set(one) ^ set(two)) > 2:
        return False
    same = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same) >= longer - 1


def _found(wanted: list[str], there: list[str]) -> Iterator[float]:
    """Rate of each part of a word whether a name has it: a character beside its neighbour, a word by its beginning."""
    pairs = set(pairwise(there))
    lone = len(wanted) == 2 and len(there) <= 3
    for at, part in enumerate(wanted):
        if part.isascii():
            yield max(_of_stem(part, other) for other in there)
        else:
            beside = ((wanted[at - 1], part) if at else None, tuple(wanted[at : at + 2]))
            yield float(any(pair in pairs for pair in beside) or (lone and part in there))


def _of_stem(part: str, other: str) -> float:
    """Rate how far two words begin alike, as sign and signed do."""
    if part == other:
        return 1.0
    if part[:_STEM] != other[:_STEM]:
        return 0.0
    begun = next(
        (at for at, (one, two) in enumerate(zip(part, other, strict=False)) if one != two),
        min(len(part), len(other)),
    )
    return begun / max(len(part), len(other)) if begun >= _STEM else 0.0


def meant(vocabulary: str, word: str, names: Iterable[str], /) -> tuple[str, ...]:
    """Find the names that a word stands for in the workbooks of offices: 乡镇 for the key of the district."""
    found: tuple[str, ...] = above.headings.meant(vocabulary, word, names)
    return found


_ELSEWHERE: Final[Mapping[str, str]] = {
    word: names
    for names, words in {
        "by": "dim dimension dimensions group group_by groupby grouped_by groups index key keys per split",
        "where": "condition criteria filter filters mask only predicate query subset",
        "period": "between date_range daterange month months quarter range span window year years",
        "on as_of": "asof at cutoff date day now today",
        "unit": "currency in_unit units",
        "round": "decimals digits ndigits places precision rounding",
        "profile": "city config definitions options rules settings standard",
        "locale": "lang language",
        "kpis kpi measure": "indicator indicators metric metrics names",
        "mapping": "dtype header headers sheet sheet_name sheets skiprows usecols",
        "value": "amount number",
        "path source": "book file filename filepath",
    }.items()
    for word in words.split()
}
"""What an argument is called in other libraries, and the names that such a one has here."""


def elsewhere(word: str, names: Collection[str], /) -> tuple[str, ...]:
    """Find the arguments that do what one of another name does in other libraries.

    Examples:
        >>> (
        ...     elsewhere("group_by", ["where", "by"]),
        ...     elsewhere("year", ["period", "as_of"]),
        ...     elsewhere("x", ["by"]),
        ... )
        (('by',), ('period',), ())
    """
    return tuple(name for name in _ELSEWHERE.get(word.lower().strip("_"), "").split() if name in names)
