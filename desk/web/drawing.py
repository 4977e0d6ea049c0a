"""Templates filled so that no text of a document is ever taken for markup."""

import html
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment

from desk.web.places import link_of
from desk.web.rights import may
from pipeline.reports.chase import for_outsiders
from pipeline.reports.gap.wording import cell_words
from pipeline.reports.signs import SEVERITIES, STATES, WAIVED
from pipeline.reports.templates import environment_of
from pipeline.reports.visible import plain
from schemas.person import ROLE_NAMES

if TYPE_CHECKING:
    from desk.web.visit import Visit

# what stands in the head of every page: route, words
PLACES = (
    ("overview", "总览"),
    ("inbox", "收件"),
    ("review", "审核"),
    ("search", "检索"),
    ("findings", "问题"),
    ("package", "上报包"),
    ("record", "记录"),
)


def drawn(template: str, /, **shown: Any) -> str:
    """Return a template filled; every value is escaped, an unknown name is an error."""
    return _environment().get_template(template).render(shown)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = environment_of(Path(__file__).parent / "templates")
    environment.filters["plain"] = plain
    environment.filters["unescaped"] = html.unescape
    environment.globals.update(
        PLACES=PLACES,
        ROLE_NAMES=ROLE_NAMES,
        STATES=STATES,
        SEVERITIES=SEVERITIES,
        WAIVED=WAIVED,
        cell_words=cell_words,
        for_outsiders=for_outsiders,
        may=may,
        link_of=link_of,
        here=_is_here,
    )
    return environment


def _is_here(visit: "Visit", route: str) -> bool:
    """Tell whether the page asked for stands under an entry of the head."""
    place = visit.request.url.path
    return place == "/" or place.startswith("/indicator") if route == "overview" else place.startswith(f"/{route}")
