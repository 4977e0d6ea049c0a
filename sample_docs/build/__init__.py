"""Builds the sample documents from their content; needed only when content changes."""
