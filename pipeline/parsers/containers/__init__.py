"""Containers that office files come in: zip packages, OLE compound files."""
