"""The words that a row of totals is called by."""

from typing import Final

TOTALS: Final = ("合计", "小计", "总计", "共计", "累计", "总和", "合并", "汇总")
"""In Chinese."""
