"""Reports: figures as tables, boards and charts that officials read, in Chinese (either script) or English.

A `Table` is data first; it renders as Markdown, as text for a terminal (Chinese characters take two columns), as HTML,
as rows and typed values; `write_excel` makes a workbook, `write_docx` a paper in Word and `page` a web page that needs
no network. Amounts are shown in 亿元 or 万元, one unit a column, exactly. A `Chart` is a Vega-Lite specification; drawing
it takes the extra `charts`.

    >>> from zhaoshang.reports import BOARD_STAGES, FUNNEL_STAGES
    >>> "、".join(
    ...     stage.label() for stage in BOARD_STAGES
    ... )  # the columns of a stage board, unless others are asked for
    '在谈、签约、落地、开工、竣工、投产'
    >>> "、".join(stage.label() for stage in FUNNEL_STAGES)  # the steps of a funnel
    '线索、在谈、签约、开工、投产'
"""

from zhaoshang._calls.guard import guard_room
from zhaoshang._reports.boards import BOARD_STAGES, stage_board
from zhaoshang._reports.changes import change_table
from zhaoshang._reports.charts import Chart
from zhaoshang._reports.drawings import funnel_chart, progress_chart, ranking_chart
from zhaoshang._reports.figures import kpi_table, period_table
from zhaoshang._reports.pages import page
from zhaoshang._reports.papers import write_docx
from zhaoshang._reports.places import chain_table, park_table
from zhaoshang._reports.progress import (
    FUNNEL_STAGES,
    FunnelStep,
    Progress,
    funnel,
    funnel_table,
    progress,
    progress_table,
)
from zhaoshang._reports.rankings import Ranked, ranking, ranking_table
from zhaoshang._reports.reviews import review_table
from zhaoshang._reports.sheets import write_excel
from zhaoshang._reports.tables import Column, Table, display_width
from zhaoshang._reports.weekly import weekly_table

__all__ = [
    "BOARD_STAGES",
    "FUNNEL_STAGES",
    "Chart",
    "Column",
    "FunnelStep",
    "Progress",
    "Ranked",
    "Table",
    "chain_table",
    "change_table",
    "display_width",
    "funnel",
    "funnel_chart",
    "funnel_table",
    "kpi_table",
    "page",
    "park_table",
    "period_table",
    "progress",
    "progress_chart",
    "progress_table",
    "ranking",
    "ranking_chart",
    "ranking_table",
    "review_table",
    "stage_board",
    "weekly_table",
    "write_docx",
    "write_excel",
]

guard_room(globals())
