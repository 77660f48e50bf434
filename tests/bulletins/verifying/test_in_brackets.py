"""What stands in brackets behind a figure or its noun and qualifies it makes it open; what is not understood does too."""

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import verify
from zhaoshang.model import Agreement, Milestone

SIGNED = [Agreement(signed_on="2024-03-05")]
LEDGER = Ledger(
    as_of="2024-12-31",
    projects=[
        Project(
            id="P1",
            name="虚构一号",
            agreements=SIGNED,
            milestones=[Milestone(stage="started", on="2024-06-01")],
        ),
        Project(id="P2", name="虚构二号", agreements=SIGNED),
        Project(id="P3", name="虚构三号", agreements=SIGNED),
    ],
)

FORMS = (
    "2024年，全县签约项目3个（{}）。",
    "2024年，全县签约项目（{}）3个。",
    "2024年，全县（{}）签约项目3个。",
)


def _answers(text: str) -> set[str]:
    return {
        each.answer.value for each in verify(text, LEDGER, today="2024-12-31") if each.raw.startswith("3个")
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "said",
    [
        "暂定", "暂估", "预计", "拟", "约", "含续建", "包括续建", "不含续建", "含增资", "扣除退出", "待核", "框架", "修订后", "省口径",
    ],
)  # fmt: skip
def test_what_qualifies_a_figure_leaves_it_open(form: str, said: str) -> None:
    assert _answers(form.format(said)) <= {"unknown"}  # a number that is hedged behind may not be read at all


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("said", ["快报数", "下同", "见附表", "初步统计"])
def test_what_only_remarks_on_a_figure_leaves_it_judged(form: str, said: str) -> None:
    assert _answers(form.format(said)) == {"agrees"}
