"""Local words, pictures, and sharing between threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from attrs import evolve
from tests.lifecycle.stepping import project

from zhaoshang.errors import (
    UnknownCodeError,
)
from zhaoshang.lifecycle import (
    LIFECYCLE,
    VARIANTS,
    AlarmRule,
    LocalWord,
    Mark,
    Reading,
    Variant,
    alarm_table,
    build_lifecycle,
    draw_lifecycle,
    draw_project,
    evidence_table,
    stage_at,
    stage_table,
    transition_table,
)
from zhaoshang.model import (
    Milestone,
)
from zhaoshang.vocabulary import Stage


def test_the_words_of_every_variant_are_read() -> None:
    assert len(VARIANTS) >= 6
    assert len({variant.code for variant in VARIANTS}) == len(VARIANTS)
    for variant in VARIANTS:
        assert variant.references
        assert variant.label() != variant.label("en")
        for word in variant.words:
            assert variant.read(f" {word.word} ") is word
            assert bool(word.question()) == word.is_ambiguous == (len(word.readings) > 1)
            assert all(reading.stage or reading.mark for reading in word.readings)


def test_a_city_writes_its_own_words() -> None:
    word = LocalWord(
        word="拟落地", readings=[Reading(Stage.SIGNED), Reading(Stage.APPROVING, Mark.THIS_YEAR)]
    )
    assert word.is_ambiguous
    assert word == LocalWord(word="拟落地", readings="signed|approving:this_year")


def test_a_word_without_a_sense_has_no_stage() -> None:
    assert LocalWord(word="其他", readings=()).stage is None


def test_an_ambiguous_word_tells_marks_apart() -> None:
    word = LocalWord(word="增资", readings="producing|:arrival")
    assert word.question() == "“增资”是指投产还是到资：记为资金到位？"


def test_an_ambiguous_word_asks_back() -> None:
    listed = {variant.code: variant for variant in VARIANTS}
    word = listed["app_list"].read("启动")
    assert (word.is_ambiguous, word.stage) == (True, None)
    assert {reading.stage for reading in word.readings} == {"signed", "approving"}
    assert word.question("en") == "Does 启动 mean signed or approving?"
    assert listed["park_states"].read("增资").readings[0].mark is Mark.EXPANSION
    assert listed["zhuxi"].read("到资").readings[0].mark is Mark.ARRIVAL
    assert listed["statistics"].read("续建").readings[0].mark is Mark.EARLIER_YEAR
    assert listed["incubator"].lifecycle.stage("on_hold").label() == "睡眠"
    with pytest.raises(UnknownCodeError) as caught:
        listed["wuhan_zone"].read("竣工")
    assert "退库" in caught.value.known


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda each: each.code)
def test_a_list_of_others_asks_for_the_papers_of_its_own_stages(variant: Variant) -> None:
    own = {rule.stage for rule in variant.lifecycle.stages if rule.stage.is_main}
    assert variant.lifecycle.evidence == tuple(rule for rule in LIFECYCLE.evidence if rule.stage in own)


def test_a_project_is_drawn_planned_against_actual() -> None:
    held = project(
        ("lead", "2022-01"),
        ("signed", "2022-03-01"),
        ("on_hold", "2022-04-01"),
        ("terminated", "2022-05-01"),
        ("landed", None),
        name="甲:乙;\n#丙",
    )
    held = evolve(held, milestones=[*held.milestones, Milestone(stage="started", on="2022-06", planned=True)])
    assert draw_project(held, as_of="2022-06-30", locale="en") == (
        "gantt\n    title 甲：乙； ＃丙\n    dateFormat YYYY-MM-DD\n"
        "    section planned\n    started :milestone, 2022-06-30, 0d\n"
        "    section actual\n    lead :done, 2022-01-01, 2022-03-01\n    signed :done, 2022-03-01, 2022-05-01\n"
        "    terminated :milestone, 2022-05-01, 0d\n"
        "    section marks\n    on hold :milestone, 2022-04-01, 0d\n"
    )
    assert draw_project(project(("lead", "2022-01")), as_of=None).endswith(
        "线索 :milestone, 2022-01-31, 0d\n"
    )
    assert draw_project(project()) == "gantt\n    title 石墨烯产业园\n    dateFormat YYYY-MM-DD\n"


def test_the_graph_is_drawn_with_and_without_overlays() -> None:
    plain, whole = draw_lifecycle(), draw_lifecycle(overlays=True)
    assert "on_hold" not in plain
    assert "lead --> on_hold" in whole
    assert "signed --> started : 租赁厂房、股权并购" in plain
    assert plain.count("--> [*]") == 4


@pytest.mark.parametrize("write", [transition_table, evidence_table, stage_table])
@pytest.mark.parametrize("locale", ["zh_CN", "en"])
def test_tables_are_even(write: Callable[..., str], locale: str) -> None:
    for lifecycle in (LIFECYCLE, *(variant.lifecycle for variant in VARIANTS)):
        assert len({line.count("|") for line in write(lifecycle, locale=locale).splitlines()}) == 1
    own = build_lifecycle(
        code="x",
        zh="",
        en="",
        steps=[("signed", "landed", "")],
        evidence=[("landed", "", "a|b")],
        extra_evidence=["a", "b"],
    )
    assert len({line.count("|") for line in write(own, locale=locale).splitlines()}) == 1


def test_limits_are_written_in_both_languages() -> None:
    rules = [
        AlarmRule(
            code="x", zh="某", en="some", kind="stage", stage="lead", limit={"days": 3, "working": True}
        )
    ]
    assert "| 3个工作日 | — |" in alarm_table(rules)
    assert "| 3 working days | — |" in alarm_table(rules, locale="en")
    assert "| 3个月 | 提前15天 |" in alarm_table()


def test_a_lifecycle_and_a_project_are_shared_between_threads() -> None:
    city = evolve(LIFECYCLE, code="city")
    held = project(("lead", "2022-01-01"), ("signed", "2022-03-01"), ("landed", "2022-05-01"))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: stage_at(held, "2022-04-01", lifecycle=city), range(200)))
    assert {at.stage for at in found} == {"signed"}
