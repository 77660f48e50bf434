"""What errors expected, said in Chinese: the words of the errors' `expected` field stay English."""

import re
from typing import Final

_WHOLE: Final[dict[str, str]] = {
    "a ledger, for the stage on a day: use from_ledger": "台账：某日所处阶段请用 from_ledger 计算",
    "a clause with the ids of figures in braces": "含花括号内指标代码的分句",
    "a list of clauses": "分句的列表",
    "a Ledger, such as imported.ledger": "台账，如 imported.ledger",
    "changes, as diff gives them": "diff 给出的变动",
    "several, such as a list": "多个，如列表",
    'fields that make a project the same, such as "code" or ["name", "owner"]': '标识项目的字段，如 "code" 或 ["name", "owner"]',
    'pairs of ids of projects, such as [("P1", "P7")], or matches': '成对的项目编号，如 [("P1", "P7")]，或查重结果',
    "a table of columns and their fields": "列与字段的对照表",
    "text without braces": "不含花括号的文字",
    "a name that nothing reads": "没有用到的名称",
    "a column row with the number of each space": "标明各空间行号的 row 列",
    "True or False": "True 或 False",
    "a Conditional": "容缺承诺（Conditional）",
    "a StepLimit, such as StepLimit(days=5, working=True)": "时限，如 StepLimit(days=5, working=True)",
    "a band such as ≥1亿元, <1亿元 or [1亿元,10亿元)": "规模档次，如 ≥1亿元、<1亿元、[1亿元,10亿元)",
    'a condition, such as equal(column("owner"), "甲镇")': '条件，如 equal(column("owner"), "甲镇")',
    "a currency that is known": "已知的币种",
    "a currency": "币种",
    "a move that stays in the years 1 to 9999": "不超出公元 1 年至 9999 年的移动",
    "a date that exists": "实际存在的日期",
    "a date": "日期",
    "a finite number": "有限的数",
    "a first and a last day, such as (2022-06-08, 2022-06-10)": "起止两日，如 (2022-06-08, 2022-06-10)",
    "TOML": "TOML 文本",
    "a Ledger, such as imported.ledger, or Frames": "台账，如 imported.ledger，或 Frames",
    "a TOML file in UTF-8": "UTF-8 编码的 TOML 文件",
    'a field such as "investment", "agreements[].signed_on", "milestones[started,planned]", or false': "字段，如 investment、"
    "agreements[].signed_on、milestones[started,planned]，或 false",
    "a list of sheet names": "工作表名称的列表",
    "a quantity: text such as 近130亿元, or an object with value and unit": "数量：文本，如 近130亿元，或含 value 与 unit 的对象",
    "a unit such as 万元, 亿元, 亩": "单位，如 万元、亿元、亩",
    "a list of exchange rates": "汇率列表",
    "a list": "列表",
    "a number after 分之": "“分之”后的数字",
    "a number before the magnitude word": "数量级词前的数字",
    "a number or a hedge such as nearly or over": "数字，或“nearly”“over”等约数词",
    "a number or a hedge such as 近 or 超": "数字，或“近”“超”等约数词",
    "a number": "数字",
    "a plain date": "普通日期（date）",
    "a power of ten": "10 的整数次幂",
    "a second number above the first": "比前一个大的数",
    "a text that is not empty": "非空文本",
    "a text": "文本",
    "a unit such as yuan, mu or projects": "单位，如 yuan、mu、projects",
    "a unit such as 亿元, 亩 or 个": "单位，如 亿元、亩、个",
    "a whole number from 0": "不小于 0 的整数",
    "a whole number": "整数",
    "an amount of money": "金额",
    "an amount without a hedge": "不带约数词的数量",
    "an end that is not before the start": "不早于起点的终点",
    "an exact number": "精确的数",
    "an int or a Decimal": "int 或 Decimal",
    "at most two decimal places": "至多两位小数",
    "'calendar' or 'working'": "calendar 或 working",
    "currencies that agree": "前后一致的币种",
    'digits such as "0.5"': '数字文本，如 "0.5"',
    "digits such as 3.5": "数字，如 3.5",
    "hedges that agree": "前后一致的约数词",
    "int, Decimal or Fraction": "int、Decimal 或 Fraction",
    "no sign before a hedged number": "约数前不带正负号",
    "one order of magnitude": "同一数量级",
    "one unit": "唯一的单位",
    "several ids, such as a list": "多个 id，如列表",
    "the code of a unit": "单位代码",
    "the end of the date": "日期到此结束",
    "the end of the text": "文本到此结束",
    "true or false": "true 或 false",
}

