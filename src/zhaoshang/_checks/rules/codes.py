"""Codes of the state that cannot be right."""

from collections.abc import Iterator
from typing import Final

from zhaoshang._checks.rule import Rule
from zhaoshang._text.messages import Label, Message, Sentence
from zhaoshang._text.nearest import slips
from zhaoshang.findings import Finding
from zhaoshang.industries import GB_32100, GB_T_4754, Reason, district_fault, industry_fault, uscc_fault
from zhaoshang.ledger import Ledger
from zhaoshang.vocabulary import Evidence

_INVALID_CODE: Final = Sentence("check.invalid_code", zh="{fault}", en="{fault}")
_INVALID_CODE_USCC: Final = Sentence("check.invalid_code.uscc", zh="统一社会信用代码：{fault}", en="{fault}")


def wrong_industries(ledger: Ledger) -> Iterator[Finding]:
    """Find industries that are no code of GB/T 4754-2017."""
    for collection in (ledger.projects, ledger.investors):
        for record in collection:
            if record.industry and (fault := industry_fault(record.industry)):
                yield _invalid("industry", record.id, fault)


def codes(ledger: Ledger) -> Iterator[Finding]:
    """Find credit codes and codes of places that cannot be right."""
    for investor in ledger.investors:
        if investor.uscc and (fault := uscc_fault(investor.uscc)):
            yield _invalid("uscc", investor.id, fault, _INVALID_CODE_USCC)
    for team in ledger.teams:
        if team.code and (fault := district_fault(team.code)):
            yield _invalid("code", team.id, fault)


_INVALID_CODE_PAPER: Final = Sentence(
    "check.invalid_code.evidence",
    zh="没有佐证材料“{paper}”，疑为{near}",
    en="{paper} is no known paper; {near} may be meant",
)


def papers(ledger: Ledger) -> Iterator[Finding]:
    """Find papers whose codes are nearly those of known ones, which no rate then counts; a city's own are its own."""
    known = Evidence.by_name()
    nearly: dict[str, tuple[str, ...]] = {}
    for project in ledger.projects:
        stated = [code for agreement in project.agreements for code in agreement.evidence]
        stated += [code for step in project.milestones for code in step.evidence]
        for code in dict.fromkeys(stated):
            if code not in nearly:
                nearly[code] = () if code in known else slips(code, known)
            if nearly[code]:
                near = str(known[nearly[code][0]])
                message = Message(_INVALID_CODE_PAPER, paper=code, near=near)
                yield Finding(code="invalid_code", subject="evidence", ids=[project.id], message=message)


def _invalid(subject: str, id_: str, fault: Reason, sentence: Sentence = _INVALID_CODE) -> Finding:
    message = Message(sentence, fault=Label(fault.zh, fault.en))
    return Finding(code="invalid_code", subject=subject, ids=[id_], message=message)


RULES: Final[tuple[Rule, ...]] = (
    Rule(
        code="invalid_code",
        zh="行业代码有误",
        en="an industry that does not exist",
        find=wrong_industries,
        sources=(GB_T_4754,),
    ),
    Rule(
        code="invalid_code",
        zh="信用代码或区划代码有误",
        en="a credit code or place that cannot be right",
        find=codes,
        sources=(GB_32100,),
    ),
    Rule(
        code="invalid_code",
        zh="佐证材料代码疑有误",
        en="a paper whose code is nearly a known one",
        find=papers,
    ),
)
