"""Times as people read them where the server stands."""

from datetime import date, datetime

from desk.commands.day import local_day
from desk.web.visit import Visit


def today_of(visit: Visit) -> date:
    """Return the day it is."""
    return local_day(visit.office.clock())


def moment(at: str) -> str:
    """Return a time (ISO 8601) as 2024-03-01 16:05, "" for none."""
    return "" if not at else datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
