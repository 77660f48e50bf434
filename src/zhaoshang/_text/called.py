"""What a code is called in Chinese, for sentences that show one to a Chinese reader; loaded with the first mistake."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from zhaoshang._basics import above
from zhaoshang._basics.brief import as_text
from zhaoshang._text.languages import is_chinese
from zhaoshang._text.messages import Label, say


def shown(code: str, locale: str, vocabulary: str = "KPI", /) -> str:
    """Write a code for a reader: in Chinese what it is called, with the code behind it, which calls write.

    Args:
        code: the code, or a name that is none.
        locale: the language of the reader.
        vocabulary: the list that it is of.

    Examples:
        >>> shown("signed_project_count", "zh_CN"), shown("signed_project_count", "en")
        ('签约项目数（signed_project_count）', 'signed_project_count')
        >>> (
        ...     shown("started", "zh_CN", "Stage"),
        ...     shown("all", "zh_CN", "cohort"),
        ...     shown("开工", "zh_CN", "Stage"),
        ... )
        ('开工（started）', '全部（all）', '开工')
    """
    label = _labels(vocabulary).get(code) if is_chinese(locale) else None
    return code if label is None else say("report.bracketed", locale, text=Label(label, code), said=code)


def all_shown(names: Sequence[object], locale: str, vocabulary: str = "KPI", /) -> list[str]:
    """Write names for a reader, each once: a code whose label is among them is left out in Chinese.

    Examples:
        >>> all_shown(["开工", "started", "landed"], "zh_CN", "Stage")
        ['开工', '落地（landed）']
    """
    texts = [as_text(name) for name in names]
    labels = _labels(vocabulary) if is_chinese(locale) else {}
    return [shown(text, locale, vocabulary) for text in texts if labels.get(text) not in texts]


_OF_STAGES: Final = frozenset({"stage", "stage or condition", "kind of evidence"})
_OF_COLUMNS: Final = frozenset({"amount", "column"})
_OF_KEYS: Final = frozenset({"grouping key", "grouping key beside step", "step"})


@cache
def _labels(vocabulary: str) -> Mapping[str, str]:
    """Give the Chinese labels of a list by its codes, from the rooms above that hold them."""
    if vocabulary == "KPI":
        return {kpi.id: kpi.zh for kpi in above.catalogue.CATALOGUE}
    if vocabulary == "cohort":
        return {code: zh for code, (zh, _) in above.cohorts.COHORTS.items()}
    if vocabulary == "profile":
        return {code: profile.zh for code, profile in above.profiles.PROFILES.items()}
    if vocabulary in _OF_KEYS:
        return {code: zh for code, (zh, _) in above.keys.KEYS.items()}
    if vocabulary in _OF_COLUMNS:
        return {code: zh for code, (zh, _) in above.keys.KEYS.items()} | {
            name: above.labels.label_of("Project", name) for name in above.amounts.PROJECT_AMOUNTS
        }
    terms = above.vocabulary
    names = ("Evidence", "Stage") if vocabulary in _OF_STAGES else (vocabulary,)
    kinds: list[Any] = [getattr(terms, name) for name in names if name in terms.__all__]
    closed = [kind for kind in kinds if isinstance(kind, type(terms.Stage))]
    return {str(term): term.zh for kind in closed for term in kind}
