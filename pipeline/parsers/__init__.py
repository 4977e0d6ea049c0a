"""The parsers: one file a format; the folder is the registry."""
