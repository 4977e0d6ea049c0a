"""Points kept beside the room are those of all kept checks; a report put in order piecemeal is the whole one."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from desk.commands.day import checked, day_of, gathered, view_of
from desk.web.kept_trend import KeptTrend
from desk.web.taking_in import take_in
from pipeline.reports import gathered as gathering
from pipeline.reports.gathered import gather
from pipeline.reports.progress.trend import trend
from schemas.finding import CheckSummary, Finding


def _found(key):
    return Finding(
        check="outlier", severity="error", key=key, expected="", found="", message=key, advice="", unit="县水利局"
    )


def test_the_points_are_those_of_all_kept_checks(office):
    catalogue, key = office.archive.catalogue, office.workplace.dossier.id
    kept = KeptTrend(office)
    for day, keys in enumerate(("a", "ab", "ab", "b", "", "c"), 1):
        summary = CheckSummary(at=f"2024-03-0{day}T08:00:00+00:00", findings=tuple(map(_found, keys)))
        if day == 4:  # somebody checks by a command meanwhile
            between = CheckSummary(at="2024-03-03T09:00:00+00:00", findings=(_found("z"),))
            catalogue.keep_check(key, between)
        points = kept.with_check(summary)
        assert points == trend("", catalogue.check_runs(key)).points
        assert points == KeptTrend(office).with_check(summary), "after a restart"
    assert len(points) == 6  # the third found what the second had


@pytest.mark.parametrize("at_once", [1, 3, 200])
def test_papers_read_some_at_a_time_are_quoted_as_when_all_are_held(
    office, enter, csrf_of, paper, monkeypatch, at_once
):
    monkeypatch.setattr(gathering, "FINDINGS_AT_ONCE", at_once)
    client = enter("compiler")
    papers = {
        f"{number}.docx": paper("青岚县水利局关于河湖岸线保护率的报告", f"{year}年全县河湖岸线保护率为{share}%。")
        for number, (year, share) in enumerate(((2021, "91.2"), (2021, "95.3"), (2022, "191.0"), (2022, "96.1")))
    }
    files = [("files", one) for one in papers.items()]
    assert client.post("/inbox", data={"csrf": csrf_of(client)}, files=files).status_code == 303
    while take_in(office, lambda: ThreadPoolExecutor(1)):
        pass
    workplace, day = office.workplace, day_of("2024-03-01")
    whole = gather(checked(workplace, day, workers=1), view_of(workplace, day), day)
    told = gathered(workplace, day, workers=1)
    assert told.issues == whole.issues
    places = [(source.sha256, source.locator) for issue in told.issues for source in issue.sources]
    assert places == [(source.sha256, source.locator) for issue in whole.issues for source in issue.sources]
    assert any(source.quote for issue in told.issues for source in issue.sources)
