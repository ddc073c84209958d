"""Administration of assignment: the rule editor, people's skills and availability, and what the rules decided."""

from assignment.admin import cases, criteria, groups, people, rules, runs, versions, workload

__all__ = ["cases", "criteria", "groups", "people", "rules", "runs", "versions", "workload"]
