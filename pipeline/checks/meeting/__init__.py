"""How documents meet in the checks that hold many of them against each other."""
