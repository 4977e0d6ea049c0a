"""How well scans and photographs are read, beside the engine with its defaults."""
