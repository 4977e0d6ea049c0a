"""Identification: the elements of an official document (GB/T 9704-2012), one file each."""
