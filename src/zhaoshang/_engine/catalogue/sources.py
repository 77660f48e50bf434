"""The documents that definitions are taken from, each cited once by its key."""

from typing import Final

from zhaoshang.references import Reference

_ROWS: Final = """
S1|投资促进工作总结(四川某县)|https://www.wangkeheji.com/gongzuozongjie/26973.html
S2|我市西洽会签约项目履约良好(渭南)|http://www.wnrd.gov.cn/show.asp?id=715
S3|庆阳市项目建设跑出“加速度”|https://swj.zgqingyang.gov.cn/xwzx/gzdt/content_185266
S4|安庆市2018年签约亿元以上重点工业项目进展|http://jxj.anqing.gov.cn/jxfz/xmtz/87054814.html
S5|云南部分州市及园区上半年重大招商活动签约项目推进情况|https://invest.yn.gov.cn/ZWArticleInfo.aspx?id=9263
S6|前三届世界制造业大会项目开工率超八成(安徽)|https://nfa5.com/yejie/202110/28190477.html
S7|第十届西博会签约项目履约率达95%(四川)|http://www.scspc.gov.cn/html/zhyw_11/2010/0719/55208.html
S8|项目履约率100%开竣工率96%(柳州)|http://lzzx.liuzhou.gov.cn/xw/201109/t20110913_488725.html
S9|玉林市招商引资项目大兑现目标责任完成情况自评表|http://www.lawyee.com.cn/html/text/lar/170863/17086313_2.html
S10|去年四川重大投资促进活动签约项目履约率超7成|http://www.hnrmy.cn/news/show.php?itemid=298198
S12|2023年xx市招商引资工作考核办法(试行)|https://www.cnzsr.com/showinfo-23-2501-0.html
S13|20xx年度xx市招商引资目标管理考核办法|https://cnzsr.com/e/DoPrint/?classid=23&id=2499
S14|产业专班招商引资绩效评价指标及评分细则(季度)|https://cnzsr.com/e/DoPrint/?classid=23&id=5569
S15|2024年度全市招商引资考核结果公示|https://www.qianlima.com/bid-486863651.html
S16|2021年度高安市商务局高质量发展综合绩效考核评价实施细则|https://chacewang.com/newsdetail/news492504.html
S17|三明市商务局关于做好“五比五晒”招商引资考评工作的通知(2020)|https://p2.ttnews.xyz/a/5e75b567dc9b5e5af7a6483b?lang=zh-hans
S18|三明市招商引资签约项目甄别及跟踪管理工作方案(试行) 明政办[2006]95号|https://defendlib.com/article/show/5769.html
S19|招商引资与项目建设考评制度(县)|https://wnwk.com/doc/1014689.html
S20|白城市2009年招商引资考核认定|http://www.fsou.net/html/text/lar/171979/17197968_2.html
S21|各镇(场)、县直单位招商引资绩效管理项目评分标准表|https://m.taowenge.com/p-72755866.html
S22|石狮市“抓开放招商促项目落地”2024年专项行动方案|https://ssrb.fjdaily.com/pc/con/202405/14/content_365297.html
S23|泉州2022年签约项目1743个、投资超万亿元|http://hxnews.com/news/fj/mn/qz/202211/23/2097356_2.shtml
S24|泉州市民企对接项目(2017)|http://www.ayear.com.cn/ProjectNewsInfoDetails_pid_9659.html
S25|泉州2023年九月招商情况|http://njaxxm.com/html/news/202311/15/75801.shtml
S26|泉州2022年实际使用外资|http://m.zjsychem.com/news/fujian/shms/2022-05-28/2623308.html
S27|攀枝花市2006年1-10月招商引资情况|http://tz.panzhihua.gov.cn/tzfw/zwgk/tzsj/512937.shtml
S28|江门市2021年1-3月重点项目进展|https://456150.com.cn/bmpd/jmsfzhggj/zdlyxxgk/zdjsxmxxgk/zdxmjz/content/post_2314420.html
S29|广东某县2022年重点建设项目|http://yhser.com/hdxwz/zwgk/zdxm/content/post_4669527.html
S30|全县1-5月项目投资进展良好(福建)|https://159sucan.com/ShowInfo.aspx?id=157667
S31|常州市1-9月省重大项目|https://www.changzhou.gov.cn/ns_news/805176189581989
S32|福州“招商2017”动员部署大会|https://news.fznews.com.cn/shehui/20170318/58cc7c13508be.shtml
S33|2015年新引进亿元招商项目落地和推进情况(雅安)|https://jhwsj.yaan.gov.cn/xinwen/show/736ffc9b-6d31-4385-baa8-0b9f8ed77fa1.html
S34|福建民企对接1334项|http://shfjr.com/newsd/id/50292.html
S35|2018年丝博会签约项目落实工作的通知(铜川市印台区)|https://hyzcbj.com/html/html2018zsgonggao_0518629.html
S36|2023年1-6月全市招商引资工作情况通报|http://m.airmangenerator.com/zsyz/zcfg/11258985811.html
S37|安徽亿元以上在建省外投资项目|https://csjcs.com/news/show/134/1498139_0.html
S38|前三季度外省资金|http://www.tupiankp120.com/a/233675.html
S39|全市1-5月招商引资|http://qhjssh.com/newsshow.asp?id=228
S41|主要统计指标解释(固定资产投资、建成投产项目)|https://m.yzwku.com/doc/80958.html
S42|统计局固定资产投资附注|http://news.china.com/finance/11155042/20170814/31088694_6.html
S43|统计指标里外商直接投资指什么|http://szhgqc.com/zgfzhd/znhd/stjj/tjzs/202408/t20240805_4871232.htm
S44|重庆在国内率先发布招商活跃指数|https://www.36kr.com/p/842936592729860
S45|2022年度黄岩区工业企业综合评价得分计算说明|https://www.chacewang.com/newsdetail/news430850.html
S46|旌德县亩均效益评价实施方案政策解读|http://www.ahjd.gov.cn/OpennessContent/show/2394961.html
S47|亩产效益(临海)|https://wenda.zhifure.com/a/37713.html
S48|江山市工业企业“亩均效益”综合评价办法2023年版|https://www.yzwku.com/doc/584023.html
S49|项目履约率100%，半年招商超200亿(晋江经开区)|http://www.wudao.nfhot.net/zonghe/2023/0626/13233.html
S50|标准化产业园里的“晋江速度”|http://hkcd.com.hk/hkcdweb/content_p/2024/05/31/content_171683.html
S51|中熙产业园(招商率95%)|https://hyyz888.com/qz/2015-01/12/../07/content_15516898.htm
S52|高新区盘活闲置厂房|http://zghuanqiuweeklywangw.zhoukan.cc/zghuanqiuweeklywangw/2023/0616/227366.html
S54|宁德市鼓励招商项目异地落户|http://www.mnw.cn/news/nd/1784510.html
S55|通海县重点招商引资项目跨区域流转跨部门协同办法|https://www.tonghai.gov.cn/thxzfxxgk/zfxxgkzdxmx/20230627/1480265.html
S56|苏州城区引进项目异地开发统计考核实施办法(试行) 苏府办[2010]217号|
S57|南浔区项目首谈和流转机制(试行)|http://huzhou.021cf.cn/index.php/post/7274.html
S58|江门市招商线索管理办法 江府办函[2024]37号|https://456150.com.cn/newzjqx/tzhj/tzzc/content/post_3067855.html
S60|青田县招商引资项目全生命周期管理实施办法|https://y.qianzhan.com/yuanqu/detail/630/220419-2027f7fa.html
S63|沅江市招商引资项目操作规程 沅政办函[2024]35号|http://www.yuanjiang.gov.cn/21126/40600/41804/41808/41822/content_2028546.html
S66|经开区项目投资情况考核办法|https://www.renrendoc.com/p-49377838.html
S67|安庆集中签约合同项目专项督查|http://m.hbqtgg.com/newdetail-103716.html
S70|慈溪市企业投资工业项目“标准地”投资建设协议|https://m.1wenmi.com/doc/302439.html
S71|鞍山市四个一批项目管理认定办法|https://www.szspv.com/chanpinzhanshi/249.html
S75|OpportunityHistory (Salesforce object reference)|https://developer.salesforce.com/docs/atlas.en-us.api.meta/api/sforce_api_objects_opportunityhistory.htm
S76|Pipelines overview (HubSpot)|https://developers.hubspot.com/docs/methods/pipelines/pipelines_overview
S77|pipeline_summary (HubSpot pipeline tool)|https://glama.ai/mcp/servers/RynoJor/hubspot-pipeline-mcp/tools/pipeline_summary
S79|The Importance of Monitoring & Evaluation in an Investment Promotion Context|http://fdi.communique.ie/?p=192
S81|Why investment promotion agencies need to expand their KPIs|https://fdi-center.com/why-investment-promotion-agencies-need-to-expand-their-kpis-to-measure-their-impact/
S97|公平竞争审查条例 国务院令第783号(2024)|http://www.jzhengjdzyii.com/zczq/gjzc/857.html
S98|国办发[2025]1号实施后政府投资基金变化趋势(返投要求)|https://www.lifenglaw.com/lfdc/263.html
C1|驻点招商考核导出程序(德清)|
C2|沿海某市项目招引平台|
C3|高新区项目全周期管理系统(武汉)|
C4|招商驾驶舱原型(庆阳)|
C6|园区项目双时态回放程序|
C10|多币种投资项目合计服务|
C13|线索漏斗看板|
C15|区级月度指标查询|
"""

SOURCES: Final[dict[str, Reference]] = {
    key: Reference(key=key, title=title, address=address or None)
    for key, title, address in (row.split("|") for row in _ROWS.strip().splitlines())
}
"""The documents by key."""


def cite(keys: str) -> tuple[Reference, ...]:
    """Look up the documents that keys name."""
    return tuple(SOURCES[key] for key in keys.split())
