"""What the methods of a ledger take, and which of its projects have ended."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from zhaoshang import errors
from zhaoshang._basics.brief import as_python

if TYPE_CHECKING:
    from zhaoshang.model import Project


def several(given: Iterable[Any]) -> Iterable[Any]:
    """Take several of something; one text is none."""
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise errors.FieldTypeError(as_python(given), "several, such as a list")
    return given


def refuse_unknown(method: str, names: Iterable[str], known: Collection[str]) -> None:
    """Refuse the first name that a method does not know."""
    for name in names:
        if name not in known:
            raise errors.ArgumentError(method, name, known=tuple(sorted(known)))


def has_ended(project: "Project", day: date | None) -> bool:
    """Tell whether a project had ended by a day."""
    from zhaoshang.model._facts.history import standing  # noqa: PLC0415 - loaded when it is asked

    return any(
        step.stage.is_end and not step.planned and (day is None or step.on is None or step.on.end <= day)
        for step in standing(project).milestones
    )
