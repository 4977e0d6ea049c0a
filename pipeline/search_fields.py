"""The documents for which a field of a query holds."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from archive.archive import Archive
from archive.catalogue.headings import Heading
from archive.search.analyzer import normal, phrase_atoms
from archive.search.query import AllOf, Among, AnyOf, Field, Node, Phrase, Query
from pipeline.units.same import same_unit
from schemas.document import Document, DocumentKind
from schemas.dossier import Dossier
from schemas.edition import Edition
from schemas.errors import QueryError

_KIND_WORDS: dict[DocumentKind, str] = {
    "plan": "规划 方案 计划",
    "notice": "通知 公告 通告",
    "approval": "批复 备案",
    "resolution": "决议 决定",
    "monitoring": "监测报告 监测",
    "bulletin": "公报",
    "statistics": "统计表 统计 台账",
    "certificate": "证明 证书",
    "minutes": "纪要 会议纪要",
    "survey": "调查报告 调查",
    "summary": "总结 自评 说明",
    "assessment": "考核结果 考核 通报",
    "regulation": "办法 制度 细则",
    "list": "名录 清单",
    "news": "新闻 简报",
}
KINDS = {word: kind for kind, words in _KIND_WORDS.items() for word in words.split()}
FORMATS = {
    "pdf": ("pdf",),
    "word": ("msword", "wordprocessingml", "rtf"),
    "excel": ("ms-excel", "spreadsheetml"),
    "ofd": ("ofd",),
    "图片": ("image/",),
}
# what Fields reads of the catalogue: the name under which it is kept, of these originals
_READ: dict[str, Callable[["Fields", Collection[str]], Mapping[str, object]]] = {
    "headings": lambda fields, sha256s: fields._read_headings(sha256s),
    "documents": lambda fields, sha256s: fields._read_documents(sha256s),
    "_heading_rows": lambda fields, sha256s: fields._read_heading_rows(sha256s),
    "_fact_years": lambda fields, sha256s: fields._read_fact_years(sha256s),
}
_YEARS = re.compile(r"(\d{4})年?(?:[-—–~至到]+(\d{4})年?)?")


@dataclass
class Fields:
    """Answers the fields of queries for one dossier; reads of the catalogue what is asked for, once.

    Nothing that was read is ever changed: many may ask at once.
    """

    archive: Archive
    dossier: Dossier
    edition: Edition

    def renewed(self, archive: Archive, changed: Collection[str]) -> "Fields":
        """Return the same, over the archive opened anew, after originals changed: what was read of others is kept."""
        new = Fields(archive, self.dossier, self.edition)
        for name, read in _READ.items():
            known = self.__dict__.get(name)
            if known is not None:
                left = dict(known)
                fresh = read(new, changed)
                for sha256 in changed:
                    if sha256 in fresh:
                        left[sha256] = fresh[sha256]
                    else:
                        left.pop(sha256, None)
                new.__dict__[name] = left
        return new

    @cached_property
    def headings(self) -> dict[str, Heading]:
        """Return what the documents call themselves, by sha256."""
        return self._read_headings()

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Return the documents by sha256, the first received of each content."""
        return self._read_documents()

    @cached_property
    def _heading_rows(self) -> dict[str, str]:
        return self._read_heading_rows()

    @cached_property
    def _fact_years(self) -> dict[str, frozenset[int]]:
        return self._read_fact_years()

    def _read_headings(self, sha256s: Collection[str] | None = None) -> dict[str, Heading]:
        return self.archive.catalogue.headings(self.dossier.id, sha256s)

    def _read_documents(self, sha256s: Collection[str] | None = None) -> dict[str, Document]:
        first: dict[str, Document] = {}
        for document in self.archive.catalogue.documents(self.dossier.id, sha256s):
            first.setdefault(document.sha256, document)
        return first

    def _read_heading_rows(self, sha256s: Collection[str] | None = None) -> dict[str, str]:
        """Return title with number of the documents as rows of atoms, in which a query is looked for."""
        wanted = (
            self.headings if sha256s is None else {one: self.headings[one] for one in sha256s if one in self.headings}
        )
        return {
            sha256: _row(normal(f"{heading.title or ''}\n。{heading.doc_number or ''}"))
            for sha256, heading in wanted.items()
        }

    def _read_fact_years(self, sha256s: Collection[str] | None = None) -> dict[str, frozenset[int]]:
        return self.archive.catalogue.fact_years(self.dossier.id, self.edition, sha256s)

    def documents_of(self, field: Field) -> frozenset[str]:
        """Return the documents for which a field holds; raises QueryError where its value means nothing."""
        answers: dict[str, Callable[[str], frozenset[str]]] = {
            "单位": self._of_unit,
            "文号": lambda value: self._holding(value, lambda heading: heading.doc_number),
            "标题": lambda value: self._holding(value, lambda heading: heading.title),
            "文件": lambda value: self._holding(value, lambda heading: heading.file),
            "年份": self._of_years,
            "指标": self._of_indicator,
            "类型": self._of_type,
        }
        return answers[field.name](field.value)

    def of_year(self, year: int) -> frozenset[str]:
        """Return the documents that report on a year, hold a number of it, or (no period known) were signed in it."""
        return frozenset(
            document.sha256
            for document in self.documents.values()
            if (document.period is not None and document.period.covers_year(year))
            or (document.period is None and document.date is not None and document.date.year == year)
            or year in self._fact_years.get(document.sha256, ())
        )

    def headed(self, query: Query) -> frozenset[str]:
        """Return the documents whose title or number fulfils all that the query looks for in the text."""
        if not query.phrases:
            return frozenset()
        if isinstance(query.root, Phrase):  # what is asked most, in a third of the time
            wanted = _row(query.root.atoms)
            return frozenset(sha256 for sha256, row in self._heading_rows.items() if wanted in row)
        fits = _fitting(query.root)
        return frozenset(sha256 for sha256, row in self._heading_rows.items() if fits(sha256, row))

    def _holding(self, value: str, told: Callable[[Heading], str | None]) -> frozenset[str]:
        """Return the documents that tell of themselves, in one field, words that contain the value."""
        wanted = phrase_atoms(value)
        if not wanted:
            raise QueryError(f"“{value}”里没有文字或数字，无法查找。", "请输入文字、数字或字母。")
        row = _row(wanted)
        return frozenset(
            sha256 for sha256, heading in self.headings.items() if row in _row(normal(told(heading) or ""))
        )

    def _of_unit(self, value: str) -> frozenset[str]:
        """Return the documents issued by a unit: its name in full or part, or another name of it."""
        same = frozenset(
            sha256
            for sha256, heading in self.headings.items()
            if heading.issuer and any(same_unit(value, unit, self.dossier) for unit in heading.issuer.split("、"))
        )
        return same | self._holding(value, lambda heading: heading.issuer)

    def _of_years(self, value: str) -> frozenset[str]:
        fit = _YEARS.fullmatch(unicodedata.normalize("NFKC", value).strip())
        if fit is None:
            raise QueryError(f"看不懂年份：{value}", "请写成 年份:2021 或 年份:2020-2022。")
        first, last = int(fit[1]), int(fit[2] or fit[1])
        if not first <= last <= first + 100:
            raise QueryError(f"年份的先后不对：{value}", "请写成 年份:2020-2022，先早后晚。")
        return frozenset(sha256 for year in range(first, last + 1) for sha256 in self.of_year(year))

    def _of_indicator(self, value: str) -> frozenset[str]:
        return self.archive.catalogue.tagged(self.dossier.id, self.edition, self._indicator_id(value))

    def _indicator_id(self, value: str) -> str:
        typed = unicodedata.normalize("NFKC", value).strip()
        named = [each.id for each in self.edition.indicators if typed in (each.id, each.name)]
        numbered = re.fullmatch("[0-9]+", typed)
        if numbered is not None:
            named = [each.id for each in self.edition.indicators if each.number == int(typed)]
        if not named:
            raise QueryError(
                f"{self.edition.id} 版指标体系中没有指标“{value}”。", "请写指标的序号或全称，例如：指标:12。"
            )
        return named[0]

    def _of_type(self, value: str) -> frozenset[str]:
        typed = unicodedata.normalize("NFKC", value).strip().lower()
        if typed in FORMATS:
            kinds = FORMATS[typed]
            return frozenset(
                d.sha256 for d in self.documents.values() if any(kind in (d.media_type or "") for kind in kinds)
            )
        if typed not in KINDS:
            known = "、".join([*KINDS, *FORMATS])
            raise QueryError(f"没有“{value}”这种类型。", f"可用的类型：{known}。")
        return frozenset(d.sha256 for d in self.documents.values() if d.kind == KINDS[typed])


def _row(atoms: tuple[str, ...]) -> str:
    """Return a row of atoms as a string in which a part of the row is a part of the string."""
    return f"|{'|'.join(atoms)}|" if atoms else ""


def _fitting(node: Node) -> Callable[[str, str], bool]:
    """Return what tells whether a document (its SHA-256, its heading's row) holds what is looked for.

    What must not stand in a page may stand in its heading.
    """
    if isinstance(node, Phrase):
        wanted = _row(node.atoms)
        return lambda _, row: wanted in row
    if isinstance(node, Among):
        among = node.sha256s
        return lambda sha256, _: sha256 in among
    if isinstance(node, AllOf | AnyOf):
        parts = [_fitting(part) for part in node.parts]
        if isinstance(node, AllOf):
            return lambda sha256, row: all(fits(sha256, row) for fits in parts)
        return lambda sha256, row: any(fits(sha256, row) for fits in parts)
    return lambda _, __: True
