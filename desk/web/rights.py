"""Which role may ask for which page: the one table, by the names of the routes.

A route that stands nowhere here is nobody's. What a person of role `unit` sees on a page is narrowed to the unit's own
indicators and papers by the page (`desk.web.reach`).
"""

from collections.abc import Mapping

from schemas.person import PersonRole

_ALL: frozenset[PersonRole] = frozenset({"admin", "compiler", "unit", "reader"})
_COMPILING: frozenset[PersonRole] = frozenset({"admin", "compiler"})
_OVERSEEING: frozenset[PersonRole] = frozenset({"admin", "compiler", "reader"})
_HANDING_IN: frozenset[PersonRole] = frozenset({"admin", "compiler", "unit"})
_UNIT: frozenset[PersonRole] = frozenset({"unit"})
_ADMIN: frozenset[PersonRole] = frozenset({"admin"})

# what anybody may ask for who has not logged in
OPEN = frozenset({"login", "do_login", "assets", "health"})

RIGHTS: Mapping[str, frozenset[PersonRole]] = {
    "overview": _ALL,
    "indicator": _ALL,
    "do_take_out": _HANDING_IN,
    "inbox": _ALL,
    "api_inbox": _ALL,
    "do_upload": _HANDING_IN,
    "api_upload": _HANDING_IN,
    "do_retry": _HANDING_IN,
    "document": _ALL,
    "do_say_version": _COMPILING,
    "page_image": _ALL,
    "original": _ALL,
    "review": _ALL,
    "do_decide": _COMPILING,
    "do_undo": _COMPILING,
    "search": _ALL,
    "search_list": _ALL,
    "do_keep_search": _COMPILING,
    "do_forget_search": _COMPILING,
    "findings": _ALL,
    "do_waive": _COMPILING,
    "do_withdraw": _COMPILING,
    "do_answer": _UNIT,
    "gap_report": _OVERSEEING,
    "chase_letter": _COMPILING,
    "self_assessment": _OVERSEEING,
    "package": _OVERSEEING,
    "do_build_package": _COMPILING,
    "verify_package": _OVERSEEING,
    "package_file": _COMPILING,
    "record": _OVERSEEING,
    "api_matrix": _ALL,
    "api_findings": _ALL,
    "api_documents": _ALL,
    "api_tags": _ALL,
    "api_facts": _ALL,
    "api_search": _ALL,
    "api_description": _ALL,
    "account": _ALL,
    "do_change_password": _ALL,
    "do_logout": _ALL,
    "people": _ADMIN,
    "do_add_person": _ADMIN,
    "do_change_person": _ADMIN,
}


def may(role: PersonRole, route: str) -> bool:
    """Tell whether a role may ask for a route."""
    return role in RIGHTS.get(route, frozenset())
