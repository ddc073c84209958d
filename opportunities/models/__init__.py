from opportunities.models.help_request import HelpRequest
from opportunities.models.history import OpportunityHistory
from opportunities.models.member import Member, MemberPeriod
from opportunities.models.opportunity import Opportunity
from opportunities.models.reference import LossReason, LossReasonName, Source, SourceName, Stage, StageName
from opportunities.models.revenue_line import RevenueLine
from opportunities.models.state import OpportunityState
from opportunities.models.unattended import Unattended

__all__ = [
    "HelpRequest",
    "LossReason",
    "LossReasonName",
    "Member",
    "MemberPeriod",
    "Opportunity",
    "OpportunityHistory",
    "OpportunityState",
    "RevenueLine",
    "Source",
    "SourceName",
    "Stage",
    "StageName",
    "Unattended",
]
