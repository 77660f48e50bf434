"""The noun that a count counts: 100个招商项目 counts 招商项目, 项目41个 counts 项目.

There is no segmentation here. Behind the counter, the noun ends with the last head noun before a word that begins
something else; in front of the number, it is the head noun that the number directly follows.
"""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._reading.script import SIMPLE, both, spellings

__all__ = ["counted"]

# nouns that an announcement counts; longer ones first where one ends with another
_HEADS: Final = (
    "项目 子项目 企业 公司 机构 部门 园区 平台 人才 基金 产业 集群 产业集群 场景 机会 清单 商会 协会 "
    "小组 领导小组 专班 小分队 分队 板块 环节 问题 线索 政策 措施 活动 厂房 标准厂房 干部 领导 对象 资源 "
    "用地 地块 土地 生产线 基地 中心 园 产业园 机制 团队 平方米 行业 目标 任务 品牌 产品 专家 博士 客商 "
    "院士 员工 岗位 就业岗位 订单 合同 协议 框架协议 意见 建议 事项 服务事项 材料 案例 论坛 推介会 对接会 "
    "招商会 展会 客户 商户 门店 酒店 学校 医院 实验室 研究院 研究所 工程 楼宇 楼栋 设备 机器人 车辆 汽车 "
    "配件 汽车配件 电池 组件 展位 展商 嘉宾 代表 国家 地区 城市 乡镇 村 街道 社区 县区 家庭 居民 农户 "
    "贫困户 群众 学生 人员 工作人员 党员 志愿者 大使 顾问 载体 孵化器 众创空间 服务站 工作站 驿站 窗口 "
    "台账 制度 方案 规划 标准 专利 成果 奖项 荣誉 称号 试点 示范区 开发区 高新区 商务区 片区 镇街 主体 "
    "市场主体 经营主体 龙头企业 链主企业 500强企业 上市公司 单位 银行 渠道 会议 座谈会 支部 帮帮团 赛道 "
    "先锋 链条 产业链 链 课题 岗 点位 网点 站点 充电桩 桩 机场 码头 泊位 航线 班列 口岸 院校 高校 大学 "
    "专业 课程 证书 平台公司 办事处 联络处 代表处 分公司 子公司 工厂 车间 仓库 景区 景点 村庄 "
)
_WORDS: Final = frozenset(spelling for word in _HEADS.split() for spelling in spellings(word))
_ENDING: Final = {
    last: tuple(sorted((word for word in _WORDS if word[-1] == last), key=len, reverse=True))
    for last in {word[-1] for word in _WORDS}
}
"""The nouns by their last character, the longest first."""
# what begins something else; the first characters of the words stand in one set, which is looked for at once
_STOP: Final = re.compile(
    both(
        "[^\u4e00-\u9fff]|[与和及等在到对从向被将已可均就为是了达超近约共并]"
        "|[成开实完签落办申取进建投](?:(?<=成)功|(?<=开)[展工]|(?<=实)现|(?<=完)成|(?<=签)约|(?<=落)地|(?<=办)理|(?<=申)报"
        "|(?<=取)得|(?<=进)行|(?<=建)成|(?<=投)产)"
    )
)
_OPENING: Final = "“‘「『\"'《（("
_REACH: Final = 16


def counted(text: str, start: int, end: int) -> str | None:
    """Find the noun that an amount at a span of a folded text counts, in simplified script."""
    begin, limit = end, end + _REACH
    for _ in range(2):  # 3个招商“小分队”: what is quoted is the noun where nothing before it is
        stop = _STOP.search(text, begin, limit)
        for last in range(stop.start() if stop else min(limit, len(text)), begin, -1):
            nouns = _ENDING.get(text[last - 1])
            if nouns is not None and text.endswith(nouns, begin, last):
                return text[begin:last].removeprefix("的").translate(SIMPLE)
        if stop is None or stop[0] not in _OPENING:
            break
        begin = stop.end()
    for noun in _ENDING.get(text[start - 1 : start], ()):
        if len(noun) > 1 and text.endswith(noun, 0, start):
            return noun.translate(SIMPLE)
    return None
