"""Fuzz one harness with atheris, which follows what code an input reaches.

    python fuzz/guided.py bulletins -max_total_time=600 found fuzz/corpus/bulletins

The first folder takes what is found, the others are read. Needs `atheris`, which is not among the project's tools.
`fuzz/oss-fuzz` builds one such fuzzer for each harness.
"""

import importlib
import pkgutil
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

import atheris

with atheris.instrument_imports(include=["zhaoshang"]):
    import zhaoshang

    # what is loaded later would not be instrumented
    for module in pkgutil.walk_packages(zhaoshang.__path__, "zhaoshang."):
        if not module.name.endswith("__main__"):
            with suppress(ImportError):  # an extra that is not here
                importlib.import_module(module.name)

from chances import Drawn
from harnesses import HARNESSES


def main(name: str, arguments: list[str]) -> None:
    """Run a harness until libFuzzer ends it."""
    harness: Final = HARNESSES[name]
    with tempfile.TemporaryDirectory() as folder:
        atheris.Setup([name, *arguments], lambda data: harness(Drawn(data), Path(folder)))
        atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
