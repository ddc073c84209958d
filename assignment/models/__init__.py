from assignment.models.profile import PersonProfile, PersonSkill, TimeOff, WorkingHours
from assignment.models.rule import Criterion, CriterionValue, Rule, RuleCandidate, RuleGroup, WorkloadRule
from assignment.models.run import AssignmentRun
from assignment.models.skill import ExpertiseLevel

__all__ = [
    "AssignmentRun",
    "Criterion",
    "CriterionValue",
    "ExpertiseLevel",
    "PersonProfile",
    "PersonSkill",
    "Rule",
    "RuleCandidate",
    "RuleGroup",
    "TimeOff",
    "WorkingHours",
    "WorkloadRule",
]
