"""Room for the checks that compare texts."""
