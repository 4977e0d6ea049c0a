"""Full-text search: derived from the catalogue, always rebuildable."""
