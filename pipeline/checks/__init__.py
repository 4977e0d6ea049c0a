"""The checks: one file a check; the folder is the registry."""
