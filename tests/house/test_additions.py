"""What is added to the library touches few files: the additions are made in a copy of the repository, and work there.

The files are counted: without any one of them, its addition does not work or a gate names what is missing; with all,
the gates that a newcomer meets first pass as well.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.house.additions import ADDITIONS, FACTORS, Addition

ROOT = Path(__file__).parents[2]
COPIED = (
    "src",
    "tools/glossary.py",
    "tools/glossary.tsv",
    "docs/en/explanation/glossary.md",
    "docs/zh/explanation/glossary.md",
    "tests/values/test_units.py",
)


def _is_code(name: str) -> bool:
    return name.startswith("src/") and name.endswith(".py")


GATES = """
import ast, re, sys
from pathlib import Path
import glossary, test_units
from zhaoshang._text.messages import keys
from zhaoshang.records import json_schema

english, chinese = set(keys("en")), set(keys("zh"))
faults = sorted(english ^ chinese)
for file in sys.argv[1:]:
    for node in ast.walk(ast.parse(Path(file).read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"say", "Message"} and node.args:
            key = getattr(node.args[0], "value", None)
            faults += [key] if isinstance(key, str) and key not in english else []
for record, schema in json_schema()["$defs"].items():
    for name, field in schema.get("properties", {}).items():
        if "x-title-en" in field and not (re.search("[\u4e00-\u9fff]", field["title"]) and field.get("description")):
            faults.append(f"{record}.{name}")
meaning = glossary.meaning

def told(zh):
    try:
        return meaning(zh)
    except KeyError:
        faults.append(zh)
        return "", ""

glossary.meaning = told
glossary.entries()
faults += {
    each.code for each in test_units.UNITS if each.base != each.code and test_units.by_prefix(each) is None
} - test_units.FACTORS.keys()
print(*faults, sep="\\n", end="")
if not faults:
    test_units.test_the_factor_of_every_unit_is_that_of_its_definition()
"""
"""What names a thing that was forgotten: messages of both languages, names and sentences of fields, glossary, units."""

PROBES = "\n".join(
    [
        f"probes = { ({name: addition.probe for name, (addition, *_) in ADDITIONS.items()})!r}",
        "for name, probe in probes.items():",
        "    try:",
        "        exec(probe, {})",
        "    except Exception as error:",
        "        print(name, repr(error).replace(chr(10), ' '), sep=': ')",
    ]
)
"""What runs them all, and names those that do not work."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a copy of what is added to; what is compiled there is kept."""
    folder = tmp_path_factory.mktemp("copy")
    for name in COPIED:
        source, target = ROOT / name, folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return folder


@pytest.mark.parametrize(("addition", "files", "beside"), ADDITIONS.values(), ids=ADDITIONS)
def test_an_addition_touches_so_many_files(addition: Addition, files: int, beside: tuple[str, ...]) -> None:
    outside = tuple(name for name in addition.to if not name.startswith("src/"))
    assert (len(addition.to) - len(outside), outside) == (files, beside)


def test_no_addition_is_there_already(copy: Path) -> None:
    _add(copy)
    assert [fault.partition(":")[0] for fault in _faults(PROBES, copy)] == list(ADDITIONS)


def test_all_additions_work_and_pass_the_gates(copy: Path) -> None:
    _add(copy, *_edits())
    assert _faults(PROBES, copy) == []
    assert _faults(GATES, copy, *(copy / name for name, _ in _edits() if name.endswith(".py"))) == []


@pytest.mark.parametrize(
    ("name", "forgotten"),
    [
        (name, file)
        for name, (addition, *_) in ADDITIONS.items()
        for file in addition.to
        if _is_code(file) and sum(map(_is_code, addition.to)) > 1
    ],
)
def test_an_addition_does_not_work_without_one_of_its_files(name: str, forgotten: str, copy: Path) -> None:
    _add(copy, *(each for each in _edits() if each != (forgotten, ADDITIONS[name][0].to[forgotten])))
    assert _faults(ADDITIONS[name][0].probe, copy)


def test_a_gate_names_what_is_said_nowhere(copy: Path) -> None:
    """Messages, words of the glossary and the worth of units are forgotten all at once, and each is asked for."""
    code = [each for each in _edits() if _is_code(each[0])]
    _add(copy, *code)
    faults = _faults(GATES, copy, *(copy / name for name, _ in code))
    for name, (addition, *_) in ADDITIONS.items():
        for file, edits in addition.to.items():
            is_named = any(fault in added for fault in faults for _, added in edits)
            assert is_named or _is_code(file), f"{name} needs no {file}: {faults}"


def _edits() -> list[tuple[str, Sequence[tuple[str | None, str]]]]:
    return [(name, edits) for addition, *_ in ADDITIONS.values() for name, edits in addition.to.items()]


def _add(copy: Path, *chosen: tuple[str, Sequence[tuple[str | None, str]]]) -> None:
    """Make some of the edits in the copy, and take back all others."""
    texts = {name: _text(ROOT / name) for name, _ in _edits()}
    for name, edits in chosen:
        for before, added in edits:
            text = texts[name] or ""
            assert before is None or text.count(before) == 1, before
            texts[name] = text + added if before is None else text.replace(before, added)
    for name, new in texts.items():
        if new is None:
            (copy / name).unlink(missing_ok=True)
        elif new != _text(copy / name):
            (copy / name).write_text(new, "utf-8")


def _text(file: Path) -> str | None:
    return file.read_text("utf-8") if file.exists() else None


def _faults(program: str, copy: Path, *arguments: Path) -> list[str]:
    """Run a program over the copy; give the faults that it lists, or what it broke with."""
    folders = (copy / "src", copy / "tools", (copy / FACTORS).parent)
    found = subprocess.run(  # noqa: S603 - our own programs
        [sys.executable, "-W", "ignore", "-c", program, *map(str, arguments)],
        env={
            **{name: told for name, told in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPATH": os.pathsep.join(map(str, folders)),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stderr.splitlines() if found.returncode else found.stdout.splitlines()
