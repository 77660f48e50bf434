"""What remarks and notes say that changes what rows state: of which kind an amount is, what holds in its place, whose a project is."""

from collections.abc import Iterator
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._workbooks.words.text import key

__all__ = ["doubting", "heads_plain", "marks_in"]

_CLAUSE: Final = re.compile("[,;。、\n!]")
_LEAD: Final = re.compile(
    r"(?>[\u4e00-\u9fff]{0,4}说明|备注|附注|注|[*※]|\(?\d{1,2}[.)](?!\d)|[①-⑳]|[:(]|其中|该|此|本(?![镇县区市乡园])|上述|以上|以下|所[列有填]|表[中内]|[上下]表(?!面)|本?表(?!面)|全部|部分|"
    r"个别|序号\d+|第\d{1,4}(?:[项号行个]|至|到|-)|目前|现|为|中|的|项目(?!名称)|(?:和|及|与)第\d{1,4}项)++"
)
"""What leads to the thing that a clause speaks of."""
_AMOUNT: Final = (
    r"(?:[计规]划|协议|合同|意向|固定资产|实际|到位|签约|项目|概算|完成|引进|拟){0,4}"
    r"(?:总投资额?|投资总?额|(?:协议|合同)?总?金?额(?!度)|数额|引资额?|合同额|到位资金|固投|概算|资金额)"
)
_DATE: Final = r"(?:[\u4e00-\u9fff]{0,6}(?:时间|日期|年份|月份))"
_NAME: Final = r"(?:项目名称|企业名称|公司名称|名称|投资方|投资主体|责任单位|属地|归属)"
_DATA: Final = r"(?:统计|填报|相关|有关|各项|部分|投资|项目){0,3}(?:数据|数字|数值|指标数?|资料|数)"
_STILL: Final = "[均都仍尚还也暂皆系约现全多]{0,4}"
_CHECKED: Final = "(?:核(?:[实定对准查]|$)|确[认定]|审[核定计]|查实|更新|补[充报]|商榷|复核|修[正订])"
_OPEN: Final = (
    rf"(?:(?:未|没有?|待|需|有待|等待)[经做予]{{0,2}}(?:进一步|最终|正式|上级|完全|重新)?{_CHECKED}"
    r"|(?:有|存在?)(?:误|出入|疑[问义]?|偏差|异议|争议|问题|错误|变[动化])|不(?:实|准确?|一致|全|完整|符|可靠|精确)|错误?|虚[报高增]|偏[高低大小])"
)
"""What says that a thing is not certain."""
_GUESS: Final = (
    r"(?:估[算计]|暂[估定列]|预[估计测]|概算|意向|快报|初步|参考|匡算|大[概约]|测算|拟定|初[定估])"
)
_HOLDS: Final = r"以.{1,20}?为准"
_PARTS: Final = (
    r"(?:[含包]|包[含括]|不含|未含|不包[含括]|扣除|剔除|计入|含有|未计)(?:[了入]|其中)?"
    r".{0,8}?(?:期|资|款|费|价|税|往年|结转|邻[县区市镇]|代[报签建]|[上去]年|续建|\d(?:\.\d+)?[万亿]|\d个|储备|在谈|意向|外[县区市]|重复|部分)"
)
_COINS: Final = "(?:美[元金]|港[元币]|欧元|日元|英镑|外币|人民币|[万亿千]+元|万美元|亿美元)"
_HERE: Final = "[本我该](?:镇|县|区|市|乡|园|街道|旗|单位|局|办|地)|辖区|境内|区内|园内|当地"
_OTHERS: Final = r"邻[县区市镇乡]|[外他]([县区市镇乡省地])|其他(?:镇|县|区|市|乡|单位)|兄弟"
_SETTLED: Final = re.compile(r"属实|无误|不变|未变|已核|已确认$|(?<!不)一致$|齐全")
_COPULA: Final = rf"{_STILL}(?:[为是系:]|按|折|以)"

