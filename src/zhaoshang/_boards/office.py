"""The boards of what an office itself owes: what it promised."""

from collections.abc import Iterable
from typing import Any, Final

from zhaoshang._boards.columns import graph_of, last_day_of
from zhaoshang._boards.declaring import Board, BoardColumn, Light, Row
from zhaoshang.lifecycle import MEASURES, CommitmentState, CommitmentStatus, Measure, commitments

_UNSETTLED: Final = frozenset({CommitmentState.CONTESTED, CommitmentState.OPEN})


def _line(row: Row, name: str) -> Any:  # noqa: ANN401 - whatever the register holds
    """Take what the register of commitments says of one."""
    register: dict[int, CommitmentStatus] = row.shared("register", lambda: _register(row))
    line = register.get(id(row.record))
    return None if line is None else getattr(line, name)


def _register(row: Row) -> dict[int, CommitmentStatus]:
    if row.as_of is None:
        return {}
    lines = commitments(row.ledger, as_of=last_day_of(row), lifecycle=graph_of(row))
    return {id(line.commitment): line for line in lines}


def _promised_to(row: Row) -> str | None:
    project = _line(row, "project")
    return None if project is None else row.ledger.projects[project].name


def _tied_to(row: Row) -> tuple[Measure, ...]:
    return _measures(row.record.terms)


def _measures(codes: Iterable[str] | None) -> tuple[Measure, ...]:
    """Name measures of agreements."""
    known = {measure.code: measure for measure in MEASURES}
    return tuple(known[code] for code in codes or ())


OFFICE: Final = (
    Board(
        id="commitments",
        zh="政府承诺兑现台账",
        en="commitments of the government",
        rows="projects.agreements.commitments",
        columns=[
            BoardColumn(id="project", zh="项目", en="project", value=_promised_to),
            BoardColumn(id="kind", zh="承诺事项", en="commitment", value="kind"),
            BoardColumn(id="amount", zh="金额", en="amount", value="amount"),
            BoardColumn(id="paid", zh="已兑现", en="paid", value=lambda row: _line(row, "paid")),
            BoardColumn(id="due", zh="期限", en="due", value="due_on"),
            BoardColumn(id="state", zh="状态", en="state", value=lambda row: _line(row, "state")),
            BoardColumn(
                id="days", zh="逾期（天）", en="days overdue", value=lambda row: _line(row, "days_over")
            ),
            BoardColumn(id="terms", zh="挂钩指标", en="tied to", value=_tied_to),
            BoardColumn(
                id="waits", zh="未达成", en="not kept", value=lambda row: _measures(_line(row, "waits_for"))
            ),
            BoardColumn(id="basis", zh="依据", en="legal basis", value="legal_basis"),
            BoardColumn(id="reviewed", zh="公平竞争审查", en="fair competition", value="reviewed_on"),
        ],
        sort=["due"],
        lights=[
            Light(tone="red", when=lambda values: values["state"] is CommitmentState.OVERDUE),
            Light(tone="amber", when=lambda values: values["state"] in _UNSETTLED),
            Light(tone="green", when=lambda values: values["state"] is CommitmentState.HONOURED),
        ],
    ),
)
"""The boards, in the order in which they are listed."""
