"""Rows of a table that are run together (`--by-table`) are all run, and each wrong one is named."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLES = """
import pytest


@pytest.mark.parametrize("tens", [0, 10, 20])
@pytest.mark.parametrize(("ones", "word"), [(one, "odd") for one in range(10)])
def test_plain(tens, ones, word):
    number = tens + ones
    if number == 4:
        pytest.fail("four")
    assert number not in {3, 17}


@pytest.fixture(params=[1, 2])
def doubled(request):
    return request.param * 2


@pytest.mark.parametrize("number", [1, 2])
def test_with_a_fixture(number, doubled):
    assert doubled in {2, 4} and number != 2


@pytest.mark.parametrize("doubled", [1, 2], indirect=True)
def test_through_a_fixture(doubled):
    assert doubled == 2


@pytest.mark.parametrize("number", [1, pytest.param(2, marks=pytest.mark.xfail(strict=True))])
def test_with_a_mark(number):
    assert number == 1


@pytest.mark.parametrize("number", [1, 2, 3])
def test_skipping(number):
    if number == 1:
        pytest.skip("not one")
    assert number != 3
"""


@pytest.mark.parametrize("together", [[], ["--by-table"]], ids=["alone", "together"])
def test_every_wrong_row_is_named(tmp_path: Path, together: list[str]) -> None:
    table = tmp_path / "test_tables.py"
    table.write_text(TABLES, "utf-8")
    tmp_path.joinpath("pytest.ini").write_text("[pytest]", "utf-8")
    line = [sys.executable, "-m", "pytest", "-q", "-p", "tests.by_table", *together, str(table)]
    variables = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    ran = subprocess.run(  # noqa: S603 - tables of our own
        line, cwd=tmp_path, env=variables, capture_output=True, check=False, encoding="utf-8"
    )
    named = re.findall(r"\b(test_\w+\[[^]\s]*\])(?!\+)", ran.stdout)
    assert {*named} == {
        "test_plain[3-odd-0]",
        "test_plain[4-odd-0]",
        "test_plain[7-odd-10]",
        "test_with_a_fixture[1-2]",
        "test_with_a_fixture[2-2]",
        "test_through_a_fixture[2]",
        "test_skipping[3]",
    }, ran.stdout
