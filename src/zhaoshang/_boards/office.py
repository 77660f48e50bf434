"""The boards of what an office itself owes: what it promised, was ordered to do, and can offer."""

from collections.abc import Iterable
from typing import Any, Final

from zhaoshang._boards.columns import graph_of, last_day_of
from zhaoshang._boards.declaring import Board, BoardColumn, Light, Row
from zhaoshang.lifecycle import MEASURES, CommitmentState, CommitmentStatus, Measure, commitments
from zhaoshang.model import Offer, Order, match_demands

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
    name: str | None = None if project is None else row.ledger.projects[project].name
    return name


def _tied_to(row: Row) -> tuple[Measure, ...]:
    return _measures(row.record.terms)


def _measures(codes: Iterable[str] | None) -> tuple[Measure, ...]:
    """Name measures of agreements."""
    known = {measure.code: measure for measure in MEASURES}
    return tuple(known[code] for code in codes or ())


def _days_late(row: Row) -> int | None:
    """Count the days that an order was answered late, or has not been answered."""
    order: Order = row.record
    if order.due_on is None or row.as_of is None:
        return None
    day = last_day_of(row)
    end = day if order.answered_on is None or order.answered_on.start > day else order.answered_on.start
    late = (end - order.due_on.end).days
    return late if late > 0 else None


def _person(row: Row) -> str | None:
    """Name the member of the team that an award is given to."""
    names: dict[str, str] = {member.id: member.name for member in row.within.members}
    member: str | None = row.record.member
    return None if member is None else names.get(member, member)


def _offers(row: Row) -> tuple[Offer, ...] | None:
    """List what parks offer for a demand; `None` where it is met."""

    def matched() -> dict[int, tuple[Offer, ...]]:
        found = match_demands(row.ledger.parks, on=None if row.as_of is None else last_day_of(row))
        return {id(each.demand): each.offers for each in found}

    return row.shared("offers", matched).get(id(row.record))


def _best(row: Row) -> str | None:
    offers = _offers(row)
    if not offers:
        return None
    return f"{row.ledger.parks[offers[0].park].name} {offers[0].match.space}"


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
    Board(
        id="orders",
        zh="督办台账",
        en="supervision orders",
        rows="teams.orders",
        columns=[
            BoardColumn(id="id", zh="编号", en="number", value="id"),
            BoardColumn(id="unit", zh="承办单位", en="unit", value="within.name"),
            BoardColumn(id="subject", zh="事项", en="subject", value="subject"),
            BoardColumn(id="project", zh="项目", en="project", value="project.name"),
            BoardColumn(id="issued", zh="下发", en="issued", value="issued_on"),
            BoardColumn(id="due", zh="期限", en="due", value="due_on"),
            BoardColumn(id="answered", zh="反馈", en="answered", value="answered_on"),
            BoardColumn(id="closed", zh="销号", en="closed", value="closed_on"),
            BoardColumn(id="days", zh="逾期（天）", en="days overdue", value=_days_late),
        ],
        sort=["due"],
        lights=[
            Light(tone="red", when=lambda values: values["days"] is not None),
            Light(tone="green", when=lambda values: values["closed"] is not None),
            Light(tone="amber", when=lambda values: values["answered"] is None),
        ],
    ),
    Board(
        id="awards",
        zh="奖惩台账",
        en="rewards and penalties",
        rows="teams.awards",
        columns=[
            BoardColumn(id="unit", zh="单位", en="unit", value="within.name"),
            BoardColumn(id="member", zh="个人", en="person", value=_person),
            BoardColumn(id="kind", zh="类型", en="kind", value="kind"),
            BoardColumn(id="on", zh="日期", en="on", value="on"),
            BoardColumn(id="points", zh="记分", en="points", value="points"),
            BoardColumn(id="amount", zh="奖金", en="money", value="amount"),
            BoardColumn(id="reason", zh="事由", en="reason", value="reason"),
        ],
        sort=["on"],
    ),
    Board(
        id="demands",
        zh="供需对接",
        en="demands and what all parks can offer",
        rows="parks.demands",
        where=lambda row: _offers(row) is not None,
        columns=[
            BoardColumn(id="tenant", zh="企业", en="firm", value="tenant"),
            BoardColumn(id="park", zh="园区", en="park", value="within.name"),
            BoardColumn(id="kind", zh="类型", en="kind", value="kind"),
            BoardColumn(id="area", zh="面积", en="area", value="area"),
            BoardColumn(id="raised", zh="提出", en="raised", value="raised_on"),
            BoardColumn(id="offers", zh="可选（处）", en="offers", value=lambda row: len(_offers(row) or ())),
            BoardColumn(id="best", zh="首选", en="first choice", value=_best),
        ],
        sort=["raised"],
        lights=[
            Light(tone="red", when=lambda values: values["offers"] == 0),
            Light(tone="green", when=lambda values: values["offers"] > 0),
        ],
    ),
)
"""The boards, in the order in which they are listed."""
