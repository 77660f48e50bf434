"""Text as ledgers hold it, brought to one form for comparing; what is kept is always the text as written."""

import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._basics.decimals import ending
from zhaoshang.units import MAGNITUDES, Scaled

__all__ = [
    "DITTO",
    "EMPTY_WORDS",
    "LONGEST_HEADER",
    "MARK",
    "ORDINAL",
    "bare",
    "digits",
    "headed",
    "is_formula",
    "is_name",
    "key",
    "keys",
    "tidy",
    "unit_words",
]

# the traditional characters that headers, statuses and marks are written with, each before its simplified form
_PAIRS: Final = (
    "億亿萬万畝亩個个項项餘余約约兩两戶户條条場场幾几數数圓圆點点過过幣币歐欧層层間间組组種种類类張张臺台棟栋噸吨頃顷週周時时達达級级滿满於于內内將将號号來来後后從从資资總总額额產产營营稅税規规價价潤润銷销"
    "輪轮筆笔隊队對对處处塊块縣县鎮镇國国標标車车頁页頭头簽签電电屆届準准該该這这業业計计實实費费東东為为負负會会債债開开進进當当貿贸錢钱裡里據据無无歷历遠远臨临節节違违製制締缔續续轉转較较亞亚購购補补優优"
    "紀纪屬属終终稱称擬拟廠厂園园區区積积預预談谈聯联絡络話话單单碼码編编備备註注審审覆复報报領领導导責责問问題题協协調调議议訂订動动啟启擱搁線线書书檔档證证機机構构團团體体際际質质態态農农務务遊游館馆網网"
    "鏈链觀观環环評评庫库統统賬账帳账撥拨繳缴設设築筑樓楼棄弃試试運运紹绍簡简歸归別别狀状況况現现階阶薦荐參参與与佔占認认讓让貸贷儲储選选歲岁權权監监護护衛卫醫医藥药龍龙齊齐義义衆众員员籌筹劃划諾诺則则鄉乡"
    "嶼屿灣湾島岛陽阳陰阴陳陈劉刘黃黄楊杨趙赵吳吴鄭郑馮冯許许蘇苏盧卢暫暂詳详見见還还淨净増增減减損损虧亏獲获獎奖勵励記记錄录盤盘賣卖買买驗验檢检測测術术學学習习專专請请辦办訪访來来選选飲饮業业養养漁渔師师館馆倉仓儲储遷迁擴扩縮缩齡龄"
)
_SIMPLIFY: Final = {ord(_PAIRS[place]): _PAIRS[place + 1] for place in range(0, len(_PAIRS), 2)}
MARK: Final = re.compile(
    r"(?<![A-Za-z\u4e00-\u9fff])[\u00b9\u00b2\u00b3\u2070-\u2079\u2080-\u2089]"
    "|[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3248-\u324f\u3251-\u325f\u32b1-\u32bf\U0001f100-\U0001f10c]"
)
"""A number above or below the line (but that of m²), in a circle or with a point of its own: never a digit of a number."""
_GONE: Final = re.compile("[\\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_NO_SIGN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ALIKE: Final = str.maketrans(
    {
        "【": "(", "】": ")", "\u3014": "(", "\u3015": ")", "[": "(", "]": ")", "「": '"', "」": '"', "“": '"', "”": '"',
        "‘": '"', "’": '"', "'": '"', "《": '"', "》": '"', "、": "、", "･": "·", "・": "·", "—": "-", "–": "-",
        "―": "-", "\u2212": "-", "～": "~", "﹣": "-",
    }
)  # fmt: skip
_FOLDED: Final = {**_ALIKE, **{sign: word.translate(_ALIKE) for sign, word in _SIMPLIFY.items()}}
_FORMULA: Final = re.compile(r"[=@]|[+\-](?!\s*[\d.,]*\s*[^\W\d_]{0,8}[%‰㎡²]?\s*$)")

LONGEST_HEADER: Final = 256
"""A text with more characters is no header, and costs no search for what it might say."""

ORDINAL: Final = re.compile(r"\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十\d]{1,3}[、.)]")
"""The key of an ordinal and nothing else, which names no project."""

EMPTY_WORDS: Final = frozenset(
    {"待定", "暂无", "无", "未定", "另议", "暂缺", "待补", "待补充", "不详", "未知", "暂未确定", "待核实"}
)
"""Words that say that nothing is known; each is noted."""

DITTO: Final = frozenset({"同上", "同前", "〃", "\u2032\u2032", '"'})
"""Keys of the marks that point to the cell above."""

