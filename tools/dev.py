"""The one interface of a working copy: check everything, print the report, renew what is generated.

Needs nothing but Python 3.11 with its `venv` module. The first run makes `.venv` and installs the pinned tools
there; later runs install again only when the declared dependencies or `constraints.txt` have changed.

    python3 tools/dev.py check              # every step below, in order, stopping at the first failure
    python3 tools/dev.py check lint types   # only these steps
    python3 tools/dev.py report             # the KPI report of the example ledger
    python3 tools/dev.py api                # renew tests/public_api/ after a deliberate change of the public face
    python3 tools/dev.py extras             # the wheel with each extra alone, in clean environments
    python3 tools/dev.py reproduce          # build twice, and see that the files are the same byte for byte
    python3 tools/dev.py lowest             # the tests with the lowest versions that pyproject.toml allows
    python3 tools/dev.py fuzz               # every harness of fuzz/everything.py for ten minutes; takes its arguments
    python3 tools/dev.py sbom               # the bill of materials (CycloneDX), beside the wheel
    python3 tools/dev.py tables             # renew the tables of the documentation from the data of the code
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
import venv
import zipfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CACHE = ROOT / ".cache"
ENVIRONMENT = ROOT / ".venv"
PINS = ROOT / "constraints.txt"
BIN = "Scripts" if os.name == "nt" else "bin"
PYTHON = ENVIRONMENT / BIN / "python"

INSTALLS: Mapping[str, tuple[str, ...]] = {
    "report": ("--editable", ".[excel]"),
    "dev": ("--group", "dev", "--editable", ".[excel]"),
}

TOOLS: Mapping[str, tuple[str, ...]] = {
    "api": ("public_api",),
    "sbom": ("sbom",),
    "tables": ("faces", "kpi_reads", "typed_face", "lifecycle_tables", "made_parts", "site_gallery"),
}


class StepFailedError(Exception):
    """A step of the gate did not pass; `code` is the exit code to leave with."""

    def __init__(self, code: int, reason: str) -> None:
        """Keep the exit code beside the sentence."""
        super().__init__(reason)
        self.code = code


def run(*command: str | Path, **variables: str) -> None:
    """Run a command at the root of the working copy, with our environment's tools first on the path."""
    inherited = {
        name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}
    }
    path = os.pathsep.join([str(ENVIRONMENT / BIN), inherited.get("PATH", "")])
    words = [str(word) for word in command]
    code = subprocess.run(
        words, cwd=ROOT, env={**inherited, "PATH": path, **variables}, check=False
    ).returncode
    if code:
        raise StepFailedError(code, f"exit code {code} from: {' '.join(words)}")


def python(*arguments: str | Path, **variables: str) -> None:
    """Run Python of our environment on the source of this working copy, whoever's environment it is."""
    run(PYTHON, *arguments, **{"PYTHONPATH": str(ROOT / "src"), **variables})


