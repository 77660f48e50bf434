"""A status with its own translation beside it."""

import pytest

from zhaoshang._workbooks.cells.values import read_stage
from zhaoshang.vocabulary import Stage


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("建成投产 In production", "producing"),
        ("在建\nUnder construction", "started"),
        ("已签约 Signed", "signed"),
        ("签约（Contract signed）", "signed"),
        ("在谈 / Under negotiation", "negotiating"),
        ("竣工 Completed", "completed"),
        ("停工 Suspended", "on_hold"),
        ("试生产 Trial production", None),
        ("试运行 Trial operation", None),
        ("投产 Production delayed", None),
        ("签约 Not signed", None),
        ("在建 Completed", None),
        ("在建 Construction planned", None),
        ("洽谈中 Signed", None),
        ("在建 Phase II", None),
        ("正在建设二期 Under construction", None),
    ],
    ids=lambda value: str(value).replace("\n", "|"),
)
def test_a_word_with_its_translation(text: str, stage: str | None) -> None:
    assert read_stage(text).value == (stage and Stage(stage))
