"""What the words of an office say is no project of its list any more: ended, called off, taken out, counted elsewhere, listed twice."""

from collections.abc import Iterator, Sequence
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.words.cellwords import NO, STAGES
from zhaoshang._workbooks.words.text import EMPTY_WORDS, bare, key, keys
from zhaoshang.vocabulary import Stage

__all__ = ["ENDED", "affirms", "beside_name", "heads_ended", "saying_ended", "says_ended", "stage_beside"]

ENDED: Final = frozenset(
    {Stage.TERMINATED, Stage.EXITED, Stage.CLOSED, Stage.REJECTED, Stage.ON_HOLD, Stage.REASSIGNED}
)
"""The stages of projects that do not go on here."""

_CALLED: Final = frozenset(
    "作废 废止 撤销 撤项 撤资 撤出 撤回 撤诉 删除 删掉 剔除 移除 移出 转出 调出 划出 扣除 核减 归并 流产 泡汤 搁浅 停止 停滞 失败 毁约 "
    "不来 退地 退回 谈崩 夭折 黄了 已黄 废弃 注销 失联 烂尾 吊销 倒闭 破产 搬走 搬离 迁走 迁出 剔出 流失 淘汰".split()
)
"""What is said of what was called off or taken out, beside the statuses."""
_OF_ENDED: Final = "|".join(
    sorted(
        {word.removeprefix("已") for word, stage in STAGES.items() if stage in ENDED and len(word) > 1}
        | _CALLED,
        key=len,
        reverse=True,
    )
)
_ENDS: Final = (
    r"了?(?=$|[^\w]|后|该|此|本|出?园|处理|的?(?:项目|工程|合作|协议|合同|投资|洽谈|谈判|推进|实施|建设|跟踪|引进|对接|意向|签约|落[地户]|统计|计划|"
    r"入驻|状态|立项|备案|台账|清单|履约|履行|执行|施工|开发|运营|经营))"
)
"""What follows such a word that speaks of the project: nothing, or what was to be done; 取消抵押 goes on."""
_NO_MORE: Final = (
    "实施|推进|引进|建设|跟踪|投资|落[地户]|合作|洽谈|对接|列|纳入|计|统计|上报|考虑|签约|续签|执行|开展|保留|作为|履行|继续|"
    "跟进|入驻"
)
_SAID: Final = re.compile(
    rf"(?<![未没无非防勿])(?<!尚未|避免|防止|杜绝|没有|机制|水土|人才)(?:{_OF_ENDED}){_ENDS}"
    rf"|(?:不再|停止|暂停|暂不|暂缓|中止|终止|放弃|取消|无法|未能|未予)(?:{_NO_MORE})"
    r"|(?<!未)不(?:作|应|能|宜|可|参与)?(?:再?(?:计入|列入|纳入|统计|计算|计数|算))|不予|不计(?=$|[^\w])|已不在"
    rf"|不(?:{_NO_MORE}|来|签|投|做)(?:了|$|[^\w])"
    r"|(?:已|拟|项目|企业)[撤停退废删黄](?=$|[^\w])|弃[投签建]"
    r"|(?:谈判|洽谈|合作|磋商|商谈|对接)(?:破裂|失败|未果|中断|无果)"
    r"|同一个?项目|项目[两二多]报|[重多]报(?=$|[^\w])"
    r"|落[户地]于?(?:[外他邻别]|其他|周边)[省市县区地]|(?:[外他邻别]|其他)[地省市县区][引招签抢承落]|(?:选址|外迁|迁址)[外他邻别]|被.{1,6}?[引抢招挖]走|截胡"
    r"|(?:请|切?勿|勿)(?:重复)?(?:统计|计入|使用|填报)"
    r"|(?:解除|终结|撤销|解约)(?:了|与.{1,12}的)?(?:合同|协议|合作|投资|签约|关系)|(?:合同|协议|合作)已?(?:解除|终结|失效|到期)"
    r"|(?<!避免)(?<!防止)(?<!杜绝)(?<![不未无])重复(?=$|[^\w]|的?项目|统计|上报|申报|计[入算数]|录入|填报|登记|列|了)"
    r"|^并入|(?:并入|合并[至到入为进]|归并|整合[至到入为]).{1,24}?(?:项目|工程|[期号项企业]|公司|集团)|与.{1,24}?合并"
    r"|(?:^|[^\w]|项目|企业|投资方|公司|已|现|拟|将|整体|改)(?:转|迁|划|改|移)(?:[至到往给归出由交投]|为?在|落户?)(?!产|投产|正式)"
    r"|(?:[上去往前]年度?|[上往前]期)已经?(?:统计|计入|上报(?=$|[^\w]))|已(?:统计|计入|上报)[在于到]?[上去往前]年度?(?=$|[^\w])"
    r"|转为技改|(?:转为?|退回)(?:储备|备选|谋划|意向|在谈|线索|跟踪|前期|洽谈)|(?:改|重新|更)名为|变更为.{1,24}?项目"
    r"|(?:停|废|撤|删|退|黄|×)$(?<=^.)",
    re.MULTILINE,
)
_HEADING: Final = re.compile(
    "(?:项目|企业|投资方)?(?:是否|有无)?(?:已经?|被)?(.+?)(?:(?:的?(?:时间|日期|日|年月|年份|原因|理由|情况|标[记志识])|之日|与否)?)"
)
"""A header that asks whether, when or why, and what it asks about."""
_UNSIGNED: Final = re.compile("(?:尚未|还未|[未拟待])(?:正式)?签[约订]?(?:约|合同|协议)?|拟")
_OF_INDUSTRY: Final = frozenset({"信息", "包装", "策划"})
"""Words for stages that name trades too."""
_ASIDE: Final = re.compile(
    r"[(（【\[]([^()（）【】\[\]]{1,24})[)）】\]]|[-—–:：,，;；/]\s*([^-—–:：,，;；/()（）]{1,12})$|^\s*([^-—–:：,，;；/()（）]{1,6})[:：]"
)


