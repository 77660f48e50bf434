"""A stream or bytes do wherever a path does: nothing else is lost on the way."""

from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest

from zhaoshang import Ledger, Money, Project, records, workbooks
from zhaoshang.errors import FieldTypeError, FileSyntaxError

LEDGER = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(id="P1", name="虚构阀门项目", investors=["虚构甲公司"], investment=Money.of(3, "亿元"))
    ],
)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_ledger_is_written_to_a_stream_as_to_a_file(kind: Any, tmp_path: Path) -> None:
    stream, path = BytesIO(), tmp_path / f"a.{kind}"
    workbooks.write(LEDGER, stream, kind=kind)
    workbooks.write(LEDGER, path, kind=kind)
    again = workbooks.read(stream.getvalue(), name=f"a.{kind}", as_of="2022-06-30").ledger
    assert again == workbooks.read(path, as_of="2022-06-30").ledger == workbooks.writable(LEDGER)
    assert not stream.closed


def test_a_review_is_written_to_a_stream() -> None:
    imported = workbooks.read(
        "项目名称,投资方,签约时间\n虚构项目,虚构公司,2022-02-30\n".encode(), name="a.csv"
    )
    stream = BytesIO()
    workbooks.write_review(imported, stream)
    assert workbooks.read(stream.getvalue(), name="b.xlsx").ledger.projects.ids


def test_json_goes_through_streams_and_bytes() -> None:
    stream = BytesIO()
    records.dump(LEDGER, stream)
    assert records.load(stream.getvalue()) == LEDGER
    stream.seek(0)
    assert records.load(stream) == LEDGER
    with pytest.raises(FileSyntaxError) as wrong:
        records.load(b"{")
    assert "upload" in str(wrong.value)


def test_a_stream_of_text_is_refused() -> None:
    text: Any = StringIO()
    for call in (
        lambda: workbooks.write(LEDGER, text),
        lambda: records.dump(LEDGER, text),
        lambda: records.load(text),
    ):
        with pytest.raises(FieldTypeError, match="binary stream"):
            call()
