"""The public face changes only on purpose.

After a deliberate change: `python3 tools/dev.py api`.
"""

import importlib

import public_api
import pytest

MODULES = public_api.public_modules()


@pytest.mark.parametrize("name", MODULES)
def test_the_face_is_the_one_on_record(name: str) -> None:
    recorded = public_api.SNAPSHOTS / f"{name}.txt"
    described = public_api.describe(importlib.import_module(name))
    assert recorded.is_file(), "run: python3 tools/dev.py api"
    assert described == recorded.read_text("utf-8"), "if this is meant, run: python3 tools/dev.py api"


def test_no_record_outlives_its_room() -> None:
    assert {path.stem for path in public_api.SNAPSHOTS.glob("*.txt")} == set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_exists_once(name: str) -> None:
    module = importlib.import_module(name)
    assert len(set(module.__all__)) == len(module.__all__)
    assert [public for public in module.__all__ if not hasattr(module, public)] == []
