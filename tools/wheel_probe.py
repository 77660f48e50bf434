"""Run in a clean environment that holds the wheel and its own dependencies, nothing else: does it work?

Takes the version that was built. Rooms that need an extra may say so with `MissingExtraError`; all others must import.
"""

import importlib
import importlib.metadata
import pkgutil
import sys

import zhaoshang
from zhaoshang.errors import MissingExtraError


def main(version: str) -> int:
    """Import every room, then read an amount."""
    faults = []
    if "site-packages" not in zhaoshang.__file__:
        faults.append(f"imported from {zhaoshang.__file__}, not from the wheel")
    if importlib.metadata.version("zhaoshang") != version:
        faults.append(f"the wheel is not {version}")
    for module in pkgutil.walk_packages(zhaoshang.__path__, "zhaoshang."):
        if module.name.rpartition(".")[2] != "__main__":
            try:
                importlib.import_module(module.name)
            except MissingExtraError as error:
                print(f"   {module.name}: {error}")
    if zhaoshang.parse_quantity("近130亿元").value != 13_000_000_000:
        faults.append("an amount is not read right")
    print("\n".join(faults), end="")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
