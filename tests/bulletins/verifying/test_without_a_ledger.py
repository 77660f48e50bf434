"""What says how a ledger is asked is refused where there is none, in one article and in many."""

from typing import Any

import pytest

from zhaoshang import Ledger
from zhaoshang.bulletins import verify, verify_corpus
from zhaoshang.errors import UnfitValueError
from zhaoshang.kpis import Rounding

TEXT = "2022年上半年共签约招商项目37个。"
LEDGER = Ledger(as_of="2022-06-30", projects=[])
ASKED: dict[str, Any] = {
    "subject": "滨江县",
    "period": "2022-H1",
    "as_of": "2022-06-30",
    "bands": ["≥1亿元"],
    "rounding": Rounding(digits=1),
    "from_stage": "signed",
}


@pytest.mark.parametrize("name", ASKED)
def test_what_nothing_reads_without_a_ledger_is_refused(name: str) -> None:
    given = {name: ASKED[name]}
    for judged in (lambda: verify(TEXT, **given), lambda: verify_corpus({"一": TEXT}, **given)):
        with pytest.raises(UnfitValueError, match="ledger") as caught:
            judged()
        assert caught.value.place == name
    verify(TEXT, LEDGER, **given)
    verify_corpus({"一": TEXT}, LEDGER, **given)


def test_the_day_of_writing_is_read_without_a_ledger() -> None:
    assert not verify(TEXT, today="2022-07-01").verdicts
