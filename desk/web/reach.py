"""What of a dossier a person sees: everything, or what a responsible unit answers for."""

from dataclasses import dataclass

from pipeline.reports.gathered import Issue, own_names
from schemas.dossier import Dossier
from schemas.person import Person


@dataclass(frozen=True)
class Reach:
    """The indicators a person sees (None: all of them), and the unit whose papers they see ("" for all)."""

    indicator_ids: frozenset[str] | None
    unit: str

    @classmethod
    def of(cls, person: Person, dossier: Dossier) -> "Reach":
        """Return what a person sees: a unit, by any of its names, sees what it leads or takes part in."""
        if person.role != "unit":
            return cls(None, "")
        (name,) = own_names([person.unit], dossier) or ("",)
        ids = frozenset(
            entry.id
            for entry in dossier.indicators
            if name and name in own_names([*entry.lead_units, *entry.cooperating_units], dossier)
        )
        return cls(ids, name or person.unit)

    @property
    def is_whole(self) -> bool:
        """Tell whether everything is seen."""
        return self.indicator_ids is None

    def sees_issue(self, issue: Issue) -> bool:
        """Tell whether a finding is seen: of an indicator that is, or asked of the unit."""
        return self.is_whole or self.unit in issue.units or self.sees(issue.finding.indicator_id)

    def sees(self, indicator_id: str | None) -> bool:
        """Tell whether an indicator is seen; what is of none (a duplicate) is the compiler's."""
        return self.indicator_ids is None or indicator_id in self.indicator_ids
