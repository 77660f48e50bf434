"""What one row says of one thing in several columns: amounts that must agree, and what it says of its investor."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Final, final

from zhaoshang._workbooks.cells.faults import Fault
from zhaoshang._workbooks.cells.specs import FaultPlace, Spec
from zhaoshang._workbooks.files.grids import Cell, column_letter
from zhaoshang.quantities import Hedge, Quantity
from zhaoshang.units import Dimension

__all__ = ["RowFacts", "agree"]


def agree(first: Quantity, second: Quantity) -> Quantity | None:
    """Choose between two prints of one quantity: the finer where they are the same to rounding, else none."""
    if first.unit != second.unit:
        if first.unit.dimension is Dimension.MONEY:
            return first
        second = second.to(first.unit)
    if first.value is None or second.value is None:
        return first if first.interval == second.interval else None
    difference = abs(Fraction(first.value) - Fraction(second.value))
    if difference == 0:
        return second if first.hedge is not Hedge.NONE and second.hedge is Hedge.NONE else first
    if difference <= max(_rounding(first), _rounding(second)) / 2:
        return first if _rounding(first) <= _rounding(second) else second
    return None


def _rounding(quantity: Quantity) -> Fraction:
    """The step of the last place that was printed."""
    if quantity.places is None or not quantity.places:
        return Fraction(0)
    return Fraction(10) ** (quantity.scale - quantity.places)


_NOTHING: Final[dict[str, Any]] = {}


@final
class RowFacts:
    """What one row says in several columns, before it is a project; most rows say little of it."""

    amounts: dict[str, Quantity | None] = _NOTHING
    investor: dict[str, Any] = _NOTHING
    investor_cells: tuple[tuple[str, int, Cell], ...] = ()
    investors: tuple[str, ...] = ()
    opening: str | None = None
    owner: str | None = None
    park: str | None = None
    shared: dict[str, list[tuple[int, Cell, Quantity]]] = _NOTHING
    told: tuple[FaultPlace, ...] = ()

    def take_shared(self, spec: Spec, value: Quantity, raw: Cell) -> None:
        """Take an amount that several columns may state; where they disagree neither is kept."""
        name = spec.name
        if self.shared is _NOTHING:
            self.shared, self.amounts = {}, {}
        known = self.shared.setdefault(name, [])
        known.append((spec.at, raw, value))
        if len(known) == 1:
            self.amounts[name] = value
            return
        first = known[0]
        if first[2].unit != value.unit and value.unit.dimension is Dimension.MONEY:
            self.tell(spec.at, Fault("two_currencies", column_letter(first[0] + 1)), raw)
            return
        before = self.amounts[name]
        chosen = None if before is None else agree(before, value)
        self.amounts[name] = chosen
        if chosen is not None:
            return
        if before is not None:
            self.tell(first[0], Fault("columns_disagree", column_letter(spec.at + 1)), first[1])
        self.tell(spec.at, Fault("columns_disagree", column_letter(first[0] + 1)), raw)

    def tell(self, at: int, fault: Fault, raw: Cell) -> None:
        """Report a fault in a column of the row."""
        self.told += (FaultPlace(at + 1, fault, raw),)

    def take_investor(self, spec: Spec, value: object, raw: Cell) -> None:
        """Take what the row says of its first investor."""
        self.investor = {**self.investor, spec.name: value}
        self.investor_cells += ((spec.name, spec.at, raw),)

    def take_flag(self, spec: Spec, value: object, raw: Cell) -> None:
        """Take a title of the first investor."""
        if value:
            flags = [*self.investor.get("flags", ()), spec.flag]
            self.investor = {**self.investor, "flags": flags}
            self.investor_cells += (("flags", spec.at, raw),)

    def take_one(self, spec: Spec, value: object, _: Cell) -> None:
        """Take the one value of a slot: investors, park, owner, opening."""
        setattr(self, spec.slot, value)

    def unnamed(self) -> Iterator[FaultPlace]:
        """Name what is said of an investor who is not."""
        return (FaultPlace(at + 1, Fault("investor_unnamed"), raw) for _, at, raw in self.investor_cells)
