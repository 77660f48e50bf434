"""Plans over policy money paid to firms and over funds."""

from typing import Final

from attrs import evolve

from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.cohorts import amount_notes
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.history import DAY
from zhaoshang._engine.query.inputs import added, bare, figure, measured, plain
from zhaoshang._engine.query.shapes.counting import Note, Tally
from zhaoshang._engine.query.shapes.fuzzy import all_of, fuzzy
from zhaoshang._engine.query.shapes.sums import Quotient
from zhaoshang.errors import UnknownCodeError
from zhaoshang.measures import (
    NEVER,
    Amount,
    Column,
    Not,
    OneOf,
    Present,
    every,
    some,
)
from zhaoshang.scoring import Measured, Result, mean, ratio

_MEASURES: Final = ("amount", "firms", "programmes", "rate", "mean")


def policy_cash(context: Context) -> Plan:
    """Add policy money up, count its firms or programmes, or divide it by what was planned or by the firms."""
    measure = context.arguments.get("measure", "amount")
    if measure not in _MEASURES:
        raise UnknownCodeError("measure", str(measure), _MEASURES)
    if context.inputs:
        return Plan(result=_given_cash(context, measure))
    facts = Facts(context)
    amount, planned = Amount.of("amount"), Amount.of("planned")
    window = context.window
    undated = DAY.is_undated
    falls = facts.falls()
    sure = falls.counted
    nothing = every(Not(amount.is_stated), Not(planned.is_stated))
    notes = (
        Note("missing_amount", every(sure, nothing), is_excluded=True, table="payments"),
        Note(
            "no_value",
            every(sure, amount.is_stated, Not(amount.has_value)),
            is_excluded=True,
            table="payments",
        ),
        Note(
            "missing_date", every(undated, amount.is_stated), is_excluded=window is not None, table="payments"
        ),
        Note("date_straddles", falls.maybe, is_excluded=True, table="payments"),
    )
    paid = facts.total(amount, falls, DAY, table="payments")
    if measure == "amount":
        return Plan(shape=paid, notes=notes)
    tallies = {
        name: Tally(
            where=all_of(falls, every(amount.is_stated, Present(column))),
            unit=unit,
            table="payments",
            names=column,
        )
        for name, column, unit in (
            ("firms", Column("investor"), "家"),
            ("programmes", Column("programme"), "项"),
        )
    }
    if measure in tallies:
        return Plan(shape=tallies[measure], notes=notes)
    firms = tallies["firms"]
    if measure == "mean":
        return Plan(shape=Quotient(top=paid, bottom=firms, scale=1, unit="CNY"), notes=notes)
    # what has no plan, or no number for what was paid, stands on neither side of the rate
    broken = every(amount.is_stated, Not(amount.has_value))
    usable = every(planned.has_value, Not(broken))
    planned_by_now = some(sure, every(undated, Not(amount.is_stated)))
    kept = evolve(paid, where=all_of(falls, usable))
    due = facts.total(planned, every(planned_by_now, usable), DAY, table="payments")
    paid_for = every(sure, amount.has_value)
    unplanned = (
        Note("missing_amount", every(paid_for, Not(planned.is_stated)), is_excluded=True, table="payments"),
        Note(
            "no_value",
            every(sure, planned.is_stated, Not(planned.has_value), Not(broken)),
            is_excluded=True,
            table="payments",
        ),
    )
    return Plan(shape=Quotient(top=kept, bottom=due), notes=(*notes, *unplanned))


def _given_cash(context: Context, measure: str) -> Result:
    payments = context.inputs.get("payments")
    total, count = figure(context, "amount"), bare(context.inputs.get("count"))
    if payments is not None:
        amounts = [measured(payment.get("amount")) for payment in payments]
        paid = added([each for each in amounts if each is not None], context)
        if isinstance(paid, str):
            return Result(unit="CNY", reason=paid, is_quotient=False)
        total = evolve(paid, unit=paid.unit or "CNY") if paid is not None else None
        names = {payment.get("firm") or payment.get("investor") for payment in payments}
        count = Measured.of(len(names - {None}))
    if measure == "firms":
        return plain(count, "家")
    if measure == "programmes":
        named = {payment.get("programme") for payment in payments or ()} - {None}
        return plain(Measured.of(len(named)) if named else None, "项")
    if measure == "mean":
        return mean(total, count) if total is not None else Result(unit="CNY", reason="no_data")
    if measure == "rate":
        return ratio(total, figure(context, "planned"), rates=context.rates)
    return plain(total, "CNY")


def fund_size(context: Context) -> Plan:
    """Add up the size of the funds that are raised or closed."""
    facts = Facts(context)
    statuses = context.listed("status") or ("raised", "closed")
    window = context.window
    right = OneOf(Column("status"), frozenset(statuses))
    undated = DAY.is_undated
    is_asked = window is not None or context.as_of is not None
    counted = all_of(right, facts.falls()) if is_asked else fuzzy(right)
    size = Amount.of("size")
    notes = (
        *amount_notes(size, counted.counted, table="funds"),
        Note(
            "missing_date",
            NEVER if window is None else every(right, undated),
            is_excluded=True,
            table="funds",
        ),
        Note("date_straddles", counted.maybe, is_excluded=True, table="funds"),
    )
    shape = facts.total(size, counted, DAY, table="funds")
    return Plan(shape=shape, notes=notes)


POLICY: Final[tuple[Kpi, ...]] = (
    Kpi(
        id="policy_cash",
        zh="兑现政策资金",
        en="policy money paid",
        unit="CNY",
        formula_zh="期内兑现的政策资金之和；惠及企业数；兑现的政策项数；兑现率 = 兑现 ÷ 计划；户均 = 兑现 ÷ 企业数",
        formula_en="policy money paid in the period; the firms; the programmes; paid ÷ planned; paid ÷ firms",
        plan=policy_cash,
        edge_cases_zh="企业户数不是政策条数；没有计划数的兑现不计入兑现率的任何一边",
        edge_cases_en="firms are not programmes; a payment without a plan stands on neither side of the rate",
        references=cite("C4"),
    ),
    Kpi(
        id="fund_size_total",
        zh="基金规模",
        en="size of funds",
        unit="CNY",
        formula_zh="已设立（含募集完成）基金的规模之和",
        formula_en="sum of the size of the funds that are raised or closed",
        plan=fund_size,
        edge_cases_zh="拟设基金不计，除非指明",
        edge_cases_en="planned funds are not in it unless asked for",
    ),
)
"""Policy money and funds."""
