"""By what names deadlines of different documents meet."""

import re
from collections.abc import Collection, Iterable

from pipeline.checks.likeness.names import names_alike
from pipeline.checks.likeness.texts import core
from pipeline.checks.time_limits.called import CLAUSE_END, called_names, is_called
from schemas.particulars import Deadline

# what is done once the work is
_IN_USE = re.compile(
    r"[并且](?:正式|全部|同步|通过|完成|组织)*(?:投入(?:使用|运行|运营)?|投用|投运|投产|运行|验收(?:合格)?|交付(?:使用)?|销号|通水|备案)+$"
)
FEWEST_CHARS = 5
_SURE_CHARS = 7  # the first clause of a task of this length names it
ALIKE_SURE, ALIKE_CALLED = 0.85, 0.8
_SURE, _CALLED, _PLAIN = "scm"


def sure_name(name: str, deadline: Deadline) -> str:
    """Return the first clause of a task, where it is long enough to name it, else its whole name."""
    clause = core(_IN_USE.sub("", CLAUSE_END.split(deadline.matter)[0]))
    return clause if len(clause) >= _SURE_CHARS else name


def tasks_of(deadlines: Iterable[Deadline]) -> list[str]:
    """Return the names by which deadlines may meet others, each once, marked with what kind of name it is."""
    found: dict[str, None] = {}
    for deadline in deadlines:
        name = core(deadline.matter)
        if len(name) >= FEWEST_CHARS:
            found[_SURE + sure_name(name, deadline)] = None
        for other in called_names(deadline):
            found[(_CALLED if is_called(other, deadline) else _PLAIN) + other] = None
    return list(found)


def tasks_like(wanted: Collection[str], tasks: Collection[str]) -> set[str]:
    """Return those of the names (`tasks_of`) that are held against any wanted one.

    Names that nobody calls a task by, in a heading or a column, are held only against those that somebody does.
    """
    sure, sures = _of_kind(wanted, _SURE), _of_kind(tasks, _SURE)
    plain, plains = _of_kind(wanted, _CALLED + _PLAIN), _of_kind(tasks, _CALLED + _PLAIN)
    called = _of_kind((*wanted, *tasks), _CALLED)
    alike = names_alike(plain & called, plains, ALIKE_CALLED) | names_alike(
        plain - called, plains & called, ALIKE_CALLED
    )
    found = {_SURE + name for name in names_alike(sure, sures, ALIKE_SURE)}
    return found | {kind + name for name in alike for kind in (_CALLED, _PLAIN)}.intersection(tasks)


def _of_kind(tasks: Iterable[str], kinds: str) -> set[str]:
    return {task[1:] for task in tasks if task[0] in kinds}
