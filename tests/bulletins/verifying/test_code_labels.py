"""A page and a paper show what a verdict's code is called, in the language of the reader, and the code behind it."""

import io
import re
from pathlib import Path

import docx
import pytest

import zhaoshang
from zhaoshang import Ledger, Project
from zhaoshang._bulletins.arithmetic.printed import RULES
from zhaoshang._bulletins.verdicts.labels import code_shown
from zhaoshang._bulletins.verifying.reasons import _REASONS
from zhaoshang._text.wording import Script
from zhaoshang.bulletins import Verification, verify
from zhaoshang.kpis import describe
from zhaoshang.model import Agreement

ROOMS = Path(zhaoshang.__file__).parent
FAULTS = (ROOMS / "_bulletins/verifying").glob("*.py")
CLAIMS = (ROOMS / "_checks/claims.py", ROOMS / "_checks/rates.py")
CODES = {
    *RULES,
    *_REASONS,
    *(code for path in FAULTS for code in re.findall(r'TextFault\(\s*"(\w+)"', path.read_text("utf-8"))),
    *(
        code.removesuffix("_of_two")
        for path in CLAIMS
        for code in re.findall(r'Sentence\(\s*"check\.(\w+)"', path.read_text("utf-8"))
    ),
    "matches", "value_differs", "another_day", "unusual_size", "date_straddles", "no_data", "no_target",
}  # fmt: skip
"""What verdicts may carry: rules of arithmetic, reasons, faults of the text, claims, and words of the ledger's figures."""


def article() -> Verification:
    signed = [Agreement(signed_on="2022-03-05")]
    ledger = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="甲", agreements=signed)])
    text = "2022年上半年签约项目1个，外资签约项目2个。签约项目80个，其中亿元以上项目36个，占比54%。"
    return verify(text, ledger)


def test_codes_are_found() -> None:
    assert {"share_of_whole", "no_measure", "malformed_date", "impossible_rate"} <= CODES
    assert len(CODES) > 55


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_a_label_in_both_languages(code: str) -> None:
    chinese, english = (code_shown(code, script) for script in (Script.HANS, Script.EN))
    assert chinese.endswith(f"（{code}）")
    assert re.fullmatch(r"[^a-zA-Z]+", chinese.removesuffix(f"（{code}）"))
    assert english.endswith(f" ({code})")
    assert english.removesuffix(f" ({code})") not in {"", code}


def test_a_code_of_the_ledgers_figures_is_told_by_its_own_words() -> None:
    assert describe("no_target", locale="zh_CN") in code_shown("no_target", Script.HANS)


@pytest.mark.parametrize("locale", ["zh_CN", "zh_TW", "en"])
def test_no_code_stands_alone(locale: str) -> None:
    found = article()
    assert {"matches", "no_measure", "share_of_whole"} <= {verdict.code for verdict in found}
    made = io.BytesIO()
    found.write_docx(made, locale=locale)
    (table,) = docx.Document(io.BytesIO(made.getvalue())).tables
    paper = "\n".join(cell.text for row in table.rows for cell in row.cells)
    for shown in (found.to_html(locale), paper):
        for verdict in found:
            named = code_shown(verdict.code, Script.of(locale))
            assert named in shown
            assert verdict.code not in shown.replace(named, "")
