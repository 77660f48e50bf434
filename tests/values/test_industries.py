"""The shipped table has all sections and divisions, and codes are judged with a reason."""

import runpy
from pathlib import Path

import pytest

from zhaoshang.errors import UnknownCodeError
from zhaoshang.industries import district_fault, industry, industry_fault, uscc_fault

TABLE = Path(__file__).parents[2] / "src" / "zhaoshang" / "_vocabulary" / "industries.tsv"


def codes() -> list[str]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if not line.startswith("#")]


def test_the_table_is_whole() -> None:
    """20 sections A to T, 97 divisions numbered 01 to 97 in order."""
    assert "".join(code for code in codes() if len(code) == 1) == "ABCDEFGHIJKLMNOPQRST"
    assert [code[1:] for code in codes() if len(code) > 1] == [f"{number:02}" for number in range(1, 98)]
    assert all(industry(code).code == code for code in codes())


def test_the_table_can_be_rebuilt() -> None:
    """The script keeps sections and divisions of a full table and leaves the rest."""
    rows = runpy.run_path(str(TABLE.parents[3] / "tools" / "rebuild_industries.py"))["rows"]
    full = [
        ["C", "制造业"],
        ["39", "计算机、通信和 其他电子设备制造业"],
        ["391", "计算机制造"],
        ["x"],
        ["C40", "仪器"],
    ]
    assert list(rows(full)) == [("C", "制造业"), ("C39", "计算机、通信和其他电子设备制造业"), ("C40", "仪器")]


@pytest.mark.parametrize("code", ["C99", "U", "", "C1x", "3", "C1", "C39111", "98"])
def test_wrong_industries(code: str) -> None:
    with pytest.raises(UnknownCodeError):
        industry(code)
    assert industry_fault(code) is not None


@pytest.mark.parametrize("code", ["C3911", "c39", "391", "A", "T97"])
def test_right_industries(code: str) -> None:
    assert industry_fault(code) is None


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("91110000600037341", "17"),
        ("91110000600037341B", "check"),
        ("9111000060003734!L", "character"),
        ("ZZ110000600037341L", ""),
    ],
)
def test_a_wrong_credit_code_has_a_reason(code: str, word: str) -> None:
    fault = uscc_fault(code)
    assert fault is not None
    assert word in fault.en


def test_places() -> None:
    assert district_fault("350583") is None
    for wrong in ("35058", "０12345", "000000"):
        assert district_fault(wrong) is not None
