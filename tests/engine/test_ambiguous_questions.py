"""Questions that read in two ways, or in none, are refused: two KPIs of one name, one key by two names, no band."""

from typing import Any

import pytest

from zhaoshang import Ledger, Money, Project, evaluate, kpis
from zhaoshang.errors import QuantitySyntaxError, UnfitValueError
from zhaoshang.measures import column
from zhaoshang.model import Agreement

HELD = Ledger(
    as_of="2022-12-31",
    projects=[
        Project(
            id=str(size),
            name="虚构",
            owner="东镇",
            investment=Money.of(size, "亿元"),
            agreements=[Agreement(signed_on="2022-03")],
        )
        for size in (1, 3)
    ],
)
LARGE = column("investment") >= "2亿元"


@pytest.mark.parametrize("turned", [False, True], ids=["first", "last"])
@pytest.mark.parametrize("zh", ["签约项目数", "signed_project_count"])
def test_two_kpis_of_one_name_are_refused(zh: str, turned: bool) -> None:
    asked: list[Any] = ["签约项目数", kpis.count("own", zh=zh, en="own", where=LARGE)]
    with pytest.raises(UnfitValueError, match=zh):
        evaluate(HELD, asked[::-1] if turned else asked)


def test_a_kpi_of_a_name_that_nothing_else_has_is_found_by_it() -> None:
    own = kpis.count("own", zh="大项目数", en="large", where=LARGE)
    figures = evaluate(HELD, ["签约项目数", own, own, "签约项目数"])
    assert [figures[name].value for name in ("大项目数", "签约项目数")] == [1, 2]
    alone = kpis.count("own", zh="签约项目数", en="large", where=LARGE)
    assert evaluate(HELD, alone)["签约项目数"].value == 1


@pytest.mark.parametrize(
    "by", [["owner", "owner"], ["owner", "责任单位"], ["责任单位", "stage", "owner"]], ids="/".join
)
def test_one_key_by_two_names_is_refused(by: list[str]) -> None:
    with pytest.raises(UnfitValueError, match="each grouping key once"):
        evaluate(HELD, "签约项目数", by=by)


@pytest.mark.parametrize("band", ["[5亿元,1亿元)", "[5亿元,5亿元)", "[1亿元,5000万元)"])
def test_a_band_that_holds_no_amount_is_refused(band: str) -> None:
    with pytest.raises(UnfitValueError, match="swap"):
        evaluate(HELD, "分规模项目数", bands=["≥1亿元", band])
    with pytest.raises(QuantitySyntaxError):
        evaluate(HELD, "分规模项目数", bands=["1亿元"])
    assert evaluate(HELD, "分规模项目数", bands=["[1亿元,3亿元)"])["分规模项目数"].value == 1
