"""What was done and what was not: together they make the whole, whichever comes first."""

from collections.abc import Iterator
from typing import Final

from zhaoshang._basics import deferred_re as re
from zhaoshang._bulletins.arithmetic.printed import Worked, work
from zhaoshang._bulletins.arithmetic.relations import ArithmeticText
from zhaoshang._bulletins.arithmetic.tied import REST, values_of

_DID_NOT: Final = re.compile(
    r"(?:尚|还|仍)?未(?:能)?(?P<verb>[\u4e00-\u9fff]{2})|(?:正在|在)(?P<doing>[\u4e00-\u9fff]{2})"
)


def undone(context: ArithmeticText) -> Iterator[Worked]:
    """30个项目中，12个未开工，已开工18个: what was done and what was not make the whole, whichever comes first."""
    for number in range(2, len(context)):
        whole, one = number - 2, number - 1
        if not (context.alike(whole, one) and context.alike(one, number) and context.is_level(whole)):
            continue
        if context.sentence(whole) != context.sentence(number) or context.readings[whole].is_part:
            continue
        if any(context.is_group(other) or context.readings[other].band for other in (whole, one, number)):
            continue
        for left, did in ((number, one), (one, number)):
            said = _DID_NOT.search(f"{context.near(left)}|{context.behind(left)}")
            if said is None:
                continue
            verb = said["verb"] or said["doing"]
            done = rf"已(?:经)?[^|]{{0,4}}{verb}|{verb[0]}[结毕妥完]"
            if re.search(done, f"{context.near(did)}|{context.behind(did)}") is None:
                continue
            is_among = "其中" in context.between(one, number)
            if verb in context.near(whole) or _goes_on(context, number) or is_among:
                continue
            values = values_of(context, (whole, one))
            if values is not None:
                yield from work(context, number, "what_is_left", (whole, one), values[0] - values[1])
            break


def _goes_on(context: ArithmeticText, number: int) -> bool:
    """Tell whether the rest of a whole comes only behind a figure: 64个，已解决49个，正在解决11个，其余4个."""
    after = number + 1
    return (
        after < len(context)
        and context.alike(number, after)
        and context.sentence(after) == context.sentence(number)
        and REST.search(context.near(after)) is not None
    )
