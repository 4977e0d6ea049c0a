"""How the time and the memory of a check grow with the archive."""