def says_ended(text: str, /) -> bool:
    """Tell whether a text in the row of a project says that it ended, was called off, is counted elsewhere or is listed twice.

    Examples:
        >>> [
        ...     says_ended(text)
        ...     for text in ("已取消", "该项目不再推进", "与1号项目重复", "并入乙项目", "转至邻县")
        ... ]
        [True, True, True, True, True]
        >>> [
        ...     says_ended(text)
        ...     for text in ("避免重复建设", "已取消抵押登记", "转为净地", "不再新增用地", "主体施工")
        ... ]
        [False, False, False, False, False]
    """
    return _SAID.search(key(text)) is not None


def saying_ended(texts: Sequence[str], /) -> Iterator[int]:
    """Find the texts that say so, by their places; most lists have none, and are asked once."""
    forms = keys(texts)
    if _SAID.search("\n".join(forms)) is not None:
        yield from (at for at, form in enumerate(forms) if _SAID.search(form))


def heads_ended(header: str, /) -> bool:
    """Tell whether a column is headed by what says that a project ended; the end of a contract may be its last day.

    Examples:
        >>> [heads_ended(header) for header in ("是否解约", "撤资日期", "退库原因", "项目/流失时间")]
        [True, True, True, True]
        >>> [heads_ended(header) for header in ("合同终止日期", "退出机制", "拟退出时间", "备注")]
        [False, False, False, False]
    """
    found = _HEADING.fullmatch(key(re.split("[/\n]", header)[-1]))
    word = found[1] if found else ""
    return word in _CALLED or (STAGES.get(word) in ENDED and "合同" not in word)


def affirms(text: str, /) -> bool:
    """Tell whether a cell below such a header says that it is so: a mark, a day, a reason; not 否, 无 or 未退出.

    Examples:
        >>> [affirms(text) for text in ("是", "2024-05-01", "资金不到位", "否", "无", "未退出", "-")]
        [True, True, True, False, False, False, False]
    """
    word = key(text)
    return bool(word) and not bare(word) and word not in NO | EMPTY_WORDS and word[0] not in "未无否不没"


def beside_name(name: str, /) -> str:
    """Give what stands beside a name: in brackets, behind a dash, or before a colon.

    Examples:
        >>> [beside_name(name) for name in ("轴承项目（已取消）", "电机项目-终止", "退出机制研究项目")]
        ['已取消', '终止', '']
    """
    return "、".join(part for found in _ASIDE.findall(name) for part in found if part)


def stage_beside(name: str, /) -> Stage | None:
    """Give the stage that stands beside a name; what is not signed, or is to be, is in talks.

    Examples:
        >>> [stage_beside(name) for name in ("轴承项目（在谈）", "电机项目（未签）", "电机项目（二期）")]
        [<Stage.NEGOTIATING: 'negotiating'>, <Stage.NEGOTIATING: 'negotiating'>, None]
    """
    beside = key(beside_name(name))
    if not beside or beside in _OF_INDUSTRY:
        return None
    return Stage.NEGOTIATING if _UNSIGNED.fullmatch(beside) else STAGES.get(beside)
