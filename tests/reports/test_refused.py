"""What reports cannot make of what they are given is refused, with what would."""

from pathlib import Path

import pytest

from zhaoshang import Ledger, Project, evaluate
from zhaoshang.errors import FieldTypeError, UnfitValueError, UnknownAttributeError
from zhaoshang.kpis import evaluate_periods
from zhaoshang.model import Agreement
from zhaoshang.reports import kpi_table, ranking, ranking_table, write_excel

PROJECT = Project(id="P1", name="甲", owner="东镇", agreements=[Agreement(signed_on="2022-05")])
LEDGER = Ledger(as_of="2022-06-30", projects=[PROJECT])
TWO = evaluate(LEDGER, ["签约项目数", "签约总投资"], by="owner")


@pytest.mark.parametrize("name", ["a.docx", "a.DOC", "a.pdf", "a.csv", "a.html", "a.md", "a.txt"])
def test_a_workbook_is_not_written_under_the_name_of_another_kind(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnfitValueError) as caught:
        write_excel(kpi_table(TWO), tmp_path / name)
    assert not list(tmp_path.iterdir())
    said = (str(caught.value), caught.value.render("zh_CN"))
    assert all(("write_docx" in each) is (".do" in name.lower()) for each in said)


@pytest.mark.parametrize("name", ["a.xlsx", "a.XLSX", "a", "招商.2022.xlsx"])
def test_a_workbook_is_written_under_its_own(name: str, tmp_path: Path) -> None:
    write_excel(kpi_table(TWO), tmp_path / name)
    assert (tmp_path / name).read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(("name", "instead"), [("to_excel", "write_excel"), ("to_docx", "write_docx")])
def test_what_writes_a_table_is_named(name: str, instead: str) -> None:
    with pytest.raises(UnknownAttributeError, match=instead):
        getattr(kpi_table(TWO), name)


def test_what_is_no_ledger_is_named_by_its_argument() -> None:
    with pytest.raises(FieldTypeError, match="older: Project does not fit"):
        LEDGER.diff(PROJECT)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["a.docx", "a.csv", "a.json", "a.txt", "a.xls", "a.xlsm"])
def test_figures_are_not_written_under_the_name_of_another_kind(name: str, tmp_path: Path) -> None:
    for found in (TWO, evaluate_periods(LEDGER, "签约项目数", "2022", step="quarter")):
        with pytest.raises(UnfitValueError) as caught:
            found.to_excel(tmp_path / name)
        assert "工作簿" in caught.value.render("zh_CN")
        assert not list(tmp_path.iterdir())


def test_figures_by_another_key_stand_beside_no_ranking() -> None:
    project = Project(
        id="P1", name="甲", owner="东镇", district="南区", agreements=[Agreement(signed_on="2022-03")]
    )
    ledger = Ledger(as_of="2022-06-30", projects=[project])
    owners, districts = (evaluate(ledger, "签约项目数", by=key) for key in ("owner", "district"))
    with pytest.raises(UnfitValueError) as previous:
        ranking(owners, previous=districts)
    with pytest.raises(UnfitValueError) as beside:
        ranking_table(ranking(owners), beside=districts)
    assert (previous.value.place, beside.value.place) == ("previous", "beside")
    assert "按 owner 分组" in previous.value.render("zh_CN")
    assert ranking(owners, previous=owners)[0].before == 1
