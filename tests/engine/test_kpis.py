"""What `evaluate` gives and refuses: a corpus of questions, and the faces of figures, bundles and comparisons."""

import json
import pickle
import sys
from decimal import Decimal
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from zhaoshang import kpis
from zhaoshang.errors import (
    ArgumentError,
    ArgumentNeededError,
    FieldTypeError,
    MissingExtraError,
    UnknownCodeError,
    UnknownIdError,
)
from zhaoshang.kpis import BUNDLES, Rounding, compare, describe, evaluate, find
from zhaoshang.ledger import Ledger
from zhaoshang.measures import (
    ALWAYS,
    NEVER,
    Amount,
    Count,
    Distinct,
    Exists,
    HedgedSum,
    Histogram,
    Ids,
    MoneySum,
    Not,
    Predicate,
    Present,
    Sum,
    column,
    equal,
    every,
    some,
)
from zhaoshang.model import Agreement, Arrival, Investor, Milestone, Outcome, Project, ServiceTeam
from zhaoshang.profiles import DEFAULT, PROFILES, Compliance, Flagship, PerMuExclude, Profile, profile_of
from zhaoshang.quantities import Area, Money

HERE = Path(__file__).parents[1]


def _acceptance() -> Any:
    spec = spec_from_file_location("acceptance_kpis", HERE / "acceptance" / "kpis.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ACCEPTANCE = _acceptance()
CASES = [json.loads(line) for line in (HERE / "corpus" / "kpis.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_corpus(case: dict[str, Any]) -> None:
    assert ACCEPTANCE.differences(case, lambda ledger: ledger) == {}


def test_the_acceptance_function_counts(tmp_path: Path) -> None:
    wrong = {**CASES[0], "id": "wrong", "expect": {"value": "-1"}}
    failing = {**CASES[0], "id": "failing", "kpi": "no_such_kpi"}
    lines = [json.dumps(case) for case in (CASES[0], wrong, failing)]
    (tmp_path / "kpis.jsonl").write_text("\n".join(lines), "utf-8")
    (tmp_path / "expand.py").write_text("def expand(ledger):\n    return ledger\n", "utf-8")
    assert ACCEPTANCE.kpis_results(tmp_path) == {"right": 1, "total": 3, "wrong": ["wrong", "failing"]}


def ledger() -> Ledger:
    started = [Milestone(stage="started", on="2022-05-01")]
    return Ledger(
        name="台账",
        projects=[
            Project(
                id="P1",
                name="甲",
                district="D1",
                investment=Money.of(3, "亿元"),
                land=Area.of(100, "亩"),
                agreements=[Agreement(signed_on="2022-03-05")],
                milestones=started,
                arrivals=[Arrival(on="2022-04-01", amount=Money.of(1, "亿元"))],
                outcomes=[Outcome(period="2022-Q2", tax=Money.of(20, "万元"))],
            ),
            Project(
                id="P2",
                name="乙",
                district="D2",
                investment=Money.of(2, "亿元", hedge="near"),
                agreements=[Agreement(signed_on="2022-04")],
            ),
            Project(
                id="P3", name="丙", relation="relocation", agreements=[Agreement(signed_on="2022-04-01")]
            ),
        ],
        investors=[Investor(id="I", name="戊")],
    )


def test_questions_that_cannot_be_answered() -> None:
    with pytest.raises(UnknownCodeError):
        evaluate(ledger(), ["no_such_kpi"], as_of="2022-06-30")
    with pytest.raises(UnknownCodeError):
        evaluate(ledger(), "start_rate", as_of="2022-06-30", by=["colour"])
    with pytest.raises(UnknownCodeError):
        evaluate(ledger(), "start_rate", as_of="2022-06-30", cohort="mine")  # type: ignore[arg-type]
    with pytest.raises(ArgumentNeededError):
        evaluate(ledger(), "start_rate")
    with pytest.raises(ArgumentNeededError):
        evaluate(ledger(), "start_rate_current")
    with pytest.raises(ArgumentNeededError):
        evaluate(ledger(), "projects_in_band", as_of="2022-06-30")
    with pytest.raises(ArgumentNeededError):
        evaluate(ledger(), "continuing_count", as_of="2022-06-30")
    with pytest.raises(ArgumentNeededError):
        evaluate(None, "time_progress")
    with pytest.raises(ArgumentNeededError):
        evaluate(ledger(), "mom_growth", of="start_rate", as_of="2022-06-30")
    with pytest.raises(ArgumentNeededError):
        evaluate(ledger(), "stage_count", as_of="2022-06-30")


@pytest.mark.parametrize(
    ("kpi", "arguments"),
    [
        ("milestone_count", {"of": "dreaming"}),
        ("stage_count", {"of": "dreaming"}),
        ("stage_count", {"of": "signed", "count_by": "house"}),
        ("stage_duration_days", {"from_stage": "signed", "to_stage": "started", "stat": "mode"}),
        ("cohort_benefit", {"measure": "happiness"}),
        ("tax_per_mu", {"measure": "jobs"}),
        ("shared_credit", {"measure": "jobs"}),
        ("policy_cash", {"measure": "half"}),
        ("jobs", {"measure": "lost"}),
    ],
)
def test_words_outside_a_list_are_refused(kpi: str, arguments: dict[str, Any]) -> None:
    with pytest.raises(UnknownCodeError):
        evaluate(ledger(), [kpi], as_of="2022-06-30", **arguments)


@pytest.mark.parametrize(
    ("kpi", "given", "nearest"),
    [
        ("签约项目数", {"perod": "2022"}, "period"),
        ("start_rate", {"asof": "2022-06-30"}, "as_of"),
        ("signed_project_count", {"bands": ["≥1亿元"]}, None),
        ("stage_duration_days", {"fron_stage": "signed", "to_stage": "started"}, "from_stage"),
        ("projects_in_band", {"band": ["≥1亿元"]}, "bands"),
        ("target_completion_rate", {"of": "signed_project_count", "bandz": "≥1亿元"}, "bands"),
        ("yoy_growth", {"of": "signed_project_count", "of_stage": "started"}, None),
        ("share_of_total", {"inputs": {"part": "6家", "hole": "21家"}}, "whole"),
        ("start_rate", {"inputs": {"part": "6家"}}, None),
        ("time_progress", {"inputs": {"x": "1"}}, None),
    ],
)
def test_nothing_that_is_given_is_ignored(kpi: str, given: dict[str, Any], nearest: str | None) -> None:
    with pytest.raises(UnknownCodeError) as caught:
        evaluate(ledger(), [kpi], **{"as_of": "2022-06-30", **given})
    assert nearest is None or nearest in str(caught.value).partition("?")[0]


def test_what_one_of_several_kpis_reads_is_right_for_all() -> None:
    figures = evaluate(ledger(), ["start_rate", "projects_in_band"], as_of="2022-06-30", bands=["≥1亿元"])
    assert figures["start_rate"].value is not None


def test_a_target_hands_arguments_on_to_its_measure() -> None:
    given: dict[str, Any] = {
        "of": "milestone_count",
        "stage": "started",
        "period": "2022",
        "as_of": "2022-06-30",
    }
    assert (
        evaluate(ledger(), "target_completion_rate", **given)["target_completion_rate"].reason == "no_target"
    )


@pytest.mark.parametrize("kpi", ["arrived_funds", "signed_project_count", "start_rate", "jobs"])
def test_a_period_that_has_not_begun_has_no_figures(kpi: str) -> None:
    figure = evaluate(ledger(), [kpi], period="2023", as_of="2022-06-30")[kpi]
    assert (figure.value, figure.reason) == (None, "period_after_as_of")


def test_what_other_units_hold_changes_nothing() -> None:
    """A unit without receipts has 0 where the ledger keeps receipts; nobody knows before the first was known."""
    money = Arrival(on="2022-03-05", recorded_on="2022-04-01", amount=Money.of(1, "亿元"))
    projects = [
        Project(id="P1", name="甲", owner="U1", arrivals=[money]),
        Project(id="P2", name="乙", owner="U2"),
    ]

    def asked(known_on: str) -> list[tuple[Any, str | None]]:
        kept = Ledger(
            projects=projects, teams=[ServiceTeam(id="U1", name="一"), ServiceTeam(id="U2", name="二")]
        )
        figures = evaluate(kept, "arrived_funds", as_of="2022-06-30", known_on=known_on, by="owner")
        return [(figures[key].value, figures[key].reason) for key in ("U1", "U2")]

    assert asked("2022-06-30") == [(100_000_000, None), (0, None)]
    assert asked("2022-03-31") == [(None, "not_recorded")] * 2


def test_bands_and_parks_and_rules_that_do_not_exist() -> None:
    with pytest.raises(ValueError, match="band"):
        evaluate(ledger(), "projects_in_band", as_of="2022-06-30", bands=["big"])
    with pytest.raises(UnknownIdError):
        evaluate(ledger(), "plot_ratio", as_of="2022-06-30", park="K9")
    with pytest.raises(UnknownCodeError):
        evaluate(None, "bonus_penalty", inputs={"rules": [], "hits": [{"rule": "a"}]})


def test_figures_are_looked_up_and_laid_out() -> None:
    figures = evaluate(ledger(), ["开工率", "signed_investment_total"], as_of="2022-06-30", by="区县")
    assert figures.kpis == ("start_rate", "signed_investment_total")
    assert figures["start_rate", "D1"].value == 100
    assert figures[("start_rate",)].value == 50
    assert len(figures) == 6
    assert next(iter(figures)) == "start_rate"
    with pytest.raises(UnknownIdError):
        figures["D1"]
    with pytest.raises(UnknownIdError):
        figures["start_rate", "D9"]
    row = figures.to_rows()[0]
    assert (row["kpi"], row["is_whole"], row["excluded"]) == ("start_rate", True, 1)
    assert row["part"] == ""
    one = evaluate(ledger(), "start_rate", as_of="2022-06-30", by="district")
    assert one["D2"].value == 0


def test_data_frames_of_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = evaluate(ledger(), "start_rate", as_of="2022-06-30")
    for package, call in (("pandas", figures.to_pandas), ("polars", figures.to_polars)):
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(MissingExtraError):
            call()


def test_a_figure_explains_itself_in_both_languages() -> None:
    figures = evaluate(
        ledger(),
        ["start_rate", "signed_investment_total", "completion_rate"],
        period="2022",
        as_of="2022-06-30",
        known_on="2022-07-31",
        profile=DEFAULT.vary("strict", started=["construction_permit"]),
    )
    chinese = figures["start_rate"].explain("zh_CN")
    assert chinese.startswith("开工率：0.00%")
    assert "计算：0 ÷ 2" in chinese
    assert "“started” = 建筑工程施工许可证" in chinese
    assert "剔除 1 项：P3" in chinese
    english = figures["signed_investment_total"].explain()
    assert "range: … to 500000000" in english
    assert "as they stand now" in english
    empty = evaluate(Ledger(), "start_rate", as_of="2022-06-30")["start_rate"]
    assert "无数值，分母为零" in empty.explain("zh")
    assert "no value, there is nothing to divide by" in empty.explain()
    assert str(empty) == "start_rate: no value (no_denominator)"
    assert describe("over_100", locale="zh_CN") == "超过 100%"


def test_ids_are_listed_when_asked_for_and_travel() -> None:
    figure = evaluate(ledger(), "start_rate", as_of="2022-06-30")["start_rate"]
    assert figure.ids == ("P1",)
    assert list(figure.denominator_ids) == ["P1", "P2"]
    assert "P1" in figure.ids
    assert figure.ids[0] == "P1"
    assert len(figure.ids) == 1
    assert hash(figure.ids) == hash(("P1",))
    other: object = ["P1"]
    assert figure.ids != other
    again = pickle.loads(pickle.dumps(figure))  # noqa: S301 - our own bytes
    assert again == figure
    assert again.excluded == ("P3",)


def test_numbers_that_no_decimal_writes_are_rounded() -> None:
    assert Rounding(digits=1).apply(Fraction(1, 3)) == Decimal("0.3")
    assert Rounding(digits=0, mode="truncate").apply(Fraction(-5, 2)) == -2
    land = kpis.total("land", zh="用地", en="land", amount="land", unit="m2")
    assert evaluate(ledger(), land, as_of="2022-06-30", round=1)["land"].value == Decimal("66666.7")


def test_a_sum_without_a_certain_bound_says_so() -> None:
    """近2亿元 and 超1亿元 add up to a value, but neither to a floor nor to a ceiling."""
    projects = [
        Project(
            id=hedge,
            name=hedge,
            investment=Money.of(2, "亿元", hedge=hedge),
            agreements=[Agreement(signed_on="2022")],
        )
        for hedge in ("near", "over")
    ]
    total = evaluate(Ledger(projects=projects), "signed_investment_total", as_of="2022-12-31")
    assert "区间：上下限都没有保证" in total["签约总投资"].explain("zh_CN")
    assert "range: neither bound is certain" in total["签约总投资"].explain()


def test_kpis_of_ones_own() -> None:
    tax = kpis.total("tax", zh="税收", en="tax", amount="tax")
    money = kpis.total(
        "money", zh="到位", en="arrived", amount="arrivals", where=equal(column("district"), "D1")
    )
    signed = find("signed_project_count")
    mean = kpis.ratio("mean", zh="均值", en="mean", top=find("签约总投资"), bottom=signed, unit="CNY")
    started = kpis.rate(
        "mine", zh="我的开工率", en="mine", met="started", where=equal(column("district"), "D1")
    )
    figures = evaluate(
        ledger(), [tax, money, mean, started], period="2022", as_of="2022-06-30", by="district"
    )
    assert figures["tax"].value == 200_000
    assert figures["money", "D1"].value == 100_000_000
    assert figures["mean"].value == 250_000_000
    assert figures["mine"].value == 100
    assert figures["mine"].denominator == 1
    with pytest.raises(UnknownCodeError):
        kpis.total("x", zh="x", en="x", amount="love")
    with pytest.raises(UnknownCodeError):
        kpis.rate("x", zh="x", en="x", met=["construction_permi"])
    with pytest.raises(FieldTypeError, match="where"):
        kpis.count("x", zh="x", en="x", where="owner == '甲镇'")  # type: ignore[arg-type]
    assert (started.formula_zh, started.formula_en) == (
        "满足“开工”的项目数 ÷ 到达“签约”的项目数",
        "projects that meet started ÷ projects that came to signed",
    )
    for top, bottom, part in ((started, signed, "top"), (tax, started, "bottom")):
        with pytest.raises(FieldTypeError, match=rf"{part}.*a sum"):
            evaluate(ledger(), kpis.ratio("x", zh="x", en="x", top=top, bottom=bottom), as_of="2022-06-30")


@pytest.mark.parametrize(
    ("where", "vocabulary", "known"),
    [
        (Present(column("trak")), "column", "track"),
        (Present(column("investment.vlaue")), "column", "investment.value"),
        (Exists("history", Present(column("low"))), "column", "lo"),
        (Exists("histories", Present(column("lo"))), "table", "history"),
    ],
)
def test_a_mistyped_column_is_named(where: Predicate, vocabulary: str, known: str) -> None:
    """The error lists the columns or tables that there are."""
    kpi = kpis.count("mine", zh="我的", en="mine", where=where)
    with pytest.raises(UnknownCodeError) as caught:
        evaluate(ledger(), kpi, as_of="2022-06-30")
    assert caught.value.vocabulary == vocabulary
    assert known in caught.value.known


def test_bundles_are_shipped_with_their_sources() -> None:
    assert list(BUNDLES) == [
        "guangxi_three",
        "sichuan_three",
        "anhui_fair_three",
        "yunnan_four",
        "gansu_two",
        "fujian_campaign",
    ]
    for bundle in BUNDLES.values():
        assert bundle.references
        assert bundle.profile is PROFILES[bundle.profile.id]
        figures = evaluate(
            ledger(), bundle.kpis, profile=bundle.profile.id, as_of="2022-06-30", **bundle.arguments
        )
        assert figures.kpis == bundle.kpis


def test_a_comparison_names_the_projects_that_make_the_difference() -> None:
    wide = DEFAULT.vary("wide", relocation="count")
    read = compare(ledger(), ["start_rate", "formal_contract_count"], ["default", wide], as_of="2022-06-30")
    rate = read.differences[0]
    assert (rate.kpi, rate.base_added, rate.base_removed, rate.added) == ("start_rate", ("P3",), (), ())
    assert rate.change == Decimal("-16.67")
    assert rate.options == ("relocation",)
    assert "分母增加 1 项：P3" in read.explain("zh_CN")
    assert "counted now (1): P3" in read.explain()
    assert len(read.all()) == 2
    same = compare(ledger(), "start_rate", [DEFAULT, DEFAULT.vary("same")], as_of="2022-06-30")
    assert same.differences == ()
    nothing = compare(Ledger(), "start_rate", [DEFAULT, wide], as_of="2022-06-30")
    assert "无数值" in nothing.all()[0].explain("zh_CN")
    with pytest.raises(ValueError, match="two profiles"):
        compare(ledger(), "start_rate", [DEFAULT])
    with pytest.raises(ArgumentError, match="profiles"):
        compare(ledger(), "start_rate", DEFAULT)  # type: ignore[arg-type]  # one profile where two are needed


def test_profiles_are_found_varied_and_refused() -> None:
    assert profile_of("guangxi").fund_base == "outside_investment"
    with pytest.raises(UnknownCodeError):
        profile_of("atlantis")
    with pytest.raises(UnknownCodeError):
        DEFAULT.vary("x", colour="red")  # type: ignore[call-arg]
    with pytest.raises(UnknownCodeError):
        DEFAULT.vary("x", started=["dreaming"])
    with pytest.raises(ValueError, match="credit"):
        DEFAULT.vary("x", credit="all")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        DEFAULT.vary("x", stretch=1.2)
    with pytest.raises(TypeError):
        DEFAULT.vary("x", per_mu_exclude={"land_below": "3亿元"})
    varied = DEFAULT.vary(
        "x",
        flagship=Flagship(amount="5亿元"),
        per_mu_exclude=PerMuExclude(land_below="3亩"),
        compliance=Compliance(full="90"),
        start_deadline={"land": {"months": 6}},
        foreign_edges=[("1亿元", "1000万美元")],
        performing="started",
    )
    assert varied.performing == ("started",)
    assert set(varied.differences()) >= {"flagship", "compliance", "performing", "start_deadline"}
    assert isinstance(hash(varied), int)
    assert Profile(id="y").differences() == {}


def test_nodes_join_and_atoms_merge() -> None:
    has, big = Present(column("owner")), equal(column("grade"), "A")
    assert (has & big) == every(has, big)
    assert (has | big) == some(has, big)
    assert ~~has == has
    assert ~has == Not(has)
    assert some(has, ALWAYS) == ALWAYS
    assert some(has, NEVER) == has
    assert Count("projects", has).empty() == Sum("projects", column("x"), has).empty() == 0
    assert Ids("projects", has).empty() == ()
    assert Histogram("projects", column("a"), column("b"), has).empty() == {}
    assert Distinct("projects", column("x"), has).merge(frozenset("a"), frozenset("b")) == frozenset("ab")
    assert Distinct("projects", column("x"), has).empty() == frozenset()
    one = {"CNY": HedgedSum(value=1, low=1, high=1, rows=1)}
    dollars = {"USD": HedgedSum(value=2, rows=1, no_low=1, no_high=1)}
    total = MoneySum("projects", Amount.of("x"), has).merge(one, {**one, **dollars})
    assert (total["CNY"].value, total["USD"].no_low) == (2, 1)
    assert HedgedSum() + dollars["USD"] == dollars["USD"] == dollars["USD"] + HedgedSum()


@pytest.mark.parametrize(
    "kpi",
    ["arrived_funds", "fixed_asset_investment", "jobs", "outbound_trips", "issues_closed", "policy_cash",
     "fund_size_total", "plant_built_area", "tenant_count"],
)  # fmt: skip
def test_what_a_ledger_does_not_keep_is_not_known(kpi: str) -> None:
    """An empty list of records means not known, never none; the groups have no value either."""
    projects = [Project(id="P", name="甲", owner="东镇", agreements=[Agreement(signed_on="2022-03-05")])]
    figures = evaluate(Ledger(as_of="2022-06-30", projects=projects), [kpi], period="2022-H1", by="owner")
    assert {figure.value for figure in figures.values()} == {None}
    assert figures[kpi].reason == "not_recorded"


def test_a_ledger_that_keeps_some_records_knows_of_none() -> None:
    """Taxes that are kept say nothing of jobs; jobs of last year say that there are none this year."""
    tax = Outcome(period="2021", tax=Money.of(1, "亿元"))
    jobs = Outcome(period="2021", jobs=300)

    def asked(*outcomes: Outcome) -> Decimal | None:
        project = Project(id="P", name="甲", agreements=[Agreement(signed_on="2020")], outcomes=outcomes)
        ledger = Ledger(as_of="2022-12-31", projects=[project])
        return evaluate(ledger, "jobs", period="2022")["jobs"].value

    assert asked(tax) is None
    assert asked(tax, jobs) == 0


def test_a_rate_of_records_that_are_not_kept_has_no_value() -> None:
    """Where arrivals are kept, a project without any has brought 0 %; where none are, nobody knows."""
    signed = [Agreement(signed_on="2022-03-05")]
    bare = Project(id="P", name="甲", investment=Money.of(3, "亿元"), agreements=signed)
    early = Project(id="Q", name="乙", arrivals=[Arrival(on="2021-03-05", amount=Money.of(1, "亿元"))])

    def asked(*projects: Project) -> tuple[Decimal | None, str | None]:
        figures = evaluate(Ledger(as_of="2022-12-31", projects=projects), "fund_arrival_rate", period="2022")
        return figures["fund_arrival_rate"].value, figures["fund_arrival_rate"].reason

    assert asked(bare) == (None, "not_recorded")
    assert asked(bare, early) == (Decimal(0), None)


def test_amounts_that_no_project_states_have_no_sum() -> None:
    """One that is stated makes a sum; none in the period, of a ledger that states some, is 0."""
    bare = Project(id="P", name="甲", agreements=[Agreement(signed_on="2022-03-05")])
    told = Project(
        id="Q", name="乙", investment=Money.of(3, "亿元"), agreements=[Agreement(signed_on="2022-03-05")]
    )

    def total(*projects: Project, period: str = "2022") -> Decimal | None:
        ledger = Ledger(as_of="2022-12-31", projects=projects)
        return evaluate(ledger, "signed_investment_total", period=period)["signed_investment_total"].value

    assert total(bare) is None
    assert total(bare, told) == 300_000_000
    assert total(bare, told, period="2021") == 0


@pytest.mark.parametrize(
    ("unit", "rates", "value"),
    [
        ("万元", {}, 7000),
        ("万美元", {"USD": "7"}, 1000),
        ("万美元", {}, None),
        ("万欧元", {"USD": "7"}, None),
    ],
)
def test_a_unit_is_obeyed_or_refused(unit: str, rates: dict[str, str], value: int | None) -> None:
    """Another currency needs a rate; without it there is an error, never a figure in yuan."""
    signed = [Agreement(signed_on="2025-03-03")]
    one = Project(id="A", name="甲", investment=Money.of(7000, "万元"), agreements=signed)
    asked: dict[str, Any] = {"profile": DEFAULT.vary("x", rates=rates), "unit": unit}
    kept = Ledger(as_of="2025-12-31", projects=[one])
    if value is None:
        with pytest.raises(ArgumentNeededError, match="rates"):
            evaluate(kept, "signed_investment_total", **asked)
        return
    figure = evaluate(kept, "signed_investment_total", **asked)["signed_investment_total"]
    assert figure.value == value
    assert figure.unit == unit


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_a_unit_has_what_stands_under_it_beside_other_keys(order: tuple[int, ...]) -> None:
    """A village's project is its town's and its county's too, in whichever place the unit is asked for."""
    teams = [
        ServiceTeam(id="county", name="县"),
        ServiceTeam(id="town", name="镇", parent="county"),
        ServiceTeam(id="village", name="村", parent="town"),
    ]
    held = [("A", "village", "D1", "C39"), ("B", "town", "D1", "C39"), ("C", "village", "D2", "C26")]
    projects = [
        Project(
            id=name,
            name=name,
            owner=unit,
            district=district,
            industry=industry,
            agreements=[Agreement(signed_on="2022-03-05")],
        )
        for name, unit, district, industry in held
    ]
    keys = ("owner", "district", "industry")
    kept = Ledger(as_of="2022-12-31", projects=projects, teams=teams)
    figures = evaluate(kept, "signed_project_count", by=[keys[place] for place in order])
    expected = {
        ("village", "D1", "C39"): 1,
        ("town", "D1", "C39"): 2,
        ("county", "D1", "C39"): 2,
        ("village", "D2", "C26"): 1,
        ("town", "D2", "C26"): 1,
        ("county", "D2", "C26"): 1,
    }
    told = {figure.group: figure.value for figure in figures.of("signed_project_count")}
    assert told == {(): 3} | {tuple(group[place] for place in order): expected[group] for group in expected}
