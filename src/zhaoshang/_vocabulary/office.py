"""The words of what an office does to its units."""

from zhaoshang._lazy import living_in
from zhaoshang._vocabulary.projects import Term


class AwardKind(Term):
    """What a unit or a person was given (奖惩类型).

    Examples:
        >>> from zhaoshang.vocabulary import AwardKind
        >>> [kind.label() for kind in AwardKind if kind.is_reward]
        ['通报表扬', '记功嘉奖', '奖金']
    """

    COMMENDATION = "commendation", "通报表扬", "commendation"
    MERIT = "merit", "记功嘉奖", "merit"
    BONUS = "bonus", "奖金", "bonus"
    CRITICISM = "criticism", "通报批评", "criticism"
    TALK = "talk", "约谈", "called in for a talk"
    POINTS_OFF = "points_off", "扣分", "points taken off"

    @property
    def is_reward(self) -> bool:
        """Whether it is a reward."""
        return self in {AwardKind.COMMENDATION, AwardKind.MERIT, AwardKind.BONUS}


__test__ = living_in("zhaoshang.vocabulary", vars())
