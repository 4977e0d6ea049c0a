"""Where evidence is kept and found again; knows nothing of what an indicator means."""
