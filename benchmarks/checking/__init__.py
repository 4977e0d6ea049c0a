"""How much of a planted dossier the checker finds."""
