"""The boards of what an office itself owes: what it promised, was ordered to do, and can offer."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from zhaoshang._boards.columns import graph_of, last_day_of, listed
from zhaoshang._boards.declaring import Board, Light, Row
from zhaoshang.calendars import Limit, due_on
from zhaoshang.lifecycle import MEASURES, CommitmentState, CommitmentStatus, Measure, commitments
from zhaoshang.model import Offer, Order, ServiceStep, match_demands
from zhaoshang.periods import Period

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


def _step(row: Row) -> ServiceStep | None:
    steps: tuple[ServiceStep, ...] = row.within.steps
    return next((step for step in steps if step.id == row.record.step), None)


def _step_due(row: Row) -> date | None:
    """Say by when a step is due: its limit from the day its papers were accepted, pauses left out."""
    step, record = _step(row), row.record
    if step is None or step.limit is None or record.accepted_on is None:
        return None
    limit = Limit(days=step.limit.days, months=step.limit.months, is_working=step.limit.working)
    pauses = [(begun.start, None if ended is None else ended.end) for begun, ended in record.paused]
    return due_on(record.accepted_on.end, limit, paused=pauses, calendar=row.profile.calendar)


def _step_late(row: Row) -> int | None:
    """Count the days that a step was done late, or is late on the day; a coarse day is read as its last."""
    due, done = _step_due(row), row.record.done_on
    if due is None or row.as_of is None:
        return None
    day = last_day_of(row)
    late = ((day if done is None or done.start > day else done.end) - due).days
    return late if late > 0 else None


def _promised_paper(row: Row) -> Period | None:
    """Say by when the paper is promised that a step was accepted without (容缺受理)."""
    conditional = row.record.conditional
    on: Period | None = None if conditional is None else conditional.promised_on
    return on


OFFICE: Final = (
    Board(
        id="approvals",
        zh="代办进度",
        en="steps of approval under way",
        rows="teams.progress",
        columns=listed(
            ("project", "项目", "project", "project.name"),
            ("team", "代办单位", "unit", "within.name"),
            ("step", "环节", "step", lambda row: getattr(_step(row), "name", row.record.step)),
            ("department", "审批部门", "department", lambda row: getattr(_step(row), "department", None)),
            ("aid", "方式", "way", "aid"),
            ("accepted", "受理", "accepted", "accepted_on"),
            ("due", "期限", "due", _step_due),
            ("promised", "容缺补件", "paper promised by", _promised_paper),
            ("done", "办结", "done", "done_on"),
            ("days", "超期（天）", "days late", _step_late),
        ),
        sort=["due"],
        lights=[
            Light(tone="red", when=lambda values: values["days"] is not None),
            Light(tone="green", when=lambda values: values["done"] is not None),
            Light(tone="amber", when=lambda values: values["promised"] is not None),
        ],
    ),
    Board(
        id="commitments",
        zh="政府承诺兑现台账",
        en="commitments of the government",
        rows="projects.agreements.commitments",
        columns=listed(
            ("project", "项目", "project", _promised_to),
            ("kind", "承诺事项", "commitment", "kind"),
            ("amount", "金额", "amount", "amount"),
            ("paid", "已兑现", "paid", lambda row: _line(row, "paid")),
            ("due", "期限", "due", "due_on"),
            ("state", "状态", "state", lambda row: _line(row, "state")),
            ("days", "逾期（天）", "days overdue", lambda row: _line(row, "days_over")),
            ("terms", "挂钩指标", "tied to", _tied_to),
            ("waits", "未达成", "not kept", lambda row: _measures(_line(row, "waits_for"))),
            ("basis", "依据", "legal basis", "legal_basis"),
            ("reviewed", "公平竞争审查", "fair competition", "reviewed_on"),
        ),
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
        columns=listed(
            ("id", "编号", "number", "id"),
            ("unit", "承办单位", "unit", "within.name"),
            ("subject", "事项", "subject", "subject"),
            ("project", "项目", "project", "project.name"),
            ("issued", "下发", "issued", "issued_on"),
            ("by", "交办人", "issued by", "issued_by"),
            ("due", "期限", "due", "due_on"),
            ("answered", "反馈", "answered", "answered_on"),
            ("closed", "销号", "closed", "closed_on"),
            ("days", "逾期（天）", "days overdue", _days_late),
        ),
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
        columns=listed(
            ("unit", "单位", "unit", "within.name"),
            ("member", "个人", "person", _person),
            ("kind", "类型", "kind", "kind"),
            ("on", "日期", "on", "on"),
            ("points", "记分", "points", "points"),
            ("amount", "奖金", "money", "amount"),
            ("reason", "事由", "reason", "reason"),
        ),
        sort=["on"],
    ),
    Board(
        id="demands",
        zh="供需对接",
        en="demands and what all parks can offer",
        rows="parks.demands",
        where=lambda row: _offers(row) is not None,
        columns=listed(
            ("tenant", "企业", "firm", "tenant"),
            ("park", "园区", "park", "within.name"),
            ("kind", "类型", "kind", "kind"),
            ("area", "面积", "area", "area"),
            ("raised", "提出", "raised", "raised_on"),
            ("offers", "可选（处）", "offers", lambda row: len(_offers(row) or ())),
            ("best", "首选", "first choice", _best),
        ),
        sort=["raised"],
        lights=[
            Light(tone="red", when=lambda values: values["offers"] == 0),
            Light(tone="green", when=lambda values: values["offers"] > 0),
        ],
    ),
)
"""The boards, in the order in which they are listed."""
