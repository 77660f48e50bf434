"""The thin command: `python -m zhaoshang report BOOK …`, `read "近130亿元"` and `verify ARTICLE …`.

It prints to standard output, and ends with status 0, with 1 where an article differs, or with 2 where a file, a text or an
argument cannot be used. Its language is that of `--locale`, else of the environment.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import IO, Any, Final, NoReturn, final

from attrs import evolve

from zhaoshang._atomic import replacing
from zhaoshang._inert import for_terminal
from zhaoshang._languages import is_chinese
from zhaoshang._version import __version__
from zhaoshang.bulletins import verify_corpus
from zhaoshang.errors import PeriodSyntaxError, QuantitySyntaxError, ZhaoshangError
from zhaoshang.kpis import evaluate, find
from zhaoshang.periods import Period
from zhaoshang.profiles import profile_of
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.reading import find_mentions, parse_period, parse_quantity
from zhaoshang.reports import kpi_table
from zhaoshang.units import Currency, Unit
from zhaoshang.workbooks import Import, Mapping, Progress, RowKind, read, write_review

__all__ = ["main"]

DEFAULT_KPIS: Final = (
    "signed_project_count",
    "signed_investment_total",
    "average_project_size",
    "projects_in_band",
    "contract_performance_rate",
    "start_rate",
    "production_rate",
    "stage_duration_days",
)
UNUSABLE: Final = 2

WORDS: Final[AnyMapping[str, tuple[str, str]]] = {
    "about": ("招商引资台账：读表格、算指标、读数量。", "Investment ledgers: read workbooks, work out KPIs, read quantities."),
    "report": ("读入台账，打印指标报告", "read a ledger and print its KPIs"),
    "report_more": (
        "先打印指标，再列出没有读入的内容和原因。日期一律由参数给出，不读取系统时钟。",
        "Print the KPIs, then what was not read and why. Days are arguments; the clock is not read.",
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
    "error": ("参数有误：", "error: "),
    "no_day": ("请给出 --period 或 --as-of", "pass --period or --as-of"),
    "reading": ("读取", "reading"),
    "rows": ("行", "rows"),
    "no_language": ("--locale 只能是 zh_CN 或 en，不能是 {}", "--locale is zh_CN or en, not {}"),
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
class _Words:
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


_FAULTS: Final = (
    (re.compile(r"unrecognized arguments: (.*)"), r"没有参数 \1"),
    (re.compile(r"the following arguments are required: (.*)"), r"缺少 \1"),
    (re.compile(r"argument (.+?): invalid choice: '(.*?)' \(choose from (.*)\)"), r"\1 中没有“\2”，可用：\3"),
    (re.compile(r"argument (.+?): expected (?:one|at least one) argument"), r"\1 后面缺少内容"),
)
"""What argparse says, and how to say it in Chinese."""


@final
class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks the language asked for."""

    def __init__(self, words: _Words, **settings: Any) -> None:  # noqa: ANN401 - what argparse takes
        """Keep the words; help and groups are ours, so that their titles can be translated."""
        super().__init__(
            add_help=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
            **settings,
        )
        self.words = words
        self._positionals.title = words("arguments")
        self._optionals.title = words("options")
        self.add_argument("-h", "--help", action="help", help=words("help"))
        self.add_argument("--locale", default=words.locale, help=words("locale"))

    def error(self, message: str) -> NoReturn:
        """Name the fault and leave."""
        if self.words.is_chinese:
            for pattern, chinese in _FAULTS:
                message = pattern.sub(chinese, message)
        self.print_usage(sys.stderr)
        self.exit(UNUSABLE, f"{self.words('error')}{message}\n")

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401 - as argparse has it
        _say(message, file or sys.stderr, end="")

    def format_usage(self) -> str:
        """Begin with the word of the language."""
        return super().format_usage().replace("usage: ", self.words("usage"), 1)

    def format_help(self) -> str:
        """Begin with the word of the language."""
        return super().format_help().replace("usage: ", self.words("usage"), 1)


def _say(text: str, stream: IO[str] | None = None, *, end: str = "\n") -> None:
    """Print a text: what would steer a terminal is shown as its code, and so is what its encoding does not have."""
    stream = sys.stdout if stream is None else stream
    encoding = getattr(stream, "encoding", None) or "utf-8"
    stream.write(for_terminal(text).encode(encoding, "backslashreplace").decode(encoding) + end)


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
    return "zh_CN" if is_chinese(said) else "en"


