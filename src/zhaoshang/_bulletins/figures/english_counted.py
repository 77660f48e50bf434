"""Numbers of English texts that leave out what they count, behind a noun and a verb that tell it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import attrs

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.figures import english_words as words
from zhaoshang.quantities import Count
from zhaoshang.reading import Mention
from zhaoshang.units import Dimension


def counted(bare: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Read numbers that leave out what they count, behind a noun and a verb that tell it: signings totalled 34."""
    starts = [mention.start for mention in mentions]
    last = 0
    for said in _NUMBER.finditer(bare):
        place = bisect_right(starts, said.start())
        if place and mentions[place - 1].end > said.start():
            continue
        if place < len(starts) and starts[place] < said.end():
            continue
        low = max(last, mentions[place - 1].end if place else 0, said.start() - _NEAR)
        last = said.end()
        cue = words.BEFORE.search(bare, low, said.start())
        if cue is None or cue.lastgroup is None or cue.lastgroup in words.VERBAL:
            continue
        kpi = words.KPIS[cue.lastgroup]
        if words.DIMENSIONS.get(kpi.partition(":")[0]) is not Dimension.COUNT or not words.SAYS.search(
            cue[0]
        ):
            continue
        quantity = Count.of(Decimal(said[0].replace(",", "")), "个")
        yield Mention(said.start(), said.end(), said[0], attrs.evolve(quantity, raw=said[0]), "projects")


_NEAR: Final = 160
_NUMBER: Final = re.compile(
    r"(?<![\w.,$¥€£/\-–—])\d{1,3}(?:,?\d{3})*(?=[\s\x1f]*(?:[,;:)\n]|\.(?!\d)|$|(?:in|for|during|by|over|across|as|at|on|from|and|so|up|down|with)\b))"
)
