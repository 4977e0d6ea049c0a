"""Room for `target_missed`: the two ways in which a value can miss its target."""
