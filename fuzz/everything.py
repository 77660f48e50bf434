"""Feed every reader with what no one would write, for a time, and keep what breaks it.

    python fuzz/everything.py --seconds 600              # each harness ten minutes
    python fuzz/everything.py csv records --seconds 60   # some of them
    python fuzz/everything.py --again                    # only what is kept in fuzz/corpus
    python fuzz/everything.py csv --one some/file        # one input, here, with its traceback

A harness of `fuzz/harnesses` draws its input from bytes: random ones, or files of `fuzz/corpus` that are damaged. It runs in
a process that the operating system stops at its bounds. Only errors of the library may come out; whatever else does, a
hang, and growth past the bound are kept as a file of the corpus. Needs nothing that the library does not; `fuzz/guided.py`
follows the code with atheris.
"""

import argparse
import hashlib
import random
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, NamedTuple

from chances import Drawn, damaged
from harnesses import HARNESSES

CORPUS: Final = Path(__file__).parent / "corpus"
MEMORY: Final = 3 << 29
"""Bytes of address space beyond what is taken after the first input."""
GROWTH: Final = 200 << 20
"""Bytes that may be held after the last input beyond those after the hundredth."""
WARM: Final = 100
PATIENCE: Final = 30
"""Seconds of work that one input may take; and ten times as many of the clock, as others may work beside it."""
OVERDUE: Final = (signal.SIGPROF, signal.SIGALRM)


class Tried(NamedTuple):
    """What a run came to: how many inputs, and what broke the harness, by input."""

    inputs: int
    faults: dict[bytes, str]


@cache
def corpus(name: str) -> tuple[bytes, ...]:
    """Read the inputs that are kept for a harness."""
    return tuple(path.read_bytes() for path in sorted((CORPUS / name).glob("*")))


def made(name: str, seed: int) -> bytes:
    """Make an input from a seed: random bytes, or an input that is kept and changed."""
    chance = random.Random(f"{name} {seed}")  # noqa: S311 - inputs need no secrecy
    kept = corpus(name)
    if kept and chance.random() < 0.5:
        return damaged(chance.choice(kept), Drawn(chance.randbytes(400)))
    return chance.randbytes(chance.choice((64, 512, 2048)))


def _held() -> int:
    pages = Path("/proc/self/statm").read_text("ascii").split() if sys.platform == "linux" else ["0", "0"]
    return int(pages[1]) * resource.getpagesize()


def _mapped() -> int:
    pages = Path("/proc/self/statm").read_text("ascii").split() if sys.platform == "linux" else ["0", "0"]
    return int(pages[0]) * resource.getpagesize()


def work(name: str, inputs: Sequence[bytes] | int, seconds: float, told: Connection) -> None:
    """Run a harness on given inputs, or from a seed on until the time is over; tell each before it is tried."""
    for bell in OVERDUE:
        signal.signal(bell, signal.SIG_DFL)
    until, warm, number = time.monotonic() + seconds, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        while number < len(inputs) if not isinstance(inputs, int) else time.monotonic() < until:
            data = made(name, inputs + number) if isinstance(inputs, int) else inputs[number]
            told.send((data, ""))
            signal.setitimer(signal.ITIMER_PROF, PATIENCE)
            signal.alarm(10 * PATIENCE)
            try:
                HARNESSES[name](Drawn(data), Path(folder))
            except BaseException as error:  # noqa: BLE001 - whatever comes out is what is looked for
                told.send(
                    (
                        data,
                        f"{type(error).__name__}: {error}"[:300].encode("ascii", "backslashreplace").decode(),
                    )
                )
            signal.alarm(0)
            signal.setitimer(signal.ITIMER_PROF, 0)
            number += 1
            if number == 1:  # which loaded what the harness needs
                resource.setrlimit(resource.RLIMIT_AS, (_mapped() + MEMORY,) * 2)
            warm = _held() if number == WARM else warm
        if warm and _held() - warm > GROWTH:
            told.send((data, f"grew by {(_held() - warm) >> 20} MB in {number} inputs"))


def run(name: str, inputs: Sequence[bytes] | int, seconds: float = 0) -> Tried:
    """Run a harness in processes of its own, one after the other where an input ends one."""
    context, faults, tried, until = get_context("spawn"), dict[bytes, str](), 0, time.monotonic() + seconds
    while True:
        here, there = context.Pipe(duplex=False)
        left = until - time.monotonic()
        process = context.Process(target=work, args=(name, inputs, left, there))
        process.start()
        there.close()
        data, begun = b"", 0
        try:
            while True:
                data, fault = here.recv()
                if fault:
                    faults[data] = fault
                else:
                    begun += 1
        except EOFError:
            process.join()
        tried += begun
        if process.exitcode == 0:
            return Tried(tried, faults)
        faults[data] = (
            "no answer in time"
            if process.exitcode in {-bell for bell in OVERDUE}
            else f"ended by {process.exitcode}"
        )
        if not begun:
            return Tried(tried, faults)  # it does not even start
        inputs = inputs + begun if isinstance(inputs, int) else inputs[begun:]


def keep(name: str, data: bytes) -> Path:
    """Keep an input that broke a harness in the corpus, by a name that says so."""
    path = CORPUS / name / f"fault-{hashlib.sha256(data).hexdigest()[:16]}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def main() -> int:
    """Run the harnesses named, or all; what breaks one is printed and kept."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("harnesses", nargs="*", metavar="harness", help=", ".join(HARNESSES))
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--again", action="store_true", help="only what is kept")
    parser.add_argument("--one", type=Path, help="a file to be tried here")
    given = parser.parse_args()
    if unknown := sorted({*given.harnesses} - {*HARNESSES}):
        parser.error(f"no such harness: {', '.join(unknown)}; there are {', '.join(HARNESSES)}")
    broken = 0
    for name in given.harnesses or HARNESSES:
        if given.one:
            with tempfile.TemporaryDirectory() as folder:
                HARNESSES[name](Drawn(given.one.read_bytes()), Path(folder))
            continue
        tried, faults = run(name, corpus(name))
        if not given.again:
            more = run(name, given.seed, given.seconds)
            tried, faults = tried + more.inputs, {**faults, **more.faults}
        sys.stdout.write(f"{name}: {tried} inputs, {len(faults)} faults\n")
        for data, fault in faults.items():
            sys.stdout.write(f"  {keep(name, data).name}: {fault}\n")
        sys.stdout.flush()
        broken += len(faults)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
