"""The notebook runs from top to bottom and shows its tables."""

import os
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[2] / "examples" / "kpi_report.ipynb"


@pytest.fixture(scope="module")
def notebook() -> Any:
    """Run the notebook in a kernel of its own."""
    book = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(NOTEBOOK.parent)}}
    )
    client.execute(env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    return book


def shown(notebook: Any) -> list[dict[str, str]]:
    return [
        dict(output["data"])
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "execute_result"
    ]


def test_no_outputs_are_kept() -> None:
    """The notebook in the repository holds code and words alone; running it shows the rest."""
    book = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    assert all(not cell.outputs for cell in book.cells if cell.cell_type == "code")


def test_it_shows_tables_in_both_languages(notebook: Any) -> None:
    count, findings, chinese, english, rows = shown(notebook)[:5]
    assert count["text/plain"] == "11"
    assert "H10" in findings["text/plain"]
    assert "55.56" in chinese["text/html"]
    assert "开工率" in chinese["text/html"]
    assert "Start rate" in english["text/html"]
    assert "星澜光学镜片项目" in rows["text/plain"]


def test_an_analyst_walks_from_a_frame_to_a_trend(notebook: Any) -> None:
    """Charts show themselves, doubts are told, months stand beside districts, a condition holds for all of them."""
    steps, ranks, doubts, months, large, trend = shown(notebook)[5:]
    assert "<svg" in steps["text/html"]
    assert "<svg" in ranks["text/html"]
    assert "详见附件" in doubts["text/plain"]
    assert "2022-06" in months["text/html"]
    assert "东区" in months["text/html"]
    assert "签约项目数" in large["text/html"]
    assert trend["text/plain"].count("2022-") == 6
