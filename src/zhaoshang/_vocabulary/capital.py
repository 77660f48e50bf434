"""The words of investors and of their capital: whose it is, from where, by what fund."""

from zhaoshang._basics.lazy import living_in
from zhaoshang._vocabulary.terms import Term


class ArrivalOrigin(Term):
    """Where paid-in funds come from (资金来源地).

    Examples:
        >>> from zhaoshang import Money
        >>> from zhaoshang.model import Arrival
        >>> paid = Arrival(on="2022-06", amount=Money.of(500, "万元"), origin="out_of_province")
        >>> paid.origin.label()
        '省外'
    """

    FOREIGN = "foreign", "境外", "foreign"
    HK_MACAO_TAIWAN = "hk_macao_taiwan", "港澳台", "Hong Kong, Macao and Taiwan"
    OUT_OF_PROVINCE = "out_of_province", "省外", "out of province"
    OUT_OF_CITY = "out_of_city", "市外省内", "out of city"
    LOCAL = "local", "市内", "local"


class CapitalForm(Term):
    """In what form foreign capital comes in (出资方式), as statistics on foreign direct investment tell them apart.

    Examples:
        >>> from zhaoshang.vocabulary import CapitalForm
        >>> "、".join(form.label() for form in CapitalForm)
        '现汇、实物、技术、收益再投资、境外借款'
    """

    CASH = "cash", "现汇", "foreign currency"
    GOODS = "goods", "实物", "goods"
    TECHNOLOGY = "technology", "技术", "technology"
    PROFIT = "profit", "收益再投资", "reinvested earnings"
    LOAN = "loan", "境外借款", "loans from abroad"


class Origin(Term):
    """Where an investor comes from (投资方来源地); `hk`, `macao` and `taiwan` are one group among arrivals.

    Examples:
        >>> from zhaoshang import Investor
        >>> Investor(id="V1", name="虚构集团", origin="out_of_city").origin.label()
        '市外省内'
    """

    LOCAL = "local", "市内", "local"
    OUT_OF_COUNTY = "out_of_county", "县外市内", "out of county"
    OUT_OF_CITY = "out_of_city", "市外省内", "out of city"
    OUT_OF_PROVINCE = "out_of_province", "省外", "out of province"
    HK = "hk", "香港", "Hong Kong"
    MACAO = "macao", "澳门", "Macao"
    TAIWAN = "taiwan", "台湾", "Taiwan"
    FOREIGN = "foreign", "外国", "foreign"


class AreaLevel(Term):
    """What kind of area a ledger covers (台账层级): it decides whether a move from the next county is one from outside.

    Examples:
        >>> from zhaoshang import Ledger
        >>> Ledger(level="county").level.label()
        '县（区）级'
    """

    COUNTY = "county", "县（区）级", "county"
    CITY = "city", "市级", "city"
    PROVINCE = "province", "省级", "province"


class Ownership(Term):
    """Who owns an investor (企业性质).

    Examples:
        >>> from zhaoshang import Investor
        >>> Investor(id="V1", name="虚构集团", ownership="central_state").ownership.label()
        '央企'
    """

    PRIVATE = "private", "民营", "private"
    STATE = "state", "国有", "state-owned"
    CENTRAL_STATE = "central_state", "央企", "central state-owned"
    COLLECTIVE = "collective", "集体", "collective"
    FOREIGN = "foreign", "外资", "foreign"
    MIXED = "mixed", "混合所有制", "mixed"


class InvestorFlag(Term):
    """A title that an investor holds in a year (企业标签).

    Examples:
        >>> from zhaoshang import Investor
        >>> from zhaoshang.model import DatedFlag
        >>> firm = Investor(id="V1", name="虚构集团", flags=[DatedFlag(flag="china_500", year=2021)])
        >>> firm.flags[0].flag.label(), firm.flags[0].year
        ('中国500强', 2021)
    """

    FORTUNE_500 = "fortune_500", "世界500强", "Fortune Global 500"
    CHINA_500 = "china_500", "中国500强", "China 500"
    PRIVATE_500 = "private_500", "民营500强", "private 500"
    LISTED = "listed", "上市企业", "listed"
    HIGH_TECH = "high_tech", "高新技术企业", "high-tech"
    CHAIN_LEADER = "chain_leader", "链主", "chain leader"
    UNICORN = "unicorn", "独角兽", "unicorn"
    SPECIALISED = "specialised", "专精特新", "specialised"


class InvestorType(Term):
    """The kind of firm that recruiters look for (企业类型).

    Examples:
        >>> from zhaoshang import Investor
        >>> [kind.label() for kind in Investor(id="V1", name="虚构集团", types=["leader", "base"]).types]
        ['龙头型', '基地型']
    """

    BASE = "base", "基地型", "base"
    LEADER = "leader", "龙头型", "leader"
    GROUP = "group", "集团型", "group"


class FundStage(Term):
    """Which firms a fund invests in (基金阶段).

    Examples:
        >>> from zhaoshang.model import Fund
        >>> [stage.label() for stage in Fund(id="F1", name="虚构基金", stages=["angel", "vc"]).stages]
        ['天使', '风险投资']
    """

    ANGEL = "angel", "天使", "angel"
    VC = "vc", "风险投资", "venture"
    PE = "pe", "私募股权", "private equity"
    GUIDANCE = "guidance", "引导基金", "guidance"


class FundStatus(Term):
    """How far a fund has come (基金状态).

    Examples:
        >>> from zhaoshang.model import Fund
        >>> Fund(id="F1", name="虚构基金", status="raised").status.label()
        '已设立'
    """

    PLANNED = "planned", "筹建", "planned"
    RAISED = "raised", "已设立", "raised"
    CLOSED = "closed", "募集完成", "closed"


__test__ = living_in("zhaoshang.vocabulary", vars())
