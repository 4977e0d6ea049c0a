"""The API answers whatever is asked as its description says."""

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from desk.web.back_room import check_anew
from desk.web.sessions import COOKIE

EXAMPLES = 15
# a query may be as long as its schema says and yet not be one: an unpaired bracket is told with 400
BUT = [positive_data_acceptance]


def test_every_answer_is_as_described(enter, office):
    check_anew(office)
    client = enter("reader")
    schema = schemathesis.openapi.from_dict(client.get("/api/openapi.json").json())
    schema.app = client.app
    cookie = {COOKIE: client.cookies[COOKIE]}
    tried = []
    for found in schema.get_all_operations():
        operation = found.ok()
        tried.append(operation.path)

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy())
        def ask(case):
            case.call_and_validate(cookies=cookie, excluded_checks=BUT)

        ask()
    assert {"/api/matrix", "/api/findings", "/api/documents", "/api/search", "/api/inbox"} <= set(tried)


def test_nobody_is_told_anything_without_a_login(anybody):
    answer = anybody.get("/api/matrix")
    assert answer.status_code == 401
    assert answer.json()["code"] == "not-logged-in"


def test_a_broken_query_is_told(enter):
    answer = enter("reader").get("/api/search", params={"q": '"甲'})
    assert answer.status_code == 400
    assert answer.json()["code"] == "query"


def test_a_unit_is_told_of_its_own_indicators_alone(enter, office):
    check_anew(office)
    everything = enter("reader").get("/api/matrix").json()
    own = enter("unit").get("/api/matrix").json()
    assert everything["cells"]
    assert own["cells"] == []  # no plan was imported: nobody leads anything
