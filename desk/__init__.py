"""Where people work: the command line; no SQL, no rule."""
