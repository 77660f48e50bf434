"""The rows of fields against the model, the reader and the writer: what one of them lacks is said here, never lost in silence."""

from io import BytesIO

import attrs
import pytest

from zhaoshang import Ledger, workbooks
from zhaoshang._workbooks.cells.readers import reader_of
from zhaoshang._workbooks.cells.specs import spec_of
from zhaoshang._workbooks.words.columns import Column, Header, propose
from zhaoshang._workbooks.words.fields import FIELDS, Field, of_slot, once
from zhaoshang.model import Agreement, Arrival, Investor, Project
from zhaoshang.model._fields.amounts import PROJECT_AMOUNTS
from zhaoshang.quantities import Area
from zhaoshang.vocabulary import InvestorFlag

NOT_IN_A_LIST = frozenset(
    "chain_nodes tags capacity outcomes shares events referrer fund scenario regions appraisals "
    "factors log statistics".split()
)
"""What no column of a list states: a new field of a project stands here, or has a row."""
IN_PARTS = {"agreements", "milestones", "arrivals", "extra"}
HOLDERS = {
    "plain": Project,
    "shared": Project,
    "agreement": Agreement,
    "arrival": Arrival,
    "investor": Investor,
}
NAMED = [field for field in FIELDS if field.width]


def test_every_field_of_a_project_has_a_row_or_is_known_to_have_none() -> None:
    own = {field.path for field in FIELDS if field.path in attrs.fields_dict(Project)}
    assert own | NOT_IN_A_LIST | IN_PARTS == set(attrs.fields_dict(Project))
    assert not own & NOT_IN_A_LIST


def test_amounts_are_those_of_the_model() -> None:
    assert tuple(field.path for field in of_slot("shared")) == PROJECT_AMOUNTS


def test_every_title_of_investors_has_a_row() -> None:
    assert {field.path for field in of_slot("flag")} == {f"investor.flags[{flag}]" for flag in InvestorFlag}


@pytest.mark.parametrize(
    "field", [field for field in NAMED if field.slot in HOLDERS], ids=lambda field: field.path
)
def test_rows_name_fields_of_the_model(field: Field) -> None:
    assert field.leaf in attrs.fields_dict(HOLDERS[field.slot])


@pytest.mark.parametrize("field", NAMED, ids=lambda field: field.path)
def test_reader_takes_the_header_that_the_writer_writes(field: Field) -> None:
    (column,) = propose([Header(number=1, texts=(field.zh,))])
    assert column.field == field.path


@pytest.mark.parametrize("field", [field for field in FIELDS if field.words], ids=lambda field: field.path)
def test_reader_knows_the_name_in_english(field: Field) -> None:
    (column,) = propose([Header(number=1, texts=(field.en.title(),))])
    assert column.field == field.path


@pytest.mark.parametrize(
    "field", [field for field in FIELDS if field.kind != "number"], ids=lambda field: field.path
)
def test_cells_of_every_field_are_read_and_go_somewhere(field: Field) -> None:
    column = Column(number=1, header=field.zh, field=field.path)
    read = reader_of(column, year=None, cells=list)
    assert spec_of(column, read, is_alone=True).slot in {field.slot, "step", "flag"}
    assert read("", 1).value is None


def test_word_in_two_rows_is_refused() -> None:
    with pytest.raises(ValueError, match="盘子 is said to be investment and land"):
        once([("盘子", "investment"), ("盘子", "land")])


def test_list_with_english_headers_is_read() -> None:
    text = "No.,Project name,Investors,Total investment (亿元),Signed on,Unit in charge\n1,甲项目,甲公司,3.5,2024-03-05,一局\n"
    (project,) = workbooks.read(text.encode(), name="a.csv").ledger.projects
    assert (project.name, str(project.investment), project.owner) == ("甲项目", "350000000 CNY", "一局")
    assert str(project.agreements[0].signed_on) == "2024-03-05"


def test_plain_fields_come_back_from_what_is_written() -> None:
    project = Project(id="A1", name="甲", land=Area.of(3, "亩"), grade="重点", government_funded=False)
    ledger = Ledger(projects=[project])
    out = BytesIO()
    workbooks.write(ledger, out)
    assert workbooks.read(out.getvalue(), name="a.xlsx").ledger == ledger == workbooks.writable(ledger)