def fingerprint(name: str) -> str:
    """Digest everything that decides what an environment holds."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    parts = {key: declared[key] for key in ("build-system", "project", "dependency-groups")}
    text = json.dumps(
        [parts, INSTALLS[name], sys.version, str(ROOT), PINS.read_text("utf-8")], sort_keys=True
    )
    return hashlib.sha256(text.encode()).hexdigest()


def prepare(name: str) -> None:
    """Make the environment, or bring it up to date, unless the last one made is still right.

    One that is lent to this working copy by a link is its owner's to renew, not ours to clear.
    """
    if ENVIRONMENT.is_symlink():
        return
    stamps = {wider: ENVIRONMENT / f".{wider}-installed" for wider in (name, "dev")}
    if any(stamp.is_file() and stamp.read_text() == fingerprint(wider) for wider, stamp in stamps.items()):
        return
    for stamp in stamps.values():
        stamp.unlink(missing_ok=True)
    started = time.monotonic()
    print(f"── preparing {ENVIRONMENT.relative_to(ROOT)} (a few minutes the first time)", flush=True)
    venv.create(ENVIRONMENT, with_pip=True, clear=True)
    quiet = ("-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--constraint", PINS)
    python(*quiet, "--upgrade", "pip")  # a stock pip may not know dependency groups
    python(*quiet, *INSTALLS[name])
    stamps[name].write_text(fingerprint(name))
    print(f"── prepared in {time.monotonic() - started:.0f} s", flush=True)


def check_format() -> None:
    """Layout of the code."""
    run("ruff", "format", "--check", ".")


def check_lint() -> None:
    """Every rule of ruff but those excepted with a reason."""
    run("ruff", "check", ".")


def check_imports() -> None:
    """Floors and private workshops."""
    run("lint-imports", "--no-cache", PYTHONPATH=str(ROOT / "src"))


def check_types() -> None:
    """Strict types in source, tests, examples and tools; what a user may slip on, by a second checker too."""
    run("mypy")
    run("pyright")


def check_tests() -> None:
    """Tests and doctests, with branch coverage of those that are not long, for measuring takes more time than they do."""
    spread = ("-n", "2", "--dist", "worksteal", "--by-table")
    python("-m", "pytest", "-q", *spread, "--cov", "--cov-report=term", "src", "tests", CI="true")


def check_texts() -> None:
    """Code in the README files and the documentation."""
    texts = sorted(str(text.relative_to(ROOT)) for text in ROOT.glob("README*.md"))
    python("-m", "pytest", "-q", "docs", *texts, CI="true")


def check_examples() -> None:
    """Examples, each as a user would run it; where a comment behind a `print` tells the output, nothing else is printed."""
    examples = sorted((ROOT / "examples").glob("*.py"))
    if not examples:
        raise StepFailedError(1, "there is nothing in examples/")
    quick = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1",
    }  # a few rows are not worth compiling for
    for example in examples:
        if lacking := _lacking(example):
            print(
                f"   {example.relative_to(ROOT)}: skipped, there is no {' and no '.join(lacking)}", flush=True
            )
            continue
        print(f"   {example.relative_to(ROOT)}", flush=True)
        log = CACHE / "example.log"
        with log.open("w", encoding="utf-8") as output:
            code = subprocess.run(
                [PYTHON, "-W", "error", example],
                cwd=ROOT,
                env=quick,
                stdout=output,
                stderr=output,
                check=False,
            ).returncode
        if code:
            print(log.read_text("utf-8"))
            raise StepFailedError(code, f"exit code {code} from {example.relative_to(ROOT)}")
        told = PRINTED.findall(example.read_text("utf-8"))
        if told and log.read_text("utf-8").splitlines() != told:
            print(log.read_text("utf-8"))
            raise StepFailedError(1, f"{example.relative_to(ROOT)} prints other lines than its comments tell")


PRINTED = re.compile(r"^ *print\(.*\)  # (.*)$", re.MULTILINE)
COMMANDS = {"java"}  # what examples require beside packages


def _lacking(example: Path) -> list[str]:
    """List what an example says that it requires, `Requires: pyspark, java`, and what is not here."""
    said = re.search(r"^Requires: (.*)$", example.read_text("utf-8"), re.MULTILINE)
    needed = said[1].split(", ") if said else []
    return [name for name in needed if not (shutil.which(name) if name in COMMANDS else _imports(name))]


def _imports(module: str) -> bool:
    question = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    return subprocess.run([PYTHON, "-c", question], cwd=ROOT, check=False).returncode == 0


def check_site() -> None:
    """The documentation site, warnings being errors (which `--quiet` would hide), with every public name in it."""
    run("mkdocs", "build", "--strict", "--site-dir", CACHE / "site", NO_MKDOCS_2_WARNING="1")
    python("tools/site_names.py", CACHE / "site" / "objects.inv")


def build() -> Path:
    """Build the sdist, and from it the wheel; check what is in them and how they describe themselves."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    built = CACHE / "wheel"
    shutil.rmtree(built, ignore_errors=True)
    log = CACHE / "build.log"
    with log.open("w", encoding="utf-8") as output:
        line: list[str | Path] = [PYTHON, "-m", "build", "--outdir", built, ROOT]
        code = subprocess.run(line, cwd=ROOT, stdout=output, stderr=output, check=False).returncode
    if code:
        print(log.read_text("utf-8"))
        raise StepFailedError(code, f"exit code {code} from: python -m build")
    (wheel,), (source,) = built.glob("*.whl"), built.glob("*.tar.gz")
    python("-m", "twine", "check", "--strict", wheel, source)
    names = zipfile.ZipFile(wheel).namelist()
    if strangers := {name.split("/")[0] for name in names} - {"zhaoshang", f"zhaoshang-{version}.dist-info"}:
        raise StepFailedError(1, f"the wheel holds more than the package: {sorted(strangers)}")
    if "zhaoshang/py.typed" not in names:
        raise StepFailedError(1, "the wheel lacks zhaoshang/py.typed")
    described = zipfile.ZipFile(wheel).read(f"zhaoshang-{version}.dist-info/METADATA").decode()
    if relative := re.findall(r"\]\((?!https?:|#)[^)]*\)", described):
        raise StepFailedError(1, f"links of the README lead nowhere from an index: {relative[:3]}")
    with tarfile.open(source) as packed:
        tops = {name.split("/")[1] for name in packed.getnames() if "/" in name}
    if strangers := tops & {"tests", "docs", "benchmarks", ".venv", ".cache"}:
        raise StepFailedError(1, f"the sdist holds more than the source: {sorted(strangers)}")
    return wheel


