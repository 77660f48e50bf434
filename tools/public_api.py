"""Describe the public face of every room: each name of `__all__` with its kind, signature and public members.

    python3 tools/dev.py api

writes one text file a room to `tests/public_api/`; a test compares them, so that a change of the face is seen in
the review of the commit that makes it. It also begins the reference page of a room that has none, in both trees; the
usage on it is for its author to write.
"""

import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import get_origin

PLAIN = (type(None), bool, int, str, Decimal, Enum, type)
"""Defaults of these types are told in full; others, such as whole rule sets, are only said to be there."""

ROOT = Path(__file__).resolve().parent.parent
SNAPSHOTS = ROOT / "tests" / "public_api"


class _Elided:
    def __repr__(self) -> str:
        return "…"


@cache
def public_modules() -> tuple[str, ...]:
    """Name every module of the package that is neither private nor the command."""
    root = importlib.import_module("zhaoshang")
    found = [module.name for module in pkgutil.walk_packages(root.__path__, "zhaoshang.")]
    return "zhaoshang", *sorted(name for name in found if not _is_private(name))


def _is_private(name: str) -> bool:
    return any(part.startswith("_") for part in name.split("."))


def _is_package(name: str) -> bool:
    return hasattr(importlib.import_module(name), "__path__")


def describe(module: ModuleType) -> str:
    """Describe the public names of one module, one a paragraph."""
    names: list[str] = sorted(module.__all__)
    if module.__name__ == "zhaoshang":
        return "".join(f"{name}: {_origin(getattr(module, name))}\n" for name in names)
    return "\n".join("\n".join([*_entry(name, getattr(module, name)), ""]) for name in names)


def _origin(value: object) -> str:
    if inspect.isclass(value) or inspect.isfunction(value):
        return f"{value.__module__}.{value.__qualname__}"
    return type(value).__qualname__


def _entry(name: str, value: object) -> Iterator[str]:
    if inspect.isclass(value):
        yield f"class {name}({', '.join(base.__qualname__ for base in value.__bases__)})"
        if issubclass(value, Enum):
            yield from (f"    {member.name} = {member.value!r}" for member in value)
        elif _signature(value) not in map(_signature, value.__bases__):
            yield f"    {name}{_signature(value)}"
        yield from (f"    {_member(member, how)}" for member, how in members(value))
    elif get_origin(value) is not None:  # an alias of a type, which Python takes for a function
        yield f"{name} = {_told(value)}"
    elif callable(value) and not isinstance(value, type):
        yield f"def {name}{_signature(value)}"
    else:
        yield f"{name}: {type(value).__qualname__}"


def members(owner: type) -> Iterator[tuple[str, object]]:
    """Give the public methods and properties that a class defines itself, by name; fields are none of them."""
    fields = {field.name for field in getattr(owner, "__attrs_attrs__", ())}
    for name, value in sorted(vars(owner).items()):
        if name.startswith("_") or name in fields or isinstance(value, Enum):
            continue
        if isinstance(value, (classmethod, staticmethod, property)) or inspect.isfunction(value):
            yield name, value


def _member(name: str, value: object) -> str:
    if isinstance(value, (classmethod, staticmethod)):
        return f"{type(value).__name__} {name}{_signature(value.__func__)}"
    if isinstance(value, property):
        return f"property {name}{_returns(value)}"
    return f"def {name}{_signature(value)}"


def _returns(value: property) -> str:
    if value.fget is None:
        return ""
    annotation = inspect.signature(value.fget).return_annotation
    return "" if annotation is inspect.Signature.empty else f": {inspect.formatannotation(annotation)}"


def _signature(value: object) -> str:
    if not callable(value):
        return ""
    try:
        signature = inspect.signature(value)
    except ValueError:
        return "(…)"
    parameters = [
        parameter if isinstance(parameter.default, PLAIN) else parameter.replace(default=_Elided())
        for parameter in signature.parameters.values()
    ]
    return _told(signature.replace(parameters=parameters))


def _told(value: object) -> str:
    """Write a type or a signature alike in every run and on every Python; from 3.13 on `Path` has a module of its own."""
    return re.sub(" at 0x[0-9a-f]+", "", str(value)).replace("pathlib._local.", "pathlib.")


def snapshots() -> dict[str, str]:
    """Describe every room, by the name of its file."""
    return {f"{name}.txt": describe(importlib.import_module(name)) for name in public_modules()}


def add_pages() -> None:
    """Begin the reference page of every room that lacks one, and add modules that a page lacks."""
    for name in public_modules()[1:]:
        room = name.split(".")[1]
        english, chinese = (ROOT / "docs" / tree / "reference" / f"{room}.md" for tree in ("en", "zh"))
        text = english.read_text("utf-8") if english.is_file() else f"# {room}\n\n## API\n"
        if f"::: {name}\n" not in text:
            heading = f"\n### {name}\n" if name.count(".") > 1 else ""
            options = "    options:\n      members: false\n" if _is_package(name) else ""
            english.write_text(f"{text}{heading}\n::: {name}\n{options}", "utf-8")
        if not chinese.is_file():
            chinese.write_text(f'--8<-- "{english.relative_to(ROOT).as_posix()}"\n', "utf-8")


def main() -> int:
    """Write the files, remove those of rooms that are gone, and begin missing pages."""
    SNAPSHOTS.mkdir(exist_ok=True)
    wanted = snapshots()
    for stale in {path.name for path in SNAPSHOTS.glob("*.txt")} - wanted.keys():
        (SNAPSHOTS / stale).unlink()
    for name, text in wanted.items():
        (SNAPSHOTS / name).write_text(text, encoding="utf-8")
    add_pages()
    return 0


if __name__ == "__main__":
    sys.exit(main())
