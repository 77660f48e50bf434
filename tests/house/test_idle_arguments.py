"""What would be passed over is refused: a session of no use, an empty name, a day before the clock started."""

from collections.abc import Callable

import pytest

from zhaoshang import Ledger, Project
from zhaoshang.bulletins import read_figures, verify
from zhaoshang.errors import ZhaoshangError
from zhaoshang.frames import from_ledger
from zhaoshang.lifecycle import build_lifecycle, deadline, extend_lifecycle

LEDGER = Ledger(as_of="2022-06-30", projects=[Project(id="P1", name="虚构项目")])
STEPS = [("negotiating", "signed", "rejected"), ("signed", "started", "terminated")]
IDLE: dict[str, tuple[str, Callable[[], object]]] = {
    "session": ("session", lambda: from_ledger(LEDGER, session=5)),
    "session of another": ("session", lambda: from_ledger(LEDGER, backend="duckdb", session=object())),
    "extra_evidence": (
        "extra_evidence",
        lambda: extend_lifecycle(code="c", zh="某市", en="a city", extra_evidence=["批复", ""]),
    ),
    "extra_evidence of one built": (
        "extra_evidence",
        lambda: build_lifecycle(code="c", zh="某市", en="a city", steps=STEPS, extra_evidence=[" "]),
    ),
    "subjects": ("subjects", lambda: read_figures("签约项目8个。", subjects=["东镇", ""])),
    "subject": ("subject", lambda: verify("签约项目8个。", LEDGER, subject="")),
    "profile": ("profile", lambda: verify("签约项目8个。", profile="guangxi")),
    "done_on": ("done_on", lambda: deadline("2022-01-05", 3, as_of="2022-06-30", done_on="2021-12-31")),
}


@pytest.mark.parametrize(("named", "call"), IDLE.values(), ids=list(IDLE))
def test_what_would_be_passed_over_is_refused_by_its_name(named: str, call: Callable[[], object]) -> None:
    with pytest.raises(ZhaoshangError) as told:
        call()
    assert named in str(told.value)


@pytest.mark.parametrize("done_on", ["2022-01-05", "2022-01", "2022"])
def test_what_may_have_been_done_since_the_start_is_judged(done_on: str) -> None:
    assert deadline("2022-01-05", 3, as_of="2022-12-31", done_on=done_on).due_on is not None
