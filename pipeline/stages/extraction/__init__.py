"""Extraction: how prose and tables state the numbers of an edition."""
