"""What the upload package holds and in which order; `archive.package` seals it."""
