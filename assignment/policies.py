"""Row-level security of assignment. The partner role has no grant on any of its tables; runs, and what waits for
somebody, are partner data."""

from prm.core.policies import EVERYBODY, Policy

POLICIES = [
    Policy(table="assignment_assignmentrun", partner=None, brand_owner=EVERYBODY),
    Policy(table="assignment_unassigned", partner=None, brand_owner=EVERYBODY),
]
