"""The names of places: provinces, prefectures, counties, as python-stdnum ships them (GB/T 2260 codes).

The list is that of the Chinese Wikipedia's articles on the codes of administrative divisions, which python-stdnum
keeps for identity numbers; it holds the names of every year since 1980, for texts are of any year. It holds no towns,
no development zones, and none made after the release of the package: those are known by the ledger, by `subjects=`, or
by standing where only a name can stand.
"""

from functools import cache
from importlib.resources import files
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.cached import cached_property

_CODE: Final = re.compile(r'^ *(?P<code>\d+) +\w+="(?P<names>[^"]*)"', re.MULTILINE)
_YEARS: Final = re.compile(r"^\[[^\]]*\]")
_NAME: Final = re.compile(r"[\u3400-\u9fff]+(?:省|市|区|县|旗|州|盟)")
_PEOPLES: Final = (
    "(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜"
    "|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|各)族?"
)
_SUFFIX: Final = re.compile(rf"(?:(?:{_PEOPLES})*自治[区州县旗]|特别行政区|地区|林区|特区|[省市区县旗州盟])$")
_NO_PLACE: Final = frozenset(
    "市辖区 郊区 城区 矿区 新区 市区 县城 东区 西区 南区 北区 中区 市中区 区 县 市 州 林区".split()
)
_PREFECTURE: Final = 4
_LONGEST: Final = 15
_SHORTEST: Final = 2


@final
@frozen
class Places:
    """The names of places.

    Attributes:
        full: full names, 昆明市.
        cities: short names of provinces and prefectures, 昆明, which are known in running text.
        counties: short names of counties, 霍邱, which are words as often as names, and are known in lists only.
    """

    full: frozenset[str]
    cities: frozenset[str]
    counties: frozenset[str]

    @cached_property
    def heads(self) -> tuple[frozenset[str], frozenset[str], list[int]]:
        """How short names begin, by two characters and by one, and how long they are, longest first."""
        return (
            frozenset(name[:_SHORTEST] for name in self.cities),
            frozenset(name[:1] for name in self.cities),
            sorted({len(name) for name in self.cities}, reverse=True),
        )

    def ending(self, text: str, end: int) -> int | None:
        """Find where the longest full name that ends at a place begins."""
        for start in range(max(0, end - _LONGEST), end - 1):
            if text[start:end] in self.full:
                return start
        return None

    def knows(self, name: str) -> bool:
        """Tell whether a whole item of a list is a name, full or short, 市 and 州 added or not."""
        stem = stem_of(name)
        return name in self.full or stem in self.cities or stem in self.counties


def stem_of(name: str) -> str:
    """Give a name without what kind of place it is: 昆明 of 昆明市, 楚雄 of 楚雄彝族自治州."""
    stem = _SUFFIX.sub("", name)
    if len(stem) < _SHORTEST:
        stem = name.removesuffix("自治区")  # 内蒙古自治区 is no 内
    return stem if len(stem) >= _SHORTEST else name


@cache
def places() -> Places:
    """Read the names, once."""
    full: set[str] = set()
    cities: set[str] = set()
    counties: set[str] = set()
    text = files("stdnum.cn").joinpath("loc.dat").read_text("utf-8")
    for match in _CODE.finditer(text):
        is_high = len(match["code"]) < _PREFECTURE or match["code"].endswith("00")
        for item in match["names"].split(","):
            name = _YEARS.sub("", item)
            if name in _NO_PLACE or not _NAME.fullmatch(name):
                continue
            full.add(name)
            stem = stem_of(name)
            if stem != name:
                (cities if is_high else counties).add(stem)
    return Places(frozenset(full), frozenset(cities), frozenset(counties - cities))
