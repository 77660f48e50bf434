"""Whether the threads of polars were left behind: a process that is forked has none of them, and would wait for ever."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

__all__ = ["left_threads_behind", "note_threads"]

_TASKS: Final = Path("/proc/self/task")
_known: Final[set[str]] = set()
_WORKERS: Final = ("polars-", "tokio-rt-worker", "async-executor-")
_STARTED, _LEFT = "started", "left behind"


def left_threads_behind() -> bool:
    """Tell whether this process was forked, at any remove, from one in which polars had worked."""
    return _LEFT in _known


def note_threads() -> None:
    """Remember that polars works in this process, whatever the system tells of its threads."""
    _known.add(_STARTED)


def _look() -> None:
    """See before a fork whether polars has worked: its threads have names and stay."""
    if _STARTED in _known or "polars" not in sys.modules:
        return
    with suppress(OSError):  # a system without /proc, or a thread that has just ended
        for task in _TASKS.iterdir():
            name = (task / "comm").read_text("utf-8", "replace").strip()
            if name.startswith(_WORKERS) and not name.startswith(
                "polars-ooc"
            ):  # which waits from the import on
                _known.add(_STARTED)
                return


def _remember() -> None:
    if _STARTED in _known:
        _known.add(_LEFT)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_look, after_in_child=_remember)
