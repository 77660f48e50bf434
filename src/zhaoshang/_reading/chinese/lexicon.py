"""The words of amounts, as data: hedges before and after, units with their guards, currencies in front.

Each table is keyed by one character, so that a look-up costs the same however long the table is. The units are built
from `zhaoshang.units`; the rest is the language of announcements.
"""

from typing import Final

from zhaoshang._reading.script import spellings, variants
from zhaoshang._reading.words import UnitWord
from zhaoshang.quantities import Hedge, kind_of
from zhaoshang.units import COUNTERS, CURRENCIES, OTHER_CURRENCIES, UNITS, Dimension, Unit, unit

__all__ = [
    "AFTER",
    "AFTER_HEDGES",
    "BEFORE",
    "BEFORE_HEDGES",
    "FIRSTS",
    "LONG_WORDS",
    "PER",
    "UNIT_WORDS",
]

# ---------------------------------------------------------------- hedges

_BEFORE_WORDS: Final[dict[Hedge | None, str]] = {
    Hedge.NEAR: (
        "近 将近 接近 几近 近乎 逼近 趋近 迫近 靠近 贴近 挨近 直逼 紧逼 直追 紧追 紧咬 直奔 逼 几乎 将及 差点"
    ),
    Hedge.OVER: (
        "超 超过 超过了 超出 逾 突破 突破了 冲破 打破 破 跨越 超越 越 越过 迈过 跨过 过 多过 高过 高于 "
        "多于 大于 > 不止 不只 何止 岂止"
    ),
    Hedge.AT_LEAST: (
        "不低于 不少于 不小于 至少 最少 最低 起码 上 站上 跃上 迈上 登上 冲上 攀上 踏上 蹿上 保底 托底 "
        "兜底 下限 下限为 ≥ >= ≮ 不下 不下于 不亚于 少说"
    ),
    Hedge.AT_MOST: (
        "不超过 不超 不高于 不多于 不大于 至多 最多 最高 最高不超过 最高可达 最高达 最多可达 ≤ <= ≯ "
        "顶多 充其量 撑死 上限 上限为 封顶 限额"
    ),
    Hedge.BELOW: "不足 不到 未满 不满 未达 未达到 少过 低过 不够 低于 少于 小于 < "
    "跌破 跌破了 跌穿 跌穿了 掉破 滑破",
    Hedge.ABOUT: "约 大约 约莫 约合 大概 ≈ ~ 差不多 大致 大体 大抵 约略 约摸 估计 估摸",
    # level with it or past it, down to it or by it, perhaps, another one: what is meant is left open
    None: (
        "除 除了 除去 除开 非 不是 并非 绝非 而非 倍于 追平 赶超 反超 临近 濒临 险 险些 勉强 不过 恐怕 "
        "怕是 或许 也许 兴许 可能 好像 似乎 仿佛 降破 降穿 缩破 坠破 下破 掉穿 滑穿 击破 击穿 跌过 降过 失守"
    ),
}

# what may stand right before a hedge's first character so that it is another word: 签约, 附近, 通过
_NO_HEDGE_AFTER: Final[dict[str, str]] = {
    "约": "签契合节预违制条公爽缔邀相履简赴失毁婉隐俭绰守续解立订特",
    "近": "附邻最新亲相远就",
    "超": "高",
    "过": "通经透度不胜越穿路跳错难好太来见引进办开召做到去建举发投签用有",
    "逼": "强威被催",
    **dict.fromkeys("跌破 跌破了 跌穿 跌穿了 跌过".split(), "止"),
    "下破": "天旗线以之属名门麾地",
    "破": "爆侦戳击识攻点看勘告穿",
    "越": "优卓穿翻",
    "险": "保风危艰涉惊抢冒财寿养疗",
    "上": "以网线云路身海世马早晚史础体街车船桌岛山树纸地面楼会场之向程边晋本体致概",
    "最高": "",
    "除": "解清免废剔拆删消排扣去开破根驱乘",
    "非": "是莫除并南北东西",
    "不是": "要何岂可",
    "不下": "高",
    "不过": "通",
    "~": "0123456789%亿万千百元亩个家",
}

BEFORE_HEDGES: Final = {word: hedge for hedge, words in _BEFORE_WORDS.items() for word in words.split()}

