"""A stream or bytes do wherever a path does: nothing else is lost on the way."""

import io
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest

from zhaoshang import Ledger, Money, Project, records, reports, workbooks
from zhaoshang._calls import streams
from zhaoshang.errors import FieldTypeError, FileAccessError, FileSyntaxError
from zhaoshang.reports import Column, Table

LEDGER = Ledger(
    as_of="2022-06-30",
    projects=[
        Project(id="P1", name="虚构阀门项目", investors=["虚构甲公司"], investment=Money.of(3, "亿元"))
    ],
)

TABLE = Table(title="开工", columns=[Column(title="单位")], rows=[("虚构镇",)])
CSV = "项目名称,投资方,签约时间\n虚构项目,虚构公司,2022-02-30\n".encode()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_ledger_is_written_to_a_stream_as_to_a_file(kind: Any, tmp_path: Path) -> None:
    stream, path = BytesIO(), tmp_path / f"a.{kind}"
    workbooks.write(LEDGER, stream, kind=kind)
    workbooks.write(LEDGER, path, kind=kind)
    again = workbooks.read(stream.getvalue(), name=f"a.{kind}", as_of="2022-06-30").ledger
    assert again == workbooks.read(path, as_of="2022-06-30").ledger == workbooks.writable(LEDGER)
    assert not stream.closed


def test_a_review_is_written_to_a_stream() -> None:
    imported = workbooks.read(CSV, name="a.csv")
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


class Narrow(io.RawIOBase):
    """A raw stream, as of a socket: it takes a few bytes at a time, and none at all once it is full."""

    def __init__(self, room: int) -> None:
        self.room, self.taken = room, b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int | None:
        piece = bytes(data[: min(1000, self.room - len(self.taken))])
        self.taken += piece
        return len(piece) or None


WRITERS: dict[str, Callable[[Any], object]] = {
    "json": lambda to: records.dump(LEDGER, to),
    "xlsx": lambda to: workbooks.write(LEDGER, to),
    "csv": lambda to: workbooks.write(LEDGER, to, kind="csv"),
    "review": lambda to: workbooks.write_review(workbooks.read(CSV, name="a.csv"), to),
    "word": lambda to: reports.write_docx([TABLE], to, title="报告"),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_stream_that_takes_little_at_a_time_gets_all_and_a_full_one_is_an_error(writer: str) -> None:
    whole, narrow = BytesIO(), Narrow(10**6)
    WRITERS[writer](whole)
    WRITERS[writer](narrow)
    assert len(narrow.taken) == len(whole.getvalue())
    with pytest.raises(FileAccessError) as full:
        WRITERS[writer](Narrow(20))
    assert full.value.reason == "stream"


def test_a_stream_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"old")
    closed = BytesIO()
    closed.close()
    with (tmp_path / "old").open("rb") as reading:
        assert {_why(write, stream) for write in WRITERS.values() for stream in (closed, reading)} == {
            "stream"
        }
    assert (tmp_path / "old").read_bytes() == b"old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_stream_on_a_full_disk_is_an_error_of_ours() -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        assert {_why(write, full) for write in WRITERS.values()} == {"full"}


def _why(write: Callable[[Any], object], stream: Any) -> str:
    with pytest.raises(FileAccessError) as told:
        write(stream)
    return told.value.reason


class Giving(io.RawIOBase):
    """A raw stream, as of a socket: it gives a few bytes at a time, and then what `end` says of it."""

    def __init__(self, data: bytes, end: bytes | OSError | EOFError | None = b"") -> None:
        self.data, self.end, self.given = data, end, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes | None:
        piece, self.data = self.data[: min(7, size)], self.data[min(7, size) :]
        if not piece and isinstance(self.end, Exception):
            raise self.end
        given = piece if isinstance(self.end, Exception) else piece or self.end
        self.given += len(given or b"")
        return given


READERS: dict[str, tuple[bytes, Callable[[Any], Ledger]]] = {
    "csv": (CSV, lambda stream: workbooks.read(stream, name="a.csv").ledger),
    "json": (b'{"projects": [{"id": "P1", "name": "A"}]}', records.load),
}


@pytest.mark.parametrize("reader", READERS)
def test_a_stream_that_gives_little_at_a_time_is_read_whole_and_a_broken_one_is_an_error(
    reader: str, tmp_path: Path
) -> None:
    data, read = READERS[reader]
    assert read(Giving(data)) == read(BytesIO(data))
    closed = BytesIO(data)
    closed.close()
    broken: list[tuple[Any, str]] = [
        (Giving(data, None), "unreadable"),
        (Giving(data, EOFError("cut short")), "unreadable"),
        (Giving(data, ConnectionResetError(104, "reset")), "failed"),
        (closed, "unreadable"),
        ((tmp_path / "written").open("wb"), "unreadable"),
    ]
    wrong = []
    for stream, reason in broken:
        with pytest.raises(FileAccessError) as told:
            read(stream)
        if told.value.reason != reason:
            wrong.append((stream, told.value))
        stream.close()
    assert not wrong


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", None])
def test_a_stream_is_read_no_further_than_its_limit(
    name: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless: Any = Giving(b"", b"1")
    with pytest.raises(workbooks.WorkbookLimitError) as beyond:
        workbooks.read(endless, name=name, limits=workbooks.Limits(file_size=1000))
    assert (beyond.value.limit, endless.given) == ("file_size", 1001)
    monkeypatch.setattr(streams, "_LONGEST", 1000)
    with pytest.raises(FileAccessError) as long:
        records.load(endless)
    assert long.value.reason == "endless"
