"""A lazy face has one list: where its names live is written from what type checkers import."""

from pathlib import Path

import faces
import pytest

FACES = list(faces.faces())


def test_the_root_the_model_and_the_kpis_are_lazy() -> None:
    assert {"__init__.py", "model/__init__.py", "kpis.py"} <= {
        str(face.relative_to(faces.SOURCE)) for face in FACES
    }


@pytest.mark.parametrize("face", FACES, ids=lambda face: str(face.relative_to(faces.SOURCE)))
def test_the_homes_are_those_of_the_imports(face: Path) -> None:
    assert faces.renewed(face) == face.read_text("utf-8"), "run: python3 tools/dev.py tables"
