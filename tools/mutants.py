"""Change a sample of the source, one place at a time, and see whether a test notices.

    python tools/mutants.py                              # 40 changes in each room
    python tools/mutants.py values reading --sample 200 --seed 7
    python tools/mutants.py engine --python .venv/bin/python
    python tools/mutants.py reading --slice 1/3          # the first third of the sample, where time is cut

With the lines that each test ran, a change is shown to those tests first that run its lines, which takes seconds, and no
more to those of other rooms that do not:

    python -m pytest src tests -m "not long" --cov=zhaoshang --cov-context=test --cov-report= --cov-fail-under=0
    python tools/mutants.py values checks --coverage .cache/coverage

Needs `cosmic-ray` (`pip install cosmic-ray coverage`, in an environment of its own if you like; then name with `--python` the one
that the tests run in). Works on the files of the checkout it is started in and puts each back: use a worktree of its own.
A change that the tests of its room and the examples of its file let pass is run against the tests of all rooms that
build on it; what survives those too is printed as a difference, to be answered by a test or by the reason why it changes
nothing.
"""

import argparse
import random
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from cosmic_ray.commands.init import _all_work_items as every_change
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.testing import run_tests
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkerOutcome

if TYPE_CHECKING:
    from coverage import CoverageData

ROOT: Final = Path(__file__).parents[1]


class Room(NamedTuple):
    """Which files are changed, which tests are asked first, and which then."""

    sources: tuple[str, ...]
    near: str
    far: str


_KPIS: Final = " ".join(
    f"tests/engine/test_{name}.py"
    for name in ("one_meaning", "conditions", "kpis", "kpis_walk", "kpis_seeds")
)
_LEFT_OUT: Final = "tests/engine/frames/test_frame_files.py::test_spark_gives_the_same_twelve_figures"
_FACE: Final = "tests/house/test_public_api.py"  # what is left out of a call is part of the face
ROOMS: Final = {
    "values": Room(
        (
            "quantities.py",
            "_quantities/**/*.py",
            "_measures/**/*.py",
            "intervals.py",
            "periods.py",
            "units.py",
            "_calendars/*.py",
            "_rates.py",
        ),
        "tests/values",
        f"tests/reading tests/checks tests/lifecycle {_KPIS} tests/properties/test_values.py",
    ),
    "reading": Room(
        ("reading.py", "_reading/**/*.py", "_writing/**/*.py"),
        "tests/reading",
        "tests/values tests/bulletins tests/properties/test_reading_laws.py tests/properties/test_mention_laws.py"
        " tests/trust/test_texts.py",
    ),
    "checks": Room(("checks.py", "_checks/**/*.py"), "tests/checks", "tests/workbooks tests/ledger"),
    "lifecycle": Room(
        ("lifecycle.py", "_lifecycle/**/*.py"), "tests/lifecycle", f"tests/boards tests/reports {_KPIS}"
    ),
    "engine": Room(
        ("_engine/**/*.py",),
        _KPIS,
        "tests/engine tests/lifecycle/test_promises_everywhere.py tests/properties/test_kpi_laws.py",
    ),
}
# what is never a change of what is computed: types, and names put in other names' places at random
_IDLE: Final = ("core/VariableInserter", "core/VariableReplacer", "core/RemoveDecorator")
_TYPES: Final = re.compile(r"\s*[\w.]+: |\s*def |.*->|[A-Z]\w*[a-z] = ")
_NOTHING: Final = tuple("([{,")  # stands before the `/` and `*` of a signature and before what is unpacked


def changes(room: Room) -> Iterator[MutationSpec]:
    """List every change of one place that may be made in a room."""
    source = ROOT / "src" / "zhaoshang"
    files = sorted({file for pattern in room.sources for file in source.glob(pattern)})
    for item in every_change(files, {}):
        change = item.mutations[0]
        if change.operator_name.startswith(_IDLE):
            continue
        row, column = change.start_pos
        *above, line = Path(change.module_path).read_text("utf-8").splitlines()[:row]
        if line == "if TYPE_CHECKING:":
            continue
        if "BinaryOperator" in change.operator_name:
            if (line[:column].strip() or above[-1].strip()).endswith(_NOTHING):
                continue
            if "Operator_BitOr_" in change.operator_name and _TYPES.match(line):
                continue
        yield change


