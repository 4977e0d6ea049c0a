"""Room for the checks of numbers: recomputation, scale, the words for both."""
