"""Innocent papers mutated as a clerk's slip would: does the finding that must appear then appear?"""
