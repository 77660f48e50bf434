"""What a correction takes back, by the plain reading of its rules: every record is looked at for each correction."""

from datetime import date, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.trust.counting import calls

from zhaoshang import Project
from zhaoshang.model import Agreement, Milestone
from zhaoshang.model._facts.corrections import Record, date_of
from zhaoshang.model._facts.history import records_of, withdrawn
from zhaoshang.vocabulary import Stage

FIRST: Final = date(2024, 1, 1)
DAYS: Final = st.integers(0, 40).map(lambda days: FIRST + timedelta(days=days))
DATES: Final = st.none() | DAYS | st.sampled_from(["2024-01", "2024-02", "2024-Q1"])
ABOUT: Final = {
    "on": DATES,
    "recorded_on": st.none() | st.integers(0, 4).map(lambda days: FIRST + timedelta(days=days)),
    "reporter": st.sampled_from([None, "甲", "乙"]),
    "correction": st.booleans(),
}
STAGES: Final = st.sampled_from("signed started completed producing trial terminated exited".split())
PROJECTS: Final = st.builds(
    lambda papers, steps: Project(id="A", name="虚构", agreements=papers, milestones=steps),
    st.lists(
        st.builds(lambda on, **told: Agreement(signed_on=on, **told), **ABOUT, kind=st.just("formal")),
        max_size=3,
    ),
    st.lists(
        st.builds(Milestone, stage=STAGES, **ABOUT, planned=st.integers(0, 3).map(lambda n: not n)),
        max_size=9,
    ),
)


def _may_be_about(correction: Record, one: Record, *, is_listed_before: bool) -> bool:
    """What was surely entered after a correction, it is not about."""
    now, then = correction.recorded_on, one.recorded_on
    if now is not None and then is not None and now.end != then.end:
        return then.end < now.end
    return is_listed_before or not one.correction


def _is_taken_back(correction: Record, one: Record, *, is_listed_before: bool) -> bool | None:
    """Whether a record of another stage is: `None` of one without a date."""
    on, was = date_of(correction), date_of(one)
    if one.stage.is_end:
        if on is not None and was is not None and was.end < on.start:
            return True
        is_after = on is not None and was is not None and on.end < was.start
        return (is_listed_before or isinstance(correction, Agreement)) and not is_after
    if on is None or not correction.stage.is_main:
        return False
    if one.stage is Stage.TRIAL:
        is_later = correction.stage.rank <= Stage.STARTED.rank
    else:
        is_later = one.stage.is_main and one.stage.rank > correction.stage.rank
    return False if not is_later else None if was is None else was.start < on.start


def plainly_withdrawn(
    project: Project, known: date | None
) -> tuple[set[int], set[int], set[int], dict[int, int]]:
    """Tell what corrections did: what they replace, what they contradict, what stays, and by which."""
    records = records_of(project)
    replaced, contradicted, kept, by = set[int](), set[int](), set[int](), dict[int, int]()
    for are_plans in (False, True):  # neither says anything of the other
        left = {
            place: record
            for place, record in enumerate(records)
            if not (known and record.recorded_on and record.recorded_on.end > known)
            and (isinstance(record, Milestone) and record.planned) is are_plans
        }
        for place, record in [*left.items()]:
            if not record.correction:
                continue
            about = {
                other: one
                for other, one in left.items()
                if other != place and _may_be_about(record, one, is_listed_before=other < place)
            }
            same = [other for other, one in about.items() if one.stage is record.stage]
            same = [
                other for other in same if record.reporter and records[other].reporter == record.reporter
            ] or same
            same = [other for other in same if other < place] or same
            if same:
                entered = [(records[other].recorded_on, other) for other in same]
                _, last = max((on.end.toordinal() if on else 0, other) for on, other in entered)
                replaced.add(last)
                by[last] = place
                del left[last], about[last]
            tells_later = not are_plans and (record.stage.is_main or record.stage.is_end)
            for other, one in about.items() if tells_later else ():
                gone = _is_taken_back(record, one, is_listed_before=other < place)
                if gone:
                    contradicted.add(other)
                    by[other] = place
                    del left[other]
                elif gone is None:
                    kept.add(other)
    return replaced, contradicted, kept - by.keys(), by


@given(project=PROJECTS, known=st.none() | DAYS)
def test_corrections_take_back_what_the_rules_say(project: Project, known: date | None) -> None:
    found = withdrawn(project, known)
    replaced, contradicted, kept, by = plainly_withdrawn(project, known)
    assert dict(found.by) == by
    assert ({*found.replaced}, {*found.contradicted}, {*found.kept}) == (replaced, contradicted, kept)


@pytest.mark.parametrize("others", ["correct", "undated", "entered later", "reported by many", "ended"])
def test_the_work_grows_as_the_history_does(others: str) -> None:
    """Four times the corrections make about four times the work, whatever they leave in place."""

    def history(size: int) -> Project:
        steps = []
        for number in range(size):
            day = FIRST + timedelta(days=number)
            reporter = f"科室{number}" if others == "reported by many" else None
            steps.append(
                Milestone(stage="started", on=day, recorded_on=day, reporter=reporter, correction=True)
            )
            if others == "undated":
                steps.append(Milestone(stage="completed", recorded_on=day))
            if others == "entered later":
                steps.append(Milestone(stage="completed", on=day, recorded_on="2099-01-01"))
            if others == "ended":
                steps.append(Milestone(stage="terminated", on="2099-01-01", recorded_on=day))
        return Project(id="A", name="虚构", milestones=steps)

    short, long = history(40), history(160)
    assert calls(lambda: withdrawn(long)) < 6.5 * calls(lambda: withdrawn(short))
