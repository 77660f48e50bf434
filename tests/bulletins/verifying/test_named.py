"""What a text tells of one project by its name is held against the ledger's record of it, and never against the whole."""

import pytest

from zhaoshang import Area, Ledger, Project
from zhaoshang._bulletins.figures.understood import of_parks
from zhaoshang.bulletins import Verdict, read_figures, verify
from zhaoshang.model import Agreement, Arrival, Lease, Milestone, Park, ServiceTeam, Space
from zhaoshang.reading import parse_money, parse_quantity

TODAY = "2024-10-31"


def project(name: str, signed: str, investment: str, **more: object) -> Project:
    return Project(
        id=f"P-{name}-{signed}",
        name=name,
        investment=parse_money(investment),
        agreements=[Agreement(signed_on=signed)],
        **more,  # type: ignore[arg-type]
    )


LEDGER = Ledger(
    as_of=TODAY,
    projects=[
        project(
            "晨光电池项目",
            "2024-03-05",
            "5.2亿元",
            land=parse_quantity("120亩"),
            floor_area=parse_quantity("4万平方米"),
            fixed_investment=parse_money("3.6亿元"),
            milestones=[Milestone(stage="started", on="2024-06-18")],
            arrivals=[Arrival(amount=parse_money("1.5亿元"), on="2024-07-01")],
        ),
        project("海川物流园", "2024-10-08", "3亿元"),
        project("海川物流园", "2023-10-08", "7亿元"),
        project("银杏科创谷项目", "2024", "8亿元", milestones=[Milestone(stage="started", on="2024-09-09")]),
    ],
)


def answers(text: str) -> list[tuple[str, str]]:
    return [(item.raw, str(item.answer)) for item in verify(text, LEDGER, today=TODAY)]


def only(text: str) -> Verdict:
    (verdict,) = verify(text, LEDGER, today=TODAY)
    return verdict


FACTS = (
    ("晨光电池项目总投资{}。", "5.2亿元", "6.2亿元"),
    ("晨光电池项目计划总投资{}。", "52000万元", "5.5亿元"),
    ("晨光电池项目落户东河区，项目总投资{}。", "5.2亿元", "2.5亿元"),
    ("签约的晨光电池项目，总投资约{}。", "5.2亿元", "超9亿元"),
    ("总投资{}的晨光电池项目签约。", "5.2亿元", "5.9亿元"),
    ("晨光电池项目占地{}。", "120亩", "210亩"),
    ("晨光电池项目规划用地面积{}。", "120亩", "90000平方米"),
    ("晨光电池建筑面积{}。", "4万平方米", "5万平方米"),
    ("晨光电池项目固定资产投资{}。", "3.6亿元", "6.3亿元"),
    ("{}，晨光电池项目正式开工。", "2024年6月18日", "2024年6月8日"),
    ("晨光电池项目于{}签约。", "3月5日", "3月15日"),
    ("{}签约的晨光电池项目进展顺利。", "今年3月", "今年5月"),
    ("晨光电池项目{}开工。", "2024年6月", "2023年6月"),
)


@pytest.mark.parametrize(("form", "right", "wrong"), FACTS)
def test_what_a_record_holds_is_compared(form: str, right: str, wrong: str) -> None:
    verdict = only(form.format(right))
    assert (str(verdict.answer), verdict.code) == ("agrees", "matches"), verdict.render("zh_CN")
    assert "晨光电池项目" in verdict.zh
    verdict = only(form.format(wrong))
    assert (str(verdict.answer), verdict.code) == ("differs", "value_differs"), verdict.render("zh_CN")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("晨光电池项目投资6.5亿元。", "of_a_part"),
        ("晨光电池项目总投资5.23亿元。", "finer"),
        ("海川物流园项目总投资9亿元。", "several_projects"),
        ("海川物流园项目于2024年10月9日签约。", "several_projects"),
        ("晨光电池项目、银杏科创谷项目总投资20亿元。", "several_projects"),
        ("银杏科创谷项目占地90亩。", "not_held"),
        ("银杏科创谷项目2024年3月签约。", "date_straddles"),
        ("晨光电池项目预计2025年6月投产。", "planned_date"),
        ("晨光电池项目已完成投资2亿元。", "one_project"),
        ("晨光电池项目到位资金9亿元。", "one_project"),
        ("晨光电池项目达产后年产值6亿元。", "one_project"),
        ("晨光电池项目开工率60%。", "one_project"),
    ],
)
def test_what_a_record_leaves_open_cannot_be_told(text: str, code: str) -> None:
    verdict = only(text)
    assert (str(verdict.answer), verdict.code) == ("unknown", code), verdict.render("zh_CN")


