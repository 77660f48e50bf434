"""Texts: amounts and dates alone, running text, and articles."""

from pathlib import Path
from typing import Final

from chances import MARKS, Drawn, answered, require

from harnesses.invented import ledger
from zhaoshang import bulletins, kpis, reading
from zhaoshang.periods import Period
from zhaoshang.writing import format_quantity

PIECES: Final = "1%、 1个、 截至2022年6月底， 东镇 其中 去年同期 不足3亿元 近130亿元 总投资 签约项目12个 US$1.5 力争".split()
ALPHABET: Final = (
    "一二三四五六七八九十百千万亿兆零两几数半余多点来好廿卅壹贰拾佰仟元角分整正亩家个项名人次月年日号天周旬季度上中下半去今明前初底末内近约"
    "超过逾不低于足到至少最高以左右成折%百分之点级第届期-—~～至到和与及、，,.。（）()不含"
    "/+·“”【】 \n\t0123456789０１９．萬億畝個項餘約兩(wàn)"
    "GWkM㎡¥US$人民币美元港平方米公里吨小时工作间时期度今昨截至以来大批周星级班子"
)
WORDS: Final = (
    "about |over |nearly |at least |no less than |more than |between | and |from |to |under |on the order of | or more|-odd"
    "|several |hundred |thousand |million |billion |half a |twenty-|five |dozen |tens of |1,000|RMB |US$|CNY |yuan|US dollars"
    "|projects|new |firms|persons (名)|m²| mu|percentage points|-day| per |March |5, |2022 |Q1 |first half of |end of |last year"
).split("|")
GRAMMAR: Final = (*ALPHABET, *WORDS)
CLAUSES: Final = (
    "截至2022年6月底，|2022年上半年，|1-5月，|今年以来，|去年同期|全县|全市|东镇|西镇|各镇|该项目|园区|其中|其余|合计|分别为|占|比去年同期|同比增长|环比下降"
    "|新签约|签约|开工|竣工|投产|在谈|到位资金|实际利用外资|总投资|固定资产投资|亿元以上项目|重大项目|项目|企业|年度目标的|完成率|排名第|力争|计划|预计|拟"
    "|12个|3个|近130亿元|超5亿元|不足3亿元|2000万美元|8.4%|80余亩|三分之一|一半|1亿元以上、5亿元以下|（|）|“|”|：|；|、|，|。|\n"
    "|signed |projects |with a total investment of |RMB 3 billion|, of which |in the first half of 2022|, up 8.4% year on year|. "
).split("|")
BRACES: Final = (
    "{period} {as_of} {subject} {value} {name} {band} {sizes} {signed_project_count} {start_rate} { } {{ }} {0} {x.__class__} {value!r} "
    "{value:9999999999} "
    "{signed_project_count.value} {signed_project_count?} ，其中 亿元 %s %(x)s $x \n"
).split(" ")
TODAY: Final = (None, "2022-06-30", "0001-01-01", "9999-12-31")
LOCALES: Final = ("zh_CN", "zh_TW", "en")


def _text(chance: Drawn, pieces: tuple[str, ...] | list[str], share: float = 0.8) -> str:
    size = chance.choice((3, 30, 30, 300))
    words = [
        chance.choice(pieces)
        if chance.random() < share
        else chance.choice(MARKS)
        if chance.random() < 0.9
        else chr(chance.randrange(0x110000))
        for _ in range(size)
        if chance.at < len(chance.data)
    ]
    return "".join(words * chance.choice((1, 1, 1, 20)))


def fuzz_text(chance: Drawn, folder: Path) -> None:  # noqa: ARG001 - as every harness
    """Read texts of marks and pieces as quantities, dates and bulletins."""
    text = chance.rest().decode("utf-8", "replace") if chance.random() < 0.1 else _text(chance, PIECES, 0.6)
    today = chance.choice(TODAY)
    for read in (
        lambda: reading.parse_quantity(text),
        lambda: reading.parse_period(text, today=today),
        lambda: reading.find_periods(text, today=today),
        lambda: reading.find_mentions(text),
        lambda: reading.parse_column([text, None]),
        lambda: bulletins.read_figures(text, today=today, subjects=["东镇"]),
        lambda: bulletins.verify(text, ledger()).render("en"),
    ):
        answered(read)


def fuzz_amounts(chance: Drawn, folder: Path) -> None:  # noqa: ARG001 - as every harness
    """Read amounts and dates of the grammar's own words, and write them back."""
    words = [chance.choice(GRAMMAR) for _ in range(chance.choice((2, 5, 12))) if chance.at < len(chance.data)]
    text = "".join(words)
    for unit in (None, "亿元", "亩"):
        read = answered(lambda unit=unit: reading.parse_quantity(text, default_unit=unit))
        if read is None:
            continue
        for locale in LOCALES:
            again = reading.parse_quantity(format_quantity(read, locale=locale))
            require(again == read, text, read, locale, again)
    today = Period.of("2020-04-20")
    for parse in (
        lambda: reading.parse_period(text, today=today),
        lambda: reading.parse_period(text),
        lambda: reading.parse_number(text),
    ):
        answered(parse)
    for mention in (*reading.find_mentions(text), *reading.find_periods(text, today=today)):
        require(text[mention.start : mention.end] == mention.raw, text, mention)


def fuzz_bulletins(chance: Drawn, folder: Path) -> None:
    """Read and verify articles made of clauses, write with damaged templates, and read what was written."""
    text, today = _text(chance, CLAUSES, 0.95), chance.choice(TODAY)
    held = ledger()
    for figure in (
        answered(lambda: bulletins.read_figures(text, today=today, subjects=["东镇", "全县"])) or ()
    ):
        require(text[figure.start : figure.end] == figure.raw, text, figure)
    checked = answered(
        lambda: bulletins.verify(text, held, today=today, subject=chance.choice((None, "全县", "东镇")))
    )
    if checked is not None:
        for verdict in checked.verdicts:
            require(0 <= verdict.start <= verdict.end <= len(text), text, verdict)
        for locale in ("zh_CN", "en"):
            checked.render(locale)
            checked.to_html(locale)
        if chance.random() < 0.1:
            checked.write_docx(folder / "a.docx")
    pieces = [chance.choice(BRACES) for _ in range(chance.choice((1, 3, 8)))]
    template = answered(
        lambda: bulletins.Template(clauses=["".join(pieces), "新签约项目{signed_project_count}"])
    )
    asked = ["signed_project_count", "signed_investment_total", "start_rate"]
    figures = kpis.evaluate(held, asked, period="2022-H1", by=chance.choice(([], ["owner"])))
    subject = chance.choice(("全县", "东镇", "", "{value}", "a\nb"))
    for given in (None, template):
        written = answered(lambda given=given: bulletins.write(figures, subject=subject, template=given))
        if written is None:
            continue
        again = answered(lambda given=given, written=written: bulletins.verify(written, held, template=given))
        require(given is not None or again is None or not again.differs, written, again and again.differs)
