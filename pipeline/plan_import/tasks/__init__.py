"""The key work tasks of a plan (重点工作任务), read from its own table of them."""

from pipeline.plan_import.tasks.merging import merge_tasks, task_changes
from pipeline.plan_import.tasks.reader import TasksReading, read_tasks

__all__ = ["TasksReading", "merge_tasks", "read_tasks", "task_changes"]
