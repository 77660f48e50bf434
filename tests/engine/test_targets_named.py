"""A target is found by whatever name its measure, and whatever spelling its band, goes by; what is none is refused."""

from typing import Any

import pytest

from zhaoshang import Count, Ledger, Money, Project, evaluate
from zhaoshang.errors import RecordError, UnknownCodeError
from zhaoshang.kpis import CATALOGUE, Kpi
from zhaoshang.model import Agreement, PromisedTerm, Target
from zhaoshang.model._fields.amounts import TERM_WORDS
from zhaoshang.records import structure, unstructure
from zhaoshang.reports import progress


def ledger(measure: str, band: str | None = None) -> Ledger:
    goal = Target(id="T", unit="东镇", measure=measure, band=band, period="2022", value=Count.of(4, "个"))
    one = Project(
        id="1",
        name="虚构阀门项目",
        owner="东镇",
        investment=Money.of(3, "亿元"),
        agreements=[Agreement(signed_on="2022-03-01")],
    )
    return Ledger(as_of="2022-06-30", projects=[one], targets=[goal])


@pytest.mark.parametrize("kpi", CATALOGUE, ids=lambda kpi: kpi.id)
def test_a_measure_is_the_kpi_that_either_of_its_names_means(kpi: Kpi) -> None:
    by_id, by_name = (Target(id="T", measure=name) for name in (kpi.id, kpi.zh))
    assert by_id == by_name
    assert structure(unstructure(by_name), Target) == by_id


@pytest.mark.parametrize("code", TERM_WORDS)
def test_a_promised_term_goes_by_either_name(code: str) -> None:
    assert PromisedTerm(measure=TERM_WORDS[code][0]) == PromisedTerm(measure=code)


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        pytest.param("签约项目树", "签约项目数", id="a slip in Chinese"),
        pytest.param("sigend_project_count", "signed_project_count", id="a slip in a code"),
        pytest.param("签约项目", "签约项目数", id="a part of a name"),
    ],
)
def test_a_measure_that_is_no_kpi_is_refused_with_the_nearest(wrong: str, near: str) -> None:
    with pytest.raises(UnknownCodeError, match=near):
        Target(id="T", measure=wrong)
    with pytest.raises(RecordError) as caught:
        structure({"targets": [{"id": "T", "measure": wrong}]}, Ledger)
    assert near in caught.value.render()


@pytest.mark.parametrize("name", ["signed_project_count", "签约项目数"])
def test_progress_is_the_same_by_either_name(name: str) -> None:
    (unit, whole) = progress(ledger(name), name, period="2022")
    assert [unit.target, unit.completion, whole.completion] == [4, 25, 25]


@pytest.mark.parametrize("said", ["≥1亿元", ">=1亿元", "≥10000万元"])
@pytest.mark.parametrize("asked", ["≥1亿元", ">=1亿元", "≥10000万元", None])
def test_a_band_is_found_by_its_edges(said: str, asked: str | None) -> None:
    source = ledger("分规模项目数", said)
    bands: dict[str, Any] = {} if asked is None else {"bands": [asked]}
    figure = evaluate(source, "target_completion_rate", of="projects_in_band", period="2022", **bands)
    assert figure["target_completion_rate"].value == 25


STAGES = ("started", "producing")


@pytest.mark.parametrize("named", [*STAGES, None])
@pytest.mark.parametrize("asked", STAGES)
@pytest.mark.parametrize("measure", ["milestone_count", "stage_count"])
def test_a_target_of_a_stage_is_compared_with_that_stage_alone(
    measure: Any, asked: Any, named: str | None
) -> None:
    """One that named none was the target of whichever stage was asked for."""
    told = ledger(measure if named is None else f"{measure}:{named}")
    figure = evaluate(told, "target_completion_rate", of=measure, stage=asked, period="2022")[
        "target_completion_rate"
    ]
    assert (figure.reason == "no_target") is (named != asked)


def test_a_target_names_a_stage_by_either_name_and_only_one_that_there_is() -> None:
    assert Target(id="T", measure="milestone_count:开工").measure == "milestone_count:started"
    assert structure(unstructure(ledger("milestone_count:performing")), Ledger).targets["T"].measure == (
        "milestone_count:performing"
    )
    for wrong in ("milestone_count:", "milestone_count:begun", "began:started"):
        with pytest.raises(UnknownCodeError):
            Target(id="T", measure=wrong)


def test_a_stage_that_a_measure_does_not_read_takes_no_target_from_it() -> None:
    """Several measures share their arguments."""
    told = ledger("signed_project_count")
    item = progress(told, "签约项目数", period="2022", stage="started")[0]
    assert item.completion == 25
