"""Codes of organisation such as 1+2+5+8 or 三图四库五池: read as far as they explain themselves."""

from typing import Final, final

from attrs import field, frozen

from zhaoshang._basics import deferred_re as re
from zhaoshang._calls.guard import guard_room
from zhaoshang.model._fields import converters as to

__all__ = ["PlanCode"]

_DIGITS: Final = {char: number for number, char in enumerate("零一二三四五六七八九十")} | {"两": 2, "〇": 0}
_SUM: Final = re.compile(r"[0-9N]{1,3}(?:\+[0-9N]{1,3})+", re.ASCII)
_PAIRS: Final = re.compile(r"(?:[一二三四五六七八九十两]\w){2,}")
_COUNTED: Final = re.compile(r"(?P<number>[0-9]{1,3}|[一二三四五六七八九十两])[项个](?P<noun>[^\W\d]+)")
"""One number with its counter, and what is counted: 8项机制, 五个一批. A number with 大 is a name more often than a count."""


@final
@frozen(kw_only=True)
class PlanCode:
    """A code that names a plan, a mechanism or a set of registers (工作机制代号).

    It is stored as printed. Its numbers are read where the form says what they are; its members are known only where
    they are given, and nothing is guessed: of “136” nothing is known but its text.

    Attributes:
        code: the code as printed, without quotation marks.
        name: what it is called.
        members: what it stands for, as far as printed.
        note: a remark.

    Examples:
        >>> from zhaoshang.model import PlanCode
        >>> PlanCode(code="1+2+5+8").total, PlanCode(code="三图四库五池").parts
        (16, ((3, '图'), (4, '库'), (5, '池')))
        >>> PlanCode(code="136").parts, PlanCode(code="1+6+N").parts
        ((), ((1, ''), (6, ''), (None, '')))
        >>> PlanCode(code="8项机制", members=["统筹协调", "一把手招商"]).is_complete
        False
    """

    code: str = field(converter=to.text)
    name: str | None = field(default=None, converter=to.name)
    members: tuple[str, ...] = field(default=(), converter=to.texts)
    note: str = field(default="", converter=to.note)

    @property
    def parts(self) -> tuple[tuple[int | None, str], ...]:
        """The numbers of the code with the noun after each; `None` for N; empty where the form explains nothing."""
        text = self.code.strip('“”"「」 ').replace("＋", "+")
        if _SUM.fullmatch(text):
            return tuple(
                (None if part == "N" else int(part), "")
                for part in text.split("+")
                if part.isdecimal() or part == "N"
            )
        if counted := _COUNTED.fullmatch(text):
            number = counted["number"]
            return ((_DIGITS[number] if number in _DIGITS else int(number), counted["noun"]),)
        if _PAIRS.fullmatch(text) and len(text) % 2 == 0:
            pairs = [text[place : place + 2] for place in range(0, len(text), 2)]
            return tuple((_DIGITS[pair[0]], pair[1]) for pair in pairs if pair[0] in _DIGITS)
        return ()

    @property
    def total(self) -> int | None:
        """The sum of its numbers; `None` where one is open or none is known."""
        numbers = [number for number, _ in self.parts]
        known = [number for number in numbers if number is not None]
        return sum(known) if known and len(known) == len(numbers) else None

    @property
    def is_complete(self) -> bool | None:
        """Whether as many members are named as the code counts; `None` where either is not known.

        Examples:
            >>> from zhaoshang.model import PlanCode
            >>> five = ["新能源新材料", "半导体", "人工智能", "数字健康", "生产性服务业"]
            >>> PlanCode(code="2+2+1", members=five).is_complete
            True
        """
        if self.total is None or not self.members:
            return None
        return len(self.members) == self.total


guard_room(globals())
