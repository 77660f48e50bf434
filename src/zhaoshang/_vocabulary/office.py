"""The words of what an office does to its units."""

from zhaoshang._basics.lazy import living_in
from zhaoshang._vocabulary.terms import Term


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


class StatisticsKind(Term):
    """As what official statistics hold a project or its firm (统计入库类型).

    Examples:
        >>> from zhaoshang.vocabulary import StatisticsKind
        >>> [kind.label() for kind in StatisticsKind if not kind.is_above_scale]
        ['固定资产投资项目']
    """

    INVESTMENT = "investment", "固定资产投资项目", "fixed-asset investment project"
    INDUSTRY = "industry", "规模以上工业", "industry above scale"
    CONSTRUCTION = "construction", "资质内建筑业", "qualified construction"
    TRADE = "trade", "限额以上批零住餐业", "trade, lodging and catering above the limit"
    SERVICES = "services", "规模以上服务业", "services above scale"
    REAL_ESTATE = "real_estate", "房地产开发经营业", "real estate development"

    @property
    def is_above_scale(self) -> bool:
        """Whether it is one of the firms called 四上, to which real estate development is counted."""
        return self is not StatisticsKind.INVESTMENT


__test__ = living_in("zhaoshang.vocabulary", vars())
