"""Local definitions of the figures (口径) as data: every choice that changes a number, with its source.

A `Profile` is passed to `zhaoshang.kpis.evaluate` by id or as an instance. `vary` makes another with an id of its
own; a figure prints the id and every option that differs from `DEFAULT`.

    >>> from zhaoshang.profiles import DEFAULT, PROFILES
    >>> DEFAULT.trial_counts, PROFILES["gansu"].trial_counts  # whether trial production counts as production
    (True, False)
    >>> print(PROFILES["gansu"].references[0])
    庆阳市项目建设跑出“加速度”
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal, Unpack, final

import attrs
from attrs import evolve, field, frozen

from zhaoshang import _profile_options as reads
from zhaoshang._basics.brief import as_python, as_text, by_name
from zhaoshang._calls.guard import guard_room, telling
from zhaoshang._calls.plain import of_year, plain_fields
from zhaoshang._calls.registry import Registry
from zhaoshang._profile_options import code_of as code_of  # noqa: PLC0414 - KPIs of one's own ask
from zhaoshang._rates import Rate, Rates, rates_of
from zhaoshang.calendars import CN, Limit, WorkingDays
from zhaoshang.errors import UnfitValueError, UnknownCodeError
from zhaoshang.lifecycle import DISPOSALS, Disposal, Lifecycle
from zhaoshang.quantities import Area, Money
from zhaoshang.references import Reference
from zhaoshang.vocabulary import AgreementKind, ArrivalOrigin, LeaseStage, Track

if TYPE_CHECKING:
    from zhaoshang._typed import ProfileOptions

__all__ = [
    "DEFAULT",
    "PROFILES",
    "Compliance",
    "Flagship",
    "PerMuExclude",
    "Profile",
    "Rate",
    "Rates",
    "profile_of",
]


def _flagship(rule: "Flagship | Mapping[str, Any]") -> "Flagship":
    return rule if isinstance(rule, Flagship) else Flagship(**rule)


def _per_mu(rule: "PerMuExclude | Mapping[str, Any]") -> "PerMuExclude":
    return rule if isinstance(rule, PerMuExclude) else PerMuExclude(**rule)


def _compliance(edges: "Compliance | Mapping[str, Any]") -> "Compliance":
    return edges if isinstance(edges, Compliance) else Compliance(**edges)


def _disposals(rows: "Iterable[Disposal | Mapping[str, Any]]") -> tuple[Disposal, ...]:
    return tuple(row if isinstance(row, Disposal) else Disposal(**row) for row in rows)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Flagship:
    """What makes a flagship project (标志性项目); any part that is met suffices.

    Attributes:
        amount: the least agreed investment; text such as `10亿元` is read.
        flags: titles of the lead investor that suffice, whatever the amount.
        flag_amount: the least investment of such an investor, where one is asked.
        ownership: kinds of ownership that suffice.
        flag_year: the year that a title must be of.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate
        >>> from zhaoshang.model import Agreement
        >>> from zhaoshang.profiles import DEFAULT, Flagship
        >>> signed = Agreement(signed_on="2022-03-05")
        >>> one = Project(id="P1", name="甲", investment=Money.of(6, "亿元"), agreements=[signed])
        >>> county = DEFAULT.vary("county", flagship=Flagship(amount="5亿元"))
        >>> ledger = Ledger(as_of="2022-06-30", projects=[one])
        >>> evaluate(ledger, "flagship_count")["flagship_count"].value  # from 10亿元 by default
        Decimal('0')
        >>> evaluate(ledger, "flagship_count", profile=county)["flagship_count"].value
        Decimal('1')
    """

    amount: Money | None = field(default=None, converter=reads.optional_money)
    flags: tuple[str, ...] = field(default=(), converter=reads.flags)
    flag_amount: Money | None = field(default=None, converter=reads.optional_money)
    ownership: tuple[str, ...] = field(default=(), converter=reads.ownerships)
    flag_year: int | None = field(default=None, validator=of_year)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class PerMuExclude:
    """Which firms per-mu figures leave out (亩均评价剔除范围).

    Attributes:
        land_below: firms on less land than this; text such as `5亩` is read.
        years_below: firms that have produced for fewer years.
        building_years: firms that started fewer years ago and do not produce yet.

    Examples:
        >>> from zhaoshang.profiles import DEFAULT, PerMuExclude
        >>> profile = DEFAULT.vary("per_mu", per_mu_exclude=PerMuExclude(land_below="5亩", years_below=2))
        >>> print(profile.per_mu_exclude.land_below, profile.per_mu_exclude.building_years)
        5 mu None
    """

    land_below: Area | None = field(default=None, converter=reads.area)
    years_below: int | None = field(default=None, converter=reads.optional_whole)
    building_years: int | None = field(default=None, converter=reads.optional_whole)


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Compliance:
    """The class edges of an agreement's score (履约考核分档); the lower edge is included.

    Attributes:
        full: the score from which an agreement is kept in full.
        partial: the score from which it is kept in part; below, it is broken.

    Examples:
        >>> from zhaoshang.profiles import DEFAULT, Compliance
        >>> DEFAULT.compliance == Compliance(full=100, partial=60)
        True
        >>> DEFAULT.vary("lenient", compliance={"partial": "50"}).compliance.partial
        Decimal('50')
    """

    full: Decimal = field(default=Decimal(100), converter=reads.from_zero)
    partial: Decimal = field(default=Decimal(60), converter=reads.from_zero)

    def __attrs_post_init__(self) -> None:
        """Refuse edges in the wrong order."""
        if self.partial > self.full:
            msg = f"full={self.full}, partial={self.partial}"
            raise UnfitValueError(msg, "partial no higher than full")


@final
@frozen(kw_only=True, field_transformer=plain_fields)
class Profile:
    """One local definition of the figures: every option has a default, and `vary` changes some.

    The meaning and source of each option stand in the reference; conditions are lists of stage or evidence codes,
    joined by `+` where all must hold, and a list holds if any entry does.

    Examples:
        >>> from zhaoshang.profiles import DEFAULT
        >>> strict = DEFAULT.vary("strict", started=["construction_permit"], trial_counts=False)
        >>> strict.differences()
        {'started': ('construction_permit',), 'trial_counts': False}
    """

    __repr__ = by_name

    id: str
    zh: str = ""
    en: str = ""
    references: tuple[Reference, ...] = ()

    signed_kinds: tuple[AgreementKind, ...] = field(default=(AgreementKind.FORMAL,), converter=reads.kinds)
    signed_date: Literal["signed_on", "approved_on"] = field(
        default="signed_on", validator=reads.one_of("signed_on", "approved_on")
    )
    performing: reads.Conditions = field(
        default=("business_license", "land_payment", "filing", "started"), converter=reads.conditions
    )
    registered: reads.Conditions = field(default=("business_license",), converter=reads.conditions)
    landed: reads.Conditions = field(default=("landed",), converter=reads.conditions)
    started: reads.Conditions = field(default=("started",), converter=reads.conditions)
    completed: reads.Conditions = field(default=("completed",), converter=reads.conditions)
    produced: reads.Conditions = field(default=("producing",), converter=reads.conditions)
    trial_counts: bool = True
    terminated_in_denominator: bool = True
    exclude_tracks: tuple[Track, ...] | None = field(default=None, converter=reads.tracks)
    completion_base: Literal["signed", "started"] = field(
        default="signed", validator=reads.one_of("signed", "started")
    )
    capacity_base: Literal["producing", "signed"] = field(
        default="producing", validator=reads.one_of("producing", "signed")
    )
    capacity_by: Literal["terms", "milestone"] = field(
        default="terms", validator=reads.one_of("terms", "milestone")
    )
    plan_base: Literal["to_date", "full_year"] = field(
        default="to_date", validator=reads.one_of("to_date", "full_year")
    )
    fund_base: Literal["investment", "outside_investment"] = field(
        default="investment", validator=reads.one_of("investment", "outside_investment")
    )
    origins: tuple[ArrivalOrigin, ...] | None = field(default=None, converter=reads.origins)
    fai_minimum: Money = field(default=Money.of(500, "万元"), converter=reads.money)
    conversion_numerator: Literal["fai", "arrived"] = field(
        default="fai", validator=reads.one_of("fai", "arrived")
    )
    government_funded: bool = False
    events: Literal["first", "every"] = field(default="first", validator=reads.one_of("first", "every"))
    expansion: Literal["increment", "project", "exclude"] = field(
        default="increment", validator=reads.one_of("increment", "project", "exclude")
    )
    phases: Literal["as_one", "separate"] = field(
        default="as_one", validator=reads.one_of("as_one", "separate")
    )
    relocation: Literal["outside", "exclude", "count"] = field(
        default="outside", validator=reads.one_of("outside", "exclude", "count")
    )
    titles: Literal["any", "lead"] = field(default="any", validator=reads.one_of("any", "lead"))
    credit: Literal["share", "owner"] = field(default="share", validator=reads.one_of("share", "owner"))
    partial_dates: Literal["sure", "start", "end", "touch"] = field(
        default="sure", validator=reads.one_of("sure", "start", "end", "touch")
    )
    rates: Rates = field(factory=Rates, converter=rates_of)
    order_words: Literal["exclude", "value"] = field(
        default="exclude", validator=reads.one_of("exclude", "value")
    )
    foreign_edges: tuple[tuple[Money, Money], ...] = field(
        default=(
            (Money.of(1, "亿元"), Money.of(1000, "万美元")),
            (Money.of(5, "亿元"), Money.of(3000, "万美元")),
            (Money.of(10, "亿元"), Money.of(1, "亿美元")),
        ),
        converter=reads.edges,
    )
    flagship: Flagship = field(
        default=Flagship(
            amount=Money.of(10, "亿元"), flags=("fortune_500", "china_500"), ownership=("central_state",)
        ),
        converter=_flagship,
    )
    schedule_base: Literal["month", "day"] = field(default="month", validator=reads.one_of("month", "day"))
    mid_month: Literal["completed", "started"] = field(
        default="completed", validator=reads.one_of("completed", "started")
    )
    stretch: Decimal = field(default=Decimal(1), converter=reads.positive)
    day_count: Literal["calendar", "working"] = field(
        default="calendar", validator=reads.one_of("calendar", "working")
    )
    calendar: WorkingDays = field(default=CN, converter=reads.calendar)
    stall_days: Mapping[str, int] = field(
        factory=lambda: {"planned": 45, "lead": 14, "negotiating": 30, "signed": 20},
        converter=reads.days_by_stage,
        hash=False,
    )
    start_deadline: str | Mapping[str, Limit] = field(default="planned", converter=reads.deadlines)
    letting_by: Literal["area", "count"] = field(default="area", validator=reads.one_of("area", "count"))
    letting_stages: tuple[LeaseStage, ...] = field(
        default=(LeaseStage.CONTRACTED, LeaseStage.MOVED_IN), converter=reads.lease_stages
    )
    letting_scope: Literal["completed", "all"] = field(
        default="completed", validator=reads.one_of("completed", "all")
    )
    prelet: bool = False
    sale_counts: bool = True
    intensity_by: Literal["agreed", "booked"] = field(
        default="agreed", validator=reads.one_of("agreed", "booked")
    )
    plot_ratio: Decimal | None = field(default=None, converter=reads.optional_positive)
    tall_storey_double: bool = True
    per_mu_exclude: PerMuExclude = field(default=PerMuExclude(), converter=_per_mu)
    per_mu_method: Literal["base", "minmax"] = field(default="base", validator=reads.one_of("base", "minmax"))
    cap: Literal["total", "each", "none"] = field(
        default="total", validator=reads.one_of("total", "each", "none")
    )
    lower_better: bool = False
    shortfall_step: Decimal = field(default=Decimal("0.1"), converter=reads.from_zero)
    ties: Literal["competition", "dense"] = field(
        default="competition", validator=reads.one_of("competition", "dense")
    )
    rank_on: Literal["exact", "rounded"] = field(default="exact", validator=reads.one_of("exact", "rounded"))
    compliance: Compliance = field(default=Compliance(), converter=_compliance)
    disposals: tuple[Disposal, ...] = field(default=DISPOSALS, converter=_disposals)
    lifecycle: "Lifecycle | None" = field(default=None, validator=reads.check_lifecycle, hash=False)

    @telling("new_id")
    def vary(self, new_id: str, /, **options: "Unpack[ProfileOptions]") -> "Profile":
        """Make another profile that differs in the options given.

        Args:
            new_id: the id that its figures will print.
            options: option names of `Profile` with their new values.

        Raises:
            UnknownCodeError: for an option or a condition that does not exist.
            ValueError: for a value that an option does not take.

        Examples:
            >>> from zhaoshang.profiles import DEFAULT
            >>> DEFAULT.vary("with_intents", signed_kinds=["intent", "formal"]).id
            'with_intents'
        """
        from zhaoshang._text.nearest import nearest  # noqa: PLC0415 - loaded with the first profile of one's own

        known = tuple(option.name for option in attrs.fields(Profile))
        for name in options:
            if name not in known:
                raise UnknownCodeError(
                    "profile option", name, known[4:], nearest(code_of(name), known[4:], most=3)
                )
        changes: dict[str, Any] = {"id": new_id, "references": (), "zh": "", "en": "", **options}
        return evolve(self, **changes)

    def differences(self, other: "Profile | None" = None) -> dict[str, Any]:
        """List the options that differ from another profile, by default from `DEFAULT`; ids and sources do not count.

        Examples:
            >>> from zhaoshang.profiles import PROFILES
            >>> PROFILES["gansu"].differences()
            {'trial_counts': False}
        """
        base = DEFAULT if other is None else other
        skip = {"id", "zh", "en", "references"}
        return {
            option.name: getattr(self, option.name)
            for option in attrs.fields(Profile)
            if option.name not in skip and getattr(self, option.name) != getattr(base, option.name)
        }


DEFAULT: Final = Profile(id="default", zh="默认口径", en="default")
"""The definitions that apply unless a profile says otherwise."""


def _source(key: str, title: str, address: str) -> Reference:
    return Reference(key=key, title=title, address=address)


PROFILES: Final[Mapping[str, Profile]] = Registry(
    "profile",
    (
        DEFAULT,
        Profile(
            id="guangxi",
            zh="广西“三率”口径",
            en="the three rates of Guangxi",
            fund_base="outside_investment",
            references=(
                _source(
                    "S9",
                    "玉林市招商引资项目大兑现目标责任完成情况自评表",
                    "http://www.lawyee.com.cn/html/text/lar/170863/17086313_2.html",
                ),
                _source(
                    "S8",
                    "项目履约率100%开竣工率96%(柳州)",
                    "http://lzzx.liuzhou.gov.cn/xw/201109/t20110913_488725.html",
                ),
            ),
        ),
        Profile(
            id="sichuan",
            zh="四川重大活动签约项目口径",
            en="projects signed at the major events of Sichuan",
            references=(
                _source(
                    "S1",
                    "投资促进工作总结(四川某县)",
                    "https://www.wangkeheji.com/gongzuozongjie/26973.html",
                ),
            ),
        ),
        Profile(
            id="anhui_fair",
            zh="安徽世界制造业大会口径",
            en="projects of the World Manufacturing Convention in Anhui",
            fund_base="outside_investment",
            references=(
                _source(
                    "S6",
                    "前三届世界制造业大会项目开工率超八成(安徽)",
                    "https://nfa5.com/yejie/202110/28190477.html",
                ),
            ),
        ),
        Profile(
            id="yunnan",
            zh="云南“四率”口径",
            en="the four rates of Yunnan",
            references=(
                _source(
                    "S5",
                    "云南部分州市及园区上半年重大招商活动签约项目推进情况",
                    "https://invest.yn.gov.cn/ZWArticleInfo.aspx?id=9263",
                ),
            ),
        ),
        Profile(
            id="gansu",
            zh="甘肃开工投产口径",
            en="starts and production in Gansu",
            trial_counts=False,
            references=(
                _source(
                    "S3",
                    "庆阳市项目建设跑出“加速度”",
                    "https://swj.zgqingyang.gov.cn/xwzx/gzdt/content_185266",
                ),
            ),
        ),
        Profile(
            id="fujian_campaign",
            zh="福建招商行动口径",
            en="the recruiting campaigns of Fujian",
            references=(
                _source(
                    "S22",
                    "石狮市“抓开放招商促项目落地”2024年专项行动方案",
                    "https://ssrb.fjdaily.com/pc/con/202405/14/content_365297.html",
                ),
            ),
        ),
    ),
    home=("zhaoshang.profiles", "PROFILES"),
)
"""The profiles that are shipped, by id or Chinese name."""


@telling("profile")
def profile_of(profile: Profile | str, /) -> Profile:
    """Find a shipped profile by its id or Chinese name; a profile is returned as it is.

    Raises:
        UnknownCodeError: when no profile of that id is shipped.

    Examples:
        >>> from zhaoshang.profiles import profile_of
        >>> profile_of("guangxi").fund_base
        'outside_investment'
    """
    if isinstance(profile, Profile):
        return profile
    if isinstance(profile, Mapping):
        raise TypeError  # options: the guard says how a profile is made of them
    if "." in as_text(profile):
        raise UnfitValueError(
            as_python(profile),
            "the id of a profile, such as gansu, and no file; one's own is made by DEFAULT.vary(…)",
        )
    return PROFILES[profile]


guard_room(globals())
