"""See that the built reference holds every public name, and every public method and property.

    python tools/site_names.py SITE/objects.inv

reads the inventory of the built site and lists what has no entry there. A constant has none without a docstring below it.
"""

import importlib
import inspect
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import public_api

HEADER_LINES = 4


def documented(inventory: bytes) -> set[str]:
    """Read the names from an inventory of Sphinx's form: a header of four lines, then one entry a line, deflated."""
    entries = zlib.decompress(inventory.split(b"\n", HEADER_LINES)[HEADER_LINES]).decode()
    return {entry.split(" ", 1)[0] for entry in entries.splitlines()}


def public_names() -> Iterator[str]:
    """Give the full name of everything public, in the room that defines it."""
    rooms = public_api.public_modules()[1:]
    for room in rooms:
        module = importlib.import_module(room)
        for name in module.__all__:
            value = getattr(module, name)
            yield f"{room}.{name}"
            home = getattr(value, "__module__", room)
            if inspect.isclass(value) and (home == room or home not in rooms):
                yield from (f"{room}.{name}.{member}" for member, _ in public_api.members(value))


def main(path: str) -> int:
    """List the names without an entry; there should be none."""
    entries = documented(Path(path).read_bytes())
    missing = [name for name in public_names() if name not in entries]
    for name in missing:
        print(f"not in the reference: {name}")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