BEFORE: Final[dict[str, tuple[tuple[str, Hedge | None, str], ...]]] = {}
"""Hedges by their last character, longest first: word, hedge, the characters that must not stand before it."""

AFTER_HEDGES: Final[dict[str, Hedge]] = {
    "以上": Hedge.AT_LEAST,
    "及以上": Hedge.AT_LEAST,
    "以下": Hedge.AT_MOST,
    "及以下": Hedge.AT_MOST,
    "以内": Hedge.AT_MOST,
    "之内": Hedge.AT_MOST,
    "左右": Hedge.ABOUT,
    "上下": Hedge.ABOUT,
    "有余": Hedge.OVER,
    "出头": Hedge.OVER,
    "开外": Hedge.OVER,
    "之上": Hedge.AT_LEAST,
    "之下": Hedge.AT_MOST,
    "起": Hedge.AT_LEAST,
    "冒头": Hedge.OVER,
    "挂零": Hedge.OVER,
    "有零": Hedge.OVER,
    "许": Hedge.ABOUT,
    "光景": Hedge.ABOUT,
    "或以上": Hedge.AT_LEAST,
    "或更多": Hedge.AT_LEAST,
    "或以下": Hedge.AT_MOST,
    "或更少": Hedge.AT_MOST,
}

# what may follow so that it is another word: 以上市公司, 上下游, 以下简称
_NO_HEDGE_BEFORE: Final[dict[str, str]] = {
    "以上": "市",
    "以下": "简几方问措情内要条",
    "上下": "游联贯级一功其",
    "起": "步点来码飞重初草诉用始源伏到价降头",
    "许": "可多诺昌愿久是国以下",
}

AFTER: Final[dict[str, tuple[tuple[str, Hedge, str], ...]]] = {}
"""Hedges behind an amount by their first character, longest first, with what must not follow."""


def _fill() -> None:
    before: dict[str, list[tuple[str, Hedge | None, str]]] = {}
    for hedge, words in _BEFORE_WORDS.items():
        for word in words.split():
            guard = variants(_NO_HEDGE_AFTER.get(word, ""))
            for spelling in spellings(word):
                before.setdefault(spelling[-1], []).append((spelling, hedge, guard))
    for char, entries in before.items():
        BEFORE[char] = tuple(sorted(entries, key=lambda entry: -len(entry[0])))
    after: dict[str, list[tuple[str, Hedge, str]]] = {}
    for word, hedge in AFTER_HEDGES.items():
        after.setdefault(word[0], []).append((word, hedge, variants(_NO_HEDGE_BEFORE.get(word, ""))))
    for char, behind in after.items():
        AFTER[char] = tuple(sorted(behind, key=lambda entry: -len(entry[0])))


_fill()

# ---------------------------------------------------------------- units


_NOT_BEFORE: Final[dict[str, str]] = {
    "项": "目",
    "个": "体税",
    "家": "居具电庭装政纺园族",
    "条": "例款件",
    "户": "外籍型口",
    "次": "日年生级",
    "场": "地馆所景",
    "套": "餐",
    "名": "牌额单称列",
    "处": "理置级长",
    "支": "付持撑出",
    "座": "谈",
    "人": "工民均才大",
    "组": "织团建",
    "类": "型别似",
    "种": "植子业",
    "位": "于置数",
    "台": "账商湾",
    "所": "有在以罗",
    "例": "如外",
    "起": "点来",
    "层": "次级面",
    "部": "分门署",
    "门": "类户",
    "只": "有要需",
    "对": "接口外标于应",
    "片": "区",
    "块": "状",
    "头": "部",
    "队": "伍",
    "期": "间望货",
    "批": "发复准",
    "字": "号",
    "米": "其",
    "成": "立功为果本都员长效品交就绩熟",
    "折": "合旧算",
    "倍": "增",
    "年": "代级度初末底产均",
    "天": "津河然",
    "周": "岁边期",
    "瓦": "楞努图",
    "克": "拉朗罗瓦",
    "元": "旦宵素件器",
    "度": "假",
    "平": "台均安方",
    "平方": "米公千里尺寸分厘毫英根差数和律",
    "坪": "山地",
    "大": "学数型会家关",
    "市": "场值级",
    "本": "地市县省区年人金",
    "股": "东权份市",
    "国": "家际道",
    "省": "道级内外",
    "级": "别",
    "席": "位",
    "箱": "包",
    "班": "子",
    "张": "家",
    "轮": "胎车驱",
    "列": "入为举席支车",
    "担": "任负当保忧心",
    "尾": "矿部气声盘款",
    "眼": "睛光",
    "甲": "级方乙",
}

