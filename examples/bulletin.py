"""Write a bulletin from a ledger, change its template, and check an article against the ledger."""

# --8<-- [start:write]
from attrs import evolve

from zhaoshang import Ledger, Money, Project, evaluate, find_mentions
from zhaoshang.bulletins import ZH, verify, write
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
print(found.differs[0].render("zh_CN"))  # 12亿元：不符，文中为 12亿元，台账为 10亿元
print([verdict.code for verdict in found.differs[1:]])  # ['part_exceeds_whole', 'value_differs']
# --8<-- [end:verify]
