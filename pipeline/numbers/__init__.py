"""Numbers as official prose writes them: quantities, units, years, numerals, document numbers; pure functions."""
