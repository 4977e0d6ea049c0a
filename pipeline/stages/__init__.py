"""The stages: one function each, value in, value out; nothing here writes."""
