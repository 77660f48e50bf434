"""Papers, terms and projects in a line."""

from collections.abc import Mapping
from typing import Any

from zhaoshang import Project
from zhaoshang.records import structure


def term(measure: str, period: str, promised: str | None = None) -> dict[str, Any]:
    return {"measure": measure, "period": period} | ({"promised": promised} if promised else {})


def paper(*terms: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    return {"kind": "formal", "signed_on": "2021-05-06", "terms": list(terms), **more}


def project(*papers: Mapping[str, Any], **more: Any) -> Project:
    return structure({"id": "P", "name": "甲", "agreements": list(papers), **more}, Project)


def tax(period: str, amount: str, **more: str) -> dict[str, str]:
    return {"period": period, "tax": amount, **more}
