"""OFD packages: templates, composite units, annotations, attached files, several documents, odd names."""

import io
import zipfile

import pytest

from schemas.parsed import ParsedDocument, TableBlock

BODY = "青岚县各有关单位应当按照职责分工落实各项任务。"


def texts(document: ParsedDocument, role: str | None = None) -> list[str]:
    return [
        block.text for block in document.blocks if block.kind == "text" and (role is None or block.role == role)
    ]  # fmt: skip


def test_template_text_stands_on_every_page(styled) -> None:
    folder = styled.style.folder
    form = styled.text_object(30, 60, "填报单位")
    template = f'<ofd:Page><ofd:Content><ofd:Layer ID="9">{form}</ofd:Layer></ofd:Content></ofd:Page>'
    start = f"/{folder}/" if styled.style.absolute else ""
    pages = [styled.page(styled.prose(BODY), before='<ofd:Template TemplateID="7" ZOrder="Background"/>')] * 2
    document = styled.read_pages(
        *pages,
        common=f'<ofd:TemplatePage ID="7" BaseLoc="{start}Tpls/Tpl_0/Content.xml"/>',
        more={f"{folder}/Tpls/Tpl_0/Content.xml": template},
    )
    assert texts(document) == [BODY, "填报单位"] * 2


def test_composite_units_are_drawn_where_they_are_used(maker) -> None:
    unit = (
        '<ofd:Res BaseLoc="Res"><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="5"><ofd:Content>'
        + maker.text_object(0, 0, "组合对象")
        + "</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    item = maker.raw('<ofd:CompositeObject Boundary="50 80 100 20" CTM="2 0 0 2 0 0" ResourceID="5"/>')
    document = maker.read_pages(
        maker.page([item]),
        common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        more={"Doc_0/DocumentRes.xml": unit},
    )
    (block,) = document.blocks
    assert block.text == "组合对象"
    assert block.lines[0].bbox_pt[0] == pytest.approx(50 * 72 / 25.4, abs=0.1)
    assert block.lines[0].bbox_pt[2] == pytest.approx((50 + 2 * 16) * 72 / 25.4, abs=0.1)


def test_units_that_hold_themselves_end(maker) -> None:
    inner = '<ofd:CompositeObject ResourceID="5"/>' * 3
    unit = f'<ofd:CompositeGraphicUnit ID="5"><ofd:Content>{inner}</ofd:Content></ofd:CompositeGraphicUnit>'
    document = maker.read_pages(
        maker.page([*maker.prose(BODY), maker.raw('<ofd:CompositeObject ResourceID="5"/>')]),
        common="<ofd:PublicRes>/Doc_0/PublicRes.xml</ofd:PublicRes>",
        more={"Doc_0/PublicRes.xml": f"<ofd:Res>{unit}</ofd:Res>"},
    )
    assert texts(document) == [BODY]
    assert [problem.code for problem in document.problems] == ["too-large"]


def test_annotations_are_comments(maker) -> None:
    page = '<ofd:Page PageID="100"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>'
    listing = f"<ofd:Annotations>{page}</ofd:Annotations>"
    annotation = (
        '<ofd:PageAnnot><ofd:Annot ID="1" Type="Highlight"><ofd:Remark>请核对数据</ofd:Remark>'
        f'<ofd:Appearance Boundary="100 200 60 20">{maker.text_object(5, 5, "已核对")}</ofd:Appearance></ofd:Annot>'
        '<ofd:Annot ID="2" Type="Link"/></ofd:PageAnnot>'
    )
    document = maker.read_pages(
        maker.page(maker.prose(BODY)),
        root="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        more={"Doc_0/Annots/Annotations.xml": listing, "Doc_0/Annots/Page_0/Annotation.xml": annotation},
    )
    assert texts(document, "comment") == ["已核对\n请核对数据"]
    box = document.blocks[-1].locator.bbox_pt
    assert box == pytest.approx([value * 72 / 25.4 for value in (100, 200, 160, 220)], abs=0.1)


def test_attached_files_are_told(maker) -> None:
    listing = (
        '<ofd:Attachments><ofd:Attachment ID="1" Name="监测数据.xlsx" Format="xlsx"><ofd:FileLoc>a.xlsx</ofd:FileLoc>'
        '</ofd:Attachment><ofd:Attachment ID="2" Name="原始数据" Format="xml"><ofd:FileLoc>b.xml</ofd:FileLoc>'
        "</ofd:Attachment></ofd:Attachments>"
    )
    document = maker.read_pages(
        maker.page(maker.prose(BODY)),
        root="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
        more={"Doc_0/Attachs/Attachments.xml": listing},
    )
    assert texts(document, "comment") == ["附件文件：监测数据.xlsx", "附件文件：原始数据"]
    (problem,) = document.problems
    assert "监测数据.xlsx" in problem.message and problem.advice


def test_several_documents_are_read_in_order(maker) -> None:
    def page(words: str):
        cells = {(0, 0): "指标", (0, 1): words, (1, 0): "比例", (1, 1): "九成"}
        return maker.page([*maker.prose(BODY), *maker.grid([30, 80, 130], [80, 90, 100], cells)])

    first, second = maker.package(page("甲"), page("乙")), maker.package(page("丙"))
    document = maker.read(maker.packed(first, second))
    tables = [block for block in document.blocks if isinstance(block, TableBlock)]
    assert document.pages == 3
    assert [(table.index, table.page, table.cells[1].text) for table in tables] == [
        (0, 1, "甲"),
        (1, 2, "乙"),
        (2, 3, "丙"),
    ]
    assert [table.cells[0].locator.table for table in tables] == [0, 1, 2]


def test_the_current_version_is_read(maker) -> None:
    package = maker.package(
        maker.page(maker.prose(BODY)),
        body='<ofd:Versions><ofd:Version ID="1" Index="1" BaseLoc="Doc_0/Versions/1.xml"/>'
        '<ofd:Version ID="2" Index="2" Current="true" BaseLoc="Doc_0/Versions/2.xml"/></ofd:Versions>',
        more={
            "Doc_0/Versions/2.xml": "<ofd:DocVersion><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocVersion>"
        },
    )
    newer = maker.package(maker.page(maker.prose("这是修改后的文字。")))
    parts = {**package.parts(), **newer.parts("Doc_1"), "OFD.xml": package.xml("OFD", package.entry())}
    assert texts(maker.read(maker.zipped(parts))) == ["这是修改后的文字。"]


@pytest.mark.parametrize("manner", ["backslashes", "gbk", "other case", "root without slash"])
def test_names_of_parts_as_producers_write_them(maker, manner: str) -> None:
    package = maker.package(maker.page(maker.prose(BODY)))
    parts = {**package.parts("文档"), "OFD.xml": package.xml("OFD", package.entry("文档"))}
    if manner == "root without slash":
        parts["文档/Document.xml"] = parts["文档/Document.xml"].replace('BaseLoc="', 'BaseLoc="文档/')
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            known = name.replace("/", "\\") if manner == "backslashes" else name
            known = known.replace("Pages/", "pages/") if manner == "other case" else known
            archive.writestr(zipfile.ZipInfo(known.replace("文档", "CNCN")), content)
    content = buffer.getvalue()
    content = content.replace(b"CNCN", "文档".encode("gbk")) if manner == "gbk" else content
    if manner != "gbk":
        with zipfile.ZipFile(io.BytesIO(content)) as source:
            content = maker.zipped({name.replace("CNCN", "文档"): source.read(name) for name in source.namelist()})
    assert texts(maker.read(content)) == [BODY]
