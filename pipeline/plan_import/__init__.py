"""Plan import: a county's own task table read into its dossier."""

from pipeline.plan_import.changes import apply, changes
from pipeline.plan_import.reader import read_plan
from pipeline.plan_import.reading import Change, ColumnReading, PlanReading

__all__ = ["Change", "ColumnReading", "PlanReading", "apply", "changes", "read_plan"]
