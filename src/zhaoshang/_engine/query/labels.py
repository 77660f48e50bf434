"""Chinese names in the arguments of KPIs: a label does wherever its code does."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from zhaoshang.model._fields.amounts import MEASURE_WORDS, PROJECT_AMOUNT_WORDS
from zhaoshang.vocabulary import ArrivalOrigin, AssignmentRole, Evidence, FundStatus, Stage


def _of(*vocabularies: Iterable[Any]) -> dict[str, str]:
    return {term.zh: str(term) for terms in vocabularies for term in terms}


_EVENTS: Final = {word: str(paper) for word, paper in Evidence.by_name().items()} | _of(Stage)
_AMOUNTS: Final = {zh: code for code, (zh, _) in (*PROJECT_AMOUNT_WORDS.items(), *MEASURE_WORDS.items())}
_LABELS: Final[Mapping[str, Mapping[str, str]]] = {
    "of": _EVENTS,
    "from_stage": _EVENTS,
    "to_stage": _EVENTS,
    "stage": _EVENTS,
    "measure": _AMOUNTS,
    "role": _of(AssignmentRole),
    "origins": _of(ArrivalOrigin),
    "status": _of(FundStatus),
}


def with_codes(arguments: Mapping[str, Any], kpis: Mapping[str, str]) -> dict[str, Any]:
    """Put codes in the place of labels.

    Args:
        arguments: the arguments of a call.
        kpis: the id of each KPI by its Chinese name, which `of` may name too.
    """
    return {
        name: _coded(given, _LABELS[name], kpis if name == "of" else {}) if name in _LABELS else given
        for name, given in arguments.items()
    }


def _coded(given: Any, labels: Mapping[str, str], kpis: Mapping[str, str]) -> Any:
    if isinstance(given, str):
        return labels.get(given) or kpis.get(given) or given
    if isinstance(given, list | tuple):
        return type(given)(_coded(each, labels, kpis) for each in given)
    return given
