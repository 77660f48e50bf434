"""Where the small workbooks of these tests are written."""

from pathlib import Path

import pytest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Take the path of a workbook that is not there yet."""
    return tmp_path / "虚构台账.xlsx"
