"""The foreign reader in a process of its own, with limits of memory and time: its end is not the end of the host."""

import io
import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from zhaoshang._workbooks.files.errors import UnreadableWorkbookError, WorkbookLimitError
from zhaoshang._workbooks.files.limits import Limits

__all__ = ["can_isolate", "read_isolated"]

_CHILD: Final = """
import json, pickle, sys
path, paths, source, allowed = json.loads(sys.argv[1])
sys.path[:] = paths
try:
    import resource
    def bound(kind, most):
        soft, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    bound(resource.RLIMIT_AS, allowed["memory"])
    bound(resource.RLIMIT_CPU, allowed["seconds"] + 1)
    bound(resource.RLIMIT_CORE, 0)
except (ImportError, OSError, ValueError):
    pass
space = {"__name__": "child"}
exec(source, space)
out = sys.stdout.buffer
try:
    for item in space["read_sheets"](path, allowed):
        pickle.dump(("sheet", item), out, 5)
    pickle.dump(("end", None), out, 5)
except space["TooLarge"] as error:
    pickle.dump(("limit", error.args), out, 5)
except MemoryError:
    pickle.dump(("memory", ""), out, 5)
except BaseException as error:
    kind = "encrypted" if type(error).__name__ == "PasswordError" else "damaged"
    pickle.dump((kind, str(error)), out, 5)
out.flush()
"""


def can_isolate() -> bool:
    """Tell whether there is an interpreter to start: a program that embeds Python may have none."""
    return bool(sys.executable) and "python" in Path(sys.executable).name.lower()


def read_isolated(path: Path, source: str, limits: Limits, /) -> Iterator[Any]:
    """Run `read_sheets` of a source text in a new process, and give what it gives.

    Raises:
        UnreadableWorkbookError: when the file is damaged or encrypted, or the process came to an end by itself.
        WorkbookLimitError: when it would take more memory, time or cells than the limits allow.
    """
    allowed = {
        name: getattr(limits, name) for name in ("memory", "seconds", "sheets", "rows", "columns", "cells")
    }
    told = json.dumps([os.fspath(path.absolute()), sys.path, source, allowed])
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and script; the path is data
        [sys.executable, "-I", "-c", _CHILD, told],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        data, _ = child.communicate(timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        raise WorkbookLimitError(str(path), "seconds", limits.seconds, limits.seconds) from None
    finally:
        if child.poll() is None:
            child.kill()
            child.communicate()
    return _answers(path, data, child.returncode, limits)


def _answers(path: Path, data: bytes, code: int, limits: Limits) -> Iterator[Any]:
    stream = io.BytesIO(data)
    while True:
        try:
            kind, item = pickle.load(stream)  # noqa: S301 - our own script gives nothing but cells of plain kinds
        except (EOFError, pickle.UnpicklingError):  # it ended in the middle
            break
        match kind:
            case "sheet":
                yield item
            case "end":
                return
            case "limit":
                name, most, found, sheet = item
                raise WorkbookLimitError(str(path), name, most, found, sheet)
            case "memory":
                raise WorkbookLimitError(str(path), "memory", limits.memory, limits.memory)
            case _:
                raise UnreadableWorkbookError(str(path), kind, item)
    raise UnreadableWorkbookError(str(path), "damaged", f"the reader ended with {code}")
