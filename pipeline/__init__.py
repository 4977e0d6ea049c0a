"""How a file becomes evidence, and evidence becomes a verdict."""
