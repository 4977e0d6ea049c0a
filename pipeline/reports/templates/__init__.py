"""The HTML templates, filled so that no text of a document is ever taken for markup."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def rendered(name: str, **values: object) -> bytes:
    """Return a template filled with values, UTF-8; every value is escaped, an unknown name is an error."""
    return _environment().get_template(name).render(values).encode("utf-8")


def environment_of(folder: Path) -> Environment:
    """Return what fills the templates of a folder: every value is escaped, an unknown name is an error."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return environment_of(Path(__file__).parent)
