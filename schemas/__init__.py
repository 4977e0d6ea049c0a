"""What things are: frozen models without input or output; imports nothing else of ours."""
