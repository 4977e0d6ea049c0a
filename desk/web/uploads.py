"""Uploads written to disk as they come, however large; nothing of them is ever held in memory."""

import hashlib
import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from fastapi import HTTPException, Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from archive.lasting import store_faults
from desk.web.office import Office
from pipeline.intake import received_name
from pipeline.reports.visible import visible
from schemas.errors import TooLarge, UsageError

# the routes that take files, see `received`
ROUTES = frozenset({"do_upload", "api_upload"})
FILES_FIELD = "files"
# the folders of the file that comes next, as a browser knows them; a name of a file may hold them as well
PATH_FIELD = "path"
MAX_FIELD_BYTES = 8192
MAX_FIELDS = 5000
MAX_FILES = 2000
MAX_PART_CHARS = 150
MAX_DEPTH = 12
MEGABYTE = 1024 * 1024


@dataclass
class UploadedFile:
    """One file on the disk: `file` is its name with the folders it came in, "/" between."""

    file: str
    path: Path
    size_bytes: int = 0
    sha256: str = ""


@dataclass
class Uploaded:
    """What one request brought."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[UploadedFile] = field(default_factory=list)

    def forget(self) -> None:
        """Remove the files."""
        for one in self.files:
            with suppress(OSError):  # what stays is swept at the next start
                one.path.unlink(missing_ok=True)


async def received(request: Request) -> Uploaded:
    """Return the fields and files of a multipart request, read once; the files last on the disk.

    Raises TooLarge for more than the office allows, UsageError for what is no upload, StoreFull, StoreError.
    """
    known: Uploaded | None = getattr(request.state, "uploaded", None)
    if known is not None:
        return known
    office: Office = request.app.state.office
    limit = office.upload_limit_bytes
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise _too_large(limit)
    reader = _Reader(request.headers.get("content-type", ""), office.inbox.new_place)
    taken_bytes = 0
    try:
        async for chunk in request.stream():
            taken_bytes += len(chunk)
            if taken_bytes > limit:
                raise _too_large(limit)
            if chunk:
                await run_in_threadpool(reader.feed, chunk)
        await run_in_threadpool(reader.finish)
    except ClientDisconnect:
        reader.give_up()
        raise HTTPException(400) from None
    except BaseException:
        reader.give_up()
        raise
    request.state.uploaded = reader.uploaded
    return reader.uploaded


def forget(request: Request) -> None:
    """Remove what a request brought that is turned away after all."""
    uploaded: Uploaded | None = getattr(request.state, "uploaded", None)
    if uploaded is not None:
        uploaded.forget()


def safe_file(name: str) -> str:
    """Return the name of a file with its folders so that it leads nowhere: no way up, nothing that does not print.

    "" where nothing is left of it.
    """
    parts = [_safe_part(part) for part in re.split(r"[/\\]", received_name(name))]
    kept = [part for part in parts if part]
    return "/".join(kept[-MAX_DEPTH:])


def _safe_part(part: str) -> str:
    shown = visible(part.replace("\x00", "")).strip()
    if len(shown) > MAX_PART_CHARS:
        stem, dot, suffix = shown.rpartition(".")
        is_suffix = bool(dot) and len(suffix) <= 10
        shown = f"{stem[: MAX_PART_CHARS - 12]}….{suffix}" if is_suffix else f"{shown[: MAX_PART_CHARS - 1]}…"
    return "" if shown.strip(".") == "" else shown


def _too_large(limit_bytes: int) -> TooLarge:
    return TooLarge(f"一次上传不能超过 {max(limit_bytes // MEGABYTE, 1)} MB", "请分几次上传，或拆分大文件。")


class _Reader:
    """Feeds on the bytes of one multipart body."""

    def __init__(self, content_type: str, new_place: Callable[[], Path]) -> None:
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary", b"")
        if kind != b"multipart/form-data" or not boundary:
            raise UsageError("这不是一次文件上传", "请在收件页选择文件后上传。")
        self.uploaded = Uploaded()
        self._new_place = new_place
        self._headers: dict[str, bytes] = {}
        self._name, self._value = b"", b""
        self._field = ""
        self._text = b""
        self._fields = 0
        self._path = ""
        self._target: BinaryIO | None = None
        self._digest = hashlib.sha256()
        names = (
            "part_begin", "part_data", "part_end", "header_field", "header_value", "header_end", "headers_finished",
        )  # fmt: skip
        callbacks = {f"on_{name}": getattr(self, f"_on_{name}") for name in names}
        self._parser = MultipartParser(boundary, callbacks)  # type: ignore[arg-type]

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        with store_faults("收件箱"):
            try:
                self._parser.write(chunk)
            except FormParserError as error:
                raise UsageError("上传的内容不完整", "请重新上传。") from error

    def finish(self) -> None:
        """Make what came last; raises UsageError where the end is missing."""
        try:
            self._parser.finalize()
        except FormParserError as error:
            raise UsageError("上传的内容不完整", "请重新上传。") from error
        if self._target is not None:
            raise UsageError("上传的内容不完整", "请重新上传。")

    def give_up(self) -> None:
        """Leave nothing behind."""
        if self._target is not None:
            self._target.close()
        self.uploaded.forget()

    # --- what the parser calls

    def _on_part_begin(self) -> None:
        self._headers, self._name, self._value, self._text = {}, b"", b"", b""

    def _on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header_end(self) -> None:
        self._headers[self._name.decode("latin-1").lower()] = self._value
        self._name, self._value = b"", b""

    def _on_headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get("content-disposition", b""))
        self._field = options.get(b"name", b"").decode("utf-8", "replace")
        told = options.get(b"filename")
        self._fields += 1
        if self._fields > MAX_FIELDS or len(self.uploaded.files) >= MAX_FILES:
            raise TooLarge(f"一次最多上传 {MAX_FILES} 个文件", "请分几次上传。")
        if told is not None:
            self._begin_file(told.decode("utf-8", "replace"))

    def _on_part_data(self, data: bytes, start: int, end: int) -> None:
        piece = data[start:end]
        if self._target is not None:
            self._target.write(piece)
            self._digest.update(piece)
            self.uploaded.files[-1].size_bytes += len(piece)
        elif len(self._text) + len(piece) > MAX_FIELD_BYTES:
            raise UsageError("表单内容过长", "请重新填写。")
        else:
            self._text += piece

    def _on_part_end(self) -> None:
        if self._target is not None:
            self._end_file()
        elif self._field == PATH_FIELD:
            self._path = self._text.decode("utf-8", "replace")
        elif self._field != FILES_FIELD:
            self.uploaded.fields[self._field] = self._text.decode("utf-8", "replace")

    def _begin_file(self, told: str) -> None:
        # browsers escape these three in a name (HTML, multipart/form-data encoding algorithm)
        name = told.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")
        path, self._path = self._path, ""
        one = UploadedFile(safe_file(path or name), self._new_place())
        self.uploaded.files.append(one)
        self._digest = hashlib.sha256()
        self._target = one.path.open("xb")

    def _end_file(self) -> None:
        target, one = self._target, self.uploaded.files[-1]
        self._target = None
        if target is None:
            return
        with target:
            target.flush()
            os.fsync(target.fileno())
        one.sha256 = self._digest.hexdigest()
        if not one.file:  # a file field in which nothing was chosen
            one.path.unlink()
            self.uploaded.files.pop()
