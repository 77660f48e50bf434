"""What phases and all that is one with them came to by a day, told once for all of them however deep they stand."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Final, final

from attrs import frozen

from zhaoshang._lifecycle.walk import done
from zhaoshang.model import Milestone
from zhaoshang.model._facts.history import standing
from zhaoshang.model._facts.phases import PhaseTree, of_the_whole
from zhaoshang.vocabulary import Stage


@final
@frozen
class Attainment:
    """What was come to by a day.

    Attributes:
        stages: the stages recorded by then, ends and overlays among them.
        papers: what these records prove.
        told: the stages of all records, whenever they are dated.
        begun: those of them of which a record begins by then.
    """

    stages: frozenset[Stage] = frozenset()
    papers: frozenset[str] = frozenset()
    told: frozenset[Stage] = frozenset()
    begun: frozenset[Stage] = frozenset()

    @classmethod
    def of(cls, steps: Iterable[Milestone], day: date) -> "Attainment":
        """Tell what some steps that were done came to by a day."""
        listed = list(steps)
        by = list(done(listed, day))
        return cls(
            frozenset(step.stage for step in by),
            frozenset(paper for step in by for paper in step.evidence),
            frozenset(step.stage for step in listed),
            frozenset(step.stage for step in listed if step.on is None or step.on.start <= day),
        )

    def __or__(self, other: "Attainment") -> "Attainment":
        """Tell what either came to."""
        return Attainment(
            self.stages | other.stages,
            self.papers | other.papers,
            self.told | other.told,
            self.begun | other.begun,
        )

    @property
    def is_ended(self) -> bool:
        """Whether any of it is an end."""
        return any(stage.is_end for stage in self.stages)

    def meets(self, until: tuple[str, ...]) -> bool:
        """Tell whether a stage or a paper waited for is there.

        A later stage stands for an earlier one, but not for one whose own record says that it comes after the day.
        """
        later = self.told - self.begun
        waited = [Stage(code).rank for code in until if code in Stage.codes() and code not in later]
        furthest = max((stage.rank for stage in self.stages if stage.is_main), default=None)
        if waited and furthest is not None and furthest >= min(waited):
            return True
        return not set(until).isdisjoint((*self.stages, *self.papers))


_NOTHING: Final = Attainment()


def phases_attained(tree: PhaseTree, day: date) -> dict[int, Attainment]:
    """Tell of each phase what it came to, with all that stands under it and all that it stands under.

    What `PhaseTree.present` gathers for one phase is added up here from one to the next: the phases of a project take
    as long as their records, not as those times how deep they stand.
    """
    if not tree.has_phases:
        return {}
    steps = {
        row: list(done(standing(tree.projects[row]).history)) for row in (*tree.members, *tree.downwards)
    }
    own = {row: Attainment.of(held, day) for row, held in steps.items()}
    below: dict[int, Attainment] = {}
    for row in (*reversed(tree.downwards), *tree.members):
        children = tree.children.get(row, ())
        given = (Attainment.of(of_the_whole(steps[child], day), day) | below[child] for child in children)
        below[row] = reduce(or_, given, _NOTHING)
    above, found = dict[int, Attainment](), dict[int, Attainment]()
    for row in tree.downwards:
        parent = tree.parent(row)
        above[row] = _NOTHING if parent is None else own[parent] | above.get(parent, _NOTHING)
        head = own[row] | above[row]
        shown = tree.shown(row, day, None, completes=Stage.COMPLETED not in head.told)
        found[row] = head | below[row] | Attainment.of(shown, day)
    return found
