"""The model: projects, investors, parks, chains, service teams and what belongs to them.

Plain immutable records whose field names are those of the exchange format. They never read text: quantities are
`Quantity` objects, dates are ISO text, `date` or `Period`; `zhaoshang.records` and `zhaoshang.workbooks` read text.
Edit with `attrs.evolve`.
"""

from zhaoshang.model.campaign import Campaign
from zhaoshang.model.chain import Chain, ChainLink, ChainMember, ChainNode
from zhaoshang.model.event import Event
from zhaoshang.model.fund import Fund
from zhaoshang.model.investor import DatedFlag, Investor
from zhaoshang.model.park import Capacity, Demand, Lease, Park, Reservation, Space
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
    "Event",
    "Factor",
    "Fund",
    "Investor",
    "Lease",
    "LogEntry",
    "Milestone",
    "Outcome",
    "Outreach",
    "Park",
    "Partner",
    "Payment",
    "Project",
    "Promise",
    "PromisedTerm",
    "Reservation",
    "Scenario",
    "ServiceStep",
    "ServiceTeam",
    "Space",
    "StepLimit",
    "StepProgress",
    "Target",
    "TeamMember",
    "Understanding",
]
