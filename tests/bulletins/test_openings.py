"""What stands before a figure or behind it, and says of which it is or takes it back: by its structure, and not its length."""

import pytest

from zhaoshang import Ledger, Project, ServiceTeam
from zhaoshang.bulletins import Answer, read_figures, verify
from zhaoshang.model import Agreement

LEDGER = Ledger(
    as_of="2023-12-31",
    teams=[ServiceTeam(id="柳镇", name="柳镇")],
    projects=[
        Project(
            id=f"P{day}",
            name=f"虚构{day}号",
            owner="柳镇",
            agreements=[Agreement(signed_on=f"2023-03-0{day}")],
        )
        for day in (1, 2, 3)
    ],
)
SCOPES = (
    "在冰雪装备板块 在海归创办企业中 在共管园区内 就文创产业而言 从工商登记来看 以预制菜企业为例 按老口径折算 按照中介核定结果 依据税单 "
    "针对瞪羚培育企业 对侨资企业来说 含上年遗留部分 连同意向转化的 加上市直部门 涵盖扩建类项目 不含试点镇街 不考虑退出因素 剔除中止协议 "
    "来自冰雪装备产业 投向空天信息 属于总部类的 由民间商会承建 投资方为院校的 出资人系外籍人士 聚焦空天信息 围绕冰雪装备 说到文创产业 "
    "单看并购类 空天信息企业 在老班子手里 注册地在外市的"
).split()
NEWS = (
    "招商引资成效明显 营商环境持续优化 狠抓项目落地 坚持项目为王 通过以商招商 在县委的坚强领导下 面对经济下行压力 随着营商环境优化 "
    "围绕高质量发展目标 按照全市统一部署 全力推进招商引资工作 以链长制为抓手 从项目规模看 县招商局牵头"
).split()
OF_ALL = (
    "均为走过场 皆系老账 都属口头承诺 全部为样板 一律由外市代持 悉数已撤 均为2021年 均转给邻县 全都没盖章 均按合同额折算 无一例外是凑数"
).split()
OF_ALL_NEWS = (
    "均为外资 均来自光伏产业 均已开工 全部为工业项目 都属新能源领域 均位居全市前列 皆为高端装备制造项目 全部顺利投产"
).split()
TURNS = (
    "但复查时只认了一半 不过投资商多半没打款 然而有两家转头去了外省 其中夹着前任的旧账 该算法与国家口径有别 有关企业随后撤走了人员 "
    "客商私下讲只是来看看 审计组延伸审计时砍掉了大半 事后发现是旧台账 多数连营业执照都没办 合同大多没有盖章 市里抽查后打了对折"
).split()
GOES_ON = (
    "招商引资势头强劲 居全市前列 其中工业项目居多 发展后劲进一步增强 涵盖新材料、装备制造等领域 超额完成年度目标任务"
).split()
NOT_COUNTED = (
    "签约项目上限为3个 签约项目下限为3个 签约项目封顶3个 签约在建项目3个 签约跟踪项目3个 头五个月，2023年，签约项目3个"
).split()


def made_of(text: str) -> tuple[bool, Answer]:
    """Tell whether a number of those signed is read as such, and what a ledger says to it."""
    read = read_figures(text, today="2024-01-05")[-1]
    (verdict,) = (
        item
        for item in verify(text, LEDGER, today="2024-01-05").verdicts
        if (item.against, item.start) == ("ledger", read.start)
    )
    return read.measure is not None and read.period is not None, verdict.answer


def placed(before: str = "", behind: str = "") -> list[str]:
    """Put words to each place where they may stand."""
    if before:
        return [
            f"{before}，2023年，柳镇签约项目3个。",
            f"2023年，{before}，柳镇签约项目3个。",
            f"2023年，柳镇{before}，签约项目3个。",
        ]
    return [f"2023年，柳镇签约项目3个{mark}{behind}。" for mark in ("，", "。", "；", "。\n")]


@pytest.mark.long
def test_what_stands_around_a_figure_is_told_by_its_structure() -> None:
    opened = [text for words in SCOPES for text in placed(before=words)]
    opened += [text for words in (*OF_ALL, *TURNS) for text in placed(behind=words)]
    opened += [f"2023年，柳镇签约项目3个（{words}）。" for words in OF_ALL]
    opened += [f"2023年，柳镇{words}。" if "，" not in words else f"{words}。" for words in NOT_COUNTED]
    passed = [text for words in NEWS for text in placed(before=words)]
    passed += [text for words in (*OF_ALL_NEWS, *GOES_ON) for text in placed(behind=words)]
    wrong = [text for text in opened if made_of(text) != (False, Answer.UNKNOWN)]
    wrong += [text for text in passed if made_of(text) != (True, Answer.AGREES)]
    assert wrong == []
