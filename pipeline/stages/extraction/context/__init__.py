"""Numbers named by what their whole context says: topic, words, unit."""
