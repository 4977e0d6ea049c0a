"""The checker: all checks over one view or archive, gathered in a report."""

from pipeline.checker.archived import check_archive
from pipeline.checker.outcomes import key_of, outcome_of
from pipeline.checker.preparing import prepare_archive
from pipeline.checker.running import results_of, run_checks

__all__ = ["check_archive", "key_of", "outcome_of", "prepare_archive", "results_of", "run_checks"]
