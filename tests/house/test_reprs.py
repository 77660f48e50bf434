"""What is shown of an object is a line or so: its name, not all that is in it."""

import importlib
import inspect
import pkgutil
import pydoc
import sys
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

import zhaoshang
from zhaoshang import advance
from zhaoshang.kpis import CATALOGUE
from zhaoshang.lifecycle import LIFECYCLE, VARIANTS
from zhaoshang.profiles import PROFILES

ROOMS = [
    room.name
    for room in pkgutil.iter_modules(zhaoshang.__path__, "zhaoshang.")
    if not room.name.rpartition(".")[2].startswith("_")
]
LINE = 400
"""The most characters that one object shows."""

CALL = 1500
"""The most that the defaults of a call show together."""


def things(room: str) -> Iterator[tuple[str, Any]]:
    """Give what a room names, collections by their elements."""
    module = importlib.import_module(room)
    for name in getattr(module, "__all__", ()):
        thing = getattr(module, name)
        if isinstance(thing, Mapping):
            yield from ((f"{name}[{key}]", value) for key, value in thing.items())
        elif isinstance(thing, tuple | frozenset):
            yield from ((f"{name}[{place}]", each) for place, each in enumerate(thing))
        else:
            yield name, thing


@pytest.mark.parametrize("room", ROOMS)
def test_an_object_shows_a_line(room: str) -> None:
    long = {
        name: len(repr(thing))
        for name, thing in things(room)
        if not inspect.isroutine(thing) and not isinstance(thing, type) and len(repr(thing)) > LINE
    }
    assert {name for name in long if not name.startswith(LARGE)} == set()


LARGE = ("BUNDLES", "BOARDS", "SCHEMES", "EN", "ZH")
"""Tables and texts of data that a caller prints to read them whole."""


@pytest.mark.parametrize("room", ROOMS)
def test_the_defaults_of_a_call_fit_a_few_lines(room: str) -> None:
    for name, thing in things(room):
        if not inspect.isfunction(thing):
            continue
        defaults = [each.default for each in inspect.signature(thing).parameters.values()]
        assert (
            sum(len(repr(default)) for default in defaults if default is not inspect.Parameter.empty) < CALL
        ), name


def test_help_of_a_step_fits_a_screen() -> None:
    told = pydoc.render_doc(advance, renderer=pydoc.plaintext)  # type: ignore[attr-defined]
    said = inspect.getdoc(advance) or ""
    assert len(told) < 3000
    assert 0 < said.count("\n") < 40
    # from Python 3.13 on the signature takes a line for each argument
    assert told.count("\n") < (50 if sys.version_info < (3, 13) else 55)
    assert "<Lifecycle standard>" in told


def test_objects_of_data_are_shown_by_name() -> None:
    shown = [repr(each) for each in (LIFECYCLE, VARIANTS[0], PROFILES["gansu"], CATALOGUE[0])]
    assert shown == [
        "<Lifecycle standard>",
        "<Variant quanzhou_tiz>",
        "<Profile gansu>",
        "<Kpi signed_project_count>",
    ]