def parser_of(words: _Words) -> argparse.ArgumentParser:
    """Make the parser of the command line."""
    parser = _Parser(words, prog="python -m zhaoshang", description=words("about"), epilog=words("status"))
    parser.add_argument("--version", action="version", version=__version__, help=words("version"))
    commands = parser.add_subparsers(
        dest="command", required=True, title=words("commands"), metavar="report | read | verify"
    )
    report = commands.add_parser(
        "report",
        words=words,
        help=words("report"),
        description=words("report_more"),
        epilog=words("status"),
    )
    report.add_argument("book", metavar="BOOK", help=words("book"))
    report.add_argument("--period", help=words("period"))
    report.add_argument("--as-of", help=words("as_of"))
    report.add_argument("--by", action="append", default=[], help=words("by"))
    report.add_argument("--kpi", action="append", default=[], help=words("kpi"))
    report.add_argument("--bands", nargs="+", default=["≥1亿元", "≥5亿元", "≥10亿元"], help=words("bands"))
    report.add_argument("--profile", default="default", help=words("profile"))
    report.add_argument("--sheet", action="append", default=[], help=words("sheet"))
    report.add_argument("--mapping", metavar="TOML", help=words("mapping"))
    report.add_argument("--markdown", action="store_true", help=words("markdown"))
    report.add_argument("--review", metavar="XLSX", help=words("review"))
    report.set_defaults(run=report_on, parser=report)
    read_text = commands.add_parser(
        "read", words=words, help=words("read"), description=words("read_more"), epilog=words("status")
    )
    read_text.add_argument("text", metavar="TEXT", help=words("text"))
    read_text.add_argument("--unit", help=words("unit"))
    read_text.add_argument("--today", help=words("today"))
    read_text.set_defaults(run=read_out, parser=read_text)
    _add_verify(commands, words)
    return parser


def _add_verify(commands: "argparse._SubParsersAction[_Parser]", words: _Words) -> None:
    check = commands.add_parser(
        "verify",
        words=words,
        help=words("verify"),
        description=words("verify_more"),
        epilog=words("verify_status"),
    )
    check.add_argument("articles", metavar="ARTICLE", nargs="+", help=words("article"))
    check.add_argument("--ledger", metavar="BOOK", help=words("ledger"))
    check.add_argument("--as-of", help=words("as_of"))
    check.add_argument("--today", help=words("today"))
    check.add_argument("--period", help=words("period"))
    check.add_argument("--subject", help=words("subject"))
    check.add_argument("--profile", default="default", help=words("profile"))
    check.add_argument("--mapping", metavar="TOML", help=words("mapping"))
    check.add_argument("--all", action="store_true", help=words("all"))
    check.add_argument("--html", metavar="HTML", help=words("html"))
    check.set_defaults(run=verify_articles, parser=check)


def main(line: Sequence[str] | None = None) -> int:
    """Do what the command line says.

    Args:
        line: the arguments, by default those of the process.

    Returns:
        The exit status: 0, or 2 where something cannot be used.
    """
    line = sys.argv[1:] if line is None else line
    words = _Words(locale_of(line, os.environ))
    parser = parser_of(words)
    given = parser.parse_args(line)
    if not (words.is_chinese or words.locale.lower().startswith("en")):
        parser.error(words("no_language").format(words.locale))
    try:
        status: int = given.run(given, words)
        sys.stdout.flush()
    except ZhaoshangError as error:
        _say(error.render(words.locale), sys.stderr)
        return UNUSABLE
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for the interpreter's last flush
        return 0
    return status


# report ----------------------------------------------------------------------------------------------------------


def report_on(given: argparse.Namespace, words: _Words) -> int:
    """Print the KPIs of a ledger, then what was not read."""
    if not (said := given.as_of or given.period):
        given.parser.error(words("no_day"))
    as_of, period = parse_period(said).end, parse_period(given.period) if given.period else None
    mapping = Mapping.load(given.mapping) if given.mapping else Mapping()
    if given.sheet:
        mapping = evolve(mapping, sheets=given.sheet)
    with _progress(words) as told:
        imported = read(given.book, as_of=as_of, mapping=mapping, on_progress=told)
    kpis = [find(kpi) for kpi in given.kpi or DEFAULT_KPIS]
    offered = {"bands": given.bands, "from_stage": "signed", "to_stage": "started"}
    read_by = {name for kpi in kpis for name in kpi.arguments}
    figures = evaluate(
        imported.ledger,
        kpis,
        period=period,
        by=given.by,
        profile=given.profile,
        **{name: value for name, value in offered.items() if name in read_by},
    )
    names = {project.id: project.name for project in imported.ledger.projects}
    table = kpi_table(figures, locale=words.locale, names=names)
    _say(table.to_markdown() if given.markdown else table.to_text())
    _say("\n".join(_account(imported, words)))
    if given.review:
        write_review(imported, given.review, locale=words.locale)
        _say(words("written").format(given.review))
    return 0


def _account(imported: Import, words: _Words) -> Iterator[str]:
    for sheet in imported.sheets:
        projects, rejected = (sheet.counts.get(kind, 0) for kind in (RowKind.PROJECT, RowKind.REJECTED))
        yield words.account(sheet.name, sheet.row_count, projects, rejected)
        unread = [
            f"{column.letter} {column.header}"
            for column in sheet.columns
            if column.field is None and column.header
        ]
        if unread:
            yield words("no_columns").format(words("comma").join(unread))
    for row in imported.rejected:
        yield f"{words('not_read')}{row.reason.render(words.locale)}"
    for finding in imported.findings:
        yield f"  {finding.severity.label(words.locale)}  {finding.render(words.locale)}"


