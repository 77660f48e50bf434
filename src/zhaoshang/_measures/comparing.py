"""What the signs between a value and something else make: a comparison, or a condition on a field."""

from decimal import Decimal
from fractions import Fraction

from zhaoshang._basics.brief import as_python
from zhaoshang._basics.own import own
from zhaoshang._measures.conditions import Compare
from zhaoshang._measures.fields import AMOUNT_NAMES, Condition, example_of, operand
from zhaoshang._measures.nodes import Op, Predicate, Value, compares
from zhaoshang._measures.values import Column, Const, exact
from zhaoshang.errors import FieldTypeError, InexactNumberError


@compares
def compared(value: Value, op: Op, other: object) -> Predicate:
    """Compare a value with what stands on the other side of a sign.

    Raises:
        FieldTypeError: for what it cannot be compared with.
        InexactNumberError: for a float.
    """
    other = own(other)
    if isinstance(other, Value):
        return Compare(value, op, other)
    name = value.name if isinstance(value, Column) else None
    if isinstance(other, float):
        raise InexactNumberError(as_python(other), "int, Decimal or Fraction")
    if isinstance(other, int | Fraction | Decimal) and not isinstance(other, bool):
        if name in AMOUNT_NAMES:
            expected = f'an amount with its unit, such as "{example_of(name)}"'
            raise FieldTypeError(as_python(other), expected).at(str(name))
        return Compare(value, op, Const(exact(other)))
    if name is None:
        raise FieldTypeError(as_python(other), "an exact number or another value")
    return Condition(name, op, operand(name, other))
