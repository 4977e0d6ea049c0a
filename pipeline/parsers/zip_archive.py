"""The parser of zip archives that could not be unpacked in full.

The files of an archive are received by themselves (`pipeline.unpacking`); an archive is a document only where some
of its files stayed inside, and then says which.
"""

from pathlib import Path
from zipfile import ZipFile

from pipeline.parsers.containers.archive_members import Member, members_of
from pipeline.parsers.containers.zip_guard import DAMAGES, listed_zip
from schemas.errors import BrokenFile, DocumentError, EmptyFile, EncryptedFile, TooLarge
from schemas.parsed import ParsedDocument, Problem

MEDIA_TYPES = ("application/zip",)
VERSION = 1
MAX_PROBLEMS = 50
_CHUNK_BYTES = 1024 * 1024


def parse(path: Path, media_type: str) -> ParsedDocument:
    """Return a document without text that has a problem for every file that stayed inside.

    Raises EmptyFile, EncryptedFile (all files are), TooLarge, BrokenFile, FileVanished.
    """
    with listed_zip(path) as archive:
        members = members_of(archive)
        refusals = [(member, refusal) for member in members if (refusal := _refusal(archive, member)) is not None]
    if not members:
        raise EmptyFile("压缩包里没有任何文件。")
    if not refusals:
        raise TooLarge("压缩包没有展开：嵌套层数过多，或所在压缩包的内容总量过大。", "请解压后导入其中的文件。")
    if len(refusals) == len(members) and all(isinstance(refusal, EncryptedFile) for _, refusal in refusals):
        raise EncryptedFile("压缩包设置了密码。", "请向提供单位索取未加密的文件，或解压后导入。")
    problems = [
        Problem(
            code=refusal.code, message=f"压缩包内的“{member.name}”未能取出：{refusal.message}。", advice=refusal.advice
        )
        for member, refusal in refusals[:MAX_PROBLEMS]
    ]
    if len(refusals) > MAX_PROBLEMS:
        message = f"压缩包内另有 {len(refusals) - MAX_PROBLEMS} 个文件未能取出。"
        problems.append(Problem(code=refusals[-1][1].code, message=message, advice=refusals[-1][1].advice))
    return ParsedDocument(media_type=media_type, pages=0, blocks=(), problems=tuple(problems))


def _refusal(archive: ZipFile, member: Member) -> DocumentError | None:
    """Say why a file stays inside; damage shows only when it is read to its end."""
    if member.refusal is not None:
        return member.refusal
    try:
        with archive.open(member.info) as stream:
            while stream.read(_CHUNK_BYTES):
                pass
    except DAMAGES:
        return BrokenFile("数据已损坏")
    return None
