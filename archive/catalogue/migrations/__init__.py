"""The steps that bring a catalogue of any released version to the tables of this one."""

# the last step in `versions/`; a catalogue that stands here is opened without loading Alembic
HEAD = "0009"
