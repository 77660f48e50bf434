"""Why a figure cannot be told, in both languages."""

from typing import Final

from zhaoshang.kpis import describe

_REASONS: Final = {
    "no_definition": ("没有可对照的指标口径", "the catalogue has no figure for it"),
    "not_evaluated": ("缺少计算所需的参数或日期", "an argument or a date is missing to work it out"),
    "no_group": ("台账中没有该单位的数字", "the ledger has no figure of that unit"),
    "unknown_subject": ("台账中没有这个主体", "the ledger does not know whose figure it is"),
    "open_period": (
        "文中的期间要知道写作日期才能确定（today=）",
        "the period needs the day of writing (today=)",
    ),
    "open_start": (
        "文中没有写明是哪一天，或从哪一天算起",
        "the text does not tell which day, or from which day it counts",
    ),
    "unclear_period": (
        "句中的期间是否属于它无法确定",
        "the sentence names a period that may not be its own",
    ),
    "no_date": ("未注明期间或日期", "neither a period nor a day is given"),
    "unit_mismatch": ("计量单位不同", "the units differ"),
    "after_ledger": ("期间在台账日期之后", "the period begins after the day of the ledger"),
    "only_order": ("只说了数量级", "only an order of magnitude is said"),
    "only_about": ("约数，无法判断", "it is hedged and differs somewhat"),
    "not_exact": ("台账记录为约数", "the record is hedged"),
    "no_measure": ("只是其中一部分，或口径不明", "it is of some of them only, or not known of which"),
    "not_stated": (
        "句中或前后文对它存疑、否认、转述、设问或另有除外",
        "the text doubts, denies, asks or hands it on from hearsay, or leaves some out",
    ),
    "one_project": (
        "是一个项目的数字，台账没有可对照的记录",
        "it is of one project, whose record has no such figure",
    ),
    "several_projects": (
        "同名或并列的项目不止一个",
        "it is of several projects, or of one of several called so",
    ),
    "not_held": ("台账中该项目没有这项记录", "the ledger's record of the project does not hold it"),
    "of_a_part": ("可能是其中一期或一部分", "it may be of a phase or a part"),
    "finer": ("比台账记录的更细", "it is told more finely than the ledger's record"),
    "of_an_event": ("只是一次活动的数字", "it is of one event, which the ledger may date to another day"),
    "planned": (
        "计划、要求或目标，不是已发生的数",
        "it is planned, asked for or hoped for, and has not happened",
    ),
    "planned_date": ("计划日期，尚未发生", "it is planned, and has not happened"),
    "ambiguous_period": (
        "期末之后又有变化，文中没有写明截至哪一天",
        "what came of them later may count too, and the text does not tell by which day",
    ),
    "other_ranks": (
        "名次在哪些单位中排，文中没有写明或台账没有",
        "the text does not tell among which units, or the ledger does not hold them",
    ),
    "rank_open": (
        "各单位的数字尚不确定，名次排不出",
        "figures of the units are not certain, and so is their order",
    ),
    "not_judged": ("没有可对照的记录或口径", "nothing in the ledger or the text to hold it against"),
}


def reason_of(code: str) -> tuple[str, str]:
    """Say in Chinese and in English why a figure cannot be told."""
    return _REASONS.get(code) or (describe(code, locale="zh_CN"), describe(code))
