"""Words for a Report: one file an output, no judgement."""