_OF_FIELDS: Final = re.compile(
    rf"(?P<amount>{_AMOUNT}(?:数据?|口径|部分|单位)?{_STILL}(?:[为是系含包按折应:与同]|不(?!变|大|高|低|足)|未(?!变)|待|需|仅|只|以|有|里|中|存|无法|偏|虚|错|{_GUESS})"
    rf"|(?<!到位)投资{_STILL}(?:[为是]|含|包[含括]|不含|未含)"
    rf"|{_COINS}(?:为单位|计(?![划])|计[价算量]|口径|折[合算])|(?:按|以){_COINS}|折(?:合|算|成)?{_COINS}|折算|汇率"
    r"|(?:[未不]|没有?)(?:包含|包括|含|计|算)(?:在内|进去|其中|入内)|各[计占算按记]|折半|(?:多|少|漏|虚|高|低)[报填列写计估]"
    rf"|(?:金额|投资|计[量价]|货币)?(?:单位|币种)(?:应|均|全部)?[为是:].{{0,4}}元)"
    rf"|(?P<date>{_DATE}(?:{_STILL}(?:填[写报列])?(?:{_HOLDS}|{_OPEN}|[为是系按](?!\d)|{_GUESS}|应|待(?=[定核])))"
    r"|以.{1,12}为.{0,4}(?:日期|时间)|(?:未|没有?)[^,]{0,4}签(?!收)[^,]{0,8}$)"
    rf"|(?P<row>{_NAME}{_STILL}(?:{_HOLDS}|{_OPEN}|应[为是]|有变|待[定核])"
    rf"|(?<![\u4e00-\u9fff]指)(?<![人件套台])(?:{_DATA}{_STILL}(?:[为是系](?!.{{0,3}}(?:实|真|准))|{_OPEN}|{_HOLDS}|{_GUESS}|截[至止](?!$)|含|按|不含))"
    rf"|(?<![排先]序)(?<!排名)(?<!顺序){_HOLDS}"
    r"|不是(?!很|太)|不算(?!大|小|高)|(?:序号|编号)\d|第\d{1,4}(?:[、和至到-]\d+){0,9}[项号行条](?!目)"
    r"|(?:(?:19|20)\d\d年|[去上前往][年期]|以前)度?(?:已经?)?(?:统计|计入|上报|列入|纳入|报送|结转)"
    r"|与.{2,30}(?:项目|公司|企业).{0,3}(?:共用|同[一为属]|相同|一致|合[并计])"
    r"|(?:应|已|拟|待|需|可)(?:归(?![口档还类集整])|划[归入]|移交|转[由交给]|并入)[^,]{0,8}(?:[镇县区市乡局委园]|街道)"
    r"|补[录登]|(?:投资方|主体|单位|名称|选址|内容|规模|方案|股东)[^,]{0,3}(?:拟|将|待|需|已|有)?变更"
    r"|(?:未|没有?|非)(?:实质|真正|正式|最终|完全)性?[开动竣投签落]|(?:合同|协议)[^,]{0,3}(?:未|没)[^,]{0,3}(?:盖章|签字|生效|签[订署])|挂账|存疑"
    r"|停摆|跑[了路]|黄了|走了$|[标红黄绿蓝粗]色|标[红黄]|加粗|字体|底色|斜体|阴影|背景色"
    rf"|(?:位于|落[在户]|迁至|属于?|在|由){_OTHERS}|(?:主要|全部|实际)?(?:位于|落|建|投)?在(?:{_OTHERS}))"
)
"""What is told wherever it stands in a clause: it names what it speaks of."""
_AT_START: Final = re.compile(
    rf"(?P<amount>(?:其实|实际?|应|确|真实|正确|原)(?:应|只有?)?[为是有报]约?\d+(?:\.\d+)?[万亿千]?[万亿]?[元美港欧]?"
    rf"|{_PARTS})"
    rf"|(?P<row>{_STILL}{_OPEN}$|待[^,]{{0,6}}[认核审确][定实查准]|{_STILL}[为是]?(?:按|据)?{_GUESS}(?:数据?|值|金额|数字|额|填[报列])$"
    rf"|{_STILL}(?:不是|并?非|不属(?:于|在)?|不在|未在|属|属于|系|不归|归)(?:(?:{_HERE})(?<![属系归]..)|{_OTHERS})"
    rf"|{_STILL}(?:系|属|属于|为|是|含)?(?:[去上前往历]年度?|以前年度|存量)?(?:结转|续报|代[报签]|挂[名靠]|虚报|往年)(?:项目|数|过来|上报|$)"
    rf"|{_STILL}(?:系|属|为|含)(?:邻|外)[县区市镇乡省]|(?:邻|外)[县区市镇乡]代"
    rf"|{_STILL}[为是系属]于?(?:老项目|增资|扩[建股]|技改|续建|改扩)"
    rf"|(?:本?表|名单|台账|清单)?(?:不|未|仅|只)(?:含|包含|包括|统计|列|计|收录).{{0,12}}项目"
    rf"|(?:同|见|即|参见|与)(?:上[一]?[行项个条]|前[一]?[行项个条]|下[一]?[行项个条])"
    rf"|.{{1,20}}?(?:[为系是]|属于?)(?:同)?一个?(?:项目|企业|工程|投资方|公司)"
    rf"|(?:企业|投资方|对方|[这那]?个?数据?|各.{{1,4}})?{_STILL}(?:未|没有?|待)(?:企业|投资方|对方|上级|部门)?"
    rf"(?:经|予|获|得到){{0,2}}(?:{_CHECKED}|核)$"
    rf"|(?:企业|双方|项目)?(?:仅|只|尚?未(?:实质|真正|最终|完全|正式)性?|非正式|口头).{{0,3}}签.{{0,8}}$)"
)
"""What is told where a clause begins with it, behind what leads to it."""
_MONEY: Final = re.compile(
    r"(?<![\d.])\d+(?:\.\d+)?(?:[万亿]|百万|千万|元)(?!元?(?:[吨套台件辆只平人亩千万亿]|以[上下]|级|[/每]))"
)
_OF_OTHER: Final = re.compile(
    r"产[值能出]|[税租]|销售|营[收业]|利润|收入|完成|到位|到账|固投|固定资产|设备|[补奖贷融]|注册|出资|保证金|缴|[一二三四]期|拨|基金|支付|交付|成本|股权|估值|用|年"
)
"""What an amount of money beside a row is of, where it is no other one of the whole."""
_MARK: Final = re.compile(r"[*▲△#★☆●○◆◇■□※◎▼▽√✓]+")
"""Signs that lists put beside names, and whose meaning a note tells."""
_PLAIN: Final = re.compile(
    "联系|电话|简介|内容|概况|地址|地点|网址|链接|依据|来源|问题|困难|诉求|措施|建议|计划$|工作|[能环水电]评|需求|描述|介绍|邮箱|产品|产业|行业|类[别型]"
)
"""Headers of texts that tell what a project is about, who knows of it, or what is to be done, and not what the row states."""


