"""The closed word lists of the domain: each word has a code, a Chinese and an English label.

The codes are those of the exchange format. A member is its code (`Stage.SIGNED == "signed"`), so text and member
may be used alike; `Stage("signed")` looks a code up and raises `UnknownCodeError` for one that is not there.
"""

from typing import TYPE_CHECKING, Final

from zhaoshang._basics.lazy import lazy
from zhaoshang._calls.guard import guarded

if TYPE_CHECKING:
    from zhaoshang._vocabulary.capital import (
        AreaLevel,
        ArrivalOrigin,
        CapitalForm,
        FundStage,
        FundStatus,
        InvestorFlag,
        InvestorType,
        Origin,
        Ownership,
    )
    from zhaoshang._vocabulary.chains import (
        ChainAction,
        MatchLevel,
        MemberRole,
        NodePosition,
        NodeState,
    )
    from zhaoshang._vocabulary.office import AwardKind, StatisticsKind
    from zhaoshang._vocabulary.parks import (
        FactorKind,
        LeaseKind,
        LeaseStage,
        ParkKind,
        Resource,
        SpaceKind,
        Verdict,
    )
    from zhaoshang._vocabulary.projects import (
        AgreementKind,
        Category,
        Channel,
        Evidence,
        Relation,
        Track,
    )
    from zhaoshang._vocabulary.stages import Stage, declare_stage
    from zhaoshang._vocabulary.teams import (
        AssignmentRole,
        ChangeKind,
        Direction,
        EventKind,
        PartnerKind,
        ServiceAid,
        StepState,
        TeamKind,
        TeamStatus,
    )
    from zhaoshang._vocabulary.terms import Term

__all__ = [
    "AgreementKind",
    "AreaLevel",
    "ArrivalOrigin",
    "AssignmentRole",
    "AwardKind",
    "CapitalForm",
    "Category",
    "ChainAction",
    "ChangeKind",
    "Channel",
    "Direction",
    "EventKind",
    "Evidence",
    "FactorKind",
    "FundStage",
    "FundStatus",
    "InvestorFlag",
    "InvestorType",
    "LeaseKind",
    "LeaseStage",
    "MatchLevel",
    "MemberRole",
    "NodePosition",
    "NodeState",
    "Origin",
    "Ownership",
    "ParkKind",
    "PartnerKind",
    "Relation",
    "Resource",
    "ServiceAid",
    "SpaceKind",
    "Stage",
    "StatisticsKind",
    "StepState",
    "TeamKind",
    "TeamStatus",
    "Term",
    "Track",
    "Verdict",
    "declare_stage",
]

_HOMES: Final = {
    "AgreementKind": "zhaoshang._vocabulary.projects",
    "AreaLevel": "zhaoshang._vocabulary.capital",
    "ArrivalOrigin": "zhaoshang._vocabulary.capital",
    "AssignmentRole": "zhaoshang._vocabulary.teams",
    "AwardKind": "zhaoshang._vocabulary.office",
    "CapitalForm": "zhaoshang._vocabulary.capital",
    "Category": "zhaoshang._vocabulary.projects",
    "ChainAction": "zhaoshang._vocabulary.chains",
    "ChangeKind": "zhaoshang._vocabulary.teams",
    "Channel": "zhaoshang._vocabulary.projects",
    "Direction": "zhaoshang._vocabulary.teams",
    "EventKind": "zhaoshang._vocabulary.teams",
    "Evidence": "zhaoshang._vocabulary.projects",
    "FactorKind": "zhaoshang._vocabulary.parks",
    "FundStage": "zhaoshang._vocabulary.capital",
    "FundStatus": "zhaoshang._vocabulary.capital",
    "InvestorFlag": "zhaoshang._vocabulary.capital",
    "InvestorType": "zhaoshang._vocabulary.capital",
    "LeaseKind": "zhaoshang._vocabulary.parks",
    "LeaseStage": "zhaoshang._vocabulary.parks",
    "MatchLevel": "zhaoshang._vocabulary.chains",
    "MemberRole": "zhaoshang._vocabulary.chains",
    "NodePosition": "zhaoshang._vocabulary.chains",
    "NodeState": "zhaoshang._vocabulary.chains",
    "Origin": "zhaoshang._vocabulary.capital",
    "Ownership": "zhaoshang._vocabulary.capital",
    "ParkKind": "zhaoshang._vocabulary.parks",
    "PartnerKind": "zhaoshang._vocabulary.teams",
    "Relation": "zhaoshang._vocabulary.projects",
    "Resource": "zhaoshang._vocabulary.parks",
    "ServiceAid": "zhaoshang._vocabulary.teams",
    "SpaceKind": "zhaoshang._vocabulary.parks",
    "Stage": "zhaoshang._vocabulary.stages",
    "StatisticsKind": "zhaoshang._vocabulary.office",
    "StepState": "zhaoshang._vocabulary.teams",
    "TeamKind": "zhaoshang._vocabulary.teams",
    "TeamStatus": "zhaoshang._vocabulary.teams",
    "Term": "zhaoshang._vocabulary.terms",
    "Track": "zhaoshang._vocabulary.projects",
    "Verdict": "zhaoshang._vocabulary.parks",
    "declare_stage": "zhaoshang._vocabulary.stages",
}

__getattr__, __dir__ = lazy(__name__, _HOMES, around=guarded)
