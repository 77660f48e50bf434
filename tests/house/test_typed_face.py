"""The names that a type checker knows are those of the data."""

import ast
from pathlib import Path
from typing import get_args

import typed_face

from zhaoshang import _typed
from zhaoshang.kpis import CATALOGUE, KEYS


def test_the_module_is_made_from_the_data() -> None:
    written = ast.dump(ast.parse(Path(typed_face.TARGET).read_text("utf-8")))
    assert written == ast.dump(ast.parse(typed_face.module())), "run: python3 tools/dev.py tables"


def test_every_kpi_key_and_argument_has_its_name() -> None:
    assert {kpi.id for kpi in CATALOGUE} | {kpi.zh for kpi in CATALOGUE} == set(get_args(_typed.KpiName))
    assert KEYS.keys() <= set(get_args(_typed.KeyName))
    assert {name for kpi in CATALOGUE for name in kpi.arguments} == _typed.Arguments.__optional_keys__
