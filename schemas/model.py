"""The one base of every model: frozen, and closed to unknown fields."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A value: equal by content, never changed after it was made; an unknown field is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")