def tests_of(change: MutationSpec, coverage: "CoverageData") -> list[str]:
    """Name the tests that ran the lines of a change; none where loading ran them, for any test may read what came of it."""
    ran = coverage.contexts_by_lineno(str(Path(change.module_path).resolve()))
    names = {name for row in range(change.start_pos[0], change.end_pos[0] + 1) for name in ran.get(row, ())}
    return [] if "" in names else sorted({name.partition("|")[0].partition("[")[0] for name in names})


def rounds(change: MutationSpec, room: Room, coverage: "CoverageData | None") -> list[str]:
    """Say which tests are asked, and which then: first those that ran the lines, and far ones that were measured not again."""
    near, far = f"{room.near} {Path(change.module_path).relative_to(ROOT)}", [_FACE, *room.far.split()]
    if coverage is None or not (own := tests_of(change, coverage)):
        return [near, shlex.join(far)]  # the examples of the file are tests too
    known = coverage.measured_contexts()
    far = [path for path in far if not any(name.startswith(path) for name in known)]
    # near ones all: what a cache holds was run in one test alone
    return [tests for tests in (shlex.join(own), near, shlex.join(far)) if tests]


def run(tests: str, python: str) -> str:
    """Give the command that runs tests up to the first that fails."""
    return f"{python} -m pytest -x -q -p no:cacheprovider --deselect={_LEFT_OUT} {tests}"


def must_pass(tests: str, python: str, patience: float) -> None:
    """Stop where one of the tests fails without a change: it would notice every one."""
    outcome, output = run_tests(run(tests, python), patience)
    if outcome is not TestOutcome.SURVIVED:
        sys.exit(f"nothing is changed yet, and a test fails\n{output}")


def survives(change: MutationSpec, tests: str, python: str, patience: float) -> str | None:
    """Make a change, run tests, and give the difference where all of them pass."""
    command = run(tests, python)
    result = mutate_and_test([change], command, patience)
    if result.worker_outcome is WorkerOutcome.EXCEPTION:
        raise RuntimeError(result.output)
    return result.diff if result.test_outcome is TestOutcome.SURVIVED else None


def main() -> int:
    """Run the rooms asked for; status 1 where fewer than 85 of 100 changes are noticed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rooms", nargs="*", metavar="room", help=", ".join(ROOMS))
    parser.add_argument("--sample", type=int, default=40, help="changes in each room")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--slice", default="1/1", metavar="N/M", help="the Nth of M parts of each room's sample alone"
    )
    parser.add_argument("--python", default=sys.executable, help="the Python that the tests run in")
    parser.add_argument(
        "--coverage",
        type=Path,
        help="what pytest --cov-context=test wrote: the tests of a line are asked first",
    )
    parser.add_argument(
        "--patience", type=float, default=600, help="seconds after which a run counts as noticed"
    )
    given = parser.parse_args()
    part, parts = map(int, given.slice.split("/"))
    ran = None
    if given.coverage:
        from coverage import CoverageData  # noqa: PLC0415 - an environment of its own may be without

        ran = CoverageData(str(given.coverage))
        ran.read()
    noticed = tried = 0
    for name in given.rooms or ROOMS:
        room = ROOMS[name]
        found = list(changes(room))
        sample = random.Random(given.seed).sample(found, min(given.sample, len(found)))  # noqa: S311 - a sample
        sample = sample[part - 1 :: parts]
        left = []
        python = shlex.quote(given.python)
        first = {test for change in sample for test in shlex.split(rounds(change, room, ran)[0])}
        must_pass(shlex.join(sorted(first)), python, given.patience * len(sample))
        for change in sample:
            if all(survives(change, tests, python, given.patience) for tests in rounds(change, room, ran)):
                left.append(change)
                print(survives_as(change), flush=True)
        noticed += len(sample) - len(left)
        tried += len(sample)
        print(
            f"{name}: {len(sample) - len(left)} of {len(sample)} noticed, of {len(found)} possible",
            flush=True,
        )
    return 0 if noticed * 100 >= tried * 85 else 1


def survives_as(change: MutationSpec) -> str:
    """Say in two lines where a change was that nobody noticed."""
    place = Path(change.module_path).relative_to(ROOT)
    row, column = change.start_pos
    text = Path(change.module_path).read_text("utf-8").splitlines()[row - 1]
    return f"{place}:{row}:{column} {change.operator_name} #{change.occurrence}\n    {text.strip()}"


if __name__ == "__main__":
    sys.exit(main())
