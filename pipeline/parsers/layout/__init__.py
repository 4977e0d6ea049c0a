"""Printed pages: from characters and ruling lines with their boxes to paragraphs and tables.

Knows nothing of file formats: whatever reads a page with positions hands on a `Sheet`.
"""
