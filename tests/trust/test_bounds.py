"""What reading costs at most: memory by the byte that is read, and work by the byte.

Each reader is asked in a process of its own, whose address space the operating system ends at what the table allows; the
tables of `SECURITY.md` say the same numbers.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from tests.trust.programs import output_of

from zhaoshang import assessments, reading, workbooks
from zhaoshang.errors import RecordError, ZhaoshangError

ROOM: Final = 8 << 20
"""Bytes that a reader may take whatever it reads: tables of words, patterns, modules that are loaded late."""

BOUNDS: Final = {
    "reading.parse_quantity": (5, 2),
    "reading.parse_number": (5, 1),
    "reading.parse_period": (5, 2),
    "reading.parse_column": (5, 1),
    "reading.find_mentions": (40, 4),
    "reading.find_periods": (5, 2),
    "bulletins.read_figures": (130, 27),
    "bulletins.verify": (150, 52),
    "workbooks.read .csv": (20, 6),
    "workbooks.read .html": (20, 10),
    "workbooks.read .xlsx": (20, 2),
    "workbooks.read .ods": (20, 5),
    "workbooks.read .xls": (20, 5),
    "workbooks.read .xlsb": (20, 6),
    "workbooks.Mapping.from_toml": (10, 2),
    "assessments.read_scheme": (10, 3),
    "records.load .json": (10, 2),
    "records.load .jsonl": (10, 2),
    "records.iter_lines .jsonl": (5, 2),
    "frames.read_lines": (10, 2),
    "frames.read_parquet": (20, 40),
}
"""Bytes of memory, and calls of functions, for each byte that is read; of a workbook each byte of its parts unpacked."""


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float | str]:
    """Ask every reader for its calls by the byte, under the memory of its bound."""
    bounds = json.dumps({reader: memory for reader, (memory, _) in BOUNDS.items()})
    script = Path(__file__).with_name("asked_reader.py")
    printed = output_of(str(script), str(tmp_path_factory.mktemp("asked")), str(ROOM), bounds)
    return dict(json.loads(line) for line in printed.splitlines())


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of address space is Linux's")
@pytest.mark.parametrize("reader", BOUNDS)
def test_reading_costs_no_more_than_is_stated(reader: str, costs: dict[str, float | str]) -> None:
    """A process that may take no more memory than the table allows reads on, and calls no more functions."""
    told = costs.get(reader, "ended")
    assert isinstance(told, float), told
    assert 0 < told <= BOUNDS[reader][1]


def test_the_page_on_security_states_these_bounds() -> None:
    """`SECURITY.md` prints the numbers that hold."""
    page = (Path(__file__).parents[2] / "SECURITY.md").read_text("utf-8")
    printed = re.findall(r"^\| `([\w. ]+)` \| [^|]+ \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    assert {name: (int(memory), int(calls)) for name, memory, calls in printed} == BOUNDS


LONG: Final = "3" * (reading.LONGEST_CELL + 1)


@pytest.mark.parametrize("read", [reading.parse_quantity, reading.parse_money, reading.parse_period])
def test_a_cell_past_the_limit_is_refused(read: Any) -> None:
    """Before it is looked at: a text of a thousand cells' length is answered at once."""
    with pytest.raises(ZhaoshangError, match=str(reading.LONGEST_CELL)):
        read(LONG * 1000)


TOML: Final = {
    "key": ".".join(["a"] * 20_000) + " = 1",
    "table": f"[{'.'.join(['a'] * 20_000)}]",
    "quoted": " . ".join(['"a.b"'] * 20_000) + " = 1",
    "inline": "a = { " + ".".join(["'x'"] * 20_000) + " = 1 }",
    "nested": "a = " + "[" * 20_000 + "]" * 20_000,
    "number": "a = " + "9" * 20_000,
    "long": "# " + "a" * 1_000_000,
}


@pytest.mark.parametrize("text", TOML.values(), ids=TOML)
def test_settings_that_cost_more_than_they_hold_are_refused(text: str, tmp_path: Path) -> None:
    """The parser takes the square of a key's parts, and the stack for what is nested."""
    path = tmp_path / "a.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(workbooks.MappingError):
        workbooks.Mapping.load(path)
    with pytest.raises(RecordError):
        assessments.read_scheme(path)


def test_dots_in_texts_and_comments_are_no_keys() -> None:
    """A rule of dots under a heading, and a long sentence of abbreviations, stand in settings that are well."""
    text = f"# {'. ' * 99}\n# {'a.' * 99}\n[columns]\n\"{'a.' * 99}\" = false\n'甲{'b.' * 99}' = false\n"
    assert len(workbooks.Mapping.from_toml(text).columns) == 2
