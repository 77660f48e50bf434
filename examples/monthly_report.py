"""Put a monthly report together: ranking, targets, funnel, board; as a page and as a workbook."""

# --8<-- [start:ledger]
from zhaoshang import Count, Ledger, Money, Project, evaluate
from zhaoshang.model import Agreement, Milestone, Target


def project(number: int, owner: str, signed: str, started: str | None = None) -> Project:
    """Make up a project."""
    steps = [Milestone(stage="started", on=started)] if started else []
    return Project(
        id=f"P{number}",
        name=f"示例项目{number}",
        owner=owner,
        investment=Money.of(number, "亿元"),
        agreements=[Agreement(signed_on=signed)],
        milestones=steps,
    )


ledger = Ledger(
    as_of="2022-06-30",
    projects=[
        project(1, "东镇", "2022-03-05", "2022-05"),
        project(2, "东镇", "2022-04-11"),
        project(4, "西镇", "2022-06-02", "2022-06-20"),
    ],
    targets=[
        Target(id="T1", unit="东镇", measure="signed_project_count", period="2022", value=Count.of(3, "个")),
        Target(id="T2", unit="西镇", measure="signed_project_count", period="2022", value=Count.of(4, "个")),
    ],
)
# --8<-- [end:ledger]

# --8<-- [start:data]
from zhaoshang.reports import funnel, progress, ranking

may, june = (
    evaluate(ledger, "signed_investment_total", as_of=day, by="owner") for day in ("2022-05-31", "2022-06-30")
)
places = ranking(june, previous=may)
targets = progress(ledger, "signed_project_count", period="2022")
steps = funnel(ledger, stages=["signed", "started"])
print([(item.place, item.name) for item in places])  # [(1, '西镇'), (2, '东镇')]
print([(item.name, item.is_ahead) for item in targets])  # [('东镇', True), ('西镇', False), ('', False)]
# --8<-- [end:data]

# --8<-- [start:files]
import tempfile
from pathlib import Path

from zhaoshang.reports import (
    funnel_chart,
    funnel_table,
    page,
    progress_chart,
    progress_table,
    ranking_table,
    stage_board,
    write_docx,
    write_excel,
)

tables = [
    ranking_table(places),
    progress_table(targets),
    funnel_table(steps),
    stage_board(ledger, warnings=[]),
]
with tempfile.TemporaryDirectory() as folder:
    write_excel(tables, Path(folder) / "2022-06.xlsx")
    html = page([*tables, progress_chart(targets), funnel_chart(steps)], title="六月招商月报")
    write_docx([*tables, funnel_chart(steps)], Path(folder) / "2022-06.docx", title="六月招商月报")
    (Path(folder) / "2022-06.html").write_text(html, encoding="utf-8")
    made = sorted(path.suffix for path in Path(folder).iterdir())
print(made)  # ['.docx', '.html', '.xlsx']
# --8<-- [end:files]