@pytest.mark.parametrize(
    "text",
    [
        "晨光电池项目二期总投资9亿元。",
        "新晨光电池项目总投资9亿元。",
        "晨光电池公司总投资9亿元。",
        "2024年5月5日，晨光电池项目推进会召开。",
        "截至2024年10月，晨光电池项目已开工。",
        "2024年3月以来，晨光电池项目开工。",
        "晨光电池项目等3个项目总投资30亿元。",
    ],
)
def test_other_projects_and_other_days_are_not_held_against_a_record(text: str) -> None:
    assert not verify(text, LEDGER, today=TODAY).differs


def test_what_a_project_received_is_its_own() -> None:
    assert answers("晨光电池项目到位资金1.5亿元。") == [("1.5亿元", "agrees")]
    assert answers("晨光电池项目于2024年3月5日签约，到位资金1.5亿元。") == [
        ("2024年3月5日", "agrees"),
        ("1.5亿元", "agrees"),
    ]


def test_the_whole_goes_on_after_a_project() -> None:
    text = "晨光电池项目签约，总投资5.2亿元。2024年1—10月，全市签约项目{}个。"
    assert answers(text.format(2)) == [("5.2亿元", "agrees"), ("2个", "agrees")]
    assert answers(text.format(9))[1] == ("9个", "differs")


@pytest.mark.parametrize("unit", ["白马乡", "经开区", "城北园", "投促局", "招商一组"])
@pytest.mark.parametrize("is_coded", [True, False])
def test_a_unit_whose_id_is_its_name_is_known_in_a_text(unit: str, *, is_coded: bool) -> None:
    """As every ledger read from a workbook has it; a code beside the name is no word of a text."""
    code = "U7" if is_coded else unit
    mine = Project(id="P1", name="虚构甲项目", owner=code, agreements=[Agreement(signed_on="2025-03-05")])
    other = Project(id="P2", name="虚构乙项目", owner="U8", agreements=[Agreement(signed_on="2025-03-06")])
    teams = [ServiceTeam(id=code, name=unit), ServiceTeam(id="U8", name="东山镇")]
    ledger = Ledger(as_of="2025-06-30", projects=[mine, other], teams=teams)
    told = verify(f"2025年上半年，全县签约项目2个，其中{unit}签约项目1个。", ledger=ledger)
    assert [(verdict.raw, str(verdict.answer)) for verdict in told] == [("2个", "agrees"), ("1个", "agrees")]


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("截至2025年6月底，东河产业园标准厂房招商率为80%。", ["agrees"]),
        ("截至2025年6月底，东河产业园标准厂房招商率为75%。", ["differs"]),
        ("截至2025年6月底，东河产业园食品标准厂房招商率为80%。", ["agrees"]),
    ],
)
def test_what_stands_in_a_park_is_of_no_kind_of_projects(text: str, answers: list[str]) -> None:
    park = Park(
        id="K1",
        name="东河产业园",
        spaces=[
            Space(id="A", kind="plant", lettable=Area.of("10", "万平方米"), completed_on="2023-10-20"),
        ],
        leases=[
            Lease(space="A", tenant="甲", area=Area.of("8", "万平方米"), stage="moved_in", on="2024-02-01")
        ],
    )
    food = Project(id="P1", name="虚构甲项目", industry="食品")
    ledger = Ledger(as_of="2025-06-30", parks=[park], projects=[food])
    assert [str(verdict.answer) for verdict in verify(text, ledger=ledger)] == answers


def test_what_stands_in_parks_is_worked_out_from_their_tables() -> None:
    """And nothing else of the catalogue is."""
    named = "letting_rate occupancy_rate tenant_count plant_built_area idle_land_revival_rate idle_area_revived plot_ratio"
    assert of_parks() == set(named.split())


@pytest.mark.parametrize(
    "text",
    ["海宁市亩均税收35万元。", "瑞安市限时办结率98%。", "德清县问题办结率97.5%。", "海宁市土地利用率85%。"],
)
def test_a_place_before_a_rate_is_its_subject(text: str) -> None:
    """Whatever the rate is called: a place stands before it as before a verb."""
    (reading,) = read_figures(f"2024年，{text}", today="2025-01-02")
    assert reading.subject == text[:3]