def probe(wheel: Path, *extras: str) -> None:
    """Install the wheel with some extras into a clean environment, and see that it works there."""
    version = wheel.name.split("-")[1]
    clean = CACHE / "clean"
    venv.create(clean, with_pip=False, clear=True)
    wanted = f"{wheel}[{','.join(extras)}]" if extras else str(wheel)
    pip = ("-m", "pip", "--quiet", "--disable-pip-version-check", "--python", clean)
    python(*pip, "install", "--constraint", PINS, wanted)
    run(clean / BIN / "python", "-I", "-W", "error", "tools/wheel_probe.py", version, *extras)


def check_wheel() -> None:
    """The wheel: what is in it, and whether the main job runs with the core alone and with the extra `excel`."""
    wheel = build()
    probe(wheel)
    probe(wheel, "excel")


def try_extras(names: list[str]) -> None:
    """Try the wheel with each extra alone, in an environment of its own."""
    prepare("dev")
    CACHE.mkdir(exist_ok=True)
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    wheel = build()
    for name in names or sorted(declared):
        print(f"── the wheel with the extra {name}", flush=True)
        probe(wheel, name)


def reproduce() -> None:
    """Build sdist and wheel twice from the last commit's date, and compare them byte for byte."""
    prepare("dev")
    CACHE.mkdir(exist_ok=True)
    day = subprocess.run(
        [shutil.which("git") or "git", "log", "-1", "--format=%ct"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    os.environ["SOURCE_DATE_EPOCH"] = day
    digests = []
    for _ in range(2):
        folder = build().parent
        digests.append(
            {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}
        )
    if digests[0] != digests[1]:
        raise StepFailedError(1, f"two builds differ: {digests}")
    for name, digest in digests[0].items():
        print(f"{digest}  {name}")


def try_lowest(arguments: list[str]) -> None:
    """Run tests with the lowest versions that are declared, in an environment of their own."""
    prepare("dev")
    CACHE.mkdir(exist_ok=True)
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    declared = pyproject["project"]
    wanted = [
        *declared["dependencies"],
        *(
            need
            for name, needs in declared["optional-dependencies"].items()
            if name != "spark"
            for need in needs
        ),
    ]
    lowest = sorted({need.replace(">=", "==") for need in wanted if ">=" in need})
    bound = {need.partition("==")[0].lower() for need in lowest}
    tools = [
        need
        for need in pyproject["dependency-groups"]["test"]
        if re.split(r"[<>=\[]", need)[0].lower() not in bound
    ]
    clean = CACHE / "lowest"
    venv.create(clean, with_pip=False, clear=True)
    python(
        "-m", "pip", "--quiet", "--disable-pip-version-check", "--python", clean, "install", *lowest, *tools
    )
    # what old versions warn of is no fault of ours
    tests = arguments or ["-n", "2", "tests"]
    run(
        clean / BIN / "python",
        "-m",
        "pytest",
        "-q",
        "-o",
        "filterwarnings=",
        *tests,
        PYTHONPATH=str(ROOT / "src"),
    )  # what tests start finds the library too


STEPS: Mapping[str, Callable[[], None]] = {
    "format": check_format,
    "lint": check_lint,
    "imports": check_imports,
    "types": check_types,
    "tests": check_tests,
    "texts": check_texts,
    "examples": check_examples,
    "site": check_site,
    "wheel": check_wheel,
}


BESIDE_TESTS = ("examples", "wheel")
"""What waits for other processes and for packages much of the time, and leaves most of both cores to the tests."""


def check(names: list[str]) -> None:
    """Run the steps named, or all: two at a time, and then the tests, which take every core but for what they wait for."""
    prepare("dev")
    CACHE.mkdir(exist_ok=True)
    wanted = [name for name in STEPS if name in names or not names]
    if len(wanted) == 1:
        lines = [_step(wanted[0])]
    elif "tests" in wanted:
        lines = _together([name for name in wanted if name not in {"tests", *BESIDE_TESTS}])
        lines += _together([name for name in wanted if name in BESIDE_TESTS], beside="tests")
    else:
        lines = _together(wanted)
    print("\n".join([f"── {'these' if names else 'all'} passed", *lines]))


def _together(names: list[str], beside: str = "") -> list[str]:
    """Run steps in processes of their own: two at a time, or one at a time beside a step that runs here."""
    with ThreadPoolExecutor(1 if beside else 2) as lanes:
        running = [lanes.submit(_apart, name) for name in names]
        try:
            lines = [_step(beside)] if beside else []
            for step in running:
                said, line = step.result()
                print(said, end="", flush=True)
                lines.append(line)
        finally:
            lanes.shutdown(cancel_futures=True)
    return lines


def _step(name: str) -> str:
    """Run a step here, and say how long it took."""
    print(f"── {name}: {STEPS[name].__doc__}", flush=True)
    started = time.monotonic()
    try:
        STEPS[name]()
    except StepFailedError as failure:
        raise StepFailedError(failure.code, f"{name} failed: {failure}") from None
    taken = f"{time.monotonic() - started:7.1f} s"
    print(f"── {name} passed{taken}", flush=True)
    return f"   {name:<10}{taken}"


def _apart(name: str) -> tuple[str, str]:
    """Run a step in a process of its own; give what it said, to be printed when nothing mingles with it, and how long it took."""
    started = time.monotonic()
    ran = subprocess.run(
        [sys.executable, Path(__file__).resolve(), "check", name],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    said = ran.stdout.partition("── these passed")[0]
    if ran.returncode:
        print(said, end="", flush=True)
        raise StepFailedError(ran.returncode, f"{name} failed")
    return said, f"   {name:<10}{time.monotonic() - started:7.1f} s"


def main() -> int:
    """Read the command line and do what it says."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    steps = commands.add_parser("check", help="run every check, or only those named")
    steps.add_argument("steps", nargs="*", metavar="step", help=", ".join(STEPS))
    commands.add_parser("report", help="print the KPI report of the example ledger")
    extras = commands.add_parser("extras", help="try the wheel with each extra alone, or only those named")
    extras.add_argument("extras", nargs="*", metavar="extra")
    commands.add_parser("reproduce", help="build twice and compare byte for byte")
    commands.add_parser("lowest", help="run the tests, or those named, with the lowest versions allowed")
    commands.add_parser("fuzz", help="run every harness of fuzz/everything.py, or those named")
    commands.add_parser("api", help="renew tests/public_api/")
    commands.add_parser("sbom", help="write the bill of materials beside the wheel")
    commands.add_parser("tables", help="renew the tables of the documentation")
    arguments, rest = parser.parse_known_args()
    # hundreds of processes load the library: what one has compiled the next need not
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        if arguments.command == "check":
            if unknown := [*rest, *(name for name in arguments.steps if name not in STEPS)]:
                parser.error(f"no such step: {', '.join(unknown)}; there are {', '.join(STEPS)}")
            check(arguments.steps)
        elif arguments.command == "extras":
            try_extras(arguments.extras)
        elif arguments.command == "reproduce":
            reproduce()
        elif arguments.command == "lowest":
            try_lowest(rest)
        elif arguments.command == "fuzz":
            prepare("dev")
            python("fuzz/everything.py", *rest)
        elif arguments.command == "report":
            prepare("report")
            python("examples/kpi_report.py", *rest)
        else:
            prepare("dev")
            for tool in TOOLS[arguments.command]:
                python(f"tools/{tool}.py", *rest)
    except StepFailedError as failure:
        print(f"── {failure}", file=sys.stderr)
        return failure.code
    return 0


if __name__ == "__main__":
    sys.exit(main())
