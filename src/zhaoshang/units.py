"""Units, currencies and counters, and exact conversion between those that measure the same thing.

A `Unit` has a code (ISO 4217 for currencies, `m2`, `mu`, `percent` … otherwise; a counter such as 家 is its own
code), Chinese and English names, the words it is written with, and an exact factor to the base unit of its family.
Counters are never converted: 家 is not 个, 户次 is not 户.

    >>> from zhaoshang.units import COUNTERS, CURRENCIES, OTHER_CURRENCIES, UNITS
    >>> [unit.code for unit in UNITS if unit.dimension == "area"]
    ['m2', 'mu', 'are', 'ha', 'km2', 'ping', 'jia', 'acre', 'ft2']
    >>> [(unit.code, unit.zh) for unit in CURRENCIES[:2]], "KWD" in OTHER_CURRENCIES
    ([('CNY', '元'), ('USD', '美元')], True)
    >>> [unit.code for unit in COUNTERS[:3]]
    ['个', '家', '项']
"""

from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Final, final

from attrs import Factory, field, frozen

from zhaoshang._calls.guard import guard_room
from zhaoshang._text.languages import singular
from zhaoshang.errors import ConversionError, UnitMismatchError, UnknownUnitError

__all__ = [
    "COUNTERS",
    "CURRENCIES",
    "OTHER_CURRENCIES",
    "UNITS",
    "Currency",
    "Dimension",
    "Scaled",
    "Unit",
    "conversion",
    "scaled",
    "unit",
]


class Dimension(StrEnum):
    """What a unit measures (量纲); only amounts of one dimension are converted or added.

    Examples:
        >>> from zhaoshang.units import Dimension, unit
        >>> unit("亩").dimension, unit("家").dimension, unit("元/亩").dimension
        (<Dimension.AREA: 'area'>, <Dimension.COUNT: 'count'>, <Dimension.COMPOUND: 'compound'>)
    """

    MONEY = "money"
    AREA = "area"
    COUNT = "count"
    PERCENT = "percent"
    POINT = "point"
    MULTIPLE = "multiple"
    DURATION = "duration"
    POWER = "power"
    ENERGY = "energy"
    MASS = "mass"
    VOLUME = "volume"
    LENGTH = "length"
    NUMBER = "number"
    COMPOUND = "compound"


def _own_code(unit: "Unit") -> str:
    return unit.code


@frozen(kw_only=True, repr=False)
class Unit:
    """A unit of measure.

    Attributes:
        code: its code in the exchange format.
        dimension: what it measures.
        zh: its Chinese name, as printed after a number.
        en: its English name, in the plural; no two units share one, so that English is read back.
        words: the further spellings that a reader accepts, in simplified script and half-width.
        base: the code of the unit that its family converts through.
        factor: how many base units one of it is, exactly.
        parts: numerator and denominator of a compound unit such as `CNY/mu`.

    Examples:
        >>> from zhaoshang.units import unit
        >>> unit("亩").code, unit("mu").factor, unit("CNY/mu").zh
        ('mu', Fraction(2000, 3), '元/亩')
    """

    code: str
    dimension: Dimension
    zh: str = field(eq=False)
    en: str = field(eq=False)
    words: tuple[str, ...] = field(default=(), eq=False)
    base: str = field(default=Factory(_own_code, takes_self=True), eq=False)
    factor: Fraction = field(default=Fraction(1), eq=False)
    parts: "tuple[Unit, Unit] | None" = field(default=None, eq=False)

    def __str__(self) -> str:
        """Give the code."""
        return self.code

    def __repr__(self) -> str:
        """Show the code alone."""
        return f"{type(self).__name__}({self.code!r})"


@final
@frozen(kw_only=True, repr=False)
class Currency(Unit):
    """A currency, by its ISO 4217 code; converted only with a stated rate.

    Examples:
        >>> from zhaoshang.units import Currency, unit
        >>> isinstance(unit("美元"), Currency), unit("美元").code
        (True, 'USD')
    """


