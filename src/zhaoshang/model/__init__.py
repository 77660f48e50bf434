"""The model: projects, investors, parks, chains, service teams and what belongs to them.

Plain immutable records whose field names are those of the exchange format. They never read text: quantities are
`Quantity` objects, dates are ISO text, `date` or `Period`; `zhaoshang.records` and `zhaoshang.workbooks` read text.
Edit with `attrs.evolve`.
"""

from zhaoshang.model.campaign import Campaign
from zhaoshang.model.chain import Branch, Chain, ChainLink, ChainMember, ChainNode, Suggestion, brought_in
from zhaoshang.model.code import PlanCode
from zhaoshang.model.event import Event
from zhaoshang.model.fund import Fund
from zhaoshang.model.identity import Duplicate, duplicates, group_of, normalised_name
from zhaoshang.model.investor import DatedFlag, Investor
from zhaoshang.model.park import Capacity, Demand, Lease, Park, Reservation, Space, SpaceBalance, SpaceMatch
from zhaoshang.model.partner import Partner
from zhaoshang.model.payment import Payment
from zhaoshang.model.project import (
    Agreement,
    Appraisal,
    Arrival,
    CreditShare,
    Factor,
    LogEntry,
    Milestone,
    Outcome,
    Project,
    Promise,
    PromisedTerm,
)
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
    "Branch",
    "Campaign",
    "Capacity",
    "Case",
    "Chain",
    "ChainLink",
    "ChainMember",
    "ChainNode",
    "Conditional",
    "CreditShare",
    "DatedFlag",
    "Demand",
    "Duplicate",
    "Event",
    "Factor",
    "Fund",
    "Handover",
    "Investor",
    "Lease",
    "LogEntry",
    "Milestone",
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
    "StepLimit",
    "StepProgress",
    "Suggestion",
    "Target",
    "TeamMember",
    "Understanding",
    "brought_in",
    "coverage_gaps",
    "duplicates",
    "group_of",
    "handovers",
    "normalised_name",
    "open_cases",
    "plan_steps",
    "served_by",
    "subteams",
    "workload",
]
