"""KPIs of one's own in a few lines: counts, rates, sums and ratios from the same parts as the catalogue's."""

from collections.abc import Iterable

from attrs import evolve

from zhaoshang._basics.brief import as_python
from zhaoshang._engine.query.definitions import Kpi
from zhaoshang._engine.query.durations import stat_named
from zhaoshang._engine.query.naming import named, require_known
from zhaoshang._engine.query.recipes import (
    FLOWS,
    Bound,
    averaged,
    counted,
    divided,
    rated,
    shared,
    timed,
    totalled,
)
from zhaoshang._engine.results.asked import condition_words
from zhaoshang._profile_options import conditions
from zhaoshang._text.messages import say
from zhaoshang.errors import FieldTypeError, UnitMismatchError, UnknownCodeError
from zhaoshang.measures import ALWAYS, CONDITION, Predicate
from zhaoshang.model._fields.amounts import PROJECT_AMOUNT_WORDS, PROJECT_AMOUNTS, kind_of, units_shown
from zhaoshang.profiles import code_of
from zhaoshang.references import Reference
from zhaoshang.units import Dimension
from zhaoshang.units import unit as find_unit

_STATS = {
    "median": ("中位数", "median"),
    "mean": ("平均", "mean"),
    "max": ("最长", "longest"),
    "min": ("最短", "shortest"),
}
_AMOUNTS = (*PROJECT_AMOUNTS, *FLOWS)


def _kpi(  # noqa: PLR0917 - the words of one KPI
    name: str,
    zh: str,
    en: str,
    unit: str,
    zh_formula: str,
    en_formula: str,
    plan: Bound,
    references: Iterable[Reference],
    where: object = ALWAYS,
) -> Kpi:
    if not isinstance(where, Predicate):
        raise FieldTypeError(as_python(where), CONDITION)
    return Kpi(
        id=name,
        zh=zh,
        en=en,
        unit=unit,
        formula_zh=zh_formula,
        formula_en=en_formula,
        plan=evolve(plan, where=where),
        references=tuple(references),
    )


def _side(kpi: Kpi) -> tuple[str, str]:
    """Name a side of a ratio in both languages, with its condition."""
    where = kpi.plan.where if isinstance(kpi.plan, Bound) else ALWAYS
    if where == ALWAYS:
        return kpi.zh, kpi.en
    asides = (
        say("asked.aside", locale, condition=condition_words(where, locale)) for locale in ("zh_CN", "en")
    )
    return f"{kpi.zh}{next(asides)}", f"{kpi.en}{next(asides)}"


def _came_to(name: str) -> str:
    """Give the code of what projects come to; a slip is refused where the KPI is defined."""
    code = code_of(name)
    require_known(code)
    return code


def _unit_of(asked: str, dimension: Dimension) -> str:
    """Give the code of a unit; one of another kind is refused, with those that there are."""
    found = find_unit(asked)
    if found.dimension is not dimension:
        raise UnitMismatchError(found.code, str(dimension), known=units_shown(dimension)).at("unit")
    return found.code


def _unit_of_amount(amount: str, asked: str | None) -> str:
    """Give the code of the unit that an amount is told in; persons are in no other."""
    dimension, own = kind_of(amount)
    code = own if asked is None else _unit_of(asked, dimension)
    if dimension is Dimension.COUNT and code != own:
        raise UnitMismatchError(code, own, known=(own,)).at("unit")
    return code


def count(
    id: str,  # noqa: A002 - the word of the catalogue
    /,
    *,
    zh: str,
    en: str,
    of: str = "signed",
    where: Predicate = ALWAYS,
    unit: str = "个",
    references: Iterable[Reference] = (),
) -> Kpi:
    """Define a KPI that counts the projects that came to a stage in the period, or to date.

    Args:
        id: its id.
        zh: its Chinese name.
        en: its English name.
        of: the stage, condition of the profile or evidence code.
        where: a further condition on projects, in the nodes of `zhaoshang.measures`.
        unit: its counter, such as 个 or 家; another unit is refused.
        references: where it comes from.

    Raises:
        UnitMismatchError: for a unit that counts nothing.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import column, equal
        >>> from zhaoshang.model import Agreement
        >>> leased = kpis.count(
        ...     "leased_signed",
        ...     zh="签约租赁厂房项目数",
        ...     en="signed leased plants",
        ...     where=equal(column("track"), "leased_plant"),
        ... )
        >>> one = Project(
        ...     id="P1", name="甲", track="leased_plant", agreements=[Agreement(signed_on="2022-03-05")]
        ... )
        >>> evaluate(Ledger(projects=[one]), leased, as_of="2022-06-30")["leased_signed"].value
        Decimal('1')
    """
    of, unit = _came_to(of), _unit_of(unit, Dimension.COUNT)
    zh_of, en_of = named(of)
    words = f"期内到达“{zh_of}”的项目数", f"projects that came to {en_of} in the period, or to date"
    return _kpi(id, zh, en, unit, *words, Bound(counted, (of, where, unit)), references, where)