@final
@frozen
class Scaled:
    """A unit with a magnitude word in front: 亿元 is CNY at 10 to the power of 8.

    Attributes:
        unit: the unit itself.
        power: the power of ten of the magnitude word, 0 for none.

    Examples:
        >>> from zhaoshang.units import Scaled, scaled, unit
        >>> scaled("万㎡") == Scaled(unit("m2"), 4)
        True
    """

    unit: Unit
    power: int


def _make(
    dimension: Dimension, rows: tuple[tuple[str, str, str, str, str, Fraction | int], ...]
) -> tuple[Unit, ...]:
    return tuple(
        Unit(
            code=code,
            dimension=dimension,
            zh=zh,
            en=en,
            words=tuple(words.split()),
            base=base,
            factor=Fraction(factor),
        )
        for code, zh, en, words, base, factor in rows
    )


_MU: Final = Fraction(2000, 3)
_PING: Final = Fraction(400, 121)
_FOOT: Final = Fraction(3048, 10_000)

UNITS: Final[tuple[Unit, ...]] = (
    *_make(
        Dimension.AREA,
        (
            ("m2", "平方米", "m²", "平米 m² ㎡ m2 平方公尺 平方 平", "m2", 1),
            ("mu", "亩", "mu", "市亩", "m2", _MU),
            ("are", "公亩", "ares", "", "m2", 100),
            ("ha", "公顷", "ha", "hm²", "m2", 10_000),
            ("km2", "平方公里", "km²", "km² ㎢ km2 平方千米", "m2", 1_000_000),
            ("ping", "坪", "ping", "", "m2", _PING),
            ("jia", "甲", "jia", "", "m2", _PING * 2934),
            ("acre", "英亩", "acres", "", "m2", _FOOT**2 * 43_560),
            ("ft2", "平方英尺", "square feet", "", "m2", _FOOT**2),
        ),
    ),
    *_make(Dimension.PERCENT, (("percent", "%", "%", "% ％ 百分比", "percent", 1),)),
    *_make(Dimension.POINT, (("pp", "个百分点", "percentage points", "百分点 pp", "pp", 1),)),
    *_make(Dimension.MULTIPLE, (("times", "倍", "times", "", "times", 1),)),
    *_make(
        Dimension.DURATION,
        (
            ("minute", "分钟", "minutes", "", "hour", Fraction(1, 60)),
            ("hour", "小时", "hours", "个小时 钟头 个钟头", "hour", 1),
            ("day", "天", "days", "日 个自然日 自然日", "hour", 24),
            ("workday", "个工作日", "working days", "工作日", "workday", 1),
            ("week", "周", "weeks", "个星期 星期", "hour", 168),
            ("month", "个月", "months", "月", "month", 1),
            ("year", "年", "years", "周年", "month", 12),
        ),
    ),
    *_make(
        Dimension.POWER,
        (
            ("W", "瓦", "W", "W", "W", 1),
            ("kW", "千瓦", "kW", "kW KW 瓩", "W", 1_000),
            ("MW", "兆瓦", "MW", "MW", "W", 1_000_000),
            ("GW", "吉瓦", "GW", "GW", "W", 1_000_000_000),
        ),
    ),
    *_make(
        Dimension.ENERGY,
        (
            ("kWh", "千瓦时", "kWh", "度 度电 kWh", "kWh", 1),
            ("MWh", "兆瓦时", "MWh", "MWh", "kWh", 1_000),
            ("GWh", "吉瓦时", "GWh", "GWh", "kWh", 1_000_000),
        ),
    ),
    *_make(
        Dimension.MASS,
        (
            ("t", "吨", "t", "公吨", "kg", 1_000),
            ("kg", "公斤", "kg", "千克 kg", "kg", 1),
            ("g", "克", "g", "", "kg", Fraction(1, 1000)),
        ),
    ),
    *_make(
        Dimension.VOLUME,
        (
            ("m3", "立方米", "m³", "m³ m3 立方公尺 立米", "m3", 1),
            ("L", "升", "litres", "公升", "m3", Fraction(1, 1000)),
        ),
    ),
    *_make(
        Dimension.LENGTH,
        (
            ("m", "米", "m", "公尺", "m", 1),
            ("km", "公里", "km", "千米 km", "m", 1_000),
        ),
    ),
    *_make(
        Dimension.NUMBER,
        (
            ("ratio", "", "", "", "ratio", 1),
            ("point", "分", "points", "", "point", 1),
            ("rank", "名次", "rank", "", "rank", 1),
        ),
    ),
)
"""Every unit but currencies and counters."""

