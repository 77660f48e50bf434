"""How papers and their parts are called: beside a name in a heading, they say no more than whose the paper is."""

from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.texts.steps import SIGNED

_PAPER: Final = (
    rf"{SIGNED}|人民政府|政府|党[工]?委|办事处|管委会|[招商投资促进务合作发展改革]{{2,8}}[局委办]|办公室|[政府新闻门户]{{0,4}}网站?|关于|招商引资|招商|引资|投资"
    r"|促进|项目|建设|工作|开展|完成|任务|进展|推进|落实|总体|基本|主要|重点|经济|社会|运行|发展|年度|全年|上半年|下半年|[一二三四1-4]季度|情况|总结|小结|汇报"
    r"|报告|简报|通报|综述|概况|概览|数据|成效|亮点|动态|快报|[月季年]报|简介|分析|述职|回顾|篇|以来|的|和|及|与|\d{4}年|\d{1,2}月份?|[\s*）)】》：:。]"
)
OF_PAPER: Final = re.compile(f"(?:{_PAPER})*+")
"""Behind a name, as far as its heading goes."""
