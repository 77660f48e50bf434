"""The model: projects, investors, parks, chains, service teams and what belongs to them.

Plain immutable records whose field names are those of the exchange format. They never read text: quantities are
`Quantity` objects, dates are ISO text, `date` or `Period`; `zhaoshang.records` and `zhaoshang.workbooks` read text.
Edit with `attrs.evolve`.
"""

from typing import TYPE_CHECKING, Final

from zhaoshang._basics.lazy import lazy
from zhaoshang._calls.guard import guarded

if TYPE_CHECKING:
    from zhaoshang.model.campaign import Campaign
    from zhaoshang.model.chain import Branch, Chain, Suggestion, brought_by, brought_in
    from zhaoshang.model.code import PlanCode
    from zhaoshang.model.duty import Award, Order
    from zhaoshang.model.event import Event
    from zhaoshang.model.fund import Fund, FundInvestment, FundSponsor
    from zhaoshang.model.holdups import Bottleneck, bottlenecks
    from zhaoshang.model.identity import Duplicate, duplicates, group_of, normalised_name
    from zhaoshang.model.investor import DatedFlag, Investor
    from zhaoshang.model.matching import DemandMatch, Offer, match_demands
    from zhaoshang.model.node import ChainLink, ChainMember, ChainNode
    from zhaoshang.model.park import Park
    from zhaoshang.model.partner import Partner
    from zhaoshang.model.payment import Payment
    from zhaoshang.model.project import Project
    from zhaoshang.model.results import Appraisal, Arrival, CreditShare, Factor, LogEntry, Outcome
    from zhaoshang.model.scenario import Scenario
    from zhaoshang.model.service import (
        Handover,
        PlannedStep,
        coverage_gaps,
        handovers,
        open_cases,
        plan_steps,
        served_by,
        subteams,
        workload,
    )
    from zhaoshang.model.space import Capacity, Demand, Lease, Reservation, Space, SpaceBalance, SpaceMatch
    from zhaoshang.model.statistics import StatisticsEntry
    from zhaoshang.model.steps import Agreement, Commitment, Milestone, Promise, PromisedTerm
    from zhaoshang.model.target import Target
    from zhaoshang.model.team import (
        Assignment,
        Case,
        Conditional,
        Outreach,
        ServiceStep,
        ServiceTeam,
        StepLimit,
        StepProgress,
        TeamMember,
    )
    from zhaoshang.model.understanding import Understanding

__all__ = [
    "Agreement",
    "Appraisal",
    "Arrival",
    "Assignment",
    "Award",
    "Bottleneck",
    "Branch",
    "Campaign",
    "Capacity",
    "Case",
    "Chain",
    "ChainLink",
    "ChainMember",
    "ChainNode",
    "Commitment",
    "Conditional",
    "CreditShare",
    "DatedFlag",
    "Demand",
    "DemandMatch",
    "Duplicate",
    "Event",
    "Factor",
    "Fund",
    "FundInvestment",
    "FundSponsor",
    "Handover",
    "Investor",
    "Lease",
    "LogEntry",
    "Milestone",
    "Offer",
    "Order",
    "Outcome",
    "Outreach",
    "Park",
    "Partner",
    "Payment",
    "PlanCode",
    "PlannedStep",
    "Project",
    "Promise",
    "PromisedTerm",
    "Reservation",
    "Scenario",
    "ServiceStep",
    "ServiceTeam",
    "Space",
    "SpaceBalance",
    "SpaceMatch",
    "StatisticsEntry",
    "StepLimit",
    "StepProgress",
    "Suggestion",
    "Target",
    "TeamMember",
    "Understanding",
    "bottlenecks",
    "brought_by",
    "brought_in",
    "coverage_gaps",
    "duplicates",
    "group_of",
    "handovers",
    "match_demands",
    "normalised_name",
    "open_cases",
    "plan_steps",
    "served_by",
    "subteams",
    "workload",
]

