"""What is kept for the pages is what a fresh reading gives, whatever changed."""

from concurrent.futures import ThreadPoolExecutor

from desk.web.taking_in import take_in
from pipeline.find import Finder
from schemas.tag import Decision

QUERIES = ("报告", "年份:2022", "年份:2021", "指标:4 报告", "标题:报告", "水利局 OR 林业局", "-指标:4 报告")


def _answers(finder):
    return [(finder.find(query).total, finder.find(query).hits) for query in QUERIES]


def _decide(office, sha256, indicator_id, state):
    word = Decision(sha256=sha256, indicator_id=indicator_id, sub=None, state=state, by="compiler", at=office.clock())
    office.archive.catalogue.decide(office.workplace.dossier.id, word)


def test_a_finder_brought_up_to_date_answers_as_a_new_one(office, enter, csrf_of, paper):
    client, workplace = enter("compiler"), office.workplace
    catalogue, key, edition = workplace.archive.catalogue, workplace.dossier.id, workplace.edition

    def compare():
        fresh = Finder(workplace.archive, workplace.dossier, edition)
        assert _answers(office.finder()) == _answers(fresh)
        shas = list(fresh.fields.documents)
        of_one = catalogue.indicators_of(key, edition, shas)
        for one in edition.indicators:
            tagged = catalogue.tagged(key, edition, one.id)
            assert {sha256 for sha256, indicators in of_one.items() if one.id in indicators} == tagged
            assert {file.sha256 for file in catalogue.files_about(key, edition, one.id)} == tagged
        facts = catalogue.facts_of(key, edition)
        years = {sha256: {fact.year for fact in found} - {None} for sha256, found in facts.items()}
        assert catalogue.fact_years(key, edition) == {sha256: found for sha256, found in years.items() if found}

    for name, text in (
        ("河长制.docx", "2022年，全县河长制工作全面实施，各级河长巡河1200次。"),
        ("林草.docx", "2021年全县林草覆盖率为75.78%，2022年林草覆盖率为76.00%。"),
    ):
        files = [("files", (name, paper(f"青岚县{name[:-5]}工作情况的报告", text)))]
        client.post("/inbox", data={"csrf": csrf_of(client)}, files=files)
        while take_in(office, lambda: ThreadPoolExecutor(1)):
            pass
        compare()
    for sha256 in list(office.finder().fields.documents):
        for number, state in ((4, "confirmed"), (10, "rejected"), (10, "proposed"), (4, "rejected")):
            _decide(office, sha256, edition.by_number(number).id, state)
            compare()
