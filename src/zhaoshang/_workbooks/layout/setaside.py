"""Sheets that their name, or a title above their list, calls void, old, a draft, a copy or a sample: no list that is in force."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.layout.header import Layout
from zhaoshang._workbooks.layout.subheaders import calls_sample
from zhaoshang._workbooks.words.text import key

__all__ = ["calls_set_aside", "set_aside_by"]

_VOID: Final = "作废|废弃|废止|删[除掉]|剔除|移除|撤销|停用|弃用|失效|无效|过期|过时|注销|取代|替换"
_OTHER: Final = (
    "草稿|草案|[初底原]稿|(?:讨论|征求意见|送审|未定|修改)稿|备份|副本|[旧老](?:版本?|表|稿|台账|数据)|[原上前]版|历史(?:版本?|数据)|"
    "示例|样例|举例|样表|[范样]本|范例|(?:填[报写表]|仅供?|供)示范|模板|模版|[勿别不](?:再?使?用|看|动|要用?)|禁用|回收站|垃圾箱?|表样|例子|暂存|(?:测试|演示|模拟|虚拟|假)数据|[为供作](?:演示|测试|参考|练习|培训)|试填|(?:参考|填报|填写)(?:样式|格式)|错误版本?"
)
_ALONE: Final = re.compile(
    rf"(?:已|待|拟|此|本|该|表|暂|均|的)*+(?:(?:{_VOID})(?:的)?(?:项目)?|(?:{_OTHER})|旧|老|废表?|删|弃|(?:测试|演示|练习|演练|培训)(?:专?用)?|习题|样式|格式|错误|错表|[误错]填|误报|参考|例|无用|归档|存档|封存)"
    r"(?:的|表|页|版|稿|台账|数据|清单|名单|库|一览|明细|汇总|目录)*+[\d.]*+"
)
"""A name, or a part of one, that says nothing else."""
_LAST: Final = re.compile(
    rf"(?:(?:已|全部|均|被)(?:{_VOID})|(?<!不含)(?<!已经)(?:作废|废弃|废止|停用|弃用|{_OTHER})|(?<![新废老陈仿拆利换破])旧)(?:表|版|稿)?[\d.]*$"
)
"""How one ends that says so of what it names before."""
_LATIN: Final = re.compile(
    r"(?<![a-z])(?:void|drafts?|old|obsolete|deprecated|deleted?|trash|backup|bak|copy|copies|archived?|templates?|samples?|examples?|demo|test|tmp|temp|unused|superseded|wrong|dummy|fake)(?![a-z])"
)
_PARTS: Final = re.compile(r"[^\w.]+|_+")
_LONGEST: Final = 60


def calls_set_aside(name: str, /) -> bool:
    """Tell whether a name of a sheet, or a title, says that what it lists is not in force.

    Examples:
        >>> [
        ...     calls_set_aside(name)
        ...     for name in ("作废", "台账（旧）", "2024年_草稿", "old", "本表已停用", "填报示例")
        ... ]
        [True, True, True, True, True, True]
        >>> [
        ...     calls_set_aside(name)
        ...     for name in ("旧城改造", "模板项目", "新旧动能", "测试装备产业园", "folder")
        ... ]
        [False, False, False, False, False]
    """
    word = key(name)
    if len(name) > _LONGEST or not word:
        return False
    return _LATIN.search(name.casefold()) is not None or any(
        _ALONE.fullmatch(part) or _LAST.search(part) for part in _PARTS.split(word) if part
    )


def set_aside_by(layout: Layout, /) -> tuple[int, int, str] | None:
    """Give the name of the sheet, in row 0, or the title above a table, that sets it aside: its row, column and text."""
    if layout.is_turned:
        return None
    name = layout.grid.name
    if not layout.grid.is_delimited and (calls_sample(name) or calls_set_aside(name)):
        return 0, 1, name
    for number in range(layout.top, layout.head):
        for at, cell in enumerate(layout.grid.rows[number - 1], 1):
            if isinstance(cell, str) and calls_set_aside(cell):
                return number, at, cell
    return None
