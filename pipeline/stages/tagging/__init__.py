"""Tagging: the ways in which a document speaks of an indicator."""
