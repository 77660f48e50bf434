"""Move documents, mappings and figures from 0.1: run `figures` with each version, then `compare`; `rewrite` the files.

    python examples/move_from_0_1.py figures LEDGER.json OLD.json --period 2022     # with 0.1 installed
    python examples/move_from_0_1.py figures LEDGER.json NEW.json --period 2022     # with this version
    python examples/move_from_0_1.py compare OLD.json NEW.json
    python examples/move_from_0_1.py rewrite OLD_FOLDER NEW_FOLDER                  # .json, .jsonl and .toml

`figures` asks for nothing that 0.1 lacks. `rewrite` leaves the old files alone, and ends with 1 if one cannot be read.
Without a verb, an invented document and mapping of 0.1 are rewritten in a folder that is gone afterwards.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from zhaoshang import __version__, evaluate
from zhaoshang.errors import ZhaoshangError
from zhaoshang.kpis import CATALOGUE
from zhaoshang.ledger import Ledger
from zhaoshang.records import dump, load
from zhaoshang.workbooks import Mapping, read


# --8<-- [start:figures]
def figures_of(ledger: Ledger, period: str | None) -> dict[str, dict[str, object]]:
    """Work out every KPI: its value, its reason where it has none, and the projects behind it."""
    told: dict[str, dict[str, object]] = {}
    for kpi in CATALOGUE:
        try:
            figure = evaluate(ledger, [kpi], as_of=ledger.as_of, period=period)[kpi.id]
        except ZhaoshangError as error:
            told[kpi.id] = {"refused": type(error).__name__}
        else:
            value = None if figure.value is None else str(figure.value)
            told[kpi.id] = {
                "value": value,
                "unit": figure.unit,
                "reason": figure.reason,
                "ids": sorted(figure.ids),
            }
    return told


# --8<-- [end:figures]


# --8<-- [start:compare]
def changes(
    old: dict[str, dict[str, object]], new: dict[str, dict[str, object]]
) -> Iterator[tuple[str, ...]]:
    """Name every KPI of both whose figure changed, with both values and the projects that came and went."""
    for kpi, before in old.items():
        after = new.get(kpi, {"refused": "no such KPI"})
        if before != after:
            ids = [{str(one) for one in _ids(told)} for told in (before, after)]
            came, went = sorted(ids[1] - ids[0]), sorted(ids[0] - ids[1])
            yield kpi, _said(before), _said(after), " ".join(came) or "-", " ".join(went) or "-"


# --8<-- [end:compare]


def _ids(told: dict[str, object]) -> list[object]:
    ids = told.get("ids", [])
    return ids if isinstance(ids, list) else []


def _said(told: dict[str, object]) -> str:
    for name in ("value", "reason", "refused"):
        if told.get(name) is not None:
            return f"{told[name]} {told['unit']}".strip() if name == "value" else f"({told[name]})"
    return "-"


# --8<-- [start:rewrite]
def rewrite(old: Path, new: Path) -> Iterator[tuple[str, str]]:
    """Write every document and mapping of a folder again as this version writes it, and see that it reads the same."""
    for path in sorted(old.rglob("*")):
        target = new / path.relative_to(old)
        try:
            if path.suffix in {".json", ".jsonl"}:
                target.parent.mkdir(parents=True, exist_ok=True)
                ledger = load(path)
                dump(ledger, target)
                yield str(path), "written" if load(target) == ledger else "differs"
            elif path.suffix == ".toml":
                target.parent.mkdir(parents=True, exist_ok=True)
                mapping = Mapping.load(path)
                mapping.save(target)
                yield str(path), "written" if Mapping.load(target) == mapping else "differs"
        except ZhaoshangError as error:
            yield str(path), str(error)


# --8<-- [end:rewrite]


def main(arguments: list[str] | None = None) -> int:
    """Do what the line says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb")
    figures = verbs.add_parser("figures")
    figures.add_argument("ledger", type=Path)
    figures.add_argument("out", type=Path)
    figures.add_argument("--period")
    for verb in ("compare", "rewrite"):
        two = verbs.add_parser(verb)
        two.add_argument("old", type=Path)
        two.add_argument("new", type=Path)
    given = parser.parse_args(arguments)
    if given.verb is None:
        return shown()
    if given.verb == "figures":
        is_document = given.ledger.suffix in {".json", ".jsonl"}
        ledger = load(given.ledger) if is_document else read(given.ledger).ledger
        told = {"version": __version__, "figures": figures_of(ledger, given.period)}
        given.out.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        return 0
    if given.verb == "compare":
        old, new = (json.loads(path.read_text("utf-8")) for path in (given.old, given.new))
        print("KPI", old["version"], new["version"], "came", "went", sep="\t")
        for row in changes(old["figures"], new["figures"]):
            print(*row, sep="\t")
        return 0
    return rewritten(given.old, given.new)


def rewritten(old: Path, new: Path) -> int:
    """Rewrite a folder, say what became of each file, and give the exit code."""
    done = list(rewrite(old, new))
    for path, state in done:
        print(Path(path).relative_to(old), state, sep="\t")
    return int(any(state != "written" for _, state in done))


OLD_DOCUMENT = """{"as_of": "2022-12-31", "projects": [{"id": "P1", "name": "云岭电池项目", "investment": "近130亿元",
    "agreements": [{"signed_on": "2022-03-05", "kind": "formal"}], "milestones": [{"stage": "started", "on": "2022-06"}]}]}"""
OLD_MAPPING = """[columns]
"项目名称" = "name"
"总投资（亿元）" = "investment"
"""


def shown() -> int:
    """Show `rewrite` on files as 0.1 wrote them."""
    with TemporaryDirectory() as folder:
        old = Path(folder) / "old"
        old.mkdir()
        (old / "ledger.json").write_text(OLD_DOCUMENT, encoding="utf-8")
        (old / "mapping.toml").write_text(OLD_MAPPING, encoding="utf-8")
        return rewritten(old, Path(folder) / "new")


if __name__ == "__main__":
    sys.exit(main())