def heads_plain(header: str, /) -> bool:
    """Tell whether a column is headed by what is no remark on its row: contacts, contents, problems.

    Examples:
        >>> [heads_plain(header) for header in ("备注", "", "建设内容", "联系人")]
        [False, False, True, True]
    """
    return _PLAIN.search(header) is not None


def marks_in(text: str, /) -> frozenset[str]:
    """Find the signs of a text beside names.

    Examples:
        >>> sorted(marks_in("带▲的项目已终止，带*的为续建")), sorted(marks_in("共3个项目"))
        (['*', '▲'], [])
    """
    return frozenset(sign for run in _MARK.findall(text) for sign in run)


def doubting(text: str, /) -> Iterator[tuple[str, str]]:
    """Find the clauses of a remark or note that may change what a row states, each with what it speaks of.

    That is an amount, a date or the row; of money, it is not said what it is of.

    Examples:
        >>> remarks = "投资额含二期 签约时间以合同为准 非本镇项目 数据未核实 与第3行相同 进展顺利 环评待审核".split()
        >>> [[kind for kind, _ in doubting(remark)] for remark in remarks]
        [['amount'], ['date'], ['row'], ['row'], ['row'], [], []]
    """
    for clause in _CLAUSE.split(key(text)):
        lead = _LEAD.match(clause)
        rest = clause[lead.end() :].rstrip(")") if lead is not None else clause
        found = _OF_FIELDS.search(clause) or _AT_START.match(clause) or _AT_START.match(rest)
        if found is not None:
            if _SETTLED.search(clause) is None:
                yield str(found.lastgroup), clause
        elif _MONEY.search(clause) is not None and _OF_OTHER.search(clause) is None:
            yield "money", clause
