"""Chinese names in the arguments of KPIs: a label does wherever its code does, and a word of no closed list is refused."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from zhaoshang.errors import UnknownCodeError
from zhaoshang.model._fields.amounts import MEASURE_WORDS, PROJECT_AMOUNT_WORDS
from zhaoshang.vocabulary import ArrivalOrigin, AssignmentRole, Evidence, FundStatus, Origin, Stage


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
    "origins": _of(Origin, ArrivalOrigin),
    "status": _of(FundStatus),
}
_CLOSED: Final = {"role": "AssignmentRole", "origins": "Origin", "status": "FundStatus"}
"""The arguments whose words are all of a closed list; the rest KPIs look through themselves."""


def with_codes(arguments: Mapping[str, Any], kpis: Mapping[str, str]) -> dict[str, Any]:
    """Put codes in the place of labels.

    Args:
        arguments: the arguments of a call.
        kpis: the id of each KPI by its Chinese name, which `of` may name too.

    Raises:
        UnknownCodeError: for a word that the closed list of an argument has not.
    """
    for name in _CLOSED.keys() & arguments.keys():
        _refuse_unknown(name, arguments[name])
    return {
        name: _coded(given, _LABELS[name], kpis if name == "of" else {}) if name in _LABELS else given
        for name, given in arguments.items()
    }


def _refuse_unknown(name: str, given: Any) -> None:
    labels = _LABELS[name]
    for each in [given] if isinstance(given, str) else given if isinstance(given, Iterable) else ():
        if str(each) not in labels and str(each) not in labels.values():
            raise UnknownCodeError(_CLOSED[name], str(each), (*dict.fromkeys(labels.values()), *labels))


def _coded(given: Any, labels: Mapping[str, str], kpis: Mapping[str, str]) -> Any:
    if isinstance(given, str):
        return labels.get(given) or kpis.get(given) or given
    if isinstance(given, list | tuple):
        return type(given)(_coded(each, labels, kpis) for each in given)
    return given
