"""The words of parks, what stands in them, who moves in and what they need."""

from zhaoshang._basics.lazy import living_in
from zhaoshang._vocabulary.terms import Term


class FactorKind(Term):
    """A factor that a project needs (要素保障).

    Examples:
        >>> from zhaoshang.vocabulary import FactorKind
        >>> "、".join(kind.label() for kind in FactorKind)
        '用地、用能、资金、用工、环境容量'
    """

    LAND = "land", "用地", "land"
    ENERGY = "energy", "用能", "energy"
    FINANCE = "finance", "资金", "finance"
    TALENT = "talent", "用工", "talent"
    ENVIRONMENT = "environment", "环境容量", "environmental capacity"


class Verdict(Term):
    """The outcome of screening before signing (研判结果).

    Examples:
        >>> from zhaoshang.model import Appraisal
        >>> Appraisal(on="2022-02-18", verdict="revise").verdict.label()
        '完善后再议'
    """

    ADMIT = "admit", "引进", "admit"
    REVISE = "revise", "完善后再议", "revise"
    REJECT = "reject", "不引进", "reject"


class ParkKind(Term):
    """What a park is (载体类型).

    Examples:
        >>> from zhaoshang import Park
        >>> Park(id="K1", name="虚构园", kind="standard_plant").kind.label()
        '标准厂房'
    """

    DEVELOPMENT_ZONE = "development_zone", "开发区", "development zone"
    INDUSTRIAL_PARK = "industrial_park", "产业园", "industrial park"
    STANDARD_PLANT = "standard_plant", "标准厂房", "standard plant"
    TOWN = "town", "特色小镇", "town"
    BUILDING = "building", "楼宇", "building"
    INCUBATOR = "incubator", "孵化器", "incubator"


class SpaceKind(Term):
    """What a space in a park is (空间类型).

    Examples:
        >>> from zhaoshang import Park
        >>> from zhaoshang.model import Space
        >>> spaces = [
        ...     Space(id="A", kind="plant", idle_since="2021"),
        ...     Space(id="B", kind="land", idle_since="2020"),
        ... ]
        >>> [space.id for space in Park(id="K1", name="虚构园", spaces=spaces).idle_spaces("plant")]
        ['A']
    """

    LAND = "land", "土地", "land"
    PLANT = "plant", "厂房", "plant"
    OFFICE = "office", "办公楼", "office"
    DORMITORY = "dormitory", "宿舍", "dormitory"


class LeaseStage(Term):
    """How far a letting has come (租赁进度).

    Examples:
        >>> from zhaoshang.model import Lease, Park
        >>> leases = [
        ...     Lease(space="A1", tenant="甲厂", stage=stage, on=on)
        ...     for stage, on in [("intent", "2022-01"), ("ended", "2022-05")]
        ... ]
        >>> park = Park(id="K1", name="虚构园", leases=leases)
        >>> [[lease.stage.label() for lease in park.leases_on(day)] for day in ("2022-02", "2022-06")]
        [['意向'], []]
    """

    INTENT = "intent", "意向", "intent"
    CONTRACTED = "contracted", "已签约", "contracted"
    MOVED_IN = "moved_in", "已入驻", "moved in"
    ENDED = "ended", "已退租", "ended"


class LeaseKind(Term):
    """What a record of a letting does to what was let before (租赁类型).

    Examples:
        >>> from zhaoshang import Area
        >>> from zhaoshang.model import Lease, Park, Space
        >>> whole, part = Area.of(6000, "㎡"), Area.of(1500, "㎡")
        >>> park = Park(
        ...     id="K1",
        ...     name="虚构园",
        ...     spaces=[Space(id="A1", area=whole, completed_on="2021")],
        ...     leases=[
        ...         Lease(space="A1", tenant="甲厂", area=whole, stage="moved_in", on="2022-01"),
        ...         Lease(space="A1", tenant="甲厂", area=part, stage="ended", kind="return", on="2022-05"),
        ...     ],
        ... )
        >>> print(park.balance(on="2022-06").let)
        4500 m2
    """

    NEW = "new", "新租", "new"
    RENEWAL = "renewal", "续租", "renewal"
    ADDITION = "addition", "增租", "addition"
    RETURN = "return", "退租", "return"
    SALE = "sale", "出售", "sale"


class Resource(Term):
    """A capacity that a park shares out (承载资源).

    Examples:
        >>> from zhaoshang.vocabulary import Resource
        >>> [resource.label() for resource in Resource]
        ['电力', '污水处理', '蒸汽', '土地']
    """

    POWER = "power", "电力", "power"
    WASTEWATER = "wastewater", "污水处理", "waste water"
    STEAM = "steam", "蒸汽", "steam"
    LAND = "land", "土地", "land"


__test__ = living_in("zhaoshang.vocabulary", vars())
