"""The county's own task breakdown table becomes the dossier's indicator entries."""
