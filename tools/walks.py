"""Follow calls of the public face through the rooms, and draw each way: what `made_parts` puts on the architecture page.

    PYTHONPATH=src python tools/walks.py          # prints the walks as data, from a process of its own

A walk is measured, not told: the call is made, and every call between rooms is seen by the interpreter's profiler. A room
is a module of the root, a workshop, or a folder of a workshop. The small workshops that every room uses, and values, are not
drawn: who would draw the door handles.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "zhaoshang"
EVERYWHERE = {
    "_basics", "_calls", "_errors", "_files", "_text", "_typed", "_version", "_vocabulary", "__init__", "errors", "intervals",
    "periods", "quantities", "_quantities", "units", "vocabulary", "references", "integrations",
}  # fmt: skip
TITLES = {
    "read": ("a workbook is read", "读一份工作簿"),
    "evaluate": ("a figure is worked out", "算一个数字"),
    "parse_quantity": ("an amount is read", "读一个金额"),
    "verify": ("an article is verified", "核对一篇文章"),
    "advance": ("a project is moved on", "推进一个项目"),
}


def room_of(path: str) -> str | None:
    """Name the room that a file stands in; `None` outside the library and in what is everywhere."""
    if not path.startswith(str(SOURCE)):
        return None
    parts = Path(path).relative_to(SOURCE).with_suffix("").parts
    room = "/".join(parts[:-1][:2]) or parts[0]
    return None if room.split("/")[0] in EVERYWHERE else room


def walk(call: Callable[[], object]) -> list[tuple[str, str, int]]:
    """Make a call; tell which room called which, in the order of the first call, and how often; the caller comes from the empty room."""
    seen: dict[tuple[str, str], int] = {}
    rooms: dict[str, str | None] = {}

    def inside(frame: FrameType | None) -> str | None:
        while frame is not None:
            path = frame.f_code.co_filename
            if path not in rooms:
                rooms[path] = room_of(path)
            if rooms[path] is not None:
                return rooms[path]
            frame = frame.f_back
        return None

    def watch(frame: FrameType, event: str, _: Any) -> None:  # noqa: ANN401 - as `setprofile` has it
        if event != "call" or frame.f_code.co_name == "<module>":
            return
        path = frame.f_code.co_filename
        if path not in rooms:
            rooms[path] = room_of(path)
        here = rooms[path]
        if here is None:
            return
        caller = inside(frame.f_back)
        if caller != here:
            seen[caller or "", here] = seen.get((caller or "", here), 0) + 1

    sys.setprofile(watch)
    try:
        call()
    finally:
        sys.setprofile(None)
    return [(caller, room, times) for (caller, room), times in seen.items()]


def measured() -> dict[str, list[tuple[str, str, int]]]:
    """Make the five calls, each after one of its kind with other input: modules are loaded then, and no answer is kept."""
    import zhaoshang  # noqa: PLC0415 - `made_parts` imports this tool, and runs it in a process of its own
    from zhaoshang import bulletins, workbooks  # noqa: PLC0415

    book = ROOT / "examples" / "data" / "ledger_2022h1.xlsx"

    def asked(text: str, amount: str, day: str, kpi: str) -> dict[str, Callable[[], object]]:
        ledger = workbooks.read(book, as_of=day).ledger
        project = next(one for one in ledger.projects if one.agreements and not one.milestones)
        return {
            "read": lambda: workbooks.read(book, as_of=day),
            "evaluate": lambda: zhaoshang.evaluate(ledger, [kpi], period="2022"),
            "parse_quantity": lambda: zhaoshang.parse_quantity(amount),
            "verify": lambda: bulletins.verify(text, ledger, today=day),
            "advance": lambda: zhaoshang.advance(
                project, "started", on=day, evidence=["construction_permit"]
            ),
        }

    for call in asked(
        "截至6月底，全县签约项目2个。", "2亿元", "2022-06-30", "signed_investment_total"
    ).values():
        call()
    calls = asked(
        "截至6月底，全县签约项目3个，总投资10亿元。", "近3.5亿元", "2022-07-05", "signed_project_count"
    )
    return {name: walk(call) for name, call in calls.items()}


@cache
def walks() -> dict[str, list[tuple[str, str, int]]]:
    """Measure in a fresh process, of the source beside this file: nothing is kept from an earlier question."""
    here = {**os.environ, "PYTHONPATH": str(SOURCE.parent)}
    found: dict[str, list[tuple[str, str, int]]] = json.loads(
        subprocess.check_output([sys.executable, __file__], env=here, text=True)
    )
    return found


def first_ways(way: list[tuple[str, str, int]]) -> list[tuple[str, str]]:
    """Choose for each room the call that entered it first."""
    entered: dict[str, str] = {}
    for caller, room, _ in way:
        entered.setdefault(room, caller)
    return [(caller, room) for room, caller in entered.items() if caller]


def drawn(locale: str) -> str:
    """Draw each walk as Mermaid: the rooms in the order in which they are entered, and who opened each."""
    pictures = []
    for name, (en, zh) in TITLES.items():
        ways = first_ways(walks()[name])
        names = dict.fromkeys(room for pair in ways for room in pair)
        keys = {room: f"r{number}" for number, room in enumerate(names)}
        lines = [f'    {key}["{room}"]' for room, key in keys.items()]
        lines += [
            f"    {keys[caller]} -->|{number}| {keys[room]}"
            for number, (caller, room) in enumerate(ways, start=1)
        ]
        told = (
            f"`{name}`：{zh}，{len(names)} 个房间"
            if locale == "zh_CN"
            else f"`{name}`: {en}, {len(names)} rooms"
        )
        pictures.append(f"**{told}**\n\n```mermaid\nflowchart LR\n" + "\n".join(lines) + "\n```\n")
    return "\n".join(pictures)


if __name__ == "__main__":
    print(json.dumps(measured(), ensure_ascii=False))
