"""What was decided about a workbook is told, with what speaks for it and what came next. Every ledger here is invented."""

from pathlib import Path

from tests.workbooks.small_books import FIRM, Rows, save

from zhaoshang import workbooks

HEAD = ["序号", "项目名称", "投资方", "总投资（亿元）", "签约时间", "包抓领导"]
LIST: Rows = [
    ["2022年项目台账"],
    HEAD,
    [1, "虚构阀门项目", FIRM, 3.5, "2022.3", "王某"],
    [2, "虚构隔膜项目", FIRM, 1, "2022.4", None],
    ["合计", None, None, 4.5],
]


def told(imported: workbooks.Import) -> dict[tuple[str, str], workbooks.Decision]:
    return {(each.sheet, each.about): each for each in imported.layout}


def test_a_ledger_is_told_with_its_header_bounds_rows_and_columns(tmp_path: Path) -> None:
    found = told(workbooks.read(save(tmp_path / "台账.xlsx", {"台账": LIST})))
    assert {about: each.choice for (_, about), each in found.items()} == {
        "sheet": "ledger",
        "header": "row 2",
        "bounds": "A2:F5",
        "rows": "2 project, 1 title, 1 header, 1 total",
        "year": "2022",
        "column A": "@number",
        "column B": "name",
        "column C": "investors",
        "column D": "investment (亿元)",
        "column E": "agreements[].signed_on",
        "column F": "extra",
    }
    assert all(each.zh and each.en for each in found.values())


def test_every_sheet_has_its_kind_and_the_reason(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "6月": LIST,
        "5月": LIST[:4],
        "汇总": [["项目", "个数", "总投资（亿元）"], ["工业", 3, 4], ["农业", 1, 2]],
        "说明": [["填报要求"], ["每月五日前报送"]],
        "空": [],
    }
    imported = workbooks.read(save(tmp_path / "台账.xlsx", sheets))
    kinds = {each.sheet: (each.choice, each.en) for each in imported.layout if each.about == "sheet"}
    assert {name: kind for name, (kind, _) in kinds.items()} == {
        "6月": "ledger",
        "5月": "copy",
        "汇总": "summary",
        "说明": "other",
        "空": "empty",
    }
    assert "6月" in kinds["5月"][1]
    chosen = workbooks.read(tmp_path / "台账.xlsx", mapping=workbooks.Mapping(sheets=["5月"]))
    assert told(chosen)["6月", "sheet"].choice == "left out"


def test_what_came_next_is_named(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {
        "台账": [
            ["项目名称", "投资方", "项目合同约定的总投资额度情况", "签约时间"],
            ["虚构阀门项目", FIRM, "3亿元", "2022.3"],
        ],
        "汇总": [["各镇一览"], ["项目", "个数", "总投资（亿元）"], ["工业", 3, 4], ["农业", 1, 2]],
    }
    found = told(workbooks.read(save(tmp_path / "台账.xlsx", sheets)))
    assert found["台账", "column C"].runner_up == "investment"
    assert found["汇总", "sheet"].runner_up == "ledger, header = 2"


def test_it_is_said_in_both_languages(tmp_path: Path) -> None:
    (first, second, *_) = workbooks.read(save(tmp_path / "台账.xlsx", {"台账": LIST})).layout
    assert first.render("zh_CN") == "台账 工作表：项目清单（B 列是项目名称，另有 3 列是项目的情况）"
    assert second.render("en") == "台账 header: row 2 (6 of its words are known, and 4 name fields)"
