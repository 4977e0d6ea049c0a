"""How well documents that nobody wrote the rules for are understood."""