def rate(
    id: str,  # noqa: A002 - the word of the catalogue
    /,
    *,
    zh: str,
    en: str,
    met: str | Iterable[str],
    of: str = "signed",
    where: Predicate = ALWAYS,
    references: Iterable[Reference] = (),
) -> Kpi:
    """Define a KPI that divides the projects that meet a condition by the cohort.

    Args:
        id: its id.
        zh: its Chinese name.
        en: its English name.
        met: a stage or condition name, or a list of conditions as in a profile.
        of: the stage or condition that makes the cohort.
        where: a further condition on both sides.
        references: where it comes from.

    Raises:
        UnknownCodeError: for a condition that does not exist.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.model import Agreement, Milestone
        >>> permits = kpis.rate("permit_rate", zh="施工许可率", en="permits", met=["construction_permit"])
        >>> step = Milestone(stage="started", on="2022-05-01", evidence=["construction_permit"])
        >>> paper = Agreement(signed_on="2022-03-05")
        >>> projects = [
        ...     Project(id="P1", name="甲", agreements=[paper], milestones=[step]),
        ...     Project(id="P2", name="乙", agreements=[paper]),
        ... ]
        >>> evaluate(Ledger(projects=projects), permits, as_of="2022-06-30")["permit_rate"].value
        Decimal('50.00')
    """
    of = _came_to(of)
    asked = _came_to(met) if isinstance(met, str) else conditions(met)

    (zh_met, en_met), (zh_of, en_of) = named(*((asked,) if isinstance(asked, str) else asked)), named(of)
    words = (
        f"满足“{zh_met}”的项目数 ÷ 到达“{zh_of}”的项目数",
        f"projects that meet {en_met} ÷ projects that came to {en_of}",
    )
    return _kpi(id, zh, en, "percent", *words, Bound(rated, (asked, of, where)), references, where)


def total(
    id: str,  # noqa: A002 - the word of the catalogue
    /,
    *,
    zh: str,
    en: str,
    amount: str = "investment",
    of: str = "signed",
    where: Predicate = ALWAYS,
    unit: str | None = None,
    references: Iterable[Reference] = (),
) -> Kpi:
    """Define a KPI that adds an amount up.

    Args:
        id: its id.
        zh: its Chinese name.
        en: its English name.
        amount: an amount of projects (`investment`, `land` …), added over a cohort; or a flow of the period over all
            projects: `arrivals` or a measure of the outcomes (`tax`, `output` …).
        of: the stage or condition that makes the cohort, for an amount of projects.
        where: a further condition on projects.
        unit: what an empty sum is told in, and areas and the like are brought to: by default yuan, 亩 of land, or the
            base of its kind. Amounts of money stay in their own currency.
        references: where it comes from.

    Raises:
        UnknownCodeError: for another amount.
        UnitMismatchError: for a unit that the amount is not measured in.

    Examples:
        >>> from zhaoshang import Area, Ledger, Project, evaluate, kpis
        >>> from zhaoshang.model import Agreement
        >>> land = kpis.total("land_signed", zh="签约用地", en="land signed", amount="land")
        >>> one = Project(
        ...     id="P1", name="甲", land=Area.of(1, "公顷"), agreements=[Agreement(signed_on="2022-03-05")]
        ... )
        >>> evaluate(Ledger(projects=[one]), land, as_of="2022-06-30")["land_signed"].value
        Decimal('15')
    """
    if amount not in _AMOUNTS:
        raise UnknownCodeError("amount", amount, _AMOUNTS)
    of = _came_to(of)
    words = f"“{amount}”之和", f"sum of {amount}"
    unit = _unit_of_amount(amount, unit)
    return _kpi(id, zh, en, unit, *words, Bound(totalled, (amount, of, where, unit)), references, where)


