"""A unit owns a figure as the subject of its clause; as an object, a helper or the place told behind, it leaves it open."""

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.model import Agreement

UNITS = ("东镇", "西镇")
BESIDE = (
    "向{}申报 协助{}引进 会同{} 由{}推荐的 与{}共建的 来自{}的 从{}迁入 比照{}标准 西镇支援{} 西镇向{}移交 学习{}经验， 经{}牵线，"
).split()
BEHIND = "落户{} ，均在{} （{}） ，其中{} ，选址{} ，{}承接 。全部在{}".split()
OWN = "{} 其中{} 截至6月底{} 在{} 落户{}的 目前{}共 预计{} 西镇。{}".split()


def known() -> Ledger:
    signed = [Agreement(signed_on="2024-03-05")]
    return Ledger(
        as_of="2024-06-30",
        projects=[Project(id=str(each), name="甲", owner="东镇", agreements=signed) for each in range(3)],
    )


@pytest.mark.parametrize(
    "form",
    [*(f"{words}签约项目{{n}}个" for words in BESIDE), *(f"签约项目{{n}}个{words}" for words in BEHIND)],
)
def test_another_part_than_the_subject_leaves_a_figure_open(form: str) -> None:
    for number in (3, 4):
        text = f"2024年上半年，{form.format('东镇', n=number)}。"
        read = [item for item in read_figures(text, subjects=UNITS) if item.raw == f"{number}个"]
        assert [(item.measure, item.subject) for item in read] == [(None, None)], text
        told = [item for item in verify(text, known()).verdicts if item.raw == f"{number}个"]
        assert {str(item.answer) for item in told} <= {"unknown"}, text


@pytest.mark.parametrize("words", OWN)
def test_the_subject_owns_a_figure(words: str) -> None:
    text = f"2024年上半年，{words.format('东镇')}签约项目3个，总投资9亿元。"
    assert {item.subject for item in read_figures(text, subjects=UNITS)} == {"东镇"}, text


def test_a_statement_behind_a_figure_is_its_own() -> None:
    for text in ("全市签约项目5个，东镇走在前列。", "西镇签约项目5个，东镇紧随其后。"):
        assert read_figures(text, subjects=UNITS)[0].measure == "signed_project_count", text


@pytest.mark.parametrize("verb", "会同 协助 支援 报送".split())
def test_a_name_that_nobody_knows_may_begin_with_a_verb(verb: str) -> None:
    assert read_figures(f"2024年上半年，{verb}东镇签约项目3个。")[0].subject is None


@pytest.mark.parametrize(
    ("behind", "is_read"),
    [
        ("", True),
        (", by Weston", False),
        (", which Weston had prepared", False),
        (", Weston 3", True),
        (", and Weston had signed projects of 3", True),
    ],
)
def test_a_unit_named_behind_an_english_figure_leaves_it_open(behind: str, is_read: bool) -> None:
    text = f"In the first half of 2024 signed projects reached 5{behind}."
    figure = read_figures(text, subjects=["Easton", "Weston"])[0]
    assert (figure.measure is not None, figure.subject) == (is_read, None)


@pytest.mark.parametrize(
    ("before", "is_read"),
    [
        ("会议在东镇召开。", False),
        ("县领导到东镇调研。", False),
        ("东镇工作扎实。", True),
        ("东镇签约项目3个。会议在东镇召开。", True),
        ("成都市东镇工作扎实。", True),
        ("全县工作扎实。", True),
    ],
)
def test_a_unit_named_in_an_earlier_sentence_owns_what_follows_as_its_subject_alone(
    before: str, is_read: bool
) -> None:
    figure = read_figures(f"2024年上半年，{before}开工项目2个。", subjects=UNITS)[-1]
    assert (figure.measure is not None) is is_read
