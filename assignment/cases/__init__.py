"""Case files: opportunity, people and rules with the expected outcome, as YAML, evaluated without a database.

    comparisons = [evaluate_case(case) for case in read_case_file(text)]

Beyond the everyday keys a file may say: `settings.territories` {territory: the one above it}; of an opportunity `lines`
(revenue lines with attributes of their own), `partner`, `channel_manager`, `territory`, `account_team`, `closed`,
`declined`, `team` (ids, or {person, by_rule, group, engaged}); of a person `partner`, skills with a range as
[{low, high, level}], an organization's items with levels as {item: level}; of a rule `name`, `version`, `team_role`,
`response_days`, and `role` or `territory` for these sources; of a group its `owner`. A composite may
hold ranges: {product: Router, amount: {low: 1000}}.
"""

from .errors import CaseFileError
from .expectations import Comparison, Difference, evaluate_case
from .outcome import CaseOutcome, run_case
from .reader import Case, read_case_file, read_cases

__all__ = [
    "Case",
    "CaseFileError",
    "CaseOutcome",
    "Comparison",
    "Difference",
    "evaluate_case",
    "read_case_file",
    "read_cases",
    "run_case",
]
