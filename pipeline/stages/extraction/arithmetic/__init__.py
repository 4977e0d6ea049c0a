"""What arithmetic proves of the numbers that no word names."""
