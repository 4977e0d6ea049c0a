"""Old office formats, converted by LibreOffice into those that the parsers read."""
