"""Templates from users: filled by name alone, and a slip of one is refused."""

from typing import Any

import pytest
from attrs import evolve, fields

from zhaoshang import Ledger, Project, kpis
from zhaoshang.bulletins import EN, ZH, Template, write
from zhaoshang.errors import FieldTypeError, UnknownCodeError
from zhaoshang.model import Agreement

LEDGER = Ledger(
    as_of="2022-06-30",
    projects=[Project(id="P1", name="甲", owner="东镇", agreements=[Agreement(signed_on="2022-03")])],
)
FIGURES = kpis.evaluate(LEDGER, ["signed_project_count"], period="2022-H1")
TEXTS = [text.name for text in fields(Template) if text.name != "clauses"]
ATTACKS = (
    "{subject.__class__}", "{subject:>9999999999}", "{subject!r}", "{0}", "{}", "{subject[0]}", "{", "}", "{{subject}}", "{subjct}",
    "{period.start.__class__.__init__.__globals__}", "{value:{value}}", "{ subject }", "{subject",
)  # fmt: skip


@pytest.mark.parametrize("text", ATTACKS)
@pytest.mark.parametrize("name", TEXTS)
def test_nothing_but_names_can_be_asked_for(name: str, text: str) -> None:
    """Neither attributes nor widths, in any text of a template."""
    for template in (ZH, EN):
        with pytest.raises(FieldTypeError, match="does not fit"):
            evolve(template, **{name: text})


@pytest.mark.parametrize(
    "sign", ["\x1b[31m", "\0", "\r", "\x9b", "\u200b", "\u202e", "\ufeff", "\ud800"], ids=ascii
)
def test_no_sign_that_is_not_seen_stands_in_a_template(sign: str) -> None:
    """It would steer or turn what is printed of every bulletin, or could not be written at all."""
    for name in ("opening_plain", "closing", "fallback", "clauses"):
        text = f"签约{sign}"
        given: Any = [text] if name == "clauses" else text
        with pytest.raises(FieldTypeError) as caught:
            evolve(ZH, **{name: given})
        assert sign not in str(caught.value)
    assert evolve(ZH, closing="。\n\t").closing == "。\n\t"


@pytest.mark.parametrize("value", [None, 3, b"x", ["x"]])
def test_a_text_is_a_text(value: Any) -> None:
    with pytest.raises(FieldTypeError):
        evolve(ZH, closing=value)
    with pytest.raises(FieldTypeError):
        Template(clauses="签约{signed_project_count}")
    with pytest.raises(FieldTypeError):
        Template(clauses=[value])


@pytest.mark.parametrize(
    "clause", ["签约{signed_project_count", "签约}", "签约{}", "{{signed_project_count}}"]
)
def test_a_brace_by_itself_is_refused(clause: str) -> None:
    with pytest.raises(FieldTypeError):
        Template(clauses=[clause])


@pytest.mark.parametrize(
    ("clause", "meant"),
    [
        ("签约{signed_projct_count}", "signed_project_count"),
        ("新开工{milestone_count:startd}", "started"),
        ("{signed_project_count:>99}", ">99"),
        ("{signed_project_count:}", "argument of signed_project_count"),
        ("{signed_project_count.value}", "signed_project_count"),
        ("共{签约项目数}", "signed_project_count"),
    ],
)
def test_a_misspelt_clause_is_refused(clause: str, meant: str) -> None:
    """It was dropped, and the figure told in other words."""
    template = Template(clauses=[clause])
    with pytest.raises(UnknownCodeError) as caught:
        write(FIGURES, template=template)
    assert meant in str(caught.value)


def test_a_clause_of_a_kpi_of_ones_own_is_written() -> None:
    own = kpis.count("my-own.count", zh="自定", en="own")
    figures = kpis.evaluate(LEDGER, own, period="2022-H1")
    text = write(figures, subject="某县", template=Template(clauses=["自定项目{my-own.count}"]))
    assert text == "2022年上半年，某县自定项目1个。"


@pytest.mark.parametrize("name", ["{period}", "{subject}", "{0}", "{", "甲{value:>9}"])
def test_what_is_filled_in_is_not_filled_again(name: str) -> None:
    """Names with braces are names."""
    assert write(FIGURES, subject=name).startswith(f"2022年上半年，{name}")
    grouped = kpis.evaluate(LEDGER, ["signed_project_count"], period="2022-H1", by=["owner"])
    assert name in write(grouped, names={"东镇": name})
