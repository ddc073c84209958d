from assignment.models.case import RuleCase
from assignment.models.profile import PersonLoad, PersonProfile, PersonSkill, TimeOff, WorkingHours
from assignment.models.rule import Criterion, CriterionValue, Rule, RuleCandidate, RuleGroup
from assignment.models.run import AssignmentRun
from assignment.models.skill import ExpertiseLevel
from assignment.models.unassigned import Unassigned
from assignment.models.version import RuleVersion
from assignment.models.workload import COUNTED, WorkloadRule, WorkloadWeight

__all__ = [
    "COUNTED",
    "AssignmentRun",
    "Criterion",
    "CriterionValue",
    "ExpertiseLevel",
    "PersonLoad",
    "PersonProfile",
    "PersonSkill",
    "Rule",
    "RuleCandidate",
    "RuleCase",
    "RuleGroup",
    "RuleVersion",
    "TimeOff",
    "Unassigned",
    "WorkingHours",
    "WorkloadRule",
    "WorkloadWeight",
]
