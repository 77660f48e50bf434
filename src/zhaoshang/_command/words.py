"""The words of the command in two languages."""

import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from typing import Final, final

from zhaoshang._text.languages import is_chinese
from zhaoshang.units import Currency, Unit

WORDS: Final[AnyMapping[str, tuple[str, str]]] = {
    "about": ("招商引资台账：读表格、算指标、读数量。", "Investment ledgers: read workbooks, work out KPIs, read quantities."),
    "report": ("读入台账，打印指标报告", "read a ledger and print its KPIs"),
    "report_more": (
        "先说明读入了什么、什么没有读入和原因，再打印指标。日期一律由参数给出，不读取系统时钟。",
        "Say what was read as what, what was not and why, then print the KPIs. Days are arguments; the clock is not read.",
    ),
    "verify": ("核对文章中的数字", "check the figures of articles"),
    "verify_more": (
        "逐篇核对文章：与文中其他数字核对，给出台账时再与台账核对。不符的数字连同依据一并列出。",
        "Check articles against themselves and, where a ledger is given, against it. What differs is listed with its evidence.",
    ),
    "verify_status": (
        "退出码：0 没有不符；1 有不符；2 文件、文字或参数无法使用。",
        "Exit status: 0 nothing differs; 1 something differs; 2 a file, text or argument cannot be used.",
    ),
    "article": ("文章文件（UTF-8 文本），- 为标准输入；可给出多个", "an article (UTF-8 text), - for standard input; several may be given"),
    "ledger": ("台账文件：Excel 或 CSV", "the ledger: Excel or CSV"),
    "subject": ("文章对整个台账的称呼，如 滨江县", "what the articles call the whole ledger"),
    "all": ("一致和无法判断的也列出", "list what agrees and what cannot be told as well"),
    "html": ("另存为网页（只给一篇文章时），标出每个数字", "also write a page with every figure marked (of one article)"),
    "one_page": ("--html 只用于一篇文章", "--html is for one article"),
    "too_long": ("{} 超过 {} 个字符", "{} has more than {} characters"),
    "meant": ("。{}", ". {}"),
    "is_book": ("{0} 是台账，不是稿件：请写 --ledger {0}", "{0} is a workbook and no article: write --ledger {0}"),
    "not_text": ("不是 UTF-8 文本：{}", "not UTF-8 text: {}"),
    "read": ("读出文字中的数量和日期", "read the quantities and dates of a text"),
    "read_more": (
        "整段文字是一个数量或日期时打印其含义；否则列出其中的每个数量。",
        "Where the whole text is a quantity or a date, say what it means; else list every quantity in it.",
    ),
    "status": ("退出码：0 完成；2 文件、文字或参数无法使用。", "Exit status: 0 done; 2 a file, text or argument cannot be used."),
    "book": ("台账文件：Excel 或 CSV", "the ledger: Excel or CSV"),
    "text": ("文字，如 近130亿元", "the text, such as 近130亿元"),
    "unit": ("裸数字的单位，如 万元", "the unit of bare numbers, such as 万元"),
    "today": ("成文日期，供“上月”“去年”等推算", "the day of writing, for 上月, 去年 and the like"),
    "sheet": ("只读此工作表；可重复", "read this sheet only; may be repeated"),
    "mapping": ("列映射文件（TOML）", "a column mapping (TOML)"),
    "kpi": ("指标代码或中文名；可重复", "a KPI by id or Chinese name; may be repeated"),
    "period": ("统计期间，如 2022-H1、2022-03、2022年上半年", "the period, such as 2022-H1, 2022-03 or 2022年上半年"),
    "as_of": ("截至日期，如 2022-06-30；不写则取期末", "the day of the figures; by default the period's end"),
    "by": ("分组：责任单位、园区、所属地……；可重复", "group by owner, park, district …; may be repeated"),
    "profile": ("口径代码，默认为 default", "the id of a profile; default by default"),
    "bands": ("规模档次，如 ≥1亿元", "size bands, such as ≥1亿元"),
    "markdown": ("输出 Markdown", "print Markdown"),
    "review": ("另存一份标出疑点的表格，供填报单位改正", "also write the workbook with its doubts marked"),
    "locale": ("语言：zh_CN 或 en；默认依环境变量 LANG", "zh_CN or en; by default that of LANG"),
    "help": ("显示本说明", "show this help"),
    "version": ("显示版本", "show the version"),
    "usage": ("用法：", "usage: "),
    "options": ("选项", "options"),
    "arguments": ("参数", "arguments"),
    "commands": ("命令", "commands"),
    "command": ("命令", "COMMAND"),
    "error": ("参数有误：", "error: "),
    "empty": ("{} 后面的内容是空的", "{} is empty: give a value, or leave it out"),
    "only_merge": ("{} 只与 --merge 同用", "{} goes with --merge only"),
    "only_ledger": ("{} 只与 --ledger 同用", "{} goes with --ledger only"),
    "only_workbook": ("{} 只用于 Excel 和 CSV，不用于 JSON", "{} is for workbooks and CSV, not for JSON"),
    "not_json": ("{} 不能与 --json 同用", "{} does not go with --json"),
    "only_bands": ("{} 只用于按规模统计的指标，如 projects_in_band", "{} is for KPIs by size, such as projects_in_band"),
    "no_day": ("请给出 --period 或 --as-of", "pass --period or --as-of"),
    "reading": ("读取", "reading"),
    "rows": ("行", "rows"),
    "columns_read": ("读入的列：{}", "columns read: {}"),
    "no_columns": ("未读入的列：{}", "columns not read: {}"),
    "comma": ("、", ", "),
    "not_read": ("未读入：", "not read: "),
    "kind": ("类型", "kind"),
    "value": ("数值", "value"),
    "hedge": ("修饰", "hedge"),
    "range": ("范围", "range"),
    "days": ("起止", "days"),
    "no_value": ("没有单一数值", "no single value"),
    "written": ("已写入 {}", "wrote {}"),
    "check": ("检查台账中的疑点", "look for doubts in a ledger"),
    "check_more": ("逐条列出台账中的错误和疑点。", "List the errors and doubts of a ledger, one a line."),
    "check_status": (
        "退出码：0 没有错误；1 有错误；2 文件、文字或参数无法使用。",
        "Exit status: 0 no error; 1 errors; 2 a file, text or argument cannot be used.",
    ),
    "join": ("把多份台账并成一份", "put several ledgers into one"),
    "join_more": (
        "项目全部保留，可能重复的列出供核实；加 --merge 时按前后月份合并，每个项目只留一次，所填不同的取较晚的并列出。",
        "Every project is kept, and what may be one is listed; with --merge each project stands once, as the later book has it.",
    ),
    "merge": ("按前后月份合并，每个项目只留一次", "take the books as months that follow each other"),
    "diff": ("比较两份台账", "tell what changed between two ledgers"),
    "diff_more": (
        "项目先按编号、再按名称和牵头投资方识别，不看行号。",
        "Projects are known by their code, else by name and lead investor; never by the number of a row.",
    ),
    "diff_status": (
        "退出码：0 没有变动；1 有变动；2 文件、文字或参数无法使用。",
        "Exit status: 0 nothing changed; 1 something changed; 2 a file, text or argument cannot be used.",
    ),
    "convert": ("在表格与 JSON 之间转换", "convert between workbooks and JSON"),
    "convert_more": (
        "由文件名后缀决定格式：.xlsx、.csv、.json、.jsonl。表格容纳不下的内容会列出。",
        "The suffix decides the format: .xlsx, .csv, .json or .jsonl. What a table cannot hold is listed.",
    ),
    "kpis": ("列出、查找或说明指标", "list, find or explain KPIs"),
    "kpis_more": (
        "不带参数时列出全部指标；给出代码或名称时说明该指标；给出其他文字时查找。",
        "Without a word every KPI is listed; an id or a name is explained; any other word is looked for.",
    ),
    "word": ("代码、名称或要查找的文字", "an id, a name, or a word to look for"),
    "profiles": ("列出或说明口径", "list or explain profiles"),
    "profiles_more": (
        "列出各地口径；给出代码时列出它与默认口径不同之处。",
        "List the profiles; of one, say where it differs from the default.",
    ),
    "columns": ("说明每一列读作什么", "say what each column is read as"),
    "columns_more": (
        "列出对每张工作表和每一列的判断，附依据和次选；--write 写出可供修改的列映射。",
        "List what was decided of each sheet and column, on what evidence, and what came next; --write makes a mapping to edit.",
    ),
    "write_mapping": ("另存列映射，供修改后用于 --mapping", "also write a mapping to edit, for --mapping"),
    "out": ("写出的文件：.xlsx、.csv、.json 或 .jsonl", "the file to write: .xlsx, .csv, .json or .jsonl"),
    "older": ("旧台账", "the older ledger"),
    "newer": ("新台账", "the newer ledger"),
    "books": ("台账文件；可给出多个", "a ledger; several may be given"),
    "identity": ("标识项目的字段，如 name、owner；可重复", "a field that makes a project the same, such as name or owner; may be repeated"),
    "json": ("输出 JSON", "print JSON"),
    "demo": ("使用自带的示例台账", "use the ledger that ships with the library"),
    "width_range": ("应为 0 到 {} 的整数", "expected a whole number from 0 to {}"),
    "width": ("表格宽度；0 为不限", "how wide tables may be; 0 for any width"),
    "no_book": ("请给出台账文件，或用 --demo 查看示例", "name a ledger, or pass --demo to see one"),
    "book_or_demo": (
        "{}：--demo 使用自带的台账，两者只能取其一",
        "{}: --demo reads the ledger that ships with the library; give one of them",
    ),
    "not_its_kind": ("{}：文件名应以 {} 结尾", "{}: name a file that ends in {}"),
    "not_a_ledger": ("{}：不是可写的格式，请用 .xlsx、.csv、.json 或 .jsonl", "{}: write .xlsx, .csv, .json or .jsonl"),
    "same_file": ("{}：不能写到读入的文件上", "{}: this file was read; write another"),
    "column": ("列", "column"),
    "header": ("表头", "header"),
    "field": ("读作", "read as"),
    "unit_of": ("单位", "unit"),
    "runner_up": ("其次", "else"),
    "why": ("理由", "why"),
    "nothing": ("（未读入）", "(not read)"),
    "id": ("代码", "id"),
    "name": ("名称", "name"),
    "formula": ("算法", "how"),
    "edge": ("说明", "remark"),
    "asks": ("参数", "arguments"),
    "follows": ("口径选项", "options"),
    "sources": ("出处", "sources"),
    "option": ("选项", "option"),
    "here": ("取值", "here"),
    "default": ("默认", "by default"),
    "no_kpi": ("没有名称或算法含“{}”的指标", "no KPI whose name or formula holds {}"),
    "doubts": ("请核实是否为同一项目：", "is it one project? "),
    "projects": ("共 {} 个项目", "{} projects"),
    "no_change": ("没有变动", "nothing changed"),
    "lost": ("表格容纳不下，未写入：{} 个项目的部分内容", "a table cannot hold part of {} projects"),
    "clean": ("没有疑点", "no doubts"),
    "summary": ("错误 {}，警告 {}，提示 {}", "{} errors, {} warnings, {} notes"),
    "internal": (
        "程序内部出错（{}），不是您的文件或参数的问题。请把本行告诉维护者。",
        "an error inside the program ({}), not in your file or arguments. Please report this line.",
    ),
    "file_error": ("{}：{}", "{}: {}"),
}  # fmt: skip

