"""How the people of the benchmark log in."""

PASSWORD = "twenty people clicking"


def name_of(number: int) -> str:
    """Return the name of a person."""
    return f"p{number}"
