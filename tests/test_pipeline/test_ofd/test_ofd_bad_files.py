"""OFD files that are scans, damaged, encrypted, made up: read as far as they go, or refused with one error."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import parsers
from pipeline.parsers.ofd_file.geometry import distances
from pipeline.stages.detect import detect
from schemas.errors import BrokenFile, DocumentError, EncryptedFile, FileVanished, TooLarge
from schemas.parsed import ParsedDocument

BODY = "青岚县各有关单位应当按照职责分工落实各项任务。"


def texts(document: ParsedDocument) -> list[str]:
    return [block.text for block in document.blocks if block.kind == "text"]


def scan(maker, **more):
    return maker.page(
        [maker.raw('<ofd:ImageObject Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="5"/>')], **more
    )


def test_a_page_that_is_a_picture_says_so(maker) -> None:
    document = maker.read_pages(scan(maker), maker.page(maker.prose(BODY)), maker.page([]))
    assert texts(document) == [BODY]
    assert [(problem.code, problem.page) for problem in document.problems] == [("no-text", 1)]
    assert document.problems[0].advice
    whole = maker.read_pages(scan(maker), scan(maker))
    assert [problem.message for problem in whole.problems] == ["全部 2 页都没有可提取的文字，应为扫描件。"]


def test_characters_without_a_meaning_are_no_text(maker) -> None:
    document = maker.read_pages(maker.page([maker.text(30, 50, "\ue11e\ue236\ue28a\ue0c0浏览")]))
    assert (texts(document), [problem.code for problem in document.problems]) == ([], ["no-text"])


def test_a_damaged_page_costs_itself(maker) -> None:
    parts = maker.parts(*(maker.page(maker.prose(BODY)) for _ in range(3)))
    parts["Doc_0/Pages/Page_1/Content.xml"] = "<ofd:Page"
    del parts["Doc_0/Pages/Page_2/Content.xml"]
    document = maker.read(maker.zipped(parts))
    assert (document.pages, texts(document)) == (3, [BODY])
    assert [(problem.code, problem.page) for problem in document.problems] == [("broken", 2), ("broken", 3)]


def test_bad_packages_have_one_error_each(maker, tmp_path) -> None:
    parts = maker.parts(maker.page(maker.prose(BODY)))
    entities = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><ofd:OFD xmlns:ofd="x"><ofd:DocBody/></ofd:OFD>'
    bad: list[tuple[dict, type[DocumentError]]] = [
        ({**parts, "Encryptions.xml": "<a/>"}, EncryptedFile),
        ({**parts, "OFD.xml": "<ofd:OFD"}, BrokenFile),
        ({**parts, "OFD.xml": "<OFD/>"}, BrokenFile),
        ({**parts, "OFD.xml": entities}, BrokenFile),
        ({"OFD.xml": parts["OFD.xml"]}, BrokenFile),
        ({**parts, "Doc_0/Document.xml": "<Document/>"}, BrokenFile),
        ({**parts, "Doc_0/x.xml": " " * 3_000_000}, TooLarge),
    ]
    for content, error in bad:
        with pytest.raises(error):
            maker.read(maker.zipped(content))
    content = maker.zipped(parts)
    for cut in (30, 200, len(content) - 30):
        with pytest.raises(BrokenFile):
            maker.read(content[:cut])
    with pytest.raises(FileVanished):
        parsers.parse(maker.folder / "absent.ofd", "application/ofd")


def test_ofd_is_detected_by_content(maker, tmp_path) -> None:
    path = tmp_path / "公文.pdf"
    path.write_bytes(maker.zipped(maker.parts(maker.page(maker.prose(BODY)))))
    assert detect(path) == "application/ofd"
    path.write_bytes(maker.zipped({"Encryptions.xml": "<a/>", "0.dat": b"x"}))
    assert detect(path) == "application/ofd"
    with pytest.raises(EncryptedFile):
        maker.read(path.read_bytes())


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(-9, 9)), max_size=8), st.integers(0, 60))
def test_repeated_distances_are_the_same_written_out(runs: list[tuple[int, int]], count: int) -> None:
    short = " ".join(f"g {times} {value}" for times, value in runs)
    long = " ".join(" ".join([str(value)] * times) for times, value in runs)
    assert distances(short, count) == distances(long, count)
    assert len(distances(short, count)) <= count


@pytest.mark.parametrize("text", ["g", "g 3", "g x 4", "g 1e99 4", "nan inf -inf", "g -5 3", "g g g", "1,2;3", None])
def test_bad_distances_do_no_harm(text: str | None) -> None:
    assert all(abs(value) < 1e7 for value in distances(text, 10))


_VALUES = st.sampled_from(
    ["", "x", "nan", "1e99", "-5", "0", "g 9999999 1", "1 2", "0 0 0 0", "1 0 0 1 0 0", "M", "M 0 0 L", "g"]
)
_NAMES = st.sampled_from(
    ["Size", "Boundary", "CTM", "DeltaX", "DeltaY", "X", "Y", "HScale", "CharDirection", "ResourceID"]
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(attributes=st.dictionaries(_NAMES, _VALUES, max_size=5), data=_VALUES, text=st.text(max_size=6))
def test_any_attribute_may_hold_anything(maker, attributes: dict[str, str], data: str, text: str) -> None:
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    printable = "".join(character for character in text if character.isalnum())
    units = (
        f"<ofd:TextObject {written}><ofd:TextCode {written}>{printable}</ofd:TextCode></ofd:TextObject>"
        f"<ofd:PathObject {written}><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
        f"<ofd:ImageObject {written}/><ofd:CompositeObject {written}/>"
    )
    document = maker.read_pages(maker.page([*maker.prose(BODY), maker.raw(units)], area=data))
    assert document.pages == 1


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 3000), st.integers(0, 255), st.integers(0, 3000))
def test_changed_bytes_are_read_or_refused(maker, place: int, byte: int, other: int) -> None:
    content = bytearray(maker.zipped(maker.parts(maker.page(maker.prose(BODY)))))
    content[place % len(content)] = byte
    content[other % len(content)] ^= 0x55
    try:
        assert maker.read(bytes(content)).pages >= 1
    except DocumentError as error:
        assert error.message