# these are too often part of other words: in text they count only with Arabic digits, some with none
LOOSE: Final = frozenset(
    "日 部 门 班 席 头 对 期 级 届 字 页 类型 片 起 县 镇 村 市 国 省 平 甲 坪 克 瓦 米 度 元素 篇 本 股 道 乡 列 担 尾 眼".split()
)
NEVER: Final = frozenset("级 届 日 月 甲 度 分 字 元素 升".split())

_EXTRA_WORDS: Final[tuple[tuple[str, str, int, bool, bool], ...]] = (
    ("个多月", "month", 0, True, False),
    ("个半月", "month", 0, False, True),
    ("个多小时", "hour", 0, True, False),
    ("个半小时", "hour", 0, False, True),
    ("个多星期", "week", 0, True, False),
    ("年半", "year", 0, False, True),
    ("成", "percent", 1, False, False),
    ("折", "percent", 1, False, False),
    ("‰", "percent", -1, False, False),
    ("个基点", "pp", -2, False, False),
    ("基点", "pp", -2, False, False),
    ("个亿", "CNY", 8, False, False),
    ("个多亿", "CNY", 8, True, False),
)

UNIT_WORDS: Final[dict[str, UnitWord]] = {}
"""Every unit word with what it means."""

LONG_WORDS: Final[dict[str, tuple[UnitWord, ...]]] = {}
"""The units of two characters and more by their first two, longest first."""

FIRSTS: Final[set[str]] = set()
"""The characters that a unit word begins with."""


_SMALL_LATIN: Final = frozenset({"m", "km", "t", "g", "kg", "m2", "km2", "ha"})
_NOT_MONEY: Final = frozenset({"块", "¥", "￥", "$"})


def _words(one: Unit) -> tuple[str, ...]:
    """List the words that may stand behind a number."""
    is_money = one.dimension is Dimension.MONEY
    words = (one.zh, *one.words, *(() if is_money else (one.code,)))
    latin = (word for word in words if word.isascii() and word.islower())
    left_out = {word for word in latin if word not in _SMALL_LATIN} | (_NOT_MONEY if is_money else set())
    return tuple(word for word in words if word not in left_out)


def _unit_words() -> None:
    entries: dict[str, UnitWord] = {}
    for one in (*UNITS, *COUNTERS, *CURRENCIES):
        if one.dimension is Dimension.NUMBER:
            continue
        for word in _words(one):
            guard, is_loose = variants(_NOT_BEFORE.get(word, "")), word in LOOSE
            entries.setdefault(
                word,
                UnitWord(
                    word,
                    one,
                    kind_of(one),
                    guard,
                    is_loose=is_loose,
                    is_latin=word[-1].isascii() and word[-1].isalnum(),
                ),
            )
    for code in OTHER_CURRENCIES:
        entries[code] = UnitWord(code, unit(code), kind_of(unit(code)), is_latin=True)
    for word, code, rate, odd, half in _EXTRA_WORDS:
        one, guard = unit(code), variants(_NOT_BEFORE.get(word, ""))
        entries[word] = UnitWord(word, one, kind_of(one), guard, rate=rate, odd=odd, half=half)
    UNIT_WORDS.update(entries)
    FIRSTS.update(word[0] for word in entries)
    for entry in sorted(entries.values(), key=lambda entry: -len(entry.word)):
        if len(entry.word) > 1:
            LONG_WORDS[entry.word[:2]] = (*LONG_WORDS.get(entry.word[:2], ()), entry)


_unit_words()

_PER_WORDS: Final = (
    "亩 年 月 日 天 小时 平方米 平方公里 平米 ㎡ m² m2 公顷 吨 公斤 千克 人 个 家 户 套 台 件 条 项 度 千瓦时 kWh 千瓦 kW"
    " 公里 米 辆 次 人次 股 平"
).split()

PER: Final[dict[str, tuple[str, ...]]] = {}
for _word in sorted(_PER_WORDS, key=len, reverse=True):
    PER[_word[0]] = (*PER.get(_word[0], ()), _word)