def ratio(
    id: str,  # noqa: A002 - the word of the catalogue
    /,
    *,
    zh: str,
    en: str,
    top: Kpi,
    bottom: Kpi,
    unit: str = "percent",
    references: Iterable[Reference] = (),
) -> Kpi:
    """Define a KPI that divides one sum by another sum or a count.

    Args:
        id: its id.
        zh: its Chinese name.
        en: its English name.
        top: a KPI that is a sum, such as one made by `total`.
        bottom: a KPI that is a sum or a count.
        unit: that of the quotient: `percent` or `ratio` of amounts of one kind, `CNY/mu` of an amount by another, that of
            the amount by a count, such as `CNY`. Any other is refused; `evaluate(unit=)` asks for a multiple.
        references: where it comes from.

    Raises:
        UnknownUnitError: for what is no unit. One that the two sides do not give is refused when it is evaluated, and so
            is a side that is no sum, such as a rate (`FieldTypeError`).

    Examples:
        >>> from zhaoshang import Area, Ledger, Money, Project, evaluate, kpis
        >>> from zhaoshang.model import Agreement
        >>> land = kpis.total("land", zh="用地", en="land", amount="land", unit="mu")
        >>> yield_ = kpis.ratio(
        ...     "investment_per_mu",
        ...     zh="亩均投资",
        ...     en="investment per mu",
        ...     top=kpis.find("signed_investment_total"),
        ...     bottom=land,
        ...     unit="CNY/mu",
        ... )
        >>> one = Project(
        ...     id="P1",
        ...     name="甲",
        ...     investment=Money.of(3, "亿元"),
        ...     land=Area.of(100, "亩"),
        ...     agreements=[Agreement(signed_on="2022-03-05")],
        ... )
        >>> figures = evaluate(Ledger(projects=[one]), yield_, as_of="2022-06-30", unit="万元/亩")
        >>> figures["investment_per_mu"].value
        Decimal('300.00')
    """
    find_unit(unit)
    (zh_top, en_top), (zh_bottom, en_bottom) = _side(top), _side(bottom)
    words = f"{zh_top} ÷ {zh_bottom}", f"{en_top} ÷ {en_bottom}"
    return _kpi(id, zh, en, unit, *words, Bound(divided, (top, bottom, unit)), references)


def duration(
    start: str,
    end: str,
    /,
    *,
    stat: str = "median",
    where: Predicate = ALWAYS,
    id: str | None = None,  # noqa: A002 - the word of the catalogue
    zh: str | None = None,
    en: str | None = None,
    references: Iterable[Reference] = (),
) -> Kpi:
    """Define a KPI that measures the days from one stage to another.

    With a period it measures the projects that came to the second stage in it; the days are counted as the profile
    says. A coarse date gives bounds.

    Args:
        start: the stage, condition of the profile or evidence code to measure from.
        end: the one to measure to.
        stat: `median`, `mean`, `max` or `min`.
        where: a further condition on projects.
        id: its id; by default made of the stages and the statistic.
        zh: its Chinese name; likewise.
        en: its English name; likewise.
        references: where it comes from.

    Raises:
        UnknownCodeError: for another statistic, and for what is no stage, condition or evidence.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate, kpis
        >>> from zhaoshang.measures import column
        >>> from zhaoshang.model import Agreement, Milestone
        >>> large = column("industry").is_in("C") & (column("investment") >= "1亿元")
        >>> days = kpis.duration("signed", "started", stat="mean", where=large)
        >>> projects = [
        ...     Project(
        ...         id=id,
        ...         name="甲",
        ...         industry="C39",
        ...         investment=Money.of(yi, "亿元"),
        ...         agreements=[Agreement(signed_on="2022-03-01")],
        ...         milestones=[Milestone(stage="started", on=on)],
        ...     )
        ...     for id, yi, on in [
        ...         ("P1", 1, "2022-03-31"),
        ...         ("P2", 3, "2022-04-10"),
        ...         ("P3", "0.5", "2022-12-01"),
        ...     ]
        ... ]
        >>> figures = evaluate(Ledger(projects=projects, as_of="2022-12-31"), days)
        >>> days.id, figures[days.id].value, figures[days.id].ids
        ('days_signed_to_started_mean', Decimal('35.00'), ('P1', 'P2'))
    """
    start, end, statistic = code_of(start), code_of(end), stat_named(stat)
    require_known(start)
    require_known(end)
    (zh_start, en_start), (zh_end, en_end), (zh_stat, en_stat) = named(start), named(end), _STATS[statistic]

    return _kpi(
        id or f"days_{start}_to_{end}_{statistic}",
        zh or f"{zh_start}至{zh_end}用时（{zh_stat}）",
        en or f"days from {en_start} to {en_end}, {en_stat}",
        "day",
        f"“{zh_end}”日期 − “{zh_start}”日期，取{zh_stat}",
        f"date of {en_end} − date of {en_start}, {en_stat}",
        Bound(timed, (start, end, statistic, where)),
        references,
        where,
    )


