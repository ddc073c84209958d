"""Administration of assignment: the rule editor, people's skills and availability, and what the rules decided."""

from assignment.admin import criteria, groups, people, rules, runs, versions

__all__ = ["criteria", "groups", "people", "rules", "runs", "versions"]
