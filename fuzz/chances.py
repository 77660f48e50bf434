"""Inputs are drawn from bytes, so that one file says what an input was to every runner.

`Drawn` is a `random.Random` that takes its choices from given bytes, and nought when they are used up. A harness that
draws from it can be fed with random bytes (`everything.py`), with what a guided fuzzer makes of them (`guided.py`), and
with the files of a corpus.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from typing import Any, Final, TypeVar

from zhaoshang.errors import ZhaoshangError

T = TypeVar("T")
MARKS: Final = (
    "甲乙项目公司亿万元亩个%、，。；：（）“”\"',;\t\n\r =+-@<>&{}[]\\/|0123456789.一二三年月日近约超不足至"
    "\x00\x1b\u202e\ufffe\ud800"
)
AROUND: Final[list[Any]] = []
"""A list that holds itself, twice."""
AROUND.extend((AROUND, AROUND))
ODD: Final[tuple[Any, ...]] = (
    None, 0, -1, 1.5, 1e308, float("nan"), "", "x", " ", [], {}, [[]], True, "9" * 500, "-0", "1e9", "9999-12-31", "\ud800",
    {"value": "1", "unit": "CNY", "rates": [{}]}, {"value": "1e400", "unit": "CNY"}, {5: 5}, ["P1", "P1"], [None], AROUND,
)  # fmt: skip
"""Values that stand in for others in documents."""


class Drawn(random.Random):
    """Chances taken from bytes."""

    def __init__(self, data: bytes) -> None:
        """Begin at the first byte."""
        self.data, self.at = data, 0
        super().__init__(0)

    def getrandbits(self, k: int) -> int:
        """Take as many bytes as hold `k` bits."""
        size = (k + 7) // 8
        taken = self.data[self.at : self.at + size]
        self.at += size
        return int.from_bytes(taken, "little") & ((1 << k) - 1)

    def random(self) -> float:
        """Take a share of one out of two bytes."""
        return self.getrandbits(16) / 65536

    def sample(self, population: Sequence[T], k: int) -> list[T]:  # type: ignore[override]
        """Take some of a population; Python's own way would draw the first again and again when the bytes are used up."""
        left = [*population]
        return [left.pop(self.randrange(len(left))) for _ in range(k)]

    def rest(self) -> bytes:
        """Take all that is left."""
        taken = self.data[self.at :]
        self.at = len(self.data)
        return taken


def damaged(data: bytes, chance: Drawn) -> bytes:
    """Change, take out, double and move some bytes."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 2, 5, 20))):
        at, size = chance.randrange(len(found) + 1), chance.choice((1, 2, 8, 64))
        match chance.randrange(5):
            case 0:
                found[at : at + size] = chance.randbytes(size)
            case 1:
                del found[at : at + size]
            case 2:
                found[at:at] = found[at : at + size] * chance.choice((1, 2, 50))
            case 3:
                found[at:at] = chance.choice(MARKS).encode("utf-8", "surrogatepass") * size
            case _:
                found[at : at + 1] = chance.choice((b"<", b">", b'"', b"\n", b",", b"999999999", b"\xff"))
    return bytes(found)


def replaced(part: object, chance: Drawn, values: Iterable[Any] = ODD) -> None:
    """Put a value somewhere in a document, or a key that is not known."""
    value = deepcopy(chance.choice(tuple(values)))  # what is put into it later stays there
    while isinstance(part, dict | list) and part:
        key = chance.choice([*part]) if isinstance(part, dict) else chance.randrange(len(part))
        if chance.random() < 0.3 or not isinstance(part[key], dict | list):
            if isinstance(part, dict) and chance.random() < 0.1:
                part[chance.choice(("x", "", "id ", 5, None))] = value
            else:
                part[key] = value
            return
        part = part[key]


def answered(read: Callable[[], object]) -> Any:  # noqa: ANN401 - whatever a reader gives
    """Call a reader; the library's own errors are answers, in both languages."""
    try:
        return read()
    except ZhaoshangError as error:
        error.render("zh_CN")
        str(error)
        repr(error)
        return None


def require(is_so: bool, *said: object) -> None:  # noqa: FBT001 - what is to be so
    """Let a law that does not hold be a fault."""
    if not is_so:
        raise AssertionError(": ".join(map(ascii, said)))
