"""Who serves the projects that have not ended."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from zhaoshang.periods import DateLike, to_date

if TYPE_CHECKING:
    from zhaoshang.model import Project


def served_by(
    ledger: Any,  # noqa: ANN401 - it stands above, where no import points
    as_of: DateLike | None,
    role: str,
) -> Mapping[str, tuple[str, ...]]:
    """List for every project that has not ended by a day, that of the ledger where absent, the members that serve it."""
    from zhaoshang.model import served_by as serving  # noqa: PLC0415 - loaded when it is asked

    on = ledger.as_of if as_of is None else as_of
    day = None if on is None else to_date(on)
    live = [project for project in ledger.projects if not _has_ended(project, day)]
    return serving(live, ledger.teams, on=on, role=role)


def _has_ended(project: "Project", day: date | None) -> bool:
    from zhaoshang.model._facts.history import standing  # noqa: PLC0415 - loaded when it is asked

    return any(
        step.stage.is_end and not step.planned and (day is None or step.on is None or step.on.end <= day)
        for step in standing(project).milestones
    )
