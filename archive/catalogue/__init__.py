"""The catalogue: the one truth about documents, tags, facts and decisions; the only SQL."""
