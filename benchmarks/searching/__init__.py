"""Search measured beside its peers: speed, size, memory, exactness."""
