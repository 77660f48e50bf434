"""Days in a stage and on hold, told by counting days, over all orders of a few steps."""

from datetime import date, timedelta
from itertools import combinations, pairwise, product

import pytest

from zhaoshang import Project
from zhaoshang.lifecycle import stage_ages
from zhaoshang.model import Agreement, Milestone
from zhaoshang.model._facts.history import first_of
from zhaoshang.periods import Period

START = date(2022, 2, 25)


def _on(day: int) -> str:
    return (START + timedelta(day)).isoformat()


@pytest.mark.parametrize("landed", [None, 2, 5, 9])
@pytest.mark.parametrize("signed", [0, 3])
def test_days_on_hold_are_those_between_a_halt_and_its_end(signed: int, landed: int | None) -> None:
    """Each stage counts its own days, and among them those on hold since it began; a halt that goes on is counted to the day."""
    if landed is not None and landed <= signed:
        return
    free = [day for day in range(1, 11) if day not in {signed, landed}]
    for halted, resumed in [*combinations(free, 2), *((day, None) for day in free)]:
        if halted < signed or (
            landed is not None and halted < landed and (resumed is None or resumed > landed)
        ):
            continue  # a halt that a step of the project itself ends
        steps = [Milestone(stage="on_hold", on=_on(halted))]
        if resumed is not None:
            steps.append(Milestone(stage="resumed", on=_on(resumed)))
        if landed is not None:
            steps.append(Milestone(stage="landed", on=_on(landed)))
        project = Project(id="P", name="x", agreements=[Agreement(signed_on=_on(signed))], milestones=steps)
        for day in (12, 40):
            ages = stage_ages(project, as_of=_on(day))
            ends = [signed, day] if landed is None else [signed, landed, day]
            told = (halted, resumed, day)
            assert [age.low for age in ages] == [last - first for first, last in pairwise(ends)], told
            assert [age.high for age in ages] == [age.low for age in ages]
            stood = set(range(halted, day if resumed is None else resumed))
            held = [len(stood & set(range(first, last))) for first, last in pairwise(ends)]
            assert [age.on_hold for age in ages] == held, told


@pytest.mark.parametrize("undated", ["signed", "landed"])
def test_a_stay_without_its_first_or_last_day_has_no_days_that_are_sure(undated: str) -> None:
    days = {"signed": _on(0), "landed": _on(9)} | {undated: None}
    stages = ("signed", days["signed"]), ("on_hold", _on(3)), ("resumed", _on(6)), ("landed", days["landed"])
    project = Project(id="P", name="x", milestones=[Milestone(stage=stage, on=on) for stage, on in stages])
    first, *_ = stage_ages(project, as_of=_on(12))
    assert [str(first.stage), first.low, first.high, first.on_hold] == ["signed", None, None, 0]


def test_the_first_of_several_days_is_bounded_by_all_of_them() -> None:
    """It is no later than any of them ends; a date that is that very time is kept as it was written."""
    spans = [
        Period.of(text) for text in ("2022-03", "2022-03-05", "2022-Q1", "2022-03-31", "2022-04", "2022")
    ]
    for one, other in product([*spans, None], repeat=2):
        found = first_of([one, other])
        known = [each for each in (one, other) if each is not None]
        if not known:
            assert found is None
            continue
        assert found is not None
        assert found.start == min(each.start for each in known)
        assert found.end == min(each.end for each in known)
        same = [each for each in known if (each.start, each.end) == (found.start, found.end)]
        assert not same or found.precision is same[0].precision
