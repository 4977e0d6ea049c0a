"""Numbers that stand near a measure's name and are not its value: which of them are read nevertheless."""
