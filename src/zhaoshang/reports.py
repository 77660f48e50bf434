"""Reports: figures as tables that officials read, in Chinese (either script) or English.

A `Table` is data first; it renders as Markdown, as text for a terminal (Chinese characters take two columns), as HTML
for a notebook or a page, as rows, and with `write_excel` as a workbook of typed cells. `kpi_table` lays figures out: a
column a KPI and a row a group, or a row a KPI where there are no groups. Amounts are shown in 亿元 or 万元, one unit a
column, exactly.
"""

from zhaoshang._reports.figures import kpi_table, period_table
from zhaoshang._reports.tables import Column, Table, display_width

__all__ = ["Column", "Table", "display_width", "kpi_table", "period_table"]