_HOMES: Final = {
    "Agreement": "zhaoshang.model.steps",
    "Appraisal": "zhaoshang.model.results",
    "Arrival": "zhaoshang.model.results",
    "Assignment": "zhaoshang.model.team",
    "Award": "zhaoshang.model.duty",
    "Bottleneck": "zhaoshang.model.holdups",
    "Branch": "zhaoshang.model.chain",
    "Campaign": "zhaoshang.model.campaign",
    "Capacity": "zhaoshang.model.space",
    "Case": "zhaoshang.model.team",
    "Chain": "zhaoshang.model.chain",
    "ChainLink": "zhaoshang.model.node",
    "ChainMember": "zhaoshang.model.node",
    "ChainNode": "zhaoshang.model.node",
    "Commitment": "zhaoshang.model.steps",
    "Conditional": "zhaoshang.model.team",
    "CreditShare": "zhaoshang.model.results",
    "DatedFlag": "zhaoshang.model.investor",
    "Demand": "zhaoshang.model.space",
    "DemandMatch": "zhaoshang.model.matching",
    "Duplicate": "zhaoshang.model.identity",
    "Event": "zhaoshang.model.event",
    "Factor": "zhaoshang.model.results",
    "Fund": "zhaoshang.model.fund",
    "FundInvestment": "zhaoshang.model.fund",
    "FundSponsor": "zhaoshang.model.fund",
    "Handover": "zhaoshang.model.service",
    "Investor": "zhaoshang.model.investor",
    "Lease": "zhaoshang.model.space",
    "LogEntry": "zhaoshang.model.results",
    "Milestone": "zhaoshang.model.steps",
    "Offer": "zhaoshang.model.matching",
    "Order": "zhaoshang.model.duty",
    "Outcome": "zhaoshang.model.results",
    "Outreach": "zhaoshang.model.team",
    "Park": "zhaoshang.model.park",
    "Partner": "zhaoshang.model.partner",
    "Payment": "zhaoshang.model.payment",
    "PlanCode": "zhaoshang.model.code",
    "PlannedStep": "zhaoshang.model.service",
    "Project": "zhaoshang.model.project",
    "Promise": "zhaoshang.model.steps",
    "PromisedTerm": "zhaoshang.model.steps",
    "Reservation": "zhaoshang.model.space",
    "Scenario": "zhaoshang.model.scenario",
    "ServiceStep": "zhaoshang.model.team",
    "ServiceTeam": "zhaoshang.model.team",
    "Space": "zhaoshang.model.space",
    "SpaceBalance": "zhaoshang.model.space",
    "SpaceMatch": "zhaoshang.model.space",
    "StatisticsEntry": "zhaoshang.model.statistics",
    "StepLimit": "zhaoshang.model.team",
    "StepProgress": "zhaoshang.model.team",
    "Suggestion": "zhaoshang.model.chain",
    "Target": "zhaoshang.model.target",
    "TeamMember": "zhaoshang.model.team",
    "Understanding": "zhaoshang.model.understanding",
    "bottlenecks": "zhaoshang.model.holdups",
    "brought_by": "zhaoshang.model.chain",
    "brought_in": "zhaoshang.model.chain",
    "coverage_gaps": "zhaoshang.model.service",
    "duplicates": "zhaoshang.model.identity",
    "group_of": "zhaoshang.model.identity",
    "handovers": "zhaoshang.model.service",
    "match_demands": "zhaoshang.model.matching",
    "normalised_name": "zhaoshang.model.identity",
    "open_cases": "zhaoshang.model.service",
    "plan_steps": "zhaoshang.model.service",
    "served_by": "zhaoshang.model.service",
    "subteams": "zhaoshang.model.service",
    "workload": "zhaoshang.model.service",
}

__getattr__, __dir__ = lazy(__name__, _HOMES, around=guarded, searches=True)