COLLECTIONS: Final[dict[str, str]] = {
    "projects": "项目",
    "investors": "投资方",
    "parks": "园区",
    "chains": "产业链",
    "teams": "机构",
    "targets": "目标任务",
    "funds": "基金",
    "campaigns": "行动",
    "payments": "兑现资金",
    "events": "活动",
    "partners": "合作伙伴",
    "scenarios": "场景",
    "figures": "指标结果",
    "nodes": "环节",
    "rules": "规则",
}
"""What collections are called in Chinese."""

VOCABULARIES: Final[dict[str, str]] = {
    "KPI": "指标",
    "grouping key": "分组项",
    "identity": "标识字段",
    "condition": "条件",
    "stage or condition": "阶段或条件",
    "profile": "口径",
    "profile option": "口径选项",
    "cohort": "项目范围",
    "measure": "度量",
    "column": "列",
    "table": "表",
    "amount": "金额",
    "argument": "参数",
    "rounding": "取舍方式",
    "value": "取值",
    "input": "给定数字",
    "comparison": "比较方式",
    "fold": "归并方式",
    "claim": "关系",
    "style": "写法",
    "locale": "语言",
    "rule": "规则",
    "stat": "统计量",
    "count_by": "计数方式",
    "AgreementKind": "协议类型",
    "ArrivalOrigin": "资金来源地",
    "AssignmentRole": "分工",
    "Category": "项目类别",
    "ChainAction": "链条行动",
    "ChangeKind": "变动",
    "Channel": "招商方式",
    "Direction": "往来方向",
    "EventKind": "活动类型",
    "Evidence": "佐证材料",
    "FactorKind": "要素保障",
    "FundStage": "基金阶段",
    "FundStatus": "基金状态",
    "InvestorFlag": "企业标签",
    "InvestorType": "企业类型",
    "LeaseStage": "租赁进度",
    "MatchLevel": "匹配程度",
    "MemberRole": "链上角色",
    "NodePosition": "环节位置",
    "NodeState": "环节状态",
    "Origin": "投资方来源地",
    "AreaLevel": "台账层级",
    "Ownership": "企业性质",
    "ParkKind": "载体类型",
    "PartnerKind": "合作伙伴类型",
    "Relation": "项目关系",
    "Resource": "承载资源",
    "ServiceAid": "帮办方式",
    "SpaceKind": "空间类型",
    "Stage": "阶段",
    "StepState": "环节进度",
    "TeamKind": "机构类型",
    "TeamStatus": "机构状态",
    "Track": "落地方式",
    "Verdict": "研判结果",
}
"""What the closed lists are called in Chinese."""


def vocabulary_in_chinese(name: str) -> str:
    """Say in Chinese what a closed list is called; one that is not known stays as it is."""
    head, of, kpi = name.partition(" of ")
    return (
        f"{kpi} 的{VOCABULARIES[head]}" if of and head in VOCABULARIES else VOCABULARIES.get(name, f"{name} ")
    )


_PARTS: Final = (
    (re.compile(r"what (\w+\.\w+) holds: .*"), r"与 \1 同类"),
    (re.compile(r"text with (.*)"), r"只含花括号名称 \1 的文字"),
    (re.compile(r"a table of that name, with (.*)"), r"该名称的表，含列 \1"),
    (re.compile(r"at most (\d+) characters"), r"至多 \1 个字符"),
    (re.compile(r"an Excel day number of the (\d+) system"), r"\1 日期系统的 Excel 日期序号"),
    (re.compile(r"several of (\w+), such as a list"), r"多个 \1，如列表"),
    (re.compile(r"a plain number before (.*)"), r"“\1”前的普通数字"),
    (re.compile(r"an instance of (\w+)"), r"\1 的实例"),
    (re.compile(r"a code of (\w+) as text"), r"\1 的代码文本"),
    (re.compile(r"an object with the fields of (\w+)"), r"具有 \1 各字段的对象"),
    (re.compile(r"(\w+), such as (.+)"), r"\1，如 \2"),
    (re.compile(r"a date, a Period or ISO text such as (.+)"), r"date、Period 或 ISO 文本，如 \1"),
)


def in_chinese(expected: str) -> str:
    """Say in Chinese what was expected; words that are not on the list stay as they are."""
    whole = _WHOLE.get(expected)
    if whole is not None:
        return whole
    for pattern, chinese in _PARTS:
        if match := pattern.fullmatch(expected):
            return match.expand(chinese)
    return expected
