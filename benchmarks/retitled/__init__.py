"""Papers that another clerk would have called otherwise."""