_COUNTER_WORDS: Final = """
    个:items 家:firms 项:items_(项) 条:items_(条) 户:households 次:occasions 批次:batches 人次:person-times 户次:firm-visits
    家次:firm-times 场次:sessions 场:events 支:teams 名:persons_(名) 人:persons 位:persons_(位) 套:sets 宗:lots 栋:buildings
    幢:buildings_(幢) 层:storeys 间:rooms 件:pieces 份:copies 座:sites 款:models 批:batches_(批) 只:pieces_(只) 台:units
    辆:vehicles 处:places 片:pieces_(片) 块:plots 所:institutions 类:kinds 种:kinds_(种) 组:groups 队:teams_(队) 对:pairs
    起:cases 例:cases_(例) 轮:rounds 笔:transactions 门:items_(门) 部:items_(部) 艘:ships 架:aircraft 头:head 株:plants_(株)
    棵:trees 期:phases 届:editions 班:shifts 级:levels 大:major 县:counties 镇:towns 村:villages 市:cities 国:countries
    省:provinces 字:characters 页:pages 元素:elements 席:seats 床:beds 张:sheets 枚:pieces_(枚) 颗:pieces_(颗) 瓶:bottles
    箱:boxes 标箱:TEU 车次:vehicle-trips 架次:flights 班次:runs 航次:voyages 篇:articles 本:volumes 股:shares 道:courses
    乡:townships 列:trains 担:piculs 尾:fish 眼:wells
"""

COUNTERS: Final[tuple[Unit, ...]] = tuple(
    Unit(code=word, dimension=Dimension.COUNT, zh=word, en=en)
    for word, en in (pair.replace("_", " ").split(":") for pair in _COUNTER_WORDS.split())
)
"""The counting words; each counts only with itself."""

