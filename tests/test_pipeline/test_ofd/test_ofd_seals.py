"""Electronic seals of OFD: whose they are, where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.parsers.ofd_file.seals import seal_name

NAME = "青岚县生态环境局"
BODY = "青岚县各有关单位应当按照职责分工落实各项任务。"


def der(tag: int, *values: bytes) -> bytes:
    content = b"".join(values)
    length = bytes([len(content)]) if len(content) < 128 else b"\x82" + len(content).to_bytes(2, "big")
    return bytes([tag]) + length + content


def seal(name: str) -> bytes:
    """An SES_Seal of GB/T 38540-2020 as far as its name; the picture behind it makes lengths of two bytes."""
    header = der(0x30, der(0x16, b"ES"), der(0x02, b"\x04"), der(0x16, b"maker"))
    properties = der(0x30, der(0x02, b"\x01"), der(0x0C, name.encode()), der(0x02, b"\x01"))
    picture = der(0x30, der(0x16, b"png"), der(0x04, bytes(300)))
    return der(0x30, der(0x30, header, der(0x16, b"0001"), properties, picture), der(0x04, b"certificate"))


SIGNED = der(0x30, der(0x30, der(0x02, b"\x04"), seal("青岚县水利局")))
SIGNATURES = '<ofd:Signatures><ofd:Signature ID="1" Type="Seal" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'
SIGNATURE = (
    '<ofd:Signature><ofd:SignedInfo><ofd:Provider ProviderName="x"/>'
    "<ofd:SignatureDateTime>{day}</ofd:SignatureDateTime>"
    '<ofd:StampAnnot ID="1" PageRef="101" Boundary="120 200 40 40"/>'
    "<ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal></ofd:SignedInfo>"
    "<ofd:SignedValue>/Doc_0/Signs/Sign_0/SignedValue.dat</ofd:SignedValue></ofd:Signature>"
)


@pytest.mark.parametrize(
    ("more", "day", "words"),
    [
        ({"Seal.esl": seal("青岚县生态环境局")}, "20230506083000Z", "青岚县生态环境局（签署日期：2023-05-06）"),
        ({"SignedValue.dat": SIGNED}, "2023-05-06T08:30:00", "青岚县水利局（签署日期：2023-05-06）"),
        ({"Seal.esl": b"\x30\x84\xff\xff\xff\xff"}, "", "（名称无法读出）"),
        ({}, "unknown", "（名称无法读出）"),
    ],
)  # fmt: skip
def test_seals_are_noted_with_their_name_and_place(maker, more, day: str, words: str) -> None:
    parts = {f"Doc_0/Signs/Sign_0/{name}": content for name, content in more.items()}
    document = maker.read_pages(
        maker.page(maker.prose(BODY)), maker.page(maker.prose(BODY)),
        body="<ofd:Signatures>/Doc_0/Signs/Signatures.xml</ofd:Signatures>",
        more={
            "Doc_0/Signs/Signatures.xml": SIGNATURES,
            "Doc_0/Signs/Sign_0/Signature.xml": SIGNATURE.format(day=day), **parts,
        },
    )  # fmt: skip
    block = document.blocks[-1]
    assert (block.text, block.role, block.page) == (f"电子印章：{words}", "comment", 2)
    assert block.locator.bbox_pt == pytest.approx([value * 72 / 25.4 for value in (120, 200, 160, 240)], abs=0.1)
    assert document.problems == ()


@given(st.integers(0, len(seal(NAME)) - 1))
def test_a_seal_cut_short_has_no_name(length: int) -> None:
    assert seal_name(seal(NAME)[:length]) == ""
    assert seal_name(seal(NAME)) == NAME


@given(st.binary(max_size=300))
def test_any_bytes_may_stand_for_a_seal(data: bytes) -> None:
    assert isinstance(seal_name(b"\x30\x82\x01\x2c" + data.ljust(300)), str)
