"""Write a bulletin from a ledger, change its template, and check an article against the ledger."""

# --8<-- [start:write]
from attrs import evolve

from zhaoshang import Ledger, Money, Project, evaluate, find_mentions
from zhaoshang.bulletins import ZH, read_figures, verify, verify_corpus, write
from zhaoshang.model import Agreement

ledger = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(
            id=f"P{number}",
            name=f"示例项目{number}",
            investment=Money.of(number, "亿元"),
            agreements=[Agreement(signed_on="2022-03-05")],
        )
        for number in range(1, 5)
    ],
)
figures = evaluate(ledger, ["signed_project_count", "signed_investment_total"], period="2022-H1")
print(write(figures, subject="滨江县"))  # 2022年上半年，滨江县共签约招商项目4个，总投资10亿元。
# --8<-- [end:write]

# --8<-- [start:word]
import tempfile
from pathlib import Path

from zhaoshang.bulletins import write_docx

with tempfile.TemporaryDirectory() as folder:
    write_docx(
        figures,
        Path(folder) / "通报.docx",
        title="关于上半年招商引资情况的通报",
        subject="滨江县",
        addressee="各镇人民政府",
        issuer="滨江县招商局",
        issued_on="2022-07-05",
    )
# --8<-- [end:word]

# --8<-- [start:template]
mine = evolve(ZH, clauses=["新引进项目{signed_project_count}、投资额{signed_investment_total}", *ZH.clauses])
print(write(figures, subject="滨江县", template=mine))  # 2022年上半年，滨江县新引进项目4个、投资额10亿元。
# --8<-- [end:template]

# --8<-- [start:english]
english = write(figures, subject="Binjiang", locale="en")
print(english.partition(", ")[2])  # Binjiang signed 4 projects with a total investment of 1 billion yuan.
print([mention.raw for mention in find_mentions(english)])  # ['4 projects', '1 billion yuan']
# --8<-- [end:english]

# --8<-- [start:verify]
article = "2022年上半年，滨江县共签约招商项目4个，总投资12亿元，其中5亿元以上项目6个。"
found = verify(article, ledger)
print(found.differs[0].render("zh_CN"))  # 12亿元（2022年上半年，滨江县）：不符，文中为 12亿元，台账为 10亿元
print([verdict.code for verdict in found.differs[1:]])  # ['part_exceeds_whole', 'value_differs']
# --8<-- [end:verify]

# --8<-- [start:many]
texts = {"good": article.replace("12亿元", "10亿元").replace("6个", "0个"), "bad": article}
corpus = verify_corpus(texts, ledger)
print(corpus.render("zh_CN").splitlines()[-1])  # 共 2 篇：不符 3，无法判断 0，一致 4；6 个数字中判断了 6 个

drawn = corpus.sample("differs", 20)
checked = {(place.name, place.number): True for place in drawn}  # what a reader found of each
rate = corpus.accuracy("differs", checked)
print(rate.share, rate.low)  # 1.0000 0.2924
print(len(found.to_html(title="通报")) > 1000)  # True
# --8<-- [end:many]

# --8<-- [start:itself]
share = verify("上半年签约项目80个，其中亿元以上项目36个，占比54%。").differs[0]
print(share.code)  # share_of_whole
print(share.render("zh_CN").partition("，")[0])  # 54%：不符
# --8<-- [end:itself]

# --8<-- [start:parts]
grown = verify("去年签约20个，今年签约25个，净增6个。").differs[0]
print(grown.code, grown.expected)  # change_of_levels 5个
owed = verify("年度目标36个，已签约10个，尚差25个。").differs[0]
print(owed.code, owed.expected)  # what_is_left 26个
print(verify("由20亿元提高到35亿元，是原来的1.75倍。").agrees[0].code)  # times_of_level
print(verify("厂房50万平方米，已出租12万平方米，出租率25%。").unknown[0].code)  # rate_of_counts
print(verify("上半年累计建成标准厂房12万平方米。").unknown[0].code)  # ambiguous_period
# --8<-- [end:parts]

# --8<-- [start:sizes]
bands = ["<2亿元", "[2亿元,4亿元)"]
sized = evaluate(ledger, ["signed_project_count", "projects_in_band"], bands=bands, period="2022-H1")
text = write(sized, subject="滨江县")
print(text[-31:])  # 其中不足2亿元项目1个、2亿元（含）至4亿元（不含）项目2个。

slip = text.replace("不足2亿元", "不足1.5亿元")  # still true: one project is that small
print(verify(slip, ledger, bands=bands).differs[0].code)  # unusual_size
# --8<-- [end:sizes]

# --8<-- [start:template_read]
own = write(figures, subject="滨江县", template=mine)
print(sorted({item.measure or "" for item in read_figures(own)}))  # ['']
print(next(item.kpi for item in read_figures(own, template=mine)))  # signed_project_count
print(verify(own, ledger, template=mine).is_clean)  # True
# --8<-- [end:template_read]

# --8<-- [start:unknown]
said = "2022年上半年，滨江县外出招商48次；2023年上半年，签约项目9个。"
found = verify(said, ledger)
print([verdict.code for verdict in found.unknown])  # ['not_recorded', 'after_ledger']
print([verdict.code for verdict in found.differs])  # ['another_day']
# --8<-- [end:unknown]

# --8<-- [start:places]
said = "2022年上半年，全县签约项目40个，其中东镇12个、西镇8个；去年同期签约项目31个。"
print([item.subject for item in read_figures(said)])  # [None, '东镇', '西镇', None]
print([str(item.period) for item in read_figures(said)])  # ['2022-H1', '2022-H1', '2022-H1', '2021-H1']
# --8<-- [end:places]
