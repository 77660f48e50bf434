"""Plans over policy money paid to firms and over funds."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from attrs import evolve, frozen

from zhaoshang._basics.brief import as_python, as_text
from zhaoshang._engine.catalogue.sources import cite
from zhaoshang._engine.query.cohorts import amount_notes
from zhaoshang._engine.query.context import Context
from zhaoshang._engine.query.definitions import Kpi, Plan
from zhaoshang._engine.query.facts import Facts
from zhaoshang._engine.query.history import DAY
from zhaoshang._engine.query.inputs import added, bare, figure, measured, plain, rows, text
from zhaoshang._engine.query.shapes.counting import Note, Tally
from zhaoshang._engine.query.shapes.fuzzy import all_of, fuzzy
from zhaoshang._engine.query.shapes.sums import Quotient
from zhaoshang.errors import UnfitValueError, UnknownCodeError
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
        raise UnknownCodeError("measure", as_text(measure), _MEASURES)
    if context.inputs:
        return _given_cash(context, measure)
    facts = Facts(context)
    amount, planned = Amount.of("amount"), Amount.of("planned")
    window = context.window
    undated = DAY.is_undated
    falls = facts.falls()
    sure = falls.counted
    nothing = every(Not(amount.is_stated), Not(planned.is_stated))
    notes: tuple[Note, ...] = (
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
    if measure in {"firms", "mean"}:
        firm = Column("investor")
        unnamed = every(sure, amount.is_stated, Not(Present(firm)))
        notes = (*notes, Note("missing_investor", unnamed, is_excluded=True, table="payments"))
    if measure in tallies:
        return Plan(shape=tallies[measure], notes=notes)
    if measure == "mean":  # what was paid to nobody knows whom stands on neither side
        known = evolve(paid, where=all_of(falls, Present(firm)))
        return Plan(shape=Quotient(top=known, bottom=tallies["firms"], scale=1, unit="CNY"), notes=notes)
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


@frozen
class _Cash:
    """What payments that were given come to."""

    total: Measured | str | None
    planned: Measured | str | None
    firms: Measured | None
    programmes: Measured | None = None

    def result(self, measure: str, context: Context) -> Result:
        """Answer the question for one measure."""
        if measure == "firms":
            return plain(self.firms, "家")
        if measure == "programmes":
            return plain(self.programmes, "项")
        ends = (self.total, self.planned) if measure == "rate" else (self.total,)
        for end in ends:
            if isinstance(end, str):
                return Result(unit="percent" if measure == "rate" else "CNY", reason=end, is_quotient=False)
        total, planned = (None if isinstance(end, str) else end for end in (self.total, self.planned))
        if measure == "mean":
            return mean(total, self.firms) if total is not None else Result(unit="CNY", reason="no_data")
        return ratio(total, planned, rates=context.rates) if measure == "rate" else plain(total, "CNY")


def _given_cash(context: Context, measure: str) -> Plan:
    """Answer of figures given: the payments, or what they come to."""
    total, firms, planned = figure(context, "amount"), bare(context, "count"), figure(context, "planned")
    if context.inputs.get("payments") is None:
        return Plan(result=_Cash(total, planned, firms).result(measure, context))
    names = dict.fromkeys(("id", "firm", "investor", "programme"), text)
    payments = rows(context, "payments", **names, amount=measured, planned=measured)
    has_plans = any(each.get("planned") is not None for each in payments)
    for name, given in (("amount", total), ("count", firms), ("planned", planned if has_plans else None)):
        if given is not None:
            place, shown = f"inputs.{name}", as_python(context.inputs[name])
            raise UnfitValueError(shown, f"either {name} or payments that say it").at(place)
    by_plan = measure == "rate" and planned is None
    codes = [_left_out(each, by_plan=by_plan) for each in payments]
    ids = [each.get("id") or f"payments[{number}]" for number, each in enumerate(payments)]
    there = [each for each, code in zip(payments, codes, strict=True) if code is None]
    paid = [each for each in there if each.get("amount") is not None]
    sums = added([each["amount"] for each in paid], context)
    if isinstance(sums, Measured):
        sums = evolve(sums, unit=sums.unit or "CNY") if there or not payments else None
    cash = _Cash(
        total=sums,
        planned=added([each["planned"] for each in there], context) if by_plan else planned,
        firms=_told_apart(each.get("firm") or each.get("investor") for each in paid),
        programmes=_told_apart(each.get("programme") for each in paid),
    )
    left = [(code, id_) for code, id_ in zip(codes, ids, strict=True) if code is not None]
    return Plan(
        result=cash.result(measure, context),
        excluded=tuple(id_ for _, id_ in left),
        warnings=tuple(f"{code}:{id_}" for code, id_ in left),
    )


def _left_out(payment: Mapping[str, Any], *, by_plan: bool) -> str | None:
    """Tell why a payment does not count, as it would of a ledger: without an amount or a plan, or a number for one."""
    amount, planned = payment.get("amount"), payment.get("planned")
    if amount is None and planned is None:
        return "missing_amount"
    if amount is not None and amount.value is None:
        return "no_value"
    if not by_plan:
        return None
    if planned is None:
        return "missing_amount"
    return "no_value" if planned.value is None else None


def _told_apart(names: Iterable[str | None]) -> Measured:
    return Measured.of(len(set(names) - {None}))


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
