"""What a growth, a share or a completion of a text is by the levels of the ledger."""

from fractions import Fraction
from typing import Final

from attrs import evolve

from zhaoshang._bulletins.arithmetic.relations import Derived
from zhaoshang._bulletins.verifying.comparing import AskedFigure, AskedLedger
from zhaoshang._bulletins.verifying.held import exact_number
from zhaoshang.kpis import Figure
from zhaoshang.periods import Period

SHARED: Final = {"projects_in_band": "signed_project_count"}
"""What a share of projects by size is of."""


def worked_from(
    source: AskedLedger, derived: Derived, asked: AskedFigure, used: list[Figure]
) -> Fraction | str:
    """Work out what a figure of a text is derived from, or say in a code why it cannot be.

    Args:
        source: the ledger.
        derived: the figure.
        asked: the level that it is worked out from.
        used: the figures of the ledger that were used are added to this.
    """
    if derived.kind in {"completion", "excess"}:
        rate = source.figure(
            evolve(
                asked,
                measure=f"target_completion_rate:{asked.measure}",
                band="",
                of_its_own=derived.of_its_own,
            )
        )
        used += [] if isinstance(rate, str) else [rate]
        reached = rate if isinstance(rate, str) else exact_number(rate)
        return reached if isinstance(reached, str) or derived.kind == "completion" else reached - 100
    now, old_asked = source.figure(asked), asked
    if derived.kind == "share":
        base = SHARED.get(asked.measure.partition(":")[0], asked.measure)
        old = source.figure(evolve(asked, measure=base, scope=None, band="", industry=""))
        if asked.scope is None and not asked.band and not asked.industry:
            return "no_measure"
    elif asked.period is None:
        return "no_date"
    else:
        before = asked.period.shift(years=-1)
        old_asked = evolve(asked, period=before, as_of=Period.of(before.end))
        old = source.figure(old_asked)
    if isinstance(now, str) or isinstance(old, str):
        return now if isinstance(now, str) else str(old)
    used += [now, old]
    mine, its = exact_number(now), exact_number(old)
    if isinstance(mine, str) or isinstance(its, str):
        return mine if isinstance(mine, str) else str(its)
    if derived.kind == "more":
        # of a year that the ledger does not reach nothing is more
        return mine - its if its or not source.is_silent_in(old_asked) else "no_data"
    if not its:
        return "no_data"
    return {"share": mine / its * 100, "times": mine / its}.get(derived.kind, (mine - its) / its * 100)
