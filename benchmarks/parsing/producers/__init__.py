"""The producers of the benchmark's files."""