CURRENCIES: Final[tuple[Currency, ...]] = tuple(
    Currency(code=code, dimension=Dimension.MONEY, zh=zh, en=en, words=tuple(words.split()))
    for code, zh, en, words in (
        ("CNY", "元", "yuan", "人民币 元人民币 人民币元 ¥ ￥ RMB CNY 块 块钱 圆"),
        ("USD", "美元", "US dollars", "美金 US$ $ USD 元美金"),
        ("HKD", "港元", "Hong Kong dollars", "港币 HK$ HKD 元港币"),
        ("TWD", "新台币", "New Taiwan dollars", "台币 NT$ TWD 新台币元 元新台币 新台币圆"),
        ("MOP", "澳门元", "Macao patacas", "澳门币 葡币 MOP$ MOP"),
        ("EUR", "欧元", "euros", "€ EUR"),
        ("JPY", "日元", "Japanese yen", "日圆 JPY 日币"),
        ("GBP", "英镑", "pounds sterling", "£ GBP"),
        ("SGD", "新加坡元", "Singapore dollars", "新元 新币 S$ SGD 新加坡币"),
        ("KRW", "韩元", "South Korean won", "韩圆 韩币 ₩ KRW"),
        ("AUD", "澳大利亚元", "Australian dollars", "澳元 澳币 A$ AUD"),
        ("CAD", "加拿大元", "Canadian dollars", "加元 加币 C$ CAD"),
        ("NZD", "新西兰元", "New Zealand dollars", "纽元 NZ$ NZD"),
        ("CHF", "瑞士法郎", "Swiss francs", "瑞郎 CHF"),
        ("RUB", "卢布", "Russian roubles", "俄罗斯卢布 RUB"),
        ("INR", "印度卢比", "Indian rupees", "INR ₹"),
        ("THB", "泰铢", "Thai baht", "THB"),
        ("MYR", "林吉特", "Malaysian ringgit", "马来西亚林吉特 马币 令吉 MYR"),
        ("IDR", "印尼盾", "Indonesian rupiah", "印度尼西亚卢比 印尼卢比 IDR"),
        ("PHP", "菲律宾比索", "Philippine pesos", "PHP"),
        ("VND", "越南盾", "Vietnamese dong", "VND"),
        ("SEK", "瑞典克朗", "Swedish kronor", "SEK"),
        ("NOK", "挪威克朗", "Norwegian kroner", "NOK"),
        ("DKK", "丹麦克朗", "Danish kroner", "DKK"),
        ("AED", "迪拉姆", "UAE dirhams", "阿联酋迪拉姆 AED"),
        ("SAR", "沙特里亚尔", "Saudi riyals", "SAR"),
        ("BRL", "巴西雷亚尔", "Brazilian reais", "BRL"),
        ("ZAR", "南非兰特", "South African rand", "兰特 ZAR"),
        ("TRY", "土耳其里拉", "Turkish lira", "TRY"),
        ("MXN", "墨西哥比索", "Mexican pesos", "MXN"),
        ("KZT", "坚戈", "Kazakh tenge", "哈萨克斯坦坚戈 KZT"),
        ("PLN", "波兰兹罗提", "Polish zloty", "兹罗提 PLN"),
        ("HUF", "匈牙利福林", "Hungarian forint", "福林 HUF"),
        ("CZK", "捷克克朗", "Czech koruna", "CZK"),
        ("ILS", "以色列新谢克尔", "Israeli shekels", "谢克尔 ILS"),
    )
)
"""The currencies that the field writes with words of its own."""

_OTHER_CODES: Final = """
    AFN ALL AMD ANG AOA ARS AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BSD BTN BWP BYN BZD CDF CLP COP
    CRC CUP CVE DJF DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HNL HTG IQD IRR ISK JMD JOD
    KES KGS KHR KMF KPW KWD KYD LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MRU MUR MVR MWK MZN NAD
    NGN NIO NPR OMR PAB PEN PGK PKR PYG QAR RON RSD RWF SBD SCR SDG SHP SLE SOS SRD SSP STN SVC SYP SZL
    TJS TMT TND TOP TTD TZS UAH UGX UYU UZS VES VUV WST XAF XCD XOF XPF YER ZMW ZWG
"""
OTHER_CURRENCIES: Final = frozenset(_OTHER_CODES.split())
"""The ISO 4217 codes that `unit` knows beside `CURRENCIES`."""

MAGNITUDES: Final[dict[str, int]] = {
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "兆": 12,
    "万亿": 12,
}
"""Magnitude words that stand before a unit, each with its power of ten."""

_ALL: Final = (*UNITS, *CURRENCIES, *COUNTERS)
# a code always finds its own unit: 块 is a counter, though money is said in 块 as well
_BY_NAME: Final[dict[str, Unit]] = {each.code: each for each in _ALL}
for _unit in _ALL:
    for _name in filter(None, (_unit.zh, *_unit.words)):
        _BY_NAME.setdefault(_name, _unit)

_FOLD: Final = str.maketrans("億萬畝個項兩產％／（）", "亿万亩个项两产%/()")
SMALL_COUNTERS: Final = frozenset("起门间款座期")
"""What is never counted by the hundred million: money without 元 stands before it, 28亿余款."""

