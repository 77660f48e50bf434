"""Projects in a line, for the tests of the lifecycle."""

from typing import Any

from zhaoshang import Project
from zhaoshang.model import (
    Milestone,
)


def project(*steps: tuple[str, str | None], **more: Any) -> Project:
    milestones = [Milestone(stage=stage, on=on) for stage, on in steps]
    return Project(**{"id": "P1", "name": "石墨烯产业园", "milestones": milestones, "track": "land", **more})
