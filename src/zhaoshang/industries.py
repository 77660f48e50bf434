"""Codes of the state: industries by GB/T 4754-2017, places by GB/T 2260, firms by GB 32100.

The 20 sections (门类) and 97 divisions (大类) of industries are shipped; groups and classes (C391, C3911) are accepted
below a division that exists. Each check of a code gives a reason in both languages, or nothing.

    >>> from zhaoshang.industries import GB_T_4754
    >>> print(GB_T_4754)
    国民经济行业分类 (2017-06-30)
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, final

from attrs import frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._calls.guard import guard_room
from zhaoshang.errors import UnknownCodeError
from zhaoshang.references import Reference

__all__ = ["GB_T_4754", "Industry", "Reason", "district_fault", "industry", "industry_fault", "uscc_fault"]

GB_T_4754: Final = Reference(
    key="GB/T 4754-2017",
    title="国民经济行业分类",
    issuer="国家质量监督检验检疫总局、国家标准化管理委员会",
    issued_on="2017-06-30",
)
"""The standard that the table is taken from."""

GB_32100: Final = Reference(key="GB 32100-2015", title="法人和其他组织统一社会信用代码编码规则")

_CODE: Final = re.compile(r"([A-T])(\d{2})?(\d{1,2})?", re.ASCII)
_PROVINCES: Final = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82".split()
)


@final
@frozen
class Industry:
    """An industry: its code in the table and its Chinese name.

    Attributes:
        code: the section (`C`) or the section and division (`C39`).
        name: its Chinese name in the standard.

    Examples:
        >>> from zhaoshang.industries import industry
        >>> industry("C3911").name, industry("C3911").code, industry("C39").section
        ('计算机、通信和其他电子设备制造业', 'C39', 'C')
    """

    code: str
    name: str

    @property
    def section(self) -> str:
        """The letter of its section."""
        return self.code[0]


@final
@frozen
class Reason:
    """Why a code will not do, in both languages.

    Attributes:
        zh: the sentence in Chinese.
        en: the sentence in English.

    Examples:
        >>> from zhaoshang.industries import district_fault
        >>> reason = district_fault("99")
        >>> reason.zh, reason.en
        ('99 不是六位数字', '99 is not six digits')
    """

    zh: str
    en: str


@cache
def _table() -> Mapping[str, Industry]:
    text = files("zhaoshang").joinpath("_vocabulary", "industries.tsv").read_text(encoding="utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return MappingProxyType({code: Industry(code, name) for code, name in pairs})


def full_code(text: str, /) -> str | None:
    """Write a code with the letter of its section, whether or not the table has it; `None` for what is no code."""
    code = text.strip().upper()
    if code[:2].isdecimal():
        code = next((known for known in _table() if known[1:] == code[:2]), code[:2]) + code[2:]
    return code if _CODE.fullmatch(code) else None


def industry(code: str, /) -> Industry:
    """Find the section or division that a code lies in.

    Args:
        code: a section (`C`), a division (`C39`, or `39` alone), a group or a class (`C391`, `C3911`).

    Raises:
        UnknownCodeError: when there is none.

    Examples:
        >>> from zhaoshang.industries import industry
        >>> industry("39").name == industry("C39").name, industry("M").name
        (True, '科学研究和技术服务业')
    """
    text, table = full_code(code) or code, _table()
    match = _CODE.fullmatch(text)
    found = table.get(match[1] + (match[2] or "")) if match else None
    if found is None or (match and match[3] and not match[2]):
        vocabulary = f"code of {GB_T_4754.key}"
        raise UnknownCodeError(vocabulary, code, tuple(key for key in table if len(key) == 1))
    return found


def industry_fault(code: str, /) -> Reason | None:
    """Say why a code is no industry, or nothing.

    Examples:
        >>> from zhaoshang.industries import industry_fault
        >>> industry_fault("C39") is None, industry_fault("C99").en
        (True, 'C99 is no code of GB/T 4754-2017')
    """
    try:
        industry(code)
    except UnknownCodeError:
        return Reason(f"{code} 不是 GB/T 4754-2017 的行业代码", f"{code} is no code of GB/T 4754-2017")
    return None


def district_fault(code: str, /) -> Reason | None:
    """Say why a code is no place of GB/T 2260, or nothing: six digits that begin with a province.

    Examples:
        >>> from zhaoshang.industries import district_fault
        >>> district_fault("350582") is None, district_fault("990000").en
        (True, '990000 begins with 99, which is no province')
    """
    if not re.fullmatch(r"\d{6}", code, re.ASCII):
        return Reason(f"{code} 不是六位数字", f"{code} is not six digits")
    if code[:2] not in _PROVINCES:
        return Reason(
            f"{code} 的前两位 {code[:2]} 不是省级代码", f"{code} begins with {code[:2]}, which is no province"
        )
    return None


def uscc_fault(code: str, /) -> Reason | None:
    """Say why a text is no unified social credit code (统一社会信用代码), or nothing.

    Examples:
        >>> from zhaoshang.industries import uscc_fault
        >>> uscc_fault("91110000600037341L") is None
        True
        >>> uscc_fault("9111000060003734").en, uscc_fault("91110000600037341A").zh
        ('it has 16 characters, not 18', '校验码不符')
    """
    from stdnum import exceptions  # noqa: PLC0415 - slow to import, and few ledgers hold codes
    from stdnum.cn import uscc  # noqa: PLC0415 - as above

    try:
        uscc.validate(code)
    except exceptions.InvalidLength:
        return Reason(f"长度为 {len(code)} 位，应为 18 位", f"it has {len(code)} characters, not 18")
    except exceptions.InvalidChecksum:
        return Reason("校验码不符", "its check characters do not agree")
    except exceptions.InvalidComponent:
        return Reason("登记管理部门或行政区划部分不存在", "its authority or place does not exist")
    except exceptions.ValidationError:
        return Reason("含有不允许的字符", "it holds a character that may not stand there")
    return None


guard_room(globals())