_MAGNITUDES: Final = sorted(MAGNITUDES, key=len, reverse=True)
_BARE: Final = ("元", "美元", "亩", "平方米", "%", "个百分点", "家", "天")
_KNOWN: Final = ("亿元", "万元", *_BARE[1:])


@lru_cache(maxsize=1024)
def unit(name: str, /) -> Unit:
    """Find a unit by its code or by a word that it is written with.

    Raises:
        UnknownUnitError: when there is none; a magnitude word such as 万 belongs to `scaled`.

    Examples:
        >>> from zhaoshang.units import unit
        >>> unit("㎡").code, unit("CNY").zh, unit("家").code
        ('m2', '元', '家')
    """
    text = name.strip().translate(_FOLD)
    found = _BY_NAME.get(text)
    if found is not None:
        return found
    if text in OTHER_CURRENCIES:
        return Currency(code=text, dimension=Dimension.MONEY, zh=text, en=text)
    top, slash, bottom = text.partition("/")
    if slash and top and bottom and "/" not in bottom:
        return _compound(unit(top), unit(bottom))
    begun = [each.zh for each in _ALL if len(text) > 1 and each.zh.startswith(text)]
    raise UnknownUnitError(name, tuple(dict.fromkeys((*begun, *_BARE))))


def _compound(top: Unit, bottom: Unit) -> Unit:
    return Unit(
        code=f"{top.code}/{bottom.code}",
        dimension=Dimension.COMPOUND,
        zh=f"{top.zh}/{bottom.zh.removeprefix('个') or bottom.zh}",
        en=f"{top.en}/{singular(bottom.en)}",
        base=f"{top.base}/{bottom.base}",
        factor=top.factor / bottom.factor,
        parts=(top, bottom),
    )


@lru_cache(maxsize=1024)
def scaled(name: str, /) -> Scaled:
    """Read a unit with an optional magnitude word in front: 亿元, 万㎡, 千瓦, 万元/亩.

    Raises:
        UnknownUnitError: when the text is no unit.

    Examples:
        >>> from zhaoshang.units import scaled
        >>> scaled("亿元").power, scaled("亿元").unit.code, scaled("千瓦").power
        (8, 'CNY', 0)
        >>> scaled("万千瓦").power, scaled("万千瓦").unit.code
        (4, 'kW')
    """
    text = name.strip().translate(_FOLD)
    try:
        return Scaled(unit(text), 0)
    except UnknownUnitError:
        # the longest magnitude first; 万千瓦 is 万 of 千瓦, for 万千 is none
        for word in _MAGNITUDES:
            rest = text.removeprefix(word)
            if rest != text and rest:
                try:
                    return Scaled(unit(rest), MAGNITUDES[word])
                except UnknownUnitError:
                    continue
        if text in {"亿", "万", "千万", "百万", "万亿"}:
            return Scaled(unit("CNY"), MAGNITUDES[text])
        raise UnknownUnitError(name, _KNOWN) from None


def conversion(source: Unit, target: Unit, /) -> Fraction:
    """Give the exact number that turns an amount in one unit into another.

    Raises:
        UnitMismatchError: when the two measure different things, or are two counters.
        ConversionError: when no fixed ratio exists (months and days, two currencies).

    Examples:
        >>> from zhaoshang.units import conversion, unit
        >>> conversion(unit("mu"), unit("m2"))
        Fraction(2000, 3)
    """
    if source.dimension is not target.dimension or source.dimension is Dimension.COUNT:
        if source == target:
            return Fraction(1)
        raise UnitMismatchError(source.code, target.code)
    if source.base != target.base:
        reason = (
            "no fixed ratio between them"
            if source.dimension is not Dimension.MONEY
            else "pass rate=ExchangeRate(…)"
        )
        raise ConversionError(source.code, target.code, reason)
    return source.factor / target.factor


guard_room(globals())