def mean(
    amount: str,
    /,
    *,
    of: str = "signed",
    where: Predicate = ALWAYS,
    unit: str | None = None,
    id: str | None = None,  # noqa: A002 - the word of the catalogue
    zh: str | None = None,
    en: str | None = None,
    references: Iterable[Reference] = (),
) -> Kpi:
    """Define a KPI that gives the mean of an amount over the projects that state it.

    Args:
        amount: the amount of projects: `investment`, `land` …
        of: the stage or condition that makes the cohort.
        where: a further condition on projects.
        unit: as of `total`.
        id: its id; by default made of the amount and the stage.
        zh: its Chinese name; likewise.
        en: its English name; likewise.
        references: where it comes from.

    Raises:
        UnknownCodeError: for another amount.
        UnitMismatchError: for a unit that the amount is not measured in.

    Examples:
        >>> from zhaoshang import Ledger, Money, Project, evaluate, kpis
        >>> from zhaoshang.model import Agreement
        >>> size = kpis.mean("investment")
        >>> projects = [
        ...     Project(
        ...         id=str(yi),
        ...         name="甲",
        ...         investment=Money.of(yi, "亿元"),
        ...         agreements=[Agreement(signed_on="2022")],
        ...     )
        ...     for yi in (1, 2)
        ... ]
        >>> evaluate(Ledger(projects=projects, as_of="2022-12-31"), size, unit="亿元")[size.id].value
        Decimal('1.50')
    """
    if amount not in PROJECT_AMOUNTS:
        raise UnknownCodeError("amount", amount, PROJECT_AMOUNTS)

    of = _came_to(of)
    (zh_of, en_of), (zh_amount, en_amount) = named(of), PROJECT_AMOUNT_WORDS[amount]
    unit = _unit_of_amount(amount, unit)
    return _kpi(
        id or f"mean_{amount}_{of}",
        zh or f"{zh_of}项目平均{zh_amount}",
        en or f"mean of {en_amount}, {en_of}",
        unit,
        f"“{zh_amount}”之和 ÷ 填报该项的项目数",
        f"sum of {en_amount} ÷ projects that state it",
        Bound(averaged, (amount, of, where, unit)),
        references,
        where,
    )


def share(
    part: Predicate,
    /,
    *,
    amount: str | None = None,
    of: str = "signed",
    where: Predicate = ALWAYS,
    id: str,  # noqa: A002 - the word of the catalogue
    zh: str,
    en: str,
    references: Iterable[Reference] = (),
) -> Kpi:
    """Define a KPI that gives the share of the projects that meet a condition, by number or by an amount.

    Args:
        part: the condition.
        amount: the amount that the share is of, such as `investment`; by default the number of projects.
        of: the stage or condition that makes the cohort.
        where: a condition on both part and whole.
        id: its id.
        zh: its Chinese name.
        en: its English name.
        references: where it comes from.

    Raises:
        UnknownCodeError: for another amount.

    Examples:
        >>> from zhaoshang import Ledger, Project, evaluate, kpis
        >>> from zhaoshang.measures import column
        >>> from zhaoshang.model import Agreement
        >>> industry = column("industry").is_in("C")
        >>> made = kpis.share(industry, id="manufacturing_share", zh="制造业占比", en="manufacturing share")
        >>> signed = [Agreement(signed_on="2022-03-05")]
        >>> projects = [
        ...     Project(id=code, name="甲", industry=code, agreements=signed)
        ...     for code in ("C39", "C14", "F51")
        ... ]
        >>> figures = evaluate(Ledger(projects=projects, as_of="2022-12-31"), made)
        >>> figures["manufacturing_share"].value
        Decimal('66.67')
    """
    if amount is not None and amount not in PROJECT_AMOUNTS:
        raise UnknownCodeError("amount", amount, PROJECT_AMOUNTS)
    if not isinstance(part, Predicate):
        raise FieldTypeError(as_python(part), CONDITION)

    of = _came_to(of)
    zh_of, en_of = named(of)
    zh_part, en_part = (condition_words(part, locale) for locale in ("zh_CN", "en"))
    zh_what, en_what = ("项目数", "projects") if amount is None else PROJECT_AMOUNT_WORDS[amount]
    words = (
        f"到达“{zh_of}”的项目中符合“{zh_part}”的{zh_what} ÷ 全部{zh_what}",
        f"{en_what} of those that came to {en_of} and meet {en_part} ÷ {en_what} of all",
    )
    return _kpi(id, zh, en, "percent", *words, Bound(shared, (part, amount, of, where)), references, where)