_DASHES: Final = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "/",
        "//",
        "\\",
        "一",
        "_",
        "*",
        ".",
        "...",
        "…",
        "n/a",
        "na",
        "null",
        "none",
        "nil",
        "nan",
    }
)


_MAGNITUDE_WORDS: Final = {0: "", **{power: word for word, power in MAGNITUDES.items()}}


def unit_words(unit: Scaled) -> str:
    """Write a unit with its power of ten in words; the inverse of `zhaoshang.units.scaled`.

    Examples:
        >>> from zhaoshang.units import scaled
        >>> unit_words(scaled("百亿元")), unit_words(scaled("亩"))
        ('百亿元', '亩')
    """
    return _MAGNITUDE_WORDS[unit.power] + unit.unit.zh


def digits(number: Fraction) -> str:
    """Write a sum of decimal amounts, which has an end, in digits.

    Examples:
        >>> digits(Fraction("12345678901234567890.25")), digits(Fraction(350))
        ('12345678901234567890.25', '350')
    """
    written = ending(number)
    text = str(number) if written is None else f"{written:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _in_brackets(match: "re.Match[str]") -> str:
    return f"({unicodedata.numeric(match[0]):.0f})"


def is_name(text: object, /) -> bool:
    r"""Tell whether something is the name of a column, a sheet or a field: a text that shows, of signs that a cell may hold.

    Examples:
        >>> [is_name(text) for text in ("盘子", "包保\n领导", "", "\u200b", "\x00", None)]
        [True, True, False, False, False, False]
    """
    return isinstance(text, str) and _NO_SIGN.search(text) is None and bool(_GONE.sub("", text))


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    r"""Bring a text to the form that words are compared in: half-width, simplified, lower case, without blanks.

    Examples:
        >>> key("項　目　名　稱"), key("总投资\n（亿元）")
        ('项目名称', '总投资(亿元)')
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", MARK.sub(_in_brackets, text))
    plain = _GONE.sub("", text)
    return plain.translate(_ALIKE if plain.isascii() else _FOLDED).lower()


_ASIDE: Final = re.compile(
    r"\s*[\n\r][\s(（]*(?:(?:合|小|总|共|累)计数?|共)[:：为]?\s*[\d,，.]+\s*[个项家宗亿万千百元美亩公顷平方米㎡]*[\s)）]*$"
)


def headed(text: str, /) -> str:
    r"""Give what a cell says as a header, without a line below it that says what the column adds up to.

    Examples:
        >>> headed("投资总额（万元）\n合计：181500"), headed("合计\n（亿元）")
        ('投资总额（万元）', '合计\n（亿元）')
    """
    if "\n" not in text and "\r" not in text:
        return text
    return _ASIDE.sub("", text) or text


_BETWEEN: Final = "\0"
"""No form of a text reaches across it: it is no blank, no letter and no mark of one."""


def keys(texts: Sequence[str], /) -> list[str]:
    """Bring many texts to their comparing forms, all at once.

    Examples:
        >>> keys(["項　目", "A 1"])
        ['项目', 'a1']
    """
    found = _form(_BETWEEN.join(texts)).split(_BETWEEN) if texts else []
    return found if len(found) == len(texts) else list(map(key, texts))


def _form(text: str) -> str:
    """Bring a long text to its comparing form: sign by sign, where no sign changes another beside it.

    No sign of these blocks makes one with the sign before it, once marks that combine are left aside: Latin letters, and
    all from general punctuation to the Chinese characters.
    """
    signs = set(text)
    normal = set(unicodedata.normalize("NFKC", _BETWEEN.join(signs)))
    if MARK.search(text) or not all(sign < "\u0300" or "\u2000" <= sign < "\ua000" for sign in normal):
        return key.__wrapped__(text)
    forms = {sign: form for sign in signs if (form := key(sign)) != sign}
    if any(map(unicodedata.combining, normal)) or any(key(form) != form for form in forms.values()):
        return key.__wrapped__(text)
    for sign, form in forms.items():
        text = text.replace(sign, form)
    return text


def tidy(text: str) -> str:
    r"""Take outer blanks and line breaks out of a text that is kept as it is otherwise.

    Examples:
        >>> tidy("  泓川\n项目 ")
        '泓川 项目'
    """
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def bare(word: str) -> bool:
    """Tell whether a key is one of the marks that stand for an empty cell."""
    return word in _DASHES


def is_formula(text: str) -> bool:
    """Tell whether a text would run as a formula if it were put into a cell: it begins with =, +, - or @.

    Examples:
        >>> is_formula("=1+1"), is_formula("-3.5"), is_formula("-"), is_formula("@SUM(A1)")
        (True, False, False, True)
    """
    return _FORMULA.match(text.lstrip()) is not None
