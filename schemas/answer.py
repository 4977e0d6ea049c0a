"""What a responsible unit answers to a finding."""

from schemas.model import Model


class Answer(Model):
    """A unit's word on the finding of a key; unsent it is a draft that only the unit sees. `at` is ISO 8601."""

    key: str
    unit: str
    by: str
    at: str
    text: str
    is_sent: bool
