"""Tables typed as lines, for the tests of layouts."""

from pathlib import Path

import pytest

from zhaoshang import workbooks
from zhaoshang.workbooks import Import

HEAD = "序号,项目名称,投资方,总投资（亿元）,责任单位,签约时间"


ROWS = (
    "1,虚构阀门项目,虚构甲公司,3.5,虚构一局,2022-03-05",
    "2,虚构隔膜项目,虚构乙公司,12,虚构二局,2022-04-06",
    "3,虚构泵业项目,虚构丙公司,2,虚构一局,2022-05-07",
)


NAMES = ["虚构阀门项目", "虚构隔膜项目", "虚构泵业项目"]


def read(tmp_path: Path, *lines: str) -> Import:
    path = tmp_path / "台账.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return workbooks.read(path)


def names(imported: Import) -> list[str]:
    return [project.name for project in imported.ledger.projects]


def _book(path: Path, **sheets: int) -> Path:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, count in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(["项目名称", "投资方", "总投资（亿元）"])
        for number in range(count):
            sheet.append([f"虚构{number}号项目", f"虚构{number}公司", number + 1])
    book.save(path)
    return path
