"""Sheets: what is hidden, what is no list, several workbooks."""

from pathlib import Path
from typing import Any

from tests.workbooks.small_books import FIRM, Rows, counts, rows, save

from zhaoshang import workbooks


def test_hidden_rows_and_sheets_are_read_and_reported(path: Path) -> None:
    def hide(_: object, sheet: Any) -> None:
        sheet.set_row(1, None, None, {"hidden": True})

    def hide_sheet(book: Any, sheet: Any) -> None:
        hide(book, sheet)
        if sheet.get_name() == "暗":
            sheet.hide()

    shown, hidden = (rows([1, "虚构甲项目", FIRM, amount]) for amount in (3, 4))
    imported = workbooks.read(save(path, {"明": shown, "暗": hidden}, finish=hide_sheet))
    assert len(imported.ledger.projects) == 2
    assert [row.is_hidden for row in imported.rows] == [False, True, False, True]
    assert [sheet.is_hidden for sheet in imported.sheets] == [False, True]
    assert imported.findings.codes == ("hidden_row", "hidden_sheet", "possible_duplicate")


def test_a_sheet_that_is_no_list_is_left_and_remarked(path: Path) -> None:
    rating: Rows = [["考核内容", "自评分"], ["新签约项目", 40]]
    imported = workbooks.read(
        save(path, {"台账": rows([1, "虚构甲项目", FIRM, 3]), "自评": rating, "空": []})
    )
    assert [sheet.is_ledger for sheet in imported.sheets] == [True, False, False]
    assert [(item.path, item.code) for item in imported.findings] == [("自评!A1", "not_a_ledger")]
    assert counts(imported, 1) == {"note": 2}


def test_a_list_without_names_is_called_by_its_investors(path: Path) -> None:
    table: Rows = [
        ["投资方", "项目总投资额（亿元）", "项目来源", "洽谈进度", "初次对接时间", "市(区)", "园区"],
        ["虚构甲公司", 3, "以商招商", "在谈", "2022.3", "虚构市", "虚构园"],
        [None, 3, None, None, None, None, None],
    ]
    imported = workbooks.read(save(path, {"表": table}))
    assert [project.name for project in imported.ledger.projects] == ["虚构甲公司项目"]
    assert len(imported.rejected) == 1


def test_several_workbooks_are_joined_and_duplicates_reported(tmp_path: Path) -> None:
    good, other = "91420100MAKX08064U", "91420100MA4X29392K"
    texts = {
        "东": f"项目编号,项目名称,投资方,统一社会信用代码,总投资（亿元）,责任单位,园区\nX1,虚构甲项目,虚构公司,{good},3,一组,虚构园\n",
        "西": f"项目编号,项目名称,投资方,统一社会信用代码,总投资（亿元）,责任单位,园区\nX1,虚构甲,虚构公司,{other},3,一组,虚构园\n"
        f"X2,虚构（二期）,虚构 公司,,3,二组,虚构园\nX3,虚构丁,待定,,若干,二组,虚构园\n",
        "南": "项目名称,投资方,统一社会信用代码,片区\n虚构丁,虚构丁公司,,甲区\n",
        "北": f"项目名称,投资方,统一社会信用代码,片区\n虚构戊,虚构丁公司,{other},乙区\n",
    }
    imports = []
    for name, text in texts.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        imports.append(workbooks.read(path, as_of="2022-06-30"))
    joined = workbooks.join(imports, name="全市")
    assert joined.ledger.projects.ids == ("X1", "西:X1", "X2", "X3", "南!2", "北!2")
    assert [(match.first, match.second, match.level.value) for match in joined.matches] == [
        ("X1", "西:X1", "code"),
        ("X1", "X2", "investor_and_amount"),
        ("X3", "南!2", "name"),
    ]
    assert (joined.ledger.name, str(joined.ledger.as_of)) == ("全市", "2022-06-30")
    assert joined.ledger.investors["虚构公司"].uscc == good
    assert joined.ledger.investors["虚构丁公司"].uscc == other
    assert joined.findings.only("investor_conflict")[0].detail["second"] == other
    assert joined.findings.only("not_a_quantity")[0].path == "[西]西!E4"
    assert joined.sources["南!2"].endswith("南.csv")
    assert workbooks.join(imports, as_of="2022-12-31").ledger.as_of != joined.ledger.as_of
    assert workbooks.join([imports[0], workbooks.read(tmp_path / "南.csv")]).ledger.as_of is None
    again = workbooks.join([imports[0], imports[0], imports[0]])
    assert again.ledger.projects.ids == ("X1", "东:X1", "东:X1'")


def test_a_part_stays_with_its_project_where_its_code_is_given_twice() -> None:
    def book(name: str) -> workbooks.Import:
        text = "项目编号,项目名称,总投资（亿元）\nX1,虚构甲项目,3\nX2,其中：虚构厂房,1\n"
        return workbooks.read(text.encode(), name=name)

    joined = workbooks.join([book("东.csv"), book("西.csv")])
    assert [(each.id, each.parent) for each in joined.ledger.projects] == [
        ("X1", None),
        ("X2", "X1"),
        ("西:X1", None),
        ("西:X2", "西:X1"),
    ]