@contextmanager
def _progress(words: _Words, stream: IO[str] | None = None) -> Iterator[Progress | None]:
    """Show a bar for files that take longer than a second, where tqdm is installed and somebody watches."""
    shown = stream or sys.stderr
    try:
        from tqdm import tqdm  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        yield None
        return
    hidden = not shown.isatty()
    with tqdm(unit=f" {words('rows')}", leave=False, delay=1, disable=hidden, file=shown) as bar:

        def told(sheet: str, done: int, total: int, /) -> None:
            bar.set_description(f"{words('reading')} {sheet}", refresh=False)
            bar.total = total
            bar.update(done - bar.n)

        yield told


# verify ----------------------------------------------------------------------------------------------------------


def verify_articles(given: argparse.Namespace, words: _Words) -> int:
    """Print what was found in each article; something that differs ends with status 1."""
    if given.html and len(given.articles) > 1:
        given.parser.error(words("one_page"))
    texts = [(name, _article(name, given, words)) for name in given.articles]
    ledger = None
    if given.ledger:
        if not (said := given.as_of or given.period):
            given.parser.error(words("no_day"))
        mapping = Mapping.load(given.mapping) if given.mapping else Mapping()
        with _progress(words) as told:
            ledger = read(
                given.ledger, as_of=parse_period(said).end, mapping=mapping, on_progress=told
            ).ledger
    today = None if given.today is None else parse_period(given.today)
    period = None if given.period is None else parse_period(given.period)
    profile = profile_of(given.profile)
    found = verify_corpus(texts, ledger, today=today, period=period, subject=given.subject, profile=profile)
    for name, verification in found.texts.items():
        shown = verification.verdicts if given.all else verification.differs
        _say("\n".join([name, *(f"  {verdict.render(words.locale)}" for verdict in shown)]))
    _say(found.render(words.locale))
    if given.html:
        page = next(iter(found.texts.values())).to_html(words.locale, title=given.articles[0])
        with replacing(given.html) as path:
            path.write_text(page, "utf-8")
        _say(words("written").format(given.html))
    return int(any(verification.differs for verification in found.texts.values()))


def _article(name: str, given: argparse.Namespace, words: _Words) -> str:
    parser: argparse.ArgumentParser = given.parser
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig")
    except UnicodeDecodeError:
        parser.error(words("not_text").format(name))
    except OSError as error:
        parser.error(f"{name}: {error.strerror}")


# read ------------------------------------------------------------------------------------------------------------


def read_out(given: argparse.Namespace, words: _Words) -> int:
    """Print what a text means as a quantity or a date; else every quantity in it."""
    try:
        _say("\n".join(_quantity(parse_quantity(given.text, default_unit=given.unit), words)))
    except QuantitySyntaxError as not_a_quantity:
        today = None if given.today is None else parse_period(given.today)
        try:
            _say("\n".join(_period(parse_period(given.text, today=today), words)))
        except PeriodSyntaxError as not_a_period:
            found = find_mentions(given.text)
            for mention in found:
                _say(f"{mention.start}–{mention.end}  {mention.raw}  {_brief(mention.quantity, words)}")
            if not found:
                raise _nearer(not_a_quantity, not_a_period) from None
    return 0


def _nearer(
    quantity: QuantitySyntaxError, period: PeriodSyntaxError
) -> QuantitySyntaxError | PeriodSyntaxError:
    """Choose the error of the reader that understood more: 2022年2月30日 was meant as a date."""
    is_day = period.expected == "a date that exists"
    return period if is_day or 0 < quantity.span[0] <= period.span[0] else quantity


def _quantity(quantity: Quantity, words: _Words) -> Iterator[str]:
    unit = words.unit(quantity.unit)
    kind = type(quantity)
    yield f"{words('kind')}  {KINDS.get(kind.__name__, kind.__name__) if words.is_chinese else kind.__name__}"
    yield f"{words('value')}  {_brief(quantity, words)}"
    if quantity.hedge is not Hedge.NONE:
        yield f"{words('hedge')}  {quantity.hedge.label(words.locale)}"
    if not quantity.interval.is_point:
        yield f"{words('range')}  {quantity.interval} {unit}"


def _brief(quantity: Quantity, words: _Words) -> str:
    if quantity.value is None:
        return words("no_value")
    value = str(quantity.value) if isinstance(quantity.value, Fraction) else f"{quantity.value:f}"
    return f"{value} {words.unit(quantity.unit)}"


def _period(period: Period, words: _Words) -> Iterator[str]:
    yield f"{words('value')}  {period}"
    yield f"{words('days')}  {period.start} – {period.end}"


if __name__ == "__main__":
    sys.exit(main())