KINDS: Final[AnyMapping[str, str]] = {
    "Money": "金额",
    "Area": "面积",
    "Count": "数量",
    "Percent": "百分比",
    "PercentagePoint": "百分点",
    "Multiple": "倍数",
    "Duration": "时长",
    "Power": "功率",
    "Energy": "电量",
    "Mass": "重量",
    "Volume": "体积",
    "Length": "长度",
    "CompoundQuantity": "复合单位",
}
"""The kinds of quantities in Chinese, by their class."""


@final
class Words:
    """The words of one language."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.is_chinese = is_chinese(locale)

    def __call__(self, key: str) -> str:
        return WORDS[key][0 if self.is_chinese else 1]

    def unit(self, unit: Unit | Currency) -> str:
        """Name a unit."""
        return unit.zh if self.is_chinese else unit.en

    def account(self, name: str, rows: int, projects: int, rejected: int) -> str:
        """Say what became of the rows of a sheet."""
        rest = rows - projects - rejected
        if self.is_chinese:
            return (
                f"{name}：共 {rows} 行，项目 {projects}，未读入 {rejected}，标题、表头、合计、备注等 {rest}"
            )
        return f"{name}: {rows} rows: {projects} projects, {rejected} not read, {rest} titles, headers, totals or notes"


def locale_of(line: Sequence[str], environment: AnyMapping[str, str]) -> str:
    """Find the language: that of `--locale`, else that of the environment."""
    for place, word in enumerate(line):
        if word.startswith("--locale="):
            return word.partition("=")[2]
        if word == "--locale" and place + 1 < len(line):
            return line[place + 1]
    said = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    return "zh_CN" if re.match(r"zh\b", said.replace("_", "-"), re.IGNORECASE) else "en"
