"""An area or a body without a name of its own is not the ledger's whole, whatever the ledger is called."""

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement


def ledger(name: str | None) -> Ledger:
    signed = [Agreement(signed_on="2024-03-05")]
    return Ledger(
        name=name,
        as_of="2024-06-30",
        projects=[Project(id=f"P{number}", name=f"项目{number}", agreements=signed) for number in range(3)],
    )


BODIES = (
    "市高新区 高新区 我市经开区 全市各开发区 产业园区 工业园 主城区 中心城区 城区 市本级 市直部门 县直各部门 各乡镇 新区 市综合保税区 "
    "市招商局 市商务局 市工信委 市国资委 市投资促进中心 市属国企 全市国有企业 市城投集团 某公司 驻外招商组 第一专班 "
    "全国 全球 国内 省内 长三角 长三角地区 东部地区 沿海地区"
).split()
WHOLES = (
    "全市 我市 全市上下 全市共 各地共 各县区共 我市各级各部门共 在市高新区的带动下，全市 市招商局牵头，全市 全国形势严峻，全市 "
    "市高新区表现突出。全市"
).split()
FORMS = (
    "2024年上半年，{}签约项目{}个。",
    "{}2024年上半年签约项目{}个。",
    "2024年上半年，{}抢抓机遇，签约项目{}个。",
)


@pytest.mark.long
@pytest.mark.parametrize("name", [None, "云溪市招商台账", "招商台账"])
@pytest.mark.parametrize("body", BODIES)
def test_a_figure_of_another_body_cannot_be_told(body: str, name: str | None) -> None:
    for form in FORMS:
        for number in (3, 5):
            (verdict,) = verify(form.format(body, number), ledger(name)).verdicts
            assert str(verdict.answer) == "unknown", form


@pytest.mark.long
@pytest.mark.parametrize("name", [None, "云溪市招商台账", "招商台账"])
@pytest.mark.parametrize("whole", WHOLES)
def test_a_figure_of_the_whole_is_compared(whole: str, name: str | None) -> None:
    for number, answer in ((3, "agrees"), (5, "differs")):
        (verdict,) = verify(f"2024年上半年，{whole}签约项目{number}个。", ledger(name)).verdicts
        assert str(verdict.answer) == answer


def test_a_ledger_may_be_named_after_a_body() -> None:
    for number, answer in ((3, "agrees"), (5, "differs")):
        (verdict,) = verify(f"2024年上半年，高新区签约项目{number}个。", ledger("云溪高新区台账")).verdicts
        assert str(verdict.answer) == answer
