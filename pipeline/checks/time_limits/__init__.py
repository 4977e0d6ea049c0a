"""The time limits that the dossier sets, held against those that documents state."""
